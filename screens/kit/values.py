"""Values inside sentences: times as on the wall clock, lists joined, the rest as it is.

Sentences are made far from any store, so the clock by which their dates are read is set here once,
as the language is."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import TYPE_CHECKING

from models.counted import in_number
from models.text import one_line
from models.times import LOCAL, local_date, short_date
from screens.i18n import _

if TYPE_CHECKING:
    from data.clock import Clock

_FULL_WIDTH = tuple("，。；：！？、）」》”")
"""Punctuation as wide as two cells, which is its own gap."""

_LATIN = re.compile("[0-9A-Za-zÀ-ɏ]")
_NAME = re.compile(r"\{\w+\}")
_ABUTTING = re.compile(r"\{\w+\}(?:\{\w+\})+")
"""Names of values in a sentence with nothing between them."""

_clock: Clock | None = None


def read_by(clock: Clock | None) -> None:
    """Let dates in sentences be read on the day that a clock says; None for no day in particular,
    on which none needs its year."""
    global _clock
    _clock = clock


def reader_day() -> date | None:
    """The local day on which sentences are read; None while nobody said by which clock."""
    return None if _clock is None else local_date(_clock.now())


def joined(words: Iterable[str]) -> str:
    """Words as a list in a sentence or a cell: `a, b`."""
    return _(", ").join(words)


def behind_door(door: str) -> str:
    """A door of a building, in a list of them: one whose number would read as how many is said to
    be a room; any other as it is."""
    return _("room {door}").format(door=door) if door.isdigit() and len(door) < 3 else door


def headed(head: str, said: str) -> str:
    """What was said, behind what it is about and the colon of the language spoken."""
    return _("{head}: {said}").format(head=head, said=said) if head and said else head or said


def beside(*parts: str | None, gap: str = "  ") -> str:
    """Words one beside the other, without those that say nothing; no gap is needed behind the
    punctuation of Chinese."""
    told = ""
    for part in filter(None, parts):
        told += part if not told or told.endswith(_FULL_WIDTH) else gap + part
    return told


def run_on(*parts: str) -> str:
    """Words put together as Chinese puts them, without a gap, but for a blank where two would be
    read as one: Latin letters and digits on both sides."""
    told = ""
    for part in filter(None, parts):
        told += f" {part}" if _LATIN.match(told[-1:]) and _LATIN.match(part) else part
    return told


def so_many(count: int | str, unit: str) -> str:
    """So many of something: `12份`, `12 bags`, `1 bag`."""
    return run_on(str(count), in_number(count, unit))


def filled(sentence: str, params: Mapping[str, object]) -> str:
    """A sentence of the language spoken now with its values in it, each as `spoken` says it; two
    with nothing between are put together by `run_on`."""
    said = {name: spoken(value) for name, value in params.items()}
    if "}{" in sentence:
        sentence = _ABUTTING.sub(lambda both: _apart(both[0], said), sentence)
    return sentence.format_map(said)


def _apart(names: str, said: Mapping[str, str]) -> str:
    """The same names of values, with a blank between two that would be read as one."""
    told, before = "", ""
    for name in _NAME.findall(names):
        value = said.get(name[1:-1], "")
        told += name if run_on(before, value) == before + value else f" {name}"
        before = value or before
    return told


def spoken(value: object) -> str:
    """A value as it stands in a sentence, on one line."""
    if isinstance(value, datetime):
        here = value.astimezone(LOCAL)
        return f"{spoken(here.date())} {here:%H:%M}"
    if isinstance(value, date):
        return short_date(value, reader_day() or value)
    if isinstance(value, list | tuple | set | frozenset):
        return joined(spoken(one) for one in value)
    return "" if value is None else _seen(str(value))


def _seen(text: str) -> str:
    """A text on one line; as it is written in programs where nothing of it would be seen."""
    shown = one_line(text)
    return shown if shown.strip() or not text else ascii(text)
