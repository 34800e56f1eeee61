"""Rules of absence: who takes what somebody held who falls out, and why. Pure functions.

Duties go by the rules of suggesting a day, each judged at its own time; here are the things that
take no fixed time, and what somebody who changes a line may choose from.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import NamedTuple

from models.absence import Away, Handover, Hold, Successor
from models.absence.stays import LEAST, Span, Standing, Stay, standing
from models.duties import DutyRow, RosterSettings, Slot, Work
from models.duties.rules import Times, by_telephone, minutes_of
from models.duties.workers import Worker, against, qualified
from models.problems import Problem
from models.roster import ABSENT_PLACES, LIVE_IN_KINDS, Reach
from models.suggest import Left, Reason
from models.suggest.rules import suggest
from models.times import stored

_DAY = timedelta(hours=24)


def propose(
    holds: Sequence[Hold],
    workers: Sequence[Worker],
    gone: Collection[int],
    away: Away,
    now: datetime,
    owned: Mapping[int, int],
    settings: RosterSettings,
) -> list[Handover]:
    """Who takes each thing, in the order given.

    A duty is given to somebody who is here for the whole of it, whether they are here now or not.
    A thing that takes no fixed time goes to one of those who are here longest of the time it is
    theirs, see `models.absence.stays`; better to somebody who comes late than to nobody.

    Args:
        holds: everything held by those who fall out.
        workers: everybody on the roster, with their presence as long as `span_of` looks at it.
        gone: numbers of those who fall out, who take nothing.
        away: when they fall out.
        now: when it is decided.
        owned: how many open requests each person looks after, by number.
        settings: the roster's settings.

    Returns:
        One line a hold. A line without successor is one nobody can take.
    """
    left = [worker for worker in workers if worker.no not in gone]
    duties = _duties(holds, workers, left, settings)
    giving = _Giving(left, away, Counter(owned), {})
    lines = []
    for at, hold in enumerate(holds):
        if hold.slot is not None:
            lines.append(duties[at])
            continue
        line = giving.line(hold, span_of(hold, holds, away.begins, now))
        if line.successor is not None:
            giving.owned[line.successor] += 1
            if hold.matter is not None:
                giving.heirs.setdefault(hold.matter, line.successor)
        lines.append(line)
    return lines


def span_of(hold: Hold, holds: Iterable[Hold], begins: datetime, now: datetime) -> Span:
    """The time a thing is to be in somebody's hands: to its next time, and for a day at least.

    What belongs to one matter goes to one person, who is here for all of it.
    """
    dues = [one.due for one in holds if hold.matter is not None and one.matter == hold.matter]
    known = [due for due in (hold.due, *dues) if due is not None]
    return Span(now, begins, max([begins + LEAST, *known]))


def _duties(
    holds: Sequence[Hold],
    everybody: Sequence[Worker],
    workers: Sequence[Worker],
    settings: RosterSettings,
) -> dict[int, Handover]:
    """Lines of the duties, by their place among the holds; `workers` may take them.

    Doors of people who may be infected that were one walk stay with one person, as long as somebody
    can take the whole: safety of life wins over even loads, since each who goes is exposed.
    """
    able = list(map(_unreached, workers))
    lines: dict[int, Handover] = {}

    def give(walks: Sequence[Sequence[int]], *, open_too: bool) -> None:
        """Give walks, by the places of their holds, to whoever can take the whole of each."""
        by_duty = {whole.duty_no: walk for walk in walks if (whole := _whole(holds, walk))}
        so_far = given_by(list(lines.values()), but=-1)
        busy = [with_given(worker, so_far.get(worker.no, ())) for worker in able]
        wholes = [whole for walk in walks if (whole := _whole(holds, walk))]
        found = suggest(wholes, busy, settings)
        names = {worker.no: worker.name for worker in workers}
        for given in found.given:
            for at in by_duty[given.slot.duty_no]:
                who = given.person_no
                lines[at] = Handover(holds[at], who, names[who], given.reason)
        for unfilled in found.left:
            walk = by_duty[unfilled.slot.duty_no]
            if len(walk) == 1 or open_too:
                why = _why_open(unfilled, everybody, workers)
                lines.update({at: Handover(holds[at], None, "", why) for at in walk})

    give(_walks(holds), open_too=False)
    alone = [[at] for at, hold in enumerate(holds) if hold.slot is not None and at not in lines]
    if alone:
        give(alone, open_too=True)
    return lines


_EXPOSED = frozenset({Work.RETEST})
"""Work at doors of people who may be infected, where each who goes is exposed."""

_ONE_WALK = timedelta(minutes=30)
"""Between two doors of one walk at most."""


def _walks(holds: Sequence[Hold]) -> list[list[int]]:
    """The duties, by their places among the holds: door by door, those of one walk together."""
    walks: list[list[int]] = []
    last: dict[object, list[int]] = {}
    dated = [(hold.slot, at) for at, hold in enumerate(holds) if hold.slot is not None]
    for slot, at in sorted(dated, key=lambda one: (one[0].starts, one[1])):
        key = holds[at].person_no, slot.work, slot.role
        walk = last.get(key)
        whole = None if walk is None else _whole(holds, walk)
        goes_on = whole is not None and slot.starts <= whole.ends + _ONE_WALK
        if walk is not None and slot.work in _EXPOSED and goes_on:
            walk.append(at)
            continue
        last[key] = [at]
        walks.append(last[key])
    return walks


def _whole(holds: Sequence[Hold], walk: Sequence[int]) -> Slot | None:
    """A walk as one place, from its first door to its last; None for nothing."""
    slots = [slot for at in walk if (slot := holds[at].slot) is not None]
    if not slots:
        return None
    compounds = dict.fromkeys(name for slot in slots for name in slot.compounds)
    ends = max(slot.ends for slot in slots)
    return slots[0]._replace(ends=ends, compounds=tuple(compounds))


def _unreached(worker: Worker) -> Worker:
    """Somebody as if no telephone reached them where they are away: that they could take work by
    telephone from there is for a person to decide."""
    spans = [
        span._replace(reach=Reach.NO) if span.place in ABSENT_PLACES else span
        for span in worker.times.presences
    ]
    return worker._replace(times=worker.times._replace(presences=spans))


def _why_open(unfilled: Left, everybody: Sequence[Worker], left: Sequence[Worker]) -> Reason:
    """Why nobody takes a duty: where nobody else is fit for it, those who fall out are."""
    if any(qualified(unfilled.slot, worker) for worker in left):
        return unfilled.reason
    absent = sum(qualified(unfilled.slot, worker) for worker in everybody)
    return Reason("left_absent", {"count": absent}) if absent else unfilled.reason


class _Giving(NamedTuple):
    """Things that take no fixed time, given one after the other.

    Attributes:
        left: those who do not fall out.
        owned: how many things each has in hand, with those given here.
        heirs: who has taken something of a matter, by the matter.
    """

    left: Sequence[Worker]
    away: Away
    owned: Counter[int]
    heirs: dict[str, int]

    def line(self, hold: Hold, span: Span) -> Handover:
        """The line of one thing."""
        found = [(worker, standing(worker, span)) for worker in self.left]
        heir = self.heirs.get(hold.matter) if hold.matter is not None else None
        able = [
            (worker, stands)
            for worker, stands in found
            if (worker.no == heir if heir is not None else self._may(hold, worker, stands))
        ]
        if not able:
            return Handover(hold, None, "", Reason("nobody_of_staff"))
        best, stands = min(able, key=lambda one: self._rank(hold, *one))
        reason = self._why(hold, best, heir)
        warning = stands.warning(best.name)
        if warning is not None:
            reason = Reason(reason.code, reason.params, (warning,))
        return Handover(hold, best.no, best.name, reason)

    def _may(self, hold: Hold, worker: Worker, stands: Standing) -> bool:
        """Whether somebody is proposed: staff, who has the matter already, a neighbour."""
        if stands.stay is Stay.GONE:
            return False
        until = self.away.until
        if stands.stay is Stay.COMES and until and stands.turns and stands.turns >= until:
            return False  # whoever falls out is back before them
        return worker.kind in LIVE_IN_KINDS or self._has(hold, worker) or _near(hold, worker)

    def _has(self, hold: Hold, worker: Worker) -> bool:
        return hold.matter is not None and worker.no == hold.beside

    def _rank(self, hold: Hold, worker: Worker, stands: Standing) -> tuple[object, ...]:
        near = _near(hold, worker)
        return (
            stands.stay,
            stands.away,
            not self._has(hold, worker),
            not near,
            near and worker.kind in LIVE_IN_KINDS,
            *_busy(worker, self.away.begins, self.owned),
        )

    def _why(self, hold: Hold, worker: Worker, heir: int | None) -> Reason:
        if worker.no == heir or self._has(hold, worker):
            return Reason("takes_same_request", {"person": worker.name})
        return _takes_near(worker) if _near(hold, worker) else _fewest(worker, self.owned)


def _near(hold: Hold, worker: Worker) -> bool:
    """Whether somebody lives where a thing is that a neighbour is to take."""
    return hold.nearby and worker.compound in hold.compounds


def _takes_near(worker: Worker) -> Reason:
    return Reason("takes_near", {"person": worker.name, "compound": worker.compound or ""})


def _fewest(worker: Worker, counts: Mapping[int, int]) -> Reason:
    return Reason("takes_fewest", {"person": worker.name, "count": counts.get(worker.no, 0)})


def _busy(worker: Worker, begins: datetime, counts: Mapping[int, int]) -> tuple[int, int, int]:
    """How much somebody has already: things taken, minutes of the day ahead."""
    ahead = minutes_of(worker.times.held, begins, begins + _DAY)
    return (counts.get(worker.no, 0), ahead, worker.no)


# -- changing a line -------------------------------------------------------------------------------


def takers(
    lines: Sequence[Handover],
    at: int,
    workers: Sequence[Worker],
    gone: Collection[int],
    away: Away,
    now: datetime,
    owned: Mapping[int, int],
    settings: RosterSettings,
) -> list[Successor]:
    """Everybody who may take the thing of one line, the best first, those who cannot last.

    Whoever falls out can keep work by telephone while they can be reached, in a role without legs.

    Args:
        lines: all lines as they stand; what they give others counts.
        at: which line.
        workers: everybody on the roster.
        gone: numbers of those who fall out.
        away: when they fall out, and how they can be reached.
        now: when it is decided.
        owned: how many open requests each person looks after, by number.
        settings: rest and load wanted.
    """
    hold = lines[at].hold
    span = span_of(hold, [line.hold for line in lines], away.begins, now)
    found = []
    for worker in workers:
        if worker.no in gone:
            keeps = worker.no == hold.person_no and away.reach is not Reach.NO
            slot = hold.slot
            if keeps and slot is not None and by_telephone(slot.work, slot.role):
                kept = Reason("keeps_by_telephone", {"person": worker.name})
                found.append((2, Successor(worker.no, worker.name, worker.post, kept, None)))
            continue
        if hold.slot is None:
            found.append(_thing_taker(hold, worker, span, owned))
        else:
            found.append(_duty_taker(hold.slot, worker, given_by(lines, at), settings))
    found.sort(key=lambda ranked: (ranked[0], len(ranked[1].reason.warnings), ranked[1].no))
    return [taker for _rank, taker in found]


def _thing_taker(
    hold: Hold, worker: Worker, span: Span, owned: Mapping[int, int]
) -> tuple[int, Successor]:
    stands = standing(worker, span)
    refused = None
    if stands.stay is Stay.GONE:
        refused = Problem(f"person_{stands.place}", {"person": worker.name})
    near = worker.compound in hold.compounds
    why = _takes_near(worker) if near else _fewest(worker, owned)
    warning = stands.warning(worker.name)
    reason = Reason(why.code, why.params, () if warning is None else (warning,))
    first = near if hold.nearby else worker.kind in LIVE_IN_KINDS
    rank = stands.stay + 1 if stands.warned else 0 if first else 1
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
