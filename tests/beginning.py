"""What a store begins with in a test: compounds, households and people, in one step."""

from __future__ import annotations

from data.households.commands import add_households
from data.households.compounds import add_compounds
from data.roster.commands import add_people
from data.store import Store
from models.households import CompoundInput, HouseholdInput
from models.roster import PersonInput

Given = CompoundInput | HouseholdInput | PersonInput


def begin(store: Store, *given: Given) -> None:
    """Put on file what is given, each kind numbered on in its order."""
    with store.step() as step:
        step.act("began")
        add_compounds(step, [one for one in given if isinstance(one, CompoundInput)])
        add_households(step, [one for one in given if isinstance(one, HouseholdInput)])
        add_people(step, [one for one in given if isinstance(one, PersonInput)])
