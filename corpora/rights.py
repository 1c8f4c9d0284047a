"""Who may do what in a court: accounts have roles, roles give rights, every write asks for one right.

On one's own machine there are no accounts and everything is allowed; see `corpora.store.guard`.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Right(StrEnum):
    """What a write asks for."""

    LEARN = "learn"
    PAIR = "pair"
    DRAFT = "draft"
    TERM = "term"
    TEACH = "teach"
    IMPORT = "import"
    MANAGE = "manage"

    @property
    def label(self) -> str:
        """As people call it."""
        return _RIGHTS[self]


_RIGHTS = {
    Right.LEARN: "练习和应考",
    Right.PAIR: "核对文书和句子的配对",
    Right.DRAFT: "审校译文",
    Right.TERM: "审定术语和套语",
    Right.TEACH: "布置作业、出卷和阅卷",
    Right.IMPORT: "导入文书和词典",
    Right.MANAGE: "管理账号和公布目标",
}


class Role(StrEnum):
    """What an account is for; one account may have several."""

    LEARNER = "learner"
    TRANSLATOR = "translator"
    TERMINOLOGIST = "terminologist"
    TRAINER = "trainer"
    ADMINISTRATOR = "administrator"

    @property
    def label(self) -> str:
        """As people call it."""
        return _ROLES[self][0]

    @property
    def rights(self) -> frozenset[Right]:
        """What it allows."""
        return _ROLES[self][1]


_ROLES = {
    Role.LEARNER: ("学员", frozenset({Right.LEARN})),
    Role.TRANSLATOR: ("翻译", frozenset({Right.LEARN, Right.PAIR, Right.DRAFT, Right.IMPORT})),
    Role.TERMINOLOGIST: (
        "术语审定员",
        frozenset({Right.LEARN, Right.PAIR, Right.DRAFT, Right.TERM, Right.IMPORT}),
    ),
    Role.TRAINER: ("教员", frozenset({Right.LEARN, Right.TEACH})),
    Role.ADMINISTRATOR: ("管理员", frozenset({Right.LEARN, Right.IMPORT, Right.MANAGE})),
}


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who has logged in."""

    name: str
    roles: frozenset[Role]

    def may(self, right: Right) -> bool:
        """Whether one of the roles gives this right."""
        return any(right in role.rights for role in self.roles)


class NotAllowed(ValueError):
    """A write that was refused; the message says, in Chinese, what was wanted and who can give it."""

    def __init__(self, message: str, deed: str) -> None:
        super().__init__(message)
        self.deed = deed


def check(person: Person | None, right: Right, deed: str, signed: str = "") -> Person:
    """The person, who may do this under this name. Raises NotAllowed.

    `signed` is the name the act would bear; empty where the act bears none.
    """
    if person is None:
        raise NotAllowed(f"没有登录或登录已过期，不能{deed}。请重新登录，再做一次。", deed)
    if not person.may(right):
        holders = "、".join(role.label for role in Role if right in role.rights)
        raise NotAllowed(
            f"账号“{person.name}”（{roles_label(person.roles)}）不能{deed}：要有“{right.label}”的权限（{holders}）。请找管理员。",
            deed,
        )
    if signed.strip() not in ("", person.name):
        raise NotAllowed(
            f"署名“{signed.strip()}”不是登录的账号“{person.name}”，不能{deed}。请用自己的账号登录。",
            deed,
        )
    return person


def roles_label(roles: frozenset[Role]) -> str:
    """The roles in their order, as people call them."""
    return "、".join(role.label for role in Role if role in roles)
