"""Pairs: which document, sentence and word translates which, and how sure that is.

The public values are in `model`; `build.update` does everything, `pairing.pair`, `sentences.align` and
`words.link` do one step each, `store` keeps and finds what they made. Modules that compile kernels are
imported by name, so that looking at results costs nothing.
"""

from aligner.kernels import cache_somewhere
from aligner.model import Bead, DocumentPair, Link, Pair, Status

cache_somewhere()

__all__ = ["Bead", "DocumentPair", "Link", "Pair", "Status"]
