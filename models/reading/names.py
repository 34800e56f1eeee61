"""Names of people in free text: with a title, known to the register, or standing by themselves."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from typing import NamedTuple

from models.reading.english_names import english_names
from models.reading.scan import HAN, Hit, Line
from models.reading.shapes import Field
from models.reading.signal_kinds import Signal
from models.reading.terms import book
from models.text import CHINESE_NUMERALS
from models.word_tables import Words, any_of, word_table


class _Words(NamedTuple):
    """What names are known by.

    Attributes:
        surnames: of one character.
        double_surnames: of two.
        titled: finds a surname with a title.
        common_words_too: surnames that are everyday words: with a title they count only where no
            word runs into them.
        never_in_names: characters no name holds.
        not_names: words that look like names.
        before_titles: words whose last character is no surname, though a title follows.
        no_persons: jobs and kinships, in which no name ends.
        kin: kinships, which may stand before a name.
        ends_of_places: characters in which a name the register does not know never ends.
    """

    surnames: frozenset[str]
    double_surnames: frozenset[str]
    titled: re.Pattern[str]
    common_words_too: frozenset[str]
    never_in_names: frozenset[str]
    not_names: frozenset[str]
    before_titles: Words
    no_persons: Words
    kin: Words
    ends_of_places: frozenset[str]


@cache
def _words() -> _Words:
    table = word_table(__file__, "names.toml")
    lists = (
        "surnames",
        "double_surnames",
        "common_words_too",
        "titles",
        "never_in_names",
        "not_names",
    )
    table.only(*lists, "words_before_titles", "jobs", "kin", "ends_of_places")
    single = frozenset("".join(table.words("surnames")))
    double = frozenset(table.words("double_surnames"))
    titles = any_of(table.words("titles"))
    return _Words(
        single,
        double,
        re.compile(rf"((?:{any_of(double)}|{any_of(single)})(?:某|家)?{titles})"),
        frozenset(table.text("common_words_too")),
        frozenset(table.text("never_in_names")),
        frozenset(table.words("not_names")),
        table.words("words_before_titles"),
        (*table.words("jobs"), *table.words("kin")),
        table.words("kin"),
        frozenset(table.text("ends_of_places")),
    )


def surnames() -> frozenset[str]:
    """Surnames of one character.

    Raises:
        BrokenTable: what `models.word_tables` refuses.
    """
    return _words().surnames


_LABELLED = re.compile(
    rf"(?:(?P<named>联系人|姓名|户主|我叫|名字叫|名叫)|我是)[:\s]*(?P<name>[{HAN}]{{2,4}})(?![{HAN}])"
)
_RELATIVE_OF = re.compile(
    rf"我是([{HAN}]{{2,4}}?)(?:家|他|她|伊)?的?(?:女儿|儿子|老婆|老公|爱人|妻子|丈夫|妈妈?|爸爸?|母亲|父亲|家属|家人|邻居"
    r"|同事|朋友|媳妇|女婿|孙子|孙女|外孙|侄子|侄女|外甥|弟弟|妹妹|哥哥|姐姐|妹|姐|弟|哥|护工|保姆|阿姨)"
)
_TOKEN = re.compile(rf"(?<![{HAN}])([{HAN}]{{2,4}})(?![{HAN}])")
_HEAD_OF_RUN = re.compile(rf"\s?(?:的|住户|业主|居民|户主)?([{HAN}]{{2,4}})")

MOST_TOKENS = 12
"""Words that are asked of the register at most, so that a long line stays quick."""


def take_names(line: Line, is_head: Callable[[str], bool]) -> tuple[str, ...]:
    """Speak for the names of people, in the order of the text.

    A word by itself is a name when the register knows it, or when it begins with a surname, has
    a name's length and stands beside an address or a number.
    """
    found: dict[str, tuple[int, int]] = {}
    for hit in _words().titled.finditer(line.rest):
        if _is_titled(line.rest, hit):
            found[hit[1]] = hit.span(1)
    relatives = [
        hit
        for hit in _RELATIVE_OF.finditer(line.rest)
        if hit[1][0] in surnames() and _may_be_name(hit[1])
    ]
    for hit in _LABELLED.finditer(line.rest):
        word = _by_itself(hit["name"])
        is_name = _may_be_name(word) and (hit["named"] or _begins_as_name(word) or is_head(word))
        if is_name and not any(hit.start() <= other.start() for other in relatives):
            at = hit.start("name") + hit["name"].find(word)
            start = hit.start() if word == hit["name"][: len(word)] else at
            found[word] = (start, at + len(word))
    for hit in relatives:
        found[hit[1]] = hit.span(1)
    asked = 0
    for hit in _tokens(line):
        if asked >= MOST_TOKENS:
            break
        word = hit[1][:-1] if len(hit[1]) > 2 and hit[1][-1] in "家的" else hit[1]
        if word in found or not _may_be_name(word):
            continue
        asked += 1
        whole = word == hit[1]
        is_name = whole and _looks_like_name(word) and word[-1] not in _words().ends_of_places
        if is_head(word) or (is_name and _is_beside(line, *hit.span(1))):
            found[word] = (hit.start(1), hit.start(1) + len(word))
    if not found:
        found = _glued(line, is_head) or _within_runs(line, is_head)
    found |= {one.name: (one.start, one.end) for one in english_names(line)}
    ordered = sorted(found.items(), key=lambda entry: entry[1])
    taken: list[str] = []
    for word, (start, end) in ordered:
        if "\x00" not in line.rest[start:end]:
            line.take(start, end, Field.PERSON)
            taken.append(word if is_head(word) else _as_said(line, word, start))
    return tuple(taken)


def _as_said(line: Line, word: str, start: int) -> str:
    """A name in its own letters, which the plain text has simplified."""
    at = line.said.find(word, start)
    return word if at < 0 else line.text[at : at + len(word)]


def _tokens(line: Line) -> list[re.Match[str]]:
    return list(_TOKEN.finditer(line.rest))


def _is_titled(rest: str, hit: re.Match[str]) -> bool:
    """Whether somebody is named by a surname with a title: nobody is by 宿管阿姨 or 去年妈妈."""
    words = _words()
    if rest.endswith(words.before_titles, 0, hit.start() + 1):
        return False
    if hit[1].startswith(words.before_titles):
        return False
    is_glued = re.match(rf"[{HAN}]", rest[hit.start() - 1 : hit.start()])
    return hit[1][0] not in words.common_words_too or not is_glued


def _by_itself(word: str) -> str:
    """A name without the job or kinship before it, or the age behind: 女儿小汪, 朵朵七岁."""
    word = _AGE.sub("", word)
    before = next((said for said in _words().no_persons if word.startswith(said)), "")
    return word.removeprefix(before) if len(word) - len(before) > 1 else word


_AGE = re.compile(rf"(?<=[{HAN}]{{2}})[{CHINESE_NUMERALS}]岁$")


def _begins_as_name(word: str) -> bool:
    """Whether a word that somebody says of themselves begins with a surname or as a pet name."""
    words = _words()
    if word[:2] in words.double_surnames or word[0] in _PET:
        return True
    return word[0] in words.surnames - words.common_words_too


_PET = "阿小老"
"""Before one or two characters these make what somebody is called: 阿毛, 小汪."""


def _may_be_name(word: str) -> bool:
    words = _words()
    if word in words.not_names or not words.never_in_names.isdisjoint(word):
        return False
    if word.endswith(words.no_persons) or word.startswith(words.kin):
        return False
    if len(word) > 2 and word[:2] in words.not_names:
        return False
    return not any(
        hit.end - hit.start > 1 and not _is_given_name(word, hit) for hit in book().find(word)
    )


def _is_given_name(word: str, hit: Hit[Signal]) -> bool:
    """Whether a medicine's name of two characters is a person's behind a surname: 陈美林."""
    is_medicine = hit.means.code in ("medicine", "critical_medicine")
    return is_medicine and len(word) == 3 and hit[:2] == (1, 3) and word[0] in surnames()


def _looks_like_name(word: str) -> bool:
    if word[:2] in _words().double_surnames:
        return len(word) > 2
    if len(word) not in (2, 3) or word[0] not in surnames() or word == 2 * word[0]:
        return False
    return all(_is_given_name(word, hit) for hit in book().find(word))


def _is_beside(line: Line, start: int, end: int) -> bool:
    """Whether only blanks and brackets part a word from an address or a number."""
    before = line.rest[:start].rstrip(" (:,，、：")
    behind = line.rest[end:].lstrip(" ):,，、：")
    return before.endswith("\x00") or behind.startswith("\x00")


def _within_runs(line: Line, is_head: Callable[[str], bool]) -> dict[str, tuple[int, int]]:
    """A head of household at the beginning of a sentence or behind a relation: 沈阿大让我报."""
    asked = 0
    for run in _RUN.finditer(line.rest):
        for at, length in (*((0, size) for size in (3, 2)), *((-size, size) for size in (3, 2))):
            start = run.start() + at if at == 0 else run.end() + at
            word = line.rest[start : start + length]
            if word[0] not in surnames() or asked >= MOST_TOKENS:
                continue
            asked += 1
            if is_head(word):
                return {word: (start, start + length)}
    return {}


_RUN = re.compile(rf"(?<![{HAN}])[{HAN}]{{4,16}}(?![{HAN}])")


def _glued(line: Line, is_head: Callable[[str], bool]) -> dict[str, tuple[int, int]]:
    """A head of household written straight on: 4-1106钱芳芳核酸漏做."""
    for span in line.spans_of(Field.ADDRESS) + line.spans_of(Field.PHONE):
        run = _HEAD_OF_RUN.match(line.rest, span.end)
        if not run:
            continue
        for length in (4, 3, 2):
            word = run[1][:length]
            if (word[0] in surnames() or word[:2] in _words().double_surnames) and is_head(word):
                return {word: (run.start(), run.start(1) + len(word))}
    return {}
