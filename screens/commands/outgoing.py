"""A listing written as a file, or printed as one, in the form in which it comes in again."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from datetime import datetime

from screens.commands.arguments import file_name
from screens.commands.call import Call
from screens.commands.listing import Outgoing
from screens.i18n import _, language
from screens.kit.values import filled


def add_file_options(parser: argparse.ArgumentParser) -> None:
    """Add what a listing is written to."""
    to = parser.add_mutually_exclusive_group()
    to.add_argument("--csv", action="store_true", help=_("print it as a list that comes in again"))
    to.add_argument(
        "--to",
        type=file_name,
        metavar="FILE",
        help=_("write that list to this new file, .xlsx or .csv"),
    )


def send(call: Call, outgoing: Outgoing, numbers: Sequence[int], now: datetime) -> int:
    """Print the records of these numbers as a list, or write them to a file.

    Raises:
        Refused: `table_suffix` for a file of another kind, and what `data.paper` refuses.
    """
    from data.exchange.table_files import Table, as_csv, write_table

    headings, rows = _table(call, outgoing, numbers, now)
    to = call.options.to
    if to is None:
        return call.answer([headings, *rows], as_csv(Table("", headings, rows)).splitlines())
    write_table(to, "", headings, rows)
    said = filled(_("{count} rows are in {file}."), {"count": len(rows), "file": to})
    call.done.append(said)
    return call.answer({"file": str(to), "rows": len(rows)}, [said])


def _table(
    call: Call, outgoing: Outgoing, numbers: Sequence[int], now: datetime
) -> tuple[list[str], list[list[str | int | None]]]:
    """The headings of the columns in which something stands, and the rows under them."""
    from models.exchange.headings import heading

    with call.store() as store, store.read() as conn:
        records = outgoing.read(conn, numbers, now)
    chinese = language() == "zh"
    columns = [
        (heading(outgoing.kind, field, chinese=chinese), [value(one) for one in records])
        for field, value in outgoing.columns
    ]
    filled_in = [
        (name, cells) for name, cells in columns if any(c not in (None, "") for c in cells)
    ]
    cells = zip(*(cells for _name, cells in filled_in), strict=True)
    return [name for name, _cells in filled_in], [*map(list, cells)]
