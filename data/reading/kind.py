"""What a request is about, corrected by somebody who knows; the correction teaches words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from data.learned.commands import learn
from data.requests import queries
from data.requests.commands import change_request, named
from data.several import each
from models.chases import Urgency
from models.learned import Lesson
from models.learned.rules import at_least
from models.problems import Refused
from models.requests import RequestKind
from models.requests.doubts import OF_KIND
from models.several import Several

if TYPE_CHECKING:
    from data.step import Step


def correct_kind(step: Step, nos: Sequence[int], kind: RequestKind) -> Several[Lesson]:
    """Say what requests are about; what was doubted of that is answered, and words are learned.

    Nothing becomes less urgent by it. What nobody knows the harm of is at least as urgent as its
    kind is wherever it is guessed.

    Returns:
        What each taught.

    Raises:
        Refused: `kind_as_it_is` where it is of that kind and nobody doubts it; as `change_request`
            of the first, where it can be said of none.
    """
    done = each(step, nos, lambda no: _correct(step, no, kind))
    act = "request_kind_said" if len(done.nos) == 1 else "requests_kind_said"
    step.act(act, **named(step, done.nos))
    corrected = [no for no, was in done.done.items() if was != kind]
    lessons = learn(step, corrected) if corrected else {}
    return Several({no: lessons.get(no, Lesson()) for no in done.done}, done.left)


def _correct(step: Step, no: int, kind: RequestKind) -> str:
    """The kind it was of."""
    found = queries.view(step.conn, no)
    doubted = not OF_KIND.isdisjoint(found.doubts)
    if found.kind == kind and not doubted:
        raise Refused("kind_as_it_is", no=no)
    urgency = Urgency(found.urgency)
    if found.harm_at is None:
        urgency = at_least(urgency, kind)
    left = tuple(code for code in found.doubts if code not in OF_KIND)
    change_request(step, no, found.version, {"kind": kind, "urgency": urgency, "doubts": left})
    return found.kind
