"""Somebody falls out, or is back: each one transaction and one step of the journal."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple

from data.absence.kinds import BY_KIND
from data.absence.queries import (
    falling,
    holds,
    offers,
    planned_after,
    planned_later,
    taken_over,
)
from data.holdings import key_of_person
from data.ids import new_id
from data.roster.presence import place_person, record_presence
from data.roster.queries import presence_of
from models.absence import AbsenceInput, Away, Handover, Hold
from models.problems import Refused
from models.roster import ABSENT_PLACES, PersonKind, PresenceInput, PresenceView
from models.roster.rules import usual_place
from models.times import CLOCKS_DIFFER, iso, loaded, stored

if TYPE_CHECKING:
    from data.step import Step


class Applied(NamedTuple):
    """What an absence came to."""

    names: tuple[str, ...]
    moved: int
    """Things somebody took."""
    uncovered: int
    """Things nobody took."""
    later: tuple[tuple[str, PresenceView], ...] = ()
    """Absences that were planned for later, see `data.absence.queries.planned_later`."""


def apply_absence(step: Step, given: AbsenceInput, lines: Sequence[Handover]) -> Applied:
    """Record that people fall out and give what they hold to others, all or nothing.

    Of those at home only that is recorded: they can be called and keep what they hold.

    Args:
        given: who, where to, since when.
        lines: what becomes of everything they hold, as a plan proposed it or as it was changed.

    Raises:
        Refused: `absence_out_of_date` when they hold other things now than the lines say,
            `nobody_named`, `presence_overlaps`, `return_before_leaving`, and what stands against
            a successor as `data.duties.commands.assign`.
    """
    presence = given.presence
    begins = max(presence.since, step.at)
    people = falling(step.conn, given.people, begins)
    if presence.place not in ABSENT_PLACES:
        record_presence(step, [person.no for person in people], presence)
        return Applied(tuple(person.name for person in people), 0, 0)
    held = holds(step.conn, given.people, Away(begins, presence.until, presence.reach))
    by_key = {line.hold.key: line for line in lines}
    if {hold.key for hold in held} != set(by_key):
        raise Refused("absence_out_of_date")
    later = planned_later(step.conn, people, presence.since)
    for person in people:
        _fall_out(step, person.no, presence)
    moved = uncovered = 0
    for hold in held:
        line = by_key[hold.key]
        if line.successor == hold.person_no:
            continue
        number = BY_KIND[hold.what].hand_over(step, hold, line.successor, begins)
        _note(step, hold, number, line.successor)
        moved += not line.uncovered
        uncovered += line.uncovered
    done = Applied(tuple(person.name for person in people), moved, uncovered, later)
    step.act(
        "absence_applied",
        names=list(done.names),
        place=presence.place.value,
        since=iso(presence.since),
        moved=moved,
        uncovered=uncovered,
    )
    return done


def _note(step: Step, hold: Hold, number: int, by: int | None) -> None:
    """Note who took a thing over, by the number it has now, so that it can be offered back."""
    from models.absence.tables import Standin

    person = key_of_person(step.conn, hold.person_no)
    assert person is not None
    step.add(
        Standin(
            id=new_id(),
            what=hold.what,
            ref_no=number,
            for_id=person,
            by_id=key_of_person(step.conn, by),
            at=step.at,
        )
    )


def _fall_out(step: Step, no: int, given: PresenceInput) -> None:
    """Record where somebody is; an absence on record already is kept, or begins earlier."""
    from models.roster.tables import Presence

    spans = presence_of(step.conn, no)[::-1]
    since, now = stored(given.since), stored(step.at)
    running = _running(spans, since)
    later = next((span for span in spans if span.since > since), None)
    until = stored(given.until) if given.until else None
    if running is not None and _says(running, given) and _goes_on(running.until, until, later, now):
        _prolong(step, running, given)
        return
    if later is not None and later.place == given.place and given.until is None:
        # It is the same absence, and it began earlier than was known.
        if running is not None and running.since == since:
            step.remove(Presence, running.id)
        elif running is not None:
            step.change(Presence, running.id, until=given.since, version=Presence.version + 1)
        step.change(Presence, later.id, since=given.since, version=Presence.version + 1)
        return
    if later is not None and len(spans) == 1 and _is_presumed(later, until, now):
        # What the roster took for granted when it was written down is no other record.
        step.remove(Presence, later.id)
    elif later is not None and given.until is None and later.place in ABSENT_PLACES:
        # Somebody who is to be elsewhere later falls out before: away until then, and from then on.
        given = given._replace(until=loaded(later.since))
    place_person(step, no, given)


def _running(spans: Sequence[PresenceView], at: str) -> PresenceView | None:
    """The span of presence that runs at a stored moment."""
    return next((s for s in spans if s.since <= at and (s.until is None or s.until > at)), None)


def _says(span: PresenceView, given: PresenceInput) -> bool:
    """Whether a span tells of the same place and reach."""
    said = (given.place, given.reach, given.reach_from, given.reach_until)
    return said == (span.place, span.reach, span.reach_from, span.reach_until)


def _prolong(step: Step, span: PresenceView, given: PresenceInput) -> None:
    """Write down what is known anew of the end of an absence on record."""
    from models.roster.tables import Presence

    back = given.expected_back.isoformat() if given.expected_back else span.expected_back
    until = given.until or (loaded(span.until) if span.until else None)
    if back != span.expected_back or (stored(until) if until else None) != span.until:
        step.change(
            Presence, span.id, expected_back=back, until=until, version=Presence.version + 1
        )


def _is_presumed(first: PresenceView, until: str | None, now: str) -> bool:
    """Whether somebody's first record only says they were here, and an absence reaches into it."""
    reaches = until is None or until > first.since
    return reaches and first.since <= now and first.place not in ABSENT_PLACES


def _goes_on(ends: str | None, until: str | None, later: PresenceView | None, now: str) -> bool:
    """Whether an absence that ends then still runs, and nothing stands in the way of `until`."""
    if ends is not None and (ends <= now or (until is not None and until < ends)):
        return False
    return until is None or later is None or until <= later.since


class Back(NamedTuple):
    """What a return came to."""

    name: str
    taken: int
    """Things that are theirs again."""
    later: PresenceView | None = None
    """The absence planned for later, which stays as it is; None for none."""


def bring_back(
    step: Step,
    no: int,
    since: datetime,
    take: Collection[str] = (),
    *,
    settle: bool = False,
) -> Back:
    """Record that somebody is back, and give back what they take again, all or nothing.

    Args:
        no: their number.
        since: from when on they are here.
        take: which of `data.absence.queries.offers` they take, by `standin_id`.
        settle: whether what they do not take is with the others for good.

    Raises:
        Refused: `person_unknown`, `person_archived`, `offer_gone`, `return_before_leaving`, and
            what stands against them as `data.duties.commands.assign`.
    """
    from models.absence.tables import Standin

    (person,) = falling(step.conn, [no], since)
    later = _come_back(step, no, PresenceInput(usual_place(PersonKind(person.kind)), since))
    taken = {one.id: one for one in taken_over(step.conn, no)}
    offered = [one.standin_id for one in offers(step.conn, no, max(since, step.at))]
    if not set(take) <= set(offered):
        raise Refused("offer_gone", "take")
    for key in offered:
        if key in take:
            BY_KIND[taken[key].what].hand_back(step, taken[key], no)
        if key in take or settle:
            step.change(Standin, key, settled_at=step.at)
    step.act("person_back", name=person.name, since=iso(since), taken=len(set(take)))
    return Back(person.name, len(set(take)), later)


def _drop_written_ahead(step: Step, no: int, since: datetime) -> None:
    """Take away absences that begin after somebody is back and that were written down while the
    clock was ahead: they were over before they could begin."""
    from models.roster.tables import Presence

    spans, late = presence_of(step.conn, no), stored(step.at + CLOCKS_DIFFER)
    for span in spans:
        if (
            span.since > stored(since)
            and span.since > late
            and span.entered_at > late
            and span.place in ABSENT_PLACES
        ):
            step.remove(Presence, span.id)
            for before in spans:
                if before.until == span.since:
                    step.change(Presence, before.id, until=None, version=Presence.version + 1)


def _come_back(step: Step, no: int, given: PresenceInput) -> PresenceView | None:
    """Record the return, unless they are there already; none is before they left.

    Returns:
        The absence they are back until, which was planned for later; None for none.
    """
    _drop_written_ahead(step, no, given.since)
    spans, at = presence_of(step.conn, no), stored(given.since)
    now = _running(spans, stored(step.at))
    if now is not None and now.since > at and now.place in ABSENT_PLACES:
        raise Refused("return_before_leaving", "since", since=loaded(now.since), until=given.since)
    then = _running(spans, at)
    later = planned_after(spans, at)
    if then is None or then.place in ABSENT_PLACES:
        place_person(step, no, given._replace(until=loaded(later.since) if later else None))
    return later
