"""What the translation memory remembers of a sentence, with the sentence's own numbers, dates and names put in.

A remembered sentence that differs in nothing else is as good as a formula; one that differs in words is shown as it is.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from aligner.memory import Match
from corpora.languages import Language, get
from glossary.formulae.model import Reuse
from glossary.formulae.reusing import pair_filled
from glossary.formulae.skeletons import SOURCE, sentence
from glossary.formulae.wording import Wording


@dataclass(frozen=True, slots=True)
class Remembered:
    """A match of the memory; `reuse` is its translation made the new sentence's, None where words differ or nothing does."""

    match: Match
    reuse: Reuse | None

    @property
    def text(self) -> str:
        """The translation to offer."""
        return self.reuse.text if self.reuse else self.match.pair.target


def remembered(
    text: str, matches: Sequence[Match], language: Language, known: Wording, names: Iterable[str] = ()
) -> list[Remembered]:
    """Matches of a Chinese sentence, translated to this language; those that differ in slots alone come first."""
    asked = sentence(get(SOURCE).text(text), names)
    found = [
        Remembered(m, pair_filled(asked, m.pair.source, m.pair.target, language, known))
        for m in matches
        if m.pair.target_language == language.code
    ]
    return sorted(found, key=lambda r: r.reuse is None and r.match.score < 100)
