"""The papers of a call sheet on screen, and their way to a file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from data.call_sheet.told import Told
from models.call_sheet.paper import FOR_VOLUNTEERS
from screens.call_sheet import paper, words
from screens.i18n import N_, Labels, _
from screens.kit.choose import choose_from
from screens.kit.paper import PaperDialog

if TYPE_CHECKING:
    from screens.kit.desk import Desk

_SHOWN = 300
"""Lines of a paper that are shown; all of it is written."""

_LISTS = Labels(
    {
        "all": N_("all for volunteers: calling, doors, table"),
        "calls": N_("for who calls buildings down"),
        "visits": N_("for who goes to doors in a suit"),
        "table": N_("for the table, with names"),
        "desk": N_("for the desk, with reasons; not for volunteers"),
    }
)


def choose_paper(desk: Desk, told: Told) -> None:
    """Let one of the papers be chosen, and show it."""
    choose_from(
        desk,
        lambda: _("Which paper?"),
        ["calls", "visits", "table", "all", "desk"],
        _LISTS,
        lambda name: desk.open_dialog(SheetPaper(told, name)),
    )


class SheetPaper(PaperDialog):
    """A paper of a call sheet.

    Args:
        told: the sheet.
        name: which of its papers; `all` for those of volunteers.
    """

    name_of_folder = "call-sheet"
    endings = frozenset({".txt", ".html"})

    def __init__(self, told: Told, name: str) -> None:
        super().__init__()
        self._told = told
        self._shown_list = name

    def _pages(self) -> list[paper.Page]:
        lists = list(FOR_VOLUNTEERS) if self._shown_list == "all" else [self._shown_list]
        return paper.pages(self._told, self.desk.store.now(), lists)

    def heading(self) -> str:
        return words.title(self._told)

    def file_name(self) -> str:
        return _("call-sheet-{no}-{list}.html").format(
            no=self._told.its_round.no, list=self._shown_list
        )

    def shown(self) -> str:
        lines = paper.text(self._pages()).split("\n")
        if len(lines) <= _SHOWN:
            return "\n".join(lines)
        more = _("… {count} more lines; all are written to the file.")
        return "\n".join((*lines[:_SHOWN], more.format(count=len(lines) - _SHOWN)))

    def written(self, ending: str) -> str:
        made = paper.html if ending in (".html", ".htm") else paper.text
        return made(self._pages())

    def keys(self) -> str:
        return _("enter: write it   .html: to print   ↑ ↓ ctrl+← →: look   esc: back")
