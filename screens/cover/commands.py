"""The command `cover`: what each piece of work of a day has, needs and lacks."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from datetime import datetime

from models.times import day_start, duty_day
from screens.commands.arguments import add_command, add_day, read_day
from screens.commands.call import Call, Groups
from screens.commands.out import table
from screens.commands.outgoing import Rows, add_table_options, answer_table
from screens.cover.listing import COVER, WORK, Told
from screens.duties import words
from screens.i18n import N_, _
from screens.kit.times import day as day_words


def add_to(groups: Groups, shared: argparse.ArgumentParser) -> None:
    """Add this command."""
    parser = add_command(
        groups, shared, "cover", cover, N_("what the work of a day has, needs and lacks")
    )
    add_day(parser, N_("which day; the one that runs if not given"))
    add_table_options(parser)


def cover(call: Call) -> int:
    """Tell how well a day, from six to six, is covered, and the weakest hour ahead."""
    from data.cover import queries as cover_queries
    from data.cover import reserves as cover_reserves
    from data.duties import queries as duties

    wanted = call.options.day
    with call.store() as store, store.read() as conn:
        now, settings = store.now(), duties.settings(conn)
        day = duty_day(now) if wanted is None else read_day(wanted, now)
        told = Told(
            day,
            cover_queries.day_cover(conn, day, settings),
            cover_reserves.weakest_hour(conn, now, settings),
        )
    rows = Rows.of(WORK.columns, told.rows, day_start(day))
    title = N_("what the work of a day has, needs and lacks")
    return answer_table(call, title, rows, COVER.plain(told, now), lambda: _lines(told, now))


def _lines(told: Told, now: datetime) -> Iterator[str]:
    day, rows, hour = told
    yield from table(WORK.columns, rows, day_start(day))
    short = sum(row.short for row in rows)
    yield _("{day}: {count} pieces of work, {short} people short").format(
        day=day_words(day.isoformat(), now), count=len(rows), short=short
    )
    if hour is not None:
        yield words.hour(hour.starts, now, hour.short)
