"""What waits for a person, and the words the first page says it in."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Waiting:
    """Counts: due cards and items of assignments of a learner; terms, beads, pairs of documents to decide on;
    drafts with findings nobody has answered, and these; contested answers."""

    due: int
    assigned: int
    terms: int
    beads: int
    document_pairs: int
    drafts: int
    findings: int
    contests: int


@dataclass(frozen=True, slots=True)
class Task:
    """One line of the first page: how many of what, the page where it is done, and what that is about."""

    count: int
    unit: str
    label: str
    page: str
    icon: str
    about: str


def tasks(w: Waiting) -> list[Task]:
    """What waits, one's own practice first; nothing of what there is none of."""
    every = (
        Task(w.due, "题", "到期", "quiz/pages/today.py", "school", "今日练习按时间收，最容易忘的在前"),
        Task(w.assigned, "题", "作业", "quiz/pages/today.py", "assignment", "教员布置、还没有做的"),
        Task(w.findings, "处", "待答复", "glossary/pages/draft_review.py", "fact_check", f"{w.drafts} 份译稿有核查结果没有答复"),
        Task(w.document_pairs, "对", "存疑配对", "aligner/pages/pairing.py", "link", "两份文书是不是同一份，确认后才对齐"),
        Task(w.beads, "个", "存疑对齐", "aligner/pages/review.py", "join_inner", "最没把握的句对在前"),
        Task(w.terms, "个", "待审术语", "glossary/pages/term_review.py", "gavel", "用得多、译法不一的在前"),
        Task(w.contests, "份", "申诉", "quiz/pages/items.py", "balance", "学员认为自己的答案也对"),
    )  # fmt: skip
    return [task for task in every if task.count]
