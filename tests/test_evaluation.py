"""Strict and lax scores on cases counted by hand, and the reader of gold files."""

import json

import pytest

from aligner.evaluation import Score, evaluate, score
from aligner.exchange import read_gold
from corpora.model import Span


def beads(*rows: str) -> list[tuple[Span, Span]]:
    """Beads from "0-2:1-2", half-open."""
    return [tuple(Span(*map(int, side.split("-"))) for side in row.split(":")) for row in rows]


GOLD = beads("0-1:0-1", "1-2:1-1", "2-4:1-2", "4-5:2-3")


@pytest.mark.parametrize(
    "found, strict, lax",
    [
        (GOLD, (1.0, 1.0), (1.0, 1.0)),
        # the null swallowed: two of three right; lax, all three overlap, and all targets are met
        (beads("0-2:0-1", "2-4:1-2", "4-5:2-3"), (2 / 3, 2 / 3), (1.0, 1.0)),
        # the merge split: its halves overlap it, its first half is no bead, the null is right
        (beads("0-1:0-1", "1-2:1-1", "2-3:1-2", "3-4:2-2", "4-5:2-3"), (3 / 5, 2 / 3), (4 / 5, 1.0)),
        # wrong nulls are wrong both ways
        (beads("0-1:0-0", "1-2:0-1", "2-4:1-2", "4-5:2-3"), (2 / 4, 2 / 3), (2 / 4, 2 / 3)),
        ([], (0.0, 0.0), (0.0, 0.0)),
    ],
)
def test_scores_counted_by_hand(found, strict, lax):
    for result, (precision, recall) in zip(score([GOLD], [found]), (strict, lax), strict=True):
        assert (result.precision, result.recall) == pytest.approx((precision, recall))
        both = precision + recall
        assert result.f1 == pytest.approx(2 * precision * recall / both if both else 0.0)


def test_a_null_counts_wherever_it_was_put():
    strict, _ = score([beads("0-1:0-0", "1-2:0-1")], [beads("0-1:1-1", "1-2:0-1")])
    assert strict == Score(1.0, 1.0, 1.0)


def test_documents_are_counted_together():
    strict, _ = score([beads("0-1:0-1"), beads("0-1:0-1", "1-2:1-2", "2-3:2-3")],
                      [beads("0-1:0-1"), beads("0-3:0-3")])  # fmt: skip
    assert (strict.precision, strict.recall) == (1 / 2, 1 / 4)


def test_another_number_of_documents_is_an_error():
    with pytest.raises(ValueError):
        score([GOLD], [])


def write(folder, source, target, gold, name="000"):
    for ending, text in (("src", source), ("tgt", target), ("gold", gold)):
        (folder / f"{name}.{ending}").write_text(text, encoding="utf-8")


def test_gold_is_read_with_nulls_in_place(tmp_path):
    write(tmp_path, "一\n二\n三\n", "a\nb\n", "[0]:[0]\n[1]:[]\n\n[2] : [1]\n")
    (document,) = read_gold(tmp_path)
    assert document.source == ("一", "二", "三") and document.target == ("a", "b")
    assert list(document.beads) == beads("0-1:0-1", "1-2:1-1", "2-3:1-2")


def test_gold_that_cannot_be_read_is_named(tmp_path):
    write(tmp_path, "一\n", "a\n", "[0]:[0]\n0-0\n")
    with pytest.raises(ValueError, match=r"000\.gold 第 2 行.*0-0"):
        read_gold(tmp_path)


def test_a_folder_without_gold_is_an_error(tmp_path):
    with pytest.raises(ValueError, match=r"没有 \.gold 文件"):
        read_gold(tmp_path)


def test_evaluate_aligns_and_judges_every_bead(tmp_path):
    lines = ["原告扎某诉称2020年5月1日借款", "被告辩称已还500元", "本院认为应当偿还300元", "驳回其他诉讼请求"]
    others = ["claim 2020 05 01", "answer paid 500 yuan", "the court holds 300 due", "all else is dismissed"]
    write(tmp_path, "\n".join(lines) + "\n", "\n".join(others) + "\n", "".join(f"[{n}]:[{n}]\n" for n in range(4)))
    result = evaluate(tmp_path)
    assert result.strict.f1 == 1.0 and len(result.beads) == 4
    assert all(right and 0 < bead.posterior <= 1 for bead, right in result.beads)
    assert json.loads(json.dumps(result.as_dict()))["strict"]["f1"] == 1.0
    assert evaluate(tmp_path, lone=True).strict.f1 == 1.0
