"""The hand-aligned sample judgments of tests/gold: one TSV file a judgment, one bead a line.

The file opens with `# key: value` lines (id, language, court, kind, case_number, cause, date, genre,
label). Then come the beads: `section<TAB>Chinese<TAB>other language`, where several sentences of one
bead are joined by ` || ` and an empty cell means the bead has no counterpart.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import NamedTuple

from corpora.model import Section

GOLD = Path(__file__).parent / "gold"
JOINT = " || "
KEYS = ("id", "language", "court", "kind", "case_number", "cause", "date", "genre", "label")


class Row(NamedTuple):
    """One bead: the sentences that translate each other."""

    section: Section
    zh: tuple[str, ...]
    other: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class GoldJudgment:
    """A judgment in Chinese and in `language`, aligned; `language` is zh where there is no translation."""

    id: str
    language: str
    court: str
    kind: str
    case_number: str     # ASCII brackets
    cause: str
    date: date
    genre: str
    label: str
    rows: tuple[Row, ...]

    def sentences(self, language: str) -> list[tuple[Section, str]]:
        """The sentences of one side in order, each with its section."""
        side = 1 if language == "zh" else 2
        return [(row.section, sentence) for row in self.rows for sentence in row[side]]


def read(path: Path) -> GoldJudgment:
    """Raises ValueError naming the file and line that is not as the module's docstring says."""
    head: dict[str, str] = {}
    rows = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if line.startswith("# "):
            key, separator, value = line[2:].partition(": ")
            if not separator or key not in KEYS:
                raise ValueError(f"{path.name}:{number}: expected `# key: value`, got {line!r}")
            head[key] = value
        elif line:
            rows.append(_row(path, number, line))
    if set(head) != set(KEYS):
        raise ValueError(f"{path.name}: missing {sorted(set(KEYS) - set(head))}")
    head["case_number"] = head["case_number"].translate(str.maketrans("（）", "()"))
    return GoldJudgment(**(head | {"date": date.fromisoformat(head["date"]), "rows": tuple(rows)}))


def read_all(folder: Path = GOLD) -> list[GoldJudgment]:
    """All gold judgments in the order of their file names."""
    return [read(path) for path in sorted(folder.glob("*.tsv"))]


def _row(path: Path, number: int, line: str) -> Row:
    cells = line.split("\t")
    if len(cells) != 3 or not (cells[1] or cells[2]):
        raise ValueError(f"{path.name}:{number}: expected section, Chinese, other; got {line!r}")
    section, zh, other = cells
    return Row(Section(section), *(tuple(cell.split(JOINT)) if cell else () for cell in (zh, other)))
