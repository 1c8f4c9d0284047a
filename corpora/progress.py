"""How long work says where it stands: a line of Chinese, and the share done where it can be known."""

from __future__ import annotations

from typing import Protocol


class Progress(Protocol):
    """Called before each step; `share` is 0 to 1."""

    def __call__(self, text: str, share: float | None = None) -> None: ...


def silent(text: str, share: float | None = None) -> None:
    """For whoever does not ask."""
