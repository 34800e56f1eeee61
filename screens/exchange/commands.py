"""import: paperwork read, compared with what is on file, and written as one undoable step."""

from __future__ import annotations

import argparse
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from models.exchange import (
    FilePlan,
    ImportKind,
    ImportReport,
    RecordChange,
    RowProblem,
    report,
)
from models.problems import Refused
from models.times import iso
from screens.commands.arguments import add_command, file_name, with_meanings
from screens.commands.call import Call, Groups
from screens.commands.out import say_json, say_line, say_trouble
from screens.exchange.words import kind_label
from screens.i18n import N_, _

if TYPE_CHECKING:
    from models.exchange import ImportPlan


def add_to(groups: Groups, shared: argparse.ArgumentParser) -> None:
    """Add this command."""
    parser = add_command(
        groups, shared, "import", bring_in, N_("bring in lists, notices and calls from files")
    )
    parser.add_argument(
        "files",
        nargs="+",
        type=file_name,
        metavar="FILE",
        help=_("xlsx, xls, ods, csv, tsv or plain text"),
    )
    parser.add_argument(
        "--as",
        dest="kind",
        choices=[kind.value for kind in ImportKind],
        metavar=_("KIND"),
        help=with_meanings(
            _("what the files are, where it is not recognised"),
            [kind.value for kind in ImportKind],
            lambda value: kind_label(ImportKind(value)),
        ),
    )
    parser.add_argument(
        "--dry-run", action="store_true", help=_("report what would be done; write nothing")
    )


def bring_in(call: Call) -> int:
    """Bring files in, all of them or none."""
    from data.exchange.apply import run_import
    from data.exchange.plan import plan_import

    kind = None if call.options.kind is None else ImportKind(call.options.kind)
    files: list[Path] = call.options.files
    with call.store(may_make=True) as store:
        try:
            with store.read() as conn:
                plan = plan_import(conn, files, kind=kind, now=store.now())
            if (unknown := _not_understood(plan)) is not None:
                return _refuse(unknown)
            done = report(plan) if call.options.dry_run else run_import(store, plan)
        except Refused as refused:
            from screens.exchange.words import refusal

            say_trouble(refusal(refused.problem))
            return 1
    if call.json:
        objects = [_plain(one) for one in done]
        say_json(objects[0] if len(objects) == 1 else objects)
    else:
        for one in done:
            _tell(one)
    return 0


def _not_understood(plan: ImportPlan) -> FilePlan | None:
    """A file of which nothing was recognised."""
    return next((file for file in plan.files if file.kind is None), None)


def _refuse(file: FilePlan) -> int:
    from screens.exchange.words import at_place

    problems = file.problems or (RowProblem(file.file, "kind_unknown"),)
    say_trouble(at_place(problems[0]))
    return 1


def _tell(done: ImportReport) -> None:
    from screens.exchange import words

    say_line(words.outcome(done))
    for problem in done.problems:
        say_line(f"  {'▸' if problem.taken else '✗'} {words.at_place(problem, with_file=False)}")
    for note in done.notes:
        say_line(f"  {words.at_place(note, with_file=False, passed_over=False)}")
    for change in done.changes:
        say_line(f"  {change.label}: {words.change_words(change)}")


def _plain(done: ImportReport) -> dict[str, Any]:
    """A report as JSON."""
    return {
        "file": done.file,
        "kind": done.kind and done.kind.value,
        "added": done.added,
        "updated": done.updated,
        "unchanged": done.unchanged,
        "skipped": done.skipped,
        "by_compound": dict(done.by_compound),
        "problems": [_plain_problem(problem) for problem in done.problems],
        "notes": [_plain_problem(note) for note in done.notes],
        "changes": [_plain_change(change) for change in done.changes],
    }


def _plain_problem(problem: RowProblem) -> dict[str, Any]:
    from screens.exchange.words import message_of

    return {
        "file": problem.file,
        "sheet": problem.sheet,
        "row": problem.row,
        "column": problem.column,
        "code": problem.code,
        "message": message_of(problem),
        "taken": problem.taken,
    }


def _plain_change(change: RecordChange) -> dict[str, Any]:
    return {
        "kind": change.kind.value,
        "no": change.no,
        "label": change.label,
        "sheet": change.sheet,
        "row": change.row,
        "fields": [
            {"field": one.field, "old": _value(one.old), "new": _value(one.new)}
            for one in change.changes
        ],
    }


def _value(value: object) -> object:
    """A field's value as JSON has it."""
    if value is None or isinstance(value, bool | int | float | str):
        return value
    if isinstance(value, datetime):
        return iso(value)
    if isinstance(value, list | tuple):
        return [_value(one) for one in value]
    return str(value)
