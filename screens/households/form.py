"""The forms of households and compounds: their fields, what stands in them, what they say."""

from __future__ import annotations

from collections.abc import Sequence

from data.households import queries as households
from data.sql import Reader
from models.households import CompoundInput, CompoundKind, HouseholdInput, HouseholdKind
from models.households.addresses import bare_building, bare_lane, bare_room, bare_unit
from models.households.marks import mark_of
from models.problems import Problem, Refused
from screens.households import words as household_words
from screens.i18n import N_
from screens.kit.fields import FormField, reader, shown
from screens.kit.kinds import COUNT, LONG, OWN_PHONE, Choice, named, text_kind, words
from screens.kit.mark_words import mark
from screens.kit.record import Record
from screens.residents.form import PHONES

COMPOUND: tuple[FormField, ...] = (
    FormField("name", N_("compound"), required=True),
    FormField(
        "kind",
        N_("kind"),
        Choice(household_words.kind.pairs, CompoundKind, CompoundKind.OTHER),
        required=True,
    ),
    FormField("address", N_("address")),
    FormField("unloading_point", N_("unload at")),
    FormField("leader", N_("bldg leader")),
    FormField("leader_phone", N_("phone"), OWN_PHONE),
    FormField("stated_households", N_("households"), COUNT),
    FormField("stated_buildings", N_("buildings"), COUNT),
)
"""The fields of a compound; the two counts are what its own list says."""


_KIND = Choice(household_words.household_kind.pairs, HouseholdKind, HouseholdKind.HOME)


def household_fields(compounds: Sequence[str]) -> tuple[FormField, ...]:
    """The fields of a household in one of these compounds."""
    return (
        FormField("compound", N_("compound"), Choice(named(compounds), str, ""), required=True),
        FormField("lane", N_("lane"), text_kind(lambda said: bare_lane(said) or "")),
        FormField(
            "building",
            N_("building"),
            text_kind(lambda said: bare_building(said) or ""),
            required=True,
        ),
        FormField("unit", N_("unit"), text_kind(lambda said: bare_unit(said) or "")),
        FormField(
            "room",
            N_("room"),
            text_kind(lambda said: bare_room(said) or ""),
            hint=N_("1505, or a name such as attic"),
        ),
        FormField("head", N_("head")),
        FormField("phone", N_("phone"), OWN_PHONE),
        FormField("phones", N_("more numbers"), PHONES, hint=N_("son 07700900001, daughter …")),
        FormField("people", N_("registered"), COUNT, hint=N_("people")),
        FormField("present", N_("here now"), COUNT, hint=N_("as follows from who is away")),
        FormField("fed", N_("fed"), COUNT, hint=N_("as many as are here")),
        FormField("elders", N_("60 and over"), COUNT),
        FormField(
            "marks",
            N_("marks"),
            words(lambda word: mark_of(word) or word, mark),
            hint=N_("living alone, cat"),
        ),
        FormField("kind", N_("kind"), _KIND, required=True),
        FormField("note", N_("note"), LONG),
    )


def household_record(conn: Reader, no: int) -> Record:
    """A household on file.

    Raises:
        Refused: `household_unknown`.
    """
    view = households.household(conn, no)
    if view is None:
        raise Refused("household_unknown", no=no)
    values = shown(household_fields(()), view)
    return Record(lambda: household_words.door(view), values, view.version, (view.id,))


def compound_record(conn: Reader, no: int) -> Record:
    """A compound on file.

    Raises:
        Refused: `compound_number_unknown`.
    """
    row = households.compound(conn, no)
    if row is None:
        raise Refused("compound_number_unknown", no=no)
    return Record(lambda: row.name, shown(COMPOUND, row), row.version, (row.id,))


def _household_problems(given: HouseholdInput) -> list[Problem]:
    if not given.building:
        return [Problem("field_empty", {}, "building")]
    if given.people is not None and given.elders is not None and given.elders > given.people:
        params = {"elders": given.elders, "people": given.people}
        return [Problem("elders_over_people", params, "elders")]
    return []


read_household = reader(household_fields(()), HouseholdInput, _household_problems)
"""A household as its form says it; words for a known mark become that mark."""

read_compound = reader(COMPOUND, CompoundInput)
