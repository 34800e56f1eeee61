"""Who takes what has no fixed time, on random rosters, judged again hour by hour."""

from __future__ import annotations

from datetime import datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from models.absence import Away, Hold
from models.absence.rules import propose
from models.duties import DEFAULT_ROSTER, Role, Slot, Work
from models.duties.rules import Times
from models.duties.workers import Worker
from models.roster import PresenceView
from models.times import LOCAL, stored

NOW = datetime(2022, 4, 9, 8, tzinfo=LOCAL)
HOUR = timedelta(hours=1)
GONE = 1

spans = st.lists(st.tuples(st.integers(-24, 60), st.none() | st.integers(1, 48)), max_size=2)
rosters = st.lists(
    st.tuples(st.sampled_from(("staff", "staff", "volunteer")), spans), min_size=1, max_size=4
)


def at(hours: int) -> datetime:
    return NOW + hours * HOUR


def worker(no: int, kind: str, away: list[tuple[int, int | None]]) -> Worker:
    presences = [
        PresenceView(
            str(at_), no, "hospital", "any_time", None, None, stored(at(since)),
            None if lasts is None else stored(at(since + lasts)), None, "",
        )
        for at_, (since, lasts) in enumerate(away)
    ]  # fmt: skip
    return Worker(no, f"人{no}", kind, "", (), "", None, Times(f"人{no}", (), presences))


def away_at(away: list[tuple[int, int | None]], hour: int) -> bool:
    """Whether one of the spans holds an hour: in these tests all of them are absences."""
    return any(since <= hour and (lasts is None or hour < since + lasts) for since, lasts in away)


@given(rosters, st.integers(0, 36), st.none() | st.integers(1, 60), st.booleans())
def test_nobody_takes_a_thing_who_is_away_while_another_is_here(
    roster: list[tuple[str, list[tuple[int, int | None]]]],
    begins: int,
    due: int | None,
    with_promise: bool,
) -> None:
    people = dict(enumerate(roster, GONE + 1))
    workers = [worker(no, *one) for no, one in people.items()]
    holds = [Hold("request", 1, GONE, "甲", "", "", matter="request 1")]
    if with_promise:
        holds.append(Hold("promise", 1, GONE, "甲", "", "", matter="request 1"))
    holds[-1] = holds[-1]._replace(due=None if due is None else at(due))
    lines = propose(holds, workers, {GONE}, Away(at(begins)), NOW, {}, DEFAULT_ROSTER)
    assert len({line.successor for line in lines}) == 1, "one matter, one person"
    ends = max(begins + 24, due or 0)
    staff = {no: away for no, (kind, away) in people.items() if kind == "staff"}
    heir = lines[0].successor
    here_then = [no for no, away in staff.items() if not away_at(away, begins)]
    throughout = [
        no for no, away in staff.items() if not any(away_at(away, hour) for hour in range(ends))
    ]
    if heir is None:
        assert here_then == []
        assert all(any(lasts is None for _since, lasts in away) for away in staff.values())
        return
    meanwhile = [hour for hour in range(begins, ends) if away_at(staff[heir], hour)]
    if throughout:
        assert heir in throughout
    if here_then:
        assert heir in here_then
        fewest = min(
            sum(away_at(staff[no], hour) for hour in range(begins, ends)) for no in here_then
        )
        assert len(meanwhile) == fewest
    codes = [problem.code for line in lines for problem in line.reason.warnings]
    assert bool(codes) == any(away_at(staff[heir], hour) for hour in range(ends))


def _visits(*minutes: int) -> list[Hold]:
    """Re-tests of somebody who falls out, each of ten minutes, so many minutes from now."""
    return [
        Hold(
            "duty", no, GONE, "甲", "四十三弄", "", ("四十三弄",),
            Slot(
                Work.RETEST, no, no, Role.HAND, NOW + timedelta(minutes=begins),
                NOW + timedelta(minutes=begins + 10), "四十三弄", ("四十三弄",),
            ),
        )
        for no, begins in enumerate(minutes, 1)
    ]  # fmt: skip


def test_the_doors_of_one_walk_go_to_one_person() -> None:
    """Each who goes to doors of people who may be infected is exposed; even loads are less."""
    workers = [worker(no, "staff", []) for no in (2, 3, 4, 5)]

    def takers(*minutes: int) -> list[int | None]:
        found = _visits(*minutes)
        lines = propose(found, workers, {GONE}, Away(NOW), NOW, {}, DEFAULT_ROSTER)
        assert [line.hold for line in lines] == found
        return [line.successor for line in lines]

    assert len(set(takers(30, 42, 60, 80))) == 1
    assert len(set(takers(30, 300))) == 2, "another walk goes to another"


def test_a_walk_nobody_can_take_whole_is_parted_rather_than_left_open() -> None:
    workers = [worker(2, "staff", [(1, None)]), worker(3, "staff", [(-24, 25)])]
    found = _visits(20, 40, 65, 85)
    lines = propose(found, workers, {GONE}, Away(NOW), NOW, {}, DEFAULT_ROSTER)
    assert [line.successor for line in lines] == [2, 2, 3, 3]
