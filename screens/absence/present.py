"""Somebody is back: what was theirs is offered, and they take what they can carry."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.containers import Container
from textual.content import Content
from textual.widgets import Static
from textual.widgets.selection_list import Selection

from data.absence import commands as absence_commands
from models.absence import Offer
from models.problems import Refused
from screens.absence import words
from screens.i18n import _
from screens.keys import bindings
from screens.keys.people import PRESENT
from screens.kit.choices import Choices
from screens.kit.dialog import Dialog
from screens.kit.key_bar import KeyBar
from screens.kit.titles import titled
from screens.kit.told import Told
from screens.sentences import say

if TYPE_CHECKING:
    from data.absence.commands import Back as Came
    from data.step import Step


class Back(Dialog[bool]):
    """What was somebody's before they fell out; dismissed with True once they are back.

    Args:
        no: their number.
        name: their name.
        offers: what they may take again.
    """

    DEFAULT_CSS = """
    Back .sheet { width: 96%; max-width: 110; height: auto; max-height: 90%; }
    Back #back-list { height: auto; max-height: 14; border: none; padding: 0; }
    Back #back-said { color: $error; text-style: bold; }
    """
    BINDINGS = bindings(PRESENT)
    AUTO_FOCUS = "#back-list"

    def __init__(self, no: int, name: str, offers: list[Offer]) -> None:
        super().__init__()
        self._no, self._name, self._offers = no, name, offers

    def compose(self) -> ComposeResult:
        with Container(classes="sheet") as sheet:
            sheet.border_title = titled(self._title())
            yield Static(self._lead(), id="back-lead", markup=False)
            yield Choices(*self._options(frozenset()), id="back-list")
            yield Told(id="back-said")
            yield KeyBar()

    def _title(self) -> str:
        return _("{name} is back").format(name=self._name)

    def _lead(self) -> str:
        if not self._offers:
            return _("Nothing of theirs is with others.")
        return _("This was theirs. Space marks what they take again; the rest stays where it is.")

    def _options(self, marked: frozenset[str]) -> list[Selection[str]]:
        now, masked = self.desk.store.now(), self.desk.masked
        return [
            Selection(
                Content(words.offer(one, now, masked)),
                one.standin_id,
                one.standin_id in marked,
                disabled=one.problem is not None,
            )
            for one in self._offers
        ]

    def relabel(self) -> None:
        listed = self.query_one(Choices)
        marked = frozenset(listed.selected)
        listed.clear_options()
        listed.add_options(self._options(marked))
        self.query_one(".sheet").border_title = titled(self._title())
        self.put("#back-lead", self._lead())
        super().relabel()

    async def action_apply(self) -> None:
        """Record that they are back, with what they take."""
        take = list(self.query_one(Choices).selected)

        def act(step: Step) -> Came:
            return absence_commands.bring_back(step, self._no, step.at, take, settle=True)

        done = await self.once(
            lambda: self.desk.perform(
                act,
                lambda came: words.back(came.name, came.taken, came.later, self.desk.store.now()),
            )
        )
        if isinstance(done, Refused):
            self.put("#back-said", say(done.problem))
        elif done is not None:
            self.dismiss(True)
