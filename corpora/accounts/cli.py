"""`shuangyu accounts`: who may use a court's server, and as what."""

from __future__ import annotations

import json
import time
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import click

from corpora.cli import db_option, json_option, table
from corpora.rights import Role, roles_label

if TYPE_CHECKING:
    from sqlite_utils import Database

password_option = click.option(
    "--password", "secret", envvar="SHUANGYU_PASSWORD", prompt="密码（至少 8 个字符）", hide_input=True,
    confirmation_prompt="再输一遍", help="不写则询问；也可用环境变量 SHUANGYU_PASSWORD。",
)  # fmt: skip


@click.group()
def accounts() -> None:
    """账号：法院里谁能登录、能做什么（配合 shuangyu serve --court）。"""


@accounts.command()
@click.argument("name")
@click.option(
    "--role",
    "roles",
    multiple=True,
    required=True,
    type=click.Choice([role.value for role in Role]),
    help="角色，可写几个。",
)
@password_option
@db_option
def add(name: str, roles: tuple[str, ...], secret: str, db: str) -> None:
    """新建账号 NAME；决定以这个姓名署名。"""
    from corpora import store

    book = store.open_workspace(db)
    store.add_account(book, name, secret, frozenset(map(Role, roles)), time.time())
    _note(book, f"新建账号 {name.strip()}")
    click.echo(f"已新建账号“{name.strip()}”：{roles_label(frozenset(map(Role, roles)))}。")


@accounts.command("list")
@db_option
@json_option
def list_accounts(db: str, as_json: bool) -> None:
    """列出全部账号。"""
    from corpora import store

    found = store.accounts(store.open_workspace(db))
    if as_json:
        rows = [{"name": a.name, "roles": sorted(a.roles), "disabled": a.disabled} for a in found]
        click.echo(json.dumps(rows, ensure_ascii=False))
    elif found:
        click.echo(table([(a.name, "停用" if a.disabled else "可用", roles_label(a.roles)) for a in found]))
    else:
        click.echo("还没有账号。新建：shuangyu accounts add 姓名 --role administrator")


@accounts.command()
@click.argument("name")
@password_option
@db_option
def password(name: str, secret: str, db: str) -> None:
    """重设账号 NAME 的密码；已登录的随即退出。"""
    from corpora import store

    book = store.open_workspace(db)
    store.set_password(book, name, secret)
    _note(book, f"改密码 {name}")
    click.echo(f"已重设“{name}”的密码，已登录的都已退出。")


@accounts.command()
@click.argument("name")
@click.argument("roles", nargs=-1, required=True, type=click.Choice([role.value for role in Role]))
@db_option
def role(name: str, roles: tuple[str, ...], db: str) -> None:
    """把账号 NAME 的角色改成 ROLES，立即生效。"""
    from corpora import store

    book = store.open_workspace(db)
    store.set_roles(book, name, frozenset(map(Role, roles)))
    _note(book, f"改角色 {name}：{' '.join(roles)}")
    click.echo(f"“{name}”现在是：{roles_label(frozenset(map(Role, roles)))}。")


@accounts.command()
@click.argument("name")
@click.option("--undo", is_flag=True, help="恢复使用。")
@db_option
def disable(name: str, undo: bool, db: str) -> None:
    """停用账号 NAME：立即退出，不能再登录；做过的决定和署名都保留。"""
    from corpora import store

    book = store.open_workspace(db)
    store.disable_account(book, name, not undo)
    _note(book, f"{'恢复' if undo else '停用'}账号 {name}")
    click.echo(f"已{'恢复' if undo else '停用'}账号“{name}”。")


def _note(book: Database, deed: str) -> None:
    from corpora import store

    store.audit(book, datetime.now(UTC).isoformat(timespec="seconds"), "（命令行）", deed)
