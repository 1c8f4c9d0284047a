"""What exercises are made from, for tests: a rendering, a pair of sentences, the material of a language."""

from aligner.model import Pair, Status
from corpora.languages import get
from corpora.model import Section, Span
from glossary.model import TermStatus
from glossary.renderings import Rendering
from quiz.exercises import Material
from quiz.exercises.material import material


def rendering(text, status=TermStatus.PROPOSED, count=5, share=0.9, term=None):
    return Rendering(text, status, "", "", count, share, term)


def pair(source, target="ཁྲིམས་ཁང", bead=1, posterior=0.99, section=Section.BODY, place=0, **more):
    return Pair(
        bead, "zh", "bo", source, target, 1, 2, Span(place, place + 1), Span(place, place + 1), section, posterior,
        more.pop("status", Status.MACHINE), **more,
    )  # fmt: skip


def given(items=(), pairs=(), names=(), code="bo") -> Material:
    return material(get("zh"), get(code), items, pairs, names)
