"""考试, 我的进度 and 班级 in Streamlit's own harness: what they show, and that nothing is lost or counted twice."""

from datetime import datetime, timedelta

import pytest
from harness import button, html

from quiz import session, store
from quiz.exams import running
from quiz.exams.drawing import version
from quiz.exams.model import Blueprint, Part
from quiz.model import ExerciseKind, Mode

EXAM, PROGRESS, CLASS = "quiz/pages/exam.py", "quiz/pages/progress.py", "quiz/pages/class.py"
PARTS = (Part(ExerciseKind.CLOZE, 3, 2, Mode.CHOICE), Part(ExerciseKind.RECALL, 2, 2))


def now():
    return datetime.now().astimezone()


def practise(path, who, right=True, days=4):
    """Some days of practice that end yesterday."""
    book = store.open_workspace(path)
    learner = store.learner(book, who)
    for day in range(days, 0, -1):
        at = now() - timedelta(days=day)
        for _ in range(8):
            question, _ = session.next_question(book, learner, "bo", at)
            if question is None:
                break
            wrong = next((o for o in question.options if o != question.exercise.answer), "ཀ")
            session.answer(book, question, question.exercise.answer if right else wrong, at, 20)
            at += timedelta(seconds=20)
    return book


@pytest.fixture
def opened(sample_copy):
    """An exam of five items that can be sat."""
    book = store.open_workspace(sample_copy)
    number = store.add_exam(book, running.draw(book, Blueprint("小测", "bo", PARTS, seed=3)), "教员", now())
    store.open_exam(book, number, now())
    return sample_copy, book, number


@pytest.mark.parametrize("page", [EXAM, PROGRESS, CLASS])
def test_an_empty_workspace_says_what_to_do_next(app, tmp_path, page):
    at = app(tmp_path / "empty.db", page)
    assert not at.exception and "请先导入双语文书" in " ".join(i.value for i in at.info)


def test_a_paper_is_drawn_items_replaced_and_the_exam_opened(app, sample_copy):
    at = app(sample_copy, EXAM, role="出卷")
    assert not at.exception
    next(t for t in at.text_input if t.label == "标题").set_value("期末")
    button(at, "出卷").click().run()
    assert not at.exception and not at.error
    book = store.open_workspace(sample_copy)
    (exam,) = store.exams(book)
    assert exam.paper.blueprint.title == "期末" and exam.paper.blueprint.points == 100
    assert "未开考" in html(at) and "答案" in html(at)
    button(at, "换一题").click().run()
    changed = store.exam(book, exam.id)
    assert sum(a != b for a, b in zip(exam.paper.items, changed.paper.items, strict=True)) == 1
    button(at, "开考").click().run()
    assert store.exam(book, exam.id).opened and not [b for b in at.button if b.label == "换一题"]


def test_a_paper_that_cannot_be_filled_says_why(app, sample_copy):
    at = app(sample_copy, EXAM, role="出卷")
    next(m for m in at.multiselect if m.label == "案由").set_value(["盗窃罪"]).run()
    button(at, "出卷").click().run()
    assert "合适的只有" in at.error[0].value


def test_answers_are_kept_as_they_are_given_and_a_reload_goes_on(app, opened):
    path, book, number = opened
    at = app(path, EXAM, role="应考", who="学员甲")
    assert "小测" in html(at)
    button(at, "开始考试").click().run()
    assert not at.exception and "第 1 题 / 共 5 题" in html(at)
    button(at, "选 2").click().run()
    (sitting,) = store.sittings(book, number)
    items = version(store.exam(book, number).paper, sitting.version)
    assert store.exam_answers(book, sitting.id) == {items[0].id: items[0].question.options[1]}
    again = app(path, EXAM, role="应考", who="学员甲")
    assert "已答 1 题" in html(again) and "第 2 题" in html(again), (
        "back where one was, the clock still running"
    )
    assert len(store.sittings(book, number)) == 1
    button(again, "下一题").click().run()
    button(again, "下一题").click().run()
    field = again.text_input(key=next(t.key for t in again.text_input if t.key.startswith("exam-answer-")))
    field.set_value("ཀ་ཁ་").run()
    assert store.exam_answers(book, sitting.id)[items[3].id] == "ཀ་ཁ་"
    assert book["exam_answers"].count == 2


def test_two_tabs_write_into_one_sitting(app, opened):
    path, book, number = opened
    one = app(path, EXAM, role="应考", who="学员甲")
    button(one, "开始考试").click().run()
    two = app(path, EXAM, role="应考", who="学员甲")
    button(one, "选 1").click().run()
    button(two, "选 3").click().run()
    (sitting,) = store.sittings(book, number)
    items = version(store.exam(book, number).paper, sitting.version)
    assert store.exam_answers(book, sitting.id) == {items[0].id: items[0].question.options[2]}


def test_handing_in_ends_it_and_points_come_when_the_exam_is_closed(app, opened):
    path, _, _ = opened
    at = app(path, EXAM, role="应考", who="学员甲")
    button(at, "开始考试").click().run()
    button(at, "选 1").click().run()
    button(at, "确认交卷").click().run()
    assert "已交卷" in at.success[0].value
    assert not [b for b in at.button if b.label.startswith("选")]
    results = app(path, EXAM, role="阅卷", who="教员")
    assert not results.exception and "学员甲" in html(results) and "难度 p" in html(results)
    button(results, "结束考试").click().run()
    told = html(app(path, EXAM, role="应考", who="学员甲"))
    assert "分</span>" in told and "你的作答" in told


def test_a_disputed_answer_is_accepted_for_everybody(app, opened):
    path, book, number = opened
    exam = store.exam(book, number)
    item = exam.paper.items[-1]
    for name in ("甲", "乙"):
        sitting = store.sit(book, number, store.learner(book, name), now())
        running.answer(book, exam, sitting, {item.id: "དཔེ་མཚོན་"}, now())
        running.hand_in(book, exam, sitting, now())
    at = app(path, EXAM, role="阅卷", who="教员")
    assert "2 人" in html(at)
    button(at, "也算对").click().run()
    assert {r.points for r in running.results(book, exam)} == {2.0}


def test_progress_shows_charts_and_keeps_what_one_sets(app, sample_copy):
    book = practise(sample_copy, "学员甲")
    at = app(sample_copy, PROGRESS, who="学员甲")
    assert not at.exception and "题学过" in html(at)
    assert {"今后的负担", "各领域学到哪里", "学习记录"} <= {s.value for s in at.header}
    next(n for n in at.number_input if n.label == "每天新题").set_value(2)
    button(at, "保存").click().run()
    assert store.settings(book, store.learner(book, "学员甲")).new_a_day == 2


def test_the_placement_test_is_taken_by_key_and_told(app, sample_copy):
    at = app(sample_copy, PROGRESS, who="学员甲")
    assert "还没有练习记录" in at.info[0].value
    button(at, "做定级测试").click().run()
    for _ in range(40):
        if "定级完成" in html(at):
            break
        at.button[0].click().run()
        assert not at.exception
    assert "已会约" in html(at)
    button(at, "知道了").click().run()
    assert "定级测试：没有做过" not in html(at)


def test_what_was_set_aside_can_be_brought_back(app, sample_copy):
    book = practise(sample_copy, "学员甲")
    learner = store.learner(book, "学员甲")
    store.set_aside(book, store.cards_of(book, learner, "bo")[0].id, "总记不住")
    at = app(sample_copy, PROGRESS, who="学员甲")
    assert "放一放的题（1）" in {s.value for s in at.header}
    button(at, "放回").click().run()
    assert not store.aside_cards(book, learner)


def test_a_class_sees_weak_terms_confusions_and_who_does_not_practise(app, sample_copy):
    book = practise(sample_copy, "学员甲", right=False)
    group = store.group(book, "一班")
    store.add_members(book, group, [store.learner(book, n) for n in ("学员甲", "学员乙")])
    at = app(sample_copy, CLASS, **{"class": "一班"})
    assert not at.exception
    told = html(at)
    wrong = next(a for a in store.answers(book) if not a.right and a.given)
    assert wrong.given in told and "没有练习" in told and "学员乙" in told and "答成了" in told


def test_a_trainer_founds_a_class_and_assigns(app, sample_copy):
    at = app(sample_copy, CLASS)
    next(t for t in at.text_input if t.label == "班名").set_value("二班")
    at.text_area[0].set_value("学员甲\n学员乙\n\n").run()
    button(at, "保存名单").click().run()
    book = store.open_workspace(sample_copy)
    assert store.members(book, store.groups(book)["二班"]) == ["学员乙", "学员甲"]
    at = app(sample_copy, CLASS, **{"class": "二班"})
    button(at, "布置").click().run()
    (given,) = store.assignments(book, store.groups(book)["二班"])
    assert given.items == 20
    button(at, "撤回").click().run()
    assert not store.assignments(book, store.groups(book)["二班"])
