"""Pushing requests: chased, told of, asked about; and waiting for the errand one is on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from data.chases import commands as chases
from data.requests import ladder, queries
from data.requests.commands import named
from data.several import each
from models.chases import (
    ChaseInput,
    QuestionInput,
    QuestionView,
    Subject,
    TellingInput,
    Urgency,
)
from models.chases.rules import next_chase
from models.requests import RequestState
from models.several import Several
from models.times import iso, legible

if TYPE_CHECKING:
    from data.step import Step


def chase_requests(
    step: Step,
    nos: Sequence[int],
    given: ChaseInput,
    by_person_no: int | None = None,
    *,
    again_at: datetime | None = None,
) -> Several[None]:
    """Log one push for requests and set the next one of each; a promise decides when that is.

    Of several, those that cannot be chased are left as they are.

    Args:
        by_person_no: who chased them, where it is known.
        again_at: when they are chased next, where something else decides that.

    Raises:
        Refused: as `data.chases.commands.chase` of the first, where none can be chased.
    """
    done = each(
        step,
        nos,
        lambda no: chases.chase(step, Subject.REQUEST, no, given, by_person_no, again_at=again_at),
    )
    params = {"to": given.to, **named(step, done.nos)}
    one = len(done.nos) == 1
    if not given.answered:
        step.act("request_chased_in_vain" if one else "requests_chased_in_vain", **params)
    elif given.promised_until is None:
        step.act("request_chased" if one else "requests_chased", **params)
    else:
        until = iso(given.promised_until)
        step.act("request_promised" if one else "requests_promised", until=until, **params)
    return done


def tell_requests(
    step: Step, given: Mapping[int, TellingInput], by_person_no: int | None = None
) -> Several[None]:
    """Write down what the residents of requests were told; the requests go on.

    Of several, those of which nothing can be told are left as they are.

    Args:
        given: who was told what, by request.
        by_person_no: who told them, where it is known.

    Raises:
        Refused: as `data.chases.commands.tell` of the first, where none can be told of.
    """
    done = each(
        step, given, lambda no: chases.tell(step, Subject.REQUEST, no, given[no], by_person_no)
    )
    if len(done.nos) == 1:
        (no,) = done.nos
        step.act("request_told", told=given[no].whom, **named(step, [no]))
    else:
        step.act("requests_told", **named(step, done.nos))
    return done


def ask_leader(step: Step, no: int, given: QuestionInput) -> QuestionView:
    """Note a question about a request for a leader.

    Raises:
        Refused: as `data.chases.commands.ask`.
    """
    noted = chases.ask(step, Subject.REQUEST, no, given)
    step.act("leader_asked", person=noted.person, **named(step, [no]))
    return noted


def follow_errand(step: Step, no: int) -> None:
    """Let the next chase of a request, or of the one it was joined to, follow its errand.

    While somebody is on the way it is chased when they are back, or when a promise ends before
    that; once nobody is any more, as if it was said now. A life is chased whatever is on the way,
    and anything before it harms.

    Raises:
        Refused: `request_unknown`.
    """
    found = queries.view(step.conn, no)
    if found.joined_to is not None:
        found = queries.view(step.conn, found.joined_to)
    chased = ladder.chased(step.conn, found.no, step.at)
    due = found.next_chase_at
    if found.state != RequestState.OPEN or due is None or chased.urgency is Urgency.LIFE:
        return
    back, promised = chased.back_at, chased.promised_until
    anew = next_chase(
        chased.urgency,
        step.at,
        queries.settings(step.conn),
        back_at=back,
        harm_at=chased.harm_at,
        outlook=chased.outlook,
    )
    if back is None:
        anew = min(legible(due) or anew, anew)
    elif back <= step.at:
        return
    elif promised is not None and promised > step.at:
        anew = min(promised, anew)
    chases.chase_next(step, Subject.REQUEST, found.no, anew)
