"""The papers of supplies: chosen by a digit, shown, copied, written to a file."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from data.doors.papers import door_lists
from data.store import Store
from data.supplies import queries as supplies
from models.supplies import DropView
from screens.doors import paper as door_paper
from screens.drivers.paper import for_driver, for_guards
from screens.i18n import N_, _
from screens.kit.choose import choose_act
from screens.kit.export import ExportDialog
from screens.supplies.posting import post
from screens.supplies.sheet import Sheet, SheetViewer

if TYPE_CHECKING:
    from screens.kit.list_place import ListPlace


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper of the drop under the cursor.

    Args:
        words: what it is called, as a msgid.
        sheet: makes it.
    """

    words: str
    sheet: Callable[[Store, DropView], Sheet]


def _safe(text: str) -> str:
    return "".join(char if char.isalnum() else "-" for char in text)


def _door_list(store: Store, drop: DropView, *, whole: bool) -> Sheet:
    """The door lists of a gate, or of all gates of its delivery."""
    compound = None if whole else drop.compound

    def made(write: Callable[..., str]) -> str:
        gates = store.ask(door_lists, drop.delivery_no, compound)
        return write(gates)

    def where() -> str:
        return _("all gates") if whole else drop.compound

    return Sheet(
        title=lambda: _("Door list: {where}, delivery {no}").format(
            where=where(), no=drop.delivery_no
        ),
        file_name=lambda: _("doors-{no}-{where}.txt").format(
            no=drop.delivery_no, where=_safe(where())
        ),
        text=partial(made, door_paper.text),
        page=partial(made, door_paper.page),
    )


def _post(store: Store, drop: DropView) -> Sheet:
    """What is posted at the gates: how the goods of a delivery are divided, and why."""
    return Sheet(
        title=lambda: _("To post: delivery {no}").format(no=drop.delivery_no),
        file_name=lambda: _("goods-{no}.txt").format(no=drop.delivery_no),
        text=lambda: "\n".join(store.ask(post, drop.delivery_no)),
    )


PAPERS: tuple[Paper, ...] = (
    Paper(N_("door list of this gate"), partial(_door_list, whole=False)),
    Paper(N_("door list of all gates"), partial(_door_list, whole=True)),
    Paper(N_("what to post: who gets how much, and why"), _post),
    Paper(N_("for the driver: gates in order"), lambda s, d: for_driver(s, d.delivery_no)),
    Paper(N_("for the guards of the gates"), lambda s, d: for_guards(s, d.delivery_no)),
)
"""What can be put onto paper, in the order of their digits."""


def open_papers(place: ListPlace, drop_no: int) -> None:
    """Let one of the papers of a drop be chosen, and show it."""
    drop = place.store.ask(supplies.drop, drop_no)

    def show(one: Paper) -> None:
        place.desk.open_dialog(SheetViewer(one.sheet(place.store, drop)))

    choose_act(
        place.desk,
        lambda: _("Papers: {where}, delivery {no}").format(
            where=drop.compound, no=drop.delivery_no
        ),
        [
            *((partial(_, one.words), partial(show, one)) for one in PAPERS),
            (lambda: _("this list to a file"), lambda: place.desk.open_dialog(ExportDialog(place))),
        ],
    )
