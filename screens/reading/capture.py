"""The capture line: a call in one line, with what was read of it shown while typing."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from functools import cached_property, partial
from typing import TYPE_CHECKING, Any

from textual import on
from textual.app import ComposeResult
from textual.containers import Container
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Input, Static

from data.households.queries import household
from data.reading.capture import Captured, Link, answered, capture, draft_of, read
from data.requests import doubles as request_doubles
from data.requests import queries as requests
from data.today.badges import badges
from models.problems import Refused
from models.reading.asking import Question, question_of
from models.reading.pasted import lines_of, needs_lines
from models.reading.shapes import Reading
from models.requests import Double, HarmAnswer, RequestKind
from models.requests.harm import Answer
from models.requests.rules import Band, band
from screens.i18n import _
from screens.keys import bindings
from screens.keys.requests import CAPTURE
from screens.kit import masks
from screens.kit.acting import unsaved
from screens.kit.again import Again
from screens.kit.dialog import Dialog
from screens.kit.form_lines import FormLines
from screens.kit.key_bar import KeyBar
from screens.kit.line_field import LineField
from screens.kit.slow import told_if_slow
from screens.kit.titles import titled
from screens.kit.values import beside
from screens.learned import words as learned_words
from screens.reading import question_words
from screens.reading.drafts import LeftCalls
from screens.reading.drawn import hint, in_chips, others_words, warning, with_trouble
from screens.reading.words import chips
from screens.requests import harm_words as harm
from screens.requests import time_words, words
from screens.requests.facts import rows_now
from screens.sentences import say

if TYPE_CHECKING:
    pass

_PADDING = 2
"""Cells beside a line of chips."""


class CaptureLine(Dialog[int]):
    """One field at the bottom of any place; dismissed with the new request's number.

    Args:
        text, came, link: see `screens.reading.opening`.
    """

    DEFAULT_CSS = """
    CaptureLine { background: $background 40%; }
    CaptureLine > Container {
        dock: bottom; height: auto; width: 1fr; background: $surface; border-top: heavy $accent;
        border-title-color: $accent; border-title-style: bold;
    }
    CaptureLine Static { height: auto; padding: 0 1; }
    CaptureLine #capture-others {
        color: $foreground 80%; text-wrap: nowrap; text-overflow: ellipsis;
    }
    """
    BINDINGS = bindings(CAPTURE)
    covers_told = True

    def __init__(
        self, text: str = "", came: datetime | None = None, link: Link | None = None
    ) -> None:
        super().__init__()
        self._text = text
        self._link = link
        self._came = came
        self._reading: Reading | None = None
        self._others: list[Double] = []
        self._answer: Answer | None = None
        self._is_life: bool | None = None
        """Whether it is life safety, where that was answered."""
        self._kind: RequestKind | None = None
        """What it is about, where that was said."""
        self._unsaved = ""
        """That the line as it stands was not saved."""
        self._chips = Content("")
        """What was read of the line last, as it was shown."""
        self._again = Again(self, self._look)

    def compose(self) -> ComposeResult:
        with Container() as box:
            box.border_title = titled(self._title())
            yield LineField(
                self._text,
                placeholder=_("where, who, telephone, what is needed"),
                id="capture-text",
                select_on_focus=False,
            )
            yield Static("", id="capture-kept", markup=False)
            yield Static("", id="capture-chips", markup=False)
            yield Static("", id="capture-question", markup=False)
            yield Static("", id="capture-harm", markup=False)
            yield Static("", id="capture-others", markup=False)
            yield KeyBar()

    # -- calls that were left ----------------------------------------------------------------

    @cached_property
    def _left(self) -> LeftCalls:
        return LeftCalls(self.desk, self._came)

    def action_kept(self) -> None:
        """Go on with the call that was left last; asked again, with the one before it."""
        text, are_lines, came = self._left.take()
        if are_lines:
            desk = self.desk
            self.dismiss(None)
            desk.call_later(desk.open_pasted, text, came)
            return
        self._field.value = text
        self._field.cursor_position = len(text)

    def _title(self) -> str:
        return _("A call in one line")

    @property
    def _field(self) -> LineField:
        return self.query_one("#capture-text", LineField)

    def on_mount(self) -> None:
        self._field.focus()
        self._look()
        super().on_mount()

    def lines_pasted(self, text: str) -> bool:
        """Show several lines as the calls they are, and a form of several as the one it is, which a
        field of one line could not keep; else it is typed on.

        What is pasted while the line closes for lines pasted before it is shown for itself.
        """
        whole = self._field.with_pasted(text) if self.is_open else text
        if not needs_lines(lines_of(whole)):
            return False
        desk = self.desk
        if not self.is_open:
            desk.call_later(desk.open_pasted, whole)
            return True
        self._left.drop()
        desk.hold_keys()
        self.dismiss(None)
        desk.call_later(desk.open_pasted, whole)
        return True

    # -- while typing ------------------------------------------------------------------------

    @on(Input.Changed)
    def _typed(self) -> None:
        self._unsaved = ""
        if self.is_open:
            self.keep_typed()
        self._look()

    def renew(self) -> None:
        """What is said of the file goes when it changed; that nothing was saved stays."""
        if self.is_open:
            self._look()
            if self._unsaved and not self._again.failing:
                self._wrong(self._unsaved)

    def _look(self) -> None:
        """Show what the line says; while that cannot be read say so, keep the line and what was
        read of it before, and look again."""
        try:
            self._read_line()
        except Exception as error:  # noqa: BLE001 - the line that was typed stays
            self._wrong(beside(self._unsaved, self.desk.words_of(error), gap=" "))
            self._again.later()
        else:
            self._again.worked()

    def _wrong(self, words_of_it: str) -> None:
        self._note(warning(words_of_it))

    def _note(self, note: Content) -> None:
        """Say something above what was read last, which is as it was."""
        chips = Content("\n").join([note, self._chips.stylize("dim")])
        self.query_one("#capture-chips", Static).update(chips)

    def _read_line(self) -> None:
        """Read the line and show what it says, and what is open already."""
        text, now, masked = self._field.value, self.desk.store.now(), self.desk.masked
        came = self._left.came
        with self.desk.store.read() as conn:
            if not text.strip():
                self._is_life = self._kind = None
            said = read(conn, text, came or now, is_life=self._is_life, kind=self._kind)
            if not text.strip():
                self._reading, self._others, self._answer = None, [], None
                self._show(with_trouble(said, hint()), Content(""))
                return
            queue = requests.settings(conn)
            self._reading = answered(said, self._answer, now, queue, self._is_life)
            home = self._reading.household
            draft = draft_of(self._reading)
            self._others = request_doubles.doubles(conn, draft, now, queue)
            lives = None if home is None else household(conn, home)
        who = "" if lives is None else " ".join((lives.head, *masks.marks(lives.all_marks, masked)))
        read_of_it = chips(self._reading, now, who, came=came)
        shown = in_chips(read_of_it, self.app.size.width - _PADDING)
        self._show(with_trouble(said, shown), others_words(self._others, now, masked))

    def _show(self, read: Content, others: Content) -> None:
        self._chips = read
        kept = "" if self._field.value else self._left.words()
        self.query_one("#capture-kept", Static).update(kept)
        self.query_one("#capture-kept").display = bool(kept)
        self.query_one("#capture-chips", Static).update(read)
        self.query_one("#capture-others", Static).update(others)
        self.query_one("#capture-harm", Static).update(
            harm.asked(self._answer, self.desk.store.now())
        )
        self.query_one("#capture-harm").display = self._reading is not None
        self._show_question()
        self.query_one("#capture-others").display = bool(self._others)
        self.refresh_bindings()

    def _show_question(self) -> None:
        """The one question that decides, with its keys; the answer given stands out."""
        question = None if self._reading is None else question_of(self._reading)
        if question is not None and self.desk.masked:
            question = Question.ANYBODY  # any other would tell what was said of their health
        line = self.query_one("#capture-question", Static)
        line.display = question is not None or self._is_life is not None
        line.update(question_words.asked_while_typing(question, self._is_life))

    # -- acts --------------------------------------------------------------------------------

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Going to the open request needs one, and leaves nothing else behind."""
        if action == "other":
            return bool(self._others) and not any(self._beneath(Dialog))
        if action == "form":
            return not any(self._beneath(FormLines))
        if action == "kept":
            return self._left.count > 0 and not self._field.value
        return super().check_action(action, parameters)

    def _beneath(self, kind: type[Screen[Any]]) -> Iterator[bool]:
        """For each screen under the line, whether it is of a kind."""
        return (isinstance(one, kind) for one in self.app.screen_stack if one is not self)

    def action_harm(self, value: str) -> None:
        """Answer by when somebody is harmed if nothing is done."""
        if self._reading is not None:
            self._answer = harm.turned(HarmAnswer(value), self._answer)
            self._look()

    def action_is_life(self) -> None:
        """Yes, it is life safety; the same key again takes the answer back."""
        self._answer_life(True)

    def action_no_life(self) -> None:
        """No, it is not life safety; the same key again takes the answer back."""
        self._answer_life(False)

    def _answer_life(self, is_life: bool) -> None:
        if self._reading is not None:
            self._is_life = None if self._is_life is is_life else is_life
            self._look()

    def action_kind(self) -> None:
        """Say what it is about."""
        from screens.requests.kinds import choose_kind, settled

        reading = self._reading
        if reading is None:
            return
        known = settled(reading.kind, reading.doubts)
        choose_kind(self.desk, lambda: _("What is it about?"), reading.text, known, self._is_about)

    def _is_about(self, kind: RequestKind) -> None:
        self._kind = kind
        self._look()

    async def action_save(self) -> None:
        """Put the call into the queue."""
        text, answer, came = self._field.value, self._answer, self._left.came
        is_life, kind = self._is_life, self._kind
        if not text.strip() or self._says_nothing():
            return
        with told_if_slow(self, lambda: self._note(Content(_("Saving …")))):
            save = partial(
                capture,
                text=text,
                answer=answer,
                came=came,
                is_life=is_life,
                kind=kind,
                link=self._link,
            )
            done = await self.once(lambda: self.desk.perform(save, self._said))
        if isinstance(done, Refused):
            self._unsaved = unsaved() if done.problem.code == "not_saved" else ""
            self._wrong(say(done.problem))
        elif done is not None:
            self._left.drop()
            self.dismiss(done.no)

    def _said(self, done: Captured) -> str:
        now = self.desk.store.now()
        (row,) = rows_now(self.desk.store, [done.no])
        parts = (words.urgency(row), words.kind(row), words.address(row))
        told = _("Request {no} is in the queue: {what}; chased at {due}.")
        before = 0
        if band(row, now) is Band.WAITING:  # whoever looks for it at the top is told why not there
            before = self.desk.store.ask(badges, now).requests
        if before:
            told = _(
                "Request {no} is in the queue: {what}; chased at {due}, behind {count} due now."
            )
        told = told.format(
            no=done.no,
            what=beside(*parts, gap=" "),
            due=time_words.due(row, now),
            count=before,
        )
        learned = learned_words.told([done.lesson], done.reading.kind, self.desk.masked)
        unlinked = "" if done.unlinked is None else say(done.unlinked)
        return beside(told, learned, unlinked, gap=" ")

    def action_form(self) -> None:
        """Go on in the full form, with what was read filled in."""
        from screens.requests.form_dialog import new_request

        text, came = self._field.value, self._left.came
        now = self.desk.store.now()
        with self.desk.store.read() as conn:
            queue = requests.settings(conn)
            said = read(conn, text, came or now, is_life=self._is_life, kind=self._kind)
            reading = answered(said, self._answer, now, queue, self._is_life)
        desk = self.desk
        self.leave()
        self.dismiss(None)
        desk.call_later(new_request, desk, text, reading, self._left.drop, came, self._link)

    def action_other(self) -> None:
        """Show the open request instead of writing down another; the line stays as a draft."""
        self.leave()
        self.desk.show_record("requests", self._others[0].row.no)

    def keep_typed(self) -> None:
        """Keep the line for the next time; with each key, for not all that closes it asks."""
        self._left.keep(self._title(), "" if self._says_nothing() else self._field.value)

    def _says_nothing(self) -> bool:
        """Whether nothing was typed behind the door that somebody was called at."""
        return self._link is not None and self._field.value.strip() == self._text.strip()

    def relabel(self) -> None:
        """Say everything in the language spoken now."""
        self.query_one(Container).border_title = titled(self._title())
        self._field.placeholder = _("where, who, telephone, what is needed")
        self._look()
        super().relabel()
