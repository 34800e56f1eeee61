"""What was done about calls for help once they had come in: put right, chased, told, ended."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from data.emergency import commands as emergency
from data.requests import chasing, commands, queries
from data.sample.scene import Scene
from models.chases import ChaseInput, Rung, Urgency, Verdict
from models.emergency import LineInput, SheetLine
from models.fields import filled
from models.requests import ClosingInput, Outcome, RequestKind


def correct(scene: Scene, no: int, **said: Any) -> None:
    """What was read of a call is put right, with "" for what there is none of, and its doubts are
    answered."""
    read = {"kind": RequestKind, "urgency": Urgency, "harm_at": scene.days.at}
    changes = {
        name: None if value == "" else read[name](value) if name in read else value
        for name, value in said.items()
    }
    version = queries.view(scene.step.conn, no).version
    commands.change_request(scene.step, no, version, {**changes, "doubts": ()})


def own(scene: Scene, nos: Sequence[int], who: str) -> None:
    """Somebody looks after requests."""
    commands.assign_requests(scene.step, nos, scene.person(who))


def chase(scene: Scene, no: int, to: str, *, by: str = "", **said: Any) -> None:
    """Somebody was asked to do something about a request."""
    given = filled(
        ChaseInput,
        {"to": to, "at": scene.at, "contact_no": scene.contact(to), **said},
        rung=Rung,
        promised_until=scene.days.at,
        verdict=Verdict,
    )
    chasing.chase_requests(scene.step, [no], given, scene.person(by) if by else None)


def name_callers(scene: Scene, no: int, who: Sequence[str]) -> None:
    """These call for a life in parallel."""
    emergency.name_callers(scene.step, no, scene.people(who))


def tick(scene: Scene, no: int, item: str, by: str) -> None:
    """An item of a life's checklist is done."""
    emergency.mark_item(scene.step, no, item, done=True, by_person_no=scene.person(by))


def add_line(scene: Scene, no: int, line: str, said: str, by: str = "") -> None:
    """A line is written on a life's sheet."""
    person = scene.person(by) if by else None
    emergency.add_line(scene.step, no, LineInput(SheetLine(line), said, scene.at, person))


def end(scene: Scene, no: int, outcome: str, told: str = "") -> None:
    """A request ends; where nobody was told, the resident is still to be."""
    given = {no: ClosingInput(Outcome(outcome), told, scene.at)}
    commands.close_requests(scene.step, given)
