"""today: who is here, what is due, what lacks people."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from datetime import datetime
from itertools import chain

from data.sql import Reader
from models.duties.late import late_by
from models.requests import RequestRow
from models.requests.reasons import why_first
from models.supplies import DropState
from models.times import LOCAL, local_date
from models.today import AfterDeath, CoverLine, Section, StandingLine
from screens.commands.arguments import add_command
from screens.commands.call import Call, Groups
from screens.commands.listings import tell_unreadable
from screens.commands.outgoing import Rows, add_table_options, answer_table
from screens.counts.words import lack
from screens.duties import words as duty_words
from screens.emergency import words as emergency_words
from screens.i18n import N_, _
from screens.kit.columns import Column, Failed, readable, readable_columns
from screens.kit.times import clock, day
from screens.kit.values import headed, joined
from screens.requests import words as request_words
from screens.requests.listing import REQUEST
from screens.requests.why_words import why
from screens.roster import words as people_words
from screens.sentences import say
from screens.today import testing_words
from screens.today.call_words import calls
from screens.today.door_words import red_doors
from screens.today.listing import MIXED, TODAY, WORK_OF, Told

_TITLE = N_("who is here, what is due, what lacks people")


def add_to(groups: Groups, shared: argparse.ArgumentParser) -> None:
    """Add this command."""
    parser = add_command(groups, shared, "today", today, _TITLE)
    add_table_options(parser)


def today(call: Call) -> int:
    """Tell what the Today board shows."""
    from data.households.queries import neighbourhood_name
    from data.maintenance.safekeeping import notices
    from data.requests import queries
    from data.settings import in_charge
    from data.today.queries import board

    with call.store() as store, store.read() as conn:
        now = store.now()
        seen = board(conn, now, queries.settings(conn))
        told = Told(seen, neighbourhood_name(conn), in_charge(conn))
        noticed = [f"⚠ {say(one)}" for one in notices(conn, store.path, now)]
        listed = _listed(conn, now) if call.options.csv or call.options.to else []
    faults: list[Exception] = []
    plain = TODAY.plain(told, now, faults.append)
    lines = list(chain(_lines(told, now, faults.append), noticed))
    # Whatever is missing from the board without a trace is a record to be named, too.
    tell_unreadable(call.path, faults)
    rows = Rows.of(readable_columns(_COLUMNS, faults.append), listed, now)
    return answer_table(call, _TITLE, rows, plain, lambda: lines)


_Listed = tuple[str, RequestRow]
"""A request, and the part of the board it is in, in words."""


def _listed(conn: Reader, now: datetime) -> list[_Listed]:
    """What the table of the board has: every request of each of its parts."""
    from data.requests import queries
    from data.today.queries import whole_part

    queue = queries.settings(conn)
    parts = {_(words): whole_part(conn, name, now, queue) for name, words in _SECTIONS.items()}
    return [(words, row) for words, part in parts.items() for row in part.rows]


def _of_request(column: Column[RequestRow]) -> Column[_Listed]:
    return Column("", column.title, lambda row, v: column.text(row[1], v), right=column.right)


_COLUMNS = (
    Column[_Listed]("", N_("part of the board"), lambda row, _v: row[0]),
    *map(_of_request, REQUEST.columns),
)


_SECTIONS = {
    "life": N_("Life safety"),
    "harm_past": N_("Harm is past"),
    "broken": N_("Promises not kept"),
    "overdue": N_("Overdue: chase or update now"),
    "due": N_("Due within the hour"),
}


def _lines(told: Told, now: datetime, failed: Failed) -> Iterator[str]:
    """The board, line by line; what cannot be told in it says that it is damaged."""
    seen, name, in_charge = told
    here = now.astimezone(LOCAL)
    yield "  ".join(part for part in (name, in_charge, f"{here:%Y-%m-%d %H:%M}") if part)
    yield _("On duty {on_duty}/{staff}").format(on_duty=seen.on_duty, staff=seen.staff)
    for line in seen.absent:
        back = ""
        if line.expected_back:
            back = _("back {day}").format(day=readable(day, failed)(line.expected_back, now))
        place = readable(people_words.label, failed)(line.place, "place")
        parts = (line.name, line.post, place, back)
        yield "  " + "  ".join(part for part in parts if part)
    yield from (one.text for one in testing_words.grave(seen.tests, now, failed))
    yield from (f"⚠ {readable(lack, failed)(one, now)}" for one in seen.lacking)
    yield from (one.text for one in testing_words.rest(seen.tests))
    if seen.samples:
        from screens.samples.words import overdue  # the board is mostly about none

        yield readable(overdue, failed)(seen.samples, now)
    if seen.after_death:
        yield _("After a death, still to be done: {count}").format(count=len(seen.after_death))
        yield from (_after_death(one) for one in seen.after_death)
    for field, words in _SECTIONS.items():
        yield from _section(_(words), getattr(seen, field), now, failed, apart=field in MIXED)
    counts = _("Requests open: {open}, updates owed to residents: {call_backs}")
    yield counts.format(open=seen.open, call_backs=seen.call_backs)
    if seen.calls is not None:
        yield calls(seen.calls)
    if seen.too_little:
        from screens.stock.words import short  # the board is seldom about any

        yield short(seen.too_little)
    if seen.red_doors:
        yield red_doors(seen.red_doors)
    if seen.work or seen.standing:
        yield _("Work of the day")
        yield from (_work(line, now, failed) for line in seen.work)
        yield from (_standing(line, now) for line in seen.standing)


def _section(
    title: str, section: Section, now: datetime, failed: Failed, *, apart: bool
) -> Iterator[str]:
    """A part of the queue.

    Args:
        apart: whether those of it whose chase is due stand in no part of their own.
    """
    if not section.total:
        return
    chased = _(", to be chased now: {count}").format(count=section.due)
    yield headed(title, f"{section.total}{chased if apart and section.due else ''}")
    for row in section.rows:
        parts = (
            f"{row.no}",
            readable(request_words.label, failed)(row.kind, "kind"),
            request_words.address(row),
            row.summary,
            row.phone,
            readable(_why, failed)(row, now),
        )
        yield "  " + "  ".join(part for part in parts if part)
    more = section.total - len(section.rows)
    if more > 0:
        yield "  " + _("… and {count} more").format(count=more)


def _after_death(one: AfterDeath) -> str:
    to_do = joined(emergency_words.item(code) for code in one.to_do)
    parts = (f"{one.row.no}", request_words.address(one.row), one.row.summary, to_do)
    return "  " + "  ".join(part for part in parts if part)


def _why(row: RequestRow, now: datetime) -> str:
    return why(why_first(row, now), now)


def _work(line: CoverLine, now: datetime, failed: Failed) -> str:
    what = duty_words.work(WORK_OF[line.place])
    late = readable(late_by, failed)(line.due_at, now)
    parts = (
        readable(clock, failed)(line.starts_at, now),
        what,
        joined(line.compounds),
        line.where,
        duty_words.cover(line.have, line.need),
        duty_words.late(late, unloaded=line.state == DropState.UNLOADED)
        if isinstance(late, int)
        else "",
        *(f"⚠ {say(one)}" for one in line.warns),
    )
    return "  " + "  ".join(part for part in parts if part)


def _standing(line: StandingLine, now: datetime) -> str:
    times = f"{clock(line.starts_at, now)}-{clock(line.ends_at, now)}"
    gaps = ", ".join(duty_words.span(starts, ends, local_date(now)) for starts, ends in line.gaps)
    said = _("nobody {spans}").format(spans=gaps) if gaps else ""
    parts = (times, duty_words.work(line.work), duty_words.cover(line.have, line.need), said)
    return "  " + "  ".join(part for part in parts if part)
