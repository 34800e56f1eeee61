"""Who is said to have been in an abnormal tube: by the table, by a list, by a recall on record."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from typing import NamedTuple

from data.recall import queries
from data.recall.asked import Asked
from data.sql import Reader
from models.address import short_address
from models.call_sheet import Person, Who
from models.call_sheet.finding import Unknown
from models.problems import Problem, Refused
from models.recall import OnRecord
from models.recall.rules import nearest, unknown_code
from models.residents import Whereabouts
from models.sampling import TubeState
from models.times import loaded

UNCLEAR = frozenset(
    {
        *("member_unknown", "member_not_behind", "member_unclear"),
        *("member_moved_out", "member_died", "member_nobody"),
    }
)
"""What is told of words of a list by which nobody is found."""

_CANDIDATES = 4
"""People who may be meant that are told; of more the first."""

_SAME_NIGHT = timedelta(hours=12)
"""A list of the same people that came within this is the same list."""


class Found(NamedTuple):
    """A tube with who is said to have been in it."""

    code: str
    round_no: int | None
    tube: queries.Tube | None
    on_record: OnRecord | None
    people: dict[Who, queries.InTube | None]
    """Each with their row of the sheet, where they have one."""
    recorded: frozenset[Who]
    """Who is on the recall that is on record."""
    names: Mapping[Who, str]
    """What those are called whom the register has no more, as far as it was written."""
    told: list[Problem]
    unclear: list[str]
    there: frozenset[Who] = frozenset()
    """Who is gone to though the register has them away: the list names them, or their door of which
    it has everybody away, or a re-test was planned for them."""


def found_in(conn: Reader, asked: Asked, now: datetime, carried: dict[Who, set[str]]) -> Found:
    tube = _tube(conn, asked)
    people: dict[Who, queries.InTube | None] = dict.fromkeys(asked.people)
    told: list[Problem] = []
    unclear: list[str] = []
    names: dict[Who, str] = {}
    there: set[Who] = set()
    if tube is not None:
        people |= {one.who: one for one in queries.in_tube(conn, tube.id)}
        stands = queries.recall_of_tube(conn, tube.id)
        told += _contradicted(tube, stands)
    if asked.beneath:
        told.append(Problem("recall_beneath", {"code": asked.code, "count": asked.beneath}))
    if asked.text:
        named = _named(conn, asked, told, unclear, carried, there)
        if tube is not None and people:
            told += _beside(named, people, tube.code)
        people |= {who: people.get(who) for who in named}
        names |= named
        if tube is None and asked.code and people:
            told += _by_names(conn, asked)
    elif tube is not None and not people:
        told.append(Problem("recall_without_members", {"code": tube.code}))
    on_record = _on_record(conn, asked, tube, people, now)
    recorded: dict[Who, str] = {}
    if on_record is not None:
        recorded = queries.members_on_record(conn, on_record.id)
        people = {**dict.fromkeys(recorded), **people}
        there |= queries.visited_by(conn, on_record.id)
    code = asked.code if tube is None else tube.code
    round_no = asked.round_no if tube is None else tube.round_no
    return Found(
        code,
        round_no,
        tube,
        on_record,
        people,
        frozenset(recorded),
        recorded | names,
        told,
        unclear,
        frozenset(there),
    )


def _on_record(
    conn: Reader,
    asked: Asked,
    tube: queries.Tube | None,
    people: Collection[Who],
    now: datetime,
) -> OnRecord | None:
    if tube is not None:
        return queries.recall_of_tube(conn, tube.id)
    if asked.code:
        return queries.recall_called(conn, asked.code, asked.round_no)
    if asked.people or not people:
        return None  # to whom nobody goes is gone to anew, whatever list they are on
    return queries.list_on_record(conn, people, now - _SAME_NIGHT)


def _tube(conn: Reader, asked: Asked) -> queries.Tube | None:
    """The tube that is meant; None for one that is told by its people and is none of ours."""
    if not asked.code:
        return None
    found = queries.tubes_called(conn, asked.code)
    rounds = [one.round_no for one in found]
    if asked.round_no is not None and found:
        here = [one for one in found if one.round_no == asked.round_no]
        if not here and not asked.text:
            params = {"code": asked.code, "round": asked.round_no, "rounds": rounds}
            raise Refused("tube_not_in_round", "round", **params)
        found = here
    if len(found) > 1:
        raise Refused("tube_in_rounds", "round", code=asked.code, rounds=rounds)
    if found or asked.text or queries.recall_called(conn, asked.code, asked.round_no):
        return next(iter(found), None)
    problem = unknown_code(asked.code, queries.codes_of(conn, asked.round_no))
    raise Refused(problem.code, problem.field, **problem.params)


def _by_names(conn: Reader, asked: Asked) -> list[Problem]:
    """That a code with people beside it is none of ours, where codes of ours are on file."""
    ours = queries.codes_of(conn, asked.round_no)
    near = nearest(asked.code, ours)
    if near:
        return [Problem("recall_by_names_near", {"code": asked.code, "near": near})]
    return [Problem("recall_by_names", {"code": asked.code})] if ours else []


def _contradicted(tube: queries.Tube, stands: OnRecord | None) -> list[Problem]:
    """That a tube was said to be something else than abnormal, or is said to be both; that it was
    so by mistake while its recall stands."""
    if tube.state == TubeState.NEGATIVE and stands is not None:
        return [Problem("recall_corrected", {"code": tube.code, "no": stands.no})]
    if tube.negative_at is not None:
        params = {"code": tube.code, "at": loaded(tube.negative_at)}
        return [Problem("recall_also_negative", params)]
    if tube.state == TubeState.NEGATIVE:
        return [Problem("recall_was_negative", {"code": tube.code})]
    if tube.state == TubeState.VOID:
        return [Problem("recall_was_void", {"code": tube.code})]
    return []


def _named(
    conn: Reader,
    asked: Asked,
    told: list[Problem],
    unclear: list[str],
    carried: dict[Who, set[str]],
    there: set[Who],
) -> dict[Who, str]:
    """Who is named in a list; what is not understood is told, and kept as it was written.

    Somebody was sampled there, whatever the register says of a door: whom it has away is gone to,
    and asked about first. Safety of life wins. `there` takes them.
    """
    from data.call_sheet.finding import find_people

    found = find_people(conn, asked.text, asked.round_no, carried=carried)
    for door, away in _away_but_named(found.people, asked.text):
        told.append(Problem("member_away", {"value": [one.name or door for one in away]}))
        there |= {one.who for one in away}
    for unknown in found.unknown:
        if unknown.why is Unknown.NOBODY:
            told.insert(0, Problem("member_nobody", {"value": unknown.text}))
            continue
        code = "member_not_behind" if unknown.behind else "member_unknown"
        told.append(Problem(code, {"value": unknown.text, **unknown.behind}))
    for one in found.several:
        among = [beside_door(person) for person in one.people[:_CANDIDATES]]
        told.append(Problem("member_unclear", {"value": one.text, "among": among}))
    told += [Problem(f"member_{_code(one.person)}", {"value": one.text}) for one in found.gone]
    for taken in found.said:
        params = {"text": taken.text, "door": door_of(taken.person), "of": taken.of}
        told.append(Problem("testing_taken", params))
    unclear += found.unclear
    return {one.who: one.name for one in found.people}


def _away_but_named(people: Sequence[Person], text: str) -> Iterator[tuple[str, list[Person]]]:
    """Who a list is about though the register has them away, door by door."""
    homes: dict[str | None, list[Person]] = {}
    for one in people:
        homes.setdefault(one.who.household, []).append(one)
    for here in homes.values():
        away = [one for one in here if one.presence == Whereabouts.AWAY]
        if len(away) < len(here):
            away = [one for one in away if one.name and one.name in text]
        if away:
            yield door_of(away[0]), away


def door_of(person: Person) -> str:
    """Where somebody lives, in short."""
    return short_address(person.compound, person.lane, person.building, person.unit, person.room)


def beside_door(person: Person) -> str:
    """Somebody with their door, to be told from others of the same name."""
    return " ".join(filter(None, (door_of(person), person.name)))


def _code(person: Person) -> str:
    return "died" if person.presence == Whereabouts.DIED else "moved_out"


def _beside(named: Collection[Who], people: Collection[Who], code: str) -> list[Problem]:
    """That a list and the table do not name the same people; those without a name behind doors of
    the list are no contradiction, since a list often has the heads alone."""
    more = len([who for who in named if who not in people])
    lacking = [who for who in people if who not in named]
    doors = {who.household for who in named}
    same = len([who for who in lacking if who.place and who.household in doors])
    told = []
    if more or (len(lacking) > same and named):
        params = {"code": code, "more": more, "less": len(lacking) - same}
        told.append(Problem("members_differ", params))
    if same:
        told.append(Problem("members_same_doors", {"code": code, "count": same}))
    return told
