"""Plans what registers of an import bring in: households, their people, compounds they name."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime

from data.exchange import compare_homes, households, leavings, linking, register, stored_people
from data.exchange.compare_people import KnownPeople
from data.exchange.compounds import Compounds
from data.exchange.draft import Draft
from data.exchange.found import Found, Known, Record
from data.exchange.gazetteer import ComingGazetteer
from data.exchange.rows import Rows
from data.exchange.stored import Stored
from data.exchange.whose_list import compound_as_before
from data.sql import Reader
from models.exchange import ImportKind, RecordChange
from models.households import CompoundInput, HouseholdInput
from models.problems import Refused


def plan(
    drafts: Sequence[Draft], conn: Reader, held: Stored, known: Compounds, now: datetime
) -> None:
    """Registers, in the order of the files; compounds are made of them only where none is known."""
    make = not known
    if not any(draft.has(ImportKind.REGISTER) for draft in drafts):
        return
    people = stored_people.read(conn, held)
    for draft in drafts:
        if draft.compound is not None and not make and known.find(draft.compound) is None:
            raise Refused("compound_unknown", value=draft.compound)
        _of_file(draft, held, known, people, now, make=make)


def _of_file(
    draft: Draft,
    held: Stored,
    known: Compounds,
    people: KnownPeople,
    now: datetime,
    *,
    make: bool,
) -> None:
    # What is wrong in the rows is told after the compounds that were made of them.
    apart = Found(draft.file)
    tables = draft.of(ImportKind.REGISTER, into=apart)

    def made(name: str, address: str) -> str:
        found = known.find(name)
        if found:
            return found
        known.add(name, address)
        compound = CompoundInput(name, address=address or None)
        change = RecordChange(ImportKind.COMPOUNDS, name, None, None, (), compound)
        draft.made.append(change)
        draft.note("compound_made", params={"name": name})
        held.compounds[name] = Known(None, {"name": name, "address": address})
        return name

    summed_up = {known.within(title) for title in draft.summed_up} - {None}
    within = summed_up.pop() if len(summed_up) == 1 else None
    records: list[Record[HouseholdInput]] = []
    left: list[register.Leaving] = []
    sheets: dict[str | None, Rows] = {}
    for rows in tables:
        read = _read_register(draft, rows, known, made if make else None, held, now, within)
        records += read.households
        left += read.leavings
        sheets[rows.table.sheet] = rows

    def heading(record: Record[HouseholdInput], name: str) -> str | None:
        rows = sheets[record.sheet]
        found = (rows.heading(each) for each in (name, "address", "room", "building"))
        return next((heading for heading in found if heading), None)

    records = households.checked(records, apart, held.buildings, heading)
    draft.include(apart)
    leavings.plan(draft, left, records, held, people)
    compare_homes.households(draft, records, held, people)
    draft.by_compound.update(record.input.compound for record in records)


def note_linked(
    drafts: Sequence[Draft], conn: Reader, coming: Sequence[CompoundInput | HouseholdInput]
) -> None:
    """Tell how many open calls a register that comes in tells the household of."""
    registers = [draft for draft in drafts if draft.has(ImportKind.REGISTER)]
    if not registers or not any(isinstance(one, HouseholdInput) for one in coming):
        return
    count = sum(1 for _ in linking.found(conn, ComingGazetteer(conn, coming)))
    if count:
        registers[-1].notes.append(linking.note(registers[-1].file, count))


def _read_register(
    draft: Draft,
    rows: Rows,
    known: Compounds,
    made: Callable[[str, str], str] | None,
    held: Stored,
    now: datetime,
    within: str | None,
) -> register.Register:
    """The households of a sheet.

    Args:
        within: the compound a summary of the file is about, of which sheets are that name none.

    Where nothing says which compound they are in, they are in that which was said of a list with
    the same headings before.
    """
    sheet = rows.table.sheet
    before = draft.compounds_before.get(sheet)
    if draft.compound is not None or before is None or known.find(before) is None:
        return register.read(rows, known, made, now, draft.compound, within)
    apart = Found(draft.file)
    read = register.read(Rows(rows.table, rows.layout, apart), known, made, now, None, within)
    if any(problem.code == "sheet_without_compound" for problem in apart.problems):
        draft.note("compound_as_last_time", sheet, params={"name": before})
        read = register.read(rows, known, made, now, before)
        compound_as_before(draft, before, read.households, held)
        return read
    rows.found.include(apart)
    return read
