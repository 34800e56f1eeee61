"""The runner's sheet on screen, and its way to a file."""

from __future__ import annotations

from models.errands import ErrandView
from screens.errands import paper as errand_sheet
from screens.i18n import _
from screens.kit.paper import PaperDialog


class Paper(PaperDialog):
    """The sheet of an errand.

    Args:
        view: the errand.
    """

    name_of_folder = "errand-sheet"
    endings = frozenset({".txt", ".csv"})

    def __init__(self, view: ErrandView) -> None:
        super().__init__()
        self._view = view

    def heading(self) -> str:
        return _("Runner's sheet of errand {no}").format(no=self._view.row.no)

    def file_name(self) -> str:
        return _("errand-{no}.txt").format(no=self._view.row.no)

    def shown(self) -> str:
        return errand_sheet.text(self._view, self.desk.masked)

    def written(self, ending: str) -> str:
        return errand_sheet.table(self._view) if ending == ".csv" else errand_sheet.text(self._view)

    def keys(self) -> str:
        return _("enter: write it   .csv: for spreadsheets   ↑ ↓ ctrl+← →: look   esc: back")
