"""The acts on requests, each one transaction and one step of the journal."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from data.requests import commands, queries
from data.requests import doubles as doubling
from data.requests import questions as asking
from data.requests import saved_views as views
from models.listing import SavedView
from models.problems import Problem, Refused
from models.requests import (
    ChaseInput,
    Closed,
    ClosingInput,
    QuestionInput,
    QuestionView,
    QueueSettings,
    RequestInput,
    RequestKind,
    RequestState,
    TellingInput,
)
from models.requests.harm import Answer, harm_of
from models.requests.settings import kept
from models.times import LOCAL

if TYPE_CHECKING:
    from data.store import Step


def add_request(step: Step, given: RequestInput) -> int:
    """Put a request into the queue; see `commands.add`."""
    step.act("request_added")
    no = commands.add(step, given)
    _name(step, no)
    return no


def change_request(step: Step, no: int, version: int, changes: Mapping[str, object]) -> int:
    """Change a request; see `commands.edit`."""
    step.act("request_changed")
    commands.edit(step, no, version, changes)
    _name(step, no)
    return no


def log_chase(step: Step, no: int, given: ChaseInput, by_person_no: int | None = None) -> int:
    """Log a push for a request; see `commands.chase`."""
    act = "request_promised" if given.promised_until is not None else "request_chased"
    step.act(act if given.answered else "request_chased_in_vain")
    commands.chase(step, no, given, by_person_no)
    step.tell(to=given.to)
    if given.promised_until is not None:
        step.tell(until=_told_moment(given.promised_until))
    _name(step, no)
    return no


def chase_requests(step: Step, nos: Sequence[int], given: ChaseInput) -> int:
    """Log one push for several requests as one act; how many they are.

    Raises:
        Refused: as `commands.chase` of the first that refuses; nothing is logged then.
    """
    if len(nos) == 1:
        log_chase(step, nos[0], given)
        return 1
    act = "requests_promised" if given.promised_until is not None else "requests_chased"
    step.act(act if given.answered else "requests_chased_in_vain")
    for no in nos:
        commands.chase(step, no, given)
    step.tell(to=given.to)
    if given.promised_until is not None:
        step.tell(until=_told_moment(given.promised_until))
    _name_all(step, nos)
    return len(nos)


def answer_harm(step: Step, no: int, answer: Answer) -> int:
    """Say by when somebody is harmed if nothing is done; how urgent it is follows from it."""
    step.act("request_harm_answered")
    found = queries.view(step.conn, no)
    harm = harm_of(answer, RequestKind(found.kind), step.at, queries.settings(step.conn))
    changes = {
        "urgency": harm.urgency,
        "harm_at": harm.at,
        "harm_reason": None if harm.at is None else found.harm_reason or harm.reason,
        "days_left": harm.days_left,
    }
    commands.edit(step, no, found.version, changes)
    _name(step, no)
    return no


def log_telling(step: Step, no: int, given: TellingInput, by_person_no: int | None = None) -> int:
    """Write down what the resident was told; see `commands.inform`."""
    step.act("request_told")
    commands.inform(step, no, given, by_person_no)
    step.tell(told=given.whom)
    _name(step, no)
    return no


def tell_requests(step: Step, given: Mapping[int, TellingInput]) -> int:
    """Write down what the residents of several requests were told, as one act.

    Args:
        given: who was told what, by request.

    Returns:
        How many they are.

    Raises:
        Refused: as `commands.inform` of the first that refuses; nothing is written then.
    """
    if len(given) == 1:
        ((no, telling),) = given.items()
        log_telling(step, no, telling)
        return 1
    step.act("requests_told")
    for no, telling in given.items():
        commands.inform(step, no, telling)
    _name_all(step, list(given))
    return len(given)


def join_requests(step: Step, stays_no: int, nos: Sequence[int]) -> int:
    """Join requests to the one that stays; see `doubling.join`."""
    step.act("requests_joined")
    doubling.join(step, stays_no, nos)
    step.tell(nos=", ".join(str(no) for no in sorted(nos) if no != stays_no))
    _name(step, stays_no)
    return stays_no


def ask_leader(step: Step, no: int, given: QuestionInput) -> QuestionView:
    """Note a question for a leader; see `asking.ask`."""
    step.act("leader_asked")
    noted = asking.question(step.conn, asking.ask(step, no, given))
    step.tell(person=noted.person)
    _name(step, no)
    return noted


def note_advice(step: Step, question_id: str, advice: str) -> QuestionView:
    """Write down what a leader advised; see `asking.advise`."""
    step.act("leader_advised")
    noted = asking.advise(step, question_id, advice)
    step.tell(person=noted.person)
    _name(step, noted.request_no)
    return noted


def set_queue(step: Step, given: QueueSettings) -> QueueSettings:
    """Set how the queue chases and what it calls urgent, as one act."""
    from data.settings import put

    step.act("queue_set")
    before = kept(queries.settings(step.conn))
    for name, value in kept(given).items():
        if before[name] != value:
            put(step, f"requests.{name}", value)
    return queries.settings(step.conn)


def save_view(step: Step, view: SavedView) -> str:
    """Keep a view of the queue under a name; see `views.keep_view`."""
    step.act("view_saved")
    views.keep_view(step, view)
    return view.name


def forget_view(step: Step, name: str) -> str:
    """Forget a view of the queue; see `views.drop_view`."""
    step.act("view_forgotten")
    views.drop_view(step, name)
    return name


def close_request(step: Step, no: int, given: ClosingInput) -> RequestState:
    """Close a request, or leave it as a call-back; see `commands.close`."""
    act = "request_closed" if given.told_whom.strip() else "request_left_to_call_back"
    step.act(act)
    state = commands.close(step, no, given)
    step.tell(outcome=str(given.outcome), told=given.told_whom)
    _name(step, no)
    return state


def close_requests(step: Step, given: Mapping[int, ClosingInput]) -> Closed:
    """Close several requests as one act; what cannot be closed stays open, the rest is done.

    A life that nobody accepted must not hold up the others, nor be closed along with them.

    Args:
        given: how each ends, by request.

    Raises:
        Refused: `request_unknown`; or what the first refuses, where none can be closed.
    """
    step.act("requests_closed")
    left: dict[int, Problem] = {}
    states: dict[int, RequestState] = {}
    for no, closing in given.items():
        _record, found = commands.fetch(step, no)
        wrong = commands.ending_problems(step, found, closing)
        if wrong:
            left[no] = wrong[0]
        else:
            states[no] = commands.close(step, no, closing)
    if not states:
        for problem in left.values():
            raise Refused(problem.code, problem.field, **problem.params)
    _name_all(step, list(states))
    return Closed(states, left)


def reopen_request(step: Step, no: int) -> int:
    """Take a request up again; see `commands.reopen`."""
    step.act("request_reopened")
    commands.reopen(step, no)
    _name(step, no)
    return no


def assign_owner(step: Step, no: int, person_no: int | None) -> int:
    """Say who looks after a request; see `commands.own`."""
    step.act("request_owned" if person_no is not None else "request_disowned")
    commands.own(step, no, person_no)
    _name_owner(step, person_no)
    _name(step, no)
    return no


def assign_owners(step: Step, nos: Sequence[int], person_no: int | None) -> int:
    """Say who looks after several requests, as one act; how many they are.

    Raises:
        Refused: as `commands.own` of the first that refuses; nothing is changed then.
    """
    if len(nos) == 1:
        assign_owner(step, nos[0], person_no)
        return 1
    act = "requests_owned" if person_no is not None else "requests_disowned"
    step.act(act)
    for no in nos:
        commands.own(step, no, person_no)
    _name_owner(step, person_no)
    _name_all(step, nos)
    return len(nos)


def _name_owner(step: Step, person_no: int | None) -> None:
    if person_no is not None:
        found = step.conn.execute("SELECT name FROM person WHERE no = ?", (person_no,))
        step.tell(person=found.fetchone()[0])


def _name_all(step: Step, nos: Sequence[int]) -> None:
    step.tell(count=len(nos), nos=", ".join(str(no) for no in sorted(nos)))


def _told_moment(moment: datetime) -> str:
    return f"{moment.astimezone(LOCAL):%m-%d %H:%M}"


def _name(step: Step, no: int) -> None:
    step.session.flush()
    step.tell(no=no, what=queries.view(step.conn, no).summary)
