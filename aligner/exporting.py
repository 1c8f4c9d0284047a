"""Pairs out of the workspace, as files of other tools. Everything is streamed; a file is there wholly or not at all."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from datetime import datetime
from pathlib import Path
from typing import TextIO

from sqlite_utils import Database

from aligner import store
from aligner.exchange.pharaoh import write_pharaoh
from aligner.exchange.tmx import write_tmx
from aligner.exchange.tsv import write_tsv
from aligner.exchange.units import Attributes, Header, Remark, Unit, Variant
from aligner.model import Pair
from corpora import privacy
from corpora import store as corpora_store
from corpora.languages import get
from corpora.languages.tags import to_tag

SOURCE = "zh"
_INHERITED = ("creationtool", "creationtoolversion", "datatype", "o-tmf", "segtype", "srclang")


def export_tmx(db: Database, path: Path, pairs: Iterable[Pair], at: datetime, version: str) -> int:
    """TMX 1.4b; units that came from a memory go out as they came, codes and notes included. Returns how many."""
    names = privacy.statement(*corpora_store.masked_counts(db))
    header = _header(at, version, names)
    with whole(path) as out:
        return write_tmx(out, header, (_unit(db, pair, header) for pair in pairs))


def export_tsv(path: Path, pairs: Iterable[Pair]) -> int:
    """Tab-separated lines. Returns how many pairs."""
    with whole(path) as out:
        return write_tsv(out, pairs)


def export_links(db: Database, path: Path, pairs: Iterable[Pair], language: str) -> int:
    """Pharaoh links in `path`, and the tokens of both sides beside it in .src and .tgt. Returns how many pairs."""
    linked = ((p.source, p.target, store.links(db, p.bead)) for p in pairs)
    with ExitStack() as files:
        source, target, out = (
            files.enter_context(whole(p)) for p in (path.with_suffix(".src"), path.with_suffix(".tgt"), path)
        )
        return write_pharaoh(source, target, out, linked, (get(SOURCE), get(language)))


@contextmanager
def whole(path: Path) -> Iterator[TextIO]:
    """A file to write that takes its place only when all of it is written."""
    part = path.with_name(f".{path.name}.part")
    try:
        with part.open("w", encoding="utf-8", newline="\n") as out:
            yield out
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)


def _header(at: datetime, version: str, names: str) -> Header:
    """`names` says whether names were withheld in what goes out."""
    attributes = (
        ("creationtool", "shuangyu"), ("creationtoolversion", version), ("segtype", "sentence"),
        ("o-tmf", "shuangyu"), ("adminlang", "zh-CN"), ("srclang", to_tag(SOURCE)), ("datatype", "plaintext"),
        ("creationdate", at.strftime("%Y%m%dT%H%M%SZ")),
    )  # fmt: skip
    return Header(attributes, (Remark("prop", names, (("type", "x-masking"),)),))


def _unit(db: Database, pair: Pair, header: Header) -> Unit:
    came = store.memory_unit(db, pair.bead)
    if came is not None:
        _, theirs, unit = came
        return Unit(unit.variants, _inherited(unit.attributes, theirs, header), unit.remarks)
    facts = (
        ("court", pair.court), ("case-number", pair.case_number), ("date", pair.date), ("kind", pair.kind),
        ("cause", pair.cause), ("section", pair.section.label), ("posterior", f"{pair.posterior:.3f}"),
        ("status", pair.status),
    )  # fmt: skip
    return Unit(
        (Variant(to_tag(pair.source_language), pair.source), Variant(to_tag(pair.target_language), pair.target)),
        (("tuid", f"shuangyu-{pair.bead}"),),
        tuple(Remark("prop", value, (("type", f"x-{name}"),)) for name, value in facts if value),
    )


def _inherited(attributes: Attributes, theirs: Header, ours: Header) -> Attributes:
    """A unit's attributes, with those its file's header gave it and ours would change."""
    own = dict(attributes)
    more = (
        (name, theirs.get(name)) for name in _INHERITED
        if name not in own and theirs.get(name) not in ("", ours.get(name))
    )  # fmt: skip
    return (*attributes, *more)
