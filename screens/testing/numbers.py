"""Testing in numbers: compounds and the pace, rounds, tubes, positives, who waits for a test."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from enum import IntEnum
from typing import Any

from textual.app import ComposeResult
from textual.containers import Container

from data.sql import Reader
from data.testing.progress import pictures as read_pictures
from data.testing.tested import register
from models.testing.pictures import CompoundProgress, Pictures, RoundCoverage
from models.testing.progress import BuildingUntested, FloorUntested
from screens.i18n import N_, _
from screens.keys import bindings
from screens.keys.testing import NUMBERS
from screens.kit.drawn_lines import DrawnLines, Line
from screens.kit.in_numbers import InNumbers
from screens.kit.titles import titled
from screens.kit.told import Told
from screens.kit.values import beside
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


class TestingNumbers(InNumbers[Pictures]):
    """How far a round is, and what all rounds and results together tell.

    Args:
        round_no: the round that is shown first; None for the latest that began.
    """

    DEFAULT_CSS = """
    TestingNumbers #tests-about { color: $foreground 80%; }
    """
    BINDINGS = bindings(NUMBERS)
    views = tuple(View)

    def __init__(self, round_no: int | None = None) -> None:
        super().__init__()
        self._round_no = round_no
        self._found: Pictures | None = None

    def compose(self) -> ComposeResult:
        with Container(classes="box"):
            yield Told(id="tests-about")
            yield DrawnLines(id="tests-lines")
            yield Told(classes="foot")

    # -- reading -------------------------------------------------------------------------------

    def reading(self) -> Callable[[Reader, datetime], Pictures]:
        return self._reading(None)

    def _reading(self, before: Pictures | None) -> Callable[[Reader, datetime], Pictures]:
        """What reads it.

        Args:
            before: what was read this moment, where who was not tested is still to be read.
        """
        round_no, everybody = self._round_no, self._view == View.UNTESTED

        def read(conn: Reader, now: datetime) -> Pictures:
            found = before or read_pictures(conn, now, round_no)
            return found._replace(register=register(conn, now)) if everybody else found

        return read

    def came(self, found: Pictures) -> None:
        anew = self._found is None or self._lacks_register
        self._found = found
        if found.progress is not None:
            self._round_no = found.progress.its_round.no
        self.relabel()
        if anew:
            self._show(anew=True)
        if self._lacks_register:  # turned to before the first of it was there
            self._read(self._reading(found))

    @property
    def _lacks_register(self) -> bool:
        """Whether who was not tested is looked at and was not read yet."""
        found = self._found
        return self._view == View.UNTESTED and found is not None and found.register is None

    # -- showing -------------------------------------------------------------------------------

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
            self.put("#tests-about", _("reading …"))
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

    def show_view(self) -> None:
        self.relabel()
        self._show(anew=True)
        if self._lacks_register:
            self._read(self._reading(self._found))

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

    def open_record(self, record: Any) -> None:
        match record:
            case RoundCoverage():
                self._view = View.COMPOUNDS
                self._show_round(record.no)
            case CompoundProgress():
                if record.session_no is not None:
                    self.desk.show_record("testing", record.session_no)
            case BuildingUntested() | FloorUntested():
                self.desk.show_record("households", record.household_no)
