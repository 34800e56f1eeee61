"""What the two faces of the register share: households by door, and their people one by one.

One turns to the other by `v`, the cursor on the same door; views of one compound or of one mark
stay those.
"""

from __future__ import annotations

from typing import ClassVar

from data.households import queries as households
from models.households import HEALTH_MARKS, HouseholdView
from screens.households import words
from screens.households.entering import new_acts
from screens.i18n import _
from screens.kit import mark_words
from screens.kit.choose import Choose, choose_act
from screens.kit.list_place import ListPlace

View = tuple[str, str]
"""A scope and its words."""


class RegisterPlace(ListPlace):
    """Households, or their people, in the order of doors."""

    first_sort = "address"
    other: ClassVar[str]
    """The place that is the other face."""

    # -- what a face says --------------------------------------------------------------------

    def turn_words(self) -> str:
        """What turning to the other face is called, with what is counted there."""
        raise NotImplementedError

    def counted(self, households_of_mark: int) -> str:
        """How many bear a mark, in words."""
        raise NotImplementedError

    def mark_counts(self) -> dict[str, int]:
        """How many bear each mark, the commonest first."""
        raise NotImplementedError

    def all_words(self) -> str:
        """The first view with what is counted in it."""
        raise NotImplementedError

    def household_here(self) -> HouseholdView | None:
        """The household the cursor is on, or that of whom it is on."""
        raise NotImplementedError

    def counterpart(self) -> int | None:
        """The record of the other face that stands for the one under the cursor."""
        raise NotImplementedError

    # -- views ---------------------------------------------------------------------------------

    def load(self) -> None:
        if self.desk.masked and self.query_now.scope in _health_views():
            self.query_now = self.query_now._replace(scope=self.scopes[0][0])
        super().load()

    def view_words(self) -> str:
        view, _colon, narrowed = self.query_now.scope.partition(":")
        if view == "compound":
            compound = self.store.ask(households.compound, int(narrowed))
            return compound.name if compound else ""
        return mark_words.mark(narrowed) if view == "mark" else super().view_words()

    def _views(self) -> list[View]:
        """The views there are, with their counts; that of the other face is the second."""
        hidden = _health_views() if self.desk.masked else frozenset()
        compounds = self.store.ask(households.compounds)
        views: list[View] = [(self.scopes[0][0], self.all_words()), ("", self.turn_words())]
        views += [(scope, _(name)) for scope, name in self.scopes[1:]]
        views += [(f"compound:{row.no}", words.compound_line(row)) for row in compounds]
        views += [
            (f"mark:{mark}", f"{mark_words.mark(mark)}  {self.counted(n)}")
            for mark, n in self.mark_counts().items()
        ]
        return [view for view in views if view[0] not in hidden]

    def action_next_scope(self) -> None:
        """Choose a view: everything, the other face, one compound, one mark; with what is counted
        in each."""

        def lines() -> list[str]:
            return [line for _scope, line in self._views()]

        async def chosen(index: int) -> None:
            scope, _line = self._views()[index]
            if scope:
                self.show_scope(scope)
            else:
                await self._turn()

        def answered(index: int | None) -> None:
            if index is not None:
                self.run_worker(chosen(index))

        self.desk.open_dialog(Choose(lambda: _("Show"), lines), answered)

    async def _turn(self) -> None:
        """Show the other face, as narrow as this one where it can be."""
        view, scope, no = self.query_now.scope.partition(":")[0], self.query_now.scope, None
        no = self.counterpart()
        await self.desk.show_place(self.other)
        there = self.desk.here
        assert isinstance(there, RegisterPlace)
        there.turned_to(scope if view in ("compound", "mark") else there.scopes[0][0], no)

    def turned_to(self, scope: str, no: int | None) -> None:
        """Be shown as the other face of a view, the cursor on a record where it is in it."""
        self.query_now = self.query_now._replace(scope=scope)
        if no is not None:
            self.reveal(no)
        if self._shown >= 0:
            self.show_scope(self.query_now.scope)

    # -- acts ----------------------------------------------------------------------------------

    def action_new(self) -> None:
        """Add a household, somebody of one, or a compound; without any compound there is no
        question."""
        acts = new_acts(self, self.household_here())
        if len(acts) == 1:
            acts[0][1]()
        else:
            choose_act(self.desk, lambda: _("New"), acts)

    def action_rules(self) -> None:
        """Set what is kept of identity numbers."""
        from screens.residents.settings import set_residents

        set_residents(self)


def _health_views() -> frozenset[str]:
    return frozenset(f"mark:{mark}" for mark in HEALTH_MARKS)
