"""What dialogs share that go through a plan line by line before it is done as one act."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, ClassVar, Generic, TypeVar

from textual import on
from textual.app import ComposeResult
from textual.containers import Container
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from models.problems import Problem, Refused
from screens.i18n import _
from screens.kit.choose import Act, choose_act
from screens.kit.dialog import Dialog
from screens.kit.key_bar import KeyBar
from screens.kit.list_dialog import refill
from screens.kit.titles import titled
from screens.kit.told import Told
from screens.sentences import say

if TYPE_CHECKING:
    from data.step import Step

L = TypeVar("L")
T = TypeVar("T")


class PlanDialog(Dialog[bool], Generic[L]):
    """A sheet with a head, a list of lines, why the line under the cursor is as it is, and what
    keeps the plan from being done. Dismissed with True once it was done.

    Attributes:
        part: what the ids of its parts begin with.
        list_type: the list, which has keys of its own.
    """

    part: ClassVar[str]
    list_type: ClassVar[type[OptionList]]

    DEFAULT_CSS = """
    PlanDialog .sheet { width: 98%; max-width: 140; height: 94%; }
    PlanDialog .plan-head { height: auto; text-style: bold; }
    PlanDialog .plan-columns { height: 1; padding: 0 1; color: $foreground 60%; }
    PlanDialog .plan-why { min-height: 2; color: $foreground 80%; }
    PlanDialog .plan-said { color: $error; text-style: bold; }
    """
    AUTO_FOCUS = ".sheet-list"

    def __init__(self) -> None:
        super().__init__()
        self._lines: list[L] = []
        self._order: list[int] = []
        """The places of the lines as they are shown."""
        self._shown: list[object | None] = []
        """What the lines were about as they were shown last."""

    # -- what a subclass says ----------------------------------------------------------------

    def heading(self) -> str:
        """What stands over the sheet."""
        raise NotImplementedError

    def head(self) -> str:
        """What the plan comes to."""
        raise NotImplementedError

    def line(self, line: L) -> Content:
        """A line of the list."""
        raise NotImplementedError

    def why(self, line: L) -> str:
        """Why a line is as it is."""
        raise NotImplementedError

    def nothing(self) -> str:
        """What is said where there are no lines."""
        raise NotImplementedError

    def columns(self) -> str:
        """The headings over the list; none where its lines tell by themselves what they say."""
        return ""

    def unsaved(self) -> bool:
        """Whether something was changed here that is nowhere else, so that leaving asks first."""
        return False

    async def action_apply(self) -> None:
        """Do the plan."""
        raise NotImplementedError

    def comes_first(self, at: int) -> bool:
        """Whether a line is shown before the others."""
        raise NotImplementedError

    def same(self, _line: L) -> object | None:
        """What stays the same of a line while the list changes: the cursor follows it; None for
        lines that keep their places."""
        return None

    def look(self) -> object:
        """Make the plan anew, from what is on record now; perhaps beside the interface."""
        raise NotImplementedError

    # -- on screen ---------------------------------------------------------------------------

    def compose(self) -> ComposeResult:
        with Container(classes="sheet"):
            yield Static("", id=f"{self.part}-head", classes="plan-head", markup=False)
            yield Static("", id=f"{self.part}-columns", classes="plan-columns", markup=False)
            yield self.list_type(id=f"{self.part}-list", classes="sheet-list", markup=False)
            yield Told(id=f"{self.part}-why", classes="plan-why")
            yield Told(id=f"{self.part}-said", classes="plan-said")
            yield KeyBar()

    def on_mount(self) -> None:
        self.look()
        super().on_mount()

    def on_resize(self) -> None:
        """Lines are as wide as the screen allows."""
        self.show()

    def show(self) -> None:
        """Show the plan as it is now, the cursor where it was."""
        self.query_one(".sheet").border_title = titled(self.heading())
        self.put(".plan-head", self.head())
        headings = self.columns() if self._lines else ""
        self.query_one(".plan-columns").display = bool(headings)
        self.put(".plan-columns", headings)
        kept = self._under_cursor()
        self._order = sorted(range(len(self._lines)), key=lambda at: not self.comes_first(at))
        lines = [Option(self.line(self._lines[at])) for at in self._order]
        listed = self.query_one(OptionList)
        refill(listed, lines)
        follows = (n for n, at in enumerate(self._order) if self.same(self._lines[at]) == kept)
        if kept is not None:
            listed.highlighted = next(follows, listed.highlighted)
        self._shown = [self.same(self._lines[at]) for at in self._order]
        self._explain()
        self.refresh_bindings()

    def _under_cursor(self) -> object | None:
        """The record under the cursor as the list was shown last."""
        at = self.query_one(OptionList).highlighted
        return self._shown[at] if at is not None and at < len(self._shown) else None

    def here(self) -> int | None:
        """Which line is under the cursor."""
        at = self.query_one(OptionList).highlighted
        return None if at is None or at >= len(self._order) else self._order[at]

    @on(OptionList.OptionHighlighted)
    def _explain(self) -> None:
        at = self.here()
        told = "" if at is None else self.why(self._lines[at])
        self.put(".plan-why", told if self._lines else self.nothing())

    def warn(self, problem: Problem | None) -> None:
        """Say what keeps the plan from being made or done."""
        self.put(".plan-said", "" if problem is None else say(problem))

    def renew(self) -> None:
        """Something changed on record: look again."""
        if self.is_mounted and not self.writing:
            self.look()

    def relabel(self) -> None:
        super().relabel()
        self.show()

    def action_leave(self) -> None:
        """Leave; where something was changed that is kept nowhere, it is asked once what with."""
        if not self.unsaved():
            super().action_leave()
            return
        acts: list[Act] = [
            (lambda: _("keep it, then leave"), self.action_apply),
            (lambda: _("leave it as it was"), super().action_leave),
            (lambda: _("go on here"), lambda: None),
        ]
        choose_act(self.desk, self.heading, acts, lambda: _("What you changed is not kept yet."))

    async def apply(self, command: Callable[[Step], T], said: Callable[[T], str]) -> bool:
        """Do the plan as one act and leave; what refuses it is told, and False given."""
        done = await self.once(partial(self.desk.perform, command, said))
        if isinstance(done, Refused):
            self.warn(done.problem)
            return False
        if done is not None:
            self.dismiss(True)
        return True
