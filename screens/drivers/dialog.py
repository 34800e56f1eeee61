"""A driver's card: asked, promised, given in thanks, what worked, before the next call."""

from __future__ import annotations

from collections.abc import Iterator

from textual import on
from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import OptionList

from data.drivers import commands
from data.drivers.queries import card_of
from models.drivers import NoteKind, NoteRow
from models.problems import Refused
from screens.drivers import words
from screens.i18n import _
from screens.keys import bindings
from screens.keys.supplies import DRIVER
from screens.kit.choose import choose_from
from screens.kit.detail import hanging
from screens.kit.list_dialog import ListDialog
from screens.kit.one_line import OneLine
from screens.kit.status_line import StatusLine


class DriverDialog(ListDialog[NoteRow]):
    """What is remembered of whoever drives a delivery, by kind, then his deliveries.

    Args:
        delivery_no: the delivery; what is noted here is noted of it.
    """

    DEFAULT_CSS = """
    DriverDialog .listed > .option-list--option-disabled { color: $accent; text-style: bold; }
    """
    BINDINGS = bindings(DRIVER)
    list_id = "driver-list"

    def __init__(self, delivery_no: int) -> None:
        super().__init__()
        self._no = delivery_no

    def notes(self) -> ComposeResult:
        yield StatusLine()

    # -- what is shown -----------------------------------------------------------------------

    def heading(self) -> str:
        card = self.desk.store.ask(card_of, self._no)
        return words.who(card, self.desk.masked) or _("Driver of delivery {no}").format(no=self._no)

    def foot(self) -> str:
        return _("n: note  d: promise kept  e: edit  x: take out  v: suppliers  z: undo")

    def lines(self) -> Iterator[tuple[Content, NoteRow | None]]:
        card, now = self.desk.store.ask(card_of, self._no), self.desk.store.now()
        yield Content(words.summary(card)), None
        for kind in _SHOWN:
            notes = card.of(kind)
            if notes:
                yield Content(words.kind(kind)), None
            for note in notes:
                tone = "$error" if note.is_kept == 0 else ""
                line = hanging("  " + words.note(note, now), self.line_cells, 4)
                yield Content.styled(line, tone), note
        if not card.notes:
            yield Content(_("Nothing is noted yet. n notes what was asked and promised.")), None
        yield Content(_("Their deliveries")), None
        for row in card.deliveries:
            yield Content("  " + words.delivery(row, now)), None

    # -- acts ----------------------------------------------------------------------------------

    @on(OptionList.OptionSelected)
    def _opened(self) -> None:
        self.action_edit()

    def action_new(self) -> None:
        """Note something of the driver: its kind by a digit, then a line."""
        choose_from(
            self.desk, lambda: _("Note of the driver"), list(NoteKind), words.kind, self._note
        )

    def _note(self, kind: NoteKind) -> None:
        async def submit(text: str) -> object:
            return await self.desk.perform(
                lambda step: commands.add_note(step, self._no, kind, text),
                lambda _no: _("Noted: {text}").format(text=text.strip()),
            )

        self.desk.open_dialog(
            OneLine(
                lambda: words.kind(kind),
                lambda: _hint(kind),
                submit,
                draft=f"driver-note:{self._no}:{kind}",
                says_when=False,
            )
        )

    def action_edit(self) -> None:
        """Write the note under the cursor otherwise."""
        row = self._row()
        if row is None:
            return

        async def submit(text: str) -> object:
            return await self.desk.perform(
                lambda step: commands.change_note(step, row.no, row.version, text),
                lambda _done: _("Noted: {text}").format(text=text.strip()),
            )

        self.desk.open_dialog(
            OneLine(lambda: words.kind(row.kind), lambda: "", submit, row.text, says_when=False)
        )

    async def action_done(self) -> None:
        """The promise under the cursor was kept; again, it was not; once more, to be seen."""
        row = self._row()
        if row is None:
            return
        is_kept = {None: True, 1: False, 0: None}[row.is_kept]
        await self.desk.perform(
            lambda step: commands.keep_promise(step, row.no, is_kept),
            lambda was: _("{text}: {kept}").format(
                text=was.text,
                kept=words.kept(was._replace(is_kept=None if is_kept is None else int(is_kept))),
            ),
        )

    async def action_take_out(self) -> None:
        """Take the note under the cursor away."""
        row = self._row()
        if row is not None:
            done = await self.desk.perform(
                lambda step: commands.remove_note(step, row.no),
                lambda was: _("Taken away: {text}").format(text=was.text),
            )
            if not isinstance(done, Refused):
                self.renew()

    def action_turn(self) -> None:
        """Who sends goods."""
        from screens.drivers.suppliers import Suppliers

        self.desk.open_dialog(Suppliers(self._no))


_SHOWN = (NoteKind.WORKED, NoteKind.PROMISED, NoteKind.ASKED, NoteKind.THANKED)
"""Kinds as the next call needs them: what helped first."""


def _hint(kind: NoteKind) -> str:
    return {
        NoteKind.ASKED: _("stop at all ten gates"),
        NoteKind.PROMISED: _("20 minutes at each gate"),
        NoteKind.THANKED: _("noodles, milk"),
        NoteKind.WORKED: _("call before seven; the south gate first"),
    }[kind]
