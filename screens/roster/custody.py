"""What a person's detail tells of what they keep, the buildings they lead, and their own one."""

from __future__ import annotations

from collections.abc import Iterator

from textual.content import Content

from data.custody import queries as custody
from data.duties import candidates as duty_candidates
from data.households import buildings
from data.households import closed as closed_doors
from models.roster import ABSENT_PLACES, PersonRow, PersonView
from models.times import local_date
from screens.custody import words
from screens.households import words as household_words
from screens.i18n import _
from screens.kit.detail import heading, set_in
from screens.kit.place import Place
from screens.kit.values import beside, joined

_SHOWN = 6
"""Things kept that a detail names; `K` shows all."""


def home_words(view: PersonView) -> str:
    """Where a person lives, short."""
    return beside(view.compound, view.building, gap=" ")


def shut_words(place: Place, view: PersonView) -> tuple[str, str]:
    """Until when nobody may come out where a person lives, with the tone to say it in.

    What holds them is what the rules of duties hold them by: a closed building wholly, a closed
    compound but for work inside it.
    """
    now = place.store.now()
    today = local_date(now)
    with place.store.read() as conn:
        times = duty_candidates.times(conn, now, now, view.no).get(view.no)
        gates = closed_doors.compounds(conn, today)
        row = buildings.home_of(conn, view.no)
    own = None if times is None else times.closed_until
    if own is not None and own >= today:
        closed = household_words.closed_words(own.isoformat(), now)
        return _("⚠ {closed}, cannot come out").format(closed=closed), "$error bold"
    last = gates.get(view.compound or "")
    if last is not None:
        closed = household_words.closed_words(last.isoformat(), now)
        if times is None or view.compound not in times.closed:
            return closed, ""
        told = _("⚠ the whole compound {closed}: only work inside it")
        return told.format(closed=closed), "$error bold"
    return "" if row is None else household_words.closed(row, now), ""


def led_words(place: Place, row: PersonRow) -> tuple[str, str]:
    """The buildings a person leads, with the tone to say it in."""
    here = place.store.ask(buildings.buildings_led, row.no)
    led = joined(map(household_words.building_name, here))
    if not led or row.place not in ABSENT_PLACES:
        return led, ""
    return _("⚠ {buildings}: no leader there now").format(buildings=led), "$error bold"


def custody_lines(place: Place, row: PersonRow) -> Iterator[Content | None]:
    """The part of a detail that tells what a person keeps; red while they are absent."""
    found = place.store.ask(custody.held_by, row.no)
    if not found:
        return
    absent = row.place in ABSENT_PLACES
    now, masked = place.store.now(), place.desk.masked
    yield None
    yield heading(_("Keeps for others"), str(len(found)))
    if absent:
        yield Content.styled("  " + _("⚠ absent: K gives these to another"), "$error bold")
    for one in found[:_SHOWN]:
        late = absent or words.overdue(one, now)
        yield set_in(words.brief(one, now, masked), "$error" if late else "")
    if len(found) > _SHOWN:
        yield Content("  " + _("… and {count} more").format(count=len(found) - _SHOWN))
