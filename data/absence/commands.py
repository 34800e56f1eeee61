"""Somebody falls out, or is back: each one transaction and one step of the journal."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple

from data import sql
from data.absence.hand_backs import offers
from data.absence.holdings import falling, holds
from data.absence.transfers import give_back, keep_standin, move
from data.roster.presence import place_person
from models.absence import AbsenceInput, Line
from models.problems import Refused
from models.roster import ABSENT_PLACES, PresenceInput
from models.roster.rules import usual_place
from models.times import iso, loaded, stored

if TYPE_CHECKING:
    from data.store import Step


class Applied(NamedTuple):
    """What an absence came to."""

    names: tuple[str, ...]
    moved: int
    """Things somebody took."""
    uncovered: int
    """Things nobody took."""


def apply_absence(step: Step, given: AbsenceInput, lines: Sequence[Line]) -> Applied:
    """Record that people fall out and give what they hold to others, all or nothing.

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
    held = holds(step.conn, given.people, begins, presence.until, presence.reach)
    by_key = {line.hold.key: line for line in lines}
    if {hold.key for hold in held} != set(by_key):
        raise Refused("absence_out_of_date")
    for person in people:
        _fall_out(step, person.no, presence)
    moved = uncovered = 0
    for hold in held:
        line = by_key[hold.key]
        if line.successor == hold.person_no:
            continue
        number = move(step, hold, line.successor, begins)
        keep_standin(step, hold, number, line.successor)
        moved += not line.uncovered
        uncovered += line.uncovered
    done = Applied(tuple(person.name for person in people), moved, uncovered)
    step.act(
        "absence_applied",
        names=list(done.names),
        place=presence.place.value,
        since=iso(presence.since),
        moved=moved,
        uncovered=uncovered,
    )
    return done


def _fall_out(step: Step, no: int, given: PresenceInput) -> None:
    """Record where somebody is; an absence on record already is kept, or begins earlier."""
    (person_id,) = step.conn.execute("SELECT id FROM person WHERE no = ?", (no,)).fetchone()
    spans = step.conn.execute(
        "SELECT id, place, since, until, reach, reach_from, reach_until FROM presence"
        " WHERE person_id = ? ORDER BY since",
        (person_id,),
    ).fetchall()
    since = stored(given.since)
    running = next((s for s in spans if s[2] <= since and (s[3] is None or s[3] > since)), None)
    later = next((s for s in spans if s[2] > since), None)
    until = stored(given.until) if given.until else None
    said = (given.place, given.reach, given.reach_from, given.reach_until)
    same = running is not None and (running[1], *running[4:]) == said
    if running is not None and same and _goes_on(running[3], until, later, stored(step.at)):
        back = given.expected_back.isoformat() if given.expected_back else None
        step.conn.execute(
            "UPDATE presence SET expected_back = coalesce(:back, expected_back),"
            " until = coalesce(:until, until), version = version + 1 WHERE id = :id"
            " AND (expected_back IS NOT coalesce(:back, expected_back)"
            " OR until IS NOT coalesce(:until, until))",
            {"back": back, "until": until, "id": running[0]},
        )
        return
    if later is not None and later[1] == given.place and given.until is None:
        # It is the same absence, and it began earlier than was known.
        if running is not None:
            if running[2] == since:
                step.conn.execute("DELETE FROM presence WHERE id = ?", (running[0],))
            else:
                step.conn.execute(
                    "UPDATE presence SET until = ?, version = version + 1 WHERE id = ?",
                    (since, running[0]),
                )
        step.conn.execute(
            "UPDATE presence SET since = ?, version = version + 1 WHERE id = ?", (since, later[0])
        )
        return
    if later is not None and len(spans) == 1 and _is_presumed(later, until, stored(step.at)):
        # What the roster took for granted when it was written down is no other record.
        step.conn.execute("DELETE FROM presence WHERE id = ?", (later[0],))
    place_person(step, person_id, given)


def _is_presumed(first: tuple[str, ...], until: str | None, now: str) -> bool:
    """Whether somebody's first record only says she was here, and an absence reaches into it."""
    reaches = until is None or until > first[2]
    return reaches and first[2] <= now and first[1] not in ABSENT_PLACES


def _goes_on(ends: str | None, until: str | None, later: tuple[str, ...] | None, now: str) -> bool:
    """Whether an absence that ends then still runs, and nothing stands in the way of `until`."""
    if ends is not None and (ends <= now or (until is not None and until < ends)):
        return False
    return until is None or later is None or until <= later[2]


class Back(NamedTuple):
    """What a return came to."""

    name: str
    taken: int
    """Things that are hers again."""


def bring_back(
    step: Step,
    no: int,
    since: datetime,
    take: Collection[str] = (),
    *,
    settle: bool = False,
) -> Back:
    """Record that somebody is back, and give back what she takes again, all or nothing.

    Args:
        no: her number.
        since: from when on she is here.
        take: which of `data.absence.hand_backs.offers` she takes, by `standin_id`.
        settle: whether what she does not take is with the others for good.

    Raises:
        Refused: `person_unknown`, `person_archived`, `offer_gone`, `return_before_leaving`, and
            what stands against her as `data.duties.commands.assign`.
    """
    (person,) = falling(step.conn, [no], since)
    row = step.conn.execute("SELECT id, kind FROM person WHERE no = ?", (no,)).fetchone()
    _come_back(step, row[0], PresenceInput(usual_place(row[1]), since))
    offered = {offer.standin_id: offer for offer in offers(step.conn, no, max(since, step.at))}
    for wanted in take:
        if wanted not in offered:
            raise Refused("offer_gone", "take")
    for key, offer in offered.items():
        if key in take:
            give_back(step, offer, no)
        if key in take or settle:
            step.conn.execute(
                "UPDATE standin SET settled_at = ? WHERE id = ?", (stored(step.at), key)
            )
    step.act("person_back", name=person.name, since=iso(since), taken=len(set(take)))
    return Back(person.name, len(set(take)))


def _come_back(step: Step, person_id: str, given: PresenceInput) -> None:
    """Record the return, unless she is there already; none is before she left."""
    at = stored(given.since)
    left = step.conn.execute(
        "SELECT since FROM presence WHERE person_id = :person AND since > :at AND since <= :now"
        f" AND (until IS NULL OR until > :now) AND place IN ({sql.ABSENT})",
        {"person": person_id, "at": at, "now": stored(step.at)},
    ).fetchone()
    if left is not None:
        raise Refused("return_before_leaving", "since", since=loaded(left[0]), until=given.since)
    found = step.conn.execute(
        "SELECT place FROM presence WHERE person_id = ? AND since <= ?"
        " AND (until IS NULL OR until > ?) ORDER BY since DESC LIMIT 1",
        (person_id, at, at),
    ).fetchone()
    if found is None or found[0] in ABSENT_PLACES:
        place_person(step, person_id, given)
