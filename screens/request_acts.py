"""What is done with one request, wherever it is shown: in the queue, on the board, on its card."""

from __future__ import annotations

from typing import TYPE_CHECKING

from screens.i18n import _
from screens.place import Place

if TYPE_CHECKING:
    from models.requests import QueueSettings
    from screens.words.request_detail import Known


class RequestActs(Place):
    """Subclasses say which request is meant; each act asks what it needs in a dialog."""

    def chosen(self) -> int | None:
        """The number of the request under the cursor."""
        raise NotImplementedError

    def known(self, no: int) -> Known:
        """Everything that is known of a request.

        Raises:
            Refused: `request_unknown`.
        """
        from screens.request_facts import known

        return known(self.store, no)

    def about(self, known: Known) -> str:
        """Which request a dialog is about, in one line."""
        from screens.words.requests import brief

        return brief(known.row, self.store.now(), self.desk.masked)

    def queue(self) -> QueueSettings:
        """The committee's settings of the queue."""
        from data import requests

        return self.store.ask(requests.settings)

    def meant(self) -> Known | None:
        """The request under the cursor; None when there is none, which the status line tells."""
        no = self.chosen()
        if no is None:
            self.nothing_here()
            return None
        return self.known(no)

    # -- acts --------------------------------------------------------------------------------

    def action_chase(self) -> None:
        """Log a push."""
        from screens.dialogs.chase import log_chase

        known = self.meant()
        if known is not None:
            log_chase(self, known)

    def action_done(self) -> None:
        """Close it with its outcome, or take a closed one up again."""
        from screens.dialogs.close import close_request

        known = self.meant()
        if known is not None:
            close_request(self, known)

    def action_emergency(self) -> None:
        """Open the emergency sheet of the request under the cursor, else of the life at stake."""
        from screens.emergency import has_sheet, open_sheet

        no = self.chosen()
        if no is not None and has_sheet(self.known(no).row):
            open_sheet(self.desk, no)
        else:
            self.desk.action_emergency()

    def action_tell(self) -> None:
        """Write down what the resident was told."""
        from screens.dialogs.told import log_telling

        known = self.meant()
        if known is not None:
            log_telling(self, known)

    def action_harm(self) -> None:
        """Answer by when somebody is harmed if nothing is done."""
        from screens.dialogs.harm import ask_harm

        known = self.meant()
        if known is not None:
            ask_harm(self, known)

    def action_ask(self) -> None:
        """Note a question for a leader."""
        from screens.dialogs.questions import ask_leader

        known = self.meant()
        if known is not None:
            ask_leader(self, known)

    def action_questions(self) -> None:
        """Show what waits to be asked, leader by leader."""
        from screens.dialogs.questions import QuestionList

        self.desk.open_dialog(QuestionList(self))

    def action_rules(self) -> None:
        """Set how the queue chases and what it calls urgent."""
        from screens.dialogs.queue_settings import set_queue

        set_queue(self)

    def action_assign(self) -> None:
        """Say who looks after it."""
        from data import requests
        from data.people import roster
        from screens.dialogs.choose import Choose

        no = self.chosen()
        if no is None:
            self.nothing_here()
            return
        with self.store.read() as conn:
            staff = [p for p in roster(conn, self.store.now()) if p.kind in ("staff", "cadre")]
        here = sorted(staff, key=lambda p: not p.on_duty)

        def give(index: int | None) -> None:
            if index is None:
                return
            person = here[index].no if index < len(here) else None
            name = here[index].name if index < len(here) else _("nobody")
            self.run_worker(
                self.perform(
                    lambda store: requests.assign_owner(store, no, person),
                    lambda _no: _("Request {no} is looked after by {who}.").format(no=no, who=name),
                )
            )

        def about() -> str:
            return self.about(self.known(no))

        def names() -> list[str]:
            return [*(f"{p.name}  {p.post}".rstrip() for p in here), _("nobody")]

        self.desk.open_dialog(Choose(lambda: _("Who looks after it?"), names, about), give)
