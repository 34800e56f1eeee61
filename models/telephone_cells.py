"""Telephones as cells of registers have them: several numbers, extensions, and whose they are.

    儿子 13800005001 / 女儿13800005002        021-63000001转8        张敏 +44 20 7946 0123

What is not understood is handed on as it stands, and a number is never put together from what may
be two, or filled up where a spreadsheet program cut its digits off.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from typing import NamedTuple

from models.telephones import COUNTRY_FIRST, Telephone
from models.text import clean, fold, narrow, number_in_powers, own_phone
from models.word_tables import Words, any_of, word_table

WHOSE_LIMIT = 40
"""Characters of words that say whose a number is; more is a remark."""

_LIMIT = 2000
"""Characters of a cell that are read."""


class Said(NamedTuple):
    """What a text says of telephones.

    Attributes:
        telephones: in the order of the text, each number once.
        unread: pieces that are none, and do not say whose one is.
        cut_short: numbers whose last digits are lost, as they stand: `1.38E+10`.
    """

    telephones: tuple[Telephone, ...] = ()
    unread: tuple[str, ...] = ()
    cut_short: tuple[str, ...] = ()


def read_telephones(text: str) -> Said:
    """The telephones of a cell or of free text, with whose they are. Never raises for any text.

    A number of this country is read with and without its area code, one of another with `+` or
    `00`; an area code is kept as it is dialled here, `+86 21` as `021`.

    Raises:
        BrokenTable: for its table of words, what `models.word_tables` refuses.
    """
    plain = narrow(clean(text, limit=_LIMIT, multiline=True))
    if fold(plain) in _words().nothing:
        return Said()
    places = _places(plain)
    pieces, unread = _pieces(plain, places)
    found: dict[tuple[str, str], Telephone] = {}
    for place, beside in zip(places, pieces, strict=True):
        whose: list[str] = []
        for piece in beside:
            said = _understood(piece)
            (unread if said is None else whose).append(piece if said is None else said)
        key = place.number, place.extension
        if place.number and (key not in found or not found[key].whose):
            found[key] = Telephone(*key, " ".join(filter(None, whose)))
    lost = (plain[place.start : place.end] for place in places if not place.number)
    return Said(tuple(found.values()), tuple(sorted(unread, key=plain.find)), tuple(lost))


def whose_by(heading: str) -> str:
    """Whose the numbers of a column are by its heading, empty where that does not tell: `家属` of
    `家属电话`."""
    return _understood(narrow(heading)) or ""


# -- numbers -------------------------------------------------------------------------------------

_GAP = r"[ .\-–—·]{1,2}"
_SEP = r"[ .\-–—·]{0,2}"
_CHINA = rf"(?:\(?(?:\+|00)?86\)?{_SEP})?"
_CUT = r"(?P<cut>\d(?:\.\d+)?[Ee]\+?(?:0?[6-9]|1\d))"
_ABROAD = r"(?P<abroad>(?:\+|00)(?!\D?86)(?=\D{0,2}[1-9])(?:[ .\-()]{0,3}\d){7,15})"
_WITH_AREA = (
    rf"(?:\(?(?:\+|00)86\)?{_SEP}\(?0?|\(?0)(?P<area>10|2\d|[3-9]\d\d)\)?{_SEP}"
    rf"(?P<local>[2-9]\d{{2,3}}{_SEP}\d{{4}})"
)
_HERE = rf"""{_CHINA}0?(?P<mobile>1[3-9]\d{{9}}
    |1[3-9]\d{_GAP}\d{{4}}{_SEP}\d{{4}}|1[3-9]\d{_GAP}\d{{8}}|1[3-9]\d{{5}}{_GAP}\d{{4}}
    |1[3-9]\d\d{_GAP}(?:\d{{3}}{_GAP}\d{{4}}|\d{{4}}{_GAP}\d{{3}})|1[3-9]\d{_GAP}\d{{3}}{_GAP}\d{{5}}
    |1[3-9]\d{{3}}{_GAP}(?:\d{{3}}{_GAP}\d{{3}}|\d{{6}})|1[3-9],\d{{3}},\d{{3}},\d{{3}})"""
_ALONE = "".join(rf"(?<!(?<!\d)\d{{{digits}}}[ \-])" for digits in (1, 2, 3, 4)) + r"(?<!\d\)[ \-])"
"""Behind no few digits, with which it would be another, longer number: 212-456-7890."""
_OTHER = rf"""(?P<other>[48]00{_SEP}\d{{3,4}}{_SEP}\d{{3,4}}|{COUNTRY_FIRST}
    |0\d{{4}}{_SEP}\d{{6}}|0\d{{3}}{_SEP}\d{{3}}{_SEP}\d{{4}}|0491{_SEP}570{_SEP}\d{{3}}
    |\(?0[2378]\)?{_SEP}5550{_SEP}\d{{4}}|(?:1{_GAP})?\(?[2-9]\d\d\)?{_SEP}555{_SEP}01\d\d
    |[2-9]\d{{7}}|{_ALONE}[2-9]\d{{2,3}}[ \-]?\d{{4}}(?![ \-]\d{{4}}(?!\d)))"""
_NUMBER = re.compile(
    rf"(?<![\d.])(?:{_CUT}|{_ABROAD}|{_WITH_AREA}|{_HERE}|{_OTHER})(?:\.0+)?(?!\d)".replace(
        "\n    ", ""
    )
)


class _Place(NamedTuple):
    """Where a number stands with its extension; `number` is empty for one that is cut short."""

    start: int
    end: int
    number: str = ""
    extension: str = ""


def _places(plain: str) -> list[_Place]:
    found: list[_Place] = []
    at = 0
    while hit := _NUMBER.search(plain, at):
        at = hit.end()
        number = _cut_short(hit[0]) if hit["cut"] else _digits(hit)
        if number is None:
            continue
        more = _words().extension.match(plain, at) if number else None
        at = more.end() if more else at
        found.append(_Place(hit.start(), at, number, (more[1] or more[2]) if more else ""))
    return found


def _digits(hit: re.Match[str]) -> str | None:
    """The digits of a number that was found; None where they are nobody's."""
    if hit["abroad"]:
        return own_phone(hit["abroad"])
    said = f"0{hit['area']}{hit['local']}" if hit["area"] else hit["mobile"] or hit["other"]
    return own_phone("".join(re.findall(r"\d", said)))


def _cut_short(said: str) -> str | None:
    """The number where a spreadsheet program kept all its digits, empty where it did not; None
    where it is none at all."""
    whole = number_in_powers(said)
    return "" if whole is None else own_phone(whole)


# -- the words beside them -----------------------------------------------------------------------

_SEPARATOR = re.compile(r"[/、,;|\n]|\s(?:和|及|或|and|or|&)\s")
_BRACKET = re.compile(r"\s?\([^()]*\)")
_AROUND = " :()[]{}-—–.,;·*+=\"'"


def _pieces(plain: str, places: list[_Place]) -> tuple[list[list[str]], list[str]]:
    """The words before and behind each number, and those that belong to none."""
    ends = [0, *(place.end for place in places)]
    starts = [*(place.start for place in places), len(plain)]
    gaps = [plain[end:start] for end, start in zip(ends, starts, strict=True)]
    if not places:
        return [], _told(_SEPARATOR.split(plain))
    *loose, first = _SEPARATOR.split(gaps[0])
    if len(loose) == 1 and not _inner(first):
        first = loose.pop()
    before = bool(_told([first]) and _understood(first))
    beside = [[first], *([] for _ in places[1:])]
    for number, gap in enumerate(gaps[1:-1]):
        left, right, rest = _shared(gap, before, _BRACKET.fullmatch(first.strip()) is not None)
        beside[number].append(left)
        beside[number + 1].append(right)
        loose += rest
    last, *rest = _SEPARATOR.split(gaps[-1])
    if not last.strip() and rest and not before:
        last, *rest = rest
    beside[-1].append(last)
    return [_told(pieces) for pieces in beside], _told([*loose, *rest])


def _shared(gap: str, before: bool, in_brackets: bool) -> tuple[str, str, list[str]]:
    """What between two numbers belongs to the first, to the second, and to neither.

    Args:
        before: whether words stand before their numbers in this text.
        in_brackets: whether those are in brackets, so that brackets belong to the second.
    """
    left, *rest = _SEPARATOR.split(gap)
    if rest:
        *middle, right = rest
        if len(middle) == 1 and not left.strip() and not right.strip():
            return ("", middle[0], []) if before else (middle[0], "", [])
        return left, right, middle
    if gap.count("(") > gap.count(")"):
        opened = gap.rindex("(")
        return gap[:opened], gap[opened + 1 :], []
    bracket = None if in_brackets else _BRACKET.match(gap)
    if before:
        end = bracket.end() if bracket else 0
        return gap[:end], gap[end:], []
    return gap, "", []


def _told(pieces: Iterable[str]) -> list[str]:
    """Pieces that say something, without the marks around them."""
    bare = (piece.strip() if _inner(piece) else "" for piece in pieces)
    return [piece for piece in bare if piece and fold(_inner(piece)) not in _words().nothing]


def _inner(piece: str) -> str:
    return piece.strip(_AROUND)


def _understood(piece: str) -> str | None:
    """Whose a number is by the words beside it, empty where they only say that it is one; None
    where they say something else."""
    from models.reading.scan import simplified

    inner = _inner(piece)
    if inner.count("(") > inner.count(")"):
        inner += ")"
    if len(inner) > WHOSE_LIMIT:
        return None
    found = _words().beside.fullmatch(inner.translate(simplified()))
    if found is None:
        return None
    return inner[found.start("whose") : found.end("whose")] if found["whose"] else ""


class _Words(NamedTuple):
    """What stands beside numbers.

    Attributes:
        beside: finds all of a piece, `whose` without the words that only introduce a number.
        nothing: pieces that say that there is no number.
        extension: what stands behind a number with the digits of its extension.
    """

    beside: re.Pattern[str]
    nothing: frozenset[str]
    extension: re.Pattern[str]


@cache
def _words() -> _Words:
    table = word_table(__file__, "telephone_cells.toml")
    lists = ("whose", "before_whose", "titles", "before_surnames", "labels", "extensions")
    table.only(*lists, "nothing", "not_names")
    whose, before, titles, before_surnames, labels, extensions = map(table.words, lists)
    kin = rf"(?:(?:{any_of(before)}\s?){{0,2}}{any_of(whose)})"
    name = _name(titles, before_surnames, table.words("not_names"))
    label = rf"(?:{any_of(labels)}\d?[\s:.]*)"
    other = r"(?:\s?\([^()\d]{1,12}\))?"
    return _Words(
        re.compile(
            rf"{label}{{0,3}}(?P<whose>(?:{kin}[\s:]?(?:{name})?|{name}\s?(?:{kin})?){other})?"
            rf"[\s:.]*{label}{{0,3}}",
            re.IGNORECASE,
        ),
        frozenset(map(fold, table.words("nothing"))),
        re.compile(
            rf"\s?[,(]?\s?{any_of(extensions)}\s?[:.]?\s?(\d{{1,6}})(?!\d)\)?"
            rf"|\s?[\-—–*]\s?(\d{{1,6}})(?![\d\-])",
            re.IGNORECASE,
        ),
    )


def _name(titles: Words, before_surnames: Words, not_names: Words) -> str:
    """An expression for a name: Chinese from its surname on, others with capital letters."""
    from models.reading.names import surnames

    surname = f"[{''.join(sorted(surnames()))}]"
    chinese = (
        rf"(?!{any_of(not_names)})(?:{surname}[\u4e00-\u9fff]{{0,2}}{any_of(titles)}"
        rf"|{any_of(before_surnames)}{surname}|{surname}[\u4e00-\u9fff]{{1,2}})(?![\u4e00-\u9fff])"
    )
    other = r"(?-i:[A-Z][a-z'’]+(?:[ \-][A-Z][A-Za-z.'’]*){0,3})"
    return rf"(?:{chinese}|{other})"
