"""What is told of the journal: the table of `log` and its JSON."""

from __future__ import annotations

from models.journal import StepView
from models.times import iso, loaded
from screens.commands.listing import Field, Record
from screens.i18n import N_
from screens.journal.words import undone
from screens.kit.columns import Cell, Column, View
from screens.sentences import say_step


def _time(step: StepView, _view: View) -> Cell:
    return iso(loaded(step.at))[:16].replace("T", " ") if step.at else ""


def _mark(step: StepView, _view: View) -> Cell:
    """Whether an act was taken back; what takes back or brings back says so itself."""
    return undone(step) if step.undone_by is not None and step.undoes is None else ""


DESK: Column[StepView] = Column("", N_("desk"), lambda r, _v: r.desk)
"""Shown where steps of several desks are."""

STEP: Record[StepView] = Record(
    "step",
    "`log`, `undo`, `redo`",
    (
        Field("no", column=Column("", N_("no"), lambda r, _v: str(r.no), right=True)),
        Field("at", column=Column("", N_("time"), _time)),
        Field("entered_at"),
        Field("by", value=lambda r, _n: r.who, column=Column("", N_("who"), lambda r, _v: r.who)),
        Field("desk", N_("the machine it was done at"), column=DESK),
        Field(
            "code",
            N_("what was done, a stable name in snake_case"),
            column=Column("", N_("what"), lambda r, _v: say_step(r)),
        ),
        Field("params", N_("what the words for it need")),
        Field("records", N_("how many records it touched"), lambda r, _n: r.changes),
        Field("damaged", N_("whether something of its line cannot be read any more")),
        Field("undoes", N_("number of the step it takes back")),
        Field(
            "undone_by",
            N_("number of the step that took it back"),
            column=Column("", N_("undone"), _mark),
        ),
        Field("undone_who", N_("who took it back")),
        Field("undone_desk", N_("the machine it was taken back at")),
    ),
)
