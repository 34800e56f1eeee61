"""Telephone numbers in free text, and whose they are by the words beside them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from models.reading.corrections import BESIDE, words
from models.reading.names import surnames
from models.reading.scan import BARRIER, Line, plain
from models.reading.shapes import Field, PhoneRole, SaidPhone, Span
from models.text import CHINESE_NUMERALS, phone_digits, spoken_number
from models.word_tables import Words, any_of, word_table


class _Words(NamedTuple):
    """What stands beside numbers.

    Attributes:
        roles: whose a number is, with the words that say so.
        labels: words that only introduce a number.
        in_need: of these words those for whom help is asked rather than who calls.
        titles: words that are also the title of somebody named.
        ending: finds the last digits of a number with the words that say so.
        helped: finds a verb at the end of a text whose object is who is to be helped.
        not_of_phones: words before these digits that make them another number's.
    """

    roles: tuple[tuple[PhoneRole, Words], ...]
    labels: Words
    in_need: frozenset[str]
    titles: frozenset[str]
    ending: re.Pattern[str]
    helped: re.Pattern[str]
    not_of_phones: Words


@cache
def _words() -> _Words:
    table = word_table(__file__, "phones.toml")
    endings = "endings_before", "endings_behind"
    table.only("labels", "in_need", "titles", "roles", *endings, "not_of_phones", "helped", "whose")
    before, behind, labels = (
        any_of(map(plain, table.words(name))) for name in (*endings, "labels")
    )
    helped, whose = (any_of(table.words(name)) for name in ("helped", "whose"))
    roles = table.part("roles").rows_of(PhoneRole)
    return _Words(
        tuple((role, tuple(map(plain, said))) for role, said in roles.items()),
        tuple(map(plain, table.words("labels"))),
        frozenset(table.words("in_need")),
        frozenset(table.words("titles")),
        re.compile(
            rf"(?:{labels}\s?)*(?<![a-z]){before}[\s:是为]*(?:is |are )?"
            rf"({_LAST})(?![\d{CHINESE_NUMERALS}])"
            rf"|(?<![\d{CHINESE_NUMERALS}])({_LAST}){behind}"
        ),
        re.compile(rf"(?<![a-z]){helped}\s?(?:{whose}\s?){{0,2}}$"),
        table.words("not_of_phones"),
    )


_DENIAL = 12
"""Characters beside a number in which it may be said to be wrong."""

_VERB = 16
"""Characters before a word in which the verb stands whose object it is."""

_MOBILE_DIGITS = 11

_MOST_ENDINGS = 3
"""Ends of numbers that are asked of the register, so that a long line stays quick."""

_LAST = rf"\d{{3,6}}|[{CHINESE_NUMERALS}]{{4}}"
"""The last digits of a number."""


_GLUE = " :：(（,，是为的"

_SEP = r"[ \-—–·./]?"
_GAP = r"[ \-—–·.]{1,2}"
_BLANK = r"[ \-—–·.]{0,2}"
_CHINA = rf"(?:(?:\+|00)?86{_SEP})?"
_MOBILE = re.compile(
    rf"(?<!\d){_CHINA}(?:1[3-9]\d\d{{8}}"
    rf"|(?:\(1[3-9]\d\)|1[3-9]\d){_SEP}\d{{4}}{_SEP}\d{{4}})(?!\d)"
)
_IN_GROUPS = re.compile(
    rf"(?<!\d){_CHINA}1(?:"
    rf"[3-9]\d{{3}}(?:{_BLANK}\d){{6}}"
    rf"|[3-9]\d(?=(?:{_GAP}\d{{2,8}}){{1,4}}(?!\d))(?:{_BLANK}\d){{8}}"
    rf"|[3-9](?:{_GAP}\d\d?){{5,8}}"
    rf"|(?:{_GAP}\d){{10}}"
    rf")(?!\d)"
)
"""A mobile number in groups in which no row of rooms is written: 13585 604 127, 1 8 6 2 1 ..."""
_IN_FOURS = re.compile(
    rf"(?<![\d号楼栋幢\-])(?<![号楼栋幢] )1[3-9]\d\d{_SEP}"
    rf"(?:\d{{4}}{_SEP}\d{{3}}|\d{{3}}{_SEP}\d{{4}}|\d{{7}})(?!\d)"
)
"""One whose first group may be a room's number, but for what stands before it."""
_WITH_AREA = re.compile(
    rf"(?<!\d)\(?0(?:10|2\d|[3-9]\d\d)\)?{_SEP}[2-9]\d{{2,3}}{_SEP}\d{{4}}(?!\d)"
)
_LOCAL = re.compile(r"(?<![\d\-])[2-9]\d{3}[ \-]?\d{4}(?!\d|[-.]\d)")
_SERVICE = re.compile(r"(?<!\d)[48]00[ \-]?\d{3,4}[ \-]?\d{3,4}(?!\d)")
_IN_HAN = re.compile(rf"[幺一]{_SEP}[三五七八九](?:{_SEP}[零〇幺一二三四五六七八九]){{9}}")
_ABROAD = re.compile(
    r"(?<![\d+])(?:"
    r"(?:\+|00)(?!\s?86)[1-9]\d{0,2}[ \-.]\d(?:[ \-.]\d\d){4}"
    r"|(?:\+|00)(?!\s?86)(?=(?:\D{0,2}\d){8})[1-9]\d{0,2}(?:[ \-.]?\(?\d{2,6}\)?){1,4}"
    r"|0\d{4}[ \-]?\d{6}|0\d{3}[ \-]\d{3}[ \-]\d{4}|0\d\d[ \-]\d{4}[ \-]\d{4}"
    r"|85[23](?:[ \-]9|-[56])\d{3}[ \-]?\d{4}|886[ \-]9\d\d[ \-]?\d{3}[ \-]?\d{3}"
    r"|(?:1[ \-.]?)?\([2-9]\d\d\) ?\d{3}[ \-.]\d{4}"
    r"|(?:1[ \-.])?[2-9]\d\d(?P<by>[\-.])\d{3}(?P=by)\d{4}"
    r")(?!\d)"
)
"""A number of another country, with its country before it or as it is written there."""
_FROM_ABROAD = "+", "00", "1-", "1.", "1 "
"""How a number of another country begins whose digits may look like one of this."""
_BROKEN = re.compile(r"(?<!\d)1[3-9]\d(?:[ \-]?\d){5,11}(?!\d)")


def take_numbers(line: Line) -> None:
    """Speak for mobile numbers, landlines with an area code, and numbers of other countries."""
    for shape in (_MOBILE, _IN_GROUPS, _IN_FOURS, _WITH_AREA, _SERVICE, _IN_HAN, _ABROAD):
        _take(line, shape)
    for number in line.spans_of(Field.PHONE):
        if tail := words().tail.match(line.rest, number.end):
            line.take(number.start, tail.end(), Field.PHONE)


def take_endings(line: Line) -> tuple[str, ...]:
    """Speak for the last digits of numbers, such as `尾号2468`: they are no door and count nothing.

    Returns:
        Those of telephone numbers.
    """
    found = []
    for hit in list(_words().ending.finditer(line.rest)):
        line.take(hit.start(), hit.end(), Field.PHONE)
        if not line.said[: hit.start()].rstrip(" 的").endswith(_words().not_of_phones):
            found.append(_last_digits(hit))
    return tuple(filter(None, found[:_MOST_ENDINGS]))


def leave_endings(line: Line, phone: str) -> None:
    """Leave what was taken as the end of a number to the summary where it is not that of `phone`,
    so that it can still be asked for."""
    line.spans = [
        span
        for span in line.spans
        if (hit := _words().ending.fullmatch(line.said, span.start, span.end)) is None
        or span.field is not Field.PHONE
        or phone.endswith(_last_digits(hit))
    ]


def _last_digits(ending: re.Match[str]) -> str:
    said = ending[1] or ending[2]
    return said if said.isdigit() else _digits(said) or ""


def is_unusual(digits: str) -> bool:
    """Whether a number that was said is none of this country: no mobile, landline or short one."""
    return not digits.isdigit() or digits.startswith("00") or phone_digits(digits) is None


def take_local_numbers(line: Line) -> bool:
    """Speak for landlines without an area code; only safe once addresses are taken.

    Returns:
        Whether there is something that must have been meant as a number but is none.
    """
    _take(line, _LOCAL)
    broken = bool(_BROKEN.search(line.rest))
    _take(line, _BROKEN)
    return broken


def _take(line: Line, shape: re.Pattern[str]) -> None:
    for found in list(shape.finditer(line.rest)):
        if shape is not _IN_GROUPS or len(_digits(found.group()) or "") == _MOBILE_DIGITS:
            line.take(found.start(), found.end(), Field.PHONE)


def read_phones(line: Line) -> tuple[SaidPhone, ...]:
    """The numbers taken, with whose they are; words that only introduce a number are taken too.

    Without any word the first number is the caller's, and so is each further one.
    """
    phones: list[SaidPhone] = []
    spans = line.spans_of(Field.PHONE)
    wrong = _taken_back(line, spans)
    spans = [span for span in spans if span not in wrong]
    line.spans = [span for span in line.spans if span.field is not Field.PHONE]
    for span in spans:
        said = line.said[span.start : span.end]
        if _words().ending.fullmatch(said):
            line.spans.append(span)
            continue
        digits = _corrected(said)
        role, whose, start, end = _owner(line, span.start, span.end)
        line.take(start, end, Field.PHONE)
        if digits:
            phones.append(SaidPhone(digits, role, whose))
    for start, end in wrong.values():
        line.take(start, end, Field.PHONE)
    return tuple(dict.fromkeys(_told_apart(phones)))


def _taken_back(line: Line, spans: Sequence[Span]) -> dict[Span, tuple[int, int]]:
    """Numbers that the line says are wrong, the one before a correction, the one behind 不是: each
    with where the words begin and end that say so, and its own."""
    wrong = {}
    for before, behind in pairwise(spans):
        between = line.said[before.end : behind.start].lstrip(BESIDE)
        denied = _denied(line.said, before.start) if words().but.fullmatch(between) else None
        if denied is not None:
            wrong[before] = (denied, behind.start)
        elif _says_wrong(between):
            wrong[before] = (_before_labels(line.rest, before.start), behind.start)
        elif words().denial.fullmatch(between):
            wrong[behind] = (before.end, behind.end)
    return wrong


def _says_wrong(between: str) -> bool:
    """Whether the words between two numbers take the first back: `最后一位错了 是`."""
    return any(
        found.end() == len(between) and found.start() <= _DENIAL
        for found in words().instead.finditer(between)
    )


def _denied(said: str, number: int) -> int | None:
    """Where the words begin by which a number is denied; None for one that is not."""
    found = words().denial.search(said, max(0, number - _DENIAL), number)
    return found.start() if found and found.end() == number else None


def _corrected(said: str) -> str | None:
    """The digits of a number with its last ones as they were put right: 13601927458 改 457."""
    tail = words().tail.search(said)
    if tail is None or tail.end() != len(said):
        return _digits(said)
    digits = _digits(said[: tail.start()].rstrip())
    right = tail["right"]
    return digits[: -len(right)] + right if digits and right else digits


def _told_apart(phones: list[SaidPhone]) -> list[SaidPhone]:
    """Beside a number that is nobody's parent's, a parent's is the one in need, not the caller."""
    callers = {phone.digits for phone in phones if phone.role is PhoneRole.CALLER}
    elders = {phone.digits for phone in phones if phone.whose in _words().in_need}
    if not callers - elders:
        return phones
    return [
        phone._replace(role=PhoneRole.PATIENT) if phone.digits in elders else phone
        for phone in phones
    ]


def _digits(said: str) -> str | None:
    """The digits of a number of this country, one of another as it was typed; None for none."""
    if _ABROAD.fullmatch(said) and (said.startswith(_FROM_ABROAD) or phone_digits(said) is None):
        return " ".join(said.split())
    if not said[:1].isdigit() and said[0] not in "+(":
        return "".join(str(spoken_number(char)) for char in said if char in CHINESE_NUMERALS)
    digits = "".join(re.findall(r"\d", said))
    if len(digits) > _MOBILE_DIGITS:
        digits = digits.removeprefix("00").removeprefix("86")
    broken = digits[0] == "1" and len(digits) != 11
    return None if broken else digits


def _owner(line: Line, start: int, end: int) -> tuple[PhoneRole, str, int, int]:
    """Role, the word that says it, and the span with the words that belong to the number."""
    start = _before_labels(line.rest, start)
    ends = _before_glue(line.rest, start)
    for role, names in _words().roles:
        for name in names:
            begins = ends - len(name)
            said = line.rest.endswith(name, 0, ends)
            if said and _is_helped(line.rest, begins, role):
                return PhoneRole.CALLER, "", start, end
            if said and not _is_title(line.rest, begins, name):
                return role, name, _glued_labels(line.rest, begins), end
    for role, names in _words().roles:
        for name in names:
            behind = _starts_with(line.rest, end, name)
            if behind is not None:
                return role, name, start, behind
    return PhoneRole.CALLER, "", start, end


def _is_title(rest: str, begins: int, name: str) -> bool:
    """Whether the word is the title of somebody named: 张阿姨."""
    return name in _words().titles and rest[begins - 1 : begins] in surnames()


def _is_helped(rest: str, begins: int, role: PhoneRole) -> bool:
    """Whether the word is who is to be helped, as in `救救我妈妈`, and not whose number follows."""
    before = rest[max(0, begins - _VERB) : begins]
    return role is not PhoneRole.CALL_BACK and _words().helped.search(before) is not None


def _before_labels(rest: str, start: int) -> int:
    ends = _before_glue(rest, start)
    for label in _words().labels:
        if rest.endswith(label, 0, ends):
            begins = ends - len(label)
            is_call = "电话" in label and rest[begins - 1 : begins] in _CALLING
            return start if is_call else begins
    return start


def _glued_labels(rest: str, start: int) -> int:
    return start if rest[start - 1 : start].isspace() else _before_labels(rest, start)


_CALLING = tuple("接听打回通来")
"""Before 电话 these make a call of it, not a number's label: 不接电话."""


def _before_glue(rest: str, start: int) -> int:
    """Where a word would end that belongs to what begins at `start`."""
    at = start
    while at > max(0, start - 3) and rest[at - 1] in _GLUE:
        at -= 1
    return at


def _starts_with(rest: str, end: int, word: str) -> int | None:
    """A word behind a number belongs to it when glued or in brackets, not when another follows."""
    at = end + 1 if rest[end : end + 1] in ("(", "（") else end
    if not rest.startswith(word, at):
        return None
    at += len(word)
    at += 1 if rest[at : at + 1] in (")", "）") else 0
    return None if rest[at : at + 1] == BARRIER else at
