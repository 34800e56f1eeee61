"""The form of a request while it is typed: answers by key, open requests that it may double."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from textual import on, work
from textual.app import ComposeResult
from textual.timer import Timer
from textual.widgets import Input, Select, Static, TextArea

from data.reading.capture import Link, linked, read
from data.requests import commands as request_commands
from data.requests import doubles as request_doubles
from data.requests import joining
from data.requests import queries as requests
from data.sql import Reader
from models.problems import Problem, Refused
from models.reading.shapes import Reading
from models.requests import Double, HarmAnswer, Likeness, RequestInput, RequestKind
from models.requests.doubles import Draft
from models.requests.doubts import left_by
from models.requests.harm import harm_of, read_answer
from models.requests.rules import move_problems
from models.text import phone_digits
from models.times import stored
from screens.i18n import _
from screens.keys import bindings
from screens.keys.requests import REQUEST_FORM
from screens.kit.fields import Values
from screens.kit.form import FormDialog
from screens.kit.record import Edit, Record
from screens.kit.times import stamp
from screens.kit.values import beside
from screens.reading.drafts import typed_at
from screens.requests import harm_words as harm
from screens.requests import words
from screens.requests.doors import Homes, parts_of, read_homes
from screens.requests.form import REQUEST, as_then, read_record, read_request, request_record
from screens.sentences import say

if TYPE_CHECKING:
    from data.step import Step
    from screens.kit.desk import Desk
    from screens.requests.request_place import RequestPlace

_PAUSE = 0.2
"""Seconds without a key after which requests are looked for that this one may double."""


class _Asked(NamedTuple):
    """What the form says that another request may say too."""

    text: str
    where: str
    kind: str
    phone: str


class RequestForm(FormDialog[RequestInput]):
    """The form of a request; keys answer by when somebody is harmed, wherever the cursor is.

    Open requests that this one may double are shown at its foot while it is typed.

    Args:
        load: reads what stands in it, and the households it is known to be about as long as
            `where` says what it said at first.
        save: puts it on file; gives its number.
        draft: the name under which unfinished input is kept.
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
        load: Callable[[], tuple[Record, Homes]],
        save: Callable[[Edit[RequestInput]], Awaitable[int | Refused]],
        draft: str,
        no: int | None = None,
    ) -> None:
        self._load_request = load
        self._known = Homes(None)
        super().__init__(self._load_home, REQUEST, self._read_request, self._save_request, draft)
        self._save_one = save
        self._no = no
        self._others: list[Double] = []
        self._joins: int | None = None
        """The request it is joined to once it is saved."""
        self._pause: Timer | None = None
        self._trouble: Problem | None = None
        """What is wrong with the words by which it is compared with others."""

    def notes(self) -> ComposeResult:
        yield Static("", id="form-others", markup=False)

    def on_mount(self) -> None:
        super().on_mount()
        self._look_soon()

    # -- what it says --------------------------------------------------------------------------

    def _load_home(self) -> Record:
        record, self._known = self._load_request()
        self._where = str(record.values["where"])
        return record

    def _homes(self, conn: Reader, said: str, now: datetime) -> Homes:
        """The households that doors mean; those known as far as it says what it said at first.

        Raises:
            Refused: `door_unclear` for one of several that means none.
        """
        if said == self._where:
            return self._known
        return read_homes(conn, said, parts_of(self._where), self._known, now)

    def _read_request(self, values: Values, now: datetime) -> RequestInput | list[Problem]:
        with self.desk.store.read() as conn:
            homes = self._homes(conn, str(values["where"]).strip(), now)
            queue = requests.settings(conn)
        came = "" if self._no is None else str(self._initial["opened_at"])
        return read_request(values, now, homes, queue, came)

    def touched(self, typed: Values) -> tuple[str, ...]:
        """Days left date the harm only where no time of it stands in the form."""
        names = super().touched(typed)
        dated = "harm_at" not in typed and bool(self.values()["harm_at"])
        return tuple(name for name in names if not (dated and name == "harm_at"))

    def begins_with(self) -> Values:
        """What stands in it; a draft of a new request with the times it meant when it was typed."""
        values, draft = super().begins_with(), self.restored
        store = self.desk.store
        came = None if draft is None else typed_at(draft, store.now())
        if self._no is not None or came is None:
            return values
        return as_then(values, came, store.ask(requests.settings))

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
        if self.is_open:
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
                homes = self._homes(conn, asked.where, now)
                said = read(conn, asked.text, now)
                phone = phone_digits(asked.phone) or ""
                draft = Draft(homes.household, asked.kind, phone, said.summary, homes.doors)
                found = request_doubles.doubles(conn, draft, now, requests.settings(conn))
        except Refused:
            return
        self.app.call_from_thread(self._show_others, asked, found, said.trouble)

    def _show_others(self, asked: _Asked, found: Sequence[Double], trouble: Problem | None) -> None:
        if not self.is_open or asked != self._asked():
            return
        if trouble is not None and trouble != self._trouble:
            self._say(lambda: "⚠ " + say(trouble))
        self._trouble = trouble
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

    async def _save_request(self, edit: Edit[RequestInput]) -> int | Refused:
        stays = self._joins
        saved = await self._save_one(edit)
        if stays is not None and not isinstance(saved, Refused):
            await self.desk.perform(
                lambda step: joining.join_requests(step, stays, [stays, saved]),
                lambda stays: _("Request {no} is saved and joined to {to}.").format(
                    no=saved, to=stays
                ),
            )
        return saved

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
            store, now = self.desk.store, self.desk.store.now()
            found = harm_of(given, kind, now, store.ask(requests.settings))
            if found.at is not None and harm.is_coming_day(given, now):
                field.value = stamp(stored(found.at), now)
            self.query_one("#edit-urgency", Select).value = str(found.urgency)


def change_request(place: RequestPlace, no: int) -> None:
    """Open the form of a request on file."""
    view = place.known(no).view
    if view.joined_to is not None:
        place.say(say(move_problems(view, "chase")[0]), wrong=True)
        return
    desk = place.desk

    def load() -> tuple[Record, Homes]:
        return desk.store.ask(request_record, no, desk.store.now())

    async def save(edit: Edit[RequestInput]) -> int | Refused:
        return await place.perform(
            lambda step: request_commands.change_request(step, no, edit.version, edit.changes),
            lambda _no: _("Request {no} changed.").format(no=no),
        )

    desk.open_dialog(RequestForm(load, save, f"request-{no}", no))


def new_request(
    desk: Desk,
    text: str,
    reading: Reading,
    done: Callable[[], None],
    came: datetime | None = None,
    link: Link | None = None,
) -> None:
    """Open the form for a new request, filled with what was read of a line; what is doubted of it
    stays so unless it is changed there.

    Args:
        done: called once it is on file.
        came: when the line was typed, where that was earlier and it tells no time.
        link: what else is done with it, see `data.reading.capture.linked`.
    """

    def add(step: Step, given: RequestInput) -> tuple[int, Problem | None]:
        no = request_commands.add_request(step, given)
        return no, linked(step, no, link)

    def said(no: int, unlinked: Problem | None) -> str:
        told = _("Request {no} is in the queue.").format(no=no)
        return told if unlinked is None else f"{told} {say(unlinked)}"

    async def save(edit: Edit[RequestInput]) -> int | Refused:
        given = edit.given._replace(
            doubts=left_by(edit.touched, reading.doubts, edit.given.urgency)
        )
        made = await desk.perform(lambda step: add(step, given), lambda made: said(*made))
        if isinstance(made, Refused):
            return made
        done()
        return made[0]

    desk.open_dialog(RequestForm(partial(read_record, text, reading, came), save, "request-new"))


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
    return beside(keys, words.double(first, now, masked), more)
