"""Hostile text: typed anywhere or found in the file, it ends no command and orders no terminal."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from random import Random

import pytest

from tests.faults.acts import READ_ONLY
from tests.faults.conftest import Effort
from tests.faults.figures import Figures, Row
from tests.faults.judging import judge_output
from tests.faults.neighbourhood import Neighbourhood, Place
from tests.faults.options import commands, options, usual
from tests.faults.texts import TEXTS

NEEDS_TERMINAL = "demo"
"""The command that opens a desk."""


@pytest.fixture(scope="module")
def tried(neighbourhood: Neighbourhood) -> list[str]:
    """The commands that are tried."""
    return [command for command in commands(neighbourhood) if command != NEEDS_TERMINAL]


def test_what_is_given_to_options_orders_nothing(
    tried: list[str], neighbourhood: Neighbourhood, effort: Effort, figures: Figures, rnd: Random
) -> None:
    at = neighbourhood
    with figures.campaign("hostile text in options") as row:
        place = at.fresh()
        shared = set.intersection(*(set(options(at, command)) for command in tried))
        chosen = rnd.sample(tried, effort.of(len(tried) // 2, len(tried)))
        for command in chosen:
            own = [one for one in options(at, command) if one not in shared or command == chosen[0]]
            for option in own:
                for text in rnd.sample(TEXTS, effort.of(1, 8)):
                    words = (*usual(command), f"{option}={text}")
                    judge_output(row, at.run(place, *words), f"{command} {option} {text[:60]!r}")
        _judge_doctor(row, at, place)


def test_what_is_given_to_commands_orders_nothing(
    tried: list[str], neighbourhood: Neighbourhood, effort: Effort, figures: Figures, rnd: Random
) -> None:
    at = neighbourhood
    with figures.campaign("hostile text in words") as row:
        place = at.fresh()
        for command in rnd.sample(tried, effort.of(len(tried) // 2, len(tried))):
            words = usual(command)
            for n in (n for n in range(1, len(words)) if not words[n].startswith("--")):
                for text in rnd.sample(TEXTS, effort.of(1, 20)):
                    given = (*words[:n], _plain(text), *words[n + 1 :])
                    case = f"{command}, word {n}: {text[:60]!r}"
                    judge_output(row, at.run(place, *given), case)
        for command in sorted({*tried} & READ_ONLY):
            for more in ((), ("--json",)):
                judge_output(row, at.run(place, *usual(command), *more), f"{command} afterwards")
        _judge_doctor(row, at, place)


def test_what_is_found_in_a_file_orders_nothing(
    tried: list[str], neighbourhood: Neighbourhood, effort: Effort, figures: Figures, rnd: Random
) -> None:
    at = neighbourhood
    with figures.campaign("hostile text in the file") as row:
        for _ in range(effort.of(1, 6)):
            place = at.fresh()
            with closing(sqlite3.connect(place.db)) as conn:
                _spoil(conn, rnd)
            for command in [*sorted({*tried} & READ_ONLY), "undo"]:
                for more in ((), ("--json",)):
                    judge_output(row, at.run(place, *usual(command), *more), f"{command} {more}")


def _judge_doctor(row: Row, at: Neighbourhood, place: Place) -> None:
    answer = at.run(place, "doctor")
    row.check(answer.status == 0, "doctor unwell", answer.err.strip()[-200:])


def _plain(text: str) -> str:
    """A word as it is typed, which is no name of a file of the trial's."""
    return f" {text}" if text.startswith("{") else text


_NO_TEXT = re.compile(r"\d{4}-\d\d-\d\d|\d\d:\d\d|[0-9a-f]{8}-|[\[{]|[a-z0-9_]*$")
"""Moments, keys, JSON and names from the program, which have a form of their own."""


def _spoil(conn: sqlite3.Connection, rnd: Random) -> None:
    """Put hostile texts into a file behind the program's back, wherever somebody's words are."""
    triggers = "SELECT name, sql FROM sqlite_master WHERE type = 'trigger'"
    made = conn.execute(triggers).fetchall()
    for name, _ in made:
        conn.execute(f'DROP TRIGGER "{name}"')
    usable = [text for text in TEXTS if text.isprintable() or not text.isascii() or "\x1b" in text]
    usable = [text.encode("utf-8", "replace").decode() for text in usable if len(text) < 200]
    for table, key, column, value in list(_words(conn)):
        text = value[:6] + rnd.choice(usable)
        update = f'UPDATE "{table}" SET "{column}" = ? WHERE rowid = ?'
        with conn:
            try:
                conn.execute(update, (text, key))
            except sqlite3.IntegrityError:
                continue
    for _, sql in made:
        conn.execute(sql)
    conn.commit()


def _words(conn: sqlite3.Connection) -> Iterator[tuple[str, int, str, str]]:
    """Where somebody's words are: table, rowid, column, and what it says."""
    tables = "SELECT name FROM sqlite_master WHERE type = 'table' AND sql NOT LIKE '%VIRTUAL%'"
    for (table,) in conn.execute(tables).fetchall():
        columns = [column[1] for column in conn.execute(f'PRAGMA table_info("{table}")')]
        for key, *values in conn.execute(f'SELECT rowid, * FROM "{table}"').fetchall():
            for column, value in zip(columns, values, strict=True):
                if isinstance(value, str) and not _NO_TEXT.match(value):
                    yield table, key, column, value
