"""The check of a draft: a Chinese text and its translation are laid face to face, and what does not agree is named.

`draft.check` runs all checks. A check is a function over faces whose docstring is its title; nothing here alters a draft.
"""
