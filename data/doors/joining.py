"""What two households missed, once they are one."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from data import sql

if TYPE_CHECKING:
    from data.step import Step

_TWINS = """
SELECT m.id AS id, n.id AS other_id, m.quantity + n.quantity AS quantity,
  m.given + n.given AS given, m.carried + n.carried AS carried,
  CASE WHEN m.given_at IS NULL OR n.given_at IS NULL THEN NULL
    ELSE max(m.given_at, n.given_at) END AS given_at,
  coalesce(m.carried_item_id, n.carried_item_id) AS carried_item_id,
  coalesce(m.request_id, n.request_id) AS request_id
FROM missed_door m JOIN missed_door n ON n.drop_id = m.drop_id AND n.item_id = m.item_id
WHERE m.household_id = :key AND n.household_id = :other"""


class _Twin(NamedTuple):
    id: str
    other_id: str
    quantity: int
    given: int
    carried: int
    given_at: str | None
    carried_item_id: str | None
    request_id: str | None


def join_missed(step: Step, key: str, other: str) -> None:
    """Let what two households both missed of one drop be one record of the one that stays: each was
    due its own, so it is the sum. Part of making them one, before all else is pointed there."""
    from models.doors.tables import MissedDoor
    from models.times import loaded

    rows = step.conn.execute(_TWINS, {"key": key, "other": other})
    for twin in sql.views(_Twin, rows):
        step.remove(MissedDoor, twin.other_id)
        step.change(
            MissedDoor,
            twin.id,
            quantity=twin.quantity,
            given=twin.given,
            carried=twin.carried,
            given_at=None if twin.given_at is None else loaded(twin.given_at),
            carried_item_id=twin.carried_item_id,
            request_id=twin.request_id,
            version=MissedDoor.version + 1,
        )
