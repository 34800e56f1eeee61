"""Gives each column of a table its field: whose a number is, who is told of beside the head, and
which of several columns that would fill one field does."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from models.exchange import ImportKind
from models.exchange.column_cells import Body, are_counts, holds_remarks, is_ticked
from models.exchange.columns import PART_RANK, bare, meaning, soft
from models.exchange.headings import MARK, MEMBER, REPEATABLE, is_of_tenants, writing
from models.households.marks import mark_of
from models.text import whole_number

Parts = Sequence[tuple[str, ...]]
"""For each column its heading texts from top to bottom."""

_PERSONAL = ("name", "phone", "relation", "sex", "born", "age", "identity", "workplace", "note")
"""What is told of one person; of these a member may have columns of their own."""

_PLACES = frozenset({"compound", "lane", "building", "unit", "room", "address"})
_NUMBER = r"第?[(（]?(\d{1,2}|[一二三四五六七八九十])[)）]?"
_NUMBERED = re.compile(rf"(.+?)\s*{_NUMBER}$")
_TOGETHER = re.compile(r"\s*[及和与/、+&]\s*(?:联系)?(?:电话|手机|方式)")
"""A name and a number in one cell, which is read as one of names."""

_CONTACT = re.compile(r"^联系人|contact")
_DIGITS = {digit: number for number, digit in enumerate("一二三四五六七八九十", 1)}


class _Column(NamedTuple):
    """What one column would fill, and how sure that is; lower is surer."""

    field: str
    rank: int


def assigned(kind: ImportKind, parts: Parts, body: Body = ()) -> tuple[str | None, ...]:
    """The field of each column, None for one that is left alone.

    Args:
        body: the rows below, which tell of a register's columns what headings leave open.
    """
    if kind is not ImportKind.REGISTER:
        return _surest([_meaning_of(kind, texts) for texts in parts])
    numbered = _numbers_people(parts)
    said = [_of_register(texts, numbered=numbered) for texts in parts]
    found = [_by_cells(column, parts[i], body, i) for i, column in enumerate(said)]
    fields = _surest(_members_apart(found))
    return _stood_in(fields, parts)


def _surest(wanted: Sequence[_Column | None]) -> tuple[str | None, ...]:
    """Of several columns that would fill one field the surest does."""
    best: dict[str, int] = {}
    for index, found in enumerate(wanted):
        if found is None:
            continue
        held = wanted[best[found.field]] if found.field in best else None
        if held is None or found.rank < held.rank:
            best[found.field] = index
    return tuple(
        found.field if found and (found.field in REPEATABLE or best[found.field] == index) else None
        for index, found in enumerate(wanted)
    )


def _meaning_of(kind: ImportKind, texts: tuple[str, ...]) -> _Column | None:
    """The surest meaning of a column's heading: its texts joined, then the lowest, then the top."""
    if not texts:
        return None
    tried = dict.fromkeys(("".join(texts), texts[-1], texts[0]))
    found = [_Column(*known) for text in tried if (known := meaning(kind, text))]
    return min(found, key=lambda known: known.rank >= PART_RANK) if found else None


# -- registers -----------------------------------------------------------------------------------


def _of_register(texts: tuple[str, ...], *, numbered: bool) -> _Column | None:
    """What a column of a register is, by whose it is said to be where that is said."""
    if not texts:
        return None
    joined = bare("".join(map(bare, texts)))
    if numbered and (found := _NUMBERED.fullmatch(soft(joined))):
        known = meaning(ImportKind.REGISTER, found[1])
        if known and known[0] in _PERSONAL:
            return _Column(f"{MEMBER}{_number(found[2])}:{known[0]}", known[1])
    plain = meaning(ImportKind.REGISTER, joined)
    surely = plain if plain and plain[1] < PART_RANK else None
    told = _whose(joined) if surely is None or _TOGETHER.search(soft(joined)) else None
    if told is not None:
        return told[0]
    if surely is not None:
        return _Column(*surely)
    if plain is None and (counted := _NUMBERED.fullmatch(joined)):
        plain = meaning(ImportKind.REGISTER, counted[1])
    found_ = _meaning_of(ImportKind.REGISTER, texts)
    return found_ or (_Column(*plain) if plain else None)


def _by_cells(
    column: _Column | None, texts: tuple[str, ...], body: Body, index: int
) -> _Column | None:
    """A column by its cells: names of tenants may be ticks, and what no heading tells remarks."""
    heading = bare("".join(texts))
    mark = mark_of(heading) if column and column.field in ("head", "name") else None
    if mark and is_ticked(body, index):
        return _Column(MARK + mark, 0)
    if column and column.field == "registered" and are_counts(body, index):
        return _Column("people_registered", column.rank)
    if heading and column is None and holds_remarks(heading, body, index):
        return _Column("note", PART_RANK)
    return column


def _number(text: str) -> int:
    return _DIGITS.get(text) or whole_number(text) or 1


def _whose(text: str) -> tuple[_Column | None] | None:
    """The column of somebody who is named in front, in a tuple; None where nobody is."""
    plain = soft(text)
    for who, pattern in writing().whose.items():
        found = re.match(rf"(?:{_NUMBER}\s*)?(?:{pattern.pattern})\s*(?:{_NUMBER})?", plain)
        if not found or (found.end() == len(plain) and who not in ("owner", "emergency", "member")):
            continue
        rest = plain[found.end() :].lstrip("的:：-_/ ")
        together = _TOGETHER.match(plain, found.end())
        known = ("name", PART_RANK) if together or not rest else _own_meaning(rest)
        if known is None or known[0] not in (*_PERSONAL, *_PLACES):
            return None
        numbers = [found[1], found[found.re.groups]]
        number = next((_number(one) for one in numbers if one), None)
        return (_of_somebody(who, number, *known),)
    return None


def _own_meaning(text: str) -> tuple[str, int] | None:
    """What is told of somebody who is named in front: the head of somebody is their name."""
    known = meaning(ImportKind.REGISTER, text)
    return ("name", known[1]) if known and known[0] == "head" else known


def _of_somebody(who: str, number: int | None, field: str, rank: int) -> _Column | None:
    """A personal field by whose it is; None where it is nobody's who lives here."""
    if field in _PLACES and field != "address":
        return None if who == "nobody" else _Column(field, rank)
    if who == "member":
        if field not in _PERSONAL:
            return None
        return _Column(f"{MEMBER}{number or '?'}:{field}", rank)
    named = {
        "owner": {"name": "owner", "phone": "owner_phone"},
        "emergency": {"name": "emergency_name", "phone": "emergency_phone"},
        "head": {"name": "head"},
        "nobody": {},
    }
    if who in ("owner", "emergency", "nobody"):
        found = named[who].get(field)
        return _Column(found, rank) if found else None
    return _Column(named.get(who, {}).get(field, field), rank)


def _numbers_people(parts: Parts) -> bool:
    """Whether names are numbered, 姓名1, 姓名2: then a number behind a heading says whose it is."""
    counted = set()
    for texts in parts:
        found = _NUMBERED.fullmatch(soft(bare("".join(texts))))
        known = meaning(ImportKind.REGISTER, found[1]) if found else None
        if found and known and known[0] == "name":
            counted.add(found[2])
    return len(counted) > 1


def _members_apart(found: Sequence[_Column | None]) -> list[_Column | None]:
    """Members that are not numbered are, in the order of their columns; what stands behind a
    member's name and was told of somebody before is that member's."""
    after = list(found)
    seen: Counter[str] = Counter()
    number = 0
    current: int | None = None
    for index, column in enumerate(found):
        if column is None or (not column.field.startswith(MEMBER) and _ends(column.field)):
            current = None if column is not None else current
            continue
        if column.field.startswith(MEMBER):
            _, given, field = column.field.split(":")
            if given == "?":
                number = number + 1 if field == "name" else max(number, 1)
                after[index] = _Column(f"{MEMBER}{number}:{field}", column.rank)
            current = int(given) if given != "?" else number
        elif current is not None and (column.field == "relation" or seen[column.field]):
            after[index] = _Column(f"{MEMBER}{current}:{column.field}", column.rank)
        seen[column.field] += 1
    return after


def _ends(field: str) -> bool:
    """Whether a column is no longer about the person before it."""
    return field not in _PERSONAL or field == "note"


def _since(fields: list[str | None], parts: Parts) -> list[str | None]:
    """A date right of the column that says where somebody is, as since when."""
    at = fields.index("presence") + 1 if "presence" in fields else len(fields)
    if "presence_on" in fields or at >= len(fields) or fields[at] or not parts[at]:
        return fields
    is_date = writing().since.search(soft(bare(parts[at][-1])))
    return [*fields[:at], "presence_on", *fields[at + 1 :]] if is_date else fields


def _stood_in(fields: tuple[str | None, ...], parts: Parts) -> tuple[str | None, ...]:
    """Owners stand in for residents where no column tells of these; somebody to be called is no
    head where there is a column of names; people who are registered stand in for those who live
    there; a household's number is its room's where no other is."""
    after = list(fields)

    def move(old: str, new: str) -> None:
        after[:] = [new if field == old else field for field in after]

    heads = {"head", "name"}
    if "head" in after and "name" in after:
        index = after.index("head")
        if _CONTACT.search(soft(bare("".join(parts[index])))):
            after[index] = "emergency_name"
    if "head" in after and "name" not in after and "owner" in after:
        index = after.index("head")
        if is_of_tenants("".join(parts[index])):
            after[index] = "name"
    if not heads & set(after) and "owner" in after:
        move("owner", "head")
        if "phone" not in after:
            move("owner_phone", "phone")
    after[:] = _since(after, parts)
    if "people" not in after:
        move("people_registered", "people")
    if "household_no" in after and "building" in after and not {"room", "address"} & set(after):
        move("household_no", "room")
    return tuple(after)
