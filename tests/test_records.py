"""What the log says of a learner and a class."""

from datetime import UTC, date, datetime, timedelta, timezone

from corpora.languages import get
from quiz.model import ExerciseKind
from quiz.records import Answer, record, tally, weak

CHINA = timezone(timedelta(hours=8))
NOON = datetime(2026, 3, 2, 12, 0, tzinfo=CHINA)


def answer(n=0, right=True, learner="甲", given="ཁྲིམས་", domain="民事", elapsed=None, exercise=1, days=0.0, subject="法律"):
    return Answer(
        learner, exercise, ExerciseKind.RECALL, "bo", subject, domain, "བཅའ་ཁྲིམས་", NOON + timedelta(days=days), given, right,
        float(right), 30.0, elapsed, False, "bo",
    )  # fmt: skip


def test_retention_counts_only_what_was_asked_again_after_a_day():
    t = tally([answer(), answer(elapsed=0.01, right=False), answer(elapsed=2.0), answer(elapsed=3.0, right=False)], CHINA)
    assert (t.answers, t.right, t.items) == (4, 2, 1)
    assert t.retention == 0.5 and t.share == 0.5 and t.hours == 120 / 3600
    assert tally([answer()], CHINA).retention is None


def test_a_day_begins_at_midnight_where_the_learner_is():
    late = [answer(days=0.45), answer(days=0.55)]  # 22:48 and 01:12 in China, one day in UTC
    assert tally(late, CHINA).days == 2 and tally(late, UTC).days == 1


def test_a_record_tells_hours_items_domains_and_dates():
    made = record("甲", [answer(), answer(days=1, exercise=2, domain=""), answer(days=35, elapsed=35.0)], NOON + timedelta(days=40))
    assert (made.first, made.last, made.until) == (date(2026, 3, 2), date(2026, 4, 6), date(2026, 4, 11))
    assert [(code, domain, t.items) for code, domain, t in made.domains] == [("bo", "民事", 1), ("bo", "通用", 1)]
    assert [month for month, _ in made.months] == ["2026-03", "2026-04"]
    assert made.whole.items == 2 and made.whole.retention == 1.0


def test_a_record_of_nothing_is_empty():
    made = record("乙", [], NOON)
    assert made.first is None and made.domains == () and made.whole.share is None


def test_confusions_count_spellings_of_one_answer_together():
    answers = [
        answer(right=False, given="སྲོལ་ཁྲིམས"), answer(right=False, given="སྲོལ་ཁྲིམས་", learner="乙"),
        answer(right=False, given="", learner="丙"), answer(learner="丁"),
    ]  # fmt: skip
    (found,) = weak(answers, lambda code, text: get(code).key(text))
    assert (found.wrong, found.answers, found.learners, found.met) == (3, 4, 3, 4)
    assert found.instead == (("སྲོལ་ཁྲིམས", 2),)


def test_one_slip_is_less_than_a_weakness():
    answers = [answer(right=False, subject="一"), *(answer(right=n < 4, subject="二") for n in range(10))]
    assert [w.subject for w in weak(answers, lambda code, text: text)] == ["二", "一"]
