"""The list of a place as it is seen, to be taken along: its rows and columns, as table or text."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any, ClassVar, NamedTuple, Protocol

from models.text import one_line, printable
from models.times import LOCAL
from screens.i18n import _
from screens.kit import masks
from screens.kit.columns import Column, View
from screens.kit.term_words import asked
from screens.kit.values import beside

if TYPE_CHECKING:
    from data.listing import Listing
    from data.store import Store
    from models.listing import ListQuery
    from models.listing.terms import Term
    from screens.kit.desk import Desk
    from screens.kit.record_list import RecordList

CHAT_MOST = 100
"""Rows that a group chat is given at once; more nobody reads there."""

_AT_ONCE = 100
"""Rows that are made between one key and the next: some milliseconds."""


class Lists(Protocol):
    """A place with a list, as far as the list is taken along and its columns are chosen; what each
    is says `ListPlace`."""

    place: ClassVar[str]
    offered: ClassVar[tuple[Column[Any], ...]]
    query_now: ListQuery

    @property
    def desk(self) -> Desk: ...

    @property
    def store(self) -> Store: ...

    @property
    def records(self) -> RecordList: ...

    def listing(self, query: ListQuery) -> Listing[Any]: ...

    def terms(self) -> Sequence[Term]: ...

    def list_columns(self) -> Sequence[Column[Any]]: ...

    def columns_now(self) -> Sequence[Column[Any]]: ...

    def name_words(self) -> str: ...

    def view_words(self) -> str: ...


class Seen(NamedTuple):
    """What of a list is on screen.

    Attributes:
        title: the place and its view.
        columns: those there is room for, in order.
        hidden: headings of columns that were chosen and have no room.
        query: what is asked for: what the filter finds, or all of the view where some are marked,
            since acts are about those too that the filter hides.
        marks: numbers of those that are marked.
    """

    title: str
    columns: Sequence[Column[Any]]
    hidden: Sequence[str]
    query: ListQuery
    marks: frozenset[int]


class Listed(NamedTuple):
    """A list as it is seen, and as much of it as was read.

    Attributes:
        seen: what is on screen.
        rows: in order; those that are marked where any are.
        total: how many there are, those too that were not read.
    """

    seen: Seen
    rows: Sequence[Any]
    total: int


def seen(place: Lists) -> Seen:
    """What a place shows now."""
    marks, query = place.records.marks, place.query_now
    shown = place.records.columns_shown
    names = {column.name for column in shown}
    return Seen(
        beside(place.name_words(), place.view_words()),
        shown,
        [_(one.title) for one in place.columns_now() if one.name not in names],
        # By the mask as it is now, which may have been turned over a dialog.
        asked(query._replace(filter="" if marks else query.filter), place.terms()),
        marks,
    )


def read(place: Lists, what: Seen, most: int | None = None) -> Listed:
    """Read what is seen; in whatever thread.

    Args:
        most: rows that are read where none are marked; None for all.

    Raises:
        Refused: as `Store.read`.
    """
    with place.store.read():
        found = place.listing(what.query)
        if what.marks:
            rows = [row for row in found.rows() if row.no in what.marks]
            return Listed(what, rows, len(rows))
        if most is None:
            return Listed(what, found.rows(), found.count)
        rows = [row for row in found.window(0, min(most, found.count)) if row is not None]
        return Listed(what, rows, found.count)


class Table(NamedTuple):
    """Headings, the rows beneath them, and which of the columns stand at the right."""

    headings: Sequence[str]
    rows: Sequence[Sequence[str | int | None]]
    right: Sequence[int]


def as_table(found: Listed, view: View) -> Table:
    """The same columns and rows, each cell whole; while the mask is on, as it shows them."""
    columns = found.seen.columns
    return Table(
        [printable(_(column.title)) for column in columns],
        [[_cell(column, row, view) for column in columns] for row in found.rows],
        [at for at, column in enumerate(columns) if column.right],
    )


async def as_whole_table(found: Listed, view: View) -> Table:
    """The same, of a list of any length: keys are answered while it is made."""
    table = as_table(found._replace(rows=()), view)
    rows: list[Sequence[str | int | None]] = []
    for at in range(0, len(found.rows), _AT_ONCE):
        rows += as_table(found._replace(rows=found.rows[at : at + _AT_ONCE]), view).rows
        await asyncio.sleep(0)
    return table._replace(rows=rows)


def _cell(column: Column[Any], row: Any, view: View) -> str | int | None:
    said = one_line(masks.veiled(column.text(row, view)))
    if column.right and said.isascii() and said.isdigit():
        return int(said)
    return said or None


def as_chat(found: Listed, now: datetime) -> str:
    """Lines for a group chat, which anybody may read: no telephone numbers and nothing of health,
    whether the mask is on or not."""
    columns = [column for column in found.seen.columns if not column.whole]
    lines = [f"{found.seen.title}  {now.astimezone(LOCAL):%m-%d %H:%M}"]
    lines += [_chat_line(columns, row, now) for row in found.rows[:CHAT_MOST]]
    if found.total > CHAT_MOST:
        left = found.total - CHAT_MOST
        lines.append(_("… and {count} more").format(count=left))
    return printable("\n".join(lines))


def _chat_line(columns: Sequence[Column[Any]], row: Any, now: datetime) -> str:
    cells = (_chat_cell(column, row, now) for column in columns)
    return "  ".join(filter(None, cells))


def _chat_cell(column: Column[Any], row: Any, now: datetime) -> str:
    from models.masking import masked

    said = column.text(row, View(True, now))
    if masks.HIDDEN in said:  # hidden whole on a screen; here all words stay but those of health
        said = column.text(row, View(False, now))
    return masked(one_line(said)).strip()
