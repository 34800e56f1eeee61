"""The committee: its papers, who is in charge, who falls out, what is kept, what is closed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from data import settings, sql
from data.absence.commands import apply_absence
from data.absence.queries import holds
from data.closed.commands import close_places
from data.custody.commands import add_thing
from data.directory import commands as directory
from data.exchange.apply import apply_import
from data.exchange.plan import plan_import
from data.households.compounds import name_neighbourhood
from data.roster.commands import change_person
from data.sample.scene import Scene
from models.absence import AbsenceInput, Away, Handover
from models.closed import Extent, PlaceKey
from models.custody import CustodyInput, KeptKind
from models.directory import ContactInput, ContactKind
from models.roster import Place, PresenceInput, Reach
from models.suggest import Reason


def begin(scene: Scene, committee: str, subdistrict: str, in_charge: str) -> None:
    """The committee, whose lists are in, has its name and somebody in charge."""
    name_neighbourhood(scene.step, committee, subdistrict)
    settings.put_in_charge(scene.step, scene.person(in_charge))
    conn = scene.step.conn
    households, people = (
        sql.value(conn.execute(f"SELECT count(*) FROM {table}"))
        for table in ("household", "person")
    )
    scene.step.act("sample_ground", name=committee, households=households, people=people)


def bring_in(scene: Scene, files: Sequence[str]) -> None:
    """Papers are brought in together."""
    paths = [scene.folder / file for file in files]
    plan = plan_import(scene.step.conn, paths, now=scene.step.at)
    assert all(file.kind and not file.problems for file in plan.files), files
    apply_import(scene.step, plan)


def add_contact(scene: Scene, kind: str, **said: Any) -> None:
    """Somebody is put into the directory."""
    directory.add_contact(scene.step, ContactInput(kind=ContactKind(kind), **said))


def lives(scene: Scene, who: str, building: str, leads: Sequence[str] = ()) -> None:
    """Somebody lives in a building, and leads some."""
    changes = {"building": building, "leads": tuple(leads)}
    change_person(scene.step, scene.person(who), None, changes)


def keeps(
    scene: Scene,
    who: str,
    kind: str,
    what: str,
    *,
    household: str = "",
    due_back: int | None = None,
    **said: Any,
) -> None:
    """Somebody keeps a thing, for the household of a number, which is due back some days on."""
    given = CustodyInput(
        KeptKind(kind),
        what,
        scene.person(who),
        scene.household(household) if household else None,
        since=scene.at,
        due_back=None if due_back is None else scene.days.day(due_back),
        **said,
    )
    add_thing(scene.step, given)


def close(scene: Scene, compound: str, building: str, until: int, why: str) -> None:
    """Nobody leaves a building for some days."""
    key = PlaceKey(Extent.BUILDING, scene.building(compound, building))
    close_places(scene.step, [key], scene.days.day(until), why)


def falls_out(
    scene: Scene, who: str, place: str, back: int, reach: str = "any_time", **said: Any
) -> None:
    """Somebody falls out, is expected back some days on, and what they hold stays with them."""
    presence = PresenceInput(
        Place(place), scene.at, Reach(reach), expected_back=scene.days.day(back), **said
    )
    given = AbsenceInput((scene.person(who),), presence)
    held = holds(scene.step.conn, given.people, Away(scene.at, None, presence.reach))
    stay = [Handover(one, one.person_no, one.person, Reason("given_by_hand")) for one in held]
    apply_absence(scene.step, given, stay)
