"""The JSON of every listing: stable names, bare text, ISO 8601 times, null where there is none."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from models.custody import CustodyRow
from models.errands import ErrandView, LineRow
from models.households import HouseholdRow
from models.requests import RequestRow
from models.requests.rules import why_first
from models.roster import PersonRow
from models.supplies import DropRow
from models.testing import SessionRow
from models.times import iso, loaded
from models.today import AbsentLine, Board, CoverLine, StandingLine
from screens.requests.words import why


def at(stored: str | None) -> str | None:
    """A stored time as ISO 8601 at +08:00."""
    return None if stored is None else iso(loaded(stored))


def household(row: HouseholdRow) -> dict[str, Any]:
    """A household."""
    return {
        "no": row.no,
        "id": row.id,
        "compound": row.compound,
        "lane": row.lane,
        "building": row.building or None,
        "unit": row.unit,
        "room": row.room,
        "head": row.head or None,
        "phone": row.phone or None,
        "people": row.people,
        "marks": list(row.marks),
        "open_requests": row.open_requests,
    }


def person(row: PersonRow) -> dict[str, Any]:
    """Somebody who works here; private notes are in no row."""
    return {
        "no": row.no,
        "id": row.id,
        "name": row.name,
        "kind": row.kind,
        "post": row.post or None,
        "phone": row.phone or None,
        "place": row.place,
        "reach": row.reach,
        "since": at(row.since),
        "expected_back": row.expected_back,
        "on_duty": bool(row.on_duty),
        "skills": list(row.skills),
        "vehicle": row.vehicle or None,
        "compound": row.compound,
        "hours": row.hours or None,
        "duties_today": row.duties_today,
        "load_hours": round(row.work_minutes / 60, 1),
        "rest_hours": round(row.rest_minutes / 60, 1),
        "since_rest_hours": round(row.since_rest_minutes / 60, 1),
        "only_they": row.only_they,
    }


def kept(row: CustodyRow) -> dict[str, Any]:
    """Something kept for others; null for `returned_at` while it is kept."""
    return {
        "no": row.no,
        "id": row.id,
        "kind": row.kind,
        "what": row.what,
        "holder": row.holder,
        "household": row.household_no,
        "compound": row.compound,
        "lane": row.lane,
        "building": row.building,
        "unit": row.unit,
        "room": row.room,
        "owner": row.owner or None,
        "since": at(row.since),
        "due_back": row.due_back,
        "returned_at": at(row.returned_at),
        "note": row.note or None,
    }


def request(row: RequestRow, now: datetime) -> dict[str, Any]:
    """A request, with the reason for its place in the queue."""
    return {
        "no": row.no,
        "id": row.id,
        "state": row.state,
        "kind": row.kind,
        "urgency": row.urgency,
        "harm_at": at(row.harm_at),
        "harm_reason": row.harm_reason,
        "why_first": why(why_first(row, now), now),
        "summary": row.summary,
        "household": row.household_no,
        "compound": row.compound,
        "lane": row.lane,
        "building": row.building,
        "unit": row.unit,
        "room": row.room,
        "address_said": row.address_said or None,
        "caller": row.caller or None,
        "phone": row.phone or None,
        "owner": row.owner,
        "rung": row.rung,
        "chases": row.chases,
        "next_chase_at": at(row.next_chase_at),
        "promised_by": row.promised_by,
        "promised_until": at(row.promised_until),
        "told_at": at(row.told_at),
        "opened_at": at(row.opened_at),
        "outcome": row.outcome,
    }


def errand(view: ErrandView) -> dict[str, Any]:
    """An errand with its lines; money in yuan."""
    row = view.row
    return {
        "no": row.no,
        "id": row.id,
        "state": row.state,
        "medicine": row.medicine or None,
        "place": row.place or None,
        "leaves_at": at(row.leaves_at),
        "returns_at": at(row.returns_at),
        "runner": list(row.runners),
        "households": row.households,
        "brought": row.brought,
        "missing": row.missing,
        "waiting": row.waiting,
        "note": row.note or None,
        "lines": [_errand_line(line) for line in view.lines],
    }


def _errand_line(line: LineRow) -> dict[str, Any]:
    return {
        "line": line.position,
        "request": line.request_no,
        "household": line.household_no,
        "compound": line.compound,
        "lane": line.lane,
        "building": line.building,
        "unit": line.unit,
        "room": line.room,
        "address_said": line.address_said or None,
        "name": line.name or None,
        "medicine": line.medicine or None,
        "brand": line.brand or None,
        "maker": line.maker or None,
        "strength": line.strength or None,
        "quantity": line.quantity,
        "unit_of_quantity": line.measure or None,
        "card_taken": bool(line.card_taken),
        "box_taken": bool(line.box_taken),
        "money": line.money / 100,
        "note": line.note or None,
        "result": line.result,
        "reason": line.reason or None,
    }


def drop(row: DropRow) -> dict[str, Any]:
    """One gate's share of a delivery."""
    return {
        "no": row.no,
        "id": row.id,
        "delivery": row.delivery_no,
        "state": row.state,
        "position": row.position,
        "eta": at(row.eta),
        "compound": row.compound,
        "unloading_point": row.unloading_point or None,
        "goods": list(row.goods),
        "hands_needed": row.hands_needed,
        "hands": row.hands,
        "people": list(row.people),
        "driver": row.driver or None,
        "driver_phone": row.driver_phone or None,
    }


def session(row: SessionRow) -> dict[str, Any]:
    """A testing session."""
    return {
        "no": row.no,
        "id": row.id,
        "round": row.round_no,
        "round_name": row.round_name,
        "kind": row.round_kind,
        "state": row.state,
        "starts_at": at(row.starts_at),
        "ends_at": at(row.ends_at),
        "site": row.site or None,
        "compounds": list(row.compounds),
        "desks": row.desks,
        "people_due": row.people_due,
        "need": row.need,
        "have": row.have,
        "lead": row.lead,
        "skill": row.skill or None,
        "people": list(row.people),
    }


def board(seen: Board, now: datetime, neighbourhood: str, in_charge: str) -> dict[str, Any]:
    """The Today board; each part of the queue with its first requests and its whole count."""
    queue = {"life": seen.life, "overdue": seen.overdue, "broken": seen.broken, "due": seen.due}
    queue["untold"] = seen.untold
    return {
        "now": iso(now),
        "neighbourhood": neighbourhood or None,
        "in_charge": in_charge or None,
        "on_duty": seen.on_duty,
        "staff": seen.staff,
        "absent": [_absent(line) for line in seen.absent],
        "requests": {
            name: {
                "count": section.total,
                "first": [request(row, now) for row in section.rows],
            }
            for name, section in queue.items()
        },
        "open": seen.open,
        "call_backs": seen.call_backs,
        "work": [_cover(line) for line in seen.work],
        "forgotten_check_outs": seen.forgotten,
        "standing": [_standing(line) for line in seen.standing],
    }


def _absent(line: AbsentLine) -> dict[str, Any]:
    return {**line._asdict(), "post": line.post or None, "since": at(line.since)}


def _standing(line: StandingLine) -> dict[str, Any]:
    return {
        "work": line.work,
        "starts_at": at(line.starts_at),
        "ends_at": at(line.ends_at),
        "need": line.need,
        "have": line.have,
        "short": line.short,
        "gaps": [{"starts_at": at(s), "ends_at": at(e)} for s, e in line.gaps],
    }


def _cover(line: CoverLine) -> dict[str, Any]:
    return {
        "what": line.place,
        "no": line.no,
        "state": line.state,
        "starts_at": at(line.starts_at),
        "compounds": list(line.compounds),
        "where": line.where or None,
        "need": line.need,
        "have": line.have,
        "short": line.short,
    }
