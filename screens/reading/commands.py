"""add: a call in free text taken down; what was read out of it and what it may double told back."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from datetime import datetime

from models.problems import Refused
from screens.commands.arguments import add_command
from screens.commands.call import Call, Groups
from screens.commands.out import say_trouble
from screens.i18n import N_, _
from screens.reading.listing import CALL, Told
from screens.requests.listing import REQUEST
from screens.sentences import say

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
    if reading.trouble is not None:
        say_trouble(say(reading.trouble))
    told = Told(row, reading, alike)
    plain = {**REQUEST.plain(row, now), **CALL.plain(told, now)}
    return call.answer(plain, _lines(told, now))


def _lines(told: Told, now: datetime) -> Iterator[str]:
    from screens.reading.words import chips
    from screens.requests import words

    row, reading, alike = told
    read = [
        f"⚠ {chip.words}" if chip.tone in ("doubt", "ask") else chip.words
        for chip in chips(reading, now)
    ]
    yield "  ".join([f"#{row.no}", *read])
    yield f"  {row.summary}"
    for one in alike[:_MOST_OTHERS]:
        yield f"  ? {words.double(one, now, False)}"
