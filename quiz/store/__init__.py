"""All that is kept of practice: exercises, learners, their cards and answers, groups, exams."""

from __future__ import annotations

from pathlib import Path

from sqlite_utils import Database

from corpora.store import migrate
from glossary import store as glossary_store
from quiz.store import schema_exams, schema_people  # noqa: F401, they add their tables to the migrations
from quiz.store.answers import *  # noqa: F403
from quiz.store.cards import *  # noqa: F403
from quiz.store.contests import *  # noqa: F403
from quiz.store.drills import *  # noqa: F403
from quiz.store.exams import *  # noqa: F403
from quiz.store.exercises import *  # noqa: F403
from quiz.store.groups import *  # noqa: F403
from quiz.store.learners import *  # noqa: F403
from quiz.store.placement import *  # noqa: F403
from quiz.store.schema import migrations
from quiz.store.waiting import *  # noqa: F403


def open_workspace(path: str | Path) -> Database:
    """Open or create the whole workspace."""
    db = glossary_store.open_workspace(path)
    migrate(db, migrations)
    return db
