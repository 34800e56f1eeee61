"""A household's building: who leads it, until when it is closed; what is kept for the household."""

from __future__ import annotations

from collections.abc import Iterator

from textual.content import Content

from data.custody import queries as custody
from data.households import building_commands, buildings
from data.roster import queries as roster
from models.households import BuildingRow
from models.roster import ABSENT_PLACES
from screens.custody import words as custody_words
from screens.households import words
from screens.households.form import CLOSING, read_closing
from screens.i18n import _, ngettext
from screens.kit.detail import fact, heading, set_in
from screens.kit.form import FormDialog
from screens.kit.place import Place
from screens.kit.record import blank
from screens.kit.values import beside, joined


def building_facts(place: Place, household_no: int) -> Iterator[Content]:
    """Who leads the building of a household, and until when nobody may leave it."""
    row = _building(place, household_no)
    if row is None:
        return
    yield fact(_("closed off"), words.closed(row, place.store.now()), "$error bold")
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


def closing_words(place: Place, household_no: int) -> str:
    """What can be done with the building of a household: close it or open it."""
    row = _building(place, household_no)
    if row is None:
        return ""
    name = words.building_name(row)
    if words.closed(row, place.store.now()):
        return _("open building {name} again").format(name=name)
    return _("close building {name}: nobody may leave it").format(name=name)


def close_or_open(place: Place, household_no: int) -> None:
    """Close the building of a household until a day, or open it."""
    row = _building(place, household_no)
    if row is None:
        return
    if words.closed(row, place.store.now()):
        place.run_worker(_open(place, row))
        return
    now, name = place.store.now(), words.building_name(row)

    def said(closed: BuildingRow) -> str:
        told = _("{name} is {closed}.").format(name=name, closed=words.closed(closed, now))
        inside = place.store.ask(buildings.living_in, row.no)
        if inside:
            names = joined(name for _no, name in inside)
            told += " " + ngettext(
                "{names} of the roster lives there and cannot come out.",
                "{names} of the roster live there and cannot come out.",
                len(inside),
            ).format(names=names)
        return told

    place.desk.open_dialog(
        FormDialog(
            blank(lambda: _("Close building {name}").format(name=name)),
            CLOSING,
            read_closing,
            lambda edit: place.perform(
                lambda step: building_commands.close_building(step, row.no, edit.given), said
            ),
        )
    )


async def _open(place: Place, row: BuildingRow) -> None:
    await place.perform(
        lambda step: building_commands.close_building(step, row.no, None),
        lambda opened: _("{name} is open again.").format(name=words.building_name(opened)),
    )


def _building(place: Place, household_no: int) -> BuildingRow | None:
    return place.store.ask(buildings.building_of, household_no)
