"""add: a call in free text taken down; what was read out of it and what it may double told back."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, Any

from models.problems import Refused
from screens.commands import shapes
from screens.commands.arguments import add_command
from screens.commands.call import Call, Groups
from screens.commands.out import say_json, say_line
from screens.i18n import N_, _

if TYPE_CHECKING:
    from models.reading.gazetteer import HouseholdRef
    from models.reading.shapes import Reading


_MOST_OTHERS = 3
"""Open requests shown that the new one may double; JSON has them all."""


def add_to(groups: Groups, shared: argparse.ArgumentParser) -> None:
    """Add this command."""
    parser = add_command(groups, shared, "add", add, N_("take down a call in free text"))
    parser.add_argument(
        "text",
        nargs="+",
        metavar=_("TEXT"),
        help=_("the call in one line: who, where, what, how urgent, telephone"),
    )


def add(call: Call) -> int:
    """Take down a call."""
    from data.reading.capture import capture, draft_of
    from data.requests import queries
    from data.requests.doubles import doubles

    text = " ".join(call.options.text)
    if not text.strip():
        raise Refused("request_empty", "text")
    with call.store(may_make=True) as store:
        no, reading = store.do(capture, text)
        now = store.now()
        with store.read() as conn:
            queue = queries.settings(conn)
            (row,) = queries.rows(conn, [no], now, queue)
            alike = [one for one in doubles(conn, draft_of(reading), now, queue) if one.row.no < no]
    if call.json:
        others = [{"no": one.row.no, "why": one.why.value} for one in alike]
        say_json({**shapes.request(row, now), **_read(reading), "doubles": others})
        return 0
    from screens.reading.words import chips
    from screens.requests import words

    read = [
        f"⚠ {chip.words}" if chip.tone in ("doubt", "ask") else chip.words
        for chip in chips(reading, now)
    ]
    say_line("  ".join([f"#{row.no}", *read]))
    say_line(f"  {row.summary}")
    for one in alike[:_MOST_OTHERS]:
        why = words.label(one.why, "likeness")
        say_line(f"  ? {why}: {words.brief(one.row, now, False)}")
    return 0


def _read(reading: Reading) -> dict[str, Any]:
    """What was read out of the line, beside what the request has."""
    return {
        "text": reading.text,
        "names": list(reading.people),
        "patient": reading.patient or None,
        "phones": [
            {"phone": one.digits, "role": one.role.value, "whose": one.whose or None}
            for one in reading.phones
        ],
        "days_left": reading.days_left,
        "candidates": [_candidate(ref) for ref in reading.candidates],
        "doubts": list(reading.doubts),
    }


def _candidate(ref: HouseholdRef) -> dict[str, Any]:
    return {name: value or None for name, value in ref._asdict().items()}
