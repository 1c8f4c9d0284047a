"""The register of publication as rows: the judgments, and the targets people set."""

from __future__ import annotations

from sqlite_utils import Database

from aligner.register import UNKNOWN, Entry, Targets, trial
from corpora.courts import court_of
from corpora.rights import Right
from corpora.store import guarded, write_tx

_STANDS = "p.status <> 'rejected' AND NOT p.doubtful"


def register_entries(db: Database) -> list[Entry]:
    """All judgments. A version stands under the court, number and date of its original, which name it in Chinese."""
    versions: dict[int, list[str]] = {}
    for source, language in db.execute(
        f"SELECT p.source, t.language FROM document_pairs p JOIN documents t ON t.id = p.target WHERE {_STANDS} ORDER BY 2"
    ):
        versions.setdefault(source, []).append(language)
    rows = db.execute(f"""
        SELECT d.id, d.language, d.name, coalesce(s.court, iif(d.language = 'zh', d.court, NULL)), d.court,
               coalesce(s.case_number, d.case_number), coalesce(s.date, d.date, ''), coalesce(s.kind, d.kind),
               coalesce(s.cause, d.cause)
        FROM documents d LEFT JOIN document_pairs p ON p.target = d.id AND {_STANDS}
        LEFT JOIN documents s ON s.id = p.source WHERE d.genre = 'judgment' GROUP BY d.id
    """)
    return [
        Entry(
            number,
            language,
            court or (court_of(case) if case else None) or own or "法院不明",
            date or (case[1:5] if case and case[1:5].isdigit() else ""),
            kind or UNKNOWN,
            trial(case, cause),
            case or "",
            name,
            tuple(versions.get(number, ())),
        )
        for number, language, name, court, own, case, date, kind, cause in rows
    ]


def targets(db: Database) -> Targets:
    """(court, trial) -> share of originals to be translated; the court is empty where it holds for all."""
    rows = db.execute("""
        SELECT court, trial, share FROM publication_targets
        WHERE id IN (SELECT max(id) FROM publication_targets GROUP BY court, trial) AND share IS NOT NULL
    """)
    return {(court, kind): share for court, kind, share in rows}


@guarded(Right.MANAGE, "定公布目标")
def set_target(db: Database, court: str, kind: str, share: float | None, who: str, at: str) -> None:
    """Set a target, or with None lift it; what was set before stays in the log. Raises ValueError when unsigned."""
    if not who.strip():
        raise ValueError("请先填写姓名：目标由谁改的要留下记录。")
    if share is not None and not 0 <= share <= 1:
        raise ValueError(f"目标要在 0% 到 100% 之间，收到 {share:.0%}。")
    with write_tx(db):
        db.execute(
            "INSERT INTO publication_targets (at, who, court, trial, share) VALUES (?, ?, ?, ?, ?)",
            [at, who.strip(), court, kind, share],
        )


def document_counts(db: Database) -> dict[str, tuple[int, int]]:
    """Language -> (judgments, other texts), translation memories apart; the largest first."""
    rows = db.execute("""
        SELECT language, count(*) FILTER (WHERE genre = 'judgment'), count(*) FILTER (WHERE genre <> 'judgment')
        FROM documents WHERE genre <> 'memory' GROUP BY 1 ORDER BY count(*) DESC, 1
    """)
    return {language: (judgments, others) for language, judgments, others in rows}
