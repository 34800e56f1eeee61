"""Deliveries with their drops, rounds with their sessions, and who is given to which of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from data.duties import commands as duties
from data.sample.scene import Scene
from data.supplies import commands as supplies
from data.testing import commands as testing
from data.work import kinds
from models.duties import DutyInput, Role, Work
from models.supplies import AllocationRule, DeliveryInput, DropState, ItemInput
from models.supplies.handling import is_heavy
from models.testing import RoundInput, RoundKind, SessionInput, SessionState


def add_delivery(
    scene: Scene, arrives: str, goods: Sequence[Sequence[str | int]], **said: Any
) -> None:
    """A delivery was told by telephone: of each of the goods name, quantity, unit, rule, the rule
    in words, and the marks of those who come first where they are not the usual ones."""
    items = tuple(
        ItemInput(
            str(what),
            int(quantity),
            str(unit),
            AllocationRule(str(rule)),
            str(words),
            is_heavy=is_heavy(str(what)),
            first_marks=tuple(map(str, marks)),
        )
        for what, quantity, unit, rule, words, *marks in goods
    )
    supplies.add_delivery(scene.step, DeliveryInput(scene.days.at(arrives), items, **said))


def add_session(
    scene: Scene,
    site: str,
    compounds: Sequence[str],
    starts: str,
    ends: str,
    *,
    of: int | Mapping[str, Any],
    desks: int = 1,
) -> None:
    """A session is planned, of a round's number, or of a new round as the first of its sessions."""
    at = scene.days.at
    new = None if isinstance(of, int) else _round(scene, **of)
    no = of if isinstance(of, int) else 0
    given = SessionInput(no, site, tuple(compounds), at(starts), at(ends), desks)
    testing.add_session(scene.step, given, new)


def _round(
    scene: Scene, called: str, kind: str, day: int, hours: Sequence[str] = (), **said: Any
) -> RoundInput:
    """A round; what it is called may tell its day. `hours`: from when until when it calls people,
    where that was said."""
    held = scene.days.day(day)
    starts, ends = map(scene.days.at, hours) if hours else (None, None)
    return RoundInput(
        called.format(day=held), RoundKind(kind), held, starts_at=starts, ends_at=ends, **said
    )


def mark_drops(scene: Scene, nos: Sequence[int], state: str) -> None:
    """How far drops are."""
    supplies.mark_drops(scene.step, nos, DropState(state))


def mark_sessions(scene: Scene, nos: Sequence[int], state: str) -> None:
    """How far sessions are."""
    testing.mark_sessions(scene.step, nos, SessionState(state))


def give(scene: Scene, work: str, no: int, **people: Sequence[str]) -> None:
    """People are given to a piece of work, in the roles that they stand under."""
    target = kinds.one(scene.step.conn, Work(work), no)
    given = [
        target.duty(person, Role(role))
        for role, names in people.items()
        for person in scene.people(names)
    ]
    duties.change_people(scene.step, given)


def give_duty(
    scene: Scene, who: str, work: str, role: str, starts: str, ends: str, note: str
) -> None:
    """Somebody is given a duty that hangs on no record."""
    at = scene.days.at
    given = DutyInput(scene.person(who), Work(work), Role(role), at(starts), at(ends), note=note)
    duties.change_people(scene.step, [given])
