"""A household's building: who leads it, until when it is closed; what is kept for the household."""

from __future__ import annotations

from collections.abc import Iterator

from textual.content import Content

from data.custody import queries as custody
from data.households import buildings
from data.households import queries as households
from data.roster import queries as roster
from models.closed import Extent, PlaceKey
from models.households import BuildingRow
from models.roster import ABSENT_PLACES
from screens.custody import words as custody_words
from screens.households import words
from screens.i18n import _
from screens.kit.detail import fact, heading, set_in
from screens.kit.place import Place
from screens.kit.values import beside


def building_facts(place: Place, household_no: int) -> Iterator[Content]:
    """Who leads the building of a household, and until when nobody may leave it."""
    row = _building(place, household_no)
    if row is None:
        return
    yield fact(_("shut off"), words.closed(row, place.store.now()), "$error bold")
    if row.leader_no is not None:
        there = place.store.ask(roster.roster_row, row.leader_no, place.store.now())
        gone = there is not None and there.place in ABSENT_PLACES
        name = row.leader or ""
        yield fact(
            _("led by"),
            _("⚠ {name}, absent").format(name=name) if gone else name,
            "$error bold" if gone else "",
        )


def kept_lines(place: Place, household_no: int) -> Iterator[Content | None]:
    """What is kept for a household, and by whom."""
    found = place.store.ask(custody.kept_for, household_no)
    if not found:
        return
    now = place.store.now()
    absent = {one.no for one in place.store.ask(roster.absences, now)}
    yield None
    yield heading(_("Kept for this household"))
    for row in found:
        gone = row.holder_no in absent
        what = custody_words.what(row, place.desk.masked)
        by = _("by {name}").format(name=row.holder)
        told = beside(what, row.owner, by, _("⚠ absent") if gone else "")
        yield set_in(told, "$error" if gone or custody_words.overdue(row, now) else "")


def closable(place: Place, household_no: int) -> list[PlaceKey]:
    """The building and the compound of a household, which can be closed."""
    row = _building(place, household_no)
    if row is None:
        return []
    compound = place.store.ask(households.compound_names)[row.compound]
    return [PlaceKey(Extent.BUILDING, row.no), PlaceKey(Extent.COMPOUND, compound)]


def _building(place: Place, household_no: int) -> BuildingRow | None:
    return place.store.ask(buildings.building_of, household_no)
