"""What the import dialog lists of a plan: files, columns and what they mean, problems, changes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

from textual.content import Content
from textual.style import Style

from models.exchange import (
    FilePlan,
    ImportKind,
    ImportPlan,
    ImportReport,
    RecordChange,
    RowProblem,
    report,
)
from models.requests import RequestInput
from models.results import OwnLine, TubeLine
from models.supplies import DeliveryInput
from screens.exchange import words
from screens.exchange.import_columns import columns
from screens.exchange.import_lines import Look, PlanLine, Reading, two_parts
from screens.i18n import N_, _
from screens.kit.masks import HIDDEN
from screens.kit.values import beside, joined, so_many, spoken
from screens.requests.words import label
from screens.results.words import brought_in

T = TypeVar("T")

FILES = "files"
"""The view of all files; there is none where there is only one."""

VIEWS: tuple[tuple[str, str], ...] = (
    (FILES, N_("files")),
    ("columns", N_("columns")),
    ("problems", N_("problems")),
    ("updated", N_("changes")),
    ("added", N_("new")),
)
"""The views, with the msgids of their names."""

_SIGN = 2
"""Cells of the sign before a line."""

_MOST = 300
"""Lines listed of one view; what is beyond them is counted."""


def lines(plan: ImportPlan, reading: Reading, masked: bool, cells: int) -> list[PlanLine]:
    """The lines of a view; what the paperwork says of people is left out when masked.

    Args:
        cells: of a line.
    """
    made = {
        FILES: _files,
        "columns": columns,
        "problems": _problems,
        "updated": _updated,
        "added": _added,
    }
    return made[reading.view](plan, Look(reading, masked, cells))


def views_of(plan: ImportPlan, reading: Reading) -> list[tuple[str, str]]:
    """The views there are, with the msgids of their names."""
    several = len(plan.files) > 1
    return [(name, title) for name, title in VIEWS if name != FILES or several]


def _shown(plan: ImportPlan, reading: Reading) -> list[FilePlan]:
    """The files that are looked at."""
    return list(plan.files) if reading.at is None else [plan.files[reading.at]]


def names_line(plan: ImportPlan, reading: Reading) -> Content:
    """The views' names with what each counts; a click shows one."""
    files = _shown(plan, reading)
    counted = {
        FILES: len(plan.files),
        "problems": sum(len(file.problems) + len(file.asks) for file in files),
        "updated": sum(len(file.updated) for file in files),
        "added": sum(len(file.added) for file in files),
    }
    parts = []
    for name, title in views_of(plan, reading):
        text = f" {_(title)} {counted[name]} " if name in counted else f" {_(title)} "
        click = Style.from_meta({"@click": f"screen.show_view('{name}')"})
        base = Style.parse("bold reverse") if name == reading.view else Style()
        parts.append(Content.styled(text, base + click))
    return Content.assemble(*parts)


def heading(plan: ImportPlan, reading: Reading) -> str:
    """What would come of the files that are looked at, in one line."""
    done = report(plan)
    if reading.at is not None and len(done) > 1:
        place = _("{number} of {count}").format(number=reading.at + 1, count=len(done))
        return beside(place, words.outcome(done[reading.at]))
    if len(done) == 1:
        return words.outcome(done[0])
    return _("{count} files: {counts}").format(count=len(done), counts=words.counts(done))


def _files(plan: ImportPlan, look: Look) -> list[PlanLine]:
    """Each file with what it is and what would come of it, or why it is left out."""
    return [
        PlanLine(_file_line(file, done, look), "file", at)
        for at, (file, done) in enumerate(zip(plan.files, report(plan), strict=True))
    ]


def _file_line(file: FilePlan, done: ImportReport, look: Look) -> Content:
    if file.kind is None:
        name, why = spoken(file.file), _why_left_out(file, look.masked)
        return Content.assemble(
            Content.styled("✗ ", "$warning"), *two_parts(name, "  ", why, look.cells - _SIGN)
        )
    sign = Content.styled("? ", "$warning") if file.asks else Content("  ")
    kinds = dict.fromkeys(table.kind for table in file.tables if table.kind) or {file.kind: None}
    head = f"{spoken(file.file)}  {joined(map(words.kind_label, kinds))}"
    counts = words.counts([done], all_of_them=False)
    return Content.assemble(sign, *two_parts(head, "  ", counts, look.cells - _SIGN))


def _why_left_out(file: FilePlan, masked: bool) -> str:
    """Why nothing can be brought in of a file."""
    if not file.problems:
        return _("It is not clear what this is; enter, then enter on its first line says so.")
    return words.at_place(file.problems[0], with_file=False, masked=masked)


def _problems(plan: ImportPlan, look: Look) -> list[PlanLine]:
    files = _shown(plan, look.reading)
    with_file = len(files) > 1
    asks = [
        PlanLine(Content.styled(f"? {words.message_of(ask)}", "bold $warning"))
        for file in files
        for ask in file.asks
    ]
    found = [problem for file in files for problem in file.problems]
    none = "" if asks else _("No problems.")
    return asks + _listed(found, lambda one: _problem(one, look, with_file), none)


def _problem(problem: RowProblem, look: Look, with_file: bool) -> Content:
    """Where, then what; what does not fit one line of a small screen begins a new one."""
    place, message = words.place_and_message(problem, with_file=with_file, masked=look.masked)
    sign = Content.styled("▸ " if problem.taken else "✗ ", "$warning")
    if not place:
        return Content.assemble(sign, Content(message))
    return Content.assemble(sign, *two_parts(place, _(": "), message, look.cells - _SIGN))


def _updated(plan: ImportPlan, look: Look) -> list[PlanLine]:
    found = [change for file in _shown(plan, look.reading) for change in file.updated]

    def line(change: RecordChange) -> Content:
        said = words.change_words(change, masked=look.masked)
        return Content.assemble(Content.styled(f"{_label(change, look.masked)}  ", "bold"), said)

    return _listed(found, line, _("Nothing on file would change."))


def _added(plan: ImportPlan, look: Look) -> list[PlanLine]:
    found = [change for file in _shown(plan, look.reading) for change in file.added]

    def line(change: RecordChange) -> Content:
        read = Content.styled(_read_as(change, look.masked), "$accent")
        return Content.assemble(_label(change, look.masked), read)

    return _listed(found, line, _("Nothing would be added."))


def _read_as(change: RecordChange, masked: bool) -> str:
    """What free text was read as; nothing for a row of a table, whose columns are shown."""
    given = change.input
    if isinstance(given, RequestInput) and not masked:
        door = "" if given.household_no is not None else "  " + _("door not in the register")
        kind, urgency = label(given.kind, "kind"), label(given.urgency, "urgency")
        return f"  → {urgency} {kind}{door}"
    if isinstance(given, DeliveryInput):
        goods = joined(f"{item.goods} {so_many(item.quantity, item.unit)}" for item in given.items)
        return f"  → {spoken(given.arrives_at)}  {goods}"
    if isinstance(given, TubeLine | OwnLine) and not masked:
        return f"  → {brought_in(given)}"
    return ""


def _label(change: RecordChange, masked: bool) -> str:
    """What a record is called; a call is called by what was said, which the mask hides."""
    return HIDDEN if masked and change.kind is ImportKind.CALLS else change.label


def _listed(found: Sequence[T], line: Callable[[T], Content], none: str) -> list[PlanLine]:
    """A line for each, as far as there is room; or that there is none, where that is said."""
    if not found:
        return [PlanLine(Content.styled(none, "dim"))] if none else []
    lines = [PlanLine(line(one)) for one in found[:_MOST]]
    more = len(found) - len(lines)
    if more:
        told = _("… and {count} more").format(count=more)
        lines.append(PlanLine(Content.styled(told, "dim")))
    return lines


def nothing_new(plan: ImportPlan) -> str:
    """Why there is nothing to bring in."""
    if any(file.kind is None and all(t.kind is None for t in file.tables) for file in plan.files):
        return _("It is not clear what this is: press enter on its first line and choose the kind.")
    return _("There is nothing new in it.")
