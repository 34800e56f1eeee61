"""From what was said of an address, numbers and names to the one household that is meant."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from models.reading.addresses import SaidAddress
from models.reading.gazetteer import Gazetteer, HouseholdRef

MOST_CANDIDATES = 20
"""Households offered when several are meant."""


@dataclass(slots=True)
class Match:
    """The household meant, or those that may be, with what is doubtful about it."""

    household: HouseholdRef | None = None
    candidates: tuple[HouseholdRef, ...] = ()
    doubts: list[str] = field(default_factory=list)


def match_household(
    said: SaidAddress | None,
    phones: Sequence[str],
    names: Sequence[str],
    gazetteer: Gazetteer,
    endings: Sequence[str] = (),
) -> Match:
    """The household of a line: by its address, else by telephone, else by the head's name.

    Args:
        endings: last digits of telephone numbers, which tell apart what the rest leaves open.
    """
    with_phone = [home for digits in phones for home in gazetteer.households_with_phone(digits)]
    if said and said.elsewhere:
        match = _elsewhere(said, with_phone, gazetteer)
    elif said and (said.compound or said.parts.room):
        match = _at_address(said, with_phone, names, gazetteer)
    else:
        match = _by_phone_or_name(with_phone, names, gazetteer)
    if match.household is None and endings:
        open_match, match = match, _by_ending(match, said, endings, gazetteer)
        if match is open_match:
            match.doubts.append("tail_unknown")
    if match.household is None and not match.candidates:
        match.doubts += _missing(said)
    home = match.household
    if home and with_phone and home.no not in {other.no for other in with_phone}:
        match.doubts.append("phone_belongs_elsewhere")
    if said and said.guessed:
        match.doubts.append("compound_guessed")
    if said and said.others:
        match.doubts.append("several_addresses")
    return match


def _elsewhere(said: SaidAddress, with_phone: list[HouseholdRef], gazetteer: Gazetteer) -> Match:
    """An address that is not of the register: nobody of here, but by their telephone."""
    match = _by_phone_or_name(with_phone, (), gazetteer)
    here = match.household
    is_their_door = here and (here.building, here.room) == (said.parts.building, said.parts.room)
    if not is_their_door:
        match.doubts.append("elsewhere")
    return match


def _by_ending(
    match: Match, said: SaidAddress | None, endings: Sequence[str], gazetteer: Gazetteer
) -> Match:
    """Of what is left open the household whose number ends so; the match as it was without one."""
    homes = list(match.candidates)
    compound = said.compound if said else None
    if not homes and said and (said.elsewhere or said.parts.building or said.parts.room):
        return match
    for ending in endings:
        fitting = (
            _ending_so(homes, ending, compound, gazetteer)
            if homes
            else gazetteer.households_with_phone_ending(ending, compound)
        )
        if len(fitting) == 1:
            return Match(fitting[0], doubts=[] if said else ["household_by_tail"])
        if fitting:
            doubts = list(dict.fromkeys([*match.doubts, "several_households"]))
            return Match(candidates=tuple(fitting[:MOST_CANDIDATES]), doubts=doubts)
    return match


def _ending_so(
    homes: Sequence[HouseholdRef], ending: str, compound: str | None, gazetteer: Gazetteer
) -> list[HouseholdRef]:
    """Those of some households one of whose numbers ends so."""
    known = {home.no for home in gazetteer.households_with_phone_ending(ending, compound)}
    return [home for home in homes if home.phone.endswith(ending) or home.no in known]


def _missing(said: SaidAddress | None) -> list[str]:
    """What was not said of where help is asked for, when nobody was found."""
    if said is None:
        return ["address_missing"]
    is_told = said.elsewhere or said.parts.room or (said.compound and said.parts.found)
    return [] if is_told else ["door_missing"]


def _at_address(
    said: SaidAddress, with_phone: list[HouseholdRef], names: Sequence[str], gazetteer: Gazetteer
) -> Match:
    homes = _households(said, gazetteer)
    doubts = [] if said.compound else ["compound_unknown"]
    precise = bool(said.parts.room)
    if not precise and said.parts.building:
        whole_buildings = [home for home in homes if home.room is None]
        precise = len(whole_buildings) == 1
        homes = whole_buildings if precise else homes
    if precise and len(homes) == 1:
        return Match(homes[0], doubts=[] if said.compound else doubts)
    narrowed = _narrowed(homes, with_phone, names, gazetteer)
    if len(narrowed) == 1:
        return Match(narrowed[0])
    if not homes:
        return Match(doubts=[*doubts, "household_unknown"] if said.parts.found else doubts)
    if not said.parts.found:
        return Match(doubts=doubts)
    candidates = tuple((narrowed or homes)[:MOST_CANDIDATES])
    return Match(candidates=candidates, doubts=[*doubts, "several_households"])


def _households(said: SaidAddress, gazetteer: Gazetteer) -> list[HouseholdRef]:
    """Households at an address; what was written as a room may be kept as a building."""
    lane, building, unit, room = said.parts[:4]
    found = list(gazetteer.households_at(said.compound, lane, building, unit, room))
    if not found and unit and building is None:
        found = list(gazetteer.households_at(said.compound, lane, unit, None, room))
    if not found and unit:
        found = list(gazetteer.households_at(said.compound, lane, building, None, room))
    if not found and room and building is None and said.compound:
        found = list(gazetteer.households_at(said.compound, lane, room, None, None))
    return found


def _narrowed(
    homes: list[HouseholdRef],
    with_phone: list[HouseholdRef],
    names: Sequence[str],
    gazetteer: Gazetteer,
) -> list[HouseholdRef]:
    known = {home.no for home in with_phone}
    by_phone = [home for home in homes if home.no in known]
    by_name = _named(homes, names, gazetteer)
    both = [home for home in by_phone if home in by_name]
    return both or by_phone or by_name


def _named(
    homes: Sequence[HouseholdRef], names: Sequence[str], gazetteer: Gazetteer
) -> list[HouseholdRef]:
    """Those of some households in which somebody of these names lives."""
    known = {home.no for name in names for home in gazetteer.households_with_head(name)}
    return [home for home in homes if home.head in names or home.no in known]


def _by_phone_or_name(
    with_phone: list[HouseholdRef], names: Sequence[str], gazetteer: Gazetteer
) -> Match:
    homes = list(dict.fromkeys(with_phone))
    if homes:
        named = _named(homes, names, gazetteer)
        homes = named or homes
        if len(homes) == 1:
            return Match(homes[0])
        return Match(candidates=tuple(homes[:MOST_CANDIDATES]), doubts=["several_households"])
    homes = [home for name in names for home in gazetteer.households_with_head(name)]
    if len(homes) == 1:
        return Match(homes[0], doubts=["household_by_name"])
    if homes:
        return Match(candidates=tuple(homes[:MOST_CANDIDATES]), doubts=["several_households"])
    return Match()
