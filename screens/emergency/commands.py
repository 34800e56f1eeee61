"""emergency: the sheet of a request about a life, as it stands."""

from __future__ import annotations

import argparse
from collections.abc import Container, Iterator, Sequence
from datetime import datetime

from models.emergency import Choice, EmergencyKind, SheetLine, closing, rules
from models.emergency.hospitals import needs_of
from models.requests import Outcome, RequestState
from screens.commands.arguments import add_command, positive
from screens.commands.call import Call, Groups
from screens.commands.listings import bearing
from screens.directory import words as directory_words
from screens.emergency import words
from screens.emergency.listing import SHEET, Told, lines_of
from screens.i18n import N_, _
from screens.kit.columns import Failed, readable
from screens.kit.ticks import tick
from screens.kit.times import clock, stamp
from screens.kit.values import beside, headed, joined
from screens.requests import words as request_words
from screens.requests.calling import calling
from screens.requests.calling import lines as calling_lines


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
        queue = requests.settings(conn)
        (row,) = requests.rows(conn, [no], now, queue)
        is_open = row.state == RequestState.OPEN
        entries = directory.contacts(conn, now) if is_open else []
        view, kind = requests.view(conn, no), EmergencyKind(sheet.kind)
        needs = needs_of(kind, f"{view.summary}\n{view.text}")
        upcoming = rules.next_to_try(sheet, entries, now, needs)
        choices = rules.to_try(entries, sheet.attempts, now, kind, needs)
        family = closing.told_of_death(row, view)
        told = Told(row, sheet, upcoming, choices, calling(conn, row, now, queue), family)
    with bearing(call) as failed:
        lines = [" ".join(line.split("\n")) for line in _told(told, now, failed)]
        plain = SHEET.plain(told, now, failed)
    return call.answer(plain, lines)


def _told(told: Told, now: datetime, failed: Failed) -> Iterator[str]:
    """The sheet in lines: whose life, the checklist, who is next, what stands, who was tried."""
    row, sheet, upcoming, choices, known, _family = told
    state = request_words.label(row.state, "state")
    urgency = request_words.urgency(row)
    yield f"#{row.no} {urgency} · {state} · {request_words.address(row)}"
    yield row.summary
    yield from calling_lines(known, now, masked=False)
    if sheet.callers:
        yield _("callers: {names}").format(names=joined(one.name for one in sheet.callers))
    yield ""
    died = row.outcome == Outcome.DIED
    yield _("What has to be done") if died else words.label(sheet.kind)
    for code, done in told.items:
        mark = tick(bool(done))
        when = readable(clock, failed)(done, now) if done else ""
        yield f"  {mark} {words.item(code)} {when}".rstrip()
    yield ""
    if row.state == RequestState.OPEN:
        yield _("Call next")
        if not upcoming:
            yield "  " + _("nobody who can be reached now")
    for one in upcoming:
        who = f"{one.caller.name} › " if one.caller else ""
        phone = directory_words.number_of(one.entry, masked=False)
        yield "  " + beside(f"{who}{one.entry.name} {phone}".rstrip(), words.fit(one.fit, False))
    if row.state == RequestState.OPEN:
        yield ""
        yield from _then(choices, {one.entry.no for one in upcoming})
    yield from _standing(told, now, failed)
    yield words.tried(sheet.attempts)
    for attempt in sheet.attempts:
        said = directory_words.said_words(attempt.said, attempt.answered, attempt.verdict, False)
        by = f" ({attempt.by})" if attempt.by else ""
        yield f"  {readable(stamp, failed)(attempt.at, now)} {attempt.whom} {said}".rstrip() + by


def _then(choices: Sequence[Choice], first: Container[int]) -> Iterator[str]:
    """Who can be tried after the first, in order, with how they suit."""
    rest = [one for one in choices if one.entry.no not in first]
    if rest:
        yield _("Then")
    for one in rest:
        phone = directory_words.number_of(one.entry, masked=False)
        yield "  " + beside(f"{one.entry.name} {phone}".rstrip(), words.fit(one.fit, False))
    if rest:
        yield ""


def _standing(told: Told, now: datetime, failed: Failed) -> Iterator[str]:
    """What is done and what is not yet; of who has died only what was, and whom of the family was
    told."""
    sheet, died = told.sheet, told.row.outcome == Outcome.DIED
    moment = readable(clock, failed)
    taken = closing.accepted(sheet)
    if taken is None and not died:
        yield f"{tick(False)} " + _("nobody has accepted yet")
    if taken is not None:
        who = _("{who} accepted").format(who=taken.whom)
        yield f"{tick(True)} " + headed(f"{who} {moment(taken.at, now)}", taken.said)
    for kind, label, todo in (
        (SheetLine.FAMILY_TOLD, _("family told"), _("family not told")),
        (SheetLine.TRANSFER, _("transfer"), _("no transfer arranged")),
        (SheetLine.ARRIVED, _("arrived"), _("arrival not told")),
    ):
        found = lines_of(sheet, kind)
        if not found and not died:
            yield f"{tick(False)} {todo}"
        for one in found:
            by = f" ({one.by})" if one.by else ""
            yield f"{tick(True)} {label} {moment(one.at, now)} {one.said}{by}"
    if died and told.family is None:
        yield f"{tick(False)} " + _("family not told of the death")
    if told.family is not None:
        at, whom = told.family
        yield f"{tick(True)} {_('family told of the death')} {moment(at, now)} {whom}".rstrip()
