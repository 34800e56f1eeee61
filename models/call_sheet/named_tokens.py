"""The doors, names and numbers in a line that names people, in its order. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from enum import Enum, auto
from functools import cache
from typing import NamedTuple

from models.address import Address
from models.doors.door_shapes import SECOND, DoorSaid, doors_at, may_begin, shown
from models.doors.storeys import floors_at, floors_in
from models.reading.compounds import Anchor, anchors
from models.reading.gazetteer import CompoundName
from models.reading.phones import take_numbers
from models.reading.scan import BARRIER, HAN, Line, plain
from models.reading.shapes import Field
from models.text import phone_digits, spoken_number
from models.word_tables import Words, any_of, word_table

JOINT = "\x02"
"""Stands for a comma that lists names."""


class Kind(Enum):
    """What a piece of a line is."""

    PLACE = auto()
    """A compound, or a lane of one."""
    DOOR = auto()
    NAME = auto()
    PHONE = auto()
    TAIL = auto()
    COUNT = auto()
    WHOLE = auto()
    COMMA = auto()
    COLON = auto()
    WORDS = auto()
    """What could not be read."""


class Token(NamedTuple):
    """A piece of a line."""

    kind: Kind
    text: str = ""
    doors: tuple[DoorSaid, ...] = ()
    address: Address = Address()
    number: int = 0


class _Shapes(NamedTuple):
    passed_over: frozenset[str]
    phrases: re.Pattern[str]
    """Those of several words."""
    whole: re.Pattern[str]
    tail: re.Pattern[str]
    before_name: Words
    behind_name: Words
    joins: re.Pattern[str]


@cache
def _shapes() -> _Shapes:
    """What lines are looked through with.

    Raises:
        BrokenTable: what `models.word_tables` refuses.
    """
    table = word_table(__file__, "named.toml")
    table.only("passed_over", "whole", "tails", "before_name", "behind_name", "joins")
    over = tuple(map(plain, table.words("passed_over")))
    return _Shapes(
        frozenset(over),
        re.compile(rf"(?<![a-z]){any_of(one for one in over if ' ' in one)}(?![a-z])"),
        re.compile(any_of(map(plain, table.words("whole")))),
        re.compile(
            rf"(?<![a-z]){any_of(map(plain, table.words('tails')))}[\s:#.是为]{{0,3}}"
            rf"(\d{{3}}[\dx])(?![\da-z])"
            rf"|(?<=[{HAN}a-z])\s?\((\d{{3}}[\dx])\)|(?<![\da-z*])(\d{{3}}x)(?![\da-z])"
            r"|(?<!\d)(?:\d{17}|\d{2,6}\*+(?=\d{3}[\dx](?![\d*])))(?:(?<=\*)\d{3})?([\dx])(?![\da-z])"
        ),
        tuple(map(plain, table.words("before_name"))),
        tuple(map(plain, table.words("behind_name"))),
        re.compile(any_of(table.words("joins"))),
    )


_LISTS_NAMES = re.compile(
    rf"(?<=[{HAN}])\s?、\s?(?=[{HAN}])(?![一二三四五六七八九十前后底灶亭天厢阁客])"
)
_COUNT = re.compile(
    r"(?P<number>(?<![\d-])\d{1,2}|(?<![零〇○-])[一二两三四五六七八九十]{1,3})"
    r"\s?(?:个人|口人|人|口|位)(?![\d室号])"
    r"|(?<![\w-])(?P<english>\d{1,2})\s(?:people|persons|residents)\b"
    rf"|(?<=[{HAN}])\s?\+\s?(?P<plus>[2-9])(?!\d)"
    r"|(?<=[\d室])\s?(?:\((?P<bracket>\d{1,2})人?\)|[x×*]\s?(?P<times>\d{1,2})(?![\d.]))"
)
_LONG_NUMBER = re.compile(r"(?<!\d)\d{7,}(?!\d)")
_HAN_RUN = re.compile(rf"[{HAN}]{{2,16}}")
_LATIN_RUN = re.compile(r"[a-z][a-z'’.-]*(?: [a-z][a-z'’.-]*)+")
_MOST_WORDS = 4
"""Words of a name in Latin letters."""
_SIGNS = " \t,，.。、;；:：!！?？-—()（）[]【】\"“”'‘’·/&+*=>#~"
_BETWEEN_WORDS = re.compile(rf"[\s{JOINT}{re.escape('()[]【】“”·/&+*=>#~.。')}]+")


_AGE = re.compile(
    r"(?:年龄|年纪)\s?[:：]?\s?\d{1,3}\s?(?:周?岁)?(?!\d)|(?<![\d-])\d{1,3}\s?周?岁"
    r"|(?<=[男女])[\s,，]*\d{1,2}(?=\s*(?:[,，;；\s]|$))"
    r"|(?<![a-z])aged?\s?:?\s?\d{1,3}(?!\d)",
    re.IGNORECASE,
)


def without_ages(text: str) -> str:
    """Text without how old somebody is, which is no door and no name: 年龄34, 34岁."""
    return _AGE.sub(" ", text)


def with_joints(text: str) -> str:
    """Text in which a comma that lists names, 王芳、李强, is told from one that lists doors."""
    return _LISTS_NAMES.sub(JOINT, text.replace("（", "(").replace("）", ")"))


_GAPS = re.compile(rf"(?<![{HAN}])[{HAN}]{{1,3}}(?:[ \u3000]+[{HAN}]{{1,3}}){{1,7}}(?![{HAN}])")
_NO_NAME = frozenset("一二两三四五六七八九十楼号室层弄前后东西南北")
_LONGEST_NAME = 4


def without_gaps(text: str, is_name: Callable[[str], bool]) -> str:
    """Text in which names that were typed apart, 王 芳, are one word: what is nobody's name leaves
    its door, of which all would be meant."""

    def joined(found: re.Match[str]) -> str:
        return " ".join(_joined(found[0].split(), is_name))

    return _GAPS.sub(joined, text)


def _joined(words: Sequence[str], is_name: Callable[[str], bool]) -> Iterator[str]:
    at = 0
    while at < len(words):
        for many in range(min(_LONGEST_NAME, len(words) - at), 1, -1):
            part = words[at : at + many]
            word = "".join(part)
            if min(map(len, part)) == 1 and len(word) <= _LONGEST_NAME and is_name(word):
                yield word
                at += many
                break
        else:
            many = next(
                (n for n, one in enumerate(words[at:]) if len(one) > 1 or not _is_of_name(one)),
                len(words) - at,
            )
            many = many if many in (2, 3) else 1
            yield "".join(words[at : at + many])
            at += many


def _is_of_name(char: str) -> bool:
    return char not in _NO_NAME and char not in _shapes().passed_over


def tokens(
    work: str,
    compounds: Sequence[CompoundName],
    is_name: Callable[[str], bool],
    context: Address,
) -> tuple[list[Token], Address]:
    """The pieces of one line, and what the door that comes next leaves to those before it.

    Args:
        work: a line of a text that `models.doors.report_text.prepared` gave.
    """
    line = Line(work)
    signs = zip(work, line.said, strict=False)
    line.reword("".join(sign if sign in (SECOND, JOINT) else char for sign, char in signs))
    known = {**_numbers(line), **_names(line, work, is_name)}
    rest = line.rest
    named = {one.start: one for one in anchors(rest, compounds)}
    found: list[Token] = []
    at = begun = 0

    def skip(to: int) -> None:
        nonlocal at, begun
        found.extend(_words(work[begun:at], rest[begun:at], is_name))
        at = begun = to

    while at < len(rest):
        if at in known:
            end, token = known[at]
            skip(end)
            found.append(token)
        elif at in named and named[at].end > at:
            anchor = named[at]
            skip(anchor.end)
            context = _place(anchor)
            found.append(Token(Kind.PLACE, work[anchor.start : anchor.end], (), context))
        elif rest[at] in ",;；。!！?？":
            skip(at + 1)
            found.append(Token(Kind.COMMA))
        elif rest[at] == ":":
            skip(at + 1)
            found.append(Token(Kind.COLON))
        elif doors := _doors(rest, work, at, context):
            skip(doors[-1].end)
            found.append(Token(Kind.DOOR, doors=doors))
            context = doors[-1].address
        else:
            at += 1
    skip(at)
    return found, context


def _place(anchor: Anchor) -> Address:
    return Address(compound=anchor.compound, lane=anchor.lane)


def _doors(rest: str, work: str, at: int, context: Address) -> tuple[DoorSaid, ...]:
    """The doors at a place, as they were typed; none where there are words."""
    if not may_begin(rest, at):
        return ()
    if said := floors_at(rest, at, follow=False):
        return tuple(floors_in(said, context, ""))
    doors = doors_at(rest, at, context)
    if len(doors) == 1:
        return (doors[0]._replace(text=shown(work[at : doors[0].end])),)
    return tuple(doors)


def _numbers(line: Line) -> dict[int, tuple[int, Token]]:
    """Telephone numbers, ends of identity numbers and counts, by where they begin, with where they
    end; they are spoken for."""
    found: dict[int, tuple[int, Token]] = {}

    def take(start: int, end: int, token: Token) -> None:
        found[start] = end, token
        line.take(start, end, Field.PHONE)

    for hit in list(_shapes().tail.finditer(line.rest)):
        last = next(filter(None, reversed(hit.groups())))
        tail = last if len(last) > 1 else hit[0][-4:]
        take(hit.start(), hit.end(), Token(Kind.TAIL, tail.upper()))
    before = set(line.spans_of(Field.PHONE))
    take_numbers(line)
    for span in line.spans_of(Field.PHONE):
        if span not in before:
            said = line.said[span.start : span.end]
            found[span.start] = span.end, Token(Kind.PHONE, phone_digits(said) or said)
    for hit in list(_LONG_NUMBER.finditer(line.rest)):
        take(hit.start(), hit.end(), Token(Kind.PHONE, hit[0]))
    for hit in list(_shapes().whole.finditer(line.rest)):
        take(hit.start(), hit.end(), Token(Kind.WHOLE))
    for hit in list(_COUNT.finditer(line.rest)):
        said = next(filter(None, hit.groups()))
        number = int(said) if said.isdigit() else spoken_number(said) or 0
        number += hit["plus"] is not None  # 王芳+2 are three
        take(hit.start(), hit.end(), Token(Kind.COUNT, hit[0], number=number))
    return found


def _names(line: Line, work: str, is_name: Callable[[str], bool]) -> dict[int, tuple[int, Token]]:
    """Names that somebody has, by where they begin, with where they end; they are spoken for, so
    that no part of one is read as a door."""
    found: dict[int, tuple[int, Token]] = {}
    for run in list(_HAN_RUN.finditer(line.rest)):
        if is_name(work[run.start() : run.end()]):
            found[run.start()] = run.end(), Token(Kind.NAME, work[run.start() : run.end()])
            line.take(run.start(), run.end(), Field.PERSON)
    for run in list(_LATIN_RUN.finditer(line.rest)):
        words = [
            (run.start() + one.start(), run.start() + one.end())
            for one in re.finditer(r"\S+", run[0])
        ]
        for first, last in _windows(words, lambda a, b: is_name(work[a:b])):
            found[first] = last, Token(Kind.NAME, work[first:last])
            line.take(first, last, Field.PERSON)
    return found


def _windows(
    words: Sequence[tuple[int, int]], fits: Callable[[int, int], bool]
) -> Iterator[tuple[int, int]]:
    """Where rows of words fit, the longest first, from left to right."""
    at = 0
    while at < len(words):
        for many in range(min(_MOST_WORDS, len(words) - at), 1, -1):
            first, last = words[at][0], words[at + many - 1][1]
            if fits(first, last):
                yield first, last
                at += many - 1
                break
        at += 1


def _words(work: str, rest: str, is_name: Callable[[str], bool]) -> Iterator[Token]:
    """What stands between doors: names, and what is none."""
    for phrase in _shapes().phrases.finditer(rest):
        work = f"{work[: phrase.start()]}{' ' * len(phrase[0])}{work[phrase.end() :]}"
    latin: list[str] = []
    for part in _BETWEEN_WORDS.split(work.replace(BARRIER, " ")):
        word = part.strip(_SIGNS)
        folded = plain(word)
        if not word or folded in _shapes().passed_over or not any(map(str.isalnum, word)):
            if latin and folded:
                yield from _latin(latin)
                latin = []
            continue
        if word.isascii():
            latin.append(word)
            continue
        yield from _latin(latin)
        latin = []
        yield from _in_han(word, is_name)
    yield from _latin(latin)


def _latin(words: Sequence[str]) -> Iterator[Token]:
    """Words in Latin letters: the name of somebody who is not known, else what cannot be read."""
    if not words:
        return
    said = " ".join(words)
    is_name = 2 <= len(words) <= _MOST_WORDS and said.replace(" ", "").replace("-", "").isalpha()
    yield Token(Kind.NAME if is_name else Kind.WORDS, said)


def _in_han(word: str, is_name: Callable[[str], bool]) -> Iterator[Token]:
    """A word in Chinese: one name, several that are joined, or what cannot be read."""
    if is_name(word):
        yield Token(Kind.NAME, word)
        return
    bare = _bare(word)
    if not bare or plain(bare) in _shapes().passed_over:
        return
    joined = [one for one in _shapes().joins.split(bare) if one]
    if len(joined) > 1 and all(is_name(one) or _may_be_name(one) for one in joined):
        yield from (Token(Kind.NAME, one) for one in joined)
        return
    for at in (2, 3):
        if bare[at:] and is_name(bare[:at]) and is_name(bare[at:]):
            yield Token(Kind.NAME, bare[:at])
            yield Token(Kind.NAME, bare[at:])
            return
    if not _is_passed_over(bare):
        yield Token(Kind.NAME if _may_be_name(bare) else Kind.WORDS, bare)


def _is_passed_over(word: str) -> bool:
    """Whether a word is made of words that are passed over, 已做核酸, 全家都做了: of single
    characters alone it may be a name, such as 管阳."""
    known = _shapes().passed_over
    ends = {0}
    for at in range(1, len(word) + 1):
        if any(first in ends and word[first:at] in known for first in range(at)):
            ends.add(at)
    return len(word) in ends and any(
        word[first:last] in known
        for first in range(len(word))
        for last in range(first + 2, len(word) + 1)
    )


def _bare(word: str) -> str:
    """A word without what stands before or behind a name."""
    shapes = _shapes()
    before = next((one for one in shapes.before_name if word.startswith(one)), "")
    word = word.removeprefix(before)
    behind = next(
        (one for one in sorted(shapes.behind_name, key=len, reverse=True) if word.endswith(one)), ""
    )
    return word.removesuffix(behind) if len(word) - len(behind) != 1 else word


def _may_be_name(word: str) -> bool:
    return re.fullmatch(rf"[{HAN}·]{{2,4}}", word) is not None
