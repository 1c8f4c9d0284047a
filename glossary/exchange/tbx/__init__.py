"""TBX, ISO 30042: Core, Min and Basic in both styles read and written, v2 read."""

from glossary.exchange.tbx.reader import read_tbx
from glossary.exchange.tbx.writer import write_tbx

__all__ = ["read_tbx", "write_tbx"]
