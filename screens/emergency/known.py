"""What is on record for the emergency sheet of a request, and the dialog that stands on it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from data.directory import queries as directory
from data.emergency import queries as emergency
from data.requests import queries as requests
from models.directory import Entry
from models.emergency import EmergencyKind, Sheet, Way
from models.emergency.hospitals import needs_of
from models.emergency.wards import Needs
from models.problems import Refused
from models.requests import RequestRow, RequestView
from screens.kit.dialog import Dialog
from screens.kit.status_line import StatusLine
from screens.requests.calling import Calling, calling
from screens.sentences import say


class Known(NamedTuple):
    """Everything the sheet shows."""

    row: RequestRow
    view: RequestView
    sheet: Sheet
    entries: Sequence[Entry]
    calling: Calling
    way: Way
    """How far the life is."""

    @property
    def needs(self) -> Needs:
        """What the life needs of a hospital."""
        return needs_of(EmergencyKind(self.sheet.kind), f"{self.view.summary}\n{self.view.text}")


class SheetDialog(Dialog[None]):
    """A dialog about the sheet of one request, with a status line of its own.

    Args:
        no: the request.
    """

    def __init__(self, no: int) -> None:
        super().__init__()
        self.no = no
        self._known: Known | None = None
        """What is shown."""

    @property
    def known(self) -> Known:
        """What is on record now.

        Raises:
            Refused: `request_unknown` once the call itself was taken back, `store_busy`.
        """
        now = self.desk.store.now()
        with self.desk.store.read() as conn:
            view = requests.view(conn, self.no)
            queue = requests.settings(conn)
            (row,) = requests.rows(conn, [self.no], now, queue)
            sheet = emergency.sheet(conn, self.no)
            entries = directory.contacts(conn, now, self.desk.seat.themselves)
            on = emergency.way(conn, view)
            return Known(row, view, sheet, entries, calling(conn, row, now, queue), on)

    def on_record(self) -> Known | Refused:
        """The same, or why it cannot be read, which is told."""
        try:
            return self.known
        except Refused as refused:
            self.desk.tell(say(refused.problem), wrong=True)
            return refused

    def warn(self, message: str) -> None:
        # None is left when the sheet closed itself while an act was being written.
        for line in self.query(StatusLine):
            line.say(message, wrong=True)
