"""fields: what each field of a listing means, in the language spoken."""

from __future__ import annotations

import argparse
import importlib
from collections.abc import Container, Iterator, Sequence
from functools import cache, partial
from importlib.util import find_spec
from typing import Any

from models.text import all_text
from screens.commands.arguments import add_command
from screens.commands.call import Call, Groups
from screens.commands.field_types import Type
from screens.commands.listing import Listing, Record
from screens.commands.outgoing import Rows, add_table_options, answer_table
from screens.i18n import N_, _
from screens.kit.columns import Column, View, aligned
from screens.subjects import SUBJECTS

_TYPES: dict[Type, str] = {
    "text": N_("text"),
    "number": N_("number"),
    "boolean": N_("yes or no"),
    "time": N_("time"),
    "day": N_("day"),
    "texts": N_("list of texts"),
    "numbers": N_("list of numbers"),
    "record": N_("record"),
    "records": N_("list of records"),
}


@cache
def listings() -> dict[str, Listing[Any]]:
    """Every listing by the name of its command."""
    modules = (f"screens.{subject.name}.listing" for subject in SUBJECTS)
    found = (vars(importlib.import_module(name)).values() for name in modules if find_spec(name))
    return {one.name: one for values in found for one in values if isinstance(one, Listing)}


_TOLD = {
    "today": ("today.listing", "TODAY", N_("who is here, what is due, what lacks people")),
    "suggest": (
        *("suggest.listing", "SUGGESTION"),
        N_("who could fill the open shifts of a day, and why"),
    ),
    "loads": ("loads.listing", "LOAD", N_("who carries what from the gates to the buildings")),
    "stops": ("drivers.listing", "RUN", N_("a truck's run: its stops, their order, who is late")),
    "count": (
        *("counts.listing", "FIGURES"),
        N_("counts of a delivery: truck note, gate, buildings, doors; all of them, or a new one"),
    ),
    "round": (
        *("testing.round_listing", "ROUND_LINE"),
        N_("rounds of tests; new plans one by rule, show tells one"),
    ),
    "cover": ("cover.listing", "COVER", N_("what the work of a day has, needs and lacks")),
    "learned": (
        *("learned.listing", "LEARNED"),
        N_("words learned when a kind was corrected"),
    ),
    "log": ("journal.listing", "STEP", N_("what was done, newest first")),
    "missed": ("sampling.listing", "MISSING", N_("who lacks in a round, second calls")),
    "progress": (
        *("supplies.progress_listing", "PROGRESS"),
        N_("how far a delivery is: gates, doors, the pace, who waits"),
    ),
    "received": (
        *("supplies.progress_listing", "RECEIVED"),
        N_("what each household got of late, who got least first"),
    ),
    "results": ("results.listing", "RESULT", N_("results of tests, by who says so")),
    "shared": ("recall.listing", "BUILDING", N_("houses whose rooms share kitchen or bathroom")),
    "to-settle": ("sampling.listing", "DOUBT", N_("what could not be settled at a table")),
}
"""Commands that are no listings and tell a table: where their record is, and what they tell."""


@cache
def records() -> dict[str, tuple[str, Record[Any]]]:
    """What each listing and each command of `_TOLD` tells: its help, and its record."""
    found = {name: (one.words, one.record) for name, one in listings().items()}
    for name, (module, record, words) in _TOLD.items():
        found[name] = words, getattr(importlib.import_module(f"screens.{module}"), record)
    return found


def add_to(groups: Groups, shared: argparse.ArgumentParser) -> None:
    """Add the command."""
    parser = add_command(
        groups, shared, "fields", fields, N_("what each field of a listing's JSON means")
    )
    parser.add_argument(
        "listing",
        nargs="?",
        type=partial(_listing, groups.choices),
        choices=[*listings(), *_TOLD],
        metavar=_("LISTING"),
        help=_("name of its command; without it the listings are listed"),
    )
    add_table_options(parser)


def _listing(commands: Container[str], said: str) -> str:
    """The name of a command whose fields are told here, or nearly so.

    Args:
        commands: names of all commands.

    Raises:
        argparse.ArgumentTypeError: for another command, with where its fields are told.
    """
    if said in commands and said not in listings() and said not in _TOLD:
        told = _("what {command} tells as JSON is in docs/fields.md").format(command=said)
        raise argparse.ArgumentTypeError(told)
    return all_text(said)


def fields(call: Call) -> int:
    """Tell the fields of one listing, or which listings there are."""
    if call.options.listing is None:
        known = [(name, _(words)) for name, (words, _record) in records().items()]
        told = [{"name": name, "about": about} for name, about in known]
        return _answer(call, (N_("listing"), N_("meaning")), known, told, [])
    _words, record = records()[call.options.listing]
    return _answer(call, _HEADINGS, [*_rows(record)], _told(record), ["", _general()])


_HEADINGS = (N_("field"), N_("type"), N_("meaning"))


def _answer(
    call: Call,
    headings: Sequence[str],
    rows: Sequence[Sequence[str]],
    value: object,
    more: Sequence[str],
) -> int:
    columns = [Column("", title, partial(_cell, at)) for at, title in enumerate(headings)]
    return answer_table(
        call,
        N_("what each field of a listing's JSON means"),
        Rows.of(columns, rows, call.clock.now()),
        value,
        lambda: [*map(str.rstrip, aligned(rows)), *more],
    )


def _cell(at: int, row: Sequence[str], _view: View) -> str:
    return row[at]


def _told(record: Record[Any]) -> list[dict[str, object]]:
    return [
        {
            "name": one.name,
            "type": one.type,
            "meaning": _(one.meaning),
            "fields": None if one.of is None else _told(one.of),
        }
        for one in record.fields
    ]


def _rows(record: Record[Any], within: str = "") -> Iterator[Sequence[str]]:
    """A line for each field, those of a record within under its name."""
    for one in record.fields:
        yield f"{within}{one.name}", _(_TYPES[one.type]), _(one.meaning)
        if one.of is not None:
            yield from _rows(one.of, f"{within}{one.name}.")


def _general() -> str:
    return _(
        "What is not there is null. Times are ISO 8601 at +08:00, days YYYY-MM-DD; codes stay as"
        " they are in every language."
    )
