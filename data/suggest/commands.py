"""Putting a suggestion for a day into force."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from data.cover.queries import slots
from data.duties import queries
from models.duties import Slot
from models.problems import Refused
from models.suggest import Given, Suggestion

if TYPE_CHECKING:
    from data.step import Step


class Applied(NamedTuple):
    """What a suggestion came to."""

    given: int
    names: tuple[str, ...]
    """Who was given something, each once."""


def apply_suggestion(step: Step, suggestion: Suggestion) -> Applied:
    """Give the places to those proposed, all or nothing.

    Raises:
        Refused: `suggestion_empty`; `place_taken` (where, starts, ends) when somebody fills a
            place by now, or it is no longer there, `work_taken` (work, starts, ends) where work
            has no place; what stands against somebody as `data.duties.commands.assign`.
    """
    if not suggestion.given:
        raise Refused("suggestion_empty")
    _still_open(step, [given.slot for given in suggestion.given])
    # Whoever is given work without a duty takes over an open one: those are filled before.
    ordered = sorted(suggestion.given, key=lambda given: given.slot.duty_no is None)
    numbers = [_give(step, given) for given in ordered]
    people = [queries.duty(step.conn, no).person or "" for no in numbers]
    done = Applied(len(numbers), tuple(dict.fromkeys(people)))
    step.act("day_suggested", count=done.given, names=list(done.names))
    return done


def _still_open(step: Step, wanted: list[Slot]) -> None:
    starts, ends = min(s.starts for s in wanted), max(s.ends for s in wanted)
    found = slots(step.conn, starts, ends, queries.settings(step.conn))
    here = Counter(slot.to_come(step.at) for slot in found)
    for slot in wanted:
        if not here[slot.to_come(step.at)]:
            times = {"starts": slot.starts, "ends": slot.ends}
            if not slot.where:
                raise Refused("work_taken", work=slot.work.value, **times)
            raise Refused("place_taken", where=slot.where, **times)
        here[slot.to_come(step.at)] -= 1


def _give(step: Step, given: Given) -> int:
    """Give one place to somebody; the number of the duty."""
    from data.duties import commands

    slot, to_ask = given.slot, given.reason.to_ask
    if slot.duty_no is None:
        return commands.assign(step, slot.duty(given.person_no, to_ask=to_ask))
    commands.replace(step, slot.duty_no, given.person_no, to_ask=to_ask)
    return slot.duty_no
