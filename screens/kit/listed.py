"""The list of a place as it is seen, to be taken along: its rows and columns, as table or text."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any, ClassVar, NamedTuple, Protocol

from models.text import one_line, printable
from models.times import LOCAL
from screens.i18n import _
from screens.kit import masks
from screens.kit.columns import Column, View
from screens.kit.values import beside

if TYPE_CHECKING:
    from data.listing import Listing
    from data.store import Store
    from models.listing import ListQuery
    from screens.kit.desk import Desk
    from screens.kit.record_list import RecordList

CHAT_MOST = 100
"""Rows that a group chat is given at once; more nobody reads there."""


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

    def list_columns(self) -> Sequence[Column[Any]]: ...

    def columns_now(self) -> Sequence[Column[Any]]: ...

    def name_words(self) -> str: ...

    def view_words(self) -> str: ...


class Listed(NamedTuple):
    """A list as it is seen.

    Attributes:
        title: the place and its view.
        columns: those there is room for, in order.
        rows: in order; those that are marked where any are.
        total: how many there are, those too that were not read.
        is_marked: whether they are these.
        hidden: headings of columns that were chosen and have no room.
    """

    title: str
    columns: Sequence[Column[Any]]
    rows: Sequence[Any]
    total: int
    is_marked: bool
    hidden: Sequence[str]


def listed(place: Lists, most: int | None = None) -> Listed:
    """What a place lists now: what its filter finds in its order, or what is marked of its view,
    those too that the filter hides, as acts are about these.

    Args:
        most: rows that are read where none are marked; None for all.

    Raises:
        Refused: as `Store.read`.
    """
    marks = place.records.marks
    query = place.query_now
    if marks:
        query = query._replace(filter="")
    with place.store.read():
        found = place.listing(query._replace(nothing=masks.tells_of_health(query.filter)))
        count = found.count
        if most is None or marks:
            rows = found.rows()
        else:
            rows = [row for row in found.window(0, min(most, count)) if row is not None]
    if marks:
        rows = [row for row in rows if row.no in marks]
    shown = place.records.columns_shown
    names = {column.name for column in shown}
    return Listed(
        beside(place.name_words(), place.view_words()),
        shown,
        rows,
        len(rows) if marks else count,
        bool(marks),
        [_(one.title) for one in place.columns_now() if one.name not in names],
    )


class Table(NamedTuple):
    """Headings, the rows beneath them, and which of the columns stand at the right."""

    headings: Sequence[str]
    rows: Sequence[Sequence[str | int | None]]
    right: Sequence[int]


def as_table(found: Listed, view: View) -> Table:
    """The same columns and rows, each cell whole; while the mask is on, as it shows them."""
    right = [at for at, column in enumerate(found.columns) if column.right]
    return Table(
        [printable(_(column.title)) for column in found.columns],
        [[_cell(column, row, view) for column in found.columns] for row in found.rows],
        right,
    )


def _cell(column: Column[Any], row: Any, view: View) -> str | int | None:
    said = one_line(masks.veiled(column.text(row, view)))
    if column.right and said.isascii() and said.isdigit():
        return int(said)
    return said or None


def as_chat(found: Listed, now: datetime) -> str:
    """Lines for a group chat, which anybody may read: no telephone numbers and nothing of health,
    whether the mask is on or not."""
    columns = [column for column in found.columns if not column.whole]
    lines = [f"{found.title}  {now.astimezone(LOCAL):%m-%d %H:%M}"]
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
