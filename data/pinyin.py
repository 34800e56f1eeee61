"""Chinese names in Latin letters, for finding people by their first letters.

Only pypinyin's table of single characters is read: its package takes thirty times as long to load.
"""

from __future__ import annotations

import itertools
import json
import re
import unicodedata
from array import array
from bisect import bisect_left
from collections.abc import Mapping
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from models.word_tables import word_table

_READINGS = 3
"""Different initials kept of one character."""

_KEPT = 8
"""Initials kept of one name."""

_RUN = re.compile(r"[㐀-鿿豈-﫿\U00020000-\U0003ffff]+|[a-z0-9]+")


def initials(name: str) -> str:
    """The initials a name may be typed by, likeliest first, separated by blanks: `oynn`, `zgf`.

    A Latin word counts as one letter; what has no known reading is passed over.
    """
    runs: list[str] = _RUN.findall(unicodedata.normalize("NFKC", name).lower())
    slots: list[str] = []
    for at, run in enumerate(runs):
        if run.isascii():
            slots.append(run[0])
        else:
            slots += _run_slots(run, begins=at == 0)
    ranked = sorted(
        itertools.islice(itertools.product(*(enumerate(slot) for slot in slots)), 512),
        key=lambda choice: sum(rank for rank, _letter in choice),
    )
    found = dict.fromkeys("".join(letter for _rank, letter in choice) for choice in ranked)
    return " ".join(list(found)[:_KEPT])


def in_letters(name: str) -> str:
    """A name as somebody types it without an input method: `大林苑` is `dalinyuan`.

    Commonest readings, no tones, no blanks; what is no Han character stays as it is.
    """
    return "".join(map(_commonest, name))


@cache
def _commonest(char: str) -> str:
    """The commonest reading of a character without its tone; empty for what is not said."""
    reading = (_readings().of(char) or char).split(",")[0]
    return "".join(filter(str.isalnum, unicodedata.normalize("NFD", reading).lower()))


def _run_slots(run: str, *, begins: bool) -> list[str]:
    """For each character the initials it may have; a surname stands only where a name begins."""
    if begins and len(run) > 2 and run[:2] in surnames():
        return [*surnames()[run[:2]], *_run_slots(run[2:], begins=False)]
    slots = [_letters(char) for char in run]
    if begins and len(run) > 1 and run[0] in surnames():
        slots[0] = surnames()[run[0]]
    return [slot for slot in slots if slot]


@cache
def surnames() -> dict[str, str]:
    """Surnames with their own initials: of two characters, or read otherwise elsewhere.

    Raises:
        BrokenTable: what `models.word_tables` refuses.
    """
    table = word_table(__file__, "pinyin.toml")
    table.only("initials")
    rows = table.part("initials").rows()
    return {surname: letters for letters, surnames in rows.items() for surname in surnames}


@cache
def _letters(char: str) -> str:
    """The initials of a character's readings, the commonest first."""
    readings = _readings().of(char).split(",")
    plain = (unicodedata.normalize("NFD", reading)[:1] for reading in readings)
    return "".join(dict.fromkeys(letter for letter in plain if letter.isalpha()))[:_READINGS]


class _Readings:
    """How characters are read: forty thousand, of which a name or two is asked for at a time.

    Args:
        table: readings with tone marks, joined by commas, by the decimal code of the character.
    """

    def __init__(self, table: Mapping[str, str]) -> None:
        codes = sorted(table, key=int)
        self._chars = "".join(chr(int(code)) for code in codes)
        places = {reading: at for at, reading in enumerate(dict.fromkeys(table.values()))}
        self._kinds = tuple(places)
        self._kind = array("H", (places[table[code]] for code in codes))

    def of(self, char: str) -> str:
        """The readings of a character, the commonest first; empty for what has none."""
        at = bisect_left(self._chars, char)
        return self._kinds[self._kind[at]] if self._chars[at : at + 1] == char else ""


@cache
def _readings() -> _Readings:
    """Those that the library knows."""
    spec = find_spec("pypinyin")
    if spec is None or spec.origin is None:
        raise ModuleNotFoundError("pypinyin", name="pypinyin")
    table = Path(spec.origin).with_name("pinyin_dict.json")
    return _Readings(json.loads(table.read_text(encoding="utf-8")))
