"""What is done to requests: added, changed, given to somebody, closed, reopened; the queue's rules.

Pushing them is in `data.requests.chasing`, making one of several in `data.requests.joining`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from data import settings
from data.chases import commands as chases
from data.emergency import queries as emergencies
from data.ids import key_if, new_id
from data.offers.keeping import keep_offer
from data.requests import ladder, queries
from data.requests.inputs import cleaned, columns_of, input_of, safe, set_doors
from data.several import each
from models.chases import Outlook, Rung, Subject, TellingInput, Urgency
from models.chases.rules import next_chase
from models.emergency import Way, closing
from models.problems import Problem, Refused, refuse, refuse_outdated
from models.requests import (
    ClosingInput,
    QueueSettings,
    RequestInput,
    RequestKind,
    RequestState,
    RequestView,
    doubts,
    rules,
)
from models.requests.harm import Answer, harm_of
from models.requests.settings import kept
from models.requests.urgency import life_from, urgency_at, urgency_of
from models.several import Several
from models.times import legible, loaded, stored

if TYPE_CHECKING:
    from data.step import Step


def add_request(step: Step, given: RequestInput) -> int:
    """Put a request into the queue, to be chased at the time its urgency asks for.

    Returns:
        Its number.

    Raises:
        Refused: with the first of `models.requests.rules.request_problems`, or
            `household_unknown`.
    """
    from models.requests.tables import Request

    given = cleaned(given)
    refuse(rules.request_problems(given, step.at))
    queue = queries.settings(step.conn)
    values = columns_of(step.conn, given)
    vital = given.kind if values["is_vital"] else None
    urgency = urgency_at(given.urgency, _stored(given.harm_at), step.at, queue, vital)
    emergency = given.kind is RequestKind.EMERGENCY
    may_be_life = doubts.LIFE in given.doubts
    due = next_chase(
        urgency,
        given.opened_at,
        queue,
        harm_at=given.harm_at,
        outlook=Outlook(emergency, life_from(vital, given.harm_at), may_be_life),
    )
    record = Request(
        id=new_id(),
        no=step.next_no("request"),
        state=RequestState.OPEN,
        rung=Rung.SELF,
        next_chase_at=due,
        entered_at=step.at,
        **values,
    )
    step.add(record)
    set_doors(step, record.id, (), given.doors)
    ladder.moved(step, record.id)
    keep_offer(step, record.id, given)
    step.act("request_added", **named(step, [record.no]))
    return record.no


def change_request(step: Step, no: int, version: int, changes: Mapping[str, object]) -> int:
    """Change fields of a request, by the names of RequestInput; others stay as they are.

    A request that became more urgent is chased sooner, never later, and before harm as it is now.
    What was doubted of a field that changed is answered.

    Returns:
        Its number.

    Raises:
        Refused: `request_unknown`, `request_joined`, `edited_meanwhile`, `household_unknown`, or
            the first of `models.requests.rules.request_problems` and
            `models.emergency.closing.lowering_problems`.
    """
    from models.requests.tables import Request

    found = queries.view(step.conn, no)
    refuse(rules.joined_problems(found))
    refuse_outdated(no, found.version, version)
    was = input_of(found)
    given = cleaned(was._replace(**changes))  # type: ignore[arg-type]
    left = doubts.left_by(doubts.differing(was, given), given.doubts, given.urgency)
    given = given._replace(doubts=left)
    refuse(rules.request_problems(given, step.at, loaded(found.opened_at)))
    refuse(closing.lowering_problems(found, given.urgency, _way(step, found)))
    values = columns_of(step.conn, given)
    if found.state == RequestState.OPEN and found.next_chase_at is not None:
        as_changed = found._replace(
            kind=given.kind,
            urgency=given.urgency,
            harm_at=_stored(given.harm_at),
            is_vital=values["is_vital"],
            doubts=given.doubts,
        )
        due = _next_chase(step, as_changed, step.at)
        values["next_chase_at"] = min(loaded(found.next_chase_at), due)
    step.change(Request, found.id, version=version + 1, **values)
    set_doors(step, found.id, found.doors, given.doors)
    ladder.moved(step, found.id)
    keep_offer(step, found.id, given, was.kind)
    step.act("request_changed", **named(step, [no]))
    return no


def chase_anew(step: Step, no: int) -> None:
    """Have a request chased as is proper from now on, as part of an act after which it is less
    urgent than it seemed."""
    from models.requests.tables import Request

    found = queries.view(step.conn, no)
    if found.state == RequestState.OPEN:
        step.change(Request, found.id, next_chase_at=_next_chase(step, found, step.at))
        ladder.moved(step, found.id)


def answer_harm(step: Step, nos: Sequence[int], answer: Answer | datetime) -> Several[None]:
    """Say by when somebody is harmed if nothing is done; how urgent each is follows from it.

    Raises:
        Refused: as `change_request` of the first, where it can be said of none.
    """
    done = each(step, nos, lambda no: _answer_harm(step, no, answer))
    act = "request_harm_answered" if len(done.nos) == 1 else "requests_harm_answered"
    step.act(act, **named(step, done.nos))
    return done


def _answer_harm(step: Step, no: int, answer: Answer | datetime) -> None:
    found = queries.view(step.conn, no)
    harm = harm_of(answer, RequestKind(found.kind), step.at, queries.settings(step.conn))
    changes = {
        "urgency": harm.urgency,
        "harm_at": harm.at,
        "harm_reason": None if harm.at is None else found.harm_reason or harm.reason,
        "days_left": harm.days_left,
        "doubts": tuple(code for code in found.doubts if code not in doubts.OF_HARM),
    }
    change_request(step, no, found.version, changes)


def assign_requests(
    step: Step,
    nos: Sequence[int],
    person_no: int | None,
    *,
    seen: Mapping[int, int | None] | None = None,
) -> Several[None]:
    """Say who looks after requests; None for nobody. Of several, what refuses is left as it is.

    Args:
        seen: who did when they were looked at, by request; None where that does not matter.

    Raises:
        Refused: `person_unknown`; where none can be given away, what the first refuses:
            `request_unknown`, `request_joined`, `owner_changed` when somebody else does by now
            than was seen.
    """
    from models.requests.tables import Request

    owner = key_if(step.conn, "person", person_no)

    def assign(no: int) -> None:
        found = queries.view(step.conn, no)
        refuse(rules.joined_problems(found))
        if seen is not None and found.owner_no != seen[no]:
            raise Refused("owner_changed", no=no)
        step.change(Request, found.id, owner_id=owner)
        ladder.moved(step, found.id)

    done = each(step, nos, assign)
    if owner is None:
        act = "request_disowned" if len(done.nos) == 1 else "requests_disowned"
        step.act(act, **named(step, done.nos))
    else:
        act = "request_owned" if len(done.nos) == 1 else "requests_owned"
        (name,) = step.conn.execute("SELECT name FROM person WHERE id = ?", (owner,)).fetchone()
        step.act(act, person=name, **named(step, done.nos))
    return done


# -- ending --------------------------------------------------------------------------------------


def close_requests(step: Step, given: Mapping[int, ClosingInput]) -> Several[RequestState]:
    """Close requests, each with its outcome; while nobody was told, one stays as a call-back.

    Of several, what cannot be closed stays open and the rest is done: a life that nobody accepted
    must not hold up the others, nor be closed along with them. A death is written down alone.

    Args:
        given: how each ends, by request.

    Raises:
        Refused: what the first refuses, where none can be closed: `request_unknown`, see
            `models.requests.rules.closing_problems`, `models.emergency.closing.life_problems` and
            `death_problems`.
    """

    def close(no: int) -> RequestState:
        found = queries.view(step.conn, no)
        end = given[no]._replace(told_whom=safe(given[no].told_whom))
        refuse(closing.death_problems(no, end.outcome, len(given)))
        refuse(rules.closing_problems(found, end, step.at))
        refuse(held_by_life(step, found, end))
        return _close(step, found, end)

    done = each(step, given, close)
    if len(done.nos) == 1:
        ((no, state),) = done.done.items()
        said = given[no]
        closed = state is RequestState.CLOSED
        act = "request_closed" if closed else "request_left_to_call_back"
        step.act(act, outcome=str(said.outcome), told=said.told_whom, **named(step, [no]))
    else:
        ended = list(dict.fromkeys(str(given[no].outcome) for no in done.nos))
        step.act("requests_closed", outcome=ended, **named(step, done.nos))
    return done


def _close(step: Step, found: RequestView, given: ClosingInput) -> RequestState:
    from models.requests.tables import Request

    state = rules.MOVES[RequestState(found.state)][rules.closing_move(given)]
    values: dict[str, object] = {"state": state, "outcome": given.outcome}
    if state is RequestState.CLOSED:
        told = TellingInput(given.told_whom, "", given.at)
        chases.tell(step, Subject.REQUEST, found.no, told)
        values |= {"closed_at": given.at, "next_chase_at": None}
    else:
        queue = queries.settings(step.conn)
        solved = found._replace(state=state)
        urgency = urgency_of(solved, step.at, queue)
        values["next_chase_at"] = next_chase(urgency, given.at, queue)
    step.change(Request, found.id, **values)
    ladder.moved(step, found.id)
    return state


def held_by_life(step: Step, found: RequestView, given: ClosingInput) -> list[Problem]:
    """Why a life cannot be ended so; see `models.emergency.closing.life_problems`."""
    return closing.life_problems(found, given, _way(step, found))


def _way(step: Step, found: RequestView) -> Way:
    """How far a life is; of what is about none, nothing is looked for."""
    return emergencies.way(step.conn, found) if found.urgency == Urgency.LIFE else Way()


def reopen_request(step: Step, no: int) -> int:
    """Take a request up again; what was done and said of it stays.

    Returns:
        Its number.

    Raises:
        Refused: `request_unknown`, `request_joined`, `request_not_closed`.
    """
    from models.requests.tables import Request

    found = queries.view(step.conn, no)
    refuse(rules.reopening_problems(found))
    due = _next_chase(step, found._replace(state=RequestState.OPEN), step.at)
    step.change(
        Request,
        found.id,
        state=RequestState.OPEN,
        outcome=None,
        closed_at=None,
        next_chase_at=due,
    )
    ladder.moved(step, found.id)
    step.act("request_reopened", **named(step, [no]))
    return no


# -- the queue's rules ---------------------------------------------------------------------------


def set_queue(
    step: Step, given: QueueSettings, *, was: QueueSettings | None = None
) -> QueueSettings:
    """Set how the queue chases and what it calls urgent.

    Args:
        was: the settings that were changed into these.

    Raises:
        Refused: `edited_meanwhile` when they are others by now.
    """
    settings.renew(step, queries.settings(step.conn), given, was, _kept)
    step.act("queue_set")
    return queries.settings(step.conn)


def _kept(queue: QueueSettings) -> dict[str, object]:
    return {f"requests.{name}": value for name, value in kept(queue).items()}


# -- what acts say -------------------------------------------------------------------------------


def named(step: Step, nos: Sequence[int]) -> Mapping[str, object]:
    """What the journal says of requests: one by its number and summary, several by numbers."""
    if len(nos) == 1:
        return ladder.named(step.conn, nos[0])
    return {"count": len(nos), "nos": sorted(nos)}


def _next_chase(step: Step, found: RequestView, at: datetime) -> datetime:
    """When to chase a request next that was taken up at a moment; its errand is waited for."""
    queue = queries.settings(step.conn)
    urgency = urgency_of(found, step.at, queue)
    back = queries.errand_back(step.conn, found.id)
    harm_at = legible(found.harm_at)
    return next_chase(
        urgency,
        at,
        queue,
        back_at=back,
        harm_at=harm_at,
        outlook=rules.outlook(found, harm_at),
    )


def _stored(moment: datetime | None) -> str | None:
    return None if moment is None else stored(moment)
