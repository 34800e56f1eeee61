"""Writes a planned import as one step of the journal."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from data import backup, ids
from data.exchange import linking, shapes, testing_writing
from data.exchange.households import Key, key_of
from models.closed import Extent, PlaceKey
from models.exchange import (
    ImportKind,
    ImportPlan,
    ImportReport,
    RecordChange,
    ResidentChange,
    RowProblem,
    report,
    testing_columns,
)
from models.fields import said
from models.households import CompoundInput, HouseholdInput
from models.problems import Refused
from models.requests import RequestInput
from models.roster import PersonInput
from models.supplies import DeliveryInput
from models.text import clean

if TYPE_CHECKING:
    from data.step import Step
    from data.store import Store


def run_import(store: Store, plan: ImportPlan) -> tuple[ImportReport, ...]:
    """Back the file up and bring the planned changes in; nothing is written when nothing changes.

    Raises:
        Refused: `import_out_of_date` when somebody wrote since the plan was made,
            `import_not_begun` where no backup could be made, and what writing refuses.
    """
    if plan.changes:
        _back_up(store)
        done = store.do(apply_import, plan)
    else:
        done = report(plan)
    return _remembered(store, plan, done)


def _remembered(
    store: Store, plan: ImportPlan, done: tuple[ImportReport, ...]
) -> tuple[ImportReport, ...]:
    """The reports, once it is remembered what was said of the lists; that it cannot be is noted."""
    try:
        shapes.keep(store.path, plan)
    except Refused as refused:
        first = done[0]
        note = RowProblem(first.file, "shapes_not_kept", params={"reason": refused.problem})
        return (replace(first, notes=(*first.notes, note)), *done[1:])
    return done


def _back_up(store: Store) -> None:
    try:
        backup.make(store.path, store.now(), "before-import")
    except Refused as refused:
        raise Refused("import_not_begun", reason=refused.problem) from refused


def apply_import(step: Step, plan: ImportPlan) -> tuple[ImportReport, ...]:
    """Write all of a plan inside one step; the report, a file each.

    Raises:
        Refused: `import_out_of_date` when the journal went on since the plan was made.
    """
    (newest,) = step.conn.execute("SELECT coalesce(max(no), 0) FROM journal_step").fetchone()
    if newest != plan.basis:
        raise Refused("import_out_of_date")
    changes = [c for file in plan.files for c in (*file.made, *file.added, *file.updated)]
    by_kind = {kind: [c for c in changes if c.kind is kind] for kind in ImportKind}
    _write_compounds(step, by_kind[ImportKind.COMPOUNDS])
    _write_households(step, by_kind[ImportKind.REGISTER])
    _write_people(step, [*by_kind[ImportKind.STAFF], *by_kind[ImportKind.VOLUNTEERS]])
    if by_kind[ImportKind.REGISTER]:
        linking.link(step)
    _write_requests(step, by_kind)
    _write_deliveries(step, by_kind[ImportKind.DELIVERIES])
    testing_writing.write(step, [c for kind in testing_columns.KINDS for c in by_kind[kind]])
    told = report(plan)
    brought = [one for one in told if one.added or one.updated or one.made or one.to_settle]
    step.act(
        "imported",
        files=[each.file for each in brought],
        kinds=[each.kind.value if each.kind else None for each in brought],
        added=sum(each.added for each in told),
        updated=sum(each.updated for each in told),
    )
    return told


def _write_compounds(step: Step, changes: Iterable[RecordChange]) -> None:
    from data.households.compounds import add_compounds, change_compound
    from data.households.queries import compound_names

    numbers = compound_names(step.conn)
    new: list[CompoundInput] = []
    closed: list[CompoundInput] = []
    for change in changes:
        given = change.input
        assert isinstance(given, CompoundInput)
        if given.closed_until is not None:
            closed.append(given)
        about = given._replace(closed_until=None, closed_why=None)
        no = numbers.get(clean(given.name))
        if no is None:
            new.append(about)
        else:
            change_compound(step, no, None, said(about))
    add_compounds(step, new)
    _close(step, closed)


def _close(step: Step, given: Iterable[CompoundInput]) -> None:
    """Close compounds until the day their row says; the reason on file stays where it says none."""
    from data.closed.commands import close_places
    from data.closed.queries import place
    from data.households.queries import compound_names

    numbers = compound_names(step.conn)
    for one in given:
        assert one.closed_until is not None
        key = PlaceKey(Extent.COMPOUND, numbers[clean(one.name)])
        was = place(step.conn, key)
        why = one.closed_why or was.closed_why
        if (one.closed_until, why) != (was.closed_until, was.closed_why):
            close_places(step, [key], date.fromisoformat(one.closed_until), why)


def _write_households(step: Step, changes: Iterable[RecordChange]) -> None:
    """New ones in few statements, then changes; some may be of new ones of the same import."""
    from data.households.commands import add_households, change_household

    new: dict[Key, HouseholdInput] = {}
    first: list[RecordChange] = []
    later: list[RecordChange] = []
    for change in changes:
        assert isinstance(change.input, HouseholdInput)
        key = key_of(change.input)
        if change.no is None and key not in new:
            new[key] = change.input
            first.append(change)
        else:
            later.append(change)
    numbers = dict(zip(new, add_households(step, new.values()), strict=True))
    for change, no in zip(first, numbers.values(), strict=True):
        _write_residents(step, no, change.people)
    for change in later:
        assert isinstance(change.input, HouseholdInput)
        no = change.no if change.no is not None else numbers[key_of(change.input)]
        _write_residents(step, no, change.people)
        change_household(step, no, None, said(change.input._replace(residents=None)))


def _write_residents(step: Step, household_no: int, people: Sequence[ResidentChange]) -> None:
    """Who is added to a household on file, and what changes of its people."""
    from data.residents.commands import add_residents, change_resident, put_into
    from data.residents.queries import of_household

    if not people:
        return
    names = {one.name: one.no for one in reversed(of_household(step.conn, household_no))}
    add_residents(step, household_no, [one.given for one in people if one.added])
    moved = [one.no for one in people if one.moved and one.no is not None]
    if moved:
        home = ids.key_of(step.conn, "household", household_no)
        for no in dict.fromkeys(moved):
            put_into(step, no, home)
    for one in people:
        if not one.added:
            no = one.no if one.no is not None else names[one.name]
            change_resident(step, no, None, said(one.given))


def _write_people(step: Step, changes: Iterable[RecordChange]) -> None:
    from data.roster.commands import add_people, change_person

    numbers: dict[tuple[str, str | None], int] = {}
    for change in changes:
        given = change.input
        assert isinstance(given, PersonInput)
        key = (given.name, given.phone)
        no = change.no if change.no is not None else numbers.get(key)
        if no is None:
            (numbers[key],) = add_people(step, [given])
        else:
            change_person(step, no, None, said(given))


def _write_requests(step: Step, by_kind: Mapping[ImportKind, Sequence[RecordChange]]) -> None:
    """Requests, read once more where this import brought in the households they may be about."""
    from data.exchange.calls import read_again
    from data.requests import commands

    places = by_kind[ImportKind.REGISTER] or by_kind[ImportKind.COMPOUNDS]
    for change in by_kind[ImportKind.CALLS]:
        given = change.input
        assert isinstance(given, RequestInput)
        commands.add_request(step, read_again(given, step.conn) if places else given)


def _write_deliveries(step: Step, changes: Iterable[RecordChange]) -> None:
    from data.exchange.notices import changed_fields
    from data.supplies import commands, queries

    for change in changes:
        given = change.input
        assert isinstance(given, DeliveryInput)
        if change.no is None:
            commands.add_delivery(step, given)
            continue
        changed = changed_fields(given, queries.delivery_input(step.conn, change.no))
        version = queries.delivery(step.conn, change.no).version
        commands.change_delivery(step, change.no, version, changed)
