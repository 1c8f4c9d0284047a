"""What is asked of a term: its answer, what else is right, and the wrong choices beside it."""

from made_material import given, rendering

from corpora.languages import get
from glossary.model import TermStatus
from quiz.exercises import Item, make
from quiz.exercises.confusable import confusable
from quiz.exercises.distractors import confused, distractors, temptation
from quiz.exercises.material import ATTESTED, Rejected, answer_of
from quiz.exercises.terms import back
from quiz.exercises.variants import variants
from quiz.model import Choice, ExerciseKind


def test_the_approved_rendering_is_the_answer_else_a_well_attested_one():
    approved = rendering("གོང་ཞུ", TermStatus.PREFERRED, 0, 0.0, 1)
    assert answer_of(Item("上诉", (approved, rendering("གོང་གཏུག", count=50)))) == approved
    assert answer_of(Item("上诉", (rendering("གོང་གཏུག", count=ATTESTED - 1),))) is None
    assert answer_of(Item("上诉", (rendering("གོང་གཏུག", share=0.3),))) is None
    assert answer_of(Item("上诉", (rendering("གོང་གཏུག", TermStatus.FORBIDDEN),))) is None


def test_a_forbidden_rendering_is_no_accepted_answer():
    item = Item("上诉", (
        rendering("གོང་གཏུག", TermStatus.PREFERRED, term=1), rendering("གོང་ཞུ", TermStatus.ADMITTED, term=2),
        rendering("ཡར་ཞུ", TermStatus.FORBIDDEN, term=3),
    ))  # fmt: skip
    exercise = make(given([item])).made[0].exercise
    assert exercise.accepted == ("གོང་ཞུ",) and exercise.forbidden == ("ཡར་ཞུ",)


def test_what_judgments_say_often_is_right_until_somebody_approves_a_rendering():
    often, once = rendering("གོང་ཞུ", count=4, share=0.3), rendering("ཡར་ཞུ", count=1, share=0.1)
    open_ = Item("上诉", (rendering("གོང་གཏུག", count=9, share=0.6), often, once))
    assert make(given([open_])).made[0].exercise.accepted == ("གོང་ཞུ",)
    decided = Item("上诉", (rendering("གོང་གཏུག", TermStatus.PREFERRED, term=1), often, once))
    exercise = make(given([decided])).made[0].exercise
    assert exercise.accepted == () and exercise.unapproved == ("གོང་ཞུ",)


def test_names_are_never_vocabulary():
    items = [Item("扎某", (rendering("བཀྲ་ཤིས"),)), Item("昂旺多杰", (rendering("ངག་དབང"),)), Item("判决", (rendering("ཁྲིམས་བཅད"),))]
    making = make(given(items, names=["昂旺多杰"]))
    assert {m.exercise.subject for m in making.made} == {"判决"}
    assert making.rejected[Rejected(ExerciseKind.RECALL, "是姓名")] == 2


def test_every_term_with_the_rendering_is_right_on_the_way_back():
    items = [
        Item("判决", (rendering("ཁྲིམས་བཅད"),)), Item("裁判", (rendering("ཁྲིམས་བཅད"),)), Item("上诉", (rendering("གོང་གཏུག"),))
    ]  # fmt: skip
    exercise = back(given(items), items[0])
    assert (exercise.answer, exercise.accepted) == ("判决", ("裁判",))
    assert exercise.distractors == (Choice("上诉", "上诉"),) and exercise.answer_language == "zh"


# Wrong choices


def test_a_distractor_neither_holds_nor_is_part_of_the_answer():
    items = [
        Item("上诉", (rendering("གོང་གཏུག"),)), Item("上诉状", (rendering("གོང་གཏུག་ཡི་གེ"),)),
        Item("诉讼", (rendering("གཏུག"),)), Item("判决", (rendering("ཁྲིམས་བཅད"),)),
    ]  # fmt: skip
    assert distractors(given(items), items[0]) == (Choice("ཁྲིམས་བཅད", "判决"),)


def test_a_rendering_attested_for_the_term_is_no_distractor_whoever_else_has_it():
    items = [Item("罚金", (rendering("ཆད་དངུལ"), rendering("ཉེས་དངུལ", count=1))), Item("罚款", (rendering("ཉེས་དངུལ"),))]
    assert distractors(given(items), items[0]) == ()


def test_confused_terms_tempt_more_than_others_of_the_field_and_those_more_than_strangers():
    key = get("bo").key
    asked = Item("罚金", (), domain="刑事", confusable=("罚款",))
    named, field, stranger = Item("罚款", ()), Item("没收", (), domain="刑事"), Item("借条", ())
    values = [temptation(asked, o, key("ཉེས་ཆད་དངུལ"), key("ཁྲིམས་ཆད")).value for o in (named, field, stranger)]
    assert values == sorted(values, reverse=True) and len(set(values)) == 3


def test_terms_one_character_apart_are_confused_and_those_the_termbase_names_first():
    items = [
        Item("罚金", (rendering("ཆད་དངུལ"),), confusable=("没收财产",)), Item("罚款", (rendering("ཉེས་དངུལ"),)),
        Item("没收财产", (rendering("གཞུང་བཞེས"),)), Item("判决", (rendering("ཁྲིམས་བཅད"),)),
    ]  # fmt: skip
    assert [i.term for i in confused(given(items), items[0])] == ["没收财产", "罚款"]
    assert [i.term for i in confused(given(items), items[3])] == []


def test_terms_with_one_rendering_cannot_be_told_apart():
    items = [Item("抚养", (rendering("གསོ་སྐྱོང"),)), Item("扶养", (rendering("གསོ་སྐྱོང"),))]
    assert set(confusable(given(items), {}, {})) == {Rejected(ExerciseKind.CONFUSABLE, "译法相同，分不出来")}


def test_a_variant_is_judged_only_where_a_person_approved_one():
    loose = Item("上诉", (rendering("གོང་གཏུག"), rendering("གོང་ཞུ", count=1, share=0.1)))
    approved = Item("判决", (rendering("ཁྲིམས་བཅད", TermStatus.PREFERRED, term=1), rendering("ཐག་གཅོད", count=1),
                           rendering("ཁྲིམས་ཐག", TermStatus.ADMITTED, term=2)))  # fmt: skip
    found = list(variants(given([loose, approved]), {}))
    assert found[0].exercise.distractors == (Choice("ཐག་གཅོད", "判决"),)
    assert found[1] == Rejected(ExerciseKind.VARIANT, "译法未核定")
