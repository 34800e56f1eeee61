"""What is done to requests inside a step: added, edited, chased, told of, closed, reopened."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import fields, replace
from datetime import datetime
from typing import TYPE_CHECKING, Any

from data.ids import new_id
from data.requests import doubles as doubling
from data.requests import queries
from data.requests import questions as asking
from data.requests import saved_views as views
from data.requests.search_text import refresh_search
from data.sql import Reader
from models.emergency import rules as emergency
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
    RequestView,
    Rung,
    TellingInput,
    Urgency,
    rules,
)
from models.requests.harm import Answer, harm_of
from models.requests.settings import kept
from models.text import clean, phone_digits
from models.times import LOCAL, loaded, stored

if TYPE_CHECKING:
    from data.store import Step
    from models.emergency import Attempt
    from models.requests.tables import Request


_SHARED = (
    "state, outcome, closed_at, told_at, told_whom, rung, next_chase_at, promised_by,"
    " promised_until, owner_id"
)
"""What a request joined to another has in common with it."""

SUMMARY_LIMIT = 80
"""Characters of a summary made from the text."""


def add(step: Step, given: RequestInput) -> int:
    """Put a request into the queue, to be chased at the time its urgency asks for.

    Returns:
        Its number.

    Raises:
        Refused: with the first of `models.requests.rules.request_problems`, or
            `household_unknown`.
    """
    given = _cleaned(given)
    _refuse(rules.request_problems(given, step.at))
    queue = queries.settings(step.conn)
    urgency = rules.urgency_at(given.urgency, _stored(given.harm_at), step.at, queue)
    no = step.next_no("request")
    step.session.add(
        _table()(
            id=new_id(),
            no=no,
            state=RequestState.OPEN,
            owner_id=None,
            rung=Rung.SELF,
            next_chase_at=rules.next_chase(urgency, given.opened_at, queue),
            entered_at=step.at,
            **_columns(step.conn, given),
        )
    )
    step.session.flush()
    refresh_search(step.conn, no)
    return no


def edit(step: Step, no: int, version: int, changes: Mapping[str, object]) -> None:
    """Change fields of a request, by the names of RequestInput; others stay as they are.

    A request that became more urgent is chased sooner, never later.

    Raises:
        Refused: `request_unknown`, `request_joined`, `edited_meanwhile`, `household_unknown`, or
            the first of `models.requests.rules.request_problems` and
            `models.emergency.rules.lowering_problems`.
    """
    record, found = fetch(step, no)
    _refuse_joined(found)
    if found.version != version:
        raise Refused("edited_meanwhile", no=no)
    given = _cleaned(replace(input_of(found), **changes))  # type: ignore[arg-type]
    _refuse(rules.request_problems(given, step.at))
    _refuse(emergency.lowering_problems(found, given.urgency, _taken_on(step.conn, found)))
    for name, value in _columns(step.conn, given).items():
        setattr(record, name, value)
    if found.state == RequestState.OPEN and record.next_chase_at is not None:
        as_changed = found._replace(urgency=given.urgency, harm_at=_stored(given.harm_at))
        due = _next_chase(step, as_changed, step.at)
        record.next_chase_at = min(record.next_chase_at, due)
    record.version += 1
    step.session.flush()
    refresh_search(step.conn, no)


def chase(
    step: Step,
    no: int,
    given: ChaseInput,
    by_person_no: int | None = None,
    *,
    again_at: datetime | None = None,
) -> None:
    """Log a push for a request and set the next one; a promise decides when that is.

    Args:
        again_at: when it is to be chased next, where something else decides that.

    Raises:
        Refused: `request_unknown`, `person_unknown`, or the first of
            `models.requests.rules.chase_problems`.
    """
    from models.requests.tables import Chase

    record, found = fetch(step, no)
    given = replace(given, to=_clean(given.to), said=_clean(given.said))
    _refuse(rules.chase_problems(found, given, step.at))
    step.session.add(
        Chase(
            id=new_id(),
            request_id=record.id,
            at=given.at,
            entered_at=step.at,
            rung=given.rung,
            whom=given.to,
            contact_id=_contact(step.conn, given.contact_no),
            said=given.said,
            answered=int(given.answered),
            verdict=given.verdict,
            promised_until=given.promised_until,
            by_person_id=person_id(step.conn, by_person_no),
        )
    )
    record.rung = given.rung
    record.next_chase_at = again_at or _next_chase(step, found, given.at, given.promised_until)
    if given.promised_until is not None:
        record.promised_by, record.promised_until = given.to, given.promised_until
    elif record.promised_until is not None and record.promised_until > given.at:
        record.next_chase_at = min(record.next_chase_at, record.promised_until)
    lead(step, record)
    refresh_search(step.conn, no)


def inform(step: Step, no: int, given: TellingInput, by_person_no: int | None = None) -> None:
    """Write down what the resident was told; the request goes on.

    Raises:
        Refused: `request_unknown`, `person_unknown`, or the first of
            `models.requests.rules.telling_problems`.
    """
    record, found = fetch(step, no)
    given = replace(given, whom=_clean(given.whom), said=_clean(given.said))
    _refuse(rules.telling_problems(found, given, step.at))
    _told(step, record, given, by_person_no)
    lead(step, record)
    refresh_search(step.conn, no)


def close(step: Step, no: int, given: ClosingInput) -> RequestState:
    """Close a request with its outcome; while nobody was told it stays as a call-back.

    Returns:
        The state it is in now.

    Raises:
        Refused: `request_unknown`, or the first of `ending_problems`.
    """
    record, found = fetch(step, no)
    given = replace(given, told_whom=_clean(given.told_whom))
    _refuse(ending_problems(step, found, given))
    state = rules.MOVES[RequestState(found.state)][rules.closing_move(given)]
    record.state, record.outcome = state, given.outcome
    if state is RequestState.CLOSED:
        _told(step, record, TellingInput(given.told_whom, "", given.at), None)
        record.closed_at, record.next_chase_at = given.at, None
    else:
        queue = queries.settings(step.conn)
        urgency = rules.urgency_at(found.urgency, found.harm_at, step.at, queue)
        record.next_chase_at = rules.next_chase(urgency, given.at, queue)
    lead(step, record)
    return state


def ending_problems(step: Step, found: RequestView, given: ClosingInput) -> list[Problem]:
    """Why a request cannot be closed now, whoever asks for it and wherever.

    See `models.requests.rules.closing_problems` and `models.emergency.rules.life_problems`.
    """
    wrong = rules.closing_problems(found, given, step.at)
    return wrong or held_by_life(step, found, given)


def held_by_life(step: Step, found: RequestView, given: ClosingInput) -> list[Problem]:
    """Why a life cannot be ended so; see `models.emergency.rules.life_problems`."""
    return emergency.life_problems(found, given, _taken_on(step.conn, found))


def _taken_on(conn: Reader, found: RequestView) -> Attempt | None:
    """Who accepted a life; of what is about none, nobody is looked for."""
    from data.emergency.queries import taken_on

    return taken_on(conn, found) if found.urgency == Urgency.LIFE else None


def reopen(step: Step, no: int) -> None:
    """Take a request up again; what was done and said of it stays.

    Raises:
        Refused: `request_unknown`, `request_not_closed`.
    """
    record, found = fetch(step, no)
    _refuse(rules.reopening_problems(found))
    record.state, record.outcome, record.closed_at = RequestState.OPEN, None, None
    record.next_chase_at = _next_chase(step, found, step.at)
    lead(step, record)


def follow_errand(step: Step, no: int) -> None:
    """Let the next chase of a request, or of the one it was joined to, follow its errand.

    While somebody is on the way it is chased when they are back, or when a promise ends before
    that; once nobody is any more, as if it was said now. A life is chased whatever is on the way.

    Raises:
        Refused: `request_unknown`.
    """
    record, found = fetch(step, no)
    if found.joined_to is not None:
        record, found = fetch(step, found.joined_to)
    due = record.next_chase_at
    if found.state != RequestState.OPEN or due is None or _urgency(step, found) is Urgency.LIFE:
        return
    back = queries.errand_back(step.conn, found.id)
    if back is None:
        record.next_chase_at = min(due, _next_chase(step, found, step.at))
    elif back > step.at:
        promised = record.promised_until
        waits = promised is not None and step.at < promised < back
        record.next_chase_at = promised if waits else back
    lead(step, record)


def _urgency(step: Step, found: RequestView) -> Urgency:
    """How urgent a request is now, as the committee set that."""
    queue = queries.settings(step.conn)
    return rules.urgency_at(found.urgency, found.harm_at, step.at, queue)


def _next_chase(
    step: Step, found: RequestView, at: datetime, promised_until: datetime | None = None
) -> datetime:
    """When to chase a request next that was pushed at a moment; its errand is waited for."""
    back = queries.errand_back(step.conn, found.id)
    queue = queries.settings(step.conn)
    return rules.next_chase(_urgency(step, found), at, queue, promised_until, back)


def own(step: Step, no: int, person_no: int | None) -> None:
    """Say who looks after a request; None for nobody.

    Raises:
        Refused: `request_unknown`, `request_joined`, `person_unknown`.
    """
    record, found = fetch(step, no)
    _refuse_joined(found)
    record.owner_id = person_id(step.conn, person_no)
    lead(step, record)
    refresh_search(step.conn, no)


def lead(step: Step, record: Request) -> None:
    """Let the requests joined to one go its way, once it has gone it."""
    step.session.flush()
    step.conn.execute(
        f"UPDATE request SET ({_SHARED}) = (SELECT {_SHARED} FROM request m WHERE m.id = :own)"
        " WHERE joined_to_id = :own",
        {"own": record.id},
    )


def _told(step: Step, record: Request, given: TellingInput, by_person_no: int | None) -> None:
    from models.requests.tables import Telling

    step.session.add(
        Telling(
            id=new_id(),
            request_id=record.id,
            at=given.at,
            entered_at=step.at,
            whom=given.whom,
            said=given.said,
            by_person_id=person_id(step.conn, by_person_no),
        )
    )
    if record.told_at is None or record.told_at <= given.at:
        record.told_whom, record.told_at = given.whom, given.at


def _refuse_joined(found: RequestView) -> None:
    if found.joined_to is not None:
        raise Refused("request_joined", no=found.no, to=found.joined_to)


def input_of(view: RequestView) -> RequestInput:
    """A request on file as the input that would say the same."""
    given: dict[str, Any] = {
        field.name: getattr(view, field.name) for field in fields(RequestInput)
    }
    return RequestInput(
        **{
            **given,
            "kind": RequestKind(view.kind),
            "urgency": Urgency(view.urgency),
            "opened_at": loaded(view.opened_at),
            "harm_at": None if view.harm_at is None else loaded(view.harm_at),
        }
    )


def person_id(conn: Reader, no: int | None) -> str | None:
    """The key of a person.

    Raises:
        Refused: `person_unknown`.
    """
    return None if no is None else key_of(conn, "person", no)


def _table() -> type[Request]:
    """The table of requests, once all tables it refers to are mapped."""
    import data.mapping  # noqa: F401
    from models.requests.tables import Request

    return Request


def fetch(step: Step, no: int) -> tuple[Request, RequestView]:
    """The record of a request and what it says.

    Raises:
        Refused: `request_unknown`.
    """
    step.session.flush()
    found = queries.view(step.conn, no)
    record = step.session.get_one(_table(), found.id)
    step.session.refresh(record)
    return record, found


def _columns(conn: Reader, given: RequestInput) -> dict[str, Any]:
    household = given.household_no
    return {
        "kind": given.kind,
        "urgency": given.urgency,
        "harm_at": given.harm_at,
        "harm_reason": given.harm_reason or None,
        "days_left": given.days_left,
        "text": given.text,
        "summary": _summary(given.summary or given.text),
        "household_id": None if household is None else key_of(conn, "household", household),
        "address_said": given.address_said,
        "caller": given.caller,
        "phone": _number(given.phone),
        "patient": given.patient,
        "call_back_phone": _number(given.call_back_phone),
        "opened_at": given.opened_at,
    }


def _cleaned(given: RequestInput) -> RequestInput:
    """What is fit to be kept; what was too long stays too long, for its problem to be told."""
    return replace(
        given,
        text=_clean(given.text),
        address_said=_clean(given.address_said),
        harm_reason=_clean(given.harm_reason or ""),
        caller=_clean(given.caller),
        patient=_clean(given.patient),
    )


def _clean(text: str) -> str:
    """Safe to keep; more characters than a text may have, so that none is cut silently."""
    return clean(text, limit=rules.READ_LIMIT, multiline=True)


def _contact(conn: Reader, contact_no: int | None) -> str | None:
    return None if contact_no is None else key_of(conn, "contact", contact_no)


def _summary(text: str) -> str:
    whole = clean(text)
    return whole if len(whole) <= SUMMARY_LIMIT else whole[: SUMMARY_LIMIT - 1] + "…"


def _number(said: str) -> str:
    return phone_digits(said) or clean(said, limit=40)


def key_of(conn: Reader, table: str, no: int) -> str:
    """The key of a numbered record.

    Raises:
        Refused: `<table>_unknown`.
    """
    found = conn.execute(f"SELECT id FROM {table} WHERE no = ?", (no,)).fetchone()
    if found is None:
        raise Refused(f"{table}_unknown", no=no)
    return str(found[0])


def _stored(moment: datetime | None) -> str | None:
    return None if moment is None else stored(moment)


def _refuse(problems: Sequence[Problem]) -> None:
    for problem in problems:
        raise Refused(problem.code, problem.field, **problem.params)


def add_request(step: Step, given: RequestInput) -> int:
    """Put a request into the queue; see `commands.add`."""
    step.act("request_added")
    no = add(step, given)
    _name(step, no)
    return no


def change_request(step: Step, no: int, version: int, changes: Mapping[str, object]) -> int:
    """Change a request; see `commands.edit`."""
    step.act("request_changed")
    edit(step, no, version, changes)
    _name(step, no)
    return no


def log_chase(step: Step, no: int, given: ChaseInput, by_person_no: int | None = None) -> int:
    """Log a push for a request; see `commands.chase`."""
    act = "request_promised" if given.promised_until is not None else "request_chased"
    step.act(act if given.answered else "request_chased_in_vain")
    chase(step, no, given, by_person_no)
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
        chase(step, no, given)
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
    edit(step, no, found.version, changes)
    _name(step, no)
    return no


def log_telling(step: Step, no: int, given: TellingInput, by_person_no: int | None = None) -> int:
    """Write down what the resident was told; see `commands.inform`."""
    step.act("request_told")
    inform(step, no, given, by_person_no)
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
        inform(step, no, telling)
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


def set_queue(
    step: Step, given: QueueSettings, *, was: QueueSettings | None = None
) -> QueueSettings:
    """Set how the queue chases and what it calls urgent.

    Args:
        was: the settings that were changed into these.

    Raises:
        Refused: `edited_meanwhile` when they are others by now.
    """
    from data.settings import put

    step.act("queue_set")
    on_file = queries.settings(step.conn)
    if was not in (None, on_file):
        raise Refused("edited_meanwhile")
    before = kept(on_file)
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
    state = close(step, no, given)
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
        _record, found = fetch(step, no)
        wrong = ending_problems(step, found, closing)
        if wrong:
            left[no] = wrong[0]
        else:
            states[no] = close(step, no, closing)
    if not states:
        for problem in left.values():
            raise Refused(problem.code, problem.field, **problem.params)
    _name_all(step, list(states))
    return Closed(states, left)


def reopen_request(step: Step, no: int) -> int:
    """Take a request up again; see `commands.reopen`."""
    step.act("request_reopened")
    reopen(step, no)
    _name(step, no)
    return no


def assign_owner(step: Step, no: int, person_no: int | None) -> int:
    """Say who looks after a request; see `commands.own`."""
    step.act("request_owned" if person_no is not None else "request_disowned")
    own(step, no, person_no)
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
        own(step, no, person_no)
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
