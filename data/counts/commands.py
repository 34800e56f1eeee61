"""What is done to counts: written down, explained, put right, taken back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from data import sql
from data.counts import queries
from data.ids import key_on_roster, new_id
from models.address import dashed
from models.counts import (
    CountInput,
    CountRow,
    GateLine,
    Reason,
    Site,
    Stage,
    Verdict,
    reasons,
    rules,
)
from models.fields import kept, line
from models.problems import Problem, Refused, refuse, refuse_outdated
from models.supplies import DeliveryState, DropState
from models.supplies.rules import amount_told
from models.times import CLOCKS_DIFFER, loaded

if TYPE_CHECKING:
    from data.sql import Reader
    from data.step import Step

_SAID = {"said": line(200), "signed_by": line(60)}
"""What is kept of what is typed."""


_HELD = {
    None: "count_planned",
    Stage.TRUCK: "count_noted",
    Stage.GATE: "count_at_gate",
    Stage.BUILDING: "count_at_buildings",
}
"""What a count is held against, as words tell it."""


class Counted(NamedTuple):
    """A count that was written down.

    Attributes:
        no: its number.
        line: the goods at the gate as they are now.
        site: the building that was counted; None for the whole gate.
        verdict: what it comes to.
        replaced: what it took the place of.
        on_truck: how many the truck brought for all gates, where fewer than all of them together
            are said to have got; None where that can be.
        in_all: how many all gates got together, by what was counted so far.
    """

    no: int
    line: GateLine
    site: Site | None
    verdict: Verdict
    replaced: tuple[CountRow, ...]
    on_truck: int | None = None
    in_all: int = 0

    @property
    def row(self) -> CountRow:
        """The count as it is kept."""
        counts = self.line.counts if self.site is None else self.site.counts
        return next(one for one in counts if one.no == self.no)


def record_counts(
    step: Step, given: Sequence[CountInput], *, may_ask: bool = False
) -> list[Counted]:
    """Write counts down, all or none. A figure takes the place of the one there was, which stays
    on file; a count of the whole gate that of those by building, and the other way round.

    Args:
        may_ask: whether a difference may stay without its reason for now, as at a desk that asks
            for it next: the figure is on file whatever happens meanwhile.

    Raises:
        Refused: `drop_unknown`, `goods_not_here`, `building_unknown_here`, `count_called_off`,
            `stage_not_by_building`, `count_negative`, `count_too_many`, `count_ahead`,
            `count_meanwhile`, `person_unknown`, `person_archived`, and as
            `models.counts.reasons.reason_problems`.
    """
    done = [_record(step, one, may_ask=may_ask) for one in given]
    if done:
        done = _held_against_truck(step.conn, given[0].stage, done)
        first = done[0]
        step.act(
            f"counted_{given[0].stage}",
            compound=_where(first.line, first.row),
            goods=[amount_told(one.line.goods, one.row.quantity, one.line.unit) for one in done],
            nos=[one.no for one in done],
        )
    return done


_IN_ALL = """
SELECT i.id AS id, i.quantity AS brought, (SELECT coalesce(sum(s.quantity), 0)
  FROM supply_count s JOIN supply_drop t ON t.id = s.drop_id WHERE s.item_id = i.id
    AND s.stage = ? AND s.replaced_at IS NULL AND t.state <> 'cancelled') AS in_all
FROM delivery_item i JOIN delivery y ON y.id = i.delivery_id WHERE y.no = ?"""
"""A stage is counted at a gate or by its buildings, never both, so that all counts can be added."""


def _held_against_truck(conn: Reader, stage: Stage, done: Sequence[Counted]) -> list[Counted]:
    """The same, told where all gates together got more than came with the truck."""
    found = conn.execute(_IN_ALL, (stage, done[0].line.delivery_no))
    sums = {one["id"]: (one["brought"], one["in_all"]) for one in sql.named(found)}
    told = []
    for one in done:
        brought, in_all = sums[one.line.item_id]
        more = in_all > brought
        told.append(one._replace(on_truck=brought, in_all=in_all) if more else one)
    return told


def _record(step: Step, given: CountInput, *, may_ask: bool) -> Counted:
    from models.counts.tables import SupplyCount

    drop_id, item_line = _refuse_wrong(step.conn, given)
    texts = kept({"said": given.said, "signed_by": given.signed_by}, _SAID)
    at = given.counted_at or step.at
    if at > step.at + CLOCKS_DIFFER:
        raise Refused("count_ahead", "at", at=at)
    site = _site(item_line, given.building_id)
    found = rules.verdict(item_line, given.stage, given.quantity, site)
    problems = reasons.reason_problems(
        given.reason,
        texts["said"],
        found.difference or found.over,
        asks=found.asks and not may_ask,
        came=given.came_id is not None,
    )
    refuse([_about(one, item_line, given, found, site) for one in problems])
    replaced = _replaced(item_line, given, site)
    _refuse_meanwhile(given, replaced)
    for row in replaced:
        step.change(SupplyCount, row.id, replaced_at=step.at, version=row.version + 1)
    no = step.next_no("supply_count")
    step.add(
        SupplyCount(
            id=new_id(),
            no=no,
            drop_id=drop_id,
            item_id=given.item_id,
            building_id=given.building_id,
            stage=given.stage,
            quantity=given.quantity,
            reason=given.reason,
            came_id=given.came_id,
            person_id=_counter(step, given, drop_id),
            counted_at=at,
            entered_at=step.at,
            **texts,
        )
    )
    now = _line_of(queries.of_drop(step.conn, given.drop_no), given.item_id)
    return Counted(no, now, _site(now, given.building_id), found, replaced)


def _refuse_wrong(conn: Reader, given: CountInput) -> tuple[str, GateLine]:
    """The key of the drop and the line of the goods that are counted."""
    lines = queries.of_drop(conn, given.drop_no)
    rows = conn.execute(
        "SELECT t.id AS id, t.state AS state, y.state AS whole, g.name AS compound, y.no AS no"
        " FROM supply_drop t JOIN delivery y ON y.id = t.delivery_id"
        " JOIN compound g ON g.id = t.compound_id WHERE t.no = ?",
        (given.drop_no,),
    )
    (drop,) = sql.named(rows)
    off = drop["state"] == DropState.CANCELLED or drop["whole"] == DeliveryState.CANCELLED
    if off:
        raise Refused("count_called_off", "compound", compound=drop["compound"], no=drop["no"])
    found = _line_of(lines, given.item_id)
    if given.building_id is not None and given.stage not in rules.BY_BUILDING:
        raise Refused("stage_not_by_building", "building")
    if given.quantity < 0:
        raise Refused("count_negative", "quantity", value=given.quantity)
    if given.quantity > reasons.MOST:
        raise Refused("count_too_many", "quantity", value=given.quantity, most=reasons.MOST)
    return str(drop["id"]), found


def _line_of(lines: Sequence[GateLine], item_id: str) -> GateLine:
    for one in lines:
        if one.item_id == item_id:
            return one
    names = [one.goods for one in lines]
    raise Refused("goods_not_here", "goods", value=item_id, goods=names)


def _site(item_line: GateLine, building_id: str | None) -> Site | None:
    """The building that is counted, though nothing may be planned for it."""
    if building_id is None:
        return None
    for one in item_line.sites:
        if one.building_id == building_id:
            return one
    divided = any(one.planned is not None for one in item_line.sites)
    return Site(building_id, None, "", 0 if divided else None)


def _about(
    problem: Problem, item_line: GateLine, given: CountInput, found: Verdict, site: Site | None
) -> Problem:
    """A problem of a reason with what it is about, and what the count is held against."""
    held = found.before if found.difference else found.whole
    told = {
        "where": _where(item_line, site),
        "goods": item_line.goods,
        "unit": item_line.unit,
        "quantity": given.quantity,
        "than": "" if held is None else Problem(_HELD[held.stage], {"count": held.quantity}),
        "difference": abs(found.difference or found.over),
    }
    return replace(problem, params={**problem.params, **told})


def _where(item_line: GateLine, at: Site | CountRow | None) -> str:
    """Where something is counted as it is told: the gate, and the building if it is one."""
    building = "" if at is None else dashed(at.lane, at.building)
    return f"{item_line.compound} {building}".rstrip()


def _replaced(item_line: GateLine, given: CountInput, site: Site | None) -> tuple[CountRow, ...]:
    """The counts that one takes the place of."""
    own = rules.current(item_line.counts, given.stage)
    if site is None:
        sites = rules.of_buildings(item_line, given.stage)
        return tuple(sites) if own is None else (own,)
    here = rules.current(site.counts, given.stage)
    return tuple(one for one in (own, here) if one is not None)


def _refuse_meanwhile(given: CountInput, replaced: Sequence[CountRow]) -> None:
    """Refuse to take the place of a count that was not known when this one was typed."""
    if given.seen is None:
        return
    for row in replaced:
        if row.no not in given.seen:
            raise Refused(
                "count_meanwhile",
                "quantity",
                quantity=row.quantity,
                person=row.person or "",
                at=loaded(row.counted_at),
            )


def _counter(step: Step, given: CountInput, drop_id: str) -> str | None:
    """The key of who counted: who is named, who counts at the gate, who sits at the desk."""
    if given.person_no is not None:
        return key_on_roster(step.conn, given.person_no, "by")
    counter = None
    if given.stage in rules.TO_DRIVER:
        counter = sql.value(
            step.conn.execute(
                "SELECT p.id FROM supply_drop t JOIN person p ON p.id = t.counter_id"
                " WHERE t.id = ? AND p.archived_at IS NULL",
                (drop_id,),
            )
        )
    return str(counter) if counter is not None else step.done_by(None)


# -- later -----------------------------------------------------------------------------------------


def change_count(
    step: Step, no: int, version: int | None, changes: Mapping[str, object]
) -> CountRow:
    """Say more of a count that holds, its figure as it is: `reason`, `said`, `came_id`,
    `signed_by`, `person_no`, `counted_at`. Who signs there signs for all goods counted with it.

    Raises:
        Refused: `count_unknown`, `count_replaced`, `edited_meanwhile`, `count_ahead`,
            `person_unknown`, `person_archived`, and as `models.counts.reasons.reason_problems`.
    """
    from models.counts.tables import SupplyCount

    was = _that_holds(step, no)
    refuse_outdated(no, was.version, version)
    values = dict(changes)
    values |= kept({name: values[name] for name in _SAID if name in values}, _SAID)
    if "person_no" in values:
        person = values.pop("person_no")
        values["person_id"] = (
            None if person is None else key_on_roster(step.conn, int(str(person)), "by")
        )
    at = values.get("counted_at")
    if at is not None and at > step.at + CLOCKS_DIFFER:  # type: ignore[operator]
        raise Refused("count_ahead", "at", at=at)
    item_line = _line_of(queries.of_drop(step.conn, was.drop_no), was.item_id)
    reason = values.get("reason", was.reason)
    refuse(
        reasons.reason_problems(
            None if reason is None else Reason(str(reason)),
            str(values.get("said", was.said)),
            rules.difference_of(item_line, was) or 0,
            asks=False,
            came=values.get("came_id", was.came_id) is not None,
        )
    )
    if values:
        step.change(SupplyCount, was.id, **values, version=was.version + 1)
    if values.get("signed_by"):
        _sign_beside(step, was, str(values["signed_by"]))
    step.act(
        "count_explained",
        no=no,
        compound=_where(item_line, was),
        goods=amount_told(item_line.goods, was.quantity, item_line.unit),
    )
    return queries.count(step.conn, no)


def _sign_beside(step: Step, was: CountRow, name: str) -> None:
    """Have somebody sign for what was counted at the same place and nobody signed for."""
    from models.counts.tables import SupplyCount

    for item_line in queries.of_drop(step.conn, was.drop_no):
        for row in (*item_line.counts, *(one for site in item_line.sites for one in site.counts)):
            here = (row.stage, row.building_id) == (was.stage, was.building_id)
            if here and not row.signed_by and row.no != was.no:
                step.change(SupplyCount, row.id, signed_by=name, version=row.version + 1)


def withdraw_count(step: Step, no: int) -> CountRow:
    """A count holds no more, without another in its place; it stays on file.

    Raises:
        Refused: `count_unknown`, `count_replaced`.
    """
    from models.counts.tables import SupplyCount

    was = _that_holds(step, no)
    item_line = _line_of(queries.of_drop(step.conn, was.drop_no), was.item_id)
    step.change(SupplyCount, was.id, replaced_at=step.at, version=was.version + 1)
    step.act(
        "count_withdrawn",
        no=no,
        compound=_where(item_line, was),
        goods=amount_told(item_line.goods, was.quantity, item_line.unit),
    )
    return was


def _that_holds(step: Step, no: int) -> CountRow:
    was = queries.count(step.conn, no)
    if was.replaced_at is not None:
        raise Refused("count_replaced", no=no, at=loaded(was.replaced_at))
    return was
