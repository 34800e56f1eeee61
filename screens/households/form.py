"""The forms of households and compounds: their fields and what stands in them."""

from __future__ import annotations

from collections.abc import Sequence

from models.households import CompoundKind, CompoundRow, HouseholdView
from models.problems import Problem
from models.text import own_phone
from screens.households import words
from screens.i18n import N_
from screens.kit.fields import count_check
from screens.kit.form import FormField, Value


def own_phone_check(said: str) -> Problem | None:
    """What is wrong with a field that says somebody's own telephone number."""
    return None if own_phone(said) else Problem("phone_unclear", {"value": said})


COMPOUND: tuple[FormField, ...] = (
    FormField("name", N_("compound"), required=True),
    FormField("kind", N_("kind"), "choice", choices=words.kinds, required=True),
    FormField("address", N_("address")),
    FormField("unloading_point", N_("unload at")),
    FormField("leader", N_("bldg leader")),
    FormField("leader_phone", N_("phone"), "phone", check=own_phone_check),
    FormField("stated_households", N_("households"), "number", check=count_check),
    FormField("stated_buildings", N_("buildings"), "number", check=count_check),
)
"""The fields of a compound; the two counts are what its own list says."""


def household_fields(compounds: Sequence[str]) -> tuple[FormField, ...]:
    """The fields of a household in one of these compounds."""
    return (
        FormField(
            "compound",
            N_("compound"),
            "choice",
            choices=lambda: [(name, name) for name in compounds],
            required=True,
        ),
        FormField("lane", N_("lane")),
        FormField("building", N_("building"), required=True),
        FormField("unit", N_("unit")),
        FormField("room", N_("room"), hint=N_("1505, or a name such as 前客堂")),
        FormField("head", N_("head")),
        FormField("phone", N_("phone"), "phone", check=own_phone_check),
        FormField("people", N_("people"), "number", check=count_check),
        FormField("elders", N_("60 and over"), "number", check=count_check),
        FormField("marks", N_("marks"), hint=N_("独居老人，养猫")),
        FormField("note", N_("note"), "long"),
    )


def household_values(view: HouseholdView | None, compound: str) -> dict[str, Value]:
    """A household as the form shows it; a new one is taken to be in that compound."""
    if view is None:
        return {"compound": compound}
    texts = ("compound", "lane", "building", "unit", "room", "head", "phone", "note")
    values: dict[str, Value] = {name: getattr(view, name) or "" for name in texts}
    for name in ("people", "elders"):
        count = getattr(view, name)
        values[name] = "" if count is None else str(count)
    values["marks"] = "，".join(view.marks)
    return values


def compound_values(row: CompoundRow | None) -> dict[str, Value]:
    """A compound as the form shows it."""
    if row is None:
        return {"kind": CompoundKind.COMMODITY.value}
    stands = {field.name: getattr(row, field.name) for field in COMPOUND}
    return {name: "" if value is None else str(value) for name, value in stands.items()}
