"""How words of a notice divide goods: by which rule, how many each, whose mouths, who first."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from models.households.marks import first_latin, latin_words, mark_of, telling_of
from models.reading.scan import HAN, plain
from models.supplies import AllocationRule, Base
from models.text import spoken_number
from models.word_tables import Words, word_starts, word_table

_ALONE = (
    r"[只仅](?:发|给|限|供)给?(?=[^,，;；。]{0,12}(?:老人|老年|婴|孕|病人|残|困难|低保|岁|儿童|孩))"
)
_ALONE_ENGLISH = (
    r"\bonly (?:for|to) (?:the |all )?[a-z]+"
    r"|\bfor (?:households|families|homes|people|those) (?:with|who)"
)
RULE_WORDS = re.compile(
    r"[每按各][家户人]|按户|按人|人均|户均|[一二两三1-3]\s*[户家]|优先|先发|先给|先照顾|保障|每个?人"
    r"|\d\s*\S{1,2}/[2两]?[户人家]"
    r"|\bper\s(?:household|family|home|person|head|two\b)"
    r"|\b(?:each|every|a) (?:household|family|person)"
    r"|\bfirst\b|registered|户籍|在住|按[^,，;；。]{0,4}名单|named list"
    rf"|{_ALONE}|{_ALONE_ENGLISH}"
)
"""Words by which a phrase divides goods rather than naming them; in plain text."""

_SAID = r"\b(one|two|three|four|five|six|a|\d{1,2})"
_NUMBER = r"([一二两三四五六七八九十]|\d{1,2})"
_SHARE = re.compile(
    rf"[两二2]\s*[户家]\s*(?:人家)?\s*(?:合|拼|共|分|用|发|享|各)*\s*{_NUMBER}"
    rf"|{_NUMBER}\s*\w{{1,2}}/[两二2][户家]"
    rf"|{_SAID} (?:\w+ )?per two\b"
    r"|([一1])[份箱袋盒包]\s*[两二2]\s*[户家]"
    rf"|{_SAID} (?:\w+ )?(?:per|for|to|between) (?:every )?(?:two|2) (?:households|families|homes)",
    re.I,
)
_PERSON = re.compile(
    rf"(?:[每按各]个?人|人均|人手)(?:各|发|分|领|得)?\s*{_NUMBER}?"
    rf"|一人\s*{_NUMBER}"
    rf"|{_NUMBER}\s*\w{{1,2}}/人"
    rf"|{_SAID} (?:\w+ )?(?:per|for each|for every|to each|a) (?:person|head|resident)"
    rf"|\bper person|(?:each|every) person(?: gets)?(?: {_SAID})?",
    re.I,
)
_HOUSEHOLD = re.compile(
    rf"(?:[每按各][户家]|户均|家家)(?:各|发|分|领|得)?\s*{_NUMBER}?"
    rf"|[一1][户家]\s*{_NUMBER}"
    rf"|{_NUMBER}\s*\w{{1,2}}/[户家]"
    rf"|{_SAID} each (?:household|family|home)"
    rf"|{_SAID} (?:\w+ )?(?:per|for each|for every|to each|a) (?:household|family|home)"
    rf"|\bper household|(?:each|every) (?:household|family)(?: gets)?(?: {_SAID})?",
    re.I,
)
FIRST = re.compile(
    r"优先|先发|先给|先照顾|先保障|first|按[^,，;；。]{0,4}名单|named list"
    rf"|{_ALONE}|{_ALONE_ENGLISH}",
    re.I,
)
"""Words that say who comes first, or who alone gets something."""
_LISTED = re.compile(r"(?:优先|first)\s*[:：]\s*([^,，;；。]+)", re.I)
_SPOKEN = {
    word: at for at, word in enumerate(("one", "two", "three", "four", "five", "six"), 1)
} | {"a": 1}
_HAN = re.compile(f"[{HAN}]")
_MOST = 99
"""Units for one household or person; more is no number of them."""


class SaidManner(NamedTuple):
    """What words say of how goods are divided; see `ItemInput`."""

    rule: AllocationRule = AllocationRule.AS_WRITTEN
    each_gets: int = 1
    base: Base = Base.FED
    first_marks: tuple[str, ...] = ()
    closed_first: int = 0


class _Words(NamedTuple):
    closed_first: re.Pattern[str]
    registered: re.Pattern[str]
    present: re.Pattern[str]
    first: tuple[tuple[str, re.Pattern[str]], ...]


@cache
def _words() -> _Words:
    table = word_table(__file__, "notice.toml")
    first: dict[str, Words] = table.part("first").rows()
    return _Words(
        table.pattern("closed_first"),
        table.pattern("registered"),
        table.pattern("present"),
        tuple((mark, re.compile(word_starts(map(plain, words)))) for mark, words in first.items()),
    )


def manner_of(text: str) -> SaidManner:
    """How some words divide goods; as written where they mean nothing known."""
    said, known = plain(text), _words()
    closed_first = known.closed_first.search(said)
    if closed_first:
        said = known.closed_first.sub(" ", said)
    base = Base.FED
    for shape, meant in ((known.registered, Base.REGISTERED), (known.present, Base.PRESENT)):
        if shape.search(said):
            base, said = meant, " ".join(shape.sub(" ", said).split())
            break
    rule, each = _rule_of(said)
    if closed_first and rule is AllocationRule.AS_WRITTEN:
        rule = AllocationRule.PER_HOUSEHOLD
    marks = _marks_of(text, said) if rule is AllocationRule.NAMED_FIRST else ()
    return SaidManner(rule, each, base, marks, int(bool(closed_first)))


def orders_alone(text: str) -> bool:
    """Whether words say nothing but who comes first among buildings, or whose mouths count: they
    are beside a rule, in place of none."""
    known, said = _words(), plain(text)
    rest = said
    for shape in (known.closed_first, known.registered, known.present):
        rest = shape.sub(" ", rest)
    return rest != said and not any(map(str.isalnum, rest))


def _rule_of(said: str) -> tuple[AllocationRule, int]:
    """The rule, and how many each gets."""
    counted = [
        (rule, _number(hit))
        for shape, rule in (
            (_SHARE, AllocationRule.ONE_PER_TWO),
            (_PERSON, AllocationRule.PER_PERSON),
            (_HOUSEHOLD, AllocationRule.PER_HOUSEHOLD),
        )
        if (hit := shape.search(said))
    ]
    if FIRST.search(said):
        each = next((many for rule, many in counted if rule is AllocationRule.PER_HOUSEHOLD), 1)
        return AllocationRule.NAMED_FIRST, each
    return counted[0] if counted else (AllocationRule.AS_WRITTEN, 1)


def _number(hit: re.Match[str]) -> int:
    """How many units, of the one group that was found; 1 where none is told."""
    word = next(filter(None, hit.groups()), "")
    number = int(word) if word.isdecimal() else _SPOKEN.get(word) or spoken_number(word)
    return number if number and number <= _MOST else 1


def _marks_of(text: str, said: str) -> tuple[str, ...]:
    """The marks of those who come first, in the order they are named; none for the usual ones."""
    if listed := _LISTED.search(text):
        words = filter(None, map(str.strip, re.split(r"[、/]", listed[1])))
        return tuple(dict.fromkeys(map(_mark, words)))
    found = [told.mark for told in telling_of(said).marks]
    found += [mark for mark, words in _words().first if words.search(said)]
    return tuple(dict.fromkeys(found))


def _mark(word: str) -> str:
    """The mark a word stands for; the word itself for one that only this committee has."""
    own = (mark for mark, words in _words().first if words.fullmatch(plain(word)))
    return mark_of(word) or next(own, word)


def english_mark(mark: str) -> str:
    """What a mark is called in English, as it is read back; the mark itself for one that only this
    committee has."""
    rows: dict[str, Words] = word_table(__file__, "notice.toml").part("first").rows()
    return latin_words().get(mark) or first_latin(rows.get(mark, ())) or mark


def together(*words: str, comma: str = "，") -> str:
    """Words that divide goods one behind the other, by the comma of their language.

    Args:
        comma: between words of which some are Chinese.
    """
    told = [*filter(None, words)]
    return (comma if _HAN.search("".join(told)) else ", ").join(told)


def shares_in(phrase: str, units: str) -> list[tuple[int, int]]:
    """Where a phrase in plain text says how many somebody gets: 每户2份, 1箱/2户, `2 bags per
    household`; not who comes first.

    Args:
        units: a regular expression for units of goods.
    """
    shape = _share_shape(units)
    return [hit.span() for hit in shape.finditer(phrase)]


@cache
def _share_shape(units: str) -> re.Pattern[str]:
    each = r"(?:[每按各][两二2]?[户家]|[每按]个?人头?|人均|户均|[一二两三四1-4]\s*[户家]|一人)"
    verbs = r"(?:合用?|拼|共用?|分|发放?|享|各|领|得|限)*"
    homes = r"(?:households?|family|families|homes?|person|people|head|resident)s?"
    said = r"(?:one|two|three|four|five|six|an?|\d{1,2})"
    return re.compile(
        rf"(?<!\d)(?:每|就|还是|仍|各)?{each}(?:人家)?\s*{verbs}\s*"
        rf"(?:(?:[一二两三四五六七八九十半]|\d{{1,2}}(?!\d))\s*(?:{units})?(?:\d\s*(?:{units}))?)?"
        rf"|(?<!\d)(?:[一二两三四]|\d{{1,2}})\s*(?:{units})\s*[/每]\s*(?:[2两二]?\s*[户家]|人)"
        rf"|\b(?:still )?{said} (?:[a-z]+ )?(?:of each )?(?:per|for|to|each)"
        rf" (?:each |every )?(?:(?:two|2)\b(?: {homes}\b)?|{homes}\b)"
        rf"|\b(?:each|every) {homes}(?: gets?)?(?: {said}(?: [a-z]+)?\b)?|\bper {homes}\b"
    )
