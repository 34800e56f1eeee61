"""The acts on people, each one transaction and one step of the journal."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from data.store import Step


from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from data.custody import commands as custody_commands
from data.roster import commands, presence
from models.custody import CustodyInput
from models.roster import PersonInput, PresenceInput

if TYPE_CHECKING:
    pass


def add_person(step: Step, given: PersonInput) -> int:
    """Keep a new person; see `commands.add_person`."""
    step.act("person_added")
    return commands.add_person(step, given)


def change_person(step: Step, no: int, version: int, changes: Mapping[str, object]) -> int:
    """Change a person; see `commands.edit_person`."""
    step.act("person_changed")
    commands.edit_person(step, no, version, changes)
    return no


def archive_person(step: Step, no: int, version: int) -> int:
    """Take a person off the roster; see `commands.archive_person`."""
    step.act("person_archived")
    commands.archive_person(step, no, version)
    return no


def record_presence(step: Step, numbers: Sequence[int], given: PresenceInput) -> int:
    """Record where people are, all in one step; how many. See `presence.record_presence`."""
    step.act(f"person_{given.place.value}")
    names = [presence.record_presence(step, no, given) for no in numbers]
    step.tell(name=names)
    return len(names)


def keep(step: Step, given: CustodyInput) -> int:
    """Somebody keeps a thing for others; its number. See `custody.keep`."""
    step.act("custody_kept")
    return custody_commands.keep(step, given)


def change_kept(step: Step, no: int, version: int, changes: Mapping[str, object]) -> int:
    """Change what is known of a thing kept; see `custody.change`."""
    step.act("custody_changed")
    custody_commands.change(step, no, version, changes)
    return no


def hand_over(step: Step, numbers: Sequence[int], person_no: int, note: str = "") -> int:
    """Things go to another keeper, all or none; how many. See `custody.hand_over`."""
    step.act("custody_handed_over")
    were = [custody_commands.hand_over(step, no, person_no, note) for no in numbers]
    step.tell(what=[row.what for row in were])
    step.tell(name=list(dict.fromkeys(row.holder for row in were)))
    return len(were)


def give_back(step: Step, numbers: Sequence[int]) -> int:
    """Things go back to whom they belong, all or none; how many. See `custody.give_back`."""
    step.act("custody_given_back")
    were = [custody_commands.give_back(step, no) for no in numbers]
    step.tell(what=[row.what for row in were])
    step.tell(name=list(dict.fromkeys(row.holder for row in were)))
    return len(were)
