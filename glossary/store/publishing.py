"""Published versions of the termbase, each frozen whole; states that two versions share are kept once."""

from __future__ import annotations

from sqlite_utils import Database

from corpora.rights import Right
from corpora.store import guarded, write_tx
from glossary.changes import Changed, compare
from glossary.model import Concept, State
from glossary.store.rows import concepts
from glossary.store.snapshots import keep, kept
from glossary.versions import Version, cited, published

__all__ = ["cited_version", "compare_versions", "current_version", "publish", "version_concepts", "versions"]

_VERSION = """
    SELECT v.name, v.at, v.who, v.why, v.history, count(c.concept), coalesce(sum(c.renderings), 0)
    FROM versions v LEFT JOIN version_concepts c ON c.version = v.id
"""


@guarded(Right.TERM, "发布术语版本")
def publish(db: Database, name: str, who: str, at: str, why: str = "") -> Version:
    """Freeze the termbase under a name: every concept with at least one decided rendering, without proposals.

    Raises ValueError for a name that is taken or empty, for nobody's name, and for a termbase without decisions.
    """
    name, who = name.strip(), who.strip()
    if not name or not who:
        raise ValueError("发布要有版本名和发布人，例如“2026年春季版”。请填写后再发布。")
    with write_tx(db):
        if db.execute("SELECT 1 FROM versions WHERE name = ?", [name]).fetchone():
            raise ValueError(f"已有名为“{name}”的版本。已发布的版本不能改动，请换一个名称。")
        held = [c for c in map(published, concepts(db)) if c]
        if not held:
            raise ValueError("还没有一条审定过的译法，发布出来是空的。请先到“术语审定”里审定。")
        (last,) = db.execute("SELECT coalesce(max(id), 0) FROM history").fetchone()
        version = db.execute(
            "INSERT INTO versions (name, at, who, why, history) VALUES (?, ?, ?, ?, ?)",
            [name, at, who, why, last],
        ).lastrowid
        db.conn.executemany(
            "INSERT INTO version_concepts VALUES (?, ?, ?, ?)",
            [[version, c.id, keep(db, State(c)), sum(t.language != "zh" for t in c.terms)] for c in held],
        )
    return versions(db)[0]


def versions(db: Database) -> list[Version]:
    """All published versions, the latest first."""
    return [Version(*r) for r in db.execute(f"{_VERSION} GROUP BY v.id ORDER BY v.id DESC")]


def current_version(db: Database) -> Version | None:
    """The version published last."""
    return next(iter(versions(db)), None)


def cited_version(db: Database) -> str:
    """How a check or an exam names the glossary it uses now."""
    row = db.execute(f"{_VERSION} GROUP BY v.id ORDER BY v.id DESC LIMIT 1").fetchone()
    version = Version(*row) if row else None
    (changes,) = db.execute(
        "SELECT count(DISTINCT act) FROM history WHERE id > ?", [version.history if version else 0]
    ).fetchone()
    return cited(version, changes)


def version_concepts(db: Database, name: str | None) -> dict[int, Concept]:
    """Concept by id as a version holds them; None: as a version published now would. Raises KeyError."""
    if name is None:
        return {int(c.id or 0): c for c in map(published, concepts(db)) if c}
    if not db.execute("SELECT 1 FROM versions WHERE name = ?", [name]).fetchone():
        raise KeyError(f"没有名为“{name}”的版本")
    rows = db.execute(
        """
        SELECT v.concept, s.content FROM version_concepts v JOIN states s ON s.id = v.state
        WHERE v.version = (SELECT id FROM versions WHERE name = ?) ORDER BY v.concept
        """,
        [name],
    )
    return {number: found.concept for number, content in rows if isinstance(found := kept(content), State)}


def compare_versions(db: Database, before: str, after: str | None = None) -> list[Changed]:
    """What changed from one version to another, or (None) to the termbase as it is. Raises KeyError."""
    return compare(version_concepts(db, before), version_concepts(db, after))
