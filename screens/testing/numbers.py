"""Testing in numbers: compounds and the pace, rounds, tubes, positives, who waits for a test."""

from __future__ import annotations

from collections.abc import Sequence
from enum import IntEnum
from functools import partial
from typing import Any

from textual import events, on, work
from textual.app import ComposeResult
from textual.containers import Container

from data.testing.progress import pictures as read_pictures
from data.testing.tested import register
from models.problems import Refused
from models.testing.pictures import CompoundProgress, Pictures, RoundCoverage
from models.testing.progress import BuildingUntested, FloorUntested
from screens.i18n import N_, _
from screens.keys import bindings
from screens.keys.testing import NUMBERS
from screens.kit.again import Again
from screens.kit.dialog import Dialog
from screens.kit.drawn_lines import DrawnLines, Line
from screens.kit.titles import titled
from screens.kit.told import Told
from screens.kit.values import beside
from screens.sentences import say
from screens.testing import pictures
from screens.testing import progress_words as words


class View(IntEnum):
    """What is shown, in the order in which `v` and digits choose it."""

    COMPOUNDS = 0
    ROUNDS = 1
    TUBES = 2
    POSITIVES = 3
    UNTESTED = 4


_VIEWS = (
    N_("the pace by compound"),
    N_("coverage by round"),
    N_("tubes by state"),
    N_("positives by day"),
    N_("who was not tested for long"),
)
"""What each view is called."""


class TestingNumbers(Dialog[None]):
    """How far a round is, and what all rounds and results together tell.

    Args:
        round_no: the round that is shown first; None for the latest that began.
    """

    DEFAULT_CSS = """
    TestingNumbers .box { height: 92%; max-width: 112; padding: 0 1; }
    TestingNumbers #tests-about { color: $foreground 80%; }
    TestingNumbers .foot { margin-top: 0; }
    """
    BINDINGS = bindings(NUMBERS)

    def __init__(self, round_no: int | None = None) -> None:
        super().__init__()
        self._round_no = round_no
        self._view = View.COMPOUNDS
        self._found: Pictures | None = None
        self._again = Again(self, self.renew)

    def compose(self) -> ComposeResult:
        with Container(classes="box"):
            yield Told(id="tests-about")
            yield DrawnLines(id="tests-lines")
            yield Told(classes="foot")

    def on_mount(self) -> None:
        self._lines.focus()
        self.relabel()
        self.renew()
        super().on_mount()

    @property
    def _lines(self) -> DrawnLines:
        return self.query_one("#tests-lines", DrawnLines)

    # -- reading -------------------------------------------------------------------------------

    def renew(self) -> None:
        """Read again."""
        self._read(self._round_no, self._view == View.UNTESTED)

    @work(thread=True, exclusive=True, group="tests")
    def _read(self, round_no: int | None, everybody: bool) -> None:
        """Read beside the interface: the register takes a moment.

        Args:
            everybody: whether it is looked at who was not tested for how long.
        """
        store = self.desk.store
        now = store.now()
        try:
            with store.read() as conn:
                found = read_pictures(conn, now, round_no)
                if everybody:
                    found = found._replace(register=register(conn, now))
        except Refused as refused:
            self.app.call_from_thread(self._not_read, refused)
            return
        self.app.call_from_thread(partial(self._came, found))

    def _not_read(self, refused: Refused) -> None:
        """Say why it cannot be read, and read again."""
        if self.is_open:
            self.put(".foot", say(refused.problem))
            self._again.later()

    def _came(self, found: Pictures) -> None:
        if not self.is_open:
            return
        self._again.worked()
        anew = self._found is None or self._lacks_register
        self._found = found
        if found.progress is not None:
            self._round_no = found.progress.its_round.no
        self.relabel()
        if anew:
            self._show(anew=True)

    @property
    def _lacks_register(self) -> bool:
        """Whether who was not tested is looked at and was not read yet."""
        found = self._found
        return self._view == View.UNTESTED and found is not None and found.register is None

    # -- showing -------------------------------------------------------------------------------

    def on_resize(self, _event: events.Resize) -> None:
        """Lines are drawn in the width there is."""
        self.call_after_refresh(self.relabel)

    def relabel(self) -> None:
        super().relabel()
        self.query_one(".box").border_title = titled(
            _("Testing in numbers {view}/{views}: {what}").format(
                view=self._view + 1, views=len(View), what=_(_VIEWS[self._view])
            )
        )
        self._show()

    def _show(self, *, anew: bool = False) -> None:
        """Show what was read.

        Args:
            anew: whether another view is shown than before.
        """
        self.put(".foot", self._foot())
        if self._found is None:
            self.put("#tests-about", _("Reading …"))
            return
        about, lines = self._picture(self._found)
        self.put("#tests-about", about)
        self._lines.show(lines, anew=anew)

    def _picture(self, found: Pictures) -> tuple[str, Sequence[Line]]:
        """What stands above the lines, and the lines."""
        now = self.desk.store.now()
        width = max(40, self._lines.scrollable_content_region.width)
        match self._view:
            case View.ROUNDS:
                if not found.rounds:
                    return _("No round has begun yet."), []
                about = f"{words.covered_legend()}\n{pictures.round_heads(width)}"
                return about, list(pictures.rounds(found.rounds, now, width))
            case View.TUBES:
                about = beside(self._round_words(found), words.tubes_told(found.tubes), gap=" · ")
                return about, list(pictures.tubes(found.tubes, now, width))
            case View.POSITIVES:
                about = words.positives_told(found.positives)
                return about, list(pictures.positives(found.positives, now, width))
            case View.UNTESTED:
                return self._untested(found, width)
        return self._compounds(found, width)

    def _round_words(self, found: Pictures) -> str:
        return "" if found.progress is None else words.round_title(found.progress)

    def _compounds(self, found: Pictures, width: int) -> tuple[str, Sequence[Line]]:
        of, now = found.progress, self.desk.store.now()
        if of is None:
            return _("No round yet: esc, then n plans one."), []
        told = list(words.round_lines(of, now))
        if not of.compounds:
            return "\n".join(told), []
        about = (*told, words.bar_legend(), pictures.compound_heads(width))
        return "\n".join(about), list(pictures.compounds(of, now, width))

    def _untested(self, found: Pictures, width: int) -> tuple[str, Sequence[Line]]:
        if found.register is None:
            return _("reading …"), []
        people = found.register.people
        if not people.register:
            return _("Nobody is on the register yet."), []
        about = (
            words.untested_told(people), words.not_due_told(), pictures.building_heads(width)
        )  # fmt: skip
        return "\n".join(about), pictures.buildings(found.register.buildings, width)

    def _foot(self) -> str:
        views = _("v, tab, 1-5: view   esc: back")
        of_round = _("← →: round")
        match self._view:
            case View.COMPOUNDS:
                return beside(_("enter: session"), of_round, views, gap="   ")
            case View.ROUNDS:
                return beside(_("enter: its compounds"), views, gap="   ")
            case View.TUBES:
                return beside(of_round, views, gap="   ")
            case View.UNTESTED:
                return beside(_("enter: the door that waits longest"), views, gap="   ")
        return views

    # -- acts ----------------------------------------------------------------------------------

    def _turn_to(self, view: int) -> None:
        self._view = View(view % len(View))
        self._lines.focus()
        self.relabel()
        self._show(anew=True)
        if self._lacks_register:
            self.renew()

    def action_turn(self, by: int = 1) -> None:
        """Show the next view."""
        self._turn_to(self._view + by)

    def action_pick(self, number: int) -> None:
        """Show a view by its number."""
        if number <= len(View):
            self._turn_to(number - 1)

    def action_round(self, by: int) -> None:
        """Show the round before, or the next one that has begun."""
        if self._found is None or self._view not in (View.COMPOUNDS, View.TUBES):
            return
        numbers = [one.no for one in reversed(self._found.rounds)]
        if not numbers:
            return
        if self._round_no in numbers:
            at = max(0, min(len(numbers) - 1, numbers.index(self._round_no) + by))
        else:
            at = len(numbers) - 1
        self._show_round(numbers[at])

    def _show_round(self, no: int) -> None:
        self._round_no = no
        self._found = None
        self.renew()

    def action_move(self, by: int) -> None:
        """Move the cursor."""
        self._lines.move(by)

    def action_page(self, by: int) -> None:
        """Move by a screen."""
        self._lines.page(by)

    def action_jump(self, at: int) -> None:
        """Move to the first line or to the last."""
        self._lines.jump(at)

    def action_open(self) -> None:
        """Go to what the line under the cursor stands for."""
        self._open(self._lines.record)

    @on(DrawnLines.Opened)
    def _clicked(self, message: DrawnLines.Opened) -> None:
        self._open(message.record)

    def _open(self, record: Any) -> None:
        match record:
            case RoundCoverage():
                self._view = View.COMPOUNDS
                self._show_round(record.no)
            case CompoundProgress():
                if record.session_no is not None:
                    self.desk.show_record("testing", record.session_no)
            case BuildingUntested() | FloorUntested():
                self.desk.show_record("households", record.household_no)
