"""Doors as English says them, in any order: `building 3 room 502`, `flat 802`, `Bldg 5 #1602`."""

from __future__ import annotations

import re

from models.households.addresses import Parts

_NUMBERS = "one two three four five six seven eight nine ten eleven twelve".split()
_ORDINALS = "first second third fourth fifth sixth seventh eighth ninth tenth".split()
_SPELLED = {word: str(number) for number, word in enumerate(_NUMBERS, 1)} | {
    word: str(number) for number, word in enumerate(_ORDINALS, 1)
}
_ANY = "|".join(_NUMBERS)
_BEGINS = r"(?<![a-z])"
_NO = r"\s*(?:no\.?|number|#)?\s*"
_ENDS = r"(?![\w%]|[.:]\d)"
_OF_THINGS = (
    r"(?!\s*(?:days?|hours?|hrs?|weeks?|months?|minutes?|mins?|degrees?|years?|people|kg|mg|ml"
    r"|pm|am|pills?|boxes|packs?|times)\b)"
)
_LETTER = r"[b-h]|a(?=\s*(?:[,.#\d-]|room|flat|apt|unit|floor|$))"
_WORD_OF_BUILDING = r"(?:building|bldg\.?|block|blk\.?|tower|house)"
_WORD_OF_ROOM = r"(?:room|rm\.?|flat|apt\.?|apartment|suite|unit|door)"

_DASHED = re.compile(
    rf"{_BEGINS}(?:{_WORD_OF_BUILDING}|{_WORD_OF_ROOM}){_NO}"
    rf"(?P<building>\d{{1,3}})[-/](?:(?P<unit>\d)[-/])?(?P<room>\d{{1,4}}[a-z]?){_ENDS}"
)
_BUILDING = re.compile(
    rf"{_BEGINS}(?:{_WORD_OF_BUILDING}{_NO}|no\.\s*|number )"
    rf"(?P<building>\d{{1,3}}[a-z]?|{_ANY}|{_LETTER}){_ENDS}{_OF_THINGS}"
)
_UNIT = re.compile(
    rf"{_BEGINS}(?:unit|entrance|staircase|stairwell|gate){_NO}(?P<unit>\d{{1,2}}|{_ANY}){_ENDS}"
    rf"{_OF_THINGS}"
)
_FLOOR = re.compile(
    rf"{_BEGINS}(?:(?:the )?(?P<floor>\d{{1,2}}(?=st|nd|rd|th)|{'|'.join(_ORDINALS)}|ground|top)"
    rf"(?:st|nd|rd|th)?[ -](?:floor|fl\b)|(?:floor|level){_NO}(?P<level>\d{{1,2}}|{_ANY}){_ENDS})"
)
_ROOM = re.compile(
    rf"{_BEGINS}(?:{_WORD_OF_ROOM}{_NO}(?P<room>\d{{1,5}}[a-z]?|[a-z]\d{{1,3}})"
    rf"|(?:#|no\.?)\s?(?P<bare>\d{{3,4}}[a-z]?)){_ENDS}{_OF_THINGS}"
)
_ROOM_ALONE = re.compile(rf"(?P<room>\d{{3,4}}[a-z]?){_ENDS}(?!-\d){_OF_THINGS}")
_GAP = re.compile(r"[\s,，.;(（]*(?:(?:of|in|at|on|the)\s+){0,2}")
_LABEL = re.compile(
    rf"{_BEGINS}(?:{_WORD_OF_BUILDING}|{_WORD_OF_ROOM}|entrance|staircase"
    r"|(?:the )?[a-z0-9]{1,8} floor)(?![a-z])|#\s?\d{3,4}(?!\d)"
)


def read_english_parts(text: str, at: int = 0) -> Parts:
    """The parts of a door from place `at` of plain text on, as far as they go, in any order.

    A number of three digits or more is a room's, whatever it is called: `unit 1502`.
    """
    said: dict[str, str] = {}
    end = at
    while found := _next(text, end, said):
        said |= {name: part for name, part in found.groupdict().items() if part}
        end = found.end()
    floor = said.get("floor") or said.get("level")
    room = said.get("room") or said.get("bare")
    parts = (_bare(said.get("building")), _bare(said.get("unit")), _bare(room))
    return Parts(None, *parts, end, _bare(floor))


def english_door(text: str, *, needs_room: bool = True) -> tuple[int, Parts] | None:
    """The fullest door of a plain text, and where it begins; None where there is none.

    Args:
        needs_room: whether a building alone is none.
    """
    found = [(hit.start(), read_english_parts(text, hit.start())) for hit in _LABEL.finditer(text)]
    doors = [door for door in found if door[1].room or (door[1].building and not needs_room)]
    return max(doors, key=lambda door: (bool(door[1].room), bool(door[1].building)), default=None)


def _next(text: str, end: int, said: dict[str, str]) -> re.Match[str] | None:
    """The next part that was not said yet."""
    gap = _GAP.match(text, end)
    at = gap.end() if gap else end
    if not said and (dashed := _DASHED.match(text, at)):
        return dashed
    for shape, names in (
        (_BUILDING, {"building"}),
        (_UNIT, {"unit"}),
        (_FLOOR, {"floor", "level"}),
        (_ROOM, {"room", "bare"}),
    ):
        if names.isdisjoint(said) and (found := shape.match(text, at)):
            return found
    needs_room = "building" in said and not {"room", "bare"} & said.keys()
    return _ROOM_ALONE.match(text, at) if needs_room else None


def _bare(said: str | None) -> str | None:
    """`three` and `third` are 3, letters are capital, without zeros in front."""
    if said is None:
        return None
    number = _SPELLED.get(said, said).upper()
    return (number.lstrip("0") or "0") if number.isdigit() and len(number) < 3 else number
