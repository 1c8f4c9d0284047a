"""判决书对照: one judgment in two languages; a word that is clicked shows how courts render it."""

from __future__ import annotations

import hashlib
from html import escape

import streamlit as st

from aligner import store as aligner_store
from corpora import placeables
from corpora import store as corpora_store
from corpora.languages import Language, get
from corpora.model import INVENTED, Section, Span
from corpora.pages import look
from corpora.rendering import cut_runs, pill, render_text
from glossary import lookup, store
from glossary.recognition import find_terms

LABELS = {
    Section.TITLE: "首部", Section.PARTIES: "首部", Section.COURSE: "经过", Section.CLAIMS: "诉辩",
    Section.DEFENCE: "诉辩", Section.FACTS: "查明", Section.EVIDENCE: "查明", Section.REASONING: "认为",
    Section.BASIS: "主文", Section.RULING: "主文", Section.COSTS: "主文", Section.APPEAL: "主文",
    Section.SIGNATURE: "落款", Section.ANNEX: "落款",
}  # fmt: skip


def label(pair: aligner_store.PairedDocuments) -> str:
    """How a pair of documents is called in the list."""
    parts = [
        pair.case_number or pair.title or pair.name,
        pair.kind,
        pair.cause,
        get(pair.target_language).name,
    ]
    return " · ".join(p for p in parts if p)


def pick(db) -> aligner_store.PairedDocuments | None:
    """The judgment to read, by a filter and a list; the address keeps it."""
    pairs = aligner_store.paired_documents(db)
    if not pairs:
        st.info("还没有配好对的文书。请先导入汉文和民族文字的文书。")
        st.page_link("quiz/pages/importing.py", label="去导入文书", icon=":material/upload_file:")
        return None
    left, right = st.columns([1, 2])
    query = left.text_input("筛选", placeholder="案号、案由、语言", label_visibility="collapsed")
    found = [p for p in pairs if query in label(p)] if query else pairs
    if not found:
        st.info(f"没有符合“{query}”的文书。")
        return None
    ids = [str(p.id) for p in found]
    if "pair" not in st.session_state and (sent := str(sent_to(db))) in ids:
        st.session_state["pair"] = sent
    chosen = right.selectbox(
        "文书",
        ids,
        format_func=lambda i: label(found[ids.index(i)]),
        label_visibility="collapsed",
        key="pair",
        bind="query-params",
    )
    return found[ids.index(chosen)]


def bead_asked() -> int | None:
    """The sentence another page sent the reader to, by the address."""
    bead = st.query_params.get("bead", "")
    return int(bead) if bead.isdecimal() else None


def sent_to(db) -> int | None:
    """The judgment that sentence stands in."""
    bead = bead_asked()
    return aligner_store.pair_numbers(db, [bead]).get(bead) if bead is not None else None


def side(text: str, language: Language, keys: dict[str, str]) -> str:
    """One side of a pair as HTML: terms, placeables and words to click."""
    if not text:
        return ""
    hits = find_terms(text, language, keys)
    runs = cut_runs(
        text,
        language,
        terms=[h.span for h in hits],
        placeables=[(p.start, p.end) for p in placeables.find(text, language)],
        words=[w for w in language.words(text, ()) if any(c.isalnum() for c in text[w.start : w.end])],
    )
    return render_text(text, language, runs)


@st.cache_resource(max_entries=8, show_spinner=False)
def sides(
    version: str, _readings: list[aligner_store.Reading], code: str, _keys: tuple[dict, dict]
) -> list[tuple[str, str]]:
    """Both sides of every pair as HTML, made once for the texts and terms that `version` stands for."""
    languages = get("zh"), get(code)
    return [
        (side(r.source, languages[0], _keys[0]), side(r.target, languages[1], _keys[1])) for r in _readings
    ]


def version_of(readings: list[aligner_store.Reading], keys: tuple[dict[str, str], dict[str, str]]) -> str:
    content = repr(([(r.source, r.target) for r in readings], [sorted(k) for k in keys]))
    return hashlib.md5(content.encode(), usedforsecurity=False).hexdigest()


def facing(db, click: look.Click | None) -> tuple[list[Span], list[Span]]:
    """What is lit for a click: the clicked run, and the spans its words are linked to."""
    if click is None:
        return [], []
    here = Span(click.start, click.end)
    links = aligner_store.links(db, click.row)
    mine = (lambda k: k.source) if click.side == "source" else (lambda k: k.target)
    other = (lambda k: k.target) if click.side == "source" else (lambda k: k.source)
    there = [other(k) for k in links if mine(k).start < here.end and here.start < mine(k).end]
    return ([here], there) if click.side == "source" else (there, [here])


def panel(db, pair: aligner_store.PairedDocuments, rows: dict, click: look.Click) -> None:
    """What was clicked: its renderings with counts, or what it is linked to here."""
    reading = rows[click.row]
    target = get(pair.target_language)
    text = (reading.source if click.side == "source" else reading.target)[click.start : click.end]
    language = get("zh") if click.side == "source" else target
    entries = entries_of(db, text, language)
    source_lit, target_lit = facing(db, click)
    there = target_lit if click.side == "source" else source_lit
    body = f'<div class="facts"><span class="quiet">选中</span><span class="big">{render_text(text, language)}</span></div>'
    if entries:
        body += "".join(lookup_html(e, pair.target_language) for e in entries)
    elif there:
        facing_text = reading.target if click.side == "source" else reading.source
        other = target if click.side == "source" else get("zh")
        found = render_text(facing_text, other, cut_runs(facing_text, other, terms=there), lit=there)
        body += f'<div class="quiet">术语库未收。按词对齐，此处对应：</div>{box(found, other)}'
    else:
        body += '<div class="quiet">术语库未收，此处也没有对应的词。</div>'
    st.html(f'<div class="sheet">{body}</div>')
    st.page_link(
        "aligner/pages/review.py",
        label="改这一对的对齐",
        icon=":material/join_inner:",
        query_params={"bead": str(click.row)},
    )


def entries_of(db, text: str, language: Language) -> list[lookup.Entry]:
    """Entries of a clicked run, or of the terms in it: a run may carry a suffix or a particle."""
    exact = lookup.find_exact(db, text, language.code)
    if exact:
        return exact
    hits = find_terms(text, language, store.term_keys(db, language))
    return [e for h in hits for e in lookup.find_exact(db, text[h.span.start : h.span.end], language.code)]


def lookup_html(entry: lookup.Entry, code: str) -> str:
    """An entry's renderings in one language with status, counts and cases."""
    language = get(code)
    lines = []
    for r in entry.renderings.get(code, []):
        tone = "good" if r.status.approved else "wait"
        seen = f"{r.count} 处" if r.count else "文书中未见"
        lines.append(
            f'<div class="facts">{box(render_text(r.text, language), language)}{pill(r.status.label, tone)}'
            f'<span class="quiet">{seen} · {escape(r.authority or r.source)}</span></div>'
        )
    name = render_text(entry.term, get("zh"))
    return f"<div>{name}</div>" + ("".join(lines) or '<div class="quiet">这种语言还没有译法。</div>')


def box(html: str, language: Language) -> str:
    if language.writing_mode == "vertical-lr":
        return f'<div class="vertical" style="height:190px">{html}</div>'
    return html


def draw() -> None:
    st.title("判决书对照")
    db = store.open_workspace(look.workspace())
    pair = pick(db)
    if pair is None:
        return
    reading = aligner_store.reading(db, pair.id)
    sections = list(dict.fromkeys(LABELS[r.section] for r in reading if r.section in LABELS))
    part = "全部"
    if len(sections) > 1:
        part = st.segmented_control(
            "部分", ["全部", *sections], default="全部", required=True, label_visibility="collapsed"
        )
    document = corpora_store.document(db, pair.target)
    facts = " · ".join(
        escape(x) for x in (pair.court, pair.kind, pair.case_number, pair.cause, pair.date) if x
    )
    sample = f" · {INVENTED}" if INVENTED in document.body[:300] else ""
    both = (corpora_store.document(db, pair.source), document)
    marks = "".join(f" {pill(f'{get(d.language).name}：{mark}', 'wait')}" for d in both for mark in d.marks)
    checked = (
        pill("对齐已核", "good")
        if all(r.bead.status == "confirmed" for r in reading)
        else pill("机器对齐", "quiet")
    )
    st.html(f'<div class="quiet">{facts}{sample} {checked}{marks}</div>')
    shown = [(n, r) for n, r in enumerate(reading, 1) if part == "全部" or LABELS.get(r.section) == part]
    key = f"reading-{pair.id}-{part}"
    click = st.session_state.get(key + "-click")
    target = get(pair.target_language)
    terms = store.term_keys(db, get("zh")), store.term_keys(db, target)
    html = sides(version_of(reading, terms), reading, target.code, terms)
    clicked = look.bitext(
        [look.Row(r.bead.id, str(n), *html[n - 1]) for n, r in shown],
        target,
        key=key,
        now=click.row if click else bead_asked(),
        scroll=click is None and bead_asked() is not None,
        links={
            bead: [(k.source, k.target) for k in links]
            for bead, links in aligner_store.links_of(db, pair.id).items()
        },
    )
    if clicked and clicked != click:
        st.session_state[key + "-click"] = click = clicked
    rows = {r.bead.id: r for _, r in shown}
    if click and click.row in rows:
        panel(db, pair, rows, click)


draw()
