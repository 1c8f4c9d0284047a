"""What every reader returns, and what it raises when there is nothing to return."""

from __future__ import annotations

from dataclasses import dataclass

from corpora.model import Origin, Outcome


@dataclass(frozen=True, slots=True)
class Reading:
    """The text of a file; lines end in LF, a line is a paragraph.

    `fonts` are the font names the file sets its text in (some of them betray a legacy encoding),
    `notes` what a person should know about the reading, in Chinese, `origin` how the text came about.
    """

    text: str
    fonts: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    origin: Origin = Origin.TEXT


class Unreadable(ValueError):
    """A file that gives no text; the message says in Chinese why, and what to do."""

    def __init__(self, reason: str, outcome: Outcome = Outcome.UNREADABLE) -> None:
        super().__init__(reason)
        self.reason = reason
        self.outcome = outcome
