"""What is entered anew into the register: households, people of one, people no register lists,
compounds."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from data.households import commands as household_commands
from data.households import compounds as compound_commands
from data.households import queries as households
from data.residents import commands as resident_commands
from data.residents import identity
from data.residents.typed import new_as_typed
from models.households import CompoundKind, HouseholdKind, HouseholdView
from models.residents import Whereabouts
from screens.households import form as forms
from screens.households import words
from screens.i18n import _
from screens.kit.choose import Act, choose_from
from screens.kit.fields import FormField
from screens.kit.form import FormDialog
from screens.kit.place import Place
from screens.kit.record import blank
from screens.residents import form as resident_forms

if TYPE_CHECKING:
    from data.step import Step
    from models.residents import ResidentInput


def new_acts(place: Place, here: HouseholdView | None) -> Sequence[Act]:
    """What can be entered anew; without any compound that alone.

    Args:
        here: the household the cursor is on.
    """
    compound: Act = (lambda: _("a compound"), partial(_new_compound, place))
    if not place.store.ask(households.compound_names):
        return [compound]
    at = here.compound if here else ""
    acts: list[Act] = [(lambda: _("a household"), partial(_new_household, place, at))]
    if here is not None:
        acts.append(
            (
                lambda: _("a person of {door}").format(door=words.door(here)),
                partial(_new_resident, place, here),
            )
        )
    off_list: Act = (lambda: _("people no register lists"), partial(_ask_kind, place, at))
    return [*acts, off_list, compound]


def household_fields(place: Place) -> tuple[FormField, ...]:
    """The fields of a household in the compounds there are."""
    return forms.household_fields(list(place.store.ask(households.compound_names)))


def _ask_kind(place: Place, compound: str) -> None:
    """Ask of what sort people are that no register lists, and go on with their form."""
    kinds = [kind for kind in HouseholdKind if kind is not HouseholdKind.HOME]
    choose_from(
        place.desk,
        lambda: _("People no register lists"),
        kinds,
        words.household_kind,
        lambda kind: _new_household(place, compound, kind),
        lambda: _("They are fed and tested as a household of their own."),
    )


def _new_household(place: Place, compound: str, kind: HouseholdKind = HouseholdKind.HOME) -> None:
    home = kind is HouseholdKind.HOME

    def title() -> str:
        if home:
            return _("New household")
        return _("New: {kind}").format(kind=words.household_kind(kind))

    place.desk.open_dialog(
        FormDialog(
            blank(title, {"compound": compound, "kind": kind.value}),
            household_fields(place),
            forms.read_household,
            lambda edit: place.perform(
                lambda step: household_commands.add_household(step, edit.given),
                lambda _no: _("{what} is in the register.").format(what=words.door(edit.given)),
            ),
            "household" if home else f"household-{kind.value}",
            first="building" if compound else "compound",
        )
    )


def _new_resident(place: Place, household: HouseholdView) -> None:
    kept = place.store.ask(identity.keeper).kept

    def add(step: Step, given: ResidentInput) -> int:
        return resident_commands.add_resident(step, household.no, new_as_typed(step, given))

    place.desk.open_dialog(
        FormDialog(
            blank(
                lambda: _("New at {door}").format(door=words.door(household)),
                {"presence": Whereabouts.PRESENT.value},
            ),
            resident_forms.resident_fields(kept, masked=place.desk.masked),
            resident_forms.read_resident,
            lambda edit: place.perform(
                lambda step: add(step, edit.given),
                lambda _no: _("{name} is of {door}.").format(
                    name=edit.given.name, door=words.door(household)
                ),
            ),
            f"resident-of:{household.no}",
        )
    )


def _new_compound(place: Place) -> None:
    place.desk.open_dialog(
        FormDialog(
            blank(lambda: _("New compound"), {"kind": CompoundKind.COMMODITY}),
            forms.COMPOUND,
            forms.read_compound,
            lambda edit: place.perform(
                lambda step: compound_commands.add_compound(step, edit.given),
                lambda _no: _("Compound {name} is there.").format(name=edit.given.name),
            ),
            "compound",
        )
    )
