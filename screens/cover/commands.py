"""The command `cover`: what each piece of work of a day has, needs and lacks."""

from __future__ import annotations

import argparse
from datetime import date
from typing import TYPE_CHECKING, Any

from models.times import duty_day, iso
from screens.commands.arguments import add_command, day_text, read_day
from screens.commands.call import Call, Groups
from screens.commands.out import say_json, say_line, say_table
from screens.duties import words
from screens.i18n import N_, _
from screens.kit.times import day as day_words

if TYPE_CHECKING:
    from data.cover.queries import CoverRow


def add_to(groups: Groups, shared: argparse.ArgumentParser) -> None:
    """Add this command."""
    parser = add_command(
        groups, shared, "cover", cover, N_("what the work of a day has, needs and lacks")
    )
    parser.add_argument(
        "--day",
        type=day_text,
        metavar=_("DAY"),
        help=_("which day; the one that runs if not given"),
    )


def cover(call: Call) -> int:
    """Tell how well a day, from six to six, is covered, and the weakest hour ahead."""
    from data.cover import queries as cover_queries
    from data.cover import reserves as cover_reserves
    from data.duties import queries as duties

    wanted = call.options.day
    with call.store() as store, store.read() as conn:
        now, settings = store.now(), duties.settings(conn)
        day = duty_day(now) if wanted is None else read_day(wanted, now)
        rows = cover_queries.day_cover(conn, day, settings)
        hour = cover_reserves.weakest_hour(conn, now, settings)
    if call.json:
        weakest = None
        if hour is not None:
            weakest = {"starts_at": iso(hour.starts), "need": hour.need, "short": hour.short}
        say_json(
            {
                "day": day.isoformat(),
                "work": [_plain(row) for row in rows],
                "weakest_hour": weakest,
            }
        )
        return 0
    if rows:
        say_table(_heads(), [_cells(row, day) for row in rows])
    short = sum(row.short for row in rows)
    told = _("{day}: {count} pieces of work, {short} people short")
    say_line(told.format(day=day_words(day.isoformat(), now), count=len(rows), short=short))
    if hour is not None:
        say_line(words.hour(hour.starts, now, hour.short))
    return 0


def _heads() -> tuple[str, ...]:
    return (
        _("when"), _("work"), _("No."), _("where"), _("cover"), _("lacks"), _("who"),
    )  # fmt: skip


def _cells(row: CoverRow, day: date) -> tuple[object, ...]:
    return (
        words.span(row.starts, row.ends, day), words.work(row.work), row.no, row.where,
        words.cover(row.have, row.need), _lacking(row, day), _(", ").join(row.people),
    )  # fmt: skip


def _lacking(row: CoverRow, day: date) -> str:
    """Roles that lack somebody; of standing work, the hours that do."""
    if row.no is not None:
        return words.lacking(row.gaps)
    return _(", ").join(words.span(starts, ends, day) for starts, ends in row.times)


def _plain(row: CoverRow) -> dict[str, Any]:
    return {
        "work": str(row.work),
        "no": row.no,
        "where": row.where or None,
        "starts_at": iso(row.starts),
        "ends_at": iso(row.ends),
        "have": row.have,
        "need": row.need,
        "short": row.short,
        "gaps": [
            {"role": str(role), "skill": skill or None, "count": count}
            for (role, skill), count in row.gaps.items()
        ],
        "times": [{"starts_at": iso(starts), "ends_at": iso(ends)} for starts, ends in row.times],
        "people": list(row.people),
    }
