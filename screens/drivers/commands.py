"""drivers note, suppliers new, driver-sheet: drivers and who sends goods, on the command line."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from typing import TYPE_CHECKING

from data.ids import record_no
from models.drivers import NoteKind, SupplierInput
from models.problems import Refused
from screens.commands.arguments import (
    AddAct,
    acts_behind,
    add_command,
    file_name,
    some_text,
    with_meanings,
)
from screens.commands.call import Call, Groups
from screens.commands.listings import add_listing
from screens.commands.numbers import positive
from screens.drivers import run_commands, words
from screens.drivers.listing import LISTING, NOTE, SUPPLIER, SUPPLIERS
from screens.i18n import N_, _
from screens.kit.values import beside, filled

if TYPE_CHECKING:
    from data.sql import Reader

_KEPT = ("yes", "no", "open")


def add_to(groups: Groups, shared: argparse.ArgumentParser) -> None:
    """Add these commands."""
    _add_notes(acts_behind(groups.choices[LISTING.name], shared))
    _add_suppliers(acts_behind(add_listing(groups, shared, SUPPLIERS), shared))
    run_commands.add_to(groups, shared)
    parser = add_command(
        groups, shared, "driver-sheet", driver_sheet, N_("the driver's sheet: gates, whom to call")
    )
    parser.add_argument("no", type=positive, metavar=_("NO"), help=_("number of the delivery"))
    parser.add_argument(
        "--guards", action="store_true", help=_("instead, what the guards of the gates are told")
    )
    parser.add_argument(
        "--masked", action="store_true", help=_("leave the middle of telephone numbers out")
    )
    parser.add_argument(
        "--to", type=file_name, metavar="FILE", help=_("write to this new file, .txt or .md")
    )


# -- drivers ---------------------------------------------------------------------------------------


def _add_notes(add: AddAct) -> None:
    parser = add("note", note, N_("write down something of a driver"))
    parser.add_argument("no", type=positive, metavar=_("NO"), help=_("number of the delivery"))
    parser.add_argument(
        "kind",
        choices=[one.value for one in NoteKind],
        metavar=_("KIND"),
        help=with_meanings(_("what sort it is"), [*NoteKind], words.kind),
    )
    parser.add_argument("text", type=some_text, metavar=_("TEXT"), help=_("in a line"))
    parser = add("kept", kept, N_("whether a driver kept a promise"))
    parser.add_argument("no", type=positive, metavar=_("NO"), help=_("number of the note"))
    parser.add_argument("kept", choices=_KEPT, metavar="yes|no|open", help=_("whether it was kept"))


def note(call: Call) -> int:
    """Write down something of a driver."""
    from data.drivers import commands, queries

    options = call.options
    with call.store() as store:
        no = store.do(commands.add_note, options.no, NoteKind(options.kind), options.text)
        row, now = store.ask(queries.note, no), store.now()
    said = beside(f"#{no}", words.kind(row.kind), words.note(row, now))
    return call.answer(NOTE.plain(row, now), [said])


def kept(call: Call) -> int:
    """Say whether a promise was kept."""
    from data.drivers import commands, queries

    options = call.options
    is_kept = {"yes": True, "no": False, "open": None}[options.kept]
    with call.store() as store:
        store.do(commands.keep_promise, options.no, is_kept)
        row, now = store.ask(queries.note, options.no), store.now()
    return call.answer(NOTE.plain(row, now), [words.note(row, now)])


# -- suppliers -------------------------------------------------------------------------------------


def _add_suppliers(add: AddAct) -> None:
    parser = add("new", new_supplier, N_("write down a supplier"))
    parser.add_argument("name", type=some_text, metavar=_("NAME"), help=_("what it is called"))
    _add_fields(parser)
    parser = add("change", change_supplier, N_("change a supplier"))
    parser.add_argument("supplier", metavar=_("NAME"), help=_("its number or its name"))
    parser.add_argument("--name", metavar=_("NAME"), help=_("what it is called"))
    _add_fields(parser)
    parser = add("of", supplier_of, N_("who sent a delivery"))
    parser.add_argument("no", type=positive, metavar=_("NO"), help=_("number of the delivery"))
    parser.add_argument("supplier", metavar=_("NAME"), help=_("its number or its name"))


def _add_fields(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--contact", metavar=_("NAME"), help=_("whom to ask for"))
    parser.add_argument("--phone", metavar=_("NUMBER"), help=_("telephone number"))
    parser.add_argument("--goods", metavar=_("TEXT"), help=_("what it sends"))
    parser.add_argument("--pass", dest="pass_no", metavar=_("NUMBER"), help=_("number of its pass"))
    parser.add_argument("--note", metavar=_("TEXT"), help=_("a note"))
    listed = parser.add_mutually_exclusive_group()
    listed.add_argument(
        "--listed",
        dest="is_listed",
        action="store_const",
        const=True,
        help=_("it is on the list of suppliers that assure supply"),
    )
    listed.add_argument(
        "--unlisted",
        dest="is_listed",
        action="store_const",
        const=False,
        help=_("it is not"),
    )


def _given(options: argparse.Namespace) -> dict[str, object]:
    names = [name for name in SupplierInput._fields if hasattr(options, name)]
    values = {name: getattr(options, name) for name in names}
    return {name: value for name, value in values.items() if value is not None}


def new_supplier(call: Call) -> int:
    """Write down a supplier."""
    from data.drivers import suppliers

    with call.store() as store:
        given = SupplierInput(**_given(call.options))  # type: ignore[arg-type]
        no = store.do(suppliers.add_supplier, given)
    return _told(call, no)


def change_supplier(call: Call) -> int:
    """Change a supplier."""
    from data.drivers import suppliers

    with call.store() as store:
        no = store.ask(_supplier_no, call.options.supplier)
        version = store.ask(suppliers.supplier, no).version
        store.do(suppliers.change_supplier, no, version, _given(call.options))
    return _told(call, no)


def supplier_of(call: Call) -> int:
    """Say who sent a delivery."""
    from data.drivers import suppliers

    with call.store() as store:
        no = store.ask(_supplier_no, call.options.supplier)
        store.do(suppliers.choose_supplier, call.options.no, no)
    return _told(call, no)


def _told(call: Call, no: int) -> int:
    from data.drivers import suppliers

    with call.store() as store:
        row, now = store.ask(suppliers.supplier, no), store.now()
    return call.answer(SUPPLIER.plain(row, now), [words.supplier(row)])


def _supplier_no(conn: Reader, said: str) -> int:
    """The supplier that is meant.

    Raises:
        Refused: `supplier_unknown`, `supplier_unclear`.
    """
    from data.drivers import suppliers

    number = record_no(said)
    if number is not None:
        return suppliers.supplier(conn, number).no
    found = suppliers.supplier_named(conn, said)
    if found is None:
        raise Refused("supplier_unclear", "supplier", value=said)
    return found.no


# -- the sheet -------------------------------------------------------------------------------------


def driver_sheet(call: Call) -> int:
    """Print the driver's sheet, or write it to a file."""
    from data.paper import write_paper
    from screens.drivers import sheet
    from screens.drivers.listing import RUN

    options = call.options
    with call.store() as store, store.read() as conn:
        now = store.now()
        run = run_commands.told(conn, options.no)
    text = (sheet.for_guards if options.guards else sheet.for_driver)(run, hide=options.masked)
    said = text.rstrip()
    if options.to:
        write_paper(options.to, text)
        said = filled(_("The sheet is in {file}."), {"file": options.to})
        call.done.append(said)
    return call.answer(RUN.plain(run, now), _lines(run_commands.standing(run, now), said))


def _lines(warned: str, said: str) -> Iterator[str]:
    yield said
    if warned:
        yield warned
