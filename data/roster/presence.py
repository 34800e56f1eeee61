"""The command that records where a person is. It runs inside a step of the store."""

from __future__ import annotations

from typing import TYPE_CHECKING

from data.ids import new_id
from models.problems import Problem, Refused
from models.roster import Place, PresenceInput
from models.roster.rules import Span, record
from models.text import clean
from models.times import iso, loaded, stored

if TYPE_CHECKING:
    from data.store import Step
    from models.roster.tables import Presence


def record_presence(step: Step, no: int, given: PresenceInput) -> str:
    """A person is at a place from a moment on; the span that ran until then ends.

    Returns:
        The person's name.

    Raises:
        Refused: `person_unknown`, `presence_overlaps`, `return_before_leaving`,
            `expected_before_leaving`, `window_half_open`.
    """
    found = step.conn.execute("SELECT id, name FROM person WHERE no = ?", (no,)).fetchone()
    if found is None:
        raise Refused("person_unknown", no=no)
    place_person(step, found[0], given)
    step.tell(no=no, name=found[1], place=given.place.value, since=iso(given.since))
    return str(found[1])


def place_person(step: Step, person_id: str, given: PresenceInput) -> bool:
    """Record a span for the person of that key; False when just this stands there already.

    Raises:
        Refused: as `record_presence`.
    """
    from sqlmodel import select

    from models.roster.tables import Presence

    step.session.flush()
    since = loaded(stored(given.since))
    own = select(Presence).where(Presence.person_id == person_id)
    spans = {span.id: span for span in step.session.exec(own).all()}
    known = [Span(span.id, Place(span.place), span.since, span.until) for span in spans.values()]
    if any(span.since == since and _says(span, given) for span in spans.values()):
        return False
    doing = record(known, given, step.at)
    if isinstance(doing, Problem):
        raise Refused(doing.code, doing.field, **doing.params)
    if doing.ends:
        running = spans[doing.ends]
        running.until = since
        running.version += 1
    if doing.replaces is None:
        span = Presence(id=new_id(), person_id=person_id, since=since, entered_at=step.at)
    else:
        span = spans[doing.replaces]
        span.version += 1
    span.place = given.place
    span.reach = given.reach
    span.reach_from = given.reach_from
    span.reach_until = given.reach_until
    span.until = given.until
    span.expected_back = given.expected_back.isoformat() if given.expected_back else None
    span.reason = clean(given.reason, limit=200)
    step.session.add(span)
    step.session.flush()
    return True


def _says(span: Presence, given: PresenceInput) -> bool:
    """Whether a span of the same beginning says what is to be recorded; its end may have come."""
    expected = given.expected_back.isoformat() if given.expected_back else None
    said = (given.place, given.reach, given.reach_from, given.reach_until, expected)
    return said == (
        span.place,
        span.reach,
        span.reach_from,
        span.reach_until,
        span.expected_back,
    )
