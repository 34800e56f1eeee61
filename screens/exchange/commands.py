"""import: paperwork read, compared with what is on file, and written as one undoable step.

A file that cannot be read does not stop the others; it is told, and left out.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from models.exchange import READ, ImportKind, ImportReport, RowProblem, report, testing_columns
from models.exchange.headings import TABLES, template
from models.problems import Problem
from screens.commands import standard_input
from screens.commands.arguments import add_command, file_name, with_meanings
from screens.commands.call import Call, Groups
from screens.commands.named import GATE
from screens.commands.out import say_trouble
from screens.exchange.listing import REPORT
from screens.exchange.words import kind_label, message_of
from screens.i18n import N_, _, language
from screens.kit.values import beside, headed
from screens.results.lists import came_to, says_result
from screens.sentences import say

if TYPE_CHECKING:
    from data.exchange.sheets import Source
    from models.exchange import ImportPlan


_TEMPLATES = (*TABLES, *testing_columns.KINDS)
"""Lists of which the headings of an empty one can be had."""


def add_to(groups: Groups, shared: argparse.ArgumentParser) -> None:
    """Add this command."""
    told = N_("bring in lists, notices and calls from files")
    examples = (
        N_("import compounds.xlsx register.xlsx staff.xlsx --dry-run"),
        N_('import "north gate.xlsx" --as register --compound "Blossom Tower"'),
        N_("import --template register"),
    )
    parser = add_command(groups, shared, "import", import_files, told, examples=examples)
    given = parser.add_mutually_exclusive_group(required=True)
    given.add_argument(
        "files",
        nargs="*",
        default=[],
        type=file_name,
        metavar="FILE",
        help=_("xlsx, xls, ods, csv, tsv, plain text, or a folder; - reads standard input"),
    )
    parser.add_argument(
        "--as",
        dest="kind",
        choices=[kind.value for kind in READ],
        metavar=_("KIND"),
        help=with_meanings(
            _("what the files are, where it is not recognised"),
            [kind.value for kind in READ],
            lambda value: kind_label(ImportKind(value)),
        ),
    )
    parser.add_argument(
        "--compound",
        type=GATE,
        metavar=_("COMPOUND"),
        help=_("compound of the rows of a register that name none"),
    )
    parser.add_argument(
        "--forget-shapes",
        action="store_true",
        help=_("forget what was said of lists with the same headings before"),
    )
    parser.add_argument(
        "--yes",
        action="store_true",
        help=_("bring in what asks first, as a list that seems to be of other households"),
    )
    parser.add_argument(
        "--dry-run", action="store_true", help=_("report what would be done; write nothing")
    )
    given.add_argument(
        "--template",
        choices=[kind.value for kind in _TEMPLATES],
        metavar=_("KIND"),
        help=with_meanings(
            _("print the headings of an empty list of this kind as csv, and do nothing else"),
            [kind.value for kind in _TEMPLATES],
            lambda value: kind_label(ImportKind(value)),
        ),
    )


def import_files(call: Call) -> int:
    """Bring files in as one step; or print the headings of an empty list."""
    from data.exchange.apply import run_import
    from data.exchange.draft import Said
    from data.exchange.plan import plan_sources

    if call.options.template is not None:
        wanted = ImportKind(call.options.template)
        of = testing_columns.template if wanted in testing_columns.KINDS else template
        headings = of(wanted, chinese=language() == "zh")
        return call.answer(list(headings), [",".join(headings)])
    kind = None if call.options.kind is None else ImportKind(call.options.kind)
    said = Said(kind, compound=call.options.compound, afresh=call.options.forget_shapes)
    with call.store(may_make=True) as store:
        sources = _sources(call.options.files)
        everywhere = dict.fromkeys(range(len(sources)), said)
        with store.read() as conn:
            plan = plan_sources(conn, sources, everywhere, now=store.now())
        if len(sources) == 1 and sources[0].refusal is not None and plan.files[0].kind is None:
            raise sources[0].refusal
        if plan.asks and not (call.options.yes or call.options.dry_run):
            return _ask(plan)
        done = report(plan) if call.options.dry_run else run_import(store, plan)
        now = store.now()
    for one in done:
        if one.kind is None:
            _say_refused(one)
    plain = [REPORT.plain(one, now) for one in done]
    told = chain.from_iterable(_told(one) for one in done if one.kind is not None)
    call.answer(plain[0] if len(plain) == 1 else plain, told)
    return 0 if any(one.read for one in done) else 1


def _sources(given: Sequence[Path]) -> list[Source]:
    """What is in the files that were named, in the folders among them, and in standard input."""
    from data.exchange.folders import files_of, read_or_refused
    from data.exchange.sheets import source_of

    found: list[Source] = []
    for path in given:
        if str(path) == standard_input.NAMED:
            found.append(source_of(standard_input.called(), standard_input.read_input()))
        else:
            found += map(read_or_refused, files_of([path]))
    return found


def _ask(plan: ImportPlan) -> int:
    """Say what has to be agreed to, and how."""
    asks = [message_of(ask) for ask in plan.asks]
    say_trouble(say(Problem("import_asks", {"asks": beside(*asks)})))
    return 1


def _say_refused(done: ImportReport) -> None:
    """A file of which nothing was read, with why, on standard error."""
    from screens.exchange.words import at_place, kinds_words

    for problem in done.problems or (RowProblem(done.file, "kind_unknown"),):
        say_trouble(" ".join([at_place(problem), *kinds_words(done.kinds)]))


def _told(done: ImportReport) -> Iterator[str]:
    from screens.exchange import words

    yield words.outcome(done)
    for ask in done.asks:
        yield f"  ? {words.message_of(ask)}"
    for kind in words.kinds_words(done.kinds):
        yield f"  {kind}"
    for problem in done.problems:
        yield f"  {'▸' if problem.taken else '✗'} {words.at_place(problem, with_file=False)}"
    for note in done.notes:
        yield f"  {words.at_place(note, with_file=False, passed_over=False)}"
    for change in (one for one in done.changes if not says_result(one)):
        yield "  " + headed(change.label, words.change_words(change))
    yield from ("  " + line for line in came_to(done.results))
