"""Who may write what: role by role, at the functions the pages call; passwords, sessions, the audit log."""

from contextlib import contextmanager
from datetime import UTC, date, datetime
from inspect import signature

import pytest

from aligner import store as aligner_store
from corpora import store
from corpora.rights import NotAllowed, Person, Right, Role, check
from glossary import store as glossary_store
from glossary.model import Concept, Term, TermStatus
from quiz import store as quiz_store

NOW = 1_900_000_000.0
AT = "2026-03-02T09:00:00+00:00"
PASSWORD = "一二三四五六七八"
DAY = datetime(2026, 3, 2, 9, tzinfo=UTC)


def person(*roles: Role, name: str = "扎某") -> Person:
    return Person(name, frozenset(roles))


@contextmanager
def acting(who: Person | None, at: str):
    """Guarded writes inside are this person's."""
    store.serve_court(lambda: store.Acting(who, at))
    try:
        yield
    finally:
        store.serve_court(None)


def proposal(text="ཁྲིམས་ཁང་།", status=TermStatus.PROPOSED) -> Term:
    return Term("bo", text, status)


WRITES = {
    "approve": lambda db: glossary_store.put_concept(
        db, Concept("民事", (Term("zh", "原告"), proposal())), "扎某", AT
    ),
    "decide a candidate": lambda db: glossary_store.decide(db, 1, True, "扎某", AT),
    "decide a bead": lambda db: aligner_store.decide(db, 1, None, "扎某", AT),
    "decide a pair": lambda db: aligner_store.confirm_pair(db, 1, "扎某", AT),
    "answer a finding": lambda db: glossary_store.answer_finding(db, 1, None, None, "扎某", AT),
    "make an exam": lambda db: quiz_store.add_exam(db, None, "扎某", DAY),
    "assign": lambda db: quiz_store.assign(
        db, quiz_store.Assignment(1, "bo", 5, date(2026, 3, 9), who="扎某"), DAY
    ),
    "import": lambda db: store.permit(db, Right.IMPORT, "导入文书"),
    "make an account": lambda db: store.add_account(db, "卓某", PASSWORD, frozenset({Role.LEARNER}), NOW),
    "propose a rendering": lambda db: glossary_store.add_term(db, "民事", "被告", proposal(), "扎某", AT),
    "add an approved rendering": lambda db: glossary_store.add_term(
        db, "民事", "被告", proposal(status=TermStatus.PREFERRED), "扎某", AT
    ),
}
ALLOWED = {
    Role.LEARNER: {"propose a rendering"},
    Role.TRANSLATOR: {"propose a rendering", "decide a bead", "decide a pair", "answer a finding", "import"},
    Role.TERMINOLOGIST: {
        *("propose a rendering", "decide a bead", "decide a pair", "answer a finding", "import"),
        *("approve", "decide a candidate", "add an approved rendering"),
    },
    Role.TRAINER: {"propose a rendering", "make an exam", "assign"},
    Role.ADMINISTRATOR: {"propose a rendering", "import", "make an account"},
}


def refused(db, write) -> bool:
    """Whether the rights stood in the way; whatever else a write lacks here is its own affair."""
    try:
        write(db)
    except NotAllowed:
        return True
    except (KeyError, ValueError, AttributeError, TypeError, store.DatabaseError):
        return False
    return False


@pytest.mark.parametrize("role", [*Role])
def test_each_role_may_write_what_is_its_own(db, role):
    with acting(person(role), AT):
        assert {name for name, write in WRITES.items() if not refused(db, write)} == ALLOWED[role]


def test_nobody_may_write_without_logging_in(db):
    with acting(None, AT):
        assert all(refused(db, write) for write in WRITES.values())


def test_on_ones_own_machine_nobody_is_asked(db):
    assert not any(refused(db, write) for write in WRITES.values())


def test_every_signed_write_of_the_stores_asks():
    readers = {"last_decision", "last_pair_decision", "last_act", "audit", "audit_log"}
    machine = {"add_revision"}  # recounts what a guarded verdict decided
    for package in (aligner_store, glossary_store, quiz_store):
        for name in dir(package):
            function = getattr(package, name)
            if (
                callable(function)
                and not isinstance(function, type)
                and function.__module__.split(".")[1] == "store"
                and "who" in signature(function).parameters
            ):
                assert hasattr(function, "right") or name in readers | machine | OPEN, (
                    f"{package.__name__}.{name}"
                )


OPEN = {"permit", "begin", "taken_back"}  # asked by the writes they are part of


def test_a_write_is_signed_with_the_account(db):
    with (
        acting(person(Role.TERMINOLOGIST), AT),
        pytest.raises(NotAllowed, match="署名“卓某”不是登录的账号“扎某”"),
    ):
        glossary_store.add_term(db, "民事", "被告", proposal(), "卓某", AT)
    with acting(person(Role.TRAINER), AT), pytest.raises(NotAllowed, match="署名"):
        quiz_store.assign(db, quiz_store.Assignment(1, "bo", 5, date(2026, 3, 9), who="卓某"), DAY)


def test_the_log_says_who_did_what_and_what_was_refused(db):
    with acting(person(Role.TERMINOLOGIST), AT):
        glossary_store.put_concept(db, Concept("民事", (Term("zh", "原告"), proposal())), "扎某", AT)
    with acting(person(Role.LEARNER, name="卓某"), AT):
        refused(db, WRITES["make an exam"])
    last, first = store.audit_log(db)
    assert (first.who, first.at, first.deed, first.refused) == ("扎某", AT, "改术语", False)
    assert (last.who, last.deed, last.refused) == ("卓某", "出卷", True)
    assert not any("原告" in line.deed + line.subject for line in (first, last))


def test_a_refusal_inside_another_write_stands_in_the_log(db):
    """The outer write is rolled back, the line is not."""
    with acting(person(Role.LEARNER), AT):
        assert refused(db, WRITES["add an approved rendering"])
    (line,) = store.audit_log(db)
    assert (line.who, line.deed, line.refused) == ("扎某", "加入审定过的译法", True)


def test_a_refusal_says_whose_right_it_is():
    with pytest.raises(NotAllowed, match=r"“扎某”（学员）不能出卷.*布置作业、出卷和阅卷.*（教员）.*管理员"):
        check(person(Role.LEARNER), Right.TEACH, "出卷")


def test_the_machine_may_put_seeds_in_for_whoever_imports(db):
    from glossary.build import add_seeds

    with acting(person(Role.TRANSLATOR), AT):
        assert add_seeds(db, AT) > 0


def test_nobody_answers_for_another(db):
    number = quiz_store.learner(db, "卓某")
    exam = db.execute(
        "INSERT INTO exams (title, language, paper, who, at) VALUES ('', 'bo', '{}', '', '')"
    ).lastrowid
    with acting(person(Role.LEARNER), AT), pytest.raises(NotAllowed, match="替别人应考"):
        quiz_store.sit(db, exam, number, DAY)
    with acting(person(Role.LEARNER, name="卓某"), AT):
        sitting = quiz_store.sit(db, exam, number, DAY)
    with acting(person(Role.LEARNER), AT), pytest.raises(NotAllowed, match="替别人答卷"):
        quiz_store.save_exam_answers(db, sitting.id, {1: "甲"}, DAY)
    with acting(person(Role.TRAINER), AT):
        assert quiz_store.save_exam_answers(db, sitting.id, {1: "甲"}, DAY) == 1


@pytest.fixture
def court(db):
    store.add_account(db, "扎某", PASSWORD, frozenset({Role.TRANSLATOR}), NOW)
    store.add_account(db, "卓某", PASSWORD, frozenset({Role.ADMINISTRATOR}), NOW)
    return db


def test_who_logs_in_has_a_session(court):
    token = store.log_in(court, " 扎某 ", PASSWORD, NOW)
    assert store.session_person(court, token, NOW + 60) == person(Role.TRANSLATOR)
    assert store.session_person(court, "anything", NOW) is None
    assert token not in str(court.execute("SELECT * FROM sessions").fetchall())
    assert PASSWORD not in str(court.execute("SELECT * FROM accounts").fetchall())
    store.log_out(court, token)
    assert store.session_person(court, token, NOW + 60) is None


def test_a_wrong_password_and_a_wrong_name_are_told_the_same(court):
    said = []
    for name in ("扎某", "某某"):
        with pytest.raises(store.LoginRefused) as error:
            store.log_in(court, name, "wrong-password", NOW)
        said.append(str(error.value))
    assert said[0] == said[1]


def test_after_five_wrong_passwords_even_the_right_one_waits(court):
    for second in range(store.TRIES):
        with pytest.raises(store.LoginRefused, match="不对"):
            store.log_in(court, "扎某", "wrong-password", NOW + second)
    with pytest.raises(store.LoginRefused, match="5 分钟后再试"):
        store.log_in(court, "扎某", PASSWORD, NOW + 10)
    assert store.log_in(court, "卓某", PASSWORD, NOW + 10), "others are not kept waiting"
    assert store.log_in(court, "扎某", PASSWORD, NOW + store.WINDOW + store.TRIES)


def test_a_password_given_anew_ends_the_wait(court):
    for second in range(store.TRIES):
        with pytest.raises(store.LoginRefused):
            store.log_in(court, "扎某", "wrong-password", NOW + second)
    store.set_password(court, "扎某", "another password")
    assert store.log_in(court, "扎某", "another password", NOW + 10)


def test_a_session_ends_when_idle(court):
    token = store.log_in(court, "扎某", PASSWORD, NOW)
    assert store.session_person(court, token, NOW + store.IDLE - 1)
    assert store.session_person(court, token, NOW + 2 * store.IDLE - 2), "being used keeps it"
    assert store.session_person(court, token, NOW + 3 * store.IDLE) is None


def test_a_session_ends_after_a_working_day_even_in_use(court):
    token = store.log_in(court, "扎某", PASSWORD, NOW)
    for minute in range(0, store.ABSOLUTE // 60, 20):
        assert store.session_person(court, token, NOW + minute * 60)
    assert store.session_person(court, token, NOW + store.ABSOLUTE) is None


def test_a_disabled_account_is_out_at_once(court):
    token = store.log_in(court, "扎某", PASSWORD, NOW)
    store.disable_account(court, "扎某")
    assert store.session_person(court, token, NOW + 1) is None
    with pytest.raises(store.LoginRefused, match="停用"):
        store.log_in(court, "扎某", PASSWORD, NOW + 1)
    store.disable_account(court, "扎某", False)
    assert store.log_in(court, "扎某", PASSWORD, NOW + 2)


def test_a_new_password_ends_sessions_and_a_new_role_holds_at_once(court):
    token = store.log_in(court, "扎某", PASSWORD, NOW)
    store.set_roles(court, "扎某", frozenset({Role.TRAINER, Role.LEARNER}))
    assert store.session_person(court, token, NOW + 1) == person(Role.TRAINER, Role.LEARNER)
    store.set_password(court, "扎某", "another password")
    assert store.session_person(court, token, NOW + 2) is None


@pytest.mark.parametrize(
    ("name", "password", "roles", "said"),
    [
        ("扎某", PASSWORD, {Role.LEARNER}, "已有账号"),
        ("", PASSWORD, {Role.LEARNER}, "要有姓名"),
        ("才某", PASSWORD, set(), "至少一个角色"),
        ("才某", "short", {Role.LEARNER}, "至少 8 个字符"),
    ],
)
def test_accounts_that_cannot_be(court, name, password, roles, said):
    with pytest.raises(ValueError, match=said):
        store.add_account(court, name, password, frozenset(roles), NOW)


def test_the_last_administrator_stays(court):
    with pytest.raises(ValueError, match="最后一个管理员"):
        store.disable_account(court, "卓某")
    with pytest.raises(ValueError, match="最后一个管理员"):
        store.set_roles(court, "卓某", frozenset({Role.LEARNER}))
