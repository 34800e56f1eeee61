"""What is done about results: one is written down for one person or for several at once."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple, NoReturn

from data import sql
from data.ids import new_id
from data.results import queries
from data.results.holds import holds, own_results
from data.sql import Reader
from models.address import short_address
from models.call_sheet import Person, Sampling, Who, Why
from models.call_sheet.finding import Found, Taken, Unknown
from models.fields import line
from models.problems import Problem, Refused
from models.residents import LIVING_HERE, Whereabouts
from models.results import Hold, Result, ResultInput, ResultRow, Source
from models.results.rules import LONGEST_AGO, Said, again, known_still
from models.times import CLOCKS_DIFFER, loaded, stored

if TYPE_CHECKING:
    from data.step import Step
    from models.recall import RetestRow

_SAID = line(200)


class OnRoster(NamedTuple):
    """Somebody of the roster of whom it was written down that they are positive."""

    no: int
    name: str


class Recorded(NamedTuple):
    """What came of writing results down."""

    rows: tuple[ResultRow, ...]
    known: tuple[Person, ...] = ()
    """Whose same result of that day was known already: nothing was written for them."""
    on_roster: tuple[OnRoster, ...] = ()
    """Who of them is positive and has duties here, which need somebody else."""
    taken: tuple[Taken, ...] = ()
    """Whose name is nobody's by the register."""
    told: tuple[Problem, ...] = ()
    """What is to know of it: who stays held all the same, whose visit is still to come."""
    called_off: tuple[RetestRow, ...] = ()
    """Visits for which nobody waits any more, as they were planned."""


def record_found(step: Step, found: Found, given: ResultInput) -> Recorded:
    """Write one result down for all people that were named, in one step.

    Raises:
        Refused: as `refuse_unclear` and `record`.
    """
    refuse_unclear(found)
    return record(step, found.people, given)._replace(taken=found.said)


def refuse_unclear(found: Found) -> None:
    """Refuse where it is not clear of somebody who is meant.

    Raises:
        Refused: `result_died`, `result_moved_out` (text, where), one of `_UNKNOWN` (text),
            `result_several` (text, doors), `result_nobody`.
    """
    for one in found.gone:
        _refuse_gone(one.text, one.person)
    for unknown in found.unknown:
        raise Refused(_UNKNOWN[unknown.why], "who", text=unknown.text, **unknown.behind)
    for several in found.several:
        doors = dict.fromkeys(map(_where, several.people))
        raise Refused("result_several", "who", text=several.text, doors=list(doors))
    if not found.people:
        raise Refused("result_nobody", "who")


_UNKNOWN = {
    Unknown.NO_DOOR: "result_no_such_door",
    Unknown.NO_ROOM: "result_no_room_said",
    Unknown.NOBODY: "result_nobody_lives_there",
    Unknown.NOT_BEHIND: "result_name_not_behind_door",
    Unknown.NO_NAME: "result_no_such_name",
    Unknown.NO_NUMBER: "result_no_such_number",
    Unknown.NO_WORDS: "result_words_not_read",
}


def _refuse_gone(text: str, one: Person) -> NoReturn:
    died = one.presence == Whereabouts.DIED
    raise Refused(
        "result_died" if died else "result_moved_out", "who", text=text, where=_where(one)
    )


def _where(one: Person) -> str:
    return short_address(one.compound, one.lane, one.building, one.unit, one.room) or one.name


def record(step: Step, people: Sequence[Person], given: ResultInput) -> Recorded:
    """Write a result of some people down.

    Whoever is positive is out of every pool from then on, by `data.results.holds`; visits that
    nobody waits for any more are called off. A roster's duties go to others by an act of their own.

    Raises:
        Refused: `result_in_future` (at), `testing_long_ago` (value), `result_moved_out`,
            `result_died` (text, where), `round_unknown`, `result_not_in_round`,
            `result_not_sampled` (name, no), `result_before_sampling` (name, no, at: when they
            were), `result_known` (name, at) where nothing of it is new.
    """
    at = given.at or step.at
    from data.recall.needless import call_off_needless

    if at > step.at + CLOCKS_DIFFER:
        raise Refused("result_in_future", "at", at=at)
    if step.at - at > LONGEST_AGO:
        raise Refused("testing_long_ago", "at", value=at)
    for one in people:
        if one.presence not in LIVING_HERE:
            _refuse_gone(one.name, one)
    round_id = _round(step.conn, given.round_no, people, at)
    known = _known(step, people, given, at)
    new = [one for one in people if one.who not in known]
    if not new:
        since = loaded(known[people[0].who])
        raise Refused("result_known", "who", name=_called(people[0]), at=since)
    numbers = _write(step, new, given, at, round_id)
    rows = queries.by_numbers(step.conn, numbers)
    first = rows[0]
    step.act(_ACTS[given.result], no=first.no, name=_called(new[0]), count=len(rows))
    is_out = given.result == Result.POSITIVE
    roster = on_roster(step.conn, [one.who for one in new]) if is_out else ()
    known_people = tuple(one for one in people if one.who in known)
    off = call_off_needless(step, [(one.who, given.source) for one in new], at)
    told = _held_still(step, new, given, at) if given.result == Result.NEGATIVE else ()
    return Recorded(
        tuple(rows), known_people, tuple(roster), told=tuple(told), called_off=tuple(off)
    )


_TO_COME = """
SELECT no AS no, starts_at AS at FROM retest
WHERE state = 'planned' AND household_id = ? ORDER BY starts_at"""


def _held_still(
    step: Step, people: Sequence[Person], given: ResultInput, at: datetime
) -> Iterator[Problem]:
    """Who of some people stays out of pools though their result is negative, and why; and which
    visits to their doors for a test of their own have not begun."""
    held = _holds(step, people)
    for code, whom in (
        ("result_still_positive", [one for one in people if _why(held, one) == Why.POSITIVE]),
        ("result_still_pending", [one for one in people if _why(held, one) == Why.PENDING]),
    ):
        if whom:
            since = loaded(min(held[one.who].since for one in whom))
            yield Problem(code, {"who": list(map(_called, whom)), "since": since, "at": at})
    free = [one for one in people if one.who not in held]
    for home in _homes(free) if given.source == Source.SINGLE else ():
        where = next(_where(one) for one in free if one.who.household == home)
        for one in sql.named(step.conn.execute(_TO_COME, (home,))):
            told = {"no": one["no"], "where": where, "at": loaded(one["at"])}
            yield Problem("result_visit_to_come", told)


def _homes(people: Sequence[Person]) -> list[str]:
    return list(dict.fromkeys(one.who.household for one in people if one.who.household))


def _holds(step: Step, people: Sequence[Person]) -> dict[Who, Hold]:
    """Who of some people's households is out of pools now."""
    found: dict[Who, Hold] = {}
    for home in _homes(people):
        found |= holds(step.conn, step.at, home)
    return found


def _why(held: Mapping[Who, Hold], one: Person) -> str | None:
    return held[one.who].why if one.who in held else None


_ACTS = {
    Result.NEGATIVE: "result_negative",
    Result.ABNORMAL: "result_abnormal",
    Result.POSITIVE: "result_positive",
    Result.RELEASED: "result_released",
}


def _called(one: Person) -> str:
    """Somebody by their door and name."""
    return " ".join(dict.fromkeys(filter(None, (_where(one), one.name))))


def _write(
    step: Step, people: Sequence[Person], given: ResultInput, at: datetime, round_id: str | None
) -> list[int]:
    from models.results.tables import TestResult

    no = step.next_no("test_result")
    step.add(
        *(
            TestResult(
                id=new_id(),
                no=no + place,
                household_id=one.who.household,
                resident_id=one.who.resident,
                person_id=one.who.person,
                place=one.who.place,
                name=one.name,
                source=given.source,
                result=given.result,
                round_id=round_id,
                happened_at=at,
                entered_at=step.at,
                said=_SAID(given.said),
            )
            for place, one in enumerate(people)
        )
    )
    return list(range(no, no + len(people)))


def _known(
    step: Step, people: Sequence[Person], given: ResultInput, at: datetime
) -> dict[Who, str]:
    """Of whom the same is known already, and since when."""
    own = own_results(step.conn, [one.who for one in people], max(at, loaded(stored(at))))
    one = Said(given.source, given.result, stored(at))
    names = {person.who: person.name for person in people}
    held = _holds(step, people)
    found = {
        who: again(
            known_still(said, held[who].since if who in held else ""),
            one._replace(name=names[who]),
        )
        for who, said in own.items()
        if who in names
    }
    return {who: same.at for who, same in found.items() if same is not None}


_ON_SHEET = """
SELECT household_id AS household, resident_id AS resident, place AS place, person_id AS person,
  state AS state, sampled_at AS sampled_at
FROM sheet_person WHERE round_id = ?"""


def _round(
    conn: Reader, round_no: int | None, people: Sequence[Person], at: datetime
) -> str | None:
    """The key of the round a result is of, in which all these people were sampled by then."""
    if round_no is None:
        return None
    from data.testing import queries as testing

    key = testing.round_of(conn, round_no).id
    sheet: dict[object, tuple[str, str | None]] = {}
    for one in sql.named(conn.execute(_ON_SHEET, (key,))):
        state, sampled_at = one.pop("state"), one.pop("sampled_at")
        who = Who(**one)
        sheet[who.resident or who] = state, sampled_at
    for person in people:
        name = _called(person)
        found = sheet.get(person.who.resident or person.who)
        if found is None:
            raise Refused("result_not_in_round", "round_no", name=name, no=round_no)
        state, sampled_at = found
        if state != Sampling.SAMPLED:
            raise Refused("result_not_sampled", "round_no", name=name, no=round_no)
        if sampled_at is not None and loaded(sampled_at) > at:
            when = loaded(sampled_at)
            raise Refused("result_before_sampling", "round_no", name=name, no=round_no, at=when)
    return key


_ON_ROSTER = f"""
SELECT DISTINCT p.no AS no, p.name AS name FROM person p LEFT JOIN resident r ON r.person_id = p.id
WHERE p.archived_at IS NULL
  AND (p.id IN ({sql.given("people")}) OR r.id IN ({sql.given("residents")})) ORDER BY p.no"""


def on_roster(conn: Reader, whom: Collection[Who]) -> list[OnRoster]:
    """Who of some people has duties here."""
    asked = {
        "people": sql.as_given({who.person for who in whom if who.person}),
        "residents": sql.as_given({who.resident for who in whom if who.resident}),
    }
    return sql.views(OnRoster, conn.execute(_ON_ROSTER, asked))


def take_back(step: Step, no: int) -> ResultRow:
    """Take one person's result away that was written down by mistake; what it was.

    Raises:
        Refused: `test_result_unknown`.
    """
    from data.ids import key_of
    from models.results.tables import TestResult

    key = key_of(step.conn, "test_result", no)
    (was,) = queries.by_numbers(step.conn, [no])
    step.remove(TestResult, key)
    step.act("result_taken_back", no=no, name=_told(was))
    return was


def _told(row: ResultRow) -> str:
    where = short_address(row.compound, row.lane, row.building, row.unit, row.room)
    return " ".join(filter(None, (where, row.name)))
