"""The list of people who may be given to work."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from textual.content import Content
from textual.widgets.option_list import Option

from screens.keys import bindings
from screens.keys.people import CANDIDATES
from screens.kit.readable import ReadableList

if TYPE_CHECKING:
    from data.duties.candidates import Candidate


class PeopleList(ReadableList):
    """People, with the cursor on one of them: a click marks, enter gives.

    Args:
        mark: marks whoever the cursor is on.
    """

    BINDINGS = bindings(CANDIDATES)

    def __init__(self, mark: Callable[[], object], **options: Any) -> None:
        super().__init__(**options)
        self._mark = mark

    @property
    def no(self) -> int | None:
        """The number of the person under the cursor; None in an empty list."""
        if self.highlighted is None or not self.option_count:
            return None
        return int(self.get_option_at_index(self.highlighted).id or 0)

    def show(self, people: Sequence[Candidate], line: Callable[[Candidate], Content]) -> None:
        """List people anew; the cursor stays on its person, as far as they are listed still."""
        at = self.no
        self.clear_options()
        self.add_options(Option(line(person), id=str(person.no)) for person in people)
        numbers = [person.no for person in people]
        self.highlighted = numbers.index(at) if at in numbers else 0

    def go_on(self) -> None:
        """Put the cursor on the next person; it stays on the last."""
        if self.highlighted is not None:
            self.highlighted = min(self.highlighted + 1, self.option_count - 1)

    def action_select(self) -> None:
        """Mark who was clicked on."""
        self._mark()
