"""What goes wrong with the file and the disk under a workspace, in words a clerk can act on."""

from __future__ import annotations

import errno
import sqlite3

__all__ = ["DatabaseError", "explained"]

DatabaseError = sqlite3.DatabaseError

_MESSAGES = (
    ("disk is full", "磁盘满了，这一步没有写入，之前的都在。请腾出空间后再运行一次，会接着做。"),
    ("readonly", "工作区文件或所在文件夹是只读的，写不进去。请检查权限，或用 --db 指定能写的地方。"),
    ("locked", "另一个程序正在长时间写这个工作区，等了很久仍没有轮到。请稍候再试，或先关掉另一个窗口。"),
    ("malformed", "工作区文件已损坏。请用 shuangyu doctor 查看，并用 shuangyu restore 从备份恢复。"),
    (
        "not a database",
        "这不是双语工作区文件（SQLite 数据库），或者已损坏。请检查 --db 指定的路径，或从备份恢复。",
    ),
    ("disk i/o", "读写磁盘出错。请检查硬盘、U 盘或网络盘是否断开；工作区应放在本机硬盘上。"),
    ("unable to open", "打不开工作区文件。请检查文件夹是否存在、有没有权限。"),
    ("too big", "内容太大，超过了数据库的上限。请拆分文件后再导入。"),
)


def explained(error: sqlite3.DatabaseError | OSError) -> str | None:
    """What happened and what to do, in Chinese; None for a fault that is ours."""
    if isinstance(error, OSError):
        if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
            return _MESSAGES[0][1]
        if error.errno in (errno.EROFS, errno.EACCES, errno.EPERM):
            return f"没有权限读写“{error.filename}”。请检查权限，或换一个文件夹。"
        return None
    said = str(error).casefold()
    return next((message for sign, message in _MESSAGES if sign in said), None)
