"""What the import dialog lists of a plan: columns and their meaning, problems, changes, new."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from rich.cells import cell_len
from textual.content import Content
from textual.style import Style

from models.exchange import ColumnPlan, ImportKind, ImportPlan, RecordChange, RowProblem, TablePlan
from models.requests import RequestInput
from models.supplies import DeliveryInput
from screens.exchange import words
from screens.i18n import N_, _
from screens.kit.masks import HIDDEN
from screens.kit.values import filled, joined, spoken
from screens.requests.words import label

if TYPE_CHECKING:
    from data.store import Store

T = TypeVar("T")

VIEWS: tuple[tuple[str, str], ...] = (
    ("columns", N_("columns")),
    ("problems", N_("problems")),
    ("updated", N_("changes")),
    ("added", N_("new")),
)
"""The views, with the msgids of their names."""

NAMES = tuple(name for name, _label in VIEWS)

_SAMPLES = 3
_ONE_LINE = 66
"""Cells of a problem that fit one line where the screen has 80."""

_MOST = 300
"""Lines listed of one view; what is beyond them is counted."""


class Reading(NamedTuple):
    """How a file is to be read: as what, with which columns, and which view is shown."""

    kind: ImportKind | None = None
    mapping: Mapping[int | tuple[str | None, int], str | None] = MappingProxyType({})
    view: str = "columns"


class PlanLine(NamedTuple):
    """A line of a view; one of a column, or of a kind, can be given another meaning."""

    text: Content
    kind: bool = False
    table: TablePlan | None = None
    column: ColumnPlan | None = None


def lines(plan: ImportPlan, view: str, masked: bool) -> list[PlanLine]:
    """The lines of a view; what the paperwork says of people is left out when masked."""
    made = {"columns": _columns, "problems": _problems, "updated": _updated, "added": _added}
    return made[view](plan, masked)


def names_line(plan: ImportPlan, here: str) -> Content:
    """The views' names with what each counts; a click shows one."""
    counted = {
        "problems": sum(len(file.problems) for file in plan.files),
        "updated": sum(len(file.updated) for file in plan.files),
        "added": sum(len(file.added) for file in plan.files),
    }
    parts = []
    for name, title in VIEWS:
        text = f" {_(title)} {counted[name]} " if name in counted else f" {_(title)} "
        click = Style.from_meta({"@click": f"screen.show_view('{name}')"})
        base = Style.parse("bold reverse") if name == here else Style()
        parts.append(Content.styled(text, base + click))
    return Content.assemble(*parts)


def _columns(plan: ImportPlan, masked: bool) -> list[PlanLine]:
    found: list[PlanLine] = []
    for file in plan.files:
        if not file.tables:
            found.append(_kind_line(None, file.kind))
        for table in file.tables:
            found.append(_kind_line(table, table.kind))
            found += [_column_line(table, column, masked) for column in table.columns]
        found += [
            PlanLine(
                Content(words.at_place(note, with_file=False, passed_over=False, masked=masked))
            )
            for note in file.notes
        ]
    return found


def _kind_line(table: TablePlan | None, kind: ImportKind | None) -> PlanLine:
    parts = [Content.styled(words.kind_label(kind), "bold $accent")]
    if table is not None:
        if table.sheet:
            sheet = filled(_("sheet {sheet}"), {"sheet": table.sheet})
            parts.insert(0, Content.styled(f"{sheet}: ", "bold"))
        parts.append(Content(_(", {count} records").format(count=table.records)))
    parts.append(Content.styled("  " + _("enter: another kind"), "dim"))
    return PlanLine(Content.assemble(*parts), kind=True)


def _column_line(table: TablePlan, column: ColumnPlan, masked: bool) -> PlanLine:
    samples = [row[column.index] for row in table.samples if row[column.index]][:_SAMPLES]
    text = Content.assemble(
        Content.styled(f"  {column.letter:<3}", "dim"),
        Content(column.heading or "—"),
        Content(" → "),
        Content.styled(
            words.field_label(column.field, table.kind), "bold" if column.field else "dim"
        ),
        Content.styled("   " + (HIDDEN if masked else "  ".join(samples)), "dim"),
    )
    return PlanLine(text, table=table, column=column)


def _problems(plan: ImportPlan, masked: bool) -> list[PlanLine]:
    found = [problem for file in plan.files for problem in file.problems]
    return _listed(found, lambda problem: _problem(problem, masked), _("No problems."))


def _problem(problem: RowProblem, masked: bool) -> Content:
    """Where, then what; what does not fit one line of a small screen begins a new one."""
    place, message = words.place_and_message(problem, with_file=False, masked=masked)
    sign = Content.styled("▸ " if problem.taken else "✗ ", "$warning")
    if not place:
        return Content.assemble(sign, Content(message))
    fits = cell_len(place) + cell_len(message) <= _ONE_LINE
    between = _(": ") if fits else "\n    "
    return Content.assemble(sign, Content.styled(place, "bold"), Content(between + message))


def _updated(plan: ImportPlan, masked: bool) -> list[PlanLine]:
    found = [change for file in plan.files for change in file.updated]

    def line(change: RecordChange) -> Content:
        said = words.change_words(change, masked=masked)
        return Content.assemble(Content.styled(f"{_label(change, masked)}  ", "bold"), said)

    return _listed(found, line, _("Nothing on file would change."))


def _added(plan: ImportPlan, masked: bool) -> list[PlanLine]:
    found = [change for file in plan.files for change in file.added]

    def line(change: RecordChange) -> Content:
        read = Content.styled(_read_as(change, masked), "$accent")
        return Content.assemble(_label(change, masked), read)

    return _listed(found, line, _("Nothing would be added."))


def _read_as(change: RecordChange, masked: bool) -> str:
    """What free text was read as; nothing for a row of a table, whose columns are shown."""
    given = change.input
    if isinstance(given, RequestInput) and not masked:
        door = "" if given.household_no is not None else "  " + _("door not in the register")
        kind, urgency = label(given.kind, "kind"), label(given.urgency, "urgency")
        return f"  → {urgency} {kind}{door}"
    if isinstance(given, DeliveryInput):
        goods = joined(f"{item.goods} {item.quantity}{item.unit}" for item in given.items)
        return f"  → {spoken(given.arrives_at)}  {goods}"
    return ""


def _label(change: RecordChange, masked: bool) -> str:
    """What a record is called; a call is called by what was said, which the mask hides."""
    return HIDDEN if masked and change.kind is ImportKind.CALLS else change.label


def _listed(found: Sequence[T], line: Callable[[T], Content], none: str) -> list[PlanLine]:
    """A line for each, as far as there is room; or that there is none."""
    if not found:
        return [PlanLine(Content.styled(none, "dim"))]
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


def next_step(store: Store) -> str:
    """What to bring in next on a file that has compounds only; empty on any other."""
    from data.households import queries as households

    with store.read() as conn:
        if households.totals(conn).households or not households.compound_names(conn):
            return ""
    return _("Next: I brings in the residents register.")
