"""Drafts under review as rows: what was uploaded, and what was found in it. The answers are in `draft_answers`."""

from __future__ import annotations

import json
import zlib
from collections.abc import Sequence
from dataclasses import dataclass

from sqlite_utils import Database

from aligner.model import Bead
from corpora.model import Document, Section, Segment, Span
from corpora.rights import Right
from corpora.store import guarded, write_tx
from glossary.checking.aligning import face_to_face
from glossary.checking.model import Finding, FindingKind
from glossary.drafts import marks
from glossary.drafts.model import Checked, Mark, Noted, Upload, Version
from glossary.store.draft_answers import dump_mark, finding_answers, load_mark

__all__ = [
    "DraftListed",
    "draft_stamp",
    "draft_version",
    "drafts",
    "keep_draft",
    "known_draft",
    "version_uploads",
]


@dataclass(frozen=True, slots=True)
class DraftListed:
    """A draft in a list: its last version, how many findings that has, and how many nobody has answered."""

    id: int
    name: str
    source_name: str
    language: str
    at: str
    versions: int
    findings: int
    open: int


@guarded(Right.DRAFT, "存入译稿")
def keep_draft(
    db: Database,
    source: Upload,
    draft: Upload,
    checked: Checked,
    who: str,
    at: str,
    number: int | None = None,
) -> int:
    """Keep what was uploaded with what was found; returns the draft.

    With `number` it is a new version of that draft, else of the one it looks like (`known_draft`), else a new one. The
    same files checked with the same result add nothing. Raises KeyError, and ValueError for a version in another
    language.
    """
    with write_tx(db):
        number = number or known_draft(db, checked.source, checked.draft)
        if number is None:
            number = int(
                db.execute(
                    "INSERT INTO drafts (name, language, at) VALUES (?, ?, ?)",
                    [draft.name, checked.draft.language, at],
                ).lastrowid
                or 0
            )
        before = _row(db, number)
        if before and before["draft_language"] != checked.draft.language:
            raise ValueError("改稿的语言与原来的译稿不同。请检查文件；另一种语言的译稿请作为新译稿上传。")
        if not (before and _same(db, before, source, draft, checked)):
            _write(db, number, (before["number"] if before else 0) + 1, source, draft, checked, who, at)
        return number


def known_draft(db: Database, source: Document, draft: Document) -> int | None:
    """The draft of the same source text of which this is a later version, see `glossary.drafts.marks.same_draft`."""
    rows = db.execute(
        """
        SELECT d.id FROM drafts d JOIN draft_versions v ON v.draft = d.id
        WHERE d.language = ? AND v.source_body = ? GROUP BY d.id ORDER BY max(v.id) DESC
        """,
        [draft.language, source.body],
    ).fetchall()
    return next((n for (n,) in rows if marks.same_draft(_document(_row(db, n), "draft"), draft)), None)


def _same(db: Database, row: dict, source: Upload, draft: Upload, checked: Checked) -> bool:
    return (
        (row["source_sha256"], row["draft_sha256"], row["glossary"])
        == (source.sha256, draft.sha256, checked.glossary)
    ) and [f for f, _ in _findings(db, row["id"])] == list(checked.findings)


def _write(
    db: Database,
    draft_id: int,
    number: int,
    source: Upload,
    draft: Upload,
    checked: Checked,
    who: str,
    at: str,
) -> None:
    for upload in (source, draft):
        db.execute(
            "INSERT OR IGNORE INTO originals (sha256, size, content) VALUES (?, ?, ?)",
            [upload.sha256, len(upload.content), zlib.compress(upload.content)],
        )
    version = db.execute(
        """
        INSERT INTO draft_versions (draft, number, at, who, glossary, source_name, source_sha256, source_body,
            source_segments, draft_name, draft_sha256, draft_body, draft_segments, beads)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """,
        [
            *(draft_id, number, at, who.strip(), checked.glossary),
            *(source.name, source.sha256, checked.source.body, _segments(checked.source)),
            *(draft.name, draft.sha256, checked.draft.body, _segments(checked.draft)),
            json.dumps([[*f.source_segments, *f.draft_segments] for f in checked.faces]),
        ],
    ).lastrowid
    db.conn.executemany(
        "INSERT INTO draft_findings VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [
            [version, n, f.kind, *f.source, *f.draft, f.message, f.suggestion,
             dump_mark(marks.mark_of(f, checked.source, checked.draft))]
            for n, f in enumerate(checked.findings)
        ],
    )  # fmt: skip


def _segments(document: Document) -> str:
    return json.dumps([[s.start, s.end, s.section] for s in document.segments])


def _row(db: Database, draft: int, number: int | None = None) -> dict:
    """A version, the last one without `number`, with the languages of both texts; {} when there is none."""
    found = db.query(
        """
        SELECT v.*, d.language AS draft_language, 'zh' AS source_language FROM draft_versions v
        JOIN drafts d ON d.id = v.draft WHERE v.draft = ? AND v.number = coalesce(?, v.number)
        ORDER BY v.number DESC LIMIT 1
        """,
        [draft, number],
    )
    return next(iter(found), {})


def _document(row: dict, side: str) -> Document:
    segments = tuple(Segment(s, e, Section(x)) for s, e, x in json.loads(row[f"{side}_segments"]))
    return Document(
        row[f"{side}_body"],
        row[f"{side}_language"],
        segments=segments,
        name=row[f"{side}_name"],
        sha256=row[f"{side}_sha256"],
    )


def _findings(db: Database, version: int) -> list[tuple[Finding, Mark]]:
    rows = db.execute(
        "SELECT kind, s0, s1, t0, t1, message, suggestion, mark FROM draft_findings WHERE version = ? ORDER BY n",
        [version],
    )
    return [
        (Finding(FindingKind(kind), Span(s0, s1), Span(t0, t1), message, suggestion), load_mark(mark))
        for kind, s0, s1, t0, t1, message, suggestion, mark in rows
    ]


def draft_version(db: Database, draft: int, number: int | None = None) -> Version:
    """A version of a draft, the last one without `number`, with the answers that hold for it. Raises KeyError."""
    row = _row(db, draft, number)
    if not row:
        raise KeyError(f"没有编号为 {draft} 的译稿，或没有这一稿")
    source, text = _document(row, "source"), _document(row, "draft")
    beads = [Bead(Span(s0, s1), Span(t0, t1)) for s0, s1, t0, t1 in json.loads(row["beads"])]
    found = _findings(db, row["id"])
    held = marks.answered([mark for _, mark in found], finding_answers(db, draft))
    before = _row(db, draft, row["number"] - 1)
    earlier = _findings(db, before["id"]) if before else []
    gone = marks.gone([mark for _, mark in earlier], [mark for _, mark in found])
    faces = tuple(face_to_face(source, text, beads))
    return Version(
        draft,
        row["number"],
        row["at"],
        row["who"],
        Checked(source, text, faces, tuple(f for f, _ in found), row["glossary"]),
        tuple(Noted(f, mark, answer) for (f, mark), answer in zip(found, held, strict=True)),
        tuple(earlier[n][0] for n in gone),
    )


def draft_stamp(db: Database, draft: int) -> tuple[int, int, int]:
    """What changes whenever `draft_version` would say something else."""
    return db.execute(
        """
        SELECT (SELECT coalesce(max(id), 0) FROM draft_versions WHERE draft = ?), coalesce(max(id), 0),
               count(undone_at) FROM draft_answers WHERE draft = ?
        """,
        [draft, draft],
    ).fetchone()


def version_uploads(db: Database, draft: int, number: int | None = None) -> tuple[Upload, Upload]:
    """Source and draft of a version as they came. Raises KeyError."""
    row = _row(db, draft, number)
    if not row:
        raise KeyError(f"没有编号为 {draft} 的译稿，或没有这一稿")
    contents = dict(
        db.execute(
            "SELECT sha256, content FROM originals WHERE sha256 IN (?, ?)",
            [row["source_sha256"], row["draft_sha256"]],
        ).fetchall()
    )
    source, text = (
        Upload(row[f"{side}_name"], zlib.decompress(contents[row[f"{side}_sha256"]]))
        for side in ("source", "draft")
    )
    return source, text


def drafts(db: Database) -> list[DraftListed]:
    """All drafts, the one uploaded last first."""
    rows = db.execute("""
        SELECT d.id, v.id, v.draft_name, v.source_name, d.language, v.at, v.number FROM drafts d
        JOIN draft_versions v ON v.draft = d.id
        WHERE v.number = (SELECT max(number) FROM draft_versions WHERE draft = d.id) ORDER BY v.at DESC, v.id DESC
    """).fetchall()
    return [
        DraftListed(number, name, source, language, at, versions, len(found), _open(db, number, found))
        for number, version, name, source, language, at, versions in rows
        for found in [[mark for _, mark in _findings(db, version)]]
    ]


def _open(db: Database, draft: int, found: Sequence[Mark]) -> int:
    return sum(answer is None for answer in marks.answered(found, finding_answers(db, draft)))
