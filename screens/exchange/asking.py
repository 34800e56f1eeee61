"""What is asked of a plan at the desk: what a file is, what a column holds, which compound."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from models.exchange import READ, ColumnPlan, FilePlan, ImportKind, ImportPlan, TablePlan
from screens.exchange import words
from screens.i18n import _
from screens.kit.choose import choose_act, choose_from
from screens.kit.values import beside, filled

if TYPE_CHECKING:
    from data.store import Store
    from screens.kit.desk import Desk

WITHOUT_COMPOUND = "sheet_without_compound"
"""The problem of a list that says of no row which compound it is in."""


def ask_kind(desk: Desk, file: str, then: Callable[[ImportKind | None], object]) -> None:
    """Ask what a file is; None for what is found out."""
    choose_from(
        desk,
        lambda: filled(_("What is {file}?"), {"file": file}),
        [*READ, None],
        lambda kind: words.kind_label(kind) if kind is not None else _("find it out again"),
        then,
    )


def ask_meaning(
    desk: Desk, column: ColumnPlan, kind: ImportKind, then: Callable[[str | None], object]
) -> None:
    """Ask what a column holds; None for one that is left alone."""
    from models.exchange import testing_columns
    from models.exchange.columns import fields_of

    name = column.heading or column.letter
    fields = testing_columns.FIELDS if kind in testing_columns.KINDS else fields_of(kind)
    choose_from(
        desk,
        lambda: filled(_("What does column {column} hold?"), {"column": name}),
        [None, *fields],
        lambda field: words.field_label(field, kind),
        then,
    )


def ask_compound(
    desk: Desk, file: FilePlan, names: list[str], then: Callable[[str], object]
) -> None:
    """Ask which compound the rows of a list are in that name none."""
    choose_from(
        desk,
        lambda: filled(_("Which compound is {file} of?"), {"file": file.file}),
        names,
        str,
        then,
        lambda: _("Nothing in it says so. It is asked once: the next such list is taken so too."),
    )


def ask_all_the_same(desk: Desk, plan: ImportPlan, then: Callable[[], object]) -> None:
    """Ask whether a plan is to be brought in that does not seem to be of here."""
    choose_act(
        desk,
        lambda: _("Bring it in all the same?"),
        [
            (lambda: _("no, leave what is on file as it is"), lambda: None),
            (lambda: _("yes, bring it in"), then),
        ],
        lambda: beside(*(words.message_of(ask) for ask in plan.asks)),
    )


def without_compound(file: FilePlan) -> TablePlan | None:
    """The first table of a file of which nothing says the compound."""
    sheets = {one.sheet for one in file.problems if one.code == WITHOUT_COMPOUND}
    return next((table for table in file.tables if table.sheet in sheets), None)


def compounds_of(store: Store, plan: ImportPlan) -> list[str]:
    """The compounds on file and those that a plan brings in."""
    from data.households.queries import compound_names

    with store.read() as conn:
        names = list(compound_names(conn))
    changes = (change for file in plan.files for change in (*file.added, *file.made))
    names += [change.label for change in changes if change.kind is ImportKind.COMPOUNDS]
    return list(dict.fromkeys(names))
