"""The notice of a delivery as it is typed or pasted: what is read of it, and what is doubtful."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from functools import partial

from textual import on
from textual.app import ComposeResult
from textual.widgets import Select, TextArea

from data.supplies.announced import Announced, read_delivery_text
from models.problems import Problem
from models.supplies.rules import amount_told
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
                found = read_delivery_text(text, self.desk.store.now(), self._compounds)
            except BrokenTable as broken:
                doubts = f"⚠ {say(broken.problem)}"
            else:
                came = said["is_announced"] == "no"
                if isinstance(found, list):
                    doubts = _said(found)
                else:
                    read, doubts = self._read_as(found, came), _doubts(found, came)
        for name, words in (("#notice-read", read), ("#notice-doubts", doubts)):
            self.query_one(name, Told).display = bool(words)
            self.put(name, words)

    def _read_as(self, found: Announced, came: bool) -> str:
        given = found.given
        at = _("it is here") if found.came or came else ""
        if not at and found.is_timed:
            at = clock(stored(given.arrives_at), self.desk.store.now())
        goods = joined(amount_told(one.goods, one.quantity, one.unit) for one in given.items)
        return beside(at, goods, joined(given.drops), given.driver, given.plate)


def _doubts(found: Announced, came: bool) -> str:
    """What could not be read, as sentences; a truck that is here needs no time."""
    return _said([one for one in found.told if not (came and one.code == "notice_arrival_taken")])


def _said(problems: Sequence[Problem]) -> str:
    unnamed = Problem("notice_goods_missing")
    told = (unnamed if one.code == "notice_unclear" else one for one in problems)
    said = beside(*map(say, told), gap=" ")
    return f"⚠ {said}" if said else ""
