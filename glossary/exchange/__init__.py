"""Files of terms: TBX, Excel, CSV both ways; OmegaT's glossary and Anki decks out."""

from glossary.exchange.files import OF_ONE_LANGUAGE, READ, WRITTEN, read_terms, write_terms
from glossary.exchange.reading import BadFile, Entry, Loss, Problem, Reading

__all__ = [
    "OF_ONE_LANGUAGE",
    "READ",
    "WRITTEN",
    "BadFile",
    "Entry",
    "Loss",
    "Problem",
    "Reading",
    "read_terms",
    "write_terms",
]
