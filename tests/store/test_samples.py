"""Samples on a real file: sent, arrived, asked for; undone; done by themselves; handed over."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from data.clock import FixedClock
from data.duties import commands as duty_commands
from data.ids import key_of, new_id
from data.journal import commands as journal_commands
from data.roster import commands as roster_commands
from data.samples import commands, queries
from data.store import Store
from data.testing import commands as testing_commands
from data.today.badges import badges
from data.today.queries import board
from models.chases import ChaseInput, Rung
from models.duties import DutyInput, Role, Work
from models.requests import DEFAULT_SETTINGS
from models.roster import PersonInput, PersonKind
from models.samples import TripInput, TripRow
from models.samples.settings import SampleSettings
from models.testing import RoundInput, RoundKind, SessionInput
from models.times import loaded
from tests.states import refused
from tests.store.absences import at, fall
from tests.store.explaining import plans

PENG, SHI = 1, 2
TUBES = ("A1", "A2", "A3")


@pytest.fixture
def tested(filled: Store, clock: FixedClock) -> Store:
    """A round of PCR with one session, three tubes of it, and one of antigen; at two o'clock."""
    for name, kind in (("彭国平", PersonKind.VOLUNTEER), ("施敏", PersonKind.STAFF)):
        filled.do(roster_commands.add_person, PersonInput(name, kind))
    day = date(2022, 4, 9)
    session = SessionInput(0, "中心花园", ("大林苑",), at("09:00"), at("12:00"), 1)
    filled.do(testing_commands.add_session, session, RoundInput("核酸", RoundKind.PCR, day))
    filled.do(testing_commands.add_session, session, RoundInput("抗原", RoundKind.ANTIGEN, day))
    clock.moment = at("14:00")
    fill(filled, *TUBES)
    return filled


def fill(store: Store, *codes: str, opened: str = "09:30", session: int | None = 1) -> None:
    from models.sampling.tables import Tube

    with store.step() as step:
        step.act("began")
        for code in codes:
            step.add(
                Tube(
                    id=new_id(),
                    no=step.next_no("tube"),
                    round_id=key_of(step.conn, "test_round", 1),
                    session_id=None if session is None else key_of(step.conn, "test_session", 1),
                    code=code,
                    kind="pooled",
                    capacity=10,
                    state="pending",
                    opened_at=at(opened),
                    entered_at=step.at,
                )
            )


def result(store: Store, code: str, state: str = "negative") -> None:
    from sqlmodel import col

    from models.sampling.tables import Tube

    with store.step() as step:
        step.act("began")
        step.change_where(Tube, col(Tube.code) == code, state=state, result_at=step.at)


def send(store: Store, **more: object) -> TripRow:
    given = TripInput(1, laboratory="金域")._replace(**more)  # type: ignore[arg-type]
    return store.do(commands.send_samples, given)


def ask(store: Store, no: int = 1, **more: object) -> TripRow:
    given = ChaseInput("金域", "在上机", store.now(), **more)  # type: ignore[arg-type]
    return store.do(commands.chase_results, no, given)


def trip(store: Store, no: int = 1) -> TripRow:
    return store.ask(queries.trip, no)


def test_all_that_is_here_leaves_and_is_due_after_so_many_hours(tested: Store) -> None:
    row = send(tested, who="彭国平")
    assert (row.no, row.tubes, row.known, row.session_no) == (1, 3, 3, 1)
    assert (row.person_no, row.by, row.state) == (PENG, "彭国平", "on_way")
    assert loaded(row.expected_at) == at("02:00", day=10)
    assert row.next_chase_at == row.expected_at
    with refused("nothing_to_send"):
        tested.do(commands.send_samples, TripInput(1))
    fill(tested, "A4")
    assert send(tested, laboratory="").laboratory == "金域"


def test_undo_lets_the_tubes_be_here_again_and_redo_takes_them_along(tested: Store) -> None:
    send(tested)
    tested.do(journal_commands.undo)
    assert tested.ask(queries.trips) == []
    assert [one.trip_no for one in tested.ask(queries.tubes, 1)] == [None] * 3
    assert tested.ask(queries.waiting) == {(1, 1): 3, (1, None): 3}
    tested.do(journal_commands.redo)
    assert trip(tested).known == 3
    assert tested.ask(queries.waiting) == {}


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"round_no": 9}, "round_unknown"),
        ({"round_no": 2}, "samples_of_antigen"),
        ({"session_no": 9}, "session_unknown"),
        ({"session_no": 2}, "session_of_other_round"),
        ({"laboratory": " "}, "laboratory_missing"),
        ({"left_at": at("14:06")}, "in_future"),
        ({"left_at": at("20:00", day=8)}, "left_before_round"),
        ({"left_at": at("09:00")}, "nothing_to_send"),
        ({"left_at": at("09:00"), "codes": ("A1",)}, "tube_begun_later"),
        ({"codes": ("A1", "X")}, "tubes_unknown"),
        ({"tubes": 0}, "tubes_count_wrong"),
        ({"who": "#9"}, "person_unknown"),
    ],
)
def test_what_cannot_leave_leaves_everything_as_it_was(
    tested: Store, given: dict[str, object], code: str
) -> None:
    with refused(code):
        send(tested, **given)
    assert tested.ask(queries.trips) == []
    assert tested.ask(queries.waiting)[1, 1] == 3


def test_a_tube_goes_with_one_trip_only_and_a_void_one_with_none(tested: Store) -> None:
    send(tested, codes=("A1",))
    with refused("tubes_with_trip", codes=["A1"], trip=1):
        tested.do(commands.send_samples, TripInput(1, codes=("A1", "A2")))
    result(tested, "A2", "void")
    with refused("tubes_void"):
        tested.do(commands.send_samples, TripInput(1, codes=("A2",)))
    assert send(tested).tubes == 1


def test_who_is_given_to_it_takes_them_unless_they_are_absent_or_somebody_else_is_named(
    tested: Store,
) -> None:
    fill(tested, "A4", "A5")
    given = DutyInput(PENG, Work.SESSION, Role.COURIER, at("09:00"), at("12:00"), 1)
    with tested.step() as step:
        duty_commands.assign(step, given)
        step.act("people_given", where="", given=[], taken=[])
    assert send(tested, codes=("A1",)).by == "彭国平"
    assert send(tested, codes=("A2",), who="街道的车").by == "街道的车"
    assert send(tested, codes=("A3",), who="施敏").person_no == SHI
    fall(tested, PENG)
    assert send(tested, codes=("A4",)).by == ""


def test_the_laboratorys_time_begins_with_the_arrival(tested: Store, clock: FixedClock) -> None:
    send(tested)
    clock.moment = at("15:30")
    row = tested.do(commands.samples_arrived, 1, at("15:00"))
    assert row.state == "at_laboratory"
    assert loaded(row.expected_at) == loaded(row.next_chase_at or "") == at("03:00", day=10)
    with refused("trip_arrived", no=1, at=at("15:00")):
        tested.do(commands.samples_arrived, 1)
    tested.do(journal_commands.undo)
    assert loaded(trip(tested).expected_at) == at("02:00", day=10)
    with refused("arrived_before_left"):
        tested.do(commands.samples_arrived, 1, at("13:59"))
    with refused("in_future"):
        tested.do(commands.samples_arrived, 1, at("16:00"))
    with refused("trip_unknown"):
        tested.do(commands.samples_arrived, 2)


def test_results_are_pushed_up_the_ladder_until_they_are_in(
    tested: Store, clock: FixedClock
) -> None:
    send(tested)
    early = ask(tested)
    assert early.next_chase_at == early.expected_at
    clock.moment = at("02:10", day=10)
    late = ask(tested, answered=False)
    assert late.rung == Rung.SUBDISTRICT
    assert loaded(late.next_chase_at or "") > clock.moment
    until = at("05:00", day=10)
    promised = ask(tested, promised_until=until, rung=Rung.LINE_LEADER)
    assert (promised.rung, promised.chases) == (Rung.LINE_LEADER, 3)
    assert loaded(promised.next_chase_at or "") == until
    assert [one.said for one in tested.ask(queries.chases, promised.id)] == ["在上机"] * 3
    with refused("chased_before_leaving"):
        tested.do(commands.chase_results, 1, _before(tested))
    tested.do(commands.end_trips, [1])
    with refused("trip_done"):
        tested.do(commands.chase_results, 1, _before(tested))
    tested.do(journal_commands.undo)
    tested.do(journal_commands.undo)
    assert trip(tested).promised_until is None


def _before(store: Store) -> ChaseInput:
    return ChaseInput("金域", "", at("13:00"))


def test_a_trip_is_done_by_itself_once_each_of_its_tubes_has_a_result(tested: Store) -> None:
    send(tested)
    result(tested, "A1")
    result(tested, "A2", "abnormal")
    assert (trip(tested).state, trip(tested).with_result) == ("on_way", 2)
    result(tested, "A3", "void")
    done = trip(tested)
    assert (done.state, done.results_at) == ("done", done.results_at)
    assert loaded(done.results_at or "") == tested.now()
    with refused("trip_done"):
        tested.do(commands.samples_arrived, 1)
    tested.do(journal_commands.undo)
    assert trip(tested).state == "on_way"


def test_a_trip_of_which_not_all_tubes_are_on_file_is_done_by_hand(tested: Store) -> None:
    assert send(tested, tubes=5).known == 3
    for code in TUBES:
        result(tested, code)
    assert trip(tested).state == "on_way"
    with refused("done_before_left"):
        tested.do(commands.end_trips, [1], at("13:00"))
    tested.do(commands.end_trips, [1])
    assert trip(tested).state == "done"


def test_what_is_overdue_stands_on_the_board_and_holds_nobody(
    tested: Store, clock: FixedClock
) -> None:
    send(tested)

    def seen() -> list[int]:
        return [one.no for one in tested.ask(board, tested.now(), DEFAULT_SETTINGS).samples]

    before = tested.ask(badges, tested.now()).testing
    assert seen() == []
    clock.moment = at("02:00", day=10)
    assert seen() == [1]
    assert tested.ask(badges, tested.now()).testing == before + 1
    ask(tested, promised_until=at("04:00", day=10))
    assert seen() == [1], "overdue still, though nobody is to be asked now"
    assert tested.ask(badges, tested.now()).testing == before
    for code in TUBES:
        result(tested, code)
    assert seen() == []


def test_who_falls_out_on_the_way_hands_the_samples_on(tested: Store) -> None:
    send(tested, who="彭国平")
    with refused("person_has_samples", name="彭国平", trips=1):
        tested.do(roster_commands.archive_person, PENG, 1)
    made = fall(tested, PENG)
    assert ("samples", 1) in [(line.hold.what, line.hold.no) for line in made.lines]
    assert trip(tested).person_no != PENG
    tested.do(journal_commands.undo)
    assert trip(tested).person_no == PENG
    tested.do(commands.samples_arrived, 1)
    assert "samples" not in [line.hold.what for line in fall(tested, PENG).lines]


def test_a_change_that_another_made_meanwhile_is_not_written_over(tested: Store) -> None:
    seen = send(tested).version
    tested.do(commands.change_trip, 1, seen, {"laboratory": "千麦", "who": "街道的车"})
    assert (trip(tested).laboratory, trip(tested).by) == ("千麦", "街道的车")
    with refused("edited_meanwhile"):
        tested.do(commands.change_trip, 1, seen, {"note": "x"})
    now = trip(tested).version
    with refused("laboratory_missing"):
        tested.do(commands.change_trip, 1, now, {"laboratory": ""})


def test_the_hours_are_set_for_what_leaves_from_then_on(tested: Store) -> None:
    send(tested, codes=("A1",))
    was = SampleSettings()
    tested.do(commands.set_samples, SampleSettings(timedelta(hours=6)), was=was)
    assert loaded(send(tested).expected_at) == at("20:00")
    assert loaded(trip(tested).expected_at) == at("02:00", day=10)
    with refused("edited_meanwhile"):
        tested.do(commands.set_samples, was, was=was)


def test_no_trip_goes_while_somebody_was_asked_about_it(tested: Store) -> None:
    send(tested)
    ask(tested)
    with tested.step() as step, pytest.raises(Exception, match="about this"):
        step.conn.execute("DELETE FROM sample_trip")


def test_what_is_read_often_reads_only_rows_it_needs(tested: Store) -> None:
    send(tested)
    with tested.read() as conn:
        (plan,) = plans(conn, lambda: queries.overdue(conn, tested.now()))
    assert "SEARCH t USING INDEX sample_trip_by_state" in plan
    assert "SEARCH k USING COVERING INDEX" in plan or "SEARCH k USING INDEX tube_of_trip" in plan


def test_what_is_waited_for_stands_first_then_the_latest(tested: Store, clock: FixedClock) -> None:
    send(tested, codes=("A1",))
    clock.moment = at("14:30")
    send(tested, codes=("A2",))
    clock.moment = at("15:00")
    send(tested, codes=("A3",))
    tested.do(commands.samples_arrived, 1, at("14:59"))
    tested.do(commands.end_trips, [2])
    assert [row.no for row in tested.ask(queries.trips)] == [1, 3, 2]
    assert [row.no for row in tested.ask(queries.waited_for)] == [1, 3]
    tested.do(commands.samples_arrived, 3, at("15:00"))
    result(tested, "A1")
    assert [row.no for row in tested.ask(queries.trips)] == [3, 2, 1]
    assert [row.no for row in tested.ask(queries.waited_for)] == [3]
