"""The notice of a delivery as it is typed or pasted: what is read of it, and what is doubtful."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from textual import on
from textual.app import ComposeResult
from textual.widgets import Select, TextArea

from models.problems import Problem
from models.supplies.rules import amount
from models.times import stored
from models.word_tables import BrokenTable
from screens.i18n import _
from screens.kit.form import FormDialog
from screens.kit.record import Edit, blank
from screens.kit.times import clock
from screens.kit.told import Told
from screens.kit.values import beside, joined
from screens.sentences import say
from screens.supplies import form as forms

if TYPE_CHECKING:
    from models.reading.shapes import DeliveryReading


class NoticeForm(FormDialog[forms.Announced]):
    """Says under the text what is read of it, and in one calm line what is to be asked.

    Args:
        compounds: where a truck may stop, in order.
        go_on: takes what was read.
    """

    DEFAULT_CSS = """
    NoticeForm #notice-read, NoticeForm #notice-doubts { padding: 0 1; }
    NoticeForm #notice-doubts { color: $warning; }
    """

    def __init__(
        self,
        compounds: Sequence[str],
        go_on: Callable[[Edit[forms.Announced]], Awaitable[object]],
    ) -> None:
        super().__init__(
            blank(lambda: _("New delivery: paste the notice, or go on with ctrl+s")),
            forms.NOTICE,
            partial(forms.read_announced, compounds=compounds),
            go_on,
            "delivery_notice",
        )
        self._compounds = compounds

    def notes(self) -> ComposeResult:
        yield Told(id="notice-read")
        yield Told(id="notice-doubts")

    def on_mount(self) -> None:
        super().on_mount()
        self._look()

    def relabel(self) -> None:
        super().relabel()
        self._look()

    @on(TextArea.Changed)
    @on(Select.Changed)
    def _changed(self) -> None:
        if self.is_open:
            self._look()

    def _look(self) -> None:
        """Read the text as it stands."""
        said = self.values()
        text = str(said["notice"])
        read = doubts = ""
        if text.strip():
            try:
                reading = forms.notice_read(text, self.desk.store.now(), self._compounds)
            except BrokenTable as broken:
                doubts = f"⚠ {say(broken.problem)}"
            else:
                came = said["is_announced"] == "no"
                read, doubts = self._read_as(reading, came), _doubts(reading, came)
        for name, words in (("#notice-read", read), ("#notice-doubts", doubts)):
            self.query_one(name, Told).display = bool(words)
            self.put(name, words)

    def _read_as(self, reading: DeliveryReading, came: bool) -> str:
        at = _("it is here") if reading.came or came else ""
        if not at and reading.arrives_at is not None:
            at = clock(stored(reading.arrives_at), self.desk.store.now())
        goods = joined(amount(one.goods, one.quantity, one.unit) for one in reading.items)
        return beside(at, goods, joined(reading.stops), reading.driver, reading.plate)


def _doubts(reading: DeliveryReading, came: bool) -> str:
    """What could not be read, as sentences; a truck that is here needs neither time nor goods."""
    codes = {
        "arrival_missing": "" if came else "notice_arrival_taken",
        "goods_missing": "" if reading.came else "notice_goods_missing",
    }
    told = [(codes.get(one.code, f"notice_{one.code}"), one.words) for one in reading.doubted]
    said = beside(*(say(Problem(code, {"values": list(of)})) for code, of in told if code), gap=" ")
    return f"⚠ {said}" if said else ""
