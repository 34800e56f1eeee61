"""What the import dialog lists of a plan: files, columns and what they mean, problems, changes."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple, TypeVar

from rich.cells import cell_len
from textual.content import Content
from textual.style import Style

from data.exchange.draft import Said
from models.exchange import (
    ColumnPlan,
    FilePlan,
    ImportKind,
    ImportPlan,
    ImportReport,
    RecordChange,
    RowProblem,
    TablePlan,
    report,
)
from models.requests import RequestInput
from models.supplies import DeliveryInput
from screens.exchange import words
from screens.i18n import N_, _
from screens.kit.masks import HIDDEN
from screens.kit.values import beside, filled, joined, spoken
from screens.requests.words import label

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

NAMES = tuple(name for name, _label in VIEWS)

_SAMPLES = 3
_ONE_LINE = 66
"""Cells of a problem that fit one line where the screen has 80."""

_MOST = 300
"""Lines listed of one view; what is beyond them is counted."""


class Reading(NamedTuple):
    """How files are to be read, and what is shown of their plan.

    Attributes:
        said: what was said of files, by their places.
        at: the file that is looked at; None for all of them.
    """

    said: Mapping[int, Said] = MappingProxyType({})
    view: str = "columns"
    at: int | None = None

    def of(self, at: int) -> Said:
        """What was said of a file."""
        return self.said.get(at, Said())

    def saying(self, at: int, said: Said) -> Reading:
        """The same with something said of a file."""
        return self._replace(said={**self.said, at: said})

    def without(self, at: int) -> Reading:
        """The same where a file is taken out, so that those behind it move up."""
        said = {n - (n > at): one for n, one in self.said.items() if n != at}
        return self._replace(said=said, at=None)


class PlanLine(NamedTuple):
    """A line of a view, with what enter does there.

    Attributes:
        does: `kind`, `column`, `compound`, `afresh`, `as_before` or `file`; empty for nothing.
        file: the file it is of, by its place.
    """

    text: Content
    does: str = ""
    file: int = 0
    table: TablePlan | None = None
    column: ColumnPlan | None = None


def lines(plan: ImportPlan, reading: Reading, masked: bool) -> list[PlanLine]:
    """The lines of a view; what the paperwork says of people is left out when masked."""
    made = {
        FILES: _files,
        "columns": _columns,
        "problems": _problems,
        "updated": _updated,
        "added": _added,
    }
    return made[reading.view](plan, reading, masked)


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


def _files(plan: ImportPlan, _reading: Reading, masked: bool) -> list[PlanLine]:
    """Each file with what it is and what would come of it, or why it is left out."""
    return [
        PlanLine(_file_line(file, done, masked), "file", at)
        for at, (file, done) in enumerate(zip(plan.files, report(plan), strict=True))
    ]


def _file_line(file: FilePlan, done: ImportReport, masked: bool) -> Content:
    if file.kind is None:
        name, why = spoken(file.file), _why_left_out(file, masked)
        return Content.assemble(Content.styled("✗ ", "$warning"), *_two_parts(name, "  ", why))
    sign = Content.styled("? ", "$warning") if file.asks else Content("  ")
    kinds = dict.fromkeys(table.kind for table in file.tables if table.kind) or {file.kind: None}
    head = f"{spoken(file.file)}  {joined(map(words.kind_label, kinds))}"
    return Content.assemble(sign, *_two_parts(head, "  ", words.counts([done], all_of_them=False)))


def _why_left_out(file: FilePlan, masked: bool) -> str:
    """Why nothing can be brought in of a file."""
    if not file.problems:
        return _("It is not clear what this is; enter, then enter on its first line says so.")
    return words.at_place(file.problems[0], with_file=False, masked=masked)


def _columns(plan: ImportPlan, reading: Reading, masked: bool) -> list[PlanLine]:
    found: list[PlanLine] = []
    for at, file in enumerate(plan.files):
        if reading.at not in (None, at):
            continue
        if len(plan.files) > 1 and reading.at is None:
            found.append(PlanLine(Content.styled(spoken(file.file), "bold reverse"), "file", at))
        if not file.tables:
            found.append(_kind_line(at, None, file.kind))
        for table in file.tables:
            found += _table_lines(at, file, table, reading.of(at), masked)
        whys = words.kinds_words(file.kinds)
        found += [PlanLine(Content.styled(why, "dim")) for why in whys]
        found += [
            PlanLine(
                Content(words.at_place(note, with_file=False, passed_over=False, masked=masked))
            )
            for note in file.notes
        ]
    return found


def _table_lines(
    at: int, file: FilePlan, table: TablePlan, said: Said, masked: bool
) -> list[PlanLine]:
    """A table: what it is, as what it was read before, its compound, its columns."""
    found = [_kind_line(at, table, table.kind)]
    if table.last is not None:
        found.append(_turn_line(at, table, "afresh", _("as last time"), _("enter: read it afresh")))
    elif said.afresh:
        told = _("not as last time")
        found.append(_turn_line(at, table, "as_before", told, _("enter: as last time")))
    fields = {column.field for column in table.columns}
    if table.kind is ImportKind.REGISTER and not fields & {"compound", "address"}:
        found.append(_compound_line(at, file, table, said))
    return found + [_column_line(at, table, column, masked) for column in table.columns]


def _turn_line(at: int, table: TablePlan, does: str, told: str, key: str) -> PlanLine:
    text = Content.assemble(
        Content.styled(f"  ↺  {told}", "$accent"), Content.styled(f"   {key}", "dim")
    )
    return PlanLine(text, does, at, table)


def _compound_line(at: int, file: FilePlan, table: TablePlan, said: Said) -> PlanLine:
    """Which compound the rows are in, where no column says so."""
    before = None if table.last is None else table.last.compound
    told = said.compound or (before if said.compound is None else None)
    named = told or (joined(file.by_compound) if file.by_compound else _("not said"))
    style = "bold" if told or file.by_compound else "bold $warning"
    text = Content.assemble(
        Content("     "),
        Content(_("all rows")),
        Content(f" → {words.field_label('compound', table.kind)} "),
        Content.styled(named, style),
        Content.styled("   " + _("enter: another compound"), "dim"),
    )
    return PlanLine(text, "compound", at, table)


def _kind_line(at: int, table: TablePlan | None, kind: ImportKind | None) -> PlanLine:
    parts = [Content.styled(words.kind_label(kind), "bold $accent")]
    if table is not None:
        if table.sheet:
            sheet = filled(_("sheet {sheet}"), {"sheet": table.sheet})
            parts.insert(0, Content.styled(f"{sheet}: ", "bold"))
        parts.append(Content(_(", {count} records").format(count=table.records)))
    parts.append(Content.styled("  " + _("enter: another kind"), "dim"))
    return PlanLine(Content.assemble(*parts), "kind", at)


def _column_line(at: int, table: TablePlan, column: ColumnPlan, masked: bool) -> PlanLine:
    samples = [row[column.index] for row in table.samples if row[column.index]][:_SAMPLES]
    before = table.last is not None and column.index in table.last.columns
    text = Content.assemble(
        Content.styled(f"  {column.letter:<3}", "dim"),
        Content(column.heading or "—"),
        Content(" → "),
        Content.styled(
            words.field_label(column.field, table.kind), "bold" if column.field else "dim"
        ),
        Content.styled(" ↺" if before else "", "$accent"),
        Content.styled("   " + (HIDDEN if masked else "  ".join(samples)), "dim"),
    )
    return PlanLine(text, "column", at, table, column)


def _problems(plan: ImportPlan, reading: Reading, masked: bool) -> list[PlanLine]:
    files = _shown(plan, reading)
    with_file = len(files) > 1
    asks = [
        PlanLine(Content.styled(f"? {words.message_of(ask)}", "bold $warning"))
        for file in files
        for ask in file.asks
    ]
    found = [problem for file in files for problem in file.problems]
    none = "" if asks else _("No problems.")
    return asks + _listed(found, lambda one: _problem(one, masked, with_file), none)


def _problem(problem: RowProblem, masked: bool, with_file: bool) -> Content:
    """Where, then what; what does not fit one line of a small screen begins a new one."""
    place, message = words.place_and_message(problem, with_file=with_file, masked=masked)
    sign = Content.styled("▸ " if problem.taken else "✗ ", "$warning")
    if not place:
        return Content.assemble(sign, Content(message))
    return Content.assemble(sign, *_two_parts(place, _(": "), message))


def _two_parts(head: str, between: str, rest: str) -> tuple[Content, Content]:
    """What it is about and what is said of it, below it where one line of a small screen has no
    room for both."""
    fits = cell_len(head) + cell_len(rest) <= _ONE_LINE
    return Content.styled(head, "bold"), Content((between if fits else "\n    ") + rest)


def _updated(plan: ImportPlan, reading: Reading, masked: bool) -> list[PlanLine]:
    found = [change for file in _shown(plan, reading) for change in file.updated]

    def line(change: RecordChange) -> Content:
        said = words.change_words(change, masked=masked)
        return Content.assemble(Content.styled(f"{_label(change, masked)}  ", "bold"), said)

    return _listed(found, line, _("Nothing on file would change."))


def _added(plan: ImportPlan, reading: Reading, masked: bool) -> list[PlanLine]:
    found = [change for file in _shown(plan, reading) for change in file.added]

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
