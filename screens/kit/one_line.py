"""One line to be typed: enter saves it, what is wrong is told under it, left it stays a draft."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from textual import on
from textual.app import ComposeResult
from textual.containers import Container
from textual.widgets import Input, Static

from models.drafts import Draft
from models.problems import Problem, Refused
from models.times import stored
from screens.i18n import _
from screens.keys import bindings
from screens.keys.dialogs import ONE_LINE
from screens.kit.dialog import Dialog
from screens.kit.line_field import LineField
from screens.kit.titles import titled
from screens.kit.told import Told
from screens.sentences import say

_TEXT = "text"
"""What the line is called in its draft."""


class OneLine(Dialog[bool]):
    """Dismissed with True once `submit` took the line.

    Args:
        title: gives the title in the language spoken now.
        hint: gives a grey example for the empty field.
        submit: does the act; a `Problem` it gives, or a refusal, is told.
        initial: what stands in the field at first.
        draft: the name under which an unfinished line is kept.
        about: gives what the line is about, such as a request in one line.
        says_when: whether a time in front of the line is read.
    """

    AUTO_FOCUS = "Input"
    BINDINGS = bindings(ONE_LINE)

    def __init__(
        self,
        title: Callable[[], str],
        hint: Callable[[], str],
        submit: Callable[[str], Awaitable[object]],
        initial: str = "",
        draft: str | None = None,
        about: Callable[[], str] | None = None,
        *,
        says_when: bool = True,
    ) -> None:
        super().__init__()
        self._title = title
        self._hint = hint
        self._submit = submit
        self._initial = initial
        self._draft = draft
        self._about = about
        self._says_when = says_when

    def compose(self) -> ComposeResult:
        kept = None if self._draft is None else self.desk.drafts.get(self._draft)
        with Container(classes="box") as box:
            box.border_title = titled(self._title())
            text = self._initial if kept is None else str(kept.typed.get(_TEXT, self._initial))
            if self._about is not None:
                yield Static(self._about(), classes="about", markup=False)
            yield LineField(text, placeholder=self._hint(), select_on_focus=False)
            yield Told(id="line-problem")
            yield Told(self._foot(), classes="foot")

    def _foot(self) -> str:
        if not self._says_when:
            return _("enter: save   esc: back")
        return _("enter: save   a time in front (23:05 …) says when   esc: back")

    def on_mount(self) -> None:
        field = self.query_one(Input)
        field.focus()
        field.cursor_position = len(field.value)
        super().on_mount()

    @on(Input.Changed)
    def _typed(self) -> None:
        if self.is_open:
            self.keep_typed()

    @on(Input.Submitted)
    async def action_save(self) -> None:
        """Do what the line says."""
        if self.writing:
            return
        text = self.query_one(Input).value
        done = await self.once(lambda: self._submit(text))
        wrong = done.problem if isinstance(done, Refused) else done
        if isinstance(wrong, Problem):
            self.put("#line-problem", f"⚠ {say(wrong)}")
        else:
            self._forget()
            self.dismiss(True)

    def keep_typed(self) -> None:
        """Keep the line for the next time; with each key, for not all that closes it asks."""
        text = self.query_one(Input).value
        if self._draft is None:
            return
        if text == self._initial:
            self._forget()
        else:
            self.desk.drafts.put(
                self._draft,
                Draft(
                    self._title(),
                    {_TEXT: text},
                    {_TEXT: self._initial},
                    at=stored(self.desk.store.now()),
                ),
            )

    def _forget(self) -> None:
        if self._draft is not None:
            self.desk.drafts.drop(self._draft)

    def relabel(self) -> None:
        self.query_one(".box").border_title = titled(self._title())
        self.query_one(Input).placeholder = self._hint()
        for line in self.query(".about").results(Static):
            line.update(self._about() if self._about else "")
        self.query_one(".foot", Static).update(self._foot())
