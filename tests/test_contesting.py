"""“我认为也对”: what people decide marks answers again, and the log keeps both marks."""

from dataclasses import replace
from datetime import datetime, timedelta, timezone

from glossary import store as glossary_store
from glossary.model import Concept, Term, TermStatus
from quiz import build, contesting, session, store
from quiz.asking import ask
from quiz.exercises.material import FROM_LEARNERS
from quiz.model import Direction, ExerciseKind, Mode

CHINA = timezone(timedelta(hours=8))
NOW = datetime(2026, 3, 2, 9, 0, tzinfo=CHINA)
AT = NOW.isoformat(timespec="seconds")


def answered(book, kind, given, name="学习者甲", subject=None, n=0):
    """A question of this kind, answered by somebody; returns it."""
    exercise = next(
        e for e in store.exercises(book, "bo", [kind])
        if subject in (None, e.subject) and e.direction is Direction.FORWARD
    )  # fmt: skip
    learner = store.learner(book, name)
    (card,) = store.cards_for(book, learner, [exercise.id], NOW)
    examples = store.examples_of(book, exercise.id)
    question = replace(ask(exercise, examples, card.id, n, Mode.TYPED), mode=Mode.TYPED)
    session.answer(book, question, given, NOW, 9.0)
    return question


def share(book, question):
    return book.execute("SELECT share FROM answers WHERE card = ? AND n = ?", [question.card, question.n]).fetchone()[0]


def approve(book, subject, text):
    """A terminologist signs what was proposed."""
    number = glossary_store.concept_of(book, subject)
    concept = next(c for c in glossary_store.concepts(book) if c.id == number)
    terms = tuple(replace(t, status=TermStatus.ADMITTED, authority="州语办") if t.text == text else t for t in concept.terms)
    glossary_store.put_concept(book, replace(concept, terms=terms), "审定人", AT)


def test_a_contested_rendering_waits_in_the_queue_of_the_terminologist(book):
    question = answered(book, ExerciseKind.RECALL, "ཁྲིམས་ཐག་གསར་བ")
    assert share(book, question) == 0 and not contesting.contested(book, question)
    contesting.contest(book, question, "学习者甲", "本院常用", AT)
    assert contesting.contested(book, question)
    waiting = glossary_store.proposed(book, "bo", question.exercise.subject)
    assert ("ཁྲིམས་ཐག་གསར་བ", FROM_LEARNERS) in [(t.text, t.source) for _, t in waiting]
    assert store.contests(book) == []


def test_a_proposed_rendering_counts_only_once_it_is_approved(book):
    question = answered(book, ExerciseKind.RECALL, "ཁྲིམས་ཐག་གསར་བ")
    contesting.contest(book, question, "学习者甲", "", AT)
    build.update(book)
    assert contesting.remark_all(book, NOW) == 0 and share(book, question) == 0
    approve(book, question.exercise.subject, "ཁྲིམས་ཐག་གསར་བ")
    build.update(book)
    assert contesting.remark_all(book, NOW) == 1 and share(book, question) == 1
    assert contesting.remark_all(book, NOW) == 0


def test_the_log_keeps_the_mark_given_first(book):
    question = answered(book, ExerciseKind.RECALL, "ཁྲིམས་ཐག་གསར་བ")
    contesting.contest(book, question, "学习者甲", "", AT)
    approve(book, question.exercise.subject, "ཁྲིམས་ཐག་གསར་བ")
    build.update(book)
    contesting.remark_all(book, NOW)
    assert book.execute('SELECT share, "right" FROM reviews').fetchall() == [(0, 0)]
    assert book.execute('SELECT share, "right", who FROM revisions').fetchall() == [(1, 1, "术语库")]
    assert store.card(book, question.card).lapses == 0


def test_a_word_on_a_term_changes_the_exercises_of_that_term_only(book):
    before = {e.id: e for e in store.exercises(book, "bo")}
    subject = next(e.subject for e in before.values() if e.kind is ExerciseKind.CLOZE)
    concept = Concept("程序", (Term("zh", subject), Term("bo", "ཚིག་གསར་པ", TermStatus.PREFERRED, authority="州语办")))
    glossary_store.put_concept(book, concept, "审定人", AT)
    build.update(book)
    after = {e.id: e for e in store.exercises(book, "bo")}
    changed = {e.subject for n, e in after.items() if before.get(n) != e}
    assert changed == {subject}
    recall = next(e for e in after.values() if e.kind is ExerciseKind.RECALL and e.subject == subject)
    assert recall.answer == "ཚིག་གསར་པ" and recall.status is TermStatus.PREFERRED
    cloze = next(e for e in after.values() if e.kind is ExerciseKind.CLOZE and e.subject == subject)
    assert store.examples_of(book, cloze.id) == []      # no sentence has the new word yet
    assert any(e.kind is ExerciseKind.VARIANT and e.subject == subject for e in after.values())


def test_a_term_that_is_new_to_the_termbase_gets_exercises_without_making_all_again(book):
    concept = Concept("程序", (Term("zh", "管辖权异议书"), Term("bo", "དབང་ཚད", TermStatus.PREFERRED)))
    before = {e.id for e in store.exercises(book, "bo")}
    glossary_store.put_concept(book, concept, "审定人", AT)
    build.update(book)
    new = [e for e in store.exercises(book, "bo") if e.id not in before]
    assert {(e.kind, e.direction) for e in new} == {
        (ExerciseKind.RECALL, Direction.FORWARD), (ExerciseKind.RECALL, Direction.BACK),
    }  # fmt: skip
    assert all(e.subject == "管辖权异议书" and e.distractors for e in new)


def test_a_contested_sentence_waits_for_the_trainer_and_then_is_right_for_everybody(book):
    given = "འདི་ནི་ཡང་འགྲིག"
    question = answered(book, ExerciseKind.SENTENCE, given)
    other = answered(book, ExerciseKind.SENTENCE, given + "།", name="学习者乙")
    contesting.contest(book, question, "学习者甲", "意思一样", AT)
    (waiting,) = store.contests(book)
    assert (waiting.given, waiting.who, waiting.why) == (given, "学习者甲", "意思一样")
    assert contesting.decide(book, waiting, True, "教员", NOW) == 2
    assert share(book, question) == share(book, other) == 1 and store.contests(book) == []
    again = store.example_at(book, question.exercise.id, question.n)
    assert given in again.accepted


def test_a_contest_turned_down_changes_no_mark(book):
    question = answered(book, ExerciseKind.SENTENCE, "འདི་ནི་ནོར་བ")
    contesting.contest(book, question, "学习者甲", "", AT)
    before = share(book, question)
    assert contesting.decide(book, store.contests(book)[0], False, "教员", NOW, "漏了半句") == 0
    assert share(book, question) == before and store.contests(book) == []
