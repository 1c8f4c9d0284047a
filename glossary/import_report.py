"""The plan of an import as people and programs read it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import asdict

from corpora.languages import get
from glossary.importing import Plan, Step

_LISTED = 20


def report(plan: Plan, done: bool, confirmed: bool) -> str:
    """The plan for people: what was or would be added, changed, contradicted, and what was not taken."""
    word = "已" if done else "将"
    left = "，以文件为准" if confirmed else "，保持术语库原样（确认以文件为准请加 --confirm）"
    parts = [
        _part(f"{word}增加概念 {len(plan.add)} 个", (f"{s.entry.place} {s.name}" for s in plan.add)),
        _part(f"{word}补充概念 {len(plan.change)} 个", _differences(plan.change, contradicts=False)),
        _part(
            f"与术语库矛盾的概念 {len(plan.contradict)} 个" + (left if plan.contradict else ""),
            _differences(plan.contradict, contradicts=True),
        ),
        f"原已相同 {len(plan.same)} 个",
        _part(f"没有收的 {len(plan.refused)} 处", map(str, plan.refused)),
        _part(f"提醒 {len(plan.remarks)} 处", map(str, plan.remarks)),
    ]
    return "\n".join(parts)


def _differences(steps: Iterable[Step], contradicts: bool) -> Iterator[str]:
    for step in steps:
        for difference in step.differences:
            if difference.contradicts is contradicts:
                yield f"{step.entry.place} {step.name}　{difference}"


def _part(title: str, lines: Iterable[str]) -> str:
    listed = list(lines)
    more = [f"  …… 其余 {len(listed) - _LISTED} 条"] if len(listed) > _LISTED else []
    return "\n".join([title, *(f"  {line}" for line in listed[:_LISTED]), *more])


def rows(plan: Plan) -> Iterator[tuple[str, str, str, str]]:
    """(outcome, place, concept, what) for a table: every difference, and every row that was not taken."""
    for step in plan.add:
        said = "；".join(f"{get(t.language).name} {t.text}" for t in step.kept.terms if t.language != "zh")
        yield "增加", step.entry.place, step.name, said
    for step in plan.steps:
        for difference in step.differences:
            outcome = "矛盾" if difference.contradicts else "补充"
            yield outcome, step.entry.place, step.name, str(difference)
    for outcome, problems in (("没有收", plan.refused), ("提醒", plan.remarks)):
        for problem in problems:
            yield outcome, problem.place, "", problem.reason


def as_dict(plan: Plan) -> dict:
    """For programs: the plan as plain JSON values."""
    return {
        "add": [_where(s) for s in plan.add],
        "change": [_step_dict(s, False) for s in plan.change],
        "contradict": [_step_dict(s, True) for s in plan.contradict],
        "same": len(plan.same),
        "refused": [asdict(problem) for problem in plan.refused],
        "remarks": [asdict(problem) for problem in plan.remarks],
    }


def _step_dict(step: Step, contradicts: bool) -> dict:
    differences = [asdict(d) for d in step.differences if d.contradicts is contradicts]
    return _where(step) | {"differences": differences}


def _where(step: Step) -> dict:
    return {"sheet": step.entry.sheet, "line": step.entry.line, "term": step.name}
