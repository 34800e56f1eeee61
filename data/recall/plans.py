"""What is to be done about abnormal tubes, planned from what is on file. Nothing is changed.

A tube is told by its code, or by a list of names or doors as it came at night; both lead to the
same plan. Several tubes are planned at once: a door has one visit, nobody is in two places.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta
from types import MappingProxyType
from typing import NamedTuple

from data.call_sheet.entries import entries
from data.duties import candidates
from data.duties import queries as duties
from data.recall import queries
from data.recall.asked import Asked
from data.recall.left import waiting
from data.recall.members import Found, found_in
from data.recall.neighbours import Houses, read_houses
from data.recall.settings import recall_settings
from data.results.holds import holds
from data.sql import Reader
from models.address import Address
from models.call_sheet import Part, Who, Why
from models.duties import RosterSettings
from models.duties.workers import Worker
from models.problems import Problem, Refused
from models.recall import (
    Affected,
    Door,
    Held,
    Helper,
    Recall,
    RetestRow,
    RetestState,
    Visit,
)
from models.recall import visits as planning
from models.recall.rules import (
    unknown_code,
)
from models.recall.settings import RecallSettings
from models.results import Hold
from models.times import local_date

_AHEAD = timedelta(hours=6)
"""How far behind the beginning others' duties are looked at."""

GOES_ON = (RetestState.PLANNED, RetestState.UNDER_WAY)
"""States of a re-test that is still to be done."""


class Left(NamedTuple):
    """What of a request is not planned, and why."""

    code: str
    """Of the tube; empty for none."""
    problem: Problem


class RecallPlan(NamedTuple):
    """Abnormal tubes with what is to be done, and what changing a visit by hand needs.

    Attributes:
        recalls: the most urgent one first.
        visits: still to be given out, in the order they are gone to.
        kept: re-tests on record at doors of these tubes; they stay as they are.
        kept_out: numbers on the roster of those who may not go among others.
        left: tubes that could not be planned; they hold up no other.
        positive: of re-tests on record by their keys, who became positive, with their names.
        freed: of those, who waits for no result any more.
    """

    recalls: tuple[Recall, ...]
    visits: list[Visit]
    kept: list[RetestRow]
    workers: list[Worker]
    kept_out: frozenset[int]
    settings: RecallSettings
    roster: RosterSettings
    now: datetime
    left: tuple[Left, ...] = ()
    positive: Mapping[str, Mapping[Who, str]] = MappingProxyType({})
    freed: Mapping[str, Mapping[Who, str]] = MappingProxyType({})

    @property
    def settled(self) -> bool:
        """Whether applying it changes nothing."""
        return all(one.settled for one in self.recalls)

    def names_behind(self, household: str) -> list[str]:
        """Names of the new members behind a door, empty for who has none."""
        new = _once(
            one for recall in self.recalls for one in recall.members if _is_new(recall, one)
        )
        return [one.name for one in new if one.who.household == household and not one.gone]

    def positive_at(self, row: RetestRow) -> list[str]:
        """Names of who became positive since a re-test was planned, while it is still to be done;
        empty for who has none."""
        return list(self.positive.get(row.id, {}).values()) if self.goes_on(row) else []

    def freed_at(self, row: RetestRow) -> list[str]:
        """Names of who waits for no result any more, of a re-test that was not done; empty for who
        has none."""
        if row.state == RetestState.DONE:
            return []
        return list(self.freed.get(row.id, {}).values())

    def is_needless(self, row: RetestRow) -> bool:
        """Whether nobody of a re-test that is still to be done waits for a result."""
        return self.goes_on(row) and self.is_settled(row)

    def is_settled(self, row: RetestRow) -> bool:
        """Whether everybody of a re-test has a result of their own."""
        settled = {**self.freed.get(row.id, {}), **self.positive.get(row.id, {})}
        return bool(settled) and len(settled) >= row.people

    @staticmethod
    def goes_on(row: RetestRow) -> bool:
        """Whether a re-test is still to be done."""
        return row.state in GOES_ON


def on_record(conn: Reader, now: datetime, recall_no: int | None = None) -> RecallPlan:
    """The re-tests on record, of one recall, or all still to be done and those whose results are
    waited for, as a plan with nothing new."""
    if recall_no is not None:
        return _nothing_new(conn, now, queries.retests_of(conn, [recall_no]))
    waits = waiting(conn, now)
    sampled = queries.retests_by_key(conn, [*waits.sampled, *waits.unread])
    return _nothing_new(conn, now, [*queries.open_retests(conn), *sampled])


def of_retests(conn: Reader, now: datetime, keys: Collection[str]) -> RecallPlan:
    """Some re-tests by their keys, as a plan with nothing new."""
    return _nothing_new(conn, now, queries.retests_by_key(conn, keys))


def _nothing_new(conn: Reader, now: datetime, found: list[RetestRow]) -> RecallPlan:
    settings, roster = recall_settings(conn), duties.settings(conn)
    positive, freed = _settled(conn, found, holds(conn, now)) if found else ({}, {})
    return RecallPlan(
        (), [], found, [], frozenset(), settings, roster, now, positive=positive, freed=freed
    )


def _is_new(recall: Recall, one: Affected) -> bool:
    return one.who in recall.new


_Names = dict[str, dict[Who, str]]


def _settled(
    conn: Reader, rows: Sequence[RetestRow], held: Mapping[Who, Hold]
) -> tuple[_Names, _Names]:
    """Who of re-tests is positive by now, and who waits for nothing, by the key of the re-test."""
    positive: _Names = {}
    freed: _Names = {}
    for key, who, name in queries.sampled_at(conn, [row.id for row in rows]):
        why = held[who].why if who in held else Why.EXEMPT
        if why == Why.POSITIVE:
            positive.setdefault(key, {})[who] = name
        elif why != Why.PENDING:
            freed.setdefault(key, {})[who] = name
    return positive, freed


def plan(conn: Reader, asked: Sequence[Asked], now: datetime) -> RecallPlan:
    """What is to be done about some tubes; a code that is none of ours holds up no other.

    Raises:
        Refused: where none can be planned: `recall_nothing` for no tube at all; `tube_unfound`
            (code, near), `tube_of_others` (code), `tubes_none` (code) for a code alone that is no
            tube's here, `tube_in_rounds`
            (code, rounds) for one in several, `tube_not_in_round` (code, round, rounds).
    """
    if not asked:
        raise Refused("recall_nothing", "code")
    settings, roster = recall_settings(conn), duties.settings(conn)
    found, left = _all_found(conn, asked, now)
    houses = read_houses(
        conn, [who for one in found for who in one.people], settings.large, local_date(now).year
    )
    held = holds(conn, now)
    at_doors = _visited(conn, houses, held, local_date(now))
    recalls = [_recall(conn, one, houses, held, at_doors) for one in found]
    members = _once(member for one in recalls for member in one.members)
    kept = _kept(conn, recalls, members)
    doors = _doors(recalls, houses, {row.household_id for row in kept if row.state in GOES_ON})
    kept_out = _kept_out(conn, recalls, held)
    begins = planning.begins_at(now, settings)
    workers = candidates.workers(conn, begins, begins + _AHEAD)
    kept_out |= _namesakes(workers, recalls)
    visits = planning.plan(doors, workers, now, kept_out, settings, roster)
    ordered = _by_urgency(recalls, visits)
    return RecallPlan(
        tuple(ordered),
        visits,
        kept,
        workers,
        frozenset(kept_out),
        settings,
        roster,
        now,
        left,
        *_settled(conn, kept, held),
    )


def just_recalled(plan: RecallPlan) -> RecallPlan:
    """A plan that was applied this moment: that it is on record is no news to be told."""
    news = (
        one._replace(
            told=tuple(p for p in one.told if p.code not in ("recall_there", "recall_note"))
        )
        for one in plan.recalls
    )
    return plan._replace(recalls=tuple(news))


def _all_found(
    conn: Reader, asked: Sequence[Asked], now: datetime
) -> tuple[list[Found], tuple[Left, ...]]:
    """The tubes with who was in them, and what is left out: lines without a code by which nobody is
    found hold up no tube, and are asked about.

    Raises:
        Refused: the reasons, where nothing is found; of several `recall_several` (first, more);
            `recall_list_empty`.
    """
    found: list[Found] = []
    left: list[Left] = []
    carried: dict[Who, set[str]] = {}
    for one in asked:
        try:
            here = found_in(conn, one, now, carried)
        except Refused as refused:
            left.append(Left(one.code, refused.problem))
            continue
        if here.people or here.tube is not None or here.on_record is not None:
            found.append(here)
            continue
        if not one.code:
            left += (Left("", problem) for problem in here.told)
            continue
        wrong = unknown_code(one.code, queries.codes_of(conn, one.round_no))
        left += (Left(one.code, problem) for problem in (wrong, *here.told))
    if not found and not left:
        raise Refused("recall_list_empty", "list")
    if not found:
        *more, whole = (one.problem for one in left)
        for problem in reversed(more):
            whole = Problem("recall_several", {"first": problem, "more": whole}, problem.field)
        raise Refused(whole.code, whole.field, **whole.params)
    return found, tuple(left)


def _once(people: Iterable[Affected]) -> list[Affected]:
    return list({one.who: one for one in people}.values())


# -- what follows ----------------------------------------------------------------------------------


def _visited(conn: Reader, houses: Houses, held: Mapping[Who, Hold], day: date) -> frozenset[Who]:
    """Who of some buildings is sampled at the door, as a sheet of a day would have them."""
    rows = entries(conn, list(houses.by_who.values()), held, day)
    return frozenset(one.who for one in rows if one.part == Part.VISITED)


def _recall(
    conn: Reader,
    found: Found,
    houses: Houses,
    held: Mapping[Who, Hold],
    at_doors: frozenset[Who],
) -> Recall:
    members = [_member(who, row, found, houses, held) for who, row in found.people.items()]
    tube = found.tube
    told = list(found.told)
    helpers: Sequence[Helper] = ()
    if tube is not None:
        helpers = queries.helpers_at(conn, tube, queries.sessions_of(conn, tube))
        if members and tube.session_id is None and not helpers:
            told.append(Problem("recall_table_unknown", {"code": tube.code}))
    if found.on_record is not None:
        told.append(Problem("recall_there", {"no": found.on_record.no}))
        noted = found.on_record.note.splitlines()
        lacking = [one for one in noted if one not in found.unclear]
        if lacking:
            told.append(Problem("recall_note", {"lines": lacking}))
    new = frozenset(one.who for one in members if one.who not in found.recorded)
    return Recall(
        found.code,
        found.round_no,
        None if tube is None else (tube.id, tube.version, tube.state),
        found.on_record,
        tuple(members),
        new,
        tuple(houses.sharing(found.people, members)),
        tuple(helpers),
        tuple(_held(found, members, held)),
        tuple(told),
        tuple(found.unclear),
        frozenset(_freed(found, held)),
        at_doors,
    )


def _freed(found: Found, held: Mapping[Who, Hold]) -> Iterable[Who]:
    """Who of a recall on record waits for nothing any more: what freed them was negative."""
    for who in found.recorded:
        hold = held.get(who)
        if hold is None or hold.why == Why.EXEMPT:
            yield who


def _member(
    who: Who,
    row: queries.InTube | None,
    found: Found,
    houses: Houses,
    held: Mapping[Who, Hold],
) -> Affected:
    """A member as the register has them now; as they stood on the sheet where it does not.

    Whoever was sampled into the tube was there: a door is gone to although the register has them
    as away, or nobody behind it. Safety of life wins.
    """
    known = houses.affected(who)
    was_there = row is not None or who in found.there
    if known is not None and was_there and known.gone == "away":
        known = known._replace(gone="")
    if known is None:
        unnamed = row is not None and who.resident is None and houses.has(who)
        gone = (
            ""
            if unnamed
            else "elsewhere"
            if who.person is not None
            else "died"
            if who.resident
            else "moved_out"
        )
        parts = Address() if row is None else row.door
        number, home = (None, None) if row is None else (row.number, row.home)
        name = found.names.get(who, "") if row is None else row.name
        known = Affected(who, number, home, name, *parts, "", gone)
        if row is None:
            known = houses.with_door(known)
    if not known.name and who in found.names:
        known = known._replace(name=found.names[who])
    hold = held.get(who)
    if hold is not None and hold.why == Why.POSITIVE:
        return known._replace(gone="positive")
    return known


def _held(found: Found, members: Sequence[Affected], held: Mapping[Who, Hold]) -> Iterable[Held]:
    """Who is not to be in a pool: of a plan all members, of what is on record those still held."""
    for one in members:
        hold = held.get(one.who)
        if one.who not in found.recorded and (hold is None or hold.why != Why.POSITIVE):
            yield Held(one, Why.PENDING, None)
        elif hold is not None:
            yield Held(one, hold.why, hold.until)


def _kept(conn: Reader, recalls: Sequence[Recall], members: Sequence[Affected]) -> list[RetestRow]:
    """The re-tests on record: of these recalls, and those still to be done at their doors."""
    numbers = [one.on_record.no for one in recalls if one.on_record is not None]
    homes = {one.who.household for one in members if one.who.household is not None}
    found = queries.retests_of(conn, numbers) if numbers else []
    rows = {row.no: row for row in [*found, *queries.open_retests(conn, homes)]}
    return sorted(rows.values(), key=lambda row: (row.starts_at, row.no))


def _doors(recalls: Sequence[Recall], houses: Houses, kept: Collection[str]) -> list[Door]:
    """The doors somebody has to go to: of members who are there and new, each door once."""
    new = _once(one for recall in recalls for one in recall.members if one.who in recall.new)
    people: dict[str, list[Affected]] = defaultdict(list)
    for one in new:
        if not one.gone and one.who.household is not None:
            people[one.who.household].append(one)
    return [houses.door(key, here) for key, here in people.items() if key not in kept]


def _kept_out(conn: Reader, recalls: Sequence[Recall], held: Mapping[Who, Hold]) -> set[int]:
    """Who of the roster may not go among others: members, who shares with one, who is held for
    being positive or without a result; nobody who is only exempt."""
    out = {one.who for recall in recalls for one in (*recall.members, *recall.sharing)}
    out |= {who for who, hold in held.items() if hold.why != Why.EXEMPT}
    found = queries.on_roster(conn, {who.resident for who in out if who.resident})
    numbers = queries.roster_numbers(conn, {who.person for who in out if who.person})
    return {*found.values(), *numbers.values()}


def _namesakes(workers: Iterable[Worker], recalls: Sequence[Recall]) -> set[int]:
    """Workers who may be a member: of the same name in the same compound, though nobody said that
    they are the same person. Another goes rather than that somebody infected does."""
    members = {(one.name, one.compound) for recall in recalls for one in recall.members if one.name}
    return {worker.no for worker in workers if (worker.name, worker.compound) in members}


def _by_urgency(recalls: Sequence[Recall], visits: Sequence[Visit]) -> list[Recall]:
    """The tubes in the order in which their first doors are gone to."""
    first: dict[str, int] = {}
    for at, visit in enumerate(visits):
        first.setdefault(visit.door.household, at)

    def key(recall: Recall) -> int:
        places = (first[h] for one in recall.members if (h := one.who.household or "") in first)
        return min(places, default=len(visits))

    return sorted(recalls, key=key)
