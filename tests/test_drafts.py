"""Drafts under review: findings are known again after edits, answers outlive versions, nothing is altered."""

import pytest
from gold_reader import read_all

from corpora import judgments
from corpora.languages import get
from corpora.model import Span
from glossary import store
from glossary.checking.model import Finding, FindingKind
from glossary.drafts import marks
from glossary.drafts.model import Upload, Verdict
from glossary.drafts.opening import opened
from glossary.drafts.rows import rows
from glossary.model import Term, TermStatus

AT, LATER = "2026-03-02T09:00:00+00:00", "2026-03-03T09:00:00+00:00"
WHO = "才让"
BO = {judgment.id: judgment for judgment in read_all() if judgment.language == "bo"}
THEFT = BO["06-bo-daoqie"]
FINE, WRONG_FINE = "མི་དམངས་ཤོག་སྒོར་3000", "མི་དམངས་ཤོག་སྒོར་30000"
LOSS, WRONG_LOSS = "སྒོར་24600ཡིན", "སྒོར་26400ཡིན"


def text(code):
    return "\n".join(s for _, s in THEFT.sentences(code))


def checked(draft, source=None, concepts=()):
    zh = judgments.understand(source or text("zh"), get("zh"))
    return opened(zh, judgments.understand(draft, get("bo")), None, concepts, "术语库（尚未发布版本）")


def keep(db, draft, name="译稿.txt", at=AT, number=None, concepts=()):
    uploads = Upload("原文.txt", text("zh").encode()), Upload(name, draft.encode())
    return store.keep_draft(db, *uploads, checked(draft, concepts=concepts), WHO, at, number)


def wrong():
    return text("bo").replace(FINE, WRONG_FINE).replace(LOSS, WRONG_LOSS)


@pytest.fixture
def draft(db):
    return keep(db, wrong())


# What is kept


def test_a_draft_comes_back_as_it_was_checked(db, draft):
    version = store.draft_version(db, draft)
    fresh = checked(wrong())
    assert version.checked.findings == fresh.findings and version.checked.faces == fresh.faces
    assert version.checked.draft.body == wrong() and version.number == 1
    assert [u.content.decode() for u in store.version_uploads(db, draft)] == [text("zh"), wrong()]
    (listed,) = store.drafts(db)
    assert (listed.name, listed.language, listed.versions, listed.findings, listed.open) == (
        "译稿.txt",
        "bo",
        1,
        2,
        2,
    )


def test_the_same_upload_adds_nothing_and_an_edited_one_is_the_next_version(db, draft):
    assert keep(db, wrong()) == draft and store.draft_version(db, draft).number == 1
    assert keep(db, wrong().replace(WRONG_LOSS, LOSS), "改稿.txt") == draft
    version = store.draft_version(db, draft)
    assert version.number == 2 and [f.kind for f in version.gone] == [FindingKind.AMOUNT]
    assert store.draft_version(db, draft, 1).checked.draft.body == wrong()


def test_the_stamp_changes_with_every_version_answer_and_undo(db, draft):
    stamps = [store.draft_stamp(db, draft)]
    for act in (
        lambda: store.answer_finding(db, draft, noted(db, draft, "30000").mark, Verdict.ACCEPT, WHO, AT),
        lambda: store.undo_answer(db, draft, WHO, LATER),
        lambda: keep(db, wrong().replace(WRONG_LOSS, LOSS)),
    ):
        act()
        stamps.append(store.draft_stamp(db, draft))
    assert len(set(stamps)) == 4


def test_another_translation_of_the_same_source_is_another_draft(db, draft):
    sentences = wrong().split("\n")
    other = "\n".join(s[: len(s) // 2] + "གཞན" for s in sentences)
    assert keep(db, other, "另一译者.txt") != draft


def test_a_new_version_is_in_the_same_language(db, draft):
    korean = next(judgment for judgment in read_all() if judgment.language == "ko")
    zh, ko = ("\n".join(s for _, s in korean.sentences(code)) for code in ("zh", "ko"))
    other = opened(judgments.understand(zh, get("zh")), judgments.understand(ko, get("ko")))
    with pytest.raises(ValueError, match="语言与原来的译稿不同"):
        store.keep_draft(db, Upload("a", b"a"), Upload("b", b"b"), other, WHO, LATER, draft)
    assert store.draft_version(db, draft).number == 1


# Answers


def noted(db, draft, figure):
    return next(n for n in store.draft_version(db, draft).noted if figure in n.finding.message)


def test_answers_are_signed_dated_and_have_reasons(db, draft):
    mark = noted(db, draft, "30000").mark
    with pytest.raises(ValueError, match="理由"):
        store.answer_finding(db, draft, mark, Verdict.IGNORE, WHO, AT, " ")
    with pytest.raises(ValueError, match="署名"):
        store.answer_finding(db, draft, mark, Verdict.ACCEPT, "  ", AT)
    store.answer_finding(db, draft, mark, Verdict.IGNORE, WHO, AT, "原文如此")
    held = noted(db, draft, "30000").answer
    assert (held.verdict, held.who, held.at, held.why) == (Verdict.IGNORE, WHO, AT, "原文如此")
    assert noted(db, draft, "26400").answer is None and store.drafts(db)[0].open == 1


def test_the_last_answer_holds_and_each_is_taken_back_in_turn(db, draft):
    mark = noted(db, draft, "30000").mark
    store.answer_finding(db, draft, mark, Verdict.IGNORE, WHO, AT, "误报")
    store.answer_finding(db, draft, mark, Verdict.ACCEPT, WHO, LATER)
    assert noted(db, draft, "30000").answer.verdict is Verdict.ACCEPT
    assert store.undo_answer(db, draft, "别人", LATER) is None
    assert store.undo_answer(db, draft, WHO, LATER).verdict is Verdict.ACCEPT
    assert noted(db, draft, "30000").answer.verdict is Verdict.IGNORE
    assert store.undo_answer(db, draft, WHO, LATER).verdict is Verdict.IGNORE
    assert noted(db, draft, "30000").answer is None and store.undo_answer(db, draft, WHO, LATER) is None
    assert [a.undone for a in store.answer_log(db, draft)] == [True, True]


def test_an_ignored_finding_stays_ignored_when_the_draft_is_edited_elsewhere(db, draft):
    store.answer_finding(db, draft, noted(db, draft, "30000").mark, Verdict.IGNORE, WHO, AT, "原文如此")
    lines = wrong().replace(WRONG_LOSS, LOSS).split("\n")
    lines.remove(max(lines, key=len))
    keep(db, "\n".join(lines), "改.txt", LATER)
    version = store.draft_version(db, draft)
    assert version.number == 2 and noted(db, draft, "30000").answer.why == "原文如此"
    others = [n for n in version.noted if "30000" not in n.finding.message]
    assert others and all(n.answer is None for n in others)


def test_another_wrong_value_at_the_same_place_is_a_new_finding(db, draft):
    store.answer_finding(db, draft, noted(db, draft, "30000").mark, Verdict.IGNORE, WHO, AT, "原文如此")
    keep(db, wrong().replace(WRONG_FINE, "མི་དམངས་ཤོག་སྒོར་5000"))
    assert noted(db, draft, "5000").answer is None


def find(kind, source, draft, spans):
    return marks.mark_of(Finding(kind, *spans, "", ""), source, draft)


def test_what_is_missing_in_a_sentence_is_known_by_the_sentence():
    zh = judgments.understand("被告偿还借款25元。被告承担诉讼费。", get("zh"))
    one, edited, other = (
        judgments.understand(t, get("ko"))
        for t in (
            "피고는 차용금을 바로 상환하여야 한다.",
            "피고는 차용금을 즉시 상환하여야 한다.",
            "원고의 나머지 소송 청구를 기각한다.",
        )
    )
    amount = Span(zh.body.index("25元"), zh.body.index("25元") + 3)
    first, second, third = (
        find(FindingKind.AMOUNT, zh, d, (amount, Span(0, len(d.body)))) for d in (one, edited, other)
    )
    assert first.draft.whole and marks.same(first, second) and not marks.same(first, third)
    assert not marks.same(first, find(FindingKind.NUMBER, zh, one, (amount, Span(0, len(one.body)))))
    assert marks.gone([first, third], [second]) == [1]


def test_the_same_words_in_another_sentence_are_another_finding():
    zh = judgments.understand("被告应当偿还。被告应当道歉。", get("zh"))
    ko = judgments.understand("피고인은 상환하여야 한다. 피고인은 사과하여야 한다.", get("ko"))
    at = zh.body.rindex("被告")
    word = Span(0, 3)
    first = find(FindingKind.TERM, zh, ko, (Span(0, 2), word))
    second = find(FindingKind.TERM, zh, ko, (Span(at, at + 2), word))
    assert first.source == second.source and not marks.same(first, second)


# Renderings that are admitted

BASE = Term("bo", "རྐུན་ཉེས་གཏན་འབེབས", TermStatus.PREFERRED)


@pytest.fixture
def termed(db):
    store.add_term(db, "刑事", "盗窃罪", BASE, "州民语办", AT)
    return keep(db, text("bo"), concepts=list(store.concepts(db)))


def test_a_rendering_is_admitted_signed_and_taken_back_with_its_traces(db, termed):
    (first, *_) = store.draft_version(db, termed).noted
    assert first.finding.kind is FindingKind.TERM
    term = Term("bo", "རྐུ་བའི་ཉེས་པ", source="译稿 译稿.txt")
    made = store.admit_rendering(db, termed, first.mark, "盗窃罪", term, TermStatus.ADMITTED, WHO, LATER)
    (concept,) = store.concepts(db)
    statuses = {t.text: (t.status, t.authority) for t in concept.terms_in("bo")}
    assert statuses[term.text] == (TermStatus.ADMITTED, WHO) and made.rendering == term.text
    assert keep(db, text("bo"), at=LATER, concepts=[concept]) == termed
    store.undo_answer(db, termed, WHO, LATER)
    (concept,) = store.concepts(db)
    assert [t.text for t in concept.terms_in("bo")] == [BASE.text]


def test_what_was_forbidden_is_not_admitted_in_passing(db, termed):
    (first, *_) = store.draft_version(db, termed).noted
    bad = Term("bo", "རྐུ་བའི་ཉེས་པ")
    number = store.add_term(db, "", "盗窃罪", bad, WHO, AT)
    held = next(t for t in store.concept(db, number).terms_in("bo") if t.text == bad.text)
    store.set_status(db, held.id, TermStatus.FORBIDDEN, "州民语办", AT, "口语")
    with pytest.raises(ValueError, match="术语审定"):
        store.admit_rendering(db, termed, first.mark, "盗窃罪", bad, TermStatus.ADMITTED, WHO, LATER)
    assert not store.finding_answers(db, termed)


def test_what_others_changed_since_is_not_taken_back_silently(db, termed):
    (first, *_) = store.draft_version(db, termed).noted
    term = Term("bo", "རྐུ་བའི་ཉེས་པ")
    store.admit_rendering(db, termed, first.mark, "盗窃罪", term, TermStatus.ADMITTED, WHO, LATER)
    store.add_term(db, "", "盗窃罪", Term("bo", "རྐུན་མ"), "别人", LATER)
    with pytest.raises(ValueError, match="别人后来改过"):
        store.undo_answer(db, termed, WHO, LATER)
    assert len(store.finding_answers(db, termed)) == 1


# Side by side


def test_findings_stand_at_the_sentence_they_speak_of():
    result = checked(wrong())
    for row in rows(result.faces, result.findings):
        for placed in row.findings:
            finding = result.findings[placed.number]
            assert row.face.source.text[slice(*placed.source)] == result.source.body[slice(*finding.source)]
            assert row.face.draft.text[slice(*placed.draft)] == result.draft.body[slice(*finding.draft)]
    assert sum(len(row.findings) for row in rows(result.faces, result.findings)) == 2


def test_what_was_left_out_stands_at_its_chinese_sentence():
    lines = text("bo").split("\n")
    longest = max(range(4, len(lines) - 4), key=lambda n: len(lines[n]))
    result = checked("\n".join([*lines[:longest], *lines[longest + 1 :]]))
    (row,) = (r for r in rows(result.faces, result.findings) if r.findings)
    (placed,) = row.findings
    assert row.face.source.text and not row.face.draft.text and placed.draft == (0, 0)
    assert result.findings[placed.number].kind is FindingKind.OMISSION
