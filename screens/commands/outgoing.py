"""A listing written to a file or printed with commas: as it is told, or to be brought in again."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple

from models.text import one_line
from screens.commands.arguments import file_name
from screens.commands.call import Call
from screens.commands.listing import Filter, Listing, Outgoing, Plain
from screens.commands.out import json_text
from screens.commands.usage import BadUsage
from screens.i18n import _, language, ngettext
from screens.kit import masks
from screens.kit.columns import Column, View
from screens.kit.values import filled

_Cell = str | int | None

_AS_JSON = ".json"
_FOR_IMPORT = (".csv", ".xlsx")
"""Endings of files in the form that is brought in again."""


class Rows(NamedTuple):
    """What a listing has to tell.

    Attributes:
        columns: of its table.
        told: each row, and as JSON has it.
        now: the moment it is told at.
    """

    columns: Sequence[Column[Any]]
    told: Sequence[tuple[Any, Plain]]
    now: datetime

    @classmethod
    def of(cls, columns: Sequence[Column[Any]], rows: Iterable[Any], now: datetime) -> Rows:
        """Rows whose JSON is told elsewhere."""
        return cls(columns, [(row, {}) for row in rows], now)


class _Table(NamedTuple):
    headings: list[str]
    rows: list[list[_Cell]]
    right: list[int]


def add_file_options(
    parser: argparse.ArgumentParser, *, comes_in_again: bool = False, to: str = ""
) -> list[argparse.Action]:
    """Add what a listing is written to, with the columns it shows.

    Args:
        comes_in_again: whether there is a form in which it can be brought in, too.
        to: help of `--to`, where that is another.
    """
    printed = _("print it as text with commas")
    written = to or _("write it to this new file") + _(": ") + ".xlsx .csv .md .txt .json"
    parser.set_defaults(for_import=False)
    if comes_in_again:
        told = _("with the columns that import reads: brought in again it changes nothing")
        parser.add_argument("--for-import", action="store_true", help=told)
    way = parser.add_mutually_exclusive_group()
    return [
        way.add_argument("--csv", action="store_true", help=printed),
        way.add_argument("--to", type=file_name, metavar="FILE", help=written),
    ]


def add_table_options(
    parser: argparse.ArgumentParser, *, behind: bool = False, to: str = ""
) -> None:
    """Add what the table of a command that is no listing is written to, see `answer_table`.

    Args:
        behind: whether it is an act behind the name of a listing, before which they may be said.
        to: as for `add_file_options`.
    """
    masked = _("leave out telephone numbers and health facts")
    made = [parser.add_argument("--masked", action="store_true", help=masked)]
    made += add_file_options(parser, to=to)
    for one in made if behind else ():
        one.default = argparse.SUPPRESS


def send(call: Call, listing: Listing[Any], rows: Rows) -> int:
    """Print the rows of a listing as text with commas, or write them to a file.

    Raises:
        BadUsage: `table_suffix` for a file of another kind.
        Refused: what `data.paper` refuses.
    """
    table = None
    if listing.outgoing and call.options.for_import:
        table = _coming_in_again(call, listing.outgoing(), rows)
    return _send(call, listing.words, [plain for _row, plain in rows.told], rows, table)


def answer_table(
    call: Call, title: str, rows: Rows, value: object, lines: Callable[[], Iterable[str]]
) -> int:
    """Tell what a command that is no listing has to tell, of which a table is the most; or print
    that table as text with commas, or write it to a file.

    Args:
        title: msgid of what the table is called.
        value: told where JSON is wanted.
        lines: told to people.

    Raises:
        Refused: `masked_health`, and as `send`.
    """
    refuse_masked(call.options, ())
    with veil(masked=call.options.masked):
        if call.options.csv or call.options.to:
            return _send(call, title, value, rows)
        return call.answer(value, map(masks.veiled, lines()))


def refuse_table(options: argparse.Namespace) -> None:
    """Refuse to make a table of what is none, and what `answer_table` would refuse, before anything
    is done.

    Raises:
        BadUsage: `table_none`, `masked_health`.
    """
    refuse_masked(options, ())
    if options.csv or options.to:
        raise BadUsage("table_none", "to" if options.to else "csv")


def _ending(call: Call) -> str:
    to: Path | None = call.options.to
    return "" if to is None else to.suffix.lower()


def _send(call: Call, title: str, value: object, rows: Rows, table: _Table | None = None) -> int:
    """Print or write a table; the columns as they are told unless another is given.

    Args:
        value: what a file of JSON holds.
    """
    from data.exchange.table_files import WRITERS, Table, as_csv, write_table
    from data.paper import write_sheet

    to: Path | None = call.options.to
    suffix = _ending(call)
    if to is not None and suffix not in (*WRITERS, _AS_JSON):
        endings = " ".join((*WRITERS, _AS_JSON))
        raise BadUsage("table_suffix", "to", file=to.name, endings=endings)
    if to is not None and suffix == _AS_JSON:
        write_sheet(to, json_text(value))
        return _written(call, to, len(rows.told))
    table = table or _as_told(rows, masked=call.options.masked)
    if to is None:
        lines = as_csv(Table("", table.headings, table.rows)).splitlines()
        return call.answer((), lines)
    write_table(to, one_line(_(title)), table.headings, table.rows, right=table.right)
    return _written(call, to, len(table.rows))


def _written(call: Call, to: Path, count: int) -> int:
    said = filled(
        ngettext("{count} row is in {file}.", "{count} rows are in {file}.", count),
        {"count": count, "file": one_line(str(to))},
    )
    call.done.append(said)
    return call.answer({"file": str(to), "rows": count}, [said])


def goes_out(options: argparse.Namespace) -> bool:
    """Whether a listing is to be a table, printed with commas or in a file.

    Raises:
        BadUsage: `import_masked`, `import_suffix` where what is to be brought in again would not be
            what import reads.
    """
    if options.for_import:
        if options.masked:
            raise BadUsage("import_masked", "masked")
        if options.to and options.to.suffix.lower() not in _FOR_IMPORT:
            told = {"file": options.to.name, "endings": " ".join(_FOR_IMPORT)}
            raise BadUsage("import_suffix", "to", **told)
    return bool(options.csv or options.to or options.for_import)


def refuse_forms(options: argparse.Namespace) -> None:
    """Refuse, of any command and before it begins, to tell in a form what that form cannot.

    A command whose JSON is masked, too, sets `masks_json` in the defaults of its parser.

    Raises:
        BadUsage: `forms_two` for JSON and commas at once; `masked_json`, whose fields are bare.
    """
    said = vars(options)
    to: Path | None = said.get("to")
    # Of what is written to a file, JSON tells which file it is.
    if said.get("json") and (said.get("csv") or (said.get("for_import") and to is None)):
        raise BadUsage("forms_two", "json", other="--csv" if said["csv"] else "--for-import")
    as_json = said.get("json") or (isinstance(to, Path) and to.suffix.lower() == _AS_JSON)
    if said.get("masked") and as_json and not said.get("masks_json"):
        raise BadUsage("masked_json", "masked")


def refuse_masked(options: argparse.Namespace, filters: Sequence[Filter]) -> None:
    """Refuse to mask what would tell all the same.

    Raises:
        BadUsage: `masked_health` where it is looked for by facts of health.
    """
    if not options.masked:
        return
    from models.masking import tells_of_health

    looked_for = (getattr(options, "find", ""), *(getattr(options, one.name) for one in filters))
    if any(isinstance(said, str) and tells_of_health(said) for said in looked_for):
        raise BadUsage("masked_health", "masked")


@contextmanager
def veil(*, masked: bool) -> Iterator[None]:
    """Hide, while a list is told, what the mask of the desk hides, where that is asked for."""
    masks.put_on(masked)
    try:
        yield
    finally:
        masks.put_on(False)


def _as_told(rows: Rows, *, masked: bool) -> _Table:
    """The columns of the table, each cell whole; counts are numbers, all else is text."""
    view = View(masked, rows.now)
    right = [at for at, column in enumerate(rows.columns) if column.right]
    return _Table(
        [one_line(_(column.title)) for column in rows.columns],
        [[_cell(column, row, view) for column in rows.columns] for row, _plain in rows.told],
        right,
    )


def _cell(column: Column[Any], row: Any, view: View) -> _Cell:
    said = one_line(masks.veiled(column.text(row, view)))
    if column.right and said.isascii() and said.isdecimal() and str(int(said)) == said:
        return int(said)
    return said or None


def _coming_in_again(call: Call, outgoing: Outgoing, rows: Rows) -> _Table:
    """The headings of the columns in which something stands, and the rows under them."""
    from models.exchange.headings import heading

    numbers = [row.no for row, _plain in rows.told]
    with call.store() as store, store.read() as conn:
        records = outgoing.read(conn, numbers, rows.now)
    chinese = language() == "zh"
    columns = [
        (heading(outgoing.kind, field, chinese=chinese), [value(one) for one in records])
        for field, value in outgoing.columns
    ]
    filled_in = [
        (name, cells) for name, cells in columns if any(c not in (None, "") for c in cells)
    ]
    cells = zip(*(cells for _name, cells in filled_in), strict=True)
    return _Table([name for name, _cells in filled_in], [*map(list, cells)], [])
