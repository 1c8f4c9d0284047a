"""A translation memory as values: units of variants, their text free of codes and the codes beside it.

The names are those of TMX 1.4b (LISA OSCAR, 2005), sections 3 to 5. Attributes are kept as they came, in
order, apart from the language of a variant.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

Attributes = tuple[tuple[str, str], ...]


class Code(NamedTuple):
    """An inline code at a place of the text, as markup: a whole `<ph>`, `<bpt>`, `<ept>`, `<it>`, `<ut>` with
    what it holds, or the opening or closing tag of a `<hi>`, whose words belong to the text.
    """

    at: int
    xml: str


class Remark(NamedTuple):
    """A `<note>` or `<prop>`, told apart by `kind`."""

    kind: str
    text: str
    attributes: Attributes = ()


class Variant(NamedTuple):
    """A text in one language (BCP 47 as it came), and the codes inside it by ascending place."""

    language: str
    text: str
    codes: tuple[Code, ...] = ()
    attributes: Attributes = ()
    remarks: tuple[Remark, ...] = ()


class Unit(NamedTuple):
    """Variants that translate each other; `line` is where the unit began in its file, 0 when it has none."""

    variants: tuple[Variant, ...]
    attributes: Attributes = ()
    remarks: tuple[Remark, ...] = ()
    line: int = 0


@dataclass(frozen=True, slots=True)
class Header:
    """What a file says of all its units; `encodings` are its `<ude>` elements as markup."""

    attributes: Attributes = ()
    remarks: tuple[Remark, ...] = ()
    encodings: tuple[str, ...] = ()

    def get(self, name: str) -> str:
        """The attribute of this name, "" when it is missing."""
        return dict(self.attributes).get(name, "")


def origin(name: str, header: Header, unit: Unit) -> tuple[str, str, str, str]:
    """(file, tool, date, user) of a unit, "" for what it does not say; the last change counts before the making."""
    said: dict[str, str] = {}
    for attributes in (header.attributes, unit.attributes, *(v.attributes for v in unit.variants)):
        said |= dict(attributes)
    day = said.get("changedate") or said.get("creationdate") or ""
    if day[:8].isdecimal() and len(day) >= 8:
        day = f"{day[:4]}-{day[4:6]}-{day[6:8]}"
    return name, said.get("creationtool", ""), day, said.get("changeid") or said.get("creationid") or ""
