"""add: a call in free text taken down; what was read out of it and what it may double told back."""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

from models.chases import Urgency
from models.problems import Refused
from screens.commands import standard_input
from screens.commands.arguments import add_command
from screens.commands.call import Call, Groups
from screens.commands.out import say_trouble
from screens.commands.usage import BadUsage
from screens.i18n import N_, _
from screens.reading.listing import CALL, Told
from screens.requests.listing import REQUEST
from screens.sentences import say

if TYPE_CHECKING:
    from data.reading.capture import Captured
    from data.store import Store

_MOST_OTHERS = 3
"""Open requests shown that the new one may double; JSON has them all."""


def add_to(groups: Groups, shared: argparse.ArgumentParser) -> None:
    """Add this command."""
    examples = (
        N_('add "Blossom Tower 1-802 insulin for two days only 020 7946 0123"'),
        N_("add - < calls.txt"),
    )
    told = N_("take down a call in free text")
    parser = add_command(groups, shared, "add", add, told, examples=examples)
    parser.add_argument(
        "text",
        nargs="+",
        metavar=_("TEXT"),
        help=_(
            "the call in one line: who, where, what, how urgent, telephone; - reads a call a line "
            "from standard input, all as one step"
        ),
    )


def add(call: Call) -> int:
    """Take down a call, or each line of standard input as one."""
    if call.options.text == [standard_input.NAMED]:
        return _add_lines(call)
    from data.reading.capture import capture

    text = " ".join(call.options.text)
    if not text.strip():
        raise BadUsage("request_empty", "text")
    with call.store(may_make=True) as store:
        captured = store.do(capture, text)
        (told,) = _told(store, [captured])
        now = store.now()
    return call.answer(_plain(told, now), _lines(told, now))


def _add_lines(call: Call) -> int:
    """Take down a call a line, as one step."""
    from data.exchange.encodings import decode
    from data.reading.lines import capture_lines
    from models.reading.pasted import lines_of

    lines = lines_of(decode(standard_input.read_input(), standard_input.called()))
    if not lines:
        raise Refused("input_empty")
    with call.store(may_make=True) as store:
        captured = store.do(capture_lines, lines)
        told = _told(store, captured)
        now = store.now()
    plain = [_plain(one, now) for one in told]
    return call.answer(plain, (line for one in told for line in _lines(one, now)))


def _told(store: Store, captured: Sequence[Captured]) -> list[Told]:
    """What is told of calls just taken down; what is wrong with the words they were read by goes
    to standard error, once."""
    from data.reading.capture import draft_of
    from data.requests import queries
    from data.requests.doubles import doubles

    now = store.now()
    with store.read() as conn:
        queue = queries.settings(conn)
        rows = {row.no: row for row in queries.rows(conn, [one.no for one in captured], now, queue)}
        told = []
        for no, reading, *_rest in captured:
            alike = [one for one in doubles(conn, draft_of(reading), now, queue) if one.row.no < no]
            told.append(Told(rows[no], reading, alike))
    troubles = (one.reading.trouble for one in captured)
    for said in dict.fromkeys(say(trouble) for trouble in troubles if trouble is not None):
        say_trouble(said)
    return told


def _plain(told: Told, now: datetime) -> dict[str, Any]:
    return {**REQUEST.plain(told.row, now), **CALL.plain(told, now)}


def _lines(told: Told, now: datetime) -> Iterator[str]:
    from screens.reading.words import chips
    from screens.requests import words

    row, reading, alike = told
    read = [
        f"⚠ {chip.words}" if chip.tone in ("doubt", "ask") else chip.words
        for chip in chips(reading, now, saved=Urgency(row.urgency))
    ]
    yield "  ".join([f"#{row.no}", *read])
    yield f"  {row.summary}"
    for one in alike[:_MOST_OTHERS]:
        yield f"  ? {words.double(one, now, False)}"
