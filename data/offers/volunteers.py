"""Who offered help, put on the roster once, as the same human being as in the register."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from data import sql
from data.residents import queries as residents
from data.residents.commands import link_person
from data.roster import queries as roster
from data.roster.commands import add_person, change_person
from models.address import dashed
from models.fields import kept_phone
from models.offers import OfferRow
from models.offers.reading import Manner, read_manner
from models.problems import Refused
from models.roster import PersonInput, PersonKind
from models.word_tables import unless_broken

if TYPE_CHECKING:
    from data.step import Step


class _Resident(NamedTuple):
    """Who made an offer, in the register; `person_no` where they are on the roster, too."""

    no: int
    person_no: int | None


def on_roster(step: Step, offer: OfferRow) -> tuple[int, bool]:
    """The number on the roster of who made an offer, and whether they were on it before.

    Who is known there by name and number, or as the resident of that name, keeps what is known of
    them; what is not is filled in.

    Raises:
        Refused: what the roster refuses.
    """
    resident = _resident(step, offer)
    known = _known(step, offer, resident)
    if known is None:
        known, was_known = add_person(step, _person(offer)), False
    else:
        _fill(step, known, offer)
        was_known = True
    if resident is not None and residents.on_roster(step.conn, known) is None:
        link_person(step, resident.no, known)
    return known, was_known


def _resident(step: Step, offer: OfferRow) -> _Resident | None:
    """The resident of that name behind that door."""
    rows = step.conn.execute(
        "SELECT x.no AS no, p.no AS person_no FROM resident x"
        " JOIN household h ON h.id = x.household_id"
        " LEFT JOIN person p ON p.id = x.person_id AND p.archived_at IS NULL"
        " WHERE h.no = ? AND x.name = ? ORDER BY x.no",
        (offer.household_no, offer.name),
    )
    return sql.view(_Resident, rows)


def _known(step: Step, offer: OfferRow, resident: _Resident | None) -> int | None:
    """Who on the roster made an offer: not somebody who was taken off it."""
    on_it = "SELECT no FROM person WHERE no = ? AND archived_at IS NULL"
    for no in (offer.person_no, resident and resident.person_no, offer.known_no):
        if sql.value(step.conn.execute(on_it, (no,))) is not None:
            return no
    return None


def _person(offer: OfferRow) -> PersonInput:
    """A volunteer with what an offer says of them; a number that is none of one's own is a note."""
    said = unless_broken(lambda: read_manner(offer.text), Manner())
    phone, note = offer.phone, ""
    try:
        kept_phone(phone, "phone", own=True)
    except Refused:
        phone, note = "", offer.phone
    return PersonInput(
        name=offer.name,
        kind=PersonKind.VOLUNTEER,
        phone=phone,
        compound=offer.compound,
        building=dashed(offer.lane, offer.building) or None,
        skills=offer.skills,
        vehicle=offer.vehicle,
        hours=offer.hours,
        available_from=offer.available_from,
        available_until=offer.available_until,
        note=note,
        no_heavy_work=said.no_heavy_work,
        has_pass=said.has_pass,
    )


def _fill(step: Step, person_no: int, offer: OfferRow) -> None:
    """Fill in what the roster does not know of somebody; what it knows stays."""
    view, given = roster.person(step.conn, person_no), _person(offer)
    assert view is not None
    changes: dict[str, object] = {}
    for name in ("phone", "vehicle"):
        if getattr(given, name) and not getattr(view, name):
            changes[name] = getattr(given, name)
    if given.hours and not view.hours and view.available_from is None:
        changes |= {
            name: getattr(given, name) for name in ("hours", "available_from", "available_until")
        }
    if given.compound and not view.compound:
        changes |= {"compound": given.compound, "building": given.building}
    skills = tuple(dict.fromkeys((*view.skills, *(given.skills or ()))))
    if skills != view.skills:
        changes["skills"] = skills
    if given.no_heavy_work and not view.no_heavy_work:
        changes["no_heavy_work"] = True
    if changes:
        change_person(step, person_no, None, changes)
