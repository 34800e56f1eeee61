"""What every place that shows requests can tell of them, and how an act on them is done."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, TypeVar

from models.problems import Refused
from screens.kit.copying import CopyPlace
from screens.kit.several import told
from screens.kit.taken import Taken

if TYPE_CHECKING:
    from data.step import Step
    from models.requests import QueueSettings
    from models.several import Several
    from screens.requests.detail import Known

T = TypeVar("T")


class RequestPlace(CopyPlace):
    """Subclasses say which requests are meant; what is done with them is in `RequestActs`."""

    def known(self, no: int) -> Known:
        """Everything that is known of a request.

        Raises:
            Refused: `request_unknown`.
        """
        from screens.requests.facts import known

        return known(self.store, no)

    def about(self, known: Sequence[Known]) -> str:
        """Which requests a dialog is about and the numbers to dial; of a single one all there is to
        know before a call."""
        from screens.requests.calling import called_on_each, lines
        from screens.requests.words import brief

        now, masked = self.store.now(), self.desk.masked
        if len(known) > 1:
            return called_on_each(known, masked)
        told = lines(known[0].calling, now, masked)
        return "\n".join((brief(known[0].row, now, masked), *told))

    def numbers(self, no: int) -> Sequence[Taken]:
        from screens.requests.words import number_copied

        found = self.known(no).calling.numbers
        return [number_copied(one, self.desk.masked) for one in found]

    def address(self, no: int) -> str:
        from screens.requests.words import address

        return address(self.known(no).row)

    def record_text(self, no: int) -> str:
        from screens.requests.detail import detail

        return detail(self.known(no), self.store.now(), self.desk.masked).plain

    def queue(self) -> QueueSettings:
        """The committee's settings of the queue."""
        from data.requests import queries as requests

        return self.store.ask(requests.settings)

    def known_meant(self) -> list[Known]:
        """The requests an act is about, one or several; that there is none is told."""
        return [self.known(no) for no in self.meant()]

    def known_one(self) -> Known | None:
        """The request of an act that takes only one; None, which is told, where it is not one."""
        no = self.meant_one()
        return None if no is None else self.known(no)

    async def act_on(
        self, command: Callable[[Step], Several[T]], said: Callable[[Several[T]], str]
    ) -> Several[T] | Refused:
        """Do an act on requests, see `perform`; those it was done to are marked no more.

        Args:
            said: what was done; why some were left as they were is told behind it.
        """
        done = await self.perform(command, lambda done: told(done, said(done)))
        if not isinstance(done, Refused):
            self.unmark(done.done)
        return done
