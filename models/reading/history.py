"""What is known of a household: by its marks, its note and its earlier calls. Pure.

Each fact says where it was told, so that a person can look. What was said once does not hold for
ever: a pregnancy ends, medicine counts for a year, and somebody may have died since.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime, timedelta
from functools import cache, lru_cache
from typing import NamedTuple

from models.chases import Urgency
from models.reading.known import Earlier, Fact, Home
from models.reading.scan import PhraseBook, plain
from models.requests import Known, Outcome, RequestKind
from models.text import spoken_number
from models.times import legible, local_date, nearest_day
from models.word_tables import WordTable, word_table

TERM, LATEST = 40, 42
"""Weeks after which a child is due, and after which it is born."""

_NOTICED = 5
"""Weeks after which a pregnancy can be spoken of at all."""

_YEAR = timedelta(days=365)
_COUNTS: Mapping[Known, timedelta] = {
    Known.INSULIN: _YEAR,
    Known.MEDICINE: _YEAR,
    Known.OXYGEN: _YEAR,
    Known.DIALYSIS: 3 * _YEAR,
    Known.BIRTH: timedelta(weeks=LATEST - _NOTICED),
    Known.ALONE: _YEAR,
    Known.FRAIL: _YEAR,
}
"""How long what an earlier call told counts."""

_OF_OTHERS = frozenset(
    {
        RequestKind.COMPLAINT,
        RequestKind.OFFER,
        RequestKind.PETS,
        RequestKind.GROUP_PURCHASE,
        RequestKind.DISINFECTION,
    }
)
"""Kinds whose words tell of neighbours, animals and goods rather than of who lives there."""

_TOLD = tuple(code for code in Known if code not in (Known.MEDICINE, Known.LIFE))
_BEFORE = 16
"""Characters before a word in which it is said to be over, or of others."""

_REACHES = re.compile(r"\s?[^\x00\s,，。;；]{0,2}\s?")
"""Between such a word and what it is said of."""

_IN_CHINESE = "一二三四五六日"
_IN_ENGLISH = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


class _Words(NamedTuple):
    """What finds them in plain text; see the table."""

    told: PhraseBook[Known | None]
    not_theirs: PhraseBook[None]
    born: PhraseBook[bool]
    weeks: re.Pattern[str]
    months: re.Pattern[str]
    due: re.Pattern[str]
    weekdays: re.Pattern[str]


@cache
def history_words() -> _Words:
    """The words of the table beside this module.

    Raises:
        BrokenTable: what `models.word_tables` refuses.
    """
    table = word_table(__file__, "history.toml")
    keys = {code: code.removeprefix("known_") for code in _TOLD}
    patterns = ("weeks", "months", "due", "weekdays")
    birth = ("born", "not_born")
    table.only(*keys.values(), "not_theirs", "false_friends", *birth, *patterns)
    told = [(plain(word), code) for code, key in keys.items() for word in table.words(key)]
    return _Words(
        PhraseBook([*told, *_plain(table, "false_friends")]),
        PhraseBook(_plain(table, "not_theirs")),
        PhraseBook((plain(word), key == "born") for key in birth for word in table.words(key)),
        *(table.pattern(key) for key in patterns),
    )


def _plain(table: WordTable, key: str) -> list[tuple[str, None]]:
    return [(plain(word), None) for word in table.words(key)]


class Said(NamedTuple):
    """What one text tells of a household.

    Attributes:
        weeks: of a pregnancy, when it was said.
        due: month and day on which a child is due.
        days: of the week, where dialysis is told of.
        is_born: whether a child was born.
    """

    codes: frozenset[Known]
    weeks: int | None
    due: tuple[int, int] | None
    days: frozenset[int]
    is_born: bool


@lru_cache(maxsize=4096)
def said_in(text: str) -> Said:
    """What a text tells of the household it is about.

    Raises:
        BrokenTable: what `models.word_tables` refuses.
    """
    words, said = history_words(), plain(text)
    hits = ((hit, hit.means) for hit in words.told.find(said))
    codes = frozenset(code for hit, code in hits if code and not _is_others(said, hit.start))
    weeks, due = (_weeks(said), _due(said)) if Known.BIRTH in codes else (None, None)
    days = _weekdays(said) if Known.DIALYSIS in codes else frozenset[int]()
    return Said(codes, weeks, due, days, any(hit.means for hit in words.born.find(said)))


def _is_others(said: str, at: int) -> bool:
    """Whether what stands at a place is over, or said of others: 隔壁孕妇, 不用胰岛素."""
    before = said[max(0, at - _BEFORE) : at]
    hits = history_words().not_theirs.find(before)
    return any(_REACHES.fullmatch(before, hit.end) for hit in hits)


def _weeks(said: str) -> int | None:
    for pattern, each in ((history_words().weeks, 1.0), (history_words().months, 4.35)):
        for found in pattern.finditer(said):
            number = _number(next(group for group in found.groups() if group))
            weeks = round(number * each)
            if _NOTICED - 1 <= weeks <= LATEST:
                return weeks
    return None


def _number(said: str) -> int:
    return int(said) if said.isdigit() else spoken_number(said) or 0


def _due(said: str) -> tuple[int, int] | None:
    found = history_words().due.search(said)
    return (int(found[1]), int(found[2])) if found else None


def _weekdays(said: str) -> frozenset[int]:
    days: set[int] = set()
    for found in history_words().weekdays.finditer(said):
        if found["name"]:
            days.add(_IN_ENGLISH.index(found["name"]))
        run = (found["days"] or found["three"] or "").replace("天", "日")
        days |= {_IN_CHINESE.index(char) for char in run if char in _IN_CHINESE}
    return frozenset(days)


# -- of a household ------------------------------------------------------------------------------


def known_of(home: Home, now: datetime) -> dict[Known, Fact]:
    """What is known of a household at a moment, of each sort the fact that was told last.

    What is on file is known however its time was written: a clock may have been ahead. The
    register's own marks and note have no time and stand until somebody takes them out.

    - What a call told counts for as long as `_COUNTS` says; of a pregnancy until 42 weeks, and not
      behind a birth.
    - Since a death nobody there is known to be on dialysis, nor to live alone, nor anything that
      the one who died is known by; in a household of one person nothing is. What is told later
      counts.
    - A need that was only guessed by what was known before tells nothing anew.

    Raises:
        BrokenTable: what `models.word_tables` refuses.
    """
    told = [*_of_requests(home, now), *_of_register(home, now)]
    found: dict[Known, Fact] = {}
    for fact in told:
        if not _is_over(fact, home, now):
            first = found.setdefault(fact.code, fact)
            found[fact.code] = first._replace(
                weeks=fact.weeks if first.weeks is None else first.weeks,
                days=first.days or fact.days,
            )
    return found


def _of_requests(home: Home, now: datetime) -> Iterator[Fact]:
    for one in home.earlier:
        at = legible(one.opened_at)
        if one.at_stake:
            yield Fact(Known.LIFE, one.no, at)
        for code, said in _told_by(one):
            if at is None or now - at <= _COUNTS[code]:
                weeks = _weeks_by(said, at, now) if code is Known.BIRTH else None
                yield Fact(code, one.no, at, weeks, said.days)


def _told_by(one: Earlier) -> Iterator[tuple[Known, Said]]:
    """What a request tells of who lives there."""
    if one.kind in _OF_OTHERS:
        return
    said = said_in(one.text)
    codes = set(said.codes)
    if one.harm_reason not in tuple(Known):
        codes |= {Known.DIALYSIS} if one.kind == RequestKind.DIALYSIS else set()
        codes |= {Known.BIRTH} if one.kind == RequestKind.BIRTH else set()
        if one.is_vital and one.kind == RequestKind.MEDICINE and Known.INSULIN not in codes:
            codes.add(Known.MEDICINE)
    if said.is_born:
        codes.discard(Known.BIRTH)
    yield from ((code, said) for code in codes)


def _of_register(home: Home, now: datetime) -> Iterator[Fact]:
    """What the marks and the note of a household tell."""
    said = said_in(" \n".join((*home.marks, home.note)))
    for code in said.codes:
        weeks = None if said.due is None else _until(said.due, now, now)
        yield Fact(code, weeks=weeks if code is Known.BIRTH else None, days=said.days)
    if home.people == 1 and home.elders == 1:
        yield Fact(Known.ALONE)


def _weeks_by(said: Said, at: datetime | None, now: datetime) -> int | None:
    """Weeks of a pregnancy by now; what was said of it without a time nobody can reckon on."""
    if at is None:
        return None
    if said.due is not None:
        return _until(said.due, at, now)
    return None if said.weeks is None else said.weeks + (now - at).days // 7


def _until(due: tuple[int, int], at: datetime, now: datetime) -> int | None:
    """Weeks by now of who is due on a day of the year, as that was said at a moment."""
    day = nearest_day(None, *due, local_date(at))
    return None if day is None else TERM - (day - local_date(now)).days // 7


# -- what is over --------------------------------------------------------------------------------


def _is_over(fact: Fact, home: Home, now: datetime) -> bool:
    """Whether something that happened since ends what is known."""
    if fact.code is Known.LIFE:
        return False
    since = [one for one in home.earlier if _is_since(fact, one, now)]
    if fact.code is Known.BIRTH and _is_born(fact, since):
        return True
    deaths = (one for one in since if one.outcome == Outcome.DIED)
    return any(_ended_by(fact, death, home) for death in deaths)


def _ended_by(fact: Fact, death: Earlier, home: Home) -> bool:
    """Whether a death after it ends what is known."""
    if home.people == 1 or fact.code in (Known.DIALYSIS, Known.ALONE):
        return True
    return fact.code in {code for code, _said in _told_by(death)}


def _is_born(fact: Fact, since: Iterable[Earlier]) -> bool:
    """Whether a child that was expected is there, or would be by its weeks.

    Who was taken to a hospital in labour came back with it.
    """
    if fact.weeks is not None and not _NOTICED <= fact.weeks <= LATEST:
        return True
    return any(
        (one.outcome in _TAKEN and one.kind == RequestKind.BIRTH and _in_labour(one))
        or (one.no != fact.request and said_in(one.text).is_born)
        for one in since
    )


_TAKEN = (Outcome.HOSPITAL, Outcome.TRANSFERRED)


def _in_labour(one: Earlier) -> bool:
    return one.urgency == Urgency.LIFE or one.harm_reason == "labour"


def _is_since(fact: Fact, one: Earlier, now: datetime) -> bool:
    """Whether a request told of something, or ended, after a fact was told; that which told it
    ends after it. The register is taken to be older than what happened within a year."""
    ended = legible(one.closed_at)
    if fact.request is None:
        return ended is None or now - ended <= _YEAR
    return one.no == fact.request or ended is None or fact.at is None or ended >= fact.at
