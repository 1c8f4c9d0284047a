"""Tables of terms, whatever file they are in: heads, rows of courts' dictionaries, and our own layout."""

from glossary.exchange.tables.heads import Head, find_head
from glossary.exchange.tables.rows import Row, read_rows
from glossary.exchange.tables.sheet import HEAD, rows_of

__all__ = ["HEAD", "Head", "Row", "find_head", "read_rows", "rows_of"]
