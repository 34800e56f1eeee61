"""Whether a request is life safety, answered by somebody who knows."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from data.reading.capture import read
from data.requests import queries
from data.requests.commands import change_request, chase_anew, named
from data.several import each
from models.chases import Urgency
from models.problems import Refused
from models.requests import Known, RequestView
from models.requests.doubts import LIFE, may_be_life
from models.several import Several
from models.times import loaded

if TYPE_CHECKING:
    from data.step import Step


def answer_life(step: Step, nos: Sequence[int], is_life: bool) -> Several[None]:
    """Say of requests whether they are life safety; what was doubted of that is answered.

    What is one is chased as one from now on; what is none is as urgent as the rules read it.

    Raises:
        Refused: `life_not_doubted` where nobody asked whether it is one and it is none; as
            `change_request` of the first, where it can be said of none.
    """
    done = each(step, nos, lambda no: _answer(step, no, is_life))
    act = "request_is_life" if is_life else "request_is_no_life"
    if len(done.nos) > 1:
        act = "requests_are_lives" if is_life else "requests_are_no_lives"
    step.act(act, **named(step, done.nos))
    return done


def _answer(step: Step, no: int, is_life: bool) -> None:
    found = queries.view(step.conn, no)
    if not is_life and not may_be_life(found):
        raise Refused("life_not_doubted", no=no)
    left = tuple(code for code in found.doubts if code != LIFE)
    made = {"urgency": Urgency.LIFE} if is_life else _as_no_life(step, found)
    change_request(step, no, found.version, {**made, "doubts": left})
    if not is_life:
        chase_anew(step, no)


def _as_no_life(step: Step, found: RequestView) -> dict[str, object]:
    """The fields of a request that is no life, as the guard or what was known of the household may
    have made one of it."""
    is_remembered = found.harm_reason in tuple(Known)
    if found.urgency != Urgency.LIFE and not is_remembered:
        return {}
    said = read(step.conn, found.text, loaded(found.opened_at), is_life=False)
    made: dict[str, object] = {"urgency": said.urgency}
    if is_remembered:
        made |= {"harm_at": said.harm_at, "harm_reason": said.harm_reason}
    return made
