"""Lines of the store-room: goods in columns that explain what is there, what moved, keys."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from itertools import groupby

from rich.cells import cell_len
from textual.content import Content

from models.stock import MoveRow, RoomRow, StockRow, rules
from models.stock.settings import StockSettings
from screens.i18n import N_, _
from screens.kit.columns import cut
from screens.kit.detail import hanging
from screens.kit.times import stamp
from screens.kit.titles import titled
from screens.kit.values import beside, so_many
from screens.stock import words

_NO = 4
"""Cells of a number."""

_NAME = 14
"""Cells of the name of goods in a line of what moved."""

_LEAST = 8
"""Cells of the name of goods at least."""

_WHEN, _CHANGE = 11, 9

_HEADS = (
    N_("in +"),
    N_("out -"),
    N_("back +"),
    N_("found"),
    N_("there"),
    N_("days"),
    N_("low"),
)
"""What a line of goods says behind its name; the first four add up to what is there."""


def _figures(row: StockRow) -> tuple[str, ...]:
    """What stands in the columns; nothing where there was none."""
    return (
        str(row.came_in or ""),
        str(row.went_out or ""),
        str(row.came_back or ""),
        f"{row.counted:+}" if row.counted else "",
        words.there(row),
        words.days(row.days_left),
        words.mark(row),
    )


def goods(
    found: Sequence[StockRow], settings: StockSettings, width: int
) -> Iterator[tuple[Content, StockRow | None]]:
    """Goods under what sort they are, each with how its balance came to be, how long it lasts and
    from where on it is low; marked where there is too little."""
    table = [tuple(map(_, _HEADS)), *map(_figures, found)]
    cells = [max(map(cell_len, column)) for column in zip(*table, strict=True)]
    name = max(_LEAST, width - _NO - 1 - sum(cells) - len(cells))

    def columns(said: Sequence[str]) -> str:
        pairs = zip(said, cells, strict=True)
        return " ".join(cut(text, room, right=True) for text, room in pairs)

    for kind, group in groupby(found, lambda row: row.kind):
        heads = columns(table[0])
        yield Content(f"{cut(titled(words.kind(kind)).plain, _NO + 1 + name)} {heads}"), None
        for row in group:
            line = f"{row.no:>{_NO}} {cut(row.goods, name)} {columns(_figures(row))}"
            told = Content(line.rstrip())
            yield told.stylize("$warning bold") if rules.is_short(row, settings) else told, row


def moves(
    found: Sequence[MoveRow], now: datetime, width: int, *, of_all: bool
) -> Iterator[tuple[Content, MoveRow]]:
    """What moved, with who wrote it down.

    Args:
        of_all: whether the lines are of more than one sort of goods.
    """
    for row in found:
        name = cut(row.goods, _NAME) if of_all else ""
        change = so_many(f"{row.change:+}", row.unit) if row.change else "="
        when = cut(stamp(row.happened_at, now), _WHEN)
        line = (when, name, cut(change, _CHANGE, right=True), words.moving(row))
        said = " ".join(filter(None, line))
        yield Content(hanging(said, width - _NO, _NO)), row


def room(row: RoomRow, gone: str) -> Content:
    """A store-room with who has its key.

    Args:
        gone: where they are while they are absent; empty while they are here.
    """
    kept_by = row.keeper or _("nobody has the key")
    line = Content(f"{row.no:>{_NO}} {beside(row.name, kept_by)}")
    if not gone:
        return line
    told = _("⚠ {place}: somebody else must have it").format(place=gone)
    return Content.assemble(line, Content.styled(f"  {told}", "$error bold"))
