"""Copied talk of a chat group: what somebody asks in it is taken down, the rest is told."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from datetime import datetime, timedelta

from data.exchange.calls import Calls
from data.exchange.draft import Draft
from data.exchange.gazetteer import Places
from data.exchange.left_out import EXAMPLES
from data.exchange.taken import Taken
from data.reading import capture
from data.reading.capture import input_of_reading
from data.reading.gazetteer import StoreGazetteer
from data.sql import Reader
from models.chases import Urgency
from models.exchange.chats import Message
from models.reading.shapes import Reading
from models.requests import RequestKind
from models.requests.doubts import LIFE
from models.text import clean
from models.typed_times import read_typed

_PRESSING = frozenset({Urgency.LIFE, Urgency.TODAY})
_SHOWN = 24
"""Characters shown of a message that asks for nothing."""


def read(
    draft: Draft,
    messages: Sequence[Message],
    conn: Reader,
    now: datetime,
    coming: Places,
    taken: Taken,
) -> None:
    """Every message that asks or offers something, as a request of whoever wrote it.

    Args:
        coming, taken: as for `Calls`.
    """
    calls = Calls(draft, conn, now, coming, taken)
    left: list[str] = []
    for message in messages:
        came = _came(message, now)
        reading = calls.reading(_said(message), came)
        if not _asks(reading):
            left.append(message.text[:_SHOWN])
            continue
        text = clean(f"{message.name}：{message.text}", multiline=True)
        if calls.is_new(text):
            given = input_of_reading(reading, text, came)
            caller = given.caller or message.name
            calls.take(given._replace(caller=caller, opened_at=came), reading, message.line)
    if left:
        params = {"count": len(left), "examples": left[:EXAMPLES]}
        draft.note("chat_left", params=params)


def asks_anything(messages: Sequence[Message], conn: Reader, now: datetime) -> bool:
    """Whether somebody asks for something in a chat, from a door or with a number."""
    places = StoreGazetteer(conn)
    return any(
        _asks(reading) and bool(reading.address_said or reading.household or reading.phones)
        for reading in (capture.read(conn, _said(one), now, places) for one in messages)
    )


def _said(message: Message) -> str:
    """A message as one line; a name that holds a door stands in front."""
    door = message.name if any(char.isdigit() for char in message.name) else ""
    return " ".join(f"{door} {message.text}".split())


def _is_known(reading: Reading) -> bool:
    return reading.kind is not RequestKind.OTHER and "kind_guessed" not in reading.doubts


def _asks(reading: Reading) -> bool:
    """Whether a message is surely of some kind, or may be about what presses or a life."""
    return _is_known(reading) or LIFE in reading.doubts or reading.urgency in _PRESSING


def _came(message: Message, now: datetime) -> datetime:
    """When a message was written, never after now; of a time of day alone the last such."""
    with suppress(ValueError):
        said = read_typed(message.at, now)
        at = said.at - timedelta(days=1) if said.any_day and said.at > now else said.at
        return min(at, now)
    return now
