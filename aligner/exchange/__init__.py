"""Files of alignments and pairs: gold of test sets, TMX, TSV, links in Pharaoh form."""

from aligner.exchange.gold import GoldDocument, parse_beads, read_beads, read_gold
from aligner.exchange.tmx import UnreadableTmx, read_tmx, write_tmx
from aligner.exchange.units import Code, Header, Remark, Unit, Variant

__all__ = [
    "Code",
    "GoldDocument",
    "Header",
    "Remark",
    "Unit",
    "UnreadableTmx",
    "Variant",
    "parse_beads",
    "read_beads",
    "read_gold",
    "read_tmx",
    "write_tmx",
]
