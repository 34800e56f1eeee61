"""emergency: the sheet of a request about a life, as it stands."""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

from models.chases import Verdict
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
from models.requests import RequestRow
from screens.commands import shapes
from screens.commands.arguments import add_command, positive
from screens.commands.call import Call, Groups
from screens.commands.out import say_json, say_line
from screens.directory import words as directory_words
from screens.emergency import words
from screens.i18n import N_, _
from screens.kit.times import clock, stamp
from screens.requests import words as request_words


def add_to(groups: Groups, shared: argparse.ArgumentParser) -> None:
    """Add these commands."""
    parser = add_command(
        groups, shared, "emergency", emergency, N_("the emergency sheet of a request")
    )
    parser.add_argument("no", type=positive, metavar="NO", help=_("the request's number"))


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
