"""Rules of absence: who takes what somebody held who falls out, and why. Pure functions.

Duties go by the rules of suggesting a day; here are the things that take no fixed time, and what
somebody who changes a line may choose from.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime, timedelta

from models.absence import Handover, Hold, Successor
from models.duties import DutyRow, RosterSettings, Slot
from models.duties.rules import BY_TELEPHONE, Times, minutes_of, presence_at
from models.duties.workers import Worker, against, qualified
from models.problems import Problem
from models.roster import ABSENT_PLACES, LIVE_IN_KINDS, Reach
from models.suggest import Left, Reason
from models.suggest.rules import suggest
from models.times import loaded, stored

_DAY = timedelta(hours=24)


def propose(
    holds: Sequence[Hold],
    workers: Sequence[Worker],
    gone: Collection[int],
    begins: datetime,
    owned: Mapping[int, int],
    settings: RosterSettings,
) -> list[Handover]:
    """Who takes each thing, in the order given.

    Args:
        holds: everything held by those who fall out.
        workers: everybody on the roster.
        gone: numbers of those who fall out, who take nothing.
        begins: the moment at which things change hands.
        owned: how many open requests each person looks after, by number.
        settings: the roster's settings.

    Returns:
        One line a hold. A line without successor is one nobody can take.
    """
    left = [worker for worker in workers if worker.no not in gone]
    # Somebody absent could take work by telephone; that is for a person to decide.
    duties = _duties(holds, workers, [w for w in left if is_here(w, begins)], settings)
    counts = Counter(owned)
    heirs: dict[str, Worker] = {}
    lines = []
    for at, hold in enumerate(holds):
        if hold.slot is not None:
            lines.append(duties[at])
            continue
        line = _rest(hold, left, begins, counts, heirs)
        if line.successor is not None:
            counts[line.successor] += 1
            if hold.matter is not None:
                heirs.setdefault(hold.matter, next(w for w in left if w.no == line.successor))
        lines.append(line)
    return lines


def _duties(
    holds: Sequence[Hold],
    everybody: Sequence[Worker],
    workers: Sequence[Worker],
    settings: RosterSettings,
) -> dict[int, Handover]:
    """Lines of the duties, by their place among the holds; `workers` may take them."""
    places = {at: hold.slot for at, hold in enumerate(holds) if hold.slot is not None}
    by_duty = {slot.duty_no: at for at, slot in places.items()}
    found = suggest(list(places.values()), workers, settings)
    names = {worker.no: worker.name for worker in workers}
    lines = {}
    for given in found.given:
        at = by_duty[given.slot.duty_no]
        lines[at] = Handover(holds[at], given.person_no, names[given.person_no], given.reason)
    for unfilled in found.left:
        at = by_duty[unfilled.slot.duty_no]
        lines[at] = Handover(holds[at], None, "", _why_open(unfilled, everybody, workers))
    return lines


def _why_open(unfilled: Left, everybody: Sequence[Worker], here: Sequence[Worker]) -> Reason:
    """Why nobody takes a duty: where nobody here is fit, those who are fit may be absent."""
    if any(qualified(unfilled.slot, worker) for worker in here):
        return unfilled.reason
    absent = sum(qualified(unfilled.slot, worker) for worker in everybody)
    return Reason("left_absent", {"count": absent}) if absent else unfilled.reason


def _rest(
    hold: Hold,
    workers: Sequence[Worker],
    begins: datetime,
    counts: Mapping[int, int],
    heirs: Mapping[str, Worker],
) -> Handover:
    """The line of something that takes no fixed time."""
    here = [worker for worker in workers if is_here(worker, begins)]
    here = [worker for worker in here if not _is_leaving(worker, begins)] or here
    if hold.matter is not None:
        known = heirs.get(hold.matter) or next((w for w in here if w.no == hold.beside), None)
        if known is not None:
            return _line(hold, known, Reason("takes_same_request", {"person": known.name}))
    if hold.nearby:
        near = [w for w in here if w.compound in hold.compounds]
        if near:
            best = min(near, key=lambda w: (w.kind in LIVE_IN_KINDS, *_busy(w, begins, counts)))
            return _line(hold, best, _near(best))
    office = [worker for worker in here if worker.kind in LIVE_IN_KINDS]
    if not office:
        return Handover(hold, None, "", Reason("nobody_of_staff"))
    best = min(office, key=lambda w: _busy(w, begins, counts))
    return _line(hold, best, _fewest(best, counts))


def _line(hold: Hold, worker: Worker, reason: Reason) -> Handover:
    return Handover(hold, worker.no, worker.name, reason)


def _near(worker: Worker) -> Reason:
    return Reason("takes_near", {"person": worker.name, "compound": worker.compound or ""})


def _fewest(worker: Worker, counts: Mapping[int, int]) -> Reason:
    return Reason("takes_fewest", {"person": worker.name, "count": counts.get(worker.no, 0)})


def _busy(worker: Worker, begins: datetime, counts: Mapping[int, int]) -> tuple[int, int, int]:
    """How much somebody has already: things taken, minutes of the day ahead."""
    ahead = minutes_of(worker.times.held, begins, begins + _DAY)
    return (counts.get(worker.no, 0), ahead, worker.no)


def is_here(worker: Worker, moment: datetime) -> bool:
    """Whether nothing on record says that somebody is away at a moment."""
    return _afar(worker, moment) is None


def _afar(worker: Worker, moment: datetime) -> Problem | None:
    """Where somebody is who is not here at a moment, as a problem."""
    span = presence_at(worker.times.presences, moment)
    if span is None or span.place not in ABSENT_PLACES:
        return None
    return Problem(f"person_{span.place}", {"person": worker.name})


def _is_leaving(worker: Worker, moment: datetime) -> bool:
    """Whether it is on record that somebody here will be away soon."""
    return any(
        span.place in ABSENT_PLACES and loaded(span.since) > moment
        for span in worker.times.presences
    )


# -- changing a line -------------------------------------------------------------------------------


def takers(
    lines: Sequence[Handover],
    at: int,
    workers: Sequence[Worker],
    gone: Collection[int],
    begins: datetime,
    reach: Reach,
    owned: Mapping[int, int],
    settings: RosterSettings,
) -> list[Successor]:
    """Everybody who may take the thing of one line, the best first, those who cannot last.

    Whoever falls out can keep work by telephone while they can be reached.

    Args:
        lines: all lines as they stand; what they give others counts.
        at: which line.
        workers: everybody on the roster.
        gone: numbers of those who fall out.
        begins: the moment at which things change hands.
        reach: how those who fall out can be reached.
        owned: how many open requests each person looks after, by number.
        settings: rest and load wanted.
    """
    hold = lines[at].hold
    found = []
    for worker in workers:
        if worker.no in gone:
            keeps = worker.no == hold.person_no and reach is not Reach.NO
            if keeps and hold.slot is not None and hold.slot.work in BY_TELEPHONE:
                kept = Reason("keeps_by_telephone", {"person": worker.name})
                found.append((2, Successor(worker.no, worker.name, worker.post, kept, None)))
            continue
        if hold.slot is None:
            found.append(_thing_taker(hold, worker, begins, owned))
        else:
            found.append(_duty_taker(hold.slot, worker, given_by(lines, at), settings))
    found.sort(key=lambda ranked: (ranked[0], len(ranked[1].reason.warnings), ranked[1].no))
    return [taker for _rank, taker in found]


def _thing_taker(
    hold: Hold, worker: Worker, begins: datetime, owned: Mapping[int, int]
) -> tuple[int, Successor]:
    refused = _afar(worker, begins)
    near = worker.compound in hold.compounds
    reason = _near(worker) if near else _fewest(worker, owned)
    office = worker.kind in LIVE_IN_KINDS
    first = near if hold.nearby else office
    rank = 4 if refused else 0 if first else 1
    return rank, Successor(worker.no, worker.name, worker.post, reason, refused)


def _duty_taker(
    slot: Slot, worker: Worker, given: Mapping[int, list[DutyRow]], settings: RosterSettings
) -> tuple[int, Successor]:
    busy = with_given(worker, given.get(worker.no, ()))
    stands = against(slot, busy, (), settings)
    refused = next((concern.problem for concern in stands if concern.refuses), None)
    warnings = tuple(concern.problem for concern in stands if not concern.refuses)
    params: dict[str, object] = {"person": worker.name}
    afar = any(problem.code.startswith("afar_") for problem in warnings)
    if refused is None and not qualified(slot, worker):
        rank, code = 3, "not_qualified"
    else:
        rank, code = 4 if refused else 2 if afar else 1 if stands else 0, "takes_free"
        minutes = minutes_of(busy.times.held, slot.starts - _DAY / 2, slot.ends + _DAY / 2)
        params["hours"] = f"{minutes / 60:.1f}".removesuffix(".0")
    reason = Reason(code, params, warnings)
    return rank, Successor(worker.no, worker.name, worker.post, reason, refused)


def given_by(lines: Sequence[Handover], but: int) -> dict[int, list[DutyRow]]:
    """The duties the lines give to people, by their numbers; one line is left out."""
    found: dict[int, list[DutyRow]] = {}
    for at, line in enumerate(lines):
        slot = line.hold.slot
        if at != but and slot is not None and line.successor not in (None, line.hold.person_no):
            assert line.successor is not None
            found.setdefault(line.successor, []).append(_as_row(line.hold, line.successor, slot))
    return found


def _as_row(hold: Hold, person_no: int, slot: Slot) -> DutyRow:
    return DutyRow(
        -hold.no, "", person_no, None, slot.work, slot.role, stored(slot.starts),
        stored(slot.ends), None, slot.where, "",
    )  # fmt: skip


def with_given(worker: Worker, given: Sequence[DutyRow]) -> Worker:
    """Somebody with duties they would have besides."""
    times: Times = worker.times
    return worker._replace(times=times._replace(held=[*times.held, *given]))


def changed(lines: Sequence[Handover], at: int, taker: Successor | None) -> list[Handover]:
    """The lines with one of them given to somebody else, or to nobody yet."""
    line = lines[at]
    if taker is None:
        other = line._replace(successor=None, name="", reason=Reason("left_open"))
    else:
        other = line._replace(successor=taker.no, name=taker.name, reason=taker.reason)
    return [*lines[:at], other, *lines[at + 1 :]]
