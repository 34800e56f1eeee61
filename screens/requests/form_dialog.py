"""The form of a request while it is typed: answers by key, open requests that it may double."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from textual import on, work
from textual.timer import Timer
from textual.widgets import Input, Select, Static, TextArea

from data.reading.capture import read
from data.requests import commands as request_commands
from data.requests import doubles as request_doubles
from data.requests import queries as requests
from models.problems import Problem, Refused
from models.requests import Double, HarmAnswer, Likeness, RequestKind
from models.requests.doubles import Draft
from models.requests.harm import harm_of, read_answer
from models.text import phone_digits
from screens.i18n import _
from screens.keys import bindings
from screens.keys.requests import REQUEST_FORM
from screens.kit.form import FormDialog, FormField, Values
from screens.requests import harm_words as harm
from screens.requests import words

_PAUSE = 0.2
"""Seconds without a key after which requests are looked for that this one may double."""

Saving = Callable[[Values], Awaitable[int | list[Problem]]]
"""Puts what a form says on file: gives the request's number, or what is wrong."""


Connection = Any
"""What `Store.read()` gives; it is handed on to the queries and never asked anything here."""


class _Asked(NamedTuple):
    """What the form says that another request may say too."""

    text: str
    where: str
    kind: str
    phone: str


class RequestForm(FormDialog):
    """The form of a request; keys answer by when somebody is harmed, wherever the cursor is.

    Open requests that this one may double are shown at its foot while it is typed.

    Args:
        home: the household it is known to be about, as long as `where` says what it said at first.
        no: the request that is changed; None for a new one.
    """

    DEFAULT_CSS = """
    RequestForm #form-others {
        height: 1; color: $warning; display: none; text-wrap: nowrap; text-overflow: ellipsis;
    }
    """
    BINDINGS = bindings(REQUEST_FORM)

    def __init__(
        self,
        title: Callable[[], str],
        fields: Sequence[FormField],
        initial: Values,
        save: Saving,
        draft: str,
        *,
        home: int | None,
        no: int | None = None,
    ) -> None:
        super().__init__(title, fields, initial, self._do, draft)
        self._save = save
        self._home = home
        self._where = str(initial["where"])
        self._no = no
        self._others: list[Double] = []
        self._joins: int | None = None
        """The request it is joined to once it is saved."""
        self._pause: Timer | None = None

    def on_mount(self) -> None:
        line = Static("", id="form-others", markup=False)
        self.query_one(".box").mount(line, before="#form-foot")
        super().on_mount()
        self._look_soon()

    # -- what it may double --------------------------------------------------------------------

    @on(Input.Changed)
    @on(TextArea.Changed)
    @on(Select.Changed)
    def _look_soon(self) -> None:
        """Look once typing pauses, so that no key waits for it."""
        if self._pause is not None:
            self._pause.stop()
        self._pause = self.set_timer(_PAUSE, self._look)

    def _look(self) -> None:
        if self.stands:
            self._find(self._asked())

    def _asked(self) -> _Asked:
        values = self.values()
        return _Asked(*(str(values[name]).strip() for name in _Asked._fields))

    @work(thread=True, exclusive=True, group="doubles")
    def _find(self, asked: _Asked) -> None:
        """Look beside the interface; a busy file is asked again with the next key."""
        store = self.desk.store
        now = store.now()
        try:
            with store.read() as conn:
                home = household_said(conn, asked.where, now, self._where, self._home)
                words_said = read(conn, asked.text, now).summary if asked.text else ""
                draft = Draft(home, asked.kind, phone_digits(asked.phone) or "", words_said)
                found = request_doubles.doubles(conn, draft, now, requests.settings(conn))
        except Refused:
            return
        self.app.call_from_thread(self._show_others, asked, found)

    def _show_others(self, asked: _Asked, found: Sequence[Double]) -> None:
        if not self.stands or asked != self._asked():
            return
        self._others = [one for one in found if one.row.no != self._no]
        self._tell_others()

    def _tell_others(self) -> None:
        line = self.query_one("#form-others", Static)
        line.display = bool(self._others)
        if self._others:
            line.update(_others_words(self._others, self.desk.store.now(), self.desk.masked))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """What may be the same is gone to; only the same need is joined."""
        if action in ("join", "other"):
            first = self._others[0] if self._others else None
            return first is not None and (action == "other" or _joinable(first))
        return super().check_action(action, parameters)

    async def action_join(self) -> None:
        """Save, and let what was saved follow the open request shown."""
        self._joins = self._others[0].row.no
        try:
            await self.action_save()
        finally:
            self._joins = None

    async def _do(self, values: Values) -> Sequence[Problem]:
        stays = self._joins
        saved = await self._save(values)
        if isinstance(saved, list):
            return saved
        if stays is not None:
            await self.desk.perform(
                lambda step: request_commands.join_requests(step, stays, [stays, saved]),
                lambda stays: _("Request {no} is saved and joined to {to}.").format(
                    no=saved, to=stays
                ),
            )
        return []

    def action_other(self) -> None:
        """Show the open request; what was typed stays as a draft."""
        self.leave()
        self.desk.show_record("requests", self._others[0].row.no)

    def relabel(self) -> None:
        super().relabel()
        self._tell_others()

    # -- harm ----------------------------------------------------------------------------------

    def action_harm(self, value: str) -> None:
        """Put the answer into the field of harm, and how urgent it is into its own."""
        field = self.query_one("#edit-harm_at", Input)
        given = harm.turned(HarmAnswer(value), read_answer(field.value))
        field.value = "" if given is None else harm.typed(given)
        if given is not None:
            kind = RequestKind(str(self.values()["kind"]) or RequestKind.OTHER)
            store = self.desk.store
            found = harm_of(given, kind, store.now(), store.ask(requests.settings))
            self.query_one("#edit-urgency", Select).value = str(found.urgency)


def household_said(
    conn: Connection, said: str, now: datetime, where: str, known: int | None
) -> int | None:
    """The household an address means; the one known before while it says what it said then."""
    if said == where:
        return known
    return read(conn, said, now).household if said else None


def _joinable(double: Double) -> bool:
    """Whether two requests may be the same one, not only of the same household."""
    return double.why != Likeness.HOUSEHOLD


def _others_words(others: Sequence[Double], now: datetime, masked: bool) -> str:
    """What may be the same, the likeliest with the keys for it in front."""
    first = others[0]
    keys = _("ctrl+o: go to it")
    if _joinable(first):
        keys = _("ctrl+l: save and join") + "  " + keys
    more = _("and {count} more").format(count=len(others) - 1) if others[1:] else ""
    why = words.label(first.why, "likeness")
    told = f"{why}: {words.brief(first.row, now, masked)}"
    return f"{keys}  {told}  {more}".rstrip()
