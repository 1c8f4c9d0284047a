"""What the pages of the termbase share: who signs, a rendering, its examples, a change in words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import UTC, datetime
from html import escape

import streamlit as st
from sqlite_utils import Database

from aligner import store as aligner_store
from aligner.pages import whence
from corpora.languages import Language, get
from corpora.model import Span
from corpora.pages import look, person
from corpora.rendering import cut_runs, pill, render_text
from glossary import store
from glossary.changes import Difference, differences
from glossary.exchange.fields import day
from glossary.model import State, Term, TermStatus, Verdict
from glossary.renderings import Rendering
from glossary.scope import Scope, described
from glossary.usage import Tally, short_court

TONES = {TermStatus.PREFERRED: "good", TermStatus.PROPOSED: "wait", TermStatus.ADMITTED: ""}
DEEDS = {
    "add": "收入",
    "edit": "修改",
    "remove": "撤出",
    "sign": "签署",
    "status": "审定",
    "merge": "合并",
    "split": "拆分",
    "accept": "采用候选",
    "reject": "驳回候选",
    "withdraw": "收回决定",
    "revert": "恢复",
}
NAMES = {"court": short_court, "year": "{}年".format, "translator": "翻译{}".format}
NAMED = 3  # courts, years, translators told one by one
WEIGHTY = ("merge", "split", "status", "sign", "edit", "add", "reject")  # what an act is called by


def now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")


def when(at: str) -> str:
    """A moment as people here read it: local time to the minute."""
    return datetime.fromisoformat(at).astimezone().strftime("%Y-%m-%d %H:%M") if "T" in at else at


def signer(container) -> str:
    """The reviewer's name; it stays while the app is open and in the address."""
    if person.court():
        st.session_state["signer"] = person.shown_name(container)
        return st.session_state["signer"]
    name = container.text_input(
        "审定人",
        value=st.session_state.get("signer", ""),
        placeholder="审定人姓名（署名后才能审定）",
        label_visibility="collapsed",
        key="reviewer",
        bind="query-params",
    )
    st.session_state["signer"] = name
    return name.strip()


def scope(limits: store.Limits, today: bool = True) -> Scope:
    """Whose terms and of which day, asked only where terms are restricted; without a day today's, or those of any day."""
    one, two, three, _ = st.columns([2, 2, 2, 3], vertical_alignment="bottom")
    jurisdiction = _chosen(one, "适用地域", "各地", limits.jurisdictions)
    dialect = _chosen(two, "方言区", "各方言区", limits.dialects)
    written = (
        three.text_input("以哪一天为准", placeholder="今天" if today else "不限", key="scope-day")
        if limits.dated
        else ""
    )
    any_day = datetime.now().astimezone().date().isoformat() if today else ""
    try:
        asked = day(written.strip()) if written.strip() else any_day
    except ValueError:
        st.warning(
            f"“{written}”不是日期。请写成 2021-06-20、2021-06 或 2021；现在按{'今天' if today else '不限'}显示。"
        )
        asked = any_day
    return Scope(asked, jurisdiction, dialect)


def _chosen(column, label: str, every: str, names: Sequence[str]) -> str:
    if not names:
        return ""
    return column.selectbox(label, ["", *names], format_func=lambda n: n or every, key=f"scope-{label}")


def undo(who: str) -> None:
    """Callback: take back the last thing this person did."""
    try:
        changes = store.undo(store.open_workspace(look.workspace()), who, now())
        st.session_state["said"] = f"已撤销{DEEDS[changes[-1].what]}" if changes else "没有可以撤销的"
    except ValueError as error:
        st.session_state["refused"] = str(error)


def status_pill(status: TermStatus) -> str:
    return pill(status.label, TONES.get(status, "bad"))


def text(value: str, code: str) -> str:
    """A term or a phrase in its own script; a vertical one runs down as far as it needs, in columns when long."""
    language = get(code)
    kind = ' class="vertical phrase"' if language.writing_mode == "vertical-lr" else ""
    return f"<div{kind}>{render_text(value, language)}</div>"


def seen(r: Rendering) -> str:
    return f"文书中 {r.count} 处（{r.share:.0%}）" if r.count else "文书中未见"


def rendering_html(r: Rendering, code: str) -> str:
    """One rendering with its status, its count and who stands behind it."""
    return (
        f'<div class="facts">{text(r.text, code)}{status_pill(r.status)}'
        f'<span class="quiet">{" · ".join((seen(r), *(escape(x) for x in (r.scope, r.authority or r.source) if x)))}</span></div>'
    )


def term_facts(term: Term) -> str:
    """All that is said of a term beside its text and status, as one quiet line."""
    decided = "，".join(x for x in (term.document, term.decided) if x)
    facts = [
        f"{term.authority} 核定" + (f"（{decided}）" if decided else "") if term.authority else "",
        described(term),
        term.part_of_speech.label if term.part_of_speech else "",
        f"理由：{term.reason}" if term.reason else "",
        f"来源：{term.source}" if term.source else "",
        term.note,
    ]
    extra = [
        (f"改用 {term.replacement}", term.replacement),
        (f"全称 {term.abbreviation_of}", term.abbreviation_of),
    ]
    spans = [escape(x) for x in facts if x]
    spans += [
        f"{label.split()[0]} {render_text(value, get(term.language))}" for label, value in extra if value
    ]
    spans += [f"又作 {render_text(form, get(term.language))}" for form in term.forms]
    return f'<span class="quiet">{" · ".join(spans)}</span>'


def summary(field: str, by: Sequence[Tally]) -> str:
    """Groups with their counts, the most frequent first; beyond NAMED the rest as a number, years as a range."""
    name = NAMES[field]
    ordered = sorted(by, key=lambda t: (-t.count, t.group))
    if len(ordered) <= NAMED:
        return " · ".join(f"{name(t.group)} {t.count}" for t in ordered)
    if field == "year":
        years = sorted(t.group for t in by)
        return f"{years[0]}–{years[-1]} 年，{ordered[0].group} 年最多（{ordered[0].count}）"
    named = " · ".join(f"{name(t.group)} {t.count}" for t in ordered[:NAMED])
    return f"{named} 等 {len(ordered)} {'院' if field == 'court' else '人'}"


def examples(db: Database, candidate: int, key: str, limit: int = 3) -> None:
    """Pairs a candidate was seen in, both sides lit; short sentences first, one of each formula, of many courts and years."""
    c = store.candidate(db, candidate)
    zh, target = get(c.source_language), get(c.target_language)
    found = {}
    step = max(1, len(c.occurrences) // 40)
    for o in c.occurrences[::step][:40]:
        pair = aligner_store.pair(db, o.bead)
        found.setdefault((pair.source, pair.target), (pair, o))
    met: Counter[tuple[str | None, str]] = Counter()
    ranked = []
    for pair, o in sorted(found.values(), key=lambda x: max(0, len(x[0].source) - 60)):
        court, year = pair.court, str(pair.date or "")[:4]
        ranked.append((met[court, ""] + met[None, year], len(ranked), pair, o))
        met.update([(court, ""), (None, year)])
    best = [(pair, o) for *_, pair, o in sorted(ranked, key=lambda x: x[:2])[:limit]]
    look.bitext(
        [
            look.Row(
                o.bead,
                str(n),
                lit(pair.source, zh, o.source),
                lit(pair.target, target, o.target),
                whence.head(db, pair),
            )
            for n, (pair, o) in enumerate(best, 1)
        ],
        target,
        key=key,
    )


def lit(value: str, language: Language, span: Span) -> str:
    return render_text(value, language, cut_runs(value, language, terms=[span]), lit=[span])


def act_html(changes: Sequence[store.Change], concept: int | None) -> str:
    """What a person did at once, as far as it touched one concept: when, who, what, why, and what differs since."""
    mine = [c for c in changes if c.concept == concept]
    chief = next((c for deed in WEIGHTY for c in mine if c.what == deed), mine[-1])
    states = [c for c in mine if isinstance(c.before or c.after, State)]
    why = f" · {escape(chief.why)}" if chief.why else ""
    head = f"{escape(when(chief.at))} · <b>{escape(chief.who)}</b> {DEEDS[chief.what]}{why}"
    verdicts = [c.after or c.before for c in mine if c not in states]
    body = "".join(
        verdict_html(v) for v in verdicts if isinstance(v, Verdict) and not (v.accepted and states)
    )
    if states:
        before, after = states[0].before, states[-1].after
        old, new = (x.concept if isinstance(x, State) else None for x in (before, after))
        body += changes_html(differences(old, new)) + names_html(before, after)
    return f'<div class="quiet">{head}</div>{body}'


def verdict_html(verdict: Verdict) -> str:
    source = render_text(verdict.source, get(verdict.source_language))
    return f'<div class="facts">{source} → {text(verdict.target, verdict.target_language)}</div>'


def names_html(before: State | Verdict | None, after: State | Verdict | None) -> str:
    """New names under terms that do not have the status yet."""
    if not isinstance(after, State):
        return ""
    old = before.signatures if isinstance(before, State) else ()
    terms = {t.id: t for t in after.concept.terms}
    return "".join(
        f'<div class="facts">{text(terms[s.term].text, terms[s.term].language)}'
        f'<span class="quiet">{escape(s.who)} 签“{s.status.label}”，待会签</span></div>'
        for s in after.signatures
        if s not in old and s.term in terms and terms[s.term].status is not s.status
    )


def changes_html(found: Sequence[Difference]) -> str:
    """Differences, those of one term or one language in one line."""
    groups: dict[tuple[str, str], list[Difference]] = {}
    for d in found:
        groups.setdefault((d.language, d.term), []).append(d)
    return "".join(_line(code, term, group) for (code, term), group in groups.items())


def _line(code: str, term: str, group: Sequence[Difference]) -> str:
    whole = any(d.field == "terms" for d in group)
    subject = text(term, code) if term and not whole else ""
    place = f'<span class="quiet">{get(code).name}</span>' if code and not term else ""
    return f'<div class="facts diff">{subject}{place}{"".join(difference_html(d) for d in group)}</div>'


IN_SCRIPT = ("terms", "text", "forms", "contexts", "replacement", "abbreviation_of")


def difference_html(d: Difference) -> str:
    """One field before and after, in the script it is written in."""
    language = d.language if d.field in IN_SCRIPT else "zh"
    sides = [
        f'<span class="{kind}">{text(value, language)}</span>'
        for kind, value in (("was", d.before), ("is", d.after))
        if value
    ]
    label = ("撤出" if d.before else "收入") if d.field == "terms" else d.label
    arrow = '<span class="quiet">→</span>'
    emptied = f"{arrow}<span>空</span>" if d.before and not d.after and d.field != "terms" else ""
    return f'<span class="quiet">{label}</span>{arrow.join(sides)}{emptied}'


def renderings_html(renderings: Sequence[Rendering], code: str) -> str:
    return "".join(rendering_html(r, code) for r in renderings)
