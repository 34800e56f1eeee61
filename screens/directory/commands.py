"""directory, emergency: who can be called and what they answered; a life's sheet as it stands."""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

from models.directory import LEADER, Entry
from models.emergency import (
    CHECKLISTS,
    Attempt,
    EmergencyKind,
    LineView,
    Next,
    Sheet,
    SheetLine,
    rules,
)
from models.listing import ListQuery
from models.problems import Refused
from models.requests import RequestRow, Verdict
from screens.commands import shapes
from screens.commands.arguments import add_command, positive, with_meanings
from screens.commands.call import Call, Groups
from screens.commands.out import say_json, say_line, say_table
from screens.directory import words as directory_words
from screens.emergency import words
from screens.i18n import N_, _, ngettext
from screens.kit.times import clock, stamp
from screens.requests import words as request_words

_KINDS = tuple(directory_words.KINDS)


def add_to(groups: Groups, shared: argparse.ArgumentParser) -> None:
    """Add these commands."""
    parser = add_command(
        groups, shared, "directory", directory, N_("who can be called, and what they answered")
    )
    parser.add_argument(
        "--find", metavar=_("TEXT"), default="", help=_("what the desk's filter would find")
    )
    parser.add_argument(
        "--view",
        metavar=_("NAME"),
        default="all",
        help=_("one of the desk's views: now, hospitals, desks, archived"),
    )
    shown = with_meanings(_("what they are"), _KINDS, directory_words.label)
    parser.add_argument("--kind", choices=_KINDS, metavar="…", help=shown)

    parser = add_command(
        groups, shared, "emergency", emergency, N_("the emergency sheet of a request")
    )
    parser.add_argument("no", type=positive, metavar="NO", help=_("the request's number"))


# -- the directory -------------------------------------------------------------------------------


def directory(call: Call) -> int:
    """List who can be called."""
    from data.directory.queries import CONTACTS, listing

    options = call.options
    if options.view not in CONTACTS.scopes:
        known = ", ".join(CONTACTS.scopes)
        raise Refused("view_not_known", "view", view=options.view, known=known)
    with call.store() as store, store.read() as conn:
        now = store.now()
        found = listing(conn, ListQuery(options.view, "kind", filter=options.find), now).rows()
    rows = [row for row in found if options.kind in (None, row.kind)]
    if call.json:
        say_json([entry_shape(row) for row in rows])
    elif rows:
        say_table(_heads(), [_cells(row, now) for row in rows])
        say_line(ngettext("{count} line", "{count} lines", len(rows)).format(count=len(rows)))
    else:
        say_line(_("Nothing to list."))
    return 0


def entry_shape(row: Entry) -> dict[str, Any]:
    """Somebody to be called. Leaders of the roster have minus their number there."""
    record = row.record
    return {
        "no": row.no,
        "person": -row.no if row.kind == LEADER else None,
        "name": row.name,
        "kind": row.kind,
        "rung": row.rung,
        "phone": row.phone or None,
        "hours": row.hours or None,
        "reachable": row.open,
        "reachable_from": shapes.at(row.opens_at),
        "place": row.place or None,
        "note": (row.note or None) if row.contact_no is not None else None,
        "tried": record.tried,
        "answered": record.answered,
        "accepted": record.accepted,
        "refused": record.refused,
        "promises_kept": record.kept,
        "last_at": shapes.at(row.last_at),
        "last_said": row.last_said or None,
        "last_verdict": row.last_verdict,
    }


def _heads() -> tuple[str, ...]:
    return (
        _("No."), _("name"), _("kind"), _("telephone"), _("reachable"), _("hours"), _("helped"),
        _("last answer"),
    )  # fmt: skip


def _cells(row: Entry, now: datetime) -> tuple[object, ...]:
    return (
        row.no if row.contact_no or row.kind == LEADER else "", row.name,
        directory_words.label(row.kind), row.phone,
        directory_words.reach(row, now), row.hours, directory_words.rate(row.record),
        directory_words.last(row, now, masked=False),
    )  # fmt: skip


# -- the emergency sheet -------------------------------------------------------------------------


def emergency(call: Call) -> int:
    """Tell the sheet of a request: what was done, who was tried, who is next."""
    from data.directory import queries as directory
    from data.emergency import queries as sheets
    from data.requests import queries as requests

    no = call.options.no
    with call.store() as store, store.read() as conn:
        now = store.now()
        sheet = sheets.sheet(conn, no)
        (row,) = requests.rows(conn, [no], now, requests.settings(conn))
        upcoming = rules.next_to_try(sheet, directory.contacts(conn, now), now)
    if call.json:
        say_json(sheet_shape(row, sheet, upcoming, now))
    else:
        for line in _told(row, sheet, upcoming, now):
            say_line(" ".join(line.split("\n")))
    return 0


def sheet_shape(
    row: RequestRow, sheet: Sheet, upcoming: Sequence[Next], now: datetime
) -> dict[str, Any]:
    """A sheet with its request; every line with when it happened and when it was entered."""
    taken = rules.accepted(sheet)
    return {
        "request": shapes.request(row, now),
        "kind": sheet.kind,
        "callers": [one.name for one in sheet.callers],
        "checklist": [
            {"item": code, "words": words.item(code), "done_at": shapes.at(done)}
            for code, done in _items(sheet)
        ],
        "tried": [_attempt_shape(one) for one in sheet.attempts],
        "accepted": None if taken is None else _attempt_shape(taken),
        "next": [
            {
                "caller": one.caller.name if one.caller else None,
                "name": one.entry.name,
                "phone": one.entry.phone or None,
                "kind": one.entry.kind,
            }
            for one in upcoming
        ],
        "family_told": [_line_shape(one) for one in _of(sheet, SheetLine.FAMILY_TOLD)],
        "transfer": [_line_shape(one) for one in _of(sheet, SheetLine.TRANSFER)],
    }


def _items(sheet: Sheet) -> list[tuple[str, str | None]]:
    """The checklist's codes in order, each with when it was ticked, in stored form."""
    done = {line.item: line.at for line in _of(sheet, SheetLine.ITEM)}
    return [(code, done.get(code)) for code in CHECKLISTS[EmergencyKind(sheet.kind)]]


def _of(sheet: Sheet, line: SheetLine) -> list[LineView]:
    return [one for one in sheet.lines if one.line == line]


def _attempt_shape(one: Attempt) -> dict[str, Any]:
    return {
        "at": shapes.at(one.at),
        "entered_at": shapes.at(one.entered_at),
        "whom": one.whom,
        "rung": one.rung,
        "answered": bool(one.answered),
        "verdict": one.verdict,
        "said": one.said or None,
        "by": one.by,
    }


def _line_shape(one: LineView) -> dict[str, Any]:
    return {
        "at": shapes.at(one.at),
        "entered_at": shapes.at(one.entered_at),
        "said": one.said,
        "by": one.by,
    }


def _told(row: RequestRow, sheet: Sheet, upcoming: Sequence[Next], now: datetime) -> Iterator[str]:
    """The sheet in lines: whose life, the checklist, who is next, what stands, who was tried."""
    state = request_words.label(row.state, "state")
    urgency = request_words.label(row.urgency, "urgency")
    yield f"#{row.no} {urgency} · {state} · {request_words.address(row)}  {row.caller} {row.phone}"
    yield row.summary
    if sheet.callers:
        yield _("callers: {names}").format(names=_(", ").join(one.name for one in sheet.callers))
    yield ""
    yield words.label(sheet.kind)
    for code, done in _items(sheet):
        mark = "☑" if done else "☐"
        yield f"  {mark} {words.item(code)} {clock(done, now) if done else ''}".rstrip()
    yield ""
    yield _("Next to try")
    if not upcoming:
        yield "  " + _("nobody who can be reached now")
    for one in upcoming:
        who = f"{one.caller.name} › " if one.caller else ""
        yield f"  {who}{one.entry.name} {one.entry.phone}".rstrip()
    yield ""
    yield from _standing(sheet, now)
    yield _tried(sheet.attempts)
    for attempt in sheet.attempts:
        said = directory_words.said_words(attempt.said, attempt.answered, attempt.verdict, False)
        by = f" ({attempt.by})" if attempt.by else ""
        yield f"  {stamp(attempt.at, now)} {attempt.whom} {said}".rstrip() + by


def _standing(sheet: Sheet, now: datetime) -> Iterator[str]:
    taken = rules.accepted(sheet)
    if taken is None:
        yield "☐ " + _("nobody has accepted yet")
    else:
        said = f": {taken.said}" if taken.said else ""
        yield f"☑ {_('{who} accepted').format(who=taken.whom)} {clock(taken.at, now)}{said}"
    for kind, label, todo in (
        (SheetLine.FAMILY_TOLD, _("family told"), _("family not told")),
        (SheetLine.TRANSFER, _("transfer"), _("no transfer arranged")),
    ):
        found = _of(sheet, kind)
        if not found:
            yield f"☐ {todo}"
        for one in found:
            by = f" ({one.by})" if one.by else ""
            yield f"☑ {label} {clock(one.at, now)} {one.said}{by}"


def _tried(attempts: Sequence[Attempt]) -> str:
    if not attempts:
        return _("Nobody was called yet")
    refused = sum(one.verdict == Verdict.REFUSED for one in attempts)
    silent = sum(not one.answered for one in attempts)
    return _("{count} called: {refused} refused, {silent} no answer").format(
        count=len(attempts), refused=refused, silent=silent
    )
