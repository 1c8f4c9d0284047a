"""What helps with one sentence of a draft: renderings of its terms, sentences like it, examples for a finding."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from sqlite_utils import Database

from aligner import memory
from aligner import store as aligner_store
from aligner.model import Pair
from aligner.pages import whence
from corpora.languages import Language, get
from corpora.model import Document, Span
from corpora.rendering import cut_runs, render_text
from glossary import lookup, store
from glossary.checking.model import Finding, FindingKind
from glossary.formulae.remembering import Remembered, remembered
from glossary.formulae.wording import Wording
from glossary.pages import parts
from glossary.pages.draft_html import phrase_html
from glossary.recognition import find_terms

TERMS, WAYS, MATCHES, EXAMPLES = 6, 3, 2, 2
LIKE = 70.0  # likeness from which a sentence of the memory is shown
LONG = 60  # characters from which a sentence is a poor example
OF_TERMS = (FindingKind.TERM, FindingKind.FORBIDDEN, FindingKind.CONSISTENCY)


def help_html(
    db: Database, source: str, language: Language, finding: Finding | None, document: Document
) -> str:
    """For the Chinese sentence under the cursor: examples for its finding, its terms, the memory's likest sentences."""
    examples = _examples(db, finding, document, language) if finding else ""
    return examples + _terms(db, source, language) + _matches(db, source, language)


def _terms(db: Database, source: str, language: Language) -> str:
    zh = get("zh")
    names = dict.fromkeys(source[slice(*hit.span)] for hit in find_terms(source, zh, store.term_keys(db, zh)))
    entries = []
    for name in names:
        found = [r for e in lookup.find_exact(db, name, "zh") for r in e.renderings.get(language.code, [])]
        if found:
            said = "".join(
                f"<span>{phrase_html(r.text, language)}{parts.status_pill(r.status)}</span>"
                for r in found[:WAYS]
            )
            entries.append(f'<div class="entry">{render_text(name, zh)}{said}</div>')
    body = f'<div class="entries">{"".join(entries[:TERMS])}</div>'
    return f"<section><h4>术语</h4>{body}</section>" if entries else ""


def _matches(db: Database, source: str, language: Language) -> str:
    """The memory's likest sentences; one that differs in values alone comes with those of this sentence put in."""
    if not source:
        return ""
    found = memory.lookup(db, source, get("zh"), language.code, MATCHES, LIKE)
    known = store.formula_wording(db, language.code) if found else Wording()
    return "".join(_match(db, r, language) for r in remembered(source, found, language, known))


def _match(db: Database, r: Remembered, language: Language) -> str:
    pair, title = r.match.pair, f"相似句 {round(r.match.score)}%"
    if r.reuse is None:
        return _pair(db, pair, _source_with_edits(r.match), _block(pair.target, language), title)
    carried = [c.target for c in r.reuse.carried]
    doubtful = [c.target for c in r.reuse.carried if not c.sure] + [x.target for x in r.reuse.left]
    target = _block(r.text, language, doubtful, carried)
    return _pair(db, pair, _source_with_edits(r.match), target, f"{title}，译文已换成本句的数字和名称")


def _pair(db: Database, pair: Pair, source: str, target: str, title: str) -> str:
    return (
        f'<section><h4>{escape(title)}<span class="quiet">{whence.head(db, pair)}</span></h4>'
        f'<div class="two"><div>{source}</div>{target}</div></section>'
    )


def _source_with_edits(match: memory.Match) -> str:
    zh = get("zh")
    spans = [Span(*e.found) for e in match.edits if e.found[0] < e.found[1]]
    runs = cut_runs(match.pair.source, zh, terms=spans)
    return f'<div class="edited">{render_text(match.pair.source, zh, runs)}</div>'


def _block(text: str, language: Language, lit: Sequence[Span] = (), placeables: Sequence[Span] = ()) -> str:
    html = render_text(text, language, cut_runs(text, language, lit, placeables), lit)
    if language.writing_mode == "vertical-lr":
        return f'<div class="vertical" style="height:170px">{html}</div>'
    return f'<div dir="{language.direction}">{html}</div>'


def _examples(db: Database, finding: Finding, source: Document, language: Language) -> str:
    """Published sentences with the Chinese term of a finding, those with an approved rendering first."""
    if finding.kind not in OF_TERMS:
        return ""
    term = source.body[slice(*finding.source)]
    approved = {
        language.key(form): r.text
        for e in lookup.find_exact(db, term, "zh")
        for r in e.renderings.get(language.code, [])
        if r.status.approved
        for form in [r.text]
    }
    found: dict[tuple[str, str], tuple[bool, int, Pair, Span | None]] = {}
    for pair in aligner_store.search(db, term, language.code, limit=40):
        hit = next(iter(find_terms(pair.target, language, approved)), None)
        rank = (hit is None, max(0, len(pair.source) - LONG))
        found.setdefault((pair.source, pair.target), (*rank, pair, hit.span if hit else None))
    best = sorted(found.values(), key=lambda f: (f[0], f[1], f[2].bead))[:EXAMPLES]
    return "".join(_example(db, pair, term, language, span) for _, _, pair, span in best)


def _example(db: Database, pair: Pair, term: str, language: Language, span: Span | None) -> str:
    zh = get("zh")
    at = pair.source.find(term)
    lit = [Span(at, at + len(term))] if at >= 0 else []
    chinese = render_text(pair.source, zh, cut_runs(pair.source, zh, terms=lit), lit)
    return _pair(db, pair, chinese, _block(pair.target, language, [span] if span else []), "已公开")
