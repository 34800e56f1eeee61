"""The command that records where people are. It runs inside a step of the store."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from data import sql
from data.ids import new_id
from data.roster import queries
from models.problems import Problem, Refused
from models.roster import Place, PresenceInput, PresenceView
from models.roster.rules import Span, record
from models.text import clean
from models.times import iso, loaded, stored

if TYPE_CHECKING:
    from data.step import Step


def record_presence(step: Step, numbers: Sequence[int], given: PresenceInput) -> int:
    """People are at a place from a moment on; the spans that ran until then end. How many.

    Raises:
        Refused: `person_unknown`, `presence_overlaps`, `return_before_leaving`,
            `expected_before_leaving`, `reach_window_unclear`.
    """
    names = []
    for no in numbers:
        name = sql.value(step.conn.execute("SELECT name FROM person WHERE no = ?", (no,)))
        if name is None:
            raise Refused("person_unknown", no=no)
        place_person(step, no, given)
        names.append(name)
    place = given.place.value
    step.act(f"person_{place}", name=names, nos=list(numbers), place=place, since=iso(given.since))
    return len(names)


def place_person(step: Step, no: int, given: PresenceInput) -> bool:
    """Record where one person is; False when just this stands there already. Part of a command.

    Raises:
        Refused: as `record_presence`.
    """
    from models.roster.tables import Presence

    since = loaded(stored(given.since))
    spans = {span.id: span for span in queries.presence_of(step.conn, no)}
    if any(loaded(span.since) == since and _says(span, given) for span in spans.values()):
        return False
    doing = record([_span(span) for span in spans.values()], given, step.at)
    if isinstance(doing, Problem):
        raise Refused(doing.code, doing.field, **doing.params)
    if doing.ends:
        step.change(Presence, doing.ends, until=since, version=Presence.version + 1)
    said: dict[str, Any] = {
        "place": given.place,
        "reach": given.reach,
        "reach_from": given.reach_from,
        "reach_until": given.reach_until,
        "until": given.until,
        "expected_back": _day(given),
        "reason": clean(given.reason, limit=200),
    }
    if doing.replaces is not None:
        step.change(Presence, doing.replaces, **said, version=Presence.version + 1)
        return True
    (key,) = step.conn.execute("SELECT id FROM person WHERE no = ?", (no,)).fetchone()
    step.add(Presence(id=new_id(), person_id=key, since=since, entered_at=step.at, **said))
    return True


def _span(view: PresenceView) -> Span:
    until = loaded(view.until) if view.until else None
    return Span(view.id, Place(view.place), loaded(view.since), until)


def _says(span: PresenceView, given: PresenceInput) -> bool:
    """Whether a span of the same beginning says what is to be recorded; its end may have come."""
    said = (given.place, given.reach, given.reach_from, given.reach_until, _day(given))
    known = (span.place, span.reach, span.reach_from, span.reach_until, span.expected_back)
    return said == known


def _day(given: PresenceInput) -> str | None:
    return given.expected_back.isoformat() if given.expected_back else None
