"""What is done about doors: who missed out is noted, taken back, made a request of."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from typing import TYPE_CHECKING, NamedTuple

from data import sql
from data.doors import queries
from data.doors.in_a_row import refresh_times
from data.ids import key_of, new_id
from data.sql import Reader
from data.supplies import queries as supplies
from models.address import short_address
from models.doors import Miss, MissedRow, MissedWhy
from models.fields import line
from models.problems import Refused
from models.supplies import DropState
from models.supplies.alike import goods_key

if TYPE_CHECKING:
    from data.step import Step

_SAID = line(200)


class Noted(NamedTuple):
    """What came of a report."""

    delivery_no: int
    drops: tuple[int, ...]
    """The gates it was about."""
    handed_out: tuple[str, ...]
    """Names of the gates that count as handed out by it."""
    missed: tuple[MissedRow, ...]
    """What was noted by it."""
    doors_back: int
    """How many doors it took back."""


class _OnFile(NamedTuple):
    id: str
    drop_id: str
    item_id: str
    household_id: str
    quantity: int
    why: str
    said: str
    given_at: str | None
    carried_item_id: str | None


def note_missed(
    step: Step,
    delivery_no: int,
    drops: Sequence[int],
    misses: Sequence[Miss],
    taken_back: Collection[str] = (),
    *,
    hand_out: bool = True,
) -> Noted:
    """Note who missed what; everybody else at these gates counts as served.

    What was noted before stays unless it is taken back. Whoever missed out is owed it by the next
    delivery that brings it.

    Args:
        drops: numbers of the gates that are reported.
        taken_back: keys of records of this delivery that were wrong, or that were fetched since;
            how far their gates are stays, where these are not reported.
        hand_out: whether the gates count as handed out now; else they are unloaded.

    Raises:
        Refused: `drop_unknown`, `gate_called_off`, `missed_made_good` for what a later delivery
            made good already.
    """
    from models.doors.tables import MissedDoor

    views = [supplies.drop(step.conn, no) for no in dict.fromkeys(drops)]
    for view in views:
        if view.state == DropState.CANCELLED:
            raise Refused("gate_called_off", "compound", compound=view.compound)
    keys = {view.no: view.id for view in views}
    on_file = {
        (r.drop_id, r.item_id, r.household_id): r for r in _on_file(step.conn, keys.values())
    }
    gone = queries.of_keys(step.conn, taken_back) if taken_back else []
    for row in gone:
        _refuse_made_good(row)
        step.remove(MissedDoor, row.id)
    left = {key: row for key, row in on_file.items() if row.id not in set(taken_back)}
    touched = {row.household_id for row in gone}
    new = []
    for one in misses:
        was = left.get((keys[one.drop_no], one.item_id, one.household_id))
        touched.add(one.household_id)
        if was is None:
            new.append(_row(step, keys[one.drop_no], one))
        elif was.given_at is None or was.why == MissedWhy.REFUSED:
            _change(step, was, one)
    first = step.next_no("missed_door")
    step.add_rows(MissedDoor, [row | {"no": first + at} for at, row in enumerate(new)])
    handed_out = _hand_out(step, [view.no for view in views], hand_out=hand_out)
    refresh_times(step, touched)
    _carry_over(step, delivery_no, touched)
    rows = [
        row
        for row in queries.missed_at(step.conn, list(keys))
        if any((row.household_id, row.item_id) == (m.household_id, m.item_id) for m in misses)
    ]
    done = Noted(
        delivery_no, tuple(keys), handed_out, tuple(rows), len({row.household_id for row in gone})
    )
    compounds = [*(view.compound for view in views), *(row.compound for row in gone)]
    _tell(step, done, compounds)
    return done


def _tell(step: Step, done: Noted, compounds: Sequence[str]) -> None:
    doors, back = len({row.household_id for row in done.missed}), done.doors_back
    said = {"no": done.delivery_no, "compound": list(dict.fromkeys(compounds))}
    if doors and back:
        step.act("doors_missed_and_given", **said, count=doors, back=back)
    else:
        code = "doors_missed" if doors or not back else "doors_given"
        step.act(code, **said, count=doors or back)


def _on_file(conn: Reader, drops: Collection[str]) -> list[_OnFile]:
    found = conn.execute(
        "SELECT id, drop_id, item_id, household_id, quantity, why, said, given_at, carried_item_id"
        f" FROM missed_door WHERE drop_id IN ({sql.given('drops')})",
        {"drops": sql.as_given(drops)},
    )
    return sql.views(_OnFile, found)


def _refuse_made_good(row: MissedRow) -> None:
    if row.given_at is not None and row.why != MissedWhy.REFUSED:
        raise Refused("missed_made_good", door=_door(row), delivery=row.carried_no)


def _door(row: MissedRow) -> str:
    return short_address(row.compound, row.lane, row.building, row.unit, row.room)


def _address(conn: Reader, household_no: int) -> str:
    from data.households.queries import household

    view = household(conn, household_no)
    if view is None:
        return ""
    return short_address(view.compound, view.lane, view.building, view.unit, view.room)


def _row(step: Step, drop_id: str, one: Miss) -> dict[str, object]:
    refused = one.why is MissedWhy.REFUSED
    return {
        "id": new_id(),
        "version": 1,
        "drop_id": drop_id,
        "item_id": one.item_id,
        "household_id": one.household_id,
        "quantity": one.quantity,
        "why": one.why,
        "said": _SAID(one.said),
        "times": 1,
        "noted_at": step.at,
        "entered_at": step.at,
        "carried_item_id": None,
        "carried": 0,
        "given": 0,
        "given_at": step.at if refused else None,
        "request_id": None,
    }


def _change(step: Step, was: _OnFile, one: Miss) -> None:
    """Correct what was noted before; when that was stays."""
    from models.doors.tables import MissedDoor

    said = _SAID(one.said) or was.said
    if (was.quantity, was.why, was.said) == (one.quantity, one.why, said):
        return
    refused = one.why is MissedWhy.REFUSED
    step.change(
        MissedDoor,
        was.id,
        quantity=one.quantity,
        why=one.why,
        said=said,
        given_at=step.at if refused else None,
        version=MissedDoor.version + 1,
    )


def _hand_out(step: Step, drops: Sequence[int], *, hand_out: bool) -> tuple[str, ...]:
    """Let gates count as handed out, or as unloaded where they are left open; names of those that
    were not."""
    from data.supplies.commands import mark_drops

    views = [supplies.drop(step.conn, no) for no in drops]
    if not hand_out:
        to_unload = [view.no for view in views if view.state == DropState.PLANNED]
        if to_unload:
            mark_drops(step, to_unload, DropState.UNLOADED)
        return ()
    open_ones = [view for view in views if view.state != DropState.DONE]
    if open_ones:
        mark_drops(step, [view.no for view in open_ones], DropState.DONE)
    return tuple(view.compound for view in open_ones)


def fetched(step: Step, rows: Sequence[MissedRow]) -> int:
    """Note that a household came for what it missed, at whatever deliveries.

    Returns:
        For how many kinds of goods.

    Raises:
        Refused: as `note_missed`.
    """
    for no in dict.fromkeys(row.delivery_no for row in rows):
        own = [row for row in rows if row.delivery_no == no]
        drops = list(dict.fromkeys(row.drop_no for row in own))
        note_missed(step, no, drops, (), [row.id for row in own], hand_out=False)
    return len(rows)


# -- what is carried over --------------------------------------------------------------------------

_LATER = f"""
SELECT DISTINCT y.no AS no, y.arrives_at AS arrives_at, i.goods AS goods
FROM delivery y JOIN delivery_item i ON i.delivery_id = y.id
JOIN supply_drop s ON s.delivery_id = y.id AND s.state = 'planned'
JOIN building b ON b.compound_id = s.compound_id JOIN household h ON h.building_id = b.id
WHERE h.id IN ({sql.given("households")}) AND y.no <> :no AND y.state <> 'cancelled'
  AND y.arrives_at >= (SELECT arrives_at FROM delivery WHERE no = :no)
ORDER BY y.arrives_at, y.no"""


def _carry_over(step: Step, delivery_no: int, households: Collection[str]) -> None:
    """Divide anew the deliveries on file that are still to come and bring the same goods, so that
    they begin with what these doors missed."""
    from data.supplies.shares import share_out

    if not households:
        return
    goods = {goods_key(item.goods) for item in supplies.delivery(step.conn, delivery_no).items}
    given = {"households": sql.as_given(households), "no": delivery_no}
    later = list(sql.named(step.conn.execute(_LATER, given)))
    for no in dict.fromkeys(one["no"] for one in later if goods_key(one["goods"]) in goods):
        share_out(step, no)


# -- a request of it -------------------------------------------------------------------------------

Words = Callable[[Sequence[MissedRow]], str]
"""What the request says: of all that a household is owed."""


def ask_for_door(step: Step, household_no: int, words: Words) -> int:
    """Make a request of a door that missed out: somebody should look what is the matter there.

    It is a matter of today. Of who lives alone, is old or lives by insulin or oxygen harm comes
    tonight: whoever does not open twice may lie behind the door.

    Returns:
        Its number.

    Raises:
        Refused: `household_unknown`, `door_owed_nothing`, `door_asked_for` with the request that
            is on file.
    """
    from data.requests.commands import add_request
    from data.requests.queries import settings
    from models.call_down.rules import is_frail
    from models.chases import Urgency
    from models.doors.tables import MissedDoor
    from models.requests import HarmAnswer, RequestInput, RequestKind
    from models.requests.harm import Answer, harm_of

    key_of(step.conn, "household", household_no)
    rows = queries.of_household(step.conn, household_no)
    if not rows:
        raise Refused("door_owed_nothing", door=_address(step.conn, household_no))
    known = queries.open_request(step.conn, household_no)
    if known is not None:
        raise Refused("door_asked_for", door=_door(rows[0]), request=known)
    text = words(rows)
    absent = any(row.why == MissedWhy.ABSENT for row in rows)
    given = RequestInput(
        text=text,
        summary=text,
        kind=RequestKind.OTHER if absent else RequestKind.DELIVERY_MISSED,
        urgency=Urgency.TODAY,
        opened_at=step.at,
        household_no=household_no,
    )
    if absent and is_frail(rows[0].marks):
        harm = harm_of(Answer(HarmAnswer.TONIGHT), given.kind, step.at, settings(step.conn))
        given = given._replace(harm_at=harm.at, harm_reason=harm.reason)
    no = add_request(step, given)
    key = key_of(step.conn, "request", no)
    for row in rows:
        step.change(MissedDoor, row.id, request_id=key, version=MissedDoor.version + 1)
    step.act("door_asked", no=no, what=_door(rows[0]))
    return no
