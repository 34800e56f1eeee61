"""Questions for leaders who are reached by telephone: noted one by one, asked in one call."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from rich.text import Text
from textual import on
from textual.app import ComposeResult
from textual.containers import Container
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from data.chases import queries as chases
from data.requests import chasing as request_chasing
from models.chases import Leader, QuestionInput, QuestionView
from models.chases.rules import question_problems
from models.problems import Problem, Refused
from screens.i18n import _
from screens.kit.choose import choose_from
from screens.kit.dialog import Dialog
from screens.kit.one_line import OneLine
from screens.requests import question_words as words
from screens.sentences import say

if TYPE_CHECKING:
    from screens.requests.detail import Known
    from screens.requests.request_place import RequestPlace


def ask_leader(place: RequestPlace, known: Known) -> None:
    """Ask which leader is to be asked, and what; or what they advised on an earlier question."""
    now = place.store.now()
    waiting = [one for one in known.questions if one.advised_at is None]
    with place.store.read() as conn:
        found = chases.leaders(conn, now)
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

    async def submit(line: str) -> str:
        asked = line.strip() or known.row.summary
        wrong = question_problems(asked)
        if wrong:
            return say(wrong[0])
        done = await place.perform(
            lambda step: request_chasing.ask_leader(step, no, QuestionInput(leader.no, asked)),
            lambda noted: _("Noted for the next call with {who}.").format(who=noted.person),
        )
        return say(done.problem) if isinstance(done, Refused) else ""

    def title() -> str:
        return _("What is {who} to be asked?").format(who=leader.name)

    place.desk.open_dialog(OneLine(title, lambda: known.row.summary, submit, draft=f"ask-{no}"))


def note_advice(place: RequestPlace, question: QuestionView) -> None:
    """Ask what a leader advised."""

    async def submit(line: str) -> str:
        if not line.strip():
            return say(Problem("advice_empty"))
        done = await place.perform(
            lambda step: request_chasing.note_advice(step, question.id, line),
            lambda noted: _("Advice of {who} noted with request {no}.").format(
                who=noted.person, no=noted.subject_no
            ),
        )
        return say(done.problem) if isinstance(done, Refused) else ""

    def title() -> str:
        return _("What did {who} advise?").format(who=question.person)

    draft = f"advice-{question.id}"
    place.desk.open_dialog(OneLine(title, lambda: question.asked, submit, draft=draft))


class _Line(NamedTuple):
    """A line of the list: a leader, or a question of theirs."""

    text: Content
    question: QuestionView | None


class QuestionList(Dialog[None]):
    """What waits to be asked, leader by leader; enter on a question takes down the advice.

    Args:
        place: the place beneath, which does the acts.
    """

    DEFAULT_CSS = """
    QuestionList #question-list {
        height: auto; max-height: 24; border: none; background: $surface; padding: 0;
    }
    """

    def __init__(self, place: RequestPlace) -> None:
        super().__init__()
        self._place = place
        self._lines: list[_Line] = []

    def compose(self) -> ComposeResult:
        with Container(classes="box") as box:
            box.border_title = Text(self._title())
            yield OptionList(id="question-list", markup=False)
            yield Static("", classes="foot", markup=False)

    def _title(self) -> str:
        return _("To be asked in the next call")

    def _foot(self) -> str:
        if any(line.question for line in self._lines):
            return _("enter: note the advice   Q on a request: a question   esc: back")
        return _("Q on a request notes a question for a leader.   esc: back")

    def on_mount(self) -> None:
        self.renew()
        self.query_one(OptionList).focus()
        super().on_mount()

    def renew(self) -> None:
        """Read the questions again, the cursor staying where it is."""
        listed = self.query_one(OptionList)
        at = listed.highlighted or 0
        with self.desk.store.read() as conn:
            found = chases.leaders(conn, self.desk.store.now())
        self._lines = list(self._written(found))
        listed.clear_options()
        listed.add_options([Option(x.text, disabled=x.question is None) for x in self._lines])
        open_ones = [i for i, line in enumerate(self._lines) if line.question is not None]
        listed.highlighted = next((i for i in open_ones if i >= at), next(iter(open_ones), None))
        self.query_one(".foot", Static).update(self._foot())

    def _written(self, found: list[Leader]) -> Iterator[_Line]:
        now, masked = self.desk.store.now(), self.desk.masked
        for leader in found:
            yield _Line(Content.styled(words.leader(leader, now, masked), "bold $accent"), None)
            for question in leader.questions:
                yield _Line(Content(words.question(question, now, masked)), question)
            if not leader.questions:
                yield _Line(Content.styled("  " + _("nothing to ask"), "dim"), None)
        if not found:
            nobody = _("The roster has no secretary or director to ask.")
            yield _Line(Content.styled(nobody, "dim"), None)

    @on(OptionList.OptionSelected)
    def _chosen(self, event: OptionList.OptionSelected) -> None:
        question = self._lines[event.option_index].question
        if question is not None:
            note_advice(self._place, question)

    def relabel(self) -> None:
        self.query_one(".box").border_title = Text(self._title())
        self.renew()
