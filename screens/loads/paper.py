"""The sheets of who carries on screen, and their way to a file."""

from __future__ import annotations

from collections.abc import Sequence

from data.loads import queries
from models.loads import LoadState
from screens.i18n import _
from screens.kit.paper import PaperDialog
from screens.loads import sheet


class LoadPaper(PaperDialog):
    """The sheets of some loads that are not done yet; of all where all are.

    Args:
        numbers: the loads.
    """

    name_of_folder = "load-sheet"

    def __init__(self, numbers: Sequence[int]) -> None:
        super().__init__()
        self._numbers = numbers

    def heading(self) -> str:
        return _("Sheet for who carries")

    def file_name(self) -> str:
        return _("loads-{no}.txt").format(no=min(self._numbers))

    def shown(self) -> str:
        store = self.desk.store
        with store.read() as conn:
            rows = [queries.load(conn, no) for no in self._numbers]
            over = (LoadState.DONE, LoadState.CANCELLED)
            rows = [row for row in rows if row.state not in over] or rows
            stops = queries.load_stops(conn, [row.no for row in rows])
        return sheet.text(rows, stops, store.now())

    def written(self, ending: str) -> str:
        return self.shown()

    def keys(self) -> str:
        return _("enter: write it   ↑ ↓ ctrl+← →: look   esc: back")
