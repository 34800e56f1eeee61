"""Questions for leaders who are reached by telephone: noted one by one, asked in one call."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from textual import on
from textual.content import Content
from textual.widgets import OptionList

from data.chases import commands as chase_commands
from data.chases import queries as chases
from data.requests import chasing as request_chasing
from models.chases import Leader, QuestionInput, QuestionView
from models.chases.rules import question_problems
from models.problems import Problem
from screens.i18n import _
from screens.kit.choose import choose_from
from screens.kit.list_dialog import ListDialog
from screens.kit.one_line import OneLine
from screens.requests import question_words as words

if TYPE_CHECKING:
    from screens.requests.detail import Known
    from screens.requests.request_place import RequestPlace


def ask_leader(place: RequestPlace, known: Known) -> None:
    """Ask which leader is to be asked, and what; or what they advised on an earlier question."""
    now = place.store.now()
    waiting = [one for one in known.questions if one.advised_at is None]
    found = place.store.ask(chases.leaders, now, place.desk.seat.themselves)
    if not found:
        place.say(_("The roster has no secretary or director to ask."), wrong=True)
        return

    offered: list[QuestionView | Leader] = [*waiting, *found]

    def option(one: QuestionView | Leader) -> str:
        if isinstance(one, QuestionView):
            return words.advice_of(one)
        return _("ask {who}").format(who=words.leader(one, now, place.desk.masked))

    def chosen(one: QuestionView | Leader) -> None:
        if isinstance(one, QuestionView):
            note_advice(place, one)
        else:
            _note(place, known, one)

    choose_from(
        place.desk,
        lambda: _("Request {no}: whose advice?").format(no=known.row.no),
        offered,
        option,
        chosen,
        lambda: place.about([known]),
    )


def _note(place: RequestPlace, known: Known, leader: Leader) -> None:
    no = known.row.no

    async def submit(line: str) -> object:
        asked = line.strip() or known.row.summary
        wrong = question_problems(asked)
        if wrong:
            return wrong[0]
        return await place.perform(
            lambda step: request_chasing.ask_leader(step, no, QuestionInput(leader.no, asked)),
            lambda noted: _("Noted for the next call with {who}.").format(who=noted.person),
        )

    def title() -> str:
        return _("What is {who} to be asked?").format(who=leader.name)

    place.desk.open_dialog(OneLine(title, lambda: known.row.summary, submit, draft=f"ask-{no}"))


def note_advice(place: RequestPlace, question: QuestionView) -> None:
    """Ask what a leader advised."""

    async def submit(line: str) -> object:
        if not line.strip():
            return Problem("advice_empty")
        return await place.perform(
            lambda step: chase_commands.note_advice(step, question.id, line),
            lambda noted: _("Advice of {who} noted with request {no}.").format(
                who=noted.person, no=noted.subject_no
            ),
        )

    def title() -> str:
        return _("What did {who} advise?").format(who=question.person)

    draft = f"advice-{question.id}"
    place.desk.open_dialog(OneLine(title, lambda: question.asked, submit, draft=draft))


class QuestionList(ListDialog[QuestionView]):
    """What waits to be asked, leader by leader; enter on a question takes down the advice.

    Args:
        place: the place beneath, which does the acts.
    """

    list_id = "question-list"

    def __init__(self, place: RequestPlace) -> None:
        super().__init__()
        self._place = place

    def heading(self) -> str:
        return _("To be asked in the next call")

    def foot(self) -> str:
        if any(self._rows):
            return _("enter: note the advice   Q on a request: a question   esc: back")
        return _("Q on a request notes a question for a leader.   esc: back")

    def cursor(self, at: int | None, before: QuestionView | None) -> int | None:
        """The question where it was, else the next one, else the first."""
        open_ones = [n for n, question in enumerate(self._rows) if question is not None]
        return next((n for n in open_ones if n >= (at or 0)), next(iter(open_ones), None))

    def lines(self) -> Iterator[tuple[Content, QuestionView | None]]:
        now, masked = self.desk.store.now(), self.desk.masked
        found = self.desk.store.ask(chases.leaders, now, self.desk.seat.themselves)
        for leader in found:
            yield Content.styled(words.leader(leader, now, masked), "bold $accent"), None
            for question in leader.questions:
                yield Content(words.question(question, now, masked)), question
            if not leader.questions:
                yield Content.styled("  " + _("nothing to ask"), "dim"), None
        if not found:
            nobody = _("The roster has no secretary or director to ask.")
            yield Content.styled(nobody, "dim"), None

    @on(OptionList.OptionSelected)
    def _chosen(self, event: OptionList.OptionSelected) -> None:
        question = self._rows[event.option_index]
        if question is not None:
            note_advice(self._place, question)
