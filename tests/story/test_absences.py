"""A hundred absences on random rosters: nothing is orphaned, nobody is in two places at once."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from data.absence import commands as absence_commands
from data.absence import plans as absence_plans
from data.absence import queries as absence
from data.clock import FixedClock
from data.custody import commands as custody_commands
from data.duties import commands
from data.duties import queries as duties
from data.journal import commands as journal_commands
from data.requests import commands as request_commands
from data.roster import commands as people
from data.step import Step
from data.store import Store
from data.work import kinds as works
from models.absence import AbsenceInput, Away
from models.chases import Urgency
from models.custody import CustodyInput, KeptKind
from models.duties import DutyInput, DutyRow, Work
from models.households import CompoundInput, CompoundKind
from models.problems import Refused
from models.requests import RequestInput, RequestKind
from models.roster import PersonInput, PersonKind, Place, PresenceInput, Reach
from models.times import LOCAL, loaded
from tests.states import state

NOW = datetime(2022, 4, 9, 8, tzinfo=LOCAL)
ROSTERS, FALLS = 20, 5
WORKS = (Work.TELEPHONE, Work.NIGHT, Work.PATROL, Work.GUIDE, Work.REST, Work.OTHER)
SKILLS = ("带路", "开车", "登记", "护士", "带队")
AHEAD = timedelta(days=3)


@pytest.fixture(params=range(ROSTERS))
def walk(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[tuple[Store, random.Random]]:
    rng = random.Random(request.param)
    store = Store(tmp_path / "walk.db", FixedClock(NOW))
    with store.step() as step:
        _roster(step, rng)
        step.act("sample_made")
    yield store, rng
    store.close()


def _roster(step: Step, rng: random.Random) -> None:
    """People, with as much on their hands as the rules let them have."""
    from data.households.compounds import add_compound

    for name in ("东苑", "西苑"):
        add_compound(step, CompoundInput(name, CompoundKind.COMMODITY))
    kinds = rng.choices(list(PersonKind), (6, 1, 4, 1), k=rng.randint(4, 14))
    numbers = [
        people.add_person(
            step,
            PersonInput(
                f"人{at}",
                kind,
                compound=rng.choice(("东苑", "西苑", None)),
                skills=tuple(rng.sample(SKILLS, rng.randint(0, 2))),
                available_from=420 if hours else None,
                available_until=1080 if hours else None,
            ),
        )
        for at, kind in enumerate(kinds)
        for hours in (rng.random() < 0.5,)
    ]
    for _ in range(rng.randint(5, 40)):
        work = rng.choice(WORKS)
        starts = NOW + timedelta(minutes=15 * rng.randint(-40, 250))
        span = timedelta(minutes=15 * rng.randint(2, 32))
        given = DutyInput(
            rng.choice(numbers),
            work,
            rng.choice(works.DUTIES[work].roles),
            starts,
            starts + span,
            note="弄口",
        )
        try:
            commands.assign(step, given)
        except Refused:
            continue  # she is busy then
    for _ in range(rng.randint(0, 8)):
        given_in = RequestInput("漏水", "漏水", RequestKind.REPAIRS, Urgency.SOON, NOW)
        no = request_commands.add_request(step, given_in)
        request_commands.assign_requests(step, [no], rng.choice(numbers))
    for _ in range(rng.randint(0, 5)):
        custody_commands.add_thing(
            step, CustodyInput(KeptKind.CARD, "医保卡", rng.choice(numbers), owner="张")
        )


def _clashes(store: Store) -> set[frozenset[int]]:
    """Pairs of duties, rest apart, in which somebody would be in two places at once."""
    rows = store.ask(duties.between, NOW - AHEAD, NOW + AHEAD + AHEAD)
    found = set()
    for at, one in enumerate(rows):
        for other in rows[at + 1 :]:
            same = one.person_no is not None and one.person_no == other.person_no
            work = Work.REST not in (one.work, other.work)
            if same and work and one.starts_at < other.ends_at and other.starts_at < one.ends_at:
                found.add(frozenset((one.no, other.no)))
    return found


def _rest_broken(store: Store) -> set[tuple[int, int]]:
    """Duties, with whose they are, that fall into the rest of whoever has them."""
    rows = store.ask(duties.between, NOW - AHEAD, NOW + AHEAD + AHEAD)
    rests = [row for row in rows if row.work == Work.REST and row.person_no is not None]
    return {
        (row.no, rest.person_no)
        for row in rows
        for rest in rests
        if rest.person_no is not None
        and row.person_no == rest.person_no
        and row.work != Work.REST
        and row.starts_at < rest.ends_at
        and rest.starts_at < row.ends_at
    }


def _work(store: Store) -> timedelta:
    """All work of the days ahead, whoever has it."""
    rows = store.ask(duties.between, NOW, NOW + AHEAD + AHEAD)
    return sum((_ahead(row) for row in rows if row.work != Work.REST), timedelta())


def _ahead(row: DutyRow) -> timedelta:
    return loaded(row.ends_at) - max(loaded(row.starts_at), NOW)


def test_nothing_is_orphaned_and_nobody_is_in_two_places(
    walk: tuple[Store, random.Random],
) -> None:
    store, rng = walk
    fallen: list[int] = []
    for _ in range(FALLS):
        with store.read() as conn:
            everybody = [no for (no,) in conn.execute("SELECT no FROM person ORDER BY no")]
        left = [no for no in everybody if no not in fallen]
        if not left:
            break
        who = tuple(rng.sample(left, min(len(left), rng.choice((1, 1, 1, 2, 3)))))
        since = NOW + timedelta(hours=rng.choice((-24, -3, 0, 0, 0)))
        presence = PresenceInput(
            rng.choice((Place.ISOLATED, Place.HOSPITAL)),
            since,
            rng.choice((Reach.NO, Reach.ANY_TIME)),
        )
        before, clashes, broken = state(store), _clashes(store), _rest_broken(store)
        work = _work(store)
        with store.read() as conn:
            given = AbsenceInput(who, presence)
            made = absence_plans.plan(conn, given, NOW, duties.settings(conn))
        store.do(absence_commands.apply_absence, given, made.lines)
        after = state(store)
        fallen += who
        held = store.ask(absence.holds, fallen, Away(NOW, reach=Reach.NO))
        assert [h for h in held if h.slot is not None] == []
        if any(line.successor is not None for line in made.lines if line.hold.slot is None):
            assert held == []
        assert _clashes(store) <= clashes, "nobody new is in two places at once"
        assert _work(store) == work, "no work is lost and none is made"
        said = {
            line.successor
            for line in made.lines
            if any(problem.code == "rest_broken" for problem in line.reason.warnings)
        }
        assert {who for _no, who in _rest_broken(store) - broken} <= said
        if after != before:
            store.do(journal_commands.undo)
            assert state(store) == before
            store.do(journal_commands.redo)
            assert state(store) == after
