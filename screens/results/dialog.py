"""Results that contradict each other, with what to ask whom."""

from __future__ import annotations

from collections.abc import Iterator

from textual import on
from textual.content import Content
from textual.widgets import OptionList

from data.results import queries
from data.results.queries import Doubted
from screens.i18n import _
from screens.keys import bindings
from screens.keys.testing import CONTRADICTIONS
from screens.kit import masks
from screens.kit.list_dialog import ListDialog
from screens.kit.values import beside, headed
from screens.results import words


class Contradictions(ListDialog[Doubted]):
    """Two results of one person that cannot both be right, the latest first."""

    BINDINGS = bindings(CONTRADICTIONS)
    list_id = "contradictions-list"

    def heading(self) -> str:
        return _("Results that contradict each other")

    def foot(self) -> str:
        return _("enter: go to them  esc: back  in no pool until it is solved")

    def lines(self) -> Iterator[tuple[Content, Doubted | None]]:
        now, hide = self.desk.store.now(), self.desk.masked
        found = self.desk.store.ask(queries.contradicting, now)
        for one in found:
            both = one.contradiction
            told = masks.text(words.against(both.against), hide)
            yield Content(headed(masks.text(words.whose(one), hide), told)), one
            pair = beside(words.said(both.first, now), words.said(both.second, now), gap=" ≠ ")
            yield Content.styled(f"  {masks.text(pair, hide)}", "$warning"), None
            yield Content.styled(f"  {words.ask(both.against)}", "$foreground 75%"), None
        if not found:
            yield Content(_("No results contradict each other.")), None

    @on(OptionList.OptionSelected)
    def _opened(self) -> None:
        self.action_go()

    def action_rules(self) -> None:
        """Set how long results hold, and within how many hours two contradict each other."""
        from screens.results.settings import SETTINGS

        SETTINGS.open(self.desk)

    def action_go(self) -> None:
        """Go to whoever it is, or to their door."""
        row = self._row()
        if row is None:
            return
        if row.person.resident_no is not None:
            self.dismiss()
            self.desk.show_record("residents", row.person.resident_no)
        elif row.person.household_no is not None:
            self.dismiss()
            self.desk.show_record("households", row.person.household_no)
