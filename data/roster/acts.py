"""The acts on people, each one transaction and one step of the journal."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from data.custody import queries as custody
from data.roster import commands, presence
from models.custody import CustodyInput
from models.journal import Act
from models.roster import PersonInput, PresenceInput

if TYPE_CHECKING:
    from data.store import Store


def add_person(store: Store, given: PersonInput) -> int:
    """Keep a new person; see `commands.add_person`."""
    with store.write(Act("person_added")) as step:
        return commands.add_person(step, given)


def change_person(store: Store, no: int, version: int, changes: Mapping[str, object]) -> int:
    """Change a person; see `commands.edit_person`."""
    with store.write(Act("person_changed")) as step:
        commands.edit_person(step, no, version, changes)
    return no


def archive_person(store: Store, no: int, version: int) -> int:
    """Take a person off the roster; see `commands.archive_person`."""
    with store.write(Act("person_archived")) as step:
        commands.archive_person(step, no, version)
    return no


def record_presence(store: Store, numbers: Sequence[int], given: PresenceInput) -> int:
    """Record where people are, all in one step; how many. See `presence.record_presence`."""
    with store.write(Act(f"person_{given.place.value}")) as step:
        names = [presence.record_presence(step, no, given) for no in numbers]
        step.tell(name=names)
    return len(names)


def keep(store: Store, given: CustodyInput) -> int:
    """Somebody keeps a thing for others; its number. See `custody.keep`."""
    with store.write(Act("custody_kept")) as step:
        return custody.keep(step, given)


def change_kept(store: Store, no: int, version: int, changes: Mapping[str, object]) -> int:
    """Change what is known of a thing kept; see `custody.change`."""
    with store.write(Act("custody_changed")) as step:
        custody.change(step, no, version, changes)
    return no


def hand_over(store: Store, numbers: Sequence[int], person_no: int, note: str = "") -> int:
    """Things go to another keeper, all or none; how many. See `custody.hand_over`."""
    with store.write(Act("custody_handed_over")) as step:
        were = [custody.hand_over(step, no, person_no, note) for no in numbers]
        step.tell(what=[row.what for row in were])
        step.tell(name=list(dict.fromkeys(row.holder for row in were)))
    return len(were)


def give_back(store: Store, numbers: Sequence[int]) -> int:
    """Things go back to whom they belong, all or none; how many. See `custody.give_back`."""
    with store.write(Act("custody_given_back")) as step:
        were = [custody.give_back(step, no) for no in numbers]
        step.tell(what=[row.what for row in were])
        step.tell(name=list(dict.fromkeys(row.holder for row in were)))
    return len(were)
