"""Supplies on their way to the doors: trucks, counts, loads, who missed out, what drivers said."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from data.counts import queries as counted
from data.counts.commands import record_counts
from data.doors import queries as doors
from data.doors.commands import note_missed
from data.doors.report import read_gates, understood
from data.drivers import commands as drivers
from data.loads import commands as loads
from data.loads import plans, queries
from data.sample.scene import Scene
from data.supplies import run, running
from models.counts import CountInput, GateLine, Reason, Site, Stage, rules
from models.drivers import NoteKind
from models.loads import LoadState
from models.supplies.hands import MINUTE
from models.times import loaded


class _But(NamedTuple):
    """A figure that is another than the one before it, and why."""

    compound: str
    goods: str
    quantity: int
    reason: str
    said: str = ""
    building: str = ""


def count(
    scene: Scene,
    delivery: int,
    stage: str,
    compounds: Sequence[str] = (),
    *,
    by: str = "",
    buildings: bool = False,
    only: bool = False,
    but: Sequence[Mapping[str, str | int]] = (),
) -> None:
    """Goods were counted, as many as before but for some.

    Args:
        compounds: the gates that were counted; all where none is named.
        buildings: whether each building was counted, rather than all of a gate at once.
        only: whether nothing but these others was counted.
    """
    others = {
        (one.compound, one.goods, one.building): one
        for one in (_But(**other) for other in but)  # type: ignore[arg-type]
    }
    given = []
    for line in counted.figures(scene.step.conn, delivery):
        if compounds and line.compound not in compounds:
            continue
        sites: Sequence[Site | None] = line.sites if buildings else (None,)
        for site in sites:
            other = others.pop((line.compound, line.goods, site.building if site else ""), None)
            if other is not None or not only:
                given.append(_count(scene, line, Stage(stage), site, other))
    assert not others, others
    who = scene.person(by) if by else None
    record_counts(scene.step, [one._replace(person_no=who) for one in given])


def _count(
    scene: Scene, line: GateLine, stage: Stage, site: Site | None, other: _But | None
) -> CountInput:
    quantity = other.quantity if other else rules.proposed(line, stage, site)
    assert quantity is not None, line
    return CountInput(
        line.drop_no,
        line.item_id,
        stage,
        quantity,
        None if site is None else site.building_id,
        Reason(other.reason) if other else None,
        other.said if other else "",
        counted_at=scene.at,
    )


def miss(scene: Scene, delivery: int, said: Mapping[str, str]) -> None:
    """Gates were handed out, and doors missed out that somebody named, compound by compound."""
    drops, misses = [], []
    places = doors.places(scene.step.conn)
    for compound, words in said.items():
        gates = read_gates(scene.step.conn, delivery, compound)
        found = understood(gates, words, places)
        assert not found.unknown, found.unknown
        drops += [gate.drop.no for gate in gates]
        misses += found.misses
    note_missed(scene.step, delivery, drops, misses)


def come(scene: Scene, delivery: int, compound: str = "") -> None:
    """The truck came to a gate; where none is named, to one after another, each as long after the
    one before."""
    if compound:
        running.arrive(scene.step, scene.drop(delivery, compound), scene.at)
        return
    stops = run.run_stops(scene.step.conn, delivery)
    first = loaded(stops[0].eta)
    each = (scene.at - first) // len(stops)
    for at, stop in enumerate(stops):
        came = first + (at * each).seconds // 60 * MINUTE
        running.arrive(scene.step, stop.no, came)


def disinfect(scene: Scene, delivery: int) -> None:
    """The truck and its goods were disinfected."""
    running.disinfect(scene.step, delivery, scene.at)


def leave(scene: Scene, delivery: int, compound: str) -> None:
    """The truck left a gate."""
    running.drive_on(scene.step, scene.drop(delivery, compound), scene.at)


def be_late(scene: Scene, delivery: int, compound: str, minutes: int) -> None:
    """The truck will be late at a gate, and at all behind it."""
    running.be_late(scene.step, scene.drop(delivery, compound), minutes)


def note_driver(
    scene: Scene, delivery: int, kind: str, said: str, kept: bool | None = None
) -> None:
    """Something is remembered of a driver: asked, promised, given in thanks, of help."""
    drivers.add_note(scene.step, delivery, NoteKind(kind), said, is_kept=kept, at=scene.at)


def keep_promise(scene: Scene, no: int) -> None:
    """What a driver promised was kept."""
    drivers.keep_promise(scene.step, no, is_kept=True)


def plan_loads(scene: Scene, delivery: int, compounds: Sequence[str]) -> None:
    """It is planned who carries goods from gates to the doors."""
    drops = [scene.drop(delivery, compound) for compound in compounds]
    found = plans.plan_loads(scene.step.conn, drops, scene.step.at)
    loads.plan_loads(scene.step, found.lines, found.replaced)


def mark_loads(scene: Scene, delivery: int, compound: str, state: str) -> None:
    """How far the loads of a gate are that somebody carries."""
    rows = queries.loads_at(scene.step.conn, [scene.drop(delivery, compound)])
    loads.mark_loads(scene.step, [row.no for row in rows], LoadState(state))
