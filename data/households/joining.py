"""Two households that are one, and one that is two: everything that leads to them goes along."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from data import sql
from data.call_sheet.joining import join_doors, join_people
from data.doors.in_a_row import refresh_times
from data.doors.joining import join_missed
from data.households import queries
from data.households.commands import add_households, change_household
from data.households.refresh import refresh
from data.requests.search_text import refresh_search
from data.residents import commands as residents
from data.residents import queries as resident_queries
from models.address import short_address
from models.households import HouseholdInput, HouseholdView
from models.households.joining import joined
from models.problems import Refused
from models.residents.rules import filled_from, same_person

if TYPE_CHECKING:
    from data.step import Step
    from models.residents import ResidentView

_ASKED = """
SELECT id FROM request WHERE household_id = :other
UNION SELECT request_id FROM request_door WHERE household_id = :other
"""
"""Requests about a household."""

_DOORS_TWICE = """
SELECT d.id FROM request_door d JOIN request r ON r.id = d.request_id
WHERE d.household_id IN (:key, :other) AND r.household_id IN (:key, :other)
UNION
SELECT d.id FROM request_door d JOIN request_door e ON e.request_id = d.request_id
WHERE d.household_id = :other AND e.household_id = :key
"""
"""Doors of requests about both households, which need one door less then."""


def merge_households(step: Step, no: int, other_no: int) -> HouseholdView:
    """Make two households one: the first stays, with all that the other had.

    People who are in both are one afterwards, with what is known of either. Counts are as
    `models.households.joining.joined` says; requests, things kept, calls and offers lead to the
    one that stays.

    Raises:
        Refused: `household_unknown`, `household_itself`.
    """
    one, other = _known(step, no), _known(step, other_no)
    if one.no == other.no:
        raise Refused("household_itself", "other_no")
    _join_people(step, one, other)
    _repoint(step, one.id, other.id)
    change_household(step, no, None, joined(one, other, _known(step, no).named))
    refresh(step, [one.id])
    step.act("households_merged", no=no, what=_door(one), other=_door(other))
    return _known(step, no)


def split_household(
    step: Step, no: int, resident_numbers: Sequence[int], given: HouseholdInput
) -> int:
    """Make a household of some of another's people, behind a door of their own; its number.

    The people that are counted go along: as many as are moved, from a count that is known.

    Raises:
        Refused: `household_unknown`, `nobody_moved`, `resident_elsewhere` for somebody of another
            household, `household_exists`, and what a new household refuses.
    """
    was = _known(step, no)
    people = {one.no: one for one in resident_queries.of_household(step.conn, no)}
    strangers = [number for number in resident_numbers if number not in people]
    if strangers or not resident_numbers:
        raise Refused("resident_elsewhere" if strangers else "nobody_moved", "residents")
    moved = len(set(resident_numbers))
    given = given._replace(people=moved if given.people is None else given.people, residents=None)
    (new,) = add_households(step, [given])
    key = _known(step, new).id
    names = [residents.put_into(step, number, key) for number in dict.fromkeys(resident_numbers)]
    if was.people is not None:
        change_household(step, no, None, {"people": max(was.people - moved, 0)})
    step.act("household_split", no=new, what=_door(given), other=_door(was), names=names)
    return new


def _known(step: Step, no: int) -> HouseholdView:
    found = queries.household(step.conn, no)
    if found is None:
        raise Refused("household_unknown", no=no)
    return found


def _door(of: HouseholdView | HouseholdInput) -> str:
    return short_address(of.compound, of.lane, of.building, of.unit, of.room)


# -- people ------------------------------------------------------------------------------------


def _join_people(step: Step, one: HouseholdView, other: HouseholdView) -> None:
    """Everybody of the other moves; who is here already takes what is known of them there."""
    here = resident_queries.of_household(step.conn, one.no)
    for person in resident_queries.of_household(step.conn, other.no):
        twin = next((own for own in here if same_person(own, person)), None)
        if twin is None:
            residents.put_into(step, person.no, one.id)
            continue
        _take_over(step, twin, person)


def _take_over(step: Step, own: ResidentView, twin: ResidentView) -> None:
    """Fill what is not known of somebody from the other record of them, which goes."""
    from sqlmodel import col

    from models.call_down.tables import RoundCall
    from models.residents.tables import Resident

    columns = "identity, identity_tail, identity_digest, person_id"
    of_twin = step.conn.execute(f"SELECT {columns} FROM resident WHERE no = ?", (twin.no,))
    (theirs,) = sql.named(of_twin)
    person = theirs.pop("person_id")
    step.change_where(RoundCall, col(RoundCall.resident_id) == twin.id, resident_id=own.id)
    join_people(step, own.id, twin.id)
    residents.remove_resident(step, twin.no)
    unknown = theirs if not own.identity_tail else {}
    if own.roster_no is None and person is not None:
        unknown["person_id"] = person
    if unknown:
        step.change(Resident, own.id, **unknown)
    residents.change_resident(step, own.no, None, filled_from(own, twin))


# -- what leads to a household -----------------------------------------------------------------


def _repoint(step: Step, key: str, other: str) -> None:
    """Let all that leads to the other household lead to the one that stays."""
    from sqlalchemy import update
    from sqlmodel import SQLModel, col

    from models.households.tables import Household, HouseholdMark
    from models.requests.tables import RequestDoor

    about = {"key": key, "other": other}
    asked = [request for (request,) in step.conn.execute(_ASKED, about)]
    twice = [door for (door,) in step.conn.execute(_DOORS_TWICE, about)]
    step.remove_where(RequestDoor, col(RequestDoor.id).in_(twice))
    step.remove_where(HouseholdMark, col(HouseholdMark.household_id) == other)
    join_missed(step, key, other)
    join_doors(step, key, other)
    for table in SQLModel.metadata.tables.values():
        for column in table.columns:
            if column.references(SQLModel.metadata.tables["household"].c.id):
                step.run(update(table).where(column == other).values({column.name: key}))
    step.remove(Household, other)
    refresh_times(step, [key])
    for request in asked:
        refresh_search(step, request)
