"""A suggestion as it is looked through: its lines, who else could take one, lines changed by hand.

Pure functions; what a change does to the warnings and the load of everybody it touches is here.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from models.duties import RosterSettings, Slot
from models.duties.rules import minutes_of
from models.duties.workers import Worker, against, fitting, qualified
from models.problems import Problem
from models.suggest import BY_HAND, Given, Left, Proposal, Reason, Suggestion, Taker
from models.suggest.cost import order, span, with_places


def lines(found: Suggestion, workers: Sequence[Worker], settings: RosterSettings) -> list[Proposal]:
    """The places of a suggestion in the order of time, filled or left."""
    names = {worker.no: worker.name for worker in workers}
    made = [
        Proposal(one.slot, one.person_no, names[one.person_no], one.reason) for one in found.given
    ]
    made += [Proposal(one.slot, None, "", one.reason) for one in found.left]
    made.sort(key=lambda line: order(line.slot))
    return _told(made, workers, settings)


def as_suggestion(made: Sequence[Proposal]) -> Suggestion:
    """Lines as a suggestion that can be applied."""
    return Suggestion(
        [Given(x.slot, x.person_no, x.reason) for x in made if x.person_no is not None],
        [Left(line.slot, line.reason) for line in made if line.person_no is None],
    )


def changed(
    made: Sequence[Proposal],
    at: int,
    taker: Taker | None,
    workers: Sequence[Worker],
    settings: RosterSettings,
) -> list[Proposal]:
    """The lines with one place given to somebody else, or left open for None."""
    line = made[at]
    if taker is None:
        line = line._replace(person_no=None, name="", reason=Reason("left_by_hand"))
    else:
        line = line._replace(person_no=taker.no, name=taker.name, reason=Reason(BY_HAND))
    return _told([*made[:at], line, *made[at + 1 :]], workers, settings)


def takers(
    made: Sequence[Proposal], at: int, workers: Sequence[Worker], settings: RosterSettings
) -> list[Taker]:
    """Who else can take a place beside all the others that are given, the best first."""
    slot, holder = made[at].slot, made[at].person_no
    others = [*made[:at], *made[at + 1 :]]
    found = []
    for worker in workers:
        if worker.no == holder or not qualified(slot, worker):
            continue
        whole = with_places(worker, _slots_of(others, worker.no))
        stands = against(slot, whole, (), settings)
        if any(concern.refuses for concern in stands):
            continue
        found.append(
            Taker(
                worker.no,
                worker.name,
                worker.kind,
                _minutes(made, with_places(whole, [slot])),
                worker.compound in slot.compounds,
                fitting(slot.role, worker.kind, worker.skills, worker.vehicle),
                tuple(concern.problem for concern in stands),
            )
        )
    return sorted(found, key=lambda t: (len(t.warnings), t.minutes, not t.near, not t.fit, t.no))


def _slots_of(made: Sequence[Proposal], person_no: int) -> list[Slot]:
    return [line.slot for line in made if line.person_no == person_no]


def _minutes(made: Sequence[Proposal], worker: Worker) -> int:
    return minutes_of(worker.times.held, *span([line.slot for line in made]))


def _told(
    made: Sequence[Proposal], workers: Sequence[Worker], settings: RosterSettings
) -> list[Proposal]:
    """The lines, each with the load and the warnings of everything its person then has."""
    by_no: Mapping[int, Worker] = {worker.no: worker for worker in workers}
    told = []
    for at, line in enumerate(made):
        if line.person_no is None:
            told.append(line._replace(minutes=0))
            continue
        others = _slots_of([*made[:at], *made[at + 1 :]], line.person_no)
        whole = with_places(by_no[line.person_no], others)
        stands: tuple[Problem, ...] = tuple(
            concern.problem for concern in against(line.slot, whole, (), settings)
        )
        reason = Reason(line.reason.code, line.reason.params, stands)
        minutes = _minutes(made, with_places(whole, [line.slot]))
        told.append(line._replace(reason=reason, minutes=minutes))
    return told
