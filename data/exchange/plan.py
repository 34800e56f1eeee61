"""Plans an import: files are read, recognised and compared with the store. Writes nothing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from types import MappingProxyType

from data.exchange import (
    compare,
    compounds,
    goods_tables,
    registers,
    shapes,
    stored,
    testing_tables,
    texts,
)
from data.exchange import roster as people
from data.exchange.compounds import Compounds
from data.exchange.draft import TEXT_KINDS, Draft, Mapped, Said, Shapes, recognised
from data.exchange.found import Record
from data.exchange.sheets import LIMITS, Limits, Source, read_source
from data.exchange.taken import Taken
from data.sql import Reader
from models.closed import Extent, PlaceKey
from models.exchange import ImportKind, ImportPlan, KindGuess, Reason
from models.exchange.columns import is_heading
from models.households import CompoundInput, HouseholdInput
from models.problems import Refused

_SAID_NOTHING = Said()
_NOTHING_SAID: Mapping[int, Said] = MappingProxyType({})

_TOLD_OF_TABLES = frozenset({"columns_missing", "kind_not_kept", "kind_unclear"})
"""What says that a file is a table, and why it is not read: it is no free text then."""

_CLOSING = ("closed_until", "closed_why")
"""What closes a compound, of a row of a list of them."""


def plan_import(
    conn: Reader,
    files: Sequence[Path | Source],
    *,
    kind: ImportKind | None = None,
    mapping: Mapped | None = None,
    compound: str | None = None,
    now: datetime,
    limits: Limits = LIMITS,
) -> ImportPlan:
    """What bringing in these files would change, all of them together as one step.

    Args:
        files: where they are, or what was read of them.
        kind: what the files are about, where somebody said so.
        mapping: what columns mean, where somebody said so; None leaves a column alone.
        compound: the compound of the rows of a register that name none, where somebody said so.

    Raises:
        Refused: a file that cannot be read at all, see `sheets.read_source`; `compound_unknown`.
    """
    sources = [
        file if isinstance(file, Source) else read_source(file, limits=limits) for file in files
    ]
    said = Said(kind, mapping or {}, compound)
    plan = plan_sources(conn, sources, dict.fromkeys(range(len(sources)), said), now=now)
    for source, file in zip(sources, plan.files, strict=True):
        if source.refusal is not None and file.kind is None:
            raise source.refusal
    return plan


def plan_sources(
    conn: Reader,
    sources: Sequence[Source],
    said: Mapping[int, Said] = _NOTHING_SAID,
    *,
    now: datetime,
) -> ImportPlan:
    """The same for files that were read before, as when somebody changes a column's meaning.

    One that cannot be read does not stop the others: it has no kind, and its problem says why.

    Args:
        said: what somebody said of files, by their places among the sources.

    Raises:
        Refused: `compound_unknown`.
    """
    held = stored.read(conn, now)
    before, broken = _remembered(conn)
    told = [said.get(at, _SAID_NOTHING) for at in range(len(sources))]
    drafts = [recognised(source, one, before) for source, one in zip(sources, told, strict=True)]
    if broken is not None and drafts:
        drafts[0].note(broken.problem.code, params=broken.problem.params)
    for draft in drafts:
        _plan_compounds(draft, held, now)
        _note_broken(draft, conn, now)
    known = _known(held)
    registers.plan(drafts, conn, held, known, now)
    for draft in drafts:
        _plan_people(draft, conn, held, known, now)
    coming, taken = _coming(drafts), Taken()
    for draft, one in zip(drafts, told, strict=True):
        _plan_deliveries(draft, conn, held, known, now)
        _plan_calls(draft, conn, now, coming, taken)
        testing_tables.plan(draft, conn, known, now, one.kind)
        if goods_tables.read(draft, one.kind, conn, known, now):
            continue
        _plan_text(draft, conn, held, one.kind, now, coming, taken)
    registers.note_linked(drafts, conn, coming)
    return ImportPlan(tuple(draft.finished() for draft in drafts), held.basis)


def _remembered(conn: Reader) -> tuple[Shapes, Refused | None]:
    """What was said of lists before; nothing, and why, where that cannot be read."""
    try:
        return shapes.kept(conn), None
    except Refused as refused:
        return {}, refused


# -- the kinds -----------------------------------------------------------------------------------


def _known(held: stored.Stored) -> Compounds:
    """The compounds there are, those of the same import among them."""
    return Compounds(
        (name, str(one.fields.get("address") or "")) for name, one in held.compounds.items()
    )


def _plan_compounds(draft: Draft, held: stored.Stored, now: datetime) -> None:
    """Lists of compounds; all sheets are read before any is compared, as of every kind."""
    sheets = draft.of(ImportKind.COMPOUNDS)
    for rows, read in [(rows, compounds.read(rows, now)) for rows in sheets]:
        known = _known(held)
        records = [_under_known_name(record, known) for record in read]
        compare.compounds(draft, records, held, rows.heading("name"))


def _note_broken(draft: Draft, conn: Reader, now: datetime) -> None:
    """Tell what the closing of compounds breaks; of those still to be made nothing is planned."""
    from data.closed import queries as closed

    for change in draft.updated:
        given = change.input
        if not any(one.field in _CLOSING for one in change.changes):
            continue
        assert isinstance(given, CompoundInput)
        assert change.no is not None
        assert given.closed_until is not None
        until = date.fromisoformat(given.closed_until)
        place = closed.place(conn, PlaceKey(Extent.COMPOUND, change.no))
        if broken := closed.breaks(conn, [place], until, now):
            params = {"name": given.name, "until": until.isoformat(), "count": len(broken)}
            draft.note("closing_breaks", change.sheet, change.row, params=params)


def _under_known_name(record: Record[CompoundInput], known: Compounds) -> Record[CompoundInput]:
    """A compound listed with 小区 or brackets behind its name is the one already known."""
    name = known.find_name(record.input.name) or record.input.name
    return Record(record.input._replace(name=name), record.sheet, record.row)


def _plan_people(
    draft: Draft, conn: Reader, held: stored.Stored, known: Compounds, now: datetime
) -> None:
    from data.households.buildings import named

    def home(words: str, compound: str) -> str | None:
        return named(conn, words, compound)

    sheets = draft.of(ImportKind.STAFF, ImportKind.VOLUNTEERS)
    for rows, records in [(rows, people.read(rows, known, now, home)) for rows in sheets]:
        assert rows.layout.kind
        compare.people(draft, records, held, rows.layout.kind, rows.heading("name"), now)


def _plan_deliveries(
    draft: Draft, conn: Reader, held: stored.Stored, known: Compounds, now: datetime
) -> None:
    """Deliveries that stand in columns, goods a row."""
    if not (tables := draft.of(ImportKind.DELIVERIES)):
        return
    if not held.compounds:
        draft.problem("compounds_missing")
        return
    from data.exchange import delivery_tables

    for rows in tables:
        delivery_tables.read(rows, draft, conn, known, now)


def _plan_calls(
    draft: Draft,
    conn: Reader,
    now: datetime,
    coming: Sequence[CompoundInput | HouseholdInput],
    taken: Taken,
) -> None:
    """Calls that stand in columns, one a row."""
    from data.exchange import call_tables

    if tables := draft.of(ImportKind.CALLS):
        call_tables.read(tables, draft, conn, now, coming, taken)


def _plan_chain(
    draft: Draft,
    conn: Reader,
    kind: ImportKind | None,
    now: datetime,
    coming: Sequence[CompoundInput | HouseholdInput],
    taken: Taken,
) -> bool:
    """A sign-up chain of a chat group; whether the file is one."""
    from data.exchange import chains
    from models.exchange.chains import read_chain

    text = draft.source.text
    chain = read_chain(text) if text is not None and kind in (None, ImportKind.CALLS) else None
    if chain is None:
        return False
    draft.shown.clear()
    told = kind or chains.kind_of(chain)
    draft.guess(KindGuess(told, (Reason("kind_said" if kind else "kind_reads_as_chain"),)))
    if told is ImportKind.CALLS:
        draft.kind = told
        chains.read(draft, chain, conn, now, coming, taken)
    else:
        draft.problem("kind_not_kept", params={"kind": told.value})
    return True


def _plan_chat(
    draft: Draft,
    conn: Reader,
    kind: ImportKind | None,
    now: datetime,
    coming: Sequence[CompoundInput | HouseholdInput],
    taken: Taken,
) -> bool:
    """Copied talk of a chat group; whether the file is that, and somebody asks for something."""
    from data.exchange import chats, notices
    from models.exchange.chats import read_chat

    text = draft.source.text
    if text is None or kind not in (None, ImportKind.CALLS) or notices.is_notice(text, now):
        return False
    messages = read_chat(text)
    if not chats.asks_anything(messages, conn, now):
        return False
    draft.shown.clear()
    draft.kind = ImportKind.CALLS
    why = "kind_said" if kind else "kind_reads_as_chat"
    draft.guess(KindGuess(ImportKind.CALLS, (Reason(why),)))
    chats.read(draft, messages, conn, now, coming, taken)
    return True


def _text_kind(
    text: str, conn: Reader, kind: ImportKind | None, now: datetime
) -> ImportKind | None:
    """What a free text is: as somebody said, else as it reads."""
    from data.exchange import calls, notices

    if kind is not None:
        return kind if kind in TEXT_KINDS else None
    if notices.is_notice(text, now):
        return ImportKind.DELIVERIES
    return ImportKind.CALLS if calls.are_calls(text, conn, now) else None


def _coming(drafts: Sequence[Draft]) -> list[CompoundInput | HouseholdInput]:
    """The compounds and households that these files bring in."""
    changes = (one for draft in drafts for one in (*draft.made, *draft.added))
    inputs = (change.input for change in changes)
    return [one for one in inputs if isinstance(one, CompoundInput | HouseholdInput)]


def _plan_text(
    draft: Draft,
    conn: Reader,
    held: stored.Stored,
    kind: ImportKind | None,
    now: datetime,
    coming: Sequence[CompoundInput | HouseholdInput],
    taken: Taken,
) -> None:
    """Free text: calls or a notice, where the file is not a table.

    A list that is too long, or broken somewhere, is never taken for calls unless somebody said that
    it is that: thousands of households would stand in the queue.

    Args:
        coming: the compounds and households of the same import, which calls may be about.
        taken: the calls of its other files.
    """
    if (
        draft.tables
        or draft.kind
        or any(problem.code in _TOLD_OF_TABLES for problem in draft.problems)
    ):
        return
    if _plan_chain(draft, conn, kind, now, coming, taken):
        return
    if _plan_chat(draft, conn, kind, now, coming, taken):
        return
    text, refusal = draft.source.text, draft.source.refusal
    if refusal is not None and (
        text is None or (kind not in TEXT_KINDS and _is_list(text, refusal))
    ):
        draft.refuse(refusal)
        return
    draft.kind = _text_kind(text, conn, kind, now) if text is not None else None
    if text is not None and draft.kind is not None:
        draft.shown.clear()
        why = "kind_said" if kind is not None else f"kind_reads_as_{draft.kind.value}"
        draft.guess(KindGuess(draft.kind, (Reason(why),)))
        if draft.kind is ImportKind.CALLS:
            from data.exchange import calls

            calls.read(draft, text, conn, now, coming, taken)
        else:
            from data.exchange import notices

            notices.read(draft, text, conn, now, compounds=bool(held.compounds))
        return
    draft.problem("kind_unknown")


def _is_list(text: str, refusal: Refused) -> bool:
    """Whether a text that could not be read as a table is meant as one all the same."""
    too_large = refusal.problem.code == "sheet_too_large"
    return too_large or texts.has_headings(text, is_heading)
