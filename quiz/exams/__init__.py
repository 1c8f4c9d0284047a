"""Exams: drawn from a blueprint and a seed, sat on screen or on paper, marked, and judged item by item."""
