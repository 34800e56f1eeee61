"""Several people in one cell, as registers by household have them.

张建国、李秀英、张敏        王伟（户主）13800007101 王芳（女儿）13800007102
租客4人，联系人赵杰          张敏等3人          Anna Li & Peter Li
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from models.households.marks import says_nothing
from models.reading.names import surnames
from models.telephone_cells import read_telephones
from models.telephones import Telephone
from models.text import clean, narrow, whole_number
from models.word_tables import any_of, word_table

_LIMIT = 500
_NUMBER = r"(?:\+?\d[\d \-()]{5,}\d(?:\s?(?:转|ext\.?|x)\s?\d{1,6})?)"
_HAN_NAME = r"[\u4e00-\u9fff]{2,4}(?:·[\u4e00-\u9fff]{1,6})*"
_OTHER_NAME = r"[A-Z][\w'’.\-]*(?: [A-Z][\w'’.\-]*){0,3}"
_FAMILY_FIRST = r"[A-Z][\w'’\-]*, ?[A-Z][\w'’.\-]*(?: [A-Z][\w'’.\-]*){0,2}"
"""A name as passports have it: `LIND, Nils`."""
_SEPARATOR = re.compile(r"[、，,;/|\n]+|\s(?:和|及|and|&)\s|(?<=[\u4e00-\u9fff])&")
_JOINED = re.compile(r"(?<=[\u4e00-\u9fff])[和及与](?=[\u4e00-\u9fff])")
_BRACKET = re.compile(r"\(([^()]*)\)")
_LATIN_COMMA = re.compile(r"(?<=[A-Za-z]),(?=\s?[A-Z][\w'’.\-]*\s*(?:$|,))")
_LONGEST = 3
"""Characters of a Chinese name with a surname of one; more is no name."""


class Named(NamedTuple):
    """Somebody a cell names.

    Attributes:
        said: what else stands with their name in brackets: an age, an illness.
        is_contact: whether they are named as who is to be called.
    """

    name: str
    relation: str = ""
    said: tuple[str, ...] = ()
    phones: tuple[Telephone, ...] = ()
    is_contact: bool = False


class Several(NamedTuple):
    """What a cell of names tells.

    Attributes:
        counted: people it counts beside or instead of naming them.
        rest: pieces that name nobody.
    """

    people: tuple[Named, ...] = ()
    counted: int | None = None
    rest: tuple[str, ...] = ()


class _Words(NamedTuple):
    """What stands beside names.

    Attributes:
        item: finds one person with relation, brackets and number.
        relation: finds a text that is a relation.
        contact: of who is to be called.
        counted: finds how many people a piece counts.
        double: surnames of two characters.
        each, beside, in_all: of counts of people, see `people_of`.
    """

    item: re.Pattern[str]
    relation: re.Pattern[str]
    contact: re.Pattern[str]
    counted: re.Pattern[str]
    double: tuple[str, ...]
    each: re.Pattern[str]
    beside: re.Pattern[str]
    in_all: re.Pattern[str]


@cache
def _words() -> _Words:
    table = word_table(__file__, "several_names.toml")
    table.only(
        *("relations", "contacts", "counted", "double_surnames", "each", "beside", "in_all"),
    )
    relations, contacts = table.words("relations"), table.words("contacts")
    relation = rf"(?:{any_of(relations)})"
    label = rf"(?:(?P<label>{any_of(contacts)}|{relation})\s*[:为是]?\s*)?"
    name = rf"(?P<name>{_HAN_NAME}|{_FAMILY_FIRST}|{_OTHER_NAME})"
    beside = r"\s*(?:\((?P<said>[^()]*)\))?"
    behind = rf"(?:\s*(?P<behind>{relation})(?!\s*[:是为\u4e00-\u9fffA-Z]))?"
    number = rf"[\s:]*(?P<number>{_NUMBER})?"
    return _Words(
        re.compile(rf"\s*{label}{name}{beside}{behind}{number}\s*"),
        re.compile(relation, re.IGNORECASE),
        re.compile(any_of(contacts), re.IGNORECASE),
        table.pattern("counted"),
        table.words("double_surnames"),
        table.pattern("each"),
        table.pattern("beside"),
        table.pattern("in_all"),
    )


def several(text: str) -> Several:
    """The people of a cell, as far as they are names; nobody for a cell that names none.

    Raises:
        BrokenTable: what `models.word_tables` refuses.
    """
    plain = narrow(clean(text, limit=_LIMIT, multiline=True))
    people: list[Named] = []
    rest: list[str] = []
    count = None
    for piece in _pieces(plain):
        left, counted = _without_count(piece)
        count = counted if count is None else count
        found, unread = _people(left)
        people += found
        if unread and not says_nothing(unread):
            rest.append(unread)
    return Several(tuple(dict.fromkeys(people)), count, tuple(rest))


def _pieces(plain: str) -> list[str]:
    """The text between separators, none of which counts within brackets or in `Li, Anna`."""
    kept = _BRACKET.sub(lambda hit: re.sub(r"[、，,;/|\n]", "\0", hit[0]), plain)
    joined = _JOINED.split(kept)
    kept = "、".join(joined) if len(joined) > 1 and all(map(is_name, joined)) else kept
    kept = (
        _LATIN_COMMA.sub("\1", kept) if " " not in plain.split(",", maxsplit=1)[0].strip() else kept
    )
    pieces = _SEPARATOR.split(kept)
    return [piece.replace("\0", "，").replace("\1", ",").strip() for piece in pieces]


def _without_count(piece: str) -> tuple[str, int | None]:
    """A piece without how many people it counts: `租客4人` leaves 租客, `张敏等3人` 张敏."""
    found = _words().counted.search(piece)
    if found is None:
        return piece, None
    left = (piece[: found.start()] + piece[found.end() :]).strip(" ()")
    return left, whole_number(next(one for one in found.groups() if one))


def _people(piece: str) -> tuple[list[Named], str]:
    """The people of a piece, one behind the other, and what of it is none."""
    found: list[Named] = []
    at = 0
    while at < len(piece):
        hit = _words().item.match(piece, at)
        one = _named(hit) if hit else None
        if one is None or hit is None:
            break
        found.append(one)
        at = hit.end()
    return found, piece[at:].strip()


def _named(hit: re.Match[str]) -> Named | None:
    label, name = hit["label"] or "", hit["name"]
    if not is_name(name):
        return None
    contact = bool(label) and bool(_words().contact.fullmatch(label))
    said = [part.strip() for part in re.split(r"[，、\s]+", hit["said"] or "") if part.strip()]
    relations = [part for part in said if _words().relation.fullmatch(part)]
    relation = ("" if contact else label) or hit["behind"] or next(iter(relations), "")
    numbers = [part for part in said if re.search(r"\d{5}", part)]
    told = tuple(part for part in said if part not in relations and part not in numbers)
    phones = read_telephones(" ".join([hit["number"] or "", *numbers])).telephones
    return Named(name, relation, told, phones, contact)


def is_name(text: str) -> bool:
    """Whether a text alone is a name: Chinese by its surname and length, others by capitals."""
    if re.fullmatch(_FAMILY_FIRST, text):
        return True
    if text.isascii() or re.fullmatch(_OTHER_NAME, text):
        return bool(re.fullmatch(_OTHER_NAME, text)) and len(text) > 1
    if "·" in text:
        return True
    if text.startswith(_words().double):
        return len(text) <= _LONGEST + 1
    return text[0] in surnames() and len(text) <= _LONGEST


def is_one(text: str) -> bool:
    """Whether a cell holds one name and nothing beside it."""
    if len(text) > _LONGEST and all(map(is_name, _JOINED.split(text))):
        return is_name(text)
    if re.fullmatch(_FAMILY_FIRST, text):
        return True
    return not re.search(r"[\d、，,;；/|\n&()（）:：]|等|\sand\s", text) and not _blanks(text)


def _blanks(text: str) -> bool:
    """Whether blanks part several Chinese names, or a name from what somebody is, 租客 Anna Li;
    within one they are decoration, 刘 晓."""
    first, *more = text.split() or [""]
    if not more or first.isascii():
        return False
    if _words().relation.fullmatch(first):
        return True
    return all(len(part) > 1 and not part.isascii() and is_name(part) for part in (first, *more))


def people_of(text: str) -> int | None:
    """How many people a count written in parts tells: `2大1小`, `2+1`, `一家五口`; None where more
    than that stands there."""
    plain = _BRACKET.sub("", narrow(text)).strip()
    words = _words()
    if whole := words.in_all.search(plain):
        return whole_number(whole[1])
    parts = [next(part for part in hit.groups() if part) for hit in words.each.finditer(plain)]
    left = words.beside.sub("", words.each.sub("", plain))
    numbers = [whole_number(part) for part in parts]
    return sum(n for n in numbers if n is not None) if parts and not left else None
