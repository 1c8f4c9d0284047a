"""Files of terms: TBX, Excel, CSV both ways; OmegaT's glossary and Anki decks out."""

from glossary.exchange.files import READ, WRITTEN, read_terms, write_terms
from glossary.exchange.reading import BadFile, Entry, Loss, Problem, Reading

__all__ = ["READ", "WRITTEN", "BadFile", "Entry", "Loss", "Problem", "Reading", "read_terms", "write_terms"]
