"""Every write by a person asks, where a court has accounts, who is acting; and is written into the audit log.

Whoever serves a court says once how to find the person behind a call (`serve_court`); from then on the guarded functions
refuse everybody they do not know. Without that, on one's own machine and on the command line, they let everything pass.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import wraps
from inspect import signature
from typing import Any, Concatenate, ParamSpec, TypeVar

from sqlite_utils import Database

from corpora.rights import NotAllowed, Person, Right, check
from corpora.store.workspace import write_tx

__all__ = [
    "Acting",
    "AuditLine",
    "audit",
    "audit_log",
    "by_machine",
    "guarded",
    "permit",
    "permit_own",
    "serve_court",
]

P = ParamSpec("P")
R = TypeVar("R")


@dataclass(frozen=True, slots=True)
class Acting:
    """The person behind a call (None: nobody who has logged in) and the time, ISO 8601."""

    person: Person | None
    at: str

    @property
    def name(self) -> str:
        return self.person.name if self.person else ""


@dataclass(frozen=True, slots=True)
class AuditLine:
    """Who did what when; `subject` is the number of a record, never its text."""

    id: int
    at: str
    who: str
    deed: str
    subject: str
    refused: bool


# One for the process; it answers for the session whose thread calls it.
_asked: Callable[[], Acting] | None = None
_inside: ContextVar[bool] = ContextVar("inside a guarded write", default=False)
_machine: ContextVar[bool] = ContextVar("the machine's own work", default=False)


def serve_court(ask: Callable[[], Acting] | None) -> None:
    """From now on in this process, guarded writes ask who is acting; None ends that."""
    global _asked
    _asked = ask


def guarded(
    right: Right, deed: str
) -> Callable[[Callable[Concatenate[Database, P], R]], Callable[Concatenate[Database, P], R]]:
    """A write that asks for a right; `deed` completes “不能…”, in Chinese.

    The name it is signed with, an argument `who` or that of a value given, has to be the account's.
    Raises NotAllowed. Write and audit line are one transaction.
    """

    def guard(write: Callable[Concatenate[Database, P], R]) -> Callable[Concatenate[Database, P], R]:
        shape = signature(write)

        @wraps(write)
        def guarded_write(db: Database, /, *args: P.args, **kwargs: P.kwargs) -> R:
            if _asked is None or _machine.get():
                return write(db, *args, **kwargs)
            given = shape.bind(db, *args, **kwargs).arguments
            now = _permitted(db, right, deed, _signed(given))
            if _inside.get():
                return write(db, *args, **kwargs)
            token = _inside.set(True)
            try:
                with write_tx(db):
                    made = write(db, *args, **kwargs)
                    audit(db, now.at, now.name, deed, _subject(given, made))
                    return made
            except NotAllowed as refused:  # by a write inside: its line would have gone with the transaction
                audit(db, now.at, now.name, refused.deed, refused=True)
                raise
            finally:
                _inside.reset(token)

        guarded_write.right = right  # type: ignore[attr-defined]
        return guarded_write

    return guard


def permit(db: Database, right: Right, deed: str, who: str = "") -> None:
    """Ask for a right where a decorator cannot: in work too long for one transaction, or depending on what is written.

    Raises NotAllowed.
    """
    if _asked is not None and not _machine.get():
        now = _permitted(db, right, deed, who)
        if not _inside.get():
            audit(db, now.at, now.name, deed)


def permit_own(db: Database, name: str, others: Right, deed: str) -> None:
    """Everybody for themselves: what is `name`'s asks for a right only of other people. Raises NotAllowed."""
    if _asked is not None and not _machine.get():
        person = _asked().person
        if person is None or person.name != name:
            _permitted(db, others, deed, "")


@contextmanager
def by_machine() -> Iterator[None]:
    """Writes inside are the machine's own, whoever set it going: nobody's rights are asked, nobody signs."""
    token = _machine.set(True)
    try:
        yield
    finally:
        _machine.reset(token)


def audit(db: Database, at: str, who: str, deed: str, subject: str = "", refused: bool = False) -> None:
    """A line of the log."""
    with write_tx(db):
        db.execute(
            "INSERT INTO audit (at, who, deed, subject, refused) VALUES (?, ?, ?, ?, ?)",
            [at, who, deed, subject, int(refused)],
        )


def audit_log(db: Database, who: str = "", limit: int = 200) -> list[AuditLine]:
    """The log, the last first; of one person or of all."""
    rows = db.execute(
        "SELECT id, at, who, deed, subject, refused FROM audit WHERE ? IN ('', who) ORDER BY id DESC LIMIT ?",
        [who, limit],
    )
    return [AuditLine(*row[:5], bool(row[5])) for row in rows]


def _permitted(db: Database, right: Right, deed: str, signed: str) -> Acting:
    assert _asked is not None
    now = _asked()
    try:
        check(now.person, right, deed, signed)
    except NotAllowed:
        if not _inside.get():
            audit(db, now.at, now.name, deed, refused=True)
        raise
    return now


def _signed(given: dict[str, Any]) -> str:
    names = [given["who"]] if "who" in given else [getattr(value, "who", "") for value in given.values()]
    return next((name for name in names if isinstance(name, str) and name.strip()), "")


def _subject(given: dict[str, Any], made: object) -> str:
    """The first number given is the record's (`needed` counts people), else the one that was made."""
    numbers = [value for name, value in given.items() if type(value) is int and name != "needed"]
    return f"#{numbers[0] if numbers else made}" if numbers or type(made) is int else ""
