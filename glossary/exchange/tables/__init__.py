"""Tables of terms: Excel and CSV."""

from glossary.exchange.tables.delimited import read_csv, write_csv
from glossary.exchange.tables.xlsx import read_xlsx, write_xlsx

__all__ = ["read_csv", "read_xlsx", "write_csv", "write_xlsx"]
