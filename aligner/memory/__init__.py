"""Translation memory: sentences of the workspace like a new one, with their translations.

Every pair is in it, the workspace's own and imported ones, in both directions. `update` indexes what is new,
`lookup` finds. How: the rare features of a sentence (`features`) name some hundred pairs, edit distance over keys
ranks them (`ranking`), the tables are in `aligner.store.memory`.
"""

from aligner.memory.finding import LEAST, Match, lookup, update
from aligner.memory.ranking import Edit

__all__ = ["LEAST", "Edit", "Match", "lookup", "update"]
