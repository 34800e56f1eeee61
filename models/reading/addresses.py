"""The address in a line: which compound, and the parts that stand behind, before or without it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from models.households.addresses import NO_COUNT, Parts, read_parts
from models.reading.compounds import Anchor, anchors
from models.reading.gazetteer import CompoundName
from models.reading.scan import Line
from models.reading.shapes import Field

_BETWEEN = re.compile(
    r"(?:小区)?[\s,，:：的(（]*(?:[^\d\s()（）]{2,6}[路街]\d{1,4}[弄号][)）]?)?[\s,，)）]*"
)
_STANDALONE = (
    re.compile(
        r"(?<![\d\-/.:])\d{1,2}\s*(?:号楼|号|幢|栋|楼)\s*(?:\d单元)?\s*\d{2,4}\s*室?(?![\d%])"
        + NO_COUNT
    ),
    re.compile(r"(?<![\d\-/.:])\d{1,2}-(?:\d-)?\d{3,4}(?![\d\-/:%]|\.\d)" + NO_COUNT),
    re.compile(r"(?<![\d\-/.:])\d{1,2}号(?:[一二三四底1-4][楼层])?[前后灶亭三二晒阁客厢]\w"),
    re.compile(r"(?<![\d\-/.:])\d{3,4}室"),
)


@dataclass(frozen=True, slots=True)
class SaidAddress:
    """An address as far as it was said; `guessed` when the compound's name was not quite right."""

    compound: str | None
    parts: Parts
    said: str
    guessed: bool = False
    others: bool = False
    """Whether the line names a further address with a building or a room."""


_ROOM_APART = re.compile(r"(?:房号|室号|门牌号?|房间号?|门号)[\s:是]*(\d{2,4})(?!\d)室?")
_NO_PARTS = Parts(None, None, None, None, 0)


def take_address(line: Line, compounds: Sequence[CompoundName]) -> SaidAddress | None:
    """Speak for the address of a line; the fullest one when there are several."""
    found = [_behind(line.rest, anchor) for anchor in anchors(line.rest, compounds)]
    if not found:
        return _without_compound(line)
    best = max(found, key=lambda entry: _fullness(entry[1]))
    anchor, parts, end = best
    others = [other for other in found if other is not best and _fullness(other[1]) > 1]
    line.take(anchor.start, end, Field.ADDRESS)
    said = line.said[anchor.start : end]
    if not parts.found and (apart := _without_compound(line)):
        parts, said = apart.parts, f"{said} {apart.said}"
    if parts.building and not parts.room and (room_said := _ROOM_APART.search(line.rest)):
        parts, said = parts._replace(room=room_said[1]), f"{said} {room_said[1]}"
        line.take(room_said.start(), room_said.end(), Field.ADDRESS)
    if anchor.lane and not parts.lane:
        parts = parts._replace(lane=anchor.lane)
    return SaidAddress(anchor.compound, parts, said.strip(), not anchor.sure, bool(others))


def _behind(rest: str, anchor: Anchor) -> tuple[Anchor, Parts, int]:
    """What stands behind a compound's name, and where the address ends."""
    between = _BETWEEN.match(rest, anchor.end)
    at = between.end() if between else anchor.end
    parts = read_parts(rest, at)
    if not parts.found:
        return anchor, _NO_PARTS, anchor.end
    return anchor, parts, parts.end


def _fullness(parts: Parts) -> int:
    return 2 * bool(parts.building) + 2 * bool(parts.room) + bool(parts.unit)


def _without_compound(line: Line) -> SaidAddress | None:
    for shape in _STANDALONE:
        hit = shape.search(line.rest)
        parts = read_parts(line.rest, hit.start()) if hit else _NO_PARTS
        if hit and parts.room and parts.end > hit.start():
            line.take(hit.start(), parts.end, Field.ADDRESS)
            return SaidAddress(None, parts, line.said[hit.start() : parts.end].strip())
    return None
