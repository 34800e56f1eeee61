"""What a store begins with in a test: compounds, households and people, in one step."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from data.households.commands import add_households
from data.households.compounds import add_compounds
from data.roster.commands import add_people
from data.store import Store
from models.households import CompoundInput, HouseholdInput
from models.journal import Author
from models.roster import PersonInput

Given = CompoundInput | HouseholdInput | PersonInput

LI = Author("li", "desk-2")
"""Somebody else, at another desk."""


@contextmanager
def another_desk(store: Store, author: Author = LI) -> Iterator[Store]:
    """The same file as somebody else has it open."""
    theirs = Store(store.path, store.clock, author=author)
    try:
        yield theirs
    finally:
        theirs.close()


def begin(store: Store, *given: Given) -> None:
    """Put on file what is given, each kind numbered on in its order."""
    with store.step() as step:
        step.act("began")
        add_compounds(step, [one for one in given if isinstance(one, CompoundInput)])
        add_households(step, [one for one in given if isinstance(one, HouseholdInput)])
        add_people(step, [one for one in given if isinstance(one, PersonInput)])
