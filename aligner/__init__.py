"""Pairs: which document, sentence and word translates which."""
