"""The form of a chase: a promise read in what was said is offered, a late one warned of."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import datetime
from functools import partial

from textual import on
from textual.app import ComposeResult
from textual.widgets import Input, Static

from models.chases import ChaseInput
from models.chases.rules import promise_too_late
from models.problems import Problem
from models.reading.coming import promise_in
from models.word_tables import unless_broken
from screens.i18n import _
from screens.keys import bindings
from screens.keys.requests import CHASE_FORM
from screens.kit.fields import Values
from screens.kit.form import FormDialog
from screens.kit.record import Edit, Record
from screens.kit.times import clock
from screens.kit.told import Told
from screens.requests.form import CHASE
from screens.requests.harm_words import Harmed, late_promise

_PROMISE = next(field for field in CHASE if field.name == "promised_until")


class ChaseForm(FormDialog[ChaseInput]):
    """The form of a chase. What it reads in what was said is kept only once it is taken.

    Args:
        load, read, save, draft, first: as for `FormDialog`.
        resident: tells whom to call behind the door.
        harmed: who of those that are chased is harmed first; None where nobody knows.
    """

    DEFAULT_CSS = """
    ChaseForm #chase-note {
        height: 1; color: $warning; display: none; text-wrap: nowrap; text-overflow: ellipsis;
    }
    """
    BINDINGS = bindings(CHASE_FORM)

    def __init__(
        self,
        load: Callable[[], Record],
        read: Callable[[Values, datetime], ChaseInput | list[Problem]],
        save: Callable[[Edit[ChaseInput]], Awaitable[object]],
        draft: str,
        resident: Callable[[], str],
        harmed: Harmed | None,
        *,
        first: str,
    ) -> None:
        super().__init__(load, CHASE, read, save, draft, first=first)
        self._resident = resident
        self._harmed = harmed

    def notes(self) -> ComposeResult:
        yield Told(self._resident(), classes="about", id="resident")
        yield Static("", id="chase-note", markup=False)

    def on_mount(self) -> None:
        super().on_mount()
        self._tell()

    def _offered(self) -> datetime | None:
        """Until when something is promised by what was said; None for nothing, and no answer."""
        said, now = str(self.values()["said"]), self.desk.store.now()
        if not self.values()["answered"]:
            return None
        return unless_broken(partial(promise_in, said, now), None)

    def _promised(self) -> datetime | None:
        """The promise that stands in the form; None for none that can be read."""
        found = _PROMISE.read(self._value(_PROMISE), self.desk.store.now(), required=False)
        return found if isinstance(found, datetime) else None

    @on(Input.Changed)
    def _tell(self) -> None:
        words = self._note()
        for line in self.query("#chase-note").results(Static):
            line.display = bool(words)
            line.update(words)

    def _note(self) -> str:
        """What is to be said of the promise: a warning, or the one that is offered."""
        now, offered, promised = self.desk.store.now(), self._offered(), self._promised()
        first = self._harmed
        if first is not None and promised is not None and promise_too_late(first.at, promised):
            return late_promise(first, promised, now)
        if offered is None or self._value(_PROMISE) not in ("", _PROMISE.kind.show(offered)):
            return ""
        if promised is None:
            said = _("promised by {until}? ctrl+t takes it")
        else:
            said = _("promised by {until}, as was said; ctrl+t drops it")
        return said.format(until=clock(offered, now))

    def action_promise(self) -> None:
        """Take what was read as a promise, or take it out again."""
        offered = self._offered()
        if offered is None:
            return
        shown = _PROMISE.kind.show(offered)
        self._put(_PROMISE, "" if self._value(_PROMISE) == shown else shown)

    def relabel(self) -> None:
        super().relabel()
        self.put("#resident", self._resident())
        self._tell()
