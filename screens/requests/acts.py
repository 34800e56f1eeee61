"""What is done with requests, wherever they are shown: in the queue, on the board, on a card."""

from __future__ import annotations

from screens.requests.request_place import RequestPlace


class RequestActs(RequestPlace):
    """What is done with the requests meant; each act asks what it needs in a dialog."""

    def action_chase(self) -> None:
        """Log a push."""
        from screens.requests.chase import log_chase

        known = self.known_meant()
        if known:
            log_chase(self, known)

    def action_done(self) -> None:
        """Close it with its outcome, or take a closed one up again."""
        from screens.requests.close import close_requests

        known = self.known_meant()
        if known:
            close_requests(self, known)

    def action_emergency(self) -> None:
        """Open the emergency sheet of the request meant, where it has one; else of the life that is
        due and was not seen, as its line says, else of the life at stake. A call that was just
        written down goes before them, as was said of it.

        Whoever looks at somebody's request and asks for the sheet gets theirs, never another's.
        """
        from screens.emergency.sheet import open_sheet

        nos = self.marked()
        if len(nos) > 1:
            self.meant_one()
        elif nos and "emergency" not in self.desk.fresh and self.has_sheet(nos[0]):
            open_sheet(self.desk, nos[0])
        else:
            self.desk.action_open("emergency")

    def opens_sheet(self, due: int) -> int | None:
        nos = self.marked()
        if len(nos) > 1:
            return None
        return nos[0] if nos and self.has_sheet(nos[0]) else due

    def has_sheet(self, no: int) -> bool:
        from data.requests import queries as requests
        from models.requests.rules import has_sheet

        now = self.store.now()
        with self.store.read() as conn:
            return any(map(has_sheet, requests.rows(conn, [no], now, requests.settings(conn))))

    def action_tell(self) -> None:
        """Write down what the resident was told."""
        from screens.requests.told import log_telling

        known = self.known_meant()
        if known:
            log_telling(self, known)

    def action_harm(self) -> None:
        """Answer by when somebody is harmed if nothing is done."""
        from screens.requests.harm import ask_harm

        known = self.known_meant()
        if known:
            ask_harm(self, known)

    async def action_is_life(self) -> None:
        """Yes, it is life safety."""
        await self._answer_life(True)

    async def action_no_life(self) -> None:
        """No, it is not life safety."""
        await self._answer_life(False)

    async def _answer_life(self, is_life: bool) -> None:
        from screens.requests.life import answer_life

        nos = self.meant()
        if nos:
            await answer_life(self, nos, is_life)

    def action_kind(self) -> None:
        """Say what it is about."""
        from screens.requests.kinds import correct_kind

        known = self.known_meant()
        if known:
            correct_kind(self, known)

    def action_ask(self) -> None:
        """Note a question for a leader."""
        from screens.requests.questions import ask_leader

        known = self.known_one()
        if known is not None:
            ask_leader(self, known)

    def action_questions(self) -> None:
        """Show what waits to be asked, leader by leader."""
        from screens.requests.questions import QuestionList

        self.desk.open_dialog(QuestionList(self))

    def action_rules(self) -> None:
        """Set how the queue chases and what it calls urgent."""
        from screens.requests.settings import set_queue

        set_queue(self)

    def action_assign(self) -> None:
        """Say who looks after it."""
        from screens.requests.assign import assign_requests

        known = self.known_meant()
        if known:
            assign_requests(self, known)
