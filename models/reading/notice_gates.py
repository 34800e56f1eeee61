"""The compounds a notice says its goods are for, and how much it writes beside each."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from models.reading.compounds import Anchor, anchors
from models.reading.gazetteer import CompoundName
from models.reading.scan import Line, plain
from models.reading.shapes import Field
from models.word_tables import any_of, word_table


class Gates(NamedTuple):
    """Where goods go.

    Attributes:
        stops: names of compounds in the order of the text; none for all of them.
        amounts: units written beside each, where they are written beside more than one.
        unit: theirs, or empty.
    """

    stops: tuple[str, ...] = ()
    amounts: tuple[tuple[str, int], ...] = ()
    unit: str = ""


class _Shapes(NamedTuple):
    everywhere: re.Pattern[str]
    sender: re.Pattern[str]
    """Behind a compound that sends goods rather than getting them."""
    amount: re.Pattern[str]
    each: re.Pattern[str]
    """The amount that is for each of the compounds before it."""


@cache
def _shapes() -> _Shapes:
    table = word_table(__file__, "notice.toml")
    units = any_of(map(plain, table.words("units")))
    return _Shapes(
        re.compile(any_of(map(plain, table.words("everywhere")))),
        re.compile(rf"\s*(?:业委会|居委会?|物业)?{any_of(map(plain, table.words('senders')))}"),
        re.compile(rf"\s*[:x×]?\s*(\d{{1,5}})(?!\d|\s*[号弄栋幢楼室点时:.\-/])\s*({units})?"),
        re.compile(rf"\s*各\s*(\d{{1,5}})\s*({units})"),
    )


def take_gates(line: Line, compounds: Sequence[CompoundName]) -> Gates:
    """Speak for the compounds that are named, and for what is written beside them.

    One that is named without an amount counts only where the text does not say that all get some.
    """
    text = line.rest
    named = [
        one
        for one in (anchors(text, compounds) if compounds else ())
        if one.compound is not None and one.sure and not _shapes().sender.match(text, one.end)
    ]
    written = [(one, hit) for one in named if (hit := _shapes().amount.match(text, one.end))]
    if named and (each := _shapes().each.match(text, named[-1].end)):
        written = [(one, each) for one in named]
    if len({one.compound for one, _hit in written}) < 2:
        written = []
    for one in named:
        line.take(one.start, one.end, Field.ADDRESS)
    for _one, hit in written:
        line.take(hit.start(), hit.end(), Field.ADDRESS)
    if written:
        return _with_amounts(written)
    if _shapes().everywhere.search(text):
        return Gates()
    return Gates(tuple(dict.fromkeys(one.compound for one in named if one.compound)))


def _with_amounts(written: list[tuple[Anchor, re.Match[str]]]) -> Gates:
    amounts: dict[str, int] = {}
    for one, hit in written:
        if one.compound is not None:
            amounts[one.compound] = amounts.get(one.compound, 0) + int(hit[1])
    unit = next((hit[2] for _one, hit in written if hit[2]), "")
    return Gates(tuple(amounts), tuple(amounts.items()), unit)
