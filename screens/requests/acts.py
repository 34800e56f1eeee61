"""What is done with requests, wherever they are shown: in the queue, on the board, on a card."""

from __future__ import annotations

from screens.i18n import _
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
        """Open the emergency sheet of the request meant, else of the life at stake."""
        from screens.emergency.sheet import has_sheet, open_sheet

        no = self.meant_one() if self.marked() else None
        if no is not None and has_sheet(self.known(no).row):
            open_sheet(self.desk, no)
        elif len(self.marked()) < 2:
            self.desk.action_open("emergency")

    def action_tell(self) -> None:
        """Write down what the resident was told."""
        from screens.requests.told import log_telling

        known = self.known_meant()
        if known:
            log_telling(self, known)

    def action_harm(self) -> None:
        """Answer by when somebody is harmed if nothing is done."""
        from screens.requests.harm import ask_harm

        known = self.known_one()
        if known is not None:
            ask_harm(self, known)

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
        from data.requests import commands as request_commands
        from data.roster.queries import roster
        from screens.kit.choose import Choose
        from screens.requests.words import these

        known = self.known_meant()
        nos = [one.row.no for one in known]
        if not nos:
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
                self.act_on(
                    nos,
                    lambda step: request_commands.assign_requests(step, nos, person),
                    lambda count: (
                        _("Request {no} is looked after by {who}.").format(no=nos[0], who=name)
                        if count == 1
                        else _("{count} requests are looked after by {who}.").format(
                            count=count, who=name
                        )
                    ),
                )
            )

        def title() -> str:
            asked = _("Who looks after it?")
            return asked if len(nos) == 1 else f"{asked}  {these(len(nos))}"

        def names() -> list[str]:
            return [*(f"{p.name}  {p.post}".rstrip() for p in here), _("nobody")]

        self.desk.open_dialog(Choose(title, names, lambda: self.about(known)), give)
