"""Accounts of a court: named, with a password kept as its argon2id hash (RFC 9106), and the sessions of who has logged in.

Times are seconds since 1970, arguments everywhere. Of a session only the SHA-256 of its token is kept.
"""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass
from functools import lru_cache
from threading import BoundedSemaphore

from argon2 import PasswordHasher
from argon2.exceptions import VerifyMismatchError
from sqlite_utils import Database

from corpora.rights import Person, Right, Role
from corpora.store.guard import guarded
from corpora.store.workspace import write_tx

__all__ = [
    "ABSOLUTE",
    "IDLE",
    "TRIES",
    "WINDOW",
    "Account",
    "LoginRefused",
    "account",
    "accounts",
    "add_account",
    "disable_account",
    "log_in",
    "log_out",
    "session_person",
    "set_password",
    "set_roles",
]

IDLE = 30 * 60  # seconds without a request after which a session ends
ABSOLUTE = 10 * 3600  # and after which it ends in any case: a working day
TRIES, WINDOW = 5, 5 * 60  # wrong passwords for one name within so many seconds
_SEEN = 30  # seconds after which a request is noted anew
_SHORTEST = 8  # NIST SP 800-63B 5.1.1.2
_HASHER = PasswordHasher()
_MEMORY = BoundedSemaphore(2)  # each takes 64 MB while it runs


class LoginRefused(ValueError):
    """The message says why, in Chinese, and not whether the name exists."""


@dataclass(frozen=True, slots=True)
class Account:
    """One person."""

    name: str
    roles: frozenset[Role]
    disabled: bool
    made: float
    last_login: float | None


_ACCOUNT = "SELECT name, roles, disabled, made, last_login FROM accounts"


def accounts(db: Database) -> list[Account]:
    """All of them in order of name, disabled ones too."""
    return [_account(row) for row in db.execute(f"{_ACCOUNT} ORDER BY name")]


def account(db: Database, name: str) -> Account:
    """Raises ValueError for a name there is not."""
    row = db.execute(f"{_ACCOUNT} WHERE name = ?", [name.strip()]).fetchone()
    if row is None:
        raise ValueError(f"没有账号“{name}”。shuangyu accounts list 列出全部账号。")
    return _account(row)


@guarded(Right.MANAGE, "新建账号")
def add_account(db: Database, name: str, password: str, roles: frozenset[Role], now: float) -> None:
    """Raises ValueError for a name that is empty or taken, no role, and a password that is too short."""
    name = name.strip()
    if not name or not roles:
        raise ValueError("账号要有姓名和至少一个角色。")
    hashed = _hashed(password, name)
    with write_tx(db):
        if db.execute("SELECT 1 FROM accounts WHERE name = ?", [name]).fetchone():
            raise ValueError(f"已有账号“{name}”。同名的人请加上部门，例如“{name}（民一庭）”。")
        db.execute(
            "INSERT INTO accounts (name, password, roles, made) VALUES (?, ?, ?, ?)",
            [name, hashed, _packed(roles), now],
        )


@guarded(Right.MANAGE, "改密码")
def set_password(db: Database, name: str, password: str) -> None:
    """And end all sessions of the account; tries before it are forgotten."""
    hashed = _hashed(password, account(db, name).name)
    with write_tx(db):
        db.execute("UPDATE accounts SET password = ? WHERE name = ?", [hashed, name.strip()])
        db.execute("DELETE FROM login_failures WHERE name = ?", [name.strip()])
        _end_all(db, name)


@guarded(Right.MANAGE, "改角色")
def set_roles(db: Database, name: str, roles: frozenset[Role]) -> None:
    """Takes effect at once. Raises ValueError without a role, and for the last administrator."""
    if not roles:
        raise ValueError("账号至少要有一个角色；不再使用的账号请停用。")
    with write_tx(db):
        _one_administrator_left(db, account(db, name), Role.ADMINISTRATOR in roles)
        db.execute("UPDATE accounts SET roles = ? WHERE name = ?", [_packed(roles), name.strip()])


@guarded(Right.MANAGE, "停用或恢复账号")
def disable_account(db: Database, name: str, disabled: bool = True) -> None:
    """What the person decided stays, signed; the name cannot log in. Raises ValueError for the last administrator."""
    with write_tx(db):
        _one_administrator_left(db, account(db, name), not disabled)
        db.execute("UPDATE accounts SET disabled = ? WHERE name = ?", [int(disabled), name.strip()])
        _end_all(db, name)


def log_in(db: Database, name: str, password: str, now: float) -> str:
    """A new session's token. Raises LoginRefused for a wrong name or password, a disabled account, and too many tries."""
    name = name.strip()
    (wrong, first) = db.execute(
        "SELECT count(*), min(at) FROM login_failures WHERE name = ? AND at > ?", [name, now - WINDOW]
    ).fetchone()
    if wrong >= TRIES:
        minutes = max(1, -(-int(first + WINDOW - now) // 60))
        raise LoginRefused(f"密码连续输错 {TRIES} 次。请 {minutes} 分钟后再试，或请管理员重设密码。")
    row = db.execute("SELECT password, disabled FROM accounts WHERE name = ?", [name]).fetchone()
    right = _verified(row[0] if row else _nobody(), password)
    if not right or row is None or row[1]:
        with write_tx(db):
            db.execute("DELETE FROM login_failures WHERE at <= ?", [now - WINDOW])
            db.execute("INSERT INTO login_failures VALUES (?, ?)", [name, now])
        raise LoginRefused("姓名或密码不对，或账号已停用。请检查后再试，忘记密码请找管理员。")
    token = secrets.token_urlsafe(32)
    with write_tx(db):
        db.execute("DELETE FROM login_failures WHERE name = ?", [name])
        db.execute("DELETE FROM sessions WHERE made <= ? OR seen <= ?", [now - ABSOLUTE, now - IDLE])
        db.execute("INSERT INTO sessions VALUES (?, ?, ?, ?)", [_digest(token), name, now, now])
        db.execute("UPDATE accounts SET last_login = ? WHERE name = ?", [now, name])
    return token


def session_person(db: Database, token: str, now: float) -> Person | None:
    """Whose session this is; None when it has expired, was ended or never was. Its roles are those of now."""
    row = db.execute(
        """
        SELECT a.name, a.roles, s.made, s.seen FROM sessions s JOIN accounts a ON a.name = s.account
        WHERE s.token = ? AND NOT a.disabled
        """,
        [_digest(token)],
    ).fetchone()
    if row is None or now - row[2] >= ABSOLUTE or now - row[3] >= IDLE:
        return None
    if now - row[3] >= _SEEN:
        with write_tx(db):
            db.execute("UPDATE sessions SET seen = ? WHERE token = ?", [now, _digest(token)])
    return Person(row[0], _unpacked(row[1]))


def log_out(db: Database, token: str) -> None:
    """End a session."""
    with write_tx(db):
        db.execute("DELETE FROM sessions WHERE token = ?", [_digest(token)])


def _account(row: tuple) -> Account:
    return Account(row[0], _unpacked(row[1]), bool(row[2]), row[3], row[4])


def _packed(roles: frozenset[Role]) -> str:
    return " ".join(role for role in Role if role in roles)


def _unpacked(roles: str) -> frozenset[Role]:
    return frozenset(map(Role, roles.split()))


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def _hashed(password: str, name: str) -> str:
    if len(password) < _SHORTEST or password == name:
        raise ValueError(f"密码至少 {_SHORTEST} 个字符，并且不能就是姓名。请另定一个。")
    with _MEMORY:
        return _HASHER.hash(password)


def _verified(hashed: str, password: str) -> bool:
    try:
        with _MEMORY:
            return _HASHER.verify(hashed, password)
    except VerifyMismatchError:
        return False


@lru_cache(maxsize=1)
def _nobody() -> str:
    """A hash no password has, so that a name there is not takes as long to refuse as one there is."""
    return _HASHER.hash(secrets.token_urlsafe(32))


def _end_all(db: Database, name: str) -> None:
    db.execute("DELETE FROM sessions WHERE account = ?", [name.strip()])


def _one_administrator_left(db: Database, changed: Account, stays: bool) -> None:
    others = [
        a for a in accounts(db) if a.name != changed.name and not a.disabled and Role.ADMINISTRATOR in a.roles
    ]
    if Role.ADMINISTRATOR in changed.roles and not changed.disabled and not stays and not others:
        raise ValueError("这是最后一个管理员，不能停用，也不能去掉管理员角色。请先给另一个账号这个角色。")
