"""Call sheets on a real file: who is on one, how it is frozen, and that it stays as it was."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from datetime import date, datetime, timedelta

import pytest

from data.call_sheet import commands, queries
from data.call_sheet.finding import find_people
from data.call_sheet.people import people
from data.call_sheet.told import told as sheet_told
from data.clock import FixedClock
from data.households import building_commands, compounds, joining
from data.households import commands as household_commands
from data.households import queries as households
from data.journal import commands as journal_commands
from data.residents import commands as resident_commands
from data.results import commands as result_commands
from data.roster import presence as roster_presence
from data.step import Step
from data.store import Store
from data.testing import commands as testing
from models.call_sheet import ByHand, Part, Person, Sampling, Sheet, SheetEntry, Who, Why
from models.call_sheet.tables import SheetPerson
from models.households import CompoundInput, CompoundKind, HouseholdInput, HouseholdKind
from models.residents import PersonMark, ResidentInput, Whereabouts
from models.results import Result, ResultInput, Source
from models.roster import PersonInput, PersonKind, Place, PresenceInput
from models.testing import RoundInput, RoundKind, SessionInput, SessionState
from models.times import loaded, on_day
from tests.beginning import another_desk, begin
from tests.states import refused, refused_whole, undone_whole

DAY = date(2022, 4, 9)
HERE, THERE = "春晖苑", "大林苑"


def door(room: str, people: int | None = None, *names: str, **more: object) -> HouseholdInput:
    residents = tuple(ResidentInput(name) for name in names)
    place = str(more.pop("compound", HERE))
    return HouseholdInput(place, "3", room=room, people=people, residents=residents, **more)  # type: ignore[arg-type]


@pytest.fixture
def town(store: Store) -> Store:
    """Three doors of one compound, one of another, and three people of the roster."""
    begin(
        store,
        CompoundInput(HERE),
        CompoundInput(THERE),
        door("501", None, "金桂花", "金小明"),
        door("502", 3, "柳青"),
        door("503", 2, marks=("空关",)),
        door("101", 4, compound=THERE),
        PersonInput("施敏", PersonKind.STAFF),
        PersonInput("小林", PersonKind.CADRE),
        PersonInput("许强", PersonKind.VOLUNTEER, compound=HERE, building="3"),
    )
    return store


def held_round(
    store: Store, *compounds: str, day: date = DAY, hour: int = 9, marks: tuple[str, ...] = ()
) -> int:
    """A round on a day with one session that calls these compounds; its number."""
    starts = on_day(store.now().replace(hour=hour - 8), day)
    given = RoundInput("核酸", RoundKind.PCR, day, marks=marks)
    session = SessionInput(0, "花园", compounds or (HERE,), starts, starts + timedelta(hours=3))
    no = store.do(testing.add_session, session, given)
    return store.ask(lambda conn: queries.testing.session(conn, no)).round_no


def live(store: Store, no: int) -> Sheet:
    return store.ask(queries.live, no, store.now())


def freeze(store: Store, no: int) -> Sheet:
    return store.do(commands.freeze, no)


def kept(store: Store, no: int) -> Sheet:
    found = store.ask(queries.frozen, no)
    assert found is not None
    return found


def told(sheet: Sheet) -> list[tuple[str, str | None, str, str | None]]:
    return [(one.name, one.room, one.part, one.why) for one in sheet.entries]


def behind(store: Store, room: str) -> list[Person]:
    return [one for one in store.ask(people) if one.room == room]


# -- the people of the register --------------------------------------------------------------------


@pytest.mark.parametrize(
    ("given", "there"),
    [
        (door("601", None), {"present": 1}),
        (door("601", None, marks=("空关",)), {}),
        (door("601", 0), {}),
        (door("601", 3, "甲"), {"present": 3}),
        (door("601", 1, "甲", "乙"), {"present": 2}),
        (door("601", 3, "甲", present=1), {"present": 1, "away": 2}),
        (door("601", 1, "甲", present=4), {"present": 4}),
        (door("601", 3, "甲", present=0), {"away": 3}),
        (door("601", 3, "甲", marks=("空关",)), {"empty": 3}),
        (door("601", 3, "甲", marks=("不在沪",)), {"away": 3}),
        (door("601", 2, present=2, marks=("空关",)), {"present": 2}),
        (door("601", 5, kind=HouseholdKind.SITE), {"present": 5}),
    ],
)
def test_a_door_has_as_many_people_as_it_counts(
    store: Store, given: HouseholdInput, there: dict[str, int]
) -> None:
    begin(store, CompoundInput(HERE), given)
    found = store.ask(people)
    assert Counter("empty" if one.is_empty else str(one.presence) for one in found) == there
    assert len({one.who for one in found}) == len(found)


def test_who_died_is_nobody_and_who_moved_out_is_still_told(town: Store) -> None:
    town.do(resident_commands.set_whereabouts, [1], Whereabouts.DIED, None)
    town.do(resident_commands.set_whereabouts, [2], Whereabouts.MOVED_OUT, None)
    one, unknown = behind(town, "501")
    assert (one.name, one.presence) == ("金小明", "moved_out")
    assert (unknown.name, unknown.who.place, unknown.presence) == ("", 1, "present")


def test_a_second_household_behind_a_door_is_counted_by_itself(town: Store) -> None:
    begin(town, door("501/2", 2))
    assert (len(behind(town, "501")), len(behind(town, "501/2"))) == (2, 2)


def test_a_mark_of_a_household_is_of_whoever_is_named_with_it(store: Store) -> None:
    lies = ResidentInput("金桂花", marks=(PersonMark("卧床"),))
    named = HouseholdInput(
        HERE, "3", room="501", people=3, marks=("卧床", "租客"), residents=(lies,)
    )
    begin(store, CompoundInput(HERE), named, door("502", 2, marks=("卧床",)))
    assert [one.marks for one in behind(store, "501")] == [
        {"卧床", "租客"},
        {"租客"},
        {"租客"},
    ]
    assert [one.marks for one in behind(store, "502")] == [{"卧床"}] * 2


def test_workers_are_those_who_live_elsewhere_and_are_there(town: Store) -> None:
    no = held_round(town)
    assert [one.name for one in live(town, no).of(Part.STAFF)] == ["施敏", "小林"]
    town.do(roster_presence.record_presence, [1], PresenceInput(Place.ISOLATED, town.now()))
    assert [one.name for one in live(town, no).of(Part.STAFF)] == ["小林"]


def test_a_worker_who_lives_here_is_counted_at_home_and_called_first(town: Store) -> None:
    added = town.do(resident_commands.add_resident, 2, ResidentInput("小林"))
    town.do(resident_commands.link_person, added, 2)
    no = held_round(town)
    sheet = live(town, no)
    assert [one.name for one in sheet.of(Part.STAFF)] == ["施敏"]
    assert sheet.of(Part.CALLED)[0].resident_no == added
    town.do(resident_commands.set_whereabouts, [added], Whereabouts.MOVED_OUT, None)
    assert [one.name for one in live(town, no).of(Part.STAFF)] == ["施敏", "小林"]


# -- whom a round is for ---------------------------------------------------------------------------


def test_a_round_is_for_the_compounds_of_its_sessions_each_person_once(town: Store) -> None:
    no = held_round(town, HERE)
    assert live(town, no).sums[:4] == (7, 5, 0, 2)
    starts = on_day(town.now().replace(hour=5), DAY)
    again = SessionInput(no, "大堂", (HERE, THERE), starts, starts + timedelta(hours=2))
    second = town.do(testing.add_session, again)
    assert live(town, no).sums[:4] == (11, 9, 0, 2)
    town.do(testing.mark_sessions, [second], SessionState.CANCELLED)
    assert live(town, no).sums.register == 7


def test_a_round_for_some_marks_calls_no_workers(town: Store) -> None:
    town.do(resident_commands.change_resident, 1, None, {"marks": (PersonMark("80岁以上"),)})
    no = held_round(town, marks=("80岁以上",))
    assert told(live(town, no)) == [("金桂花", "501", Part.CALLED, None)]


def test_a_round_that_does_not_exist_is_told_with_those_that_do(town: Store) -> None:
    no = held_round(town)
    with refused("round_not_there", rounds=[no]):
        town.ask(queries.sheet, 7)


# -- by hand ---------------------------------------------------------------------------------------


def test_somebody_and_a_door_are_set_aside_for_one_round_and_called_again(town: Store) -> None:
    no, other = held_round(town), held_round(town, hour=13)
    one, *_rest = live(town, no).of(Part.CALLED)
    home = Who(behind(town, "502")[0].who.household)
    undone_whole(
        town,
        lambda: town.do(commands.set_aside, no, [one.who], ByHand.LEFT_OUT, "陪护去了医院"),
        lambda: town.do(commands.set_aside, no, [home], ByHand.VISITED, "门口摔伤"),
    )
    assert live(town, no).sums[:4] == (7, 1, 3, 3)
    assert live(town, other).sums[:4] == (7, 5, 0, 2)
    town.do(commands.set_aside, no, [one.who], ByHand.VISITED, "能上门")
    assert live(town, no).sums[:4] == (7, 1, 4, 2)
    assert [aside.said for aside in town.ask(lambda c: queries.asides(c, round_id(c, no)))] == [
        "门口摔伤",
        "能上门",
    ]
    town.do(commands.call_again, no, [one.who, home])
    assert live(town, no).sums[:4] == (7, 5, 0, 2)
    with refused("not_aside"):
        town.do(commands.call_again, no, [home])


def round_id(conn: queries.Reader, no: int) -> str:
    return queries.round_of(conn, no).id


def test_who_was_set_aside_in_the_round_before_stands_beside_the_next_sheet(town: Store) -> None:
    """Who waits for the transfer is not called down again since nobody repeated it."""

    def beside(no: int) -> list[tuple[int | None, str, int]]:
        found = town.ask(sheet_told, no, town.now()).hints
        return [(hint.round, hint.said, hint.people) for hint in found]

    first = held_round(town)
    called = live(town, first).of(Part.CALLED)
    home = Who(behind(town, "502")[0].who.household)
    one = next(entry for entry in called if entry.who.household != home.household)
    there = sum(entry.who.household == home.household for entry in called)
    town.do(commands.set_aside, first, [one.who], ByHand.LEFT_OUT, "等转运")
    town.do(commands.set_aside, first, [home], ByHand.VISITED, "腿摔了")
    no = held_round(town, day=DAY + timedelta(days=1))
    assert sorted(beside(no)) == [(first, "等转运", 1), (first, "腿摔了", there)]
    town.do(commands.set_aside, no, [one.who], ByHand.LEFT_OUT, "等转运")
    assert beside(no) == [(first, "腿摔了", there)]
    assert beside(held_round(town, day=DAY + timedelta(days=2))) == [(no, "等转运", 1)]


def test_by_hand_wants_words_and_a_round_that_has_not_begun(town: Store) -> None:
    no = held_round(town)
    one = live(town, no).of(Part.CALLED)[0].who

    def aside(said: str) -> Callable[[Step], object]:
        return lambda step: commands.set_aside(step, no, [one], ByHand.LEFT_OUT, said)

    refused_whole(town, aside(" \n"), "aside_unsaid", "said")
    freeze(town, no)
    refused_whole(town, aside("晚到"), "sheet_frozen", None)
    refused_whole(town, lambda step: commands.call_again(step, no, [one]), "sheet_frozen", None)


# -- results -------------------------------------------------------------------------------------


def say(store: Store, who: str, result: Result, at: datetime | None = None) -> None:
    found = store.ask(find_people, who)
    store.do(result_commands.record_found, found, ResultInput(result, Source.SUBDISTRICT, at))


def test_who_is_positive_is_left_out_and_who_lives_with_them_is_visited(town: Store) -> None:
    no = held_round(town)
    say(town, "501 金桂花", Result.POSITIVE)
    sheet = live(town, no)
    assert sheet.sums[:4] == (7, 3, 1, 3)
    (one,) = [entry for entry in sheet.entries if entry.name == "金桂花"]
    (other,) = [entry for entry in sheet.entries if entry.name == "金小明"]
    assert (one.part, one.why, one.until) == (Part.LEFT_OUT, Why.POSITIVE, None)
    assert (other.part, other.why) == (Part.VISITED, Why.NEAR_POSITIVE)


def test_who_shares_a_kitchen_with_somebody_positive_is_visited_until_that_is_taken_back(
    town: Store,
) -> None:
    """By what is said of the house, or of lane houses; the sums still come to the register."""
    no = held_round(town, HERE, THERE)
    town.do(building_commands.set_shared, [1], True)
    before = live(town, no)
    say(town, "501 金桂花", Result.POSITIVE)
    sheet = live(town, no)
    near = {(one.room, one.name) for one in sheet.of(Part.VISITED)}
    assert near == {("501", "金小明"), ("502", "柳青"), ("502", "")}
    assert {one.why for one in sheet.of(Part.VISITED)} == {Why.NEAR_POSITIVE}
    assert {one.room for one in sheet.of(Part.CALLED)} == {"101"}
    assert sum(sheet.sums[1:4]) == sheet.register == before.register
    town.do(journal_commands.undo)
    assert live(town, no) == before
    town.do(journal_commands.redo)
    town.do(building_commands.set_shared, [1], False)
    assert {one.room for one in live(town, no).of(Part.VISITED)} == {"501"}
    town.do(building_commands.set_shared, [1], None)
    assert {one.room for one in live(town, no).of(Part.VISITED)} == {"501"}
    town.do(compounds.change_compound, 1, None, {"kind": CompoundKind.LANE})
    assert {one.room for one in live(town, no).of(Part.VISITED)} == {"501", "502"}


def test_who_came_back_is_exempt_to_the_last_day_and_called_on_the_next(
    town: Store, clock: FixedClock
) -> None:
    say(town, "501 金桂花", Result.RELEASED)
    until = DAY + timedelta(days=90)
    clock.moment += timedelta(days=89)
    last, after = (held_round(town, day=until + timedelta(days=days)) for days in (0, 1))
    (one,) = [entry for entry in live(town, last).entries if entry.name == "金桂花"]
    assert (one.why, one.until) == (Why.EXEMPT, until.isoformat())
    assert "金桂花" in {entry.name for entry in live(town, after).of(Part.CALLED)}


def test_who_waits_for_a_result_of_their_own_is_called_once_it_is_there(
    town: Store, clock: FixedClock
) -> None:
    no = held_round(town)
    say(town, "502 柳青", Result.ABNORMAL)
    assert [one.why for one in live(town, no).of(Part.LEFT_OUT) if one.name] == [Why.PENDING]
    clock.moment += timedelta(minutes=20)
    say(town, "502 柳青", Result.NEGATIVE)
    assert "柳青" in {one.name for one in live(town, no).of(Part.CALLED)}


def test_who_turns_positive_after_the_beginning_is_told_as_changed(
    town: Store, clock: FixedClock
) -> None:
    no = held_round(town)
    was = told(freeze(town, no))
    clock.moment += timedelta(hours=3)
    say(town, "501 金桂花", Result.POSITIVE)
    changed = town.ask(queries.changes, no, town.now())
    assert {(now and now.name, now and now.why) for _was, now in changed} == {
        ("金桂花", Why.POSITIVE),
        ("金小明", Why.NEAR_POSITIVE),
    }
    assert told(kept(town, no)) == was


def test_a_positive_who_was_known_by_the_door_keeps_the_door_from_the_table_once_named(
    town: Store,
) -> None:
    no = held_round(town, THERE)
    (last,) = [one for one in town.ask(people, None) if one.room == "101" and one.who.place == 4]
    given = ResultInput(Result.POSITIVE, Source.SUBDISTRICT)
    town.do(result_commands.record, [last], given)
    assert live(town, no).sums[:4] == (4, 0, 3, 1)
    home = own_no(live(town, no).of(Part.VISITED)[0])
    for name in "甲乙丙丁":
        town.do(resident_commands.add_resident, home, ResidentInput(name))
    assert live(town, no).sums[:4] == (4, 0, 4, 0)


# -- freezing --------------------------------------------------------------------------------------


def test_a_sheet_is_frozen_in_one_step_that_is_undone_and_done_again(town: Store) -> None:
    no = held_round(town)
    before = live(town, no)
    undone_whole(town, lambda: freeze(town, no))
    after = kept(town, no)
    assert told(after) == told(before)
    assert after.sums == before.sums == town.ask(lambda c: queries.frozen_sums(c, round_id(c, no)))
    assert {one.session_no for one in after.entries if one.household_no} == {1}
    assert town.ask(queries.sheet, no) == after


def test_a_round_begins_once_also_at_another_desk(town: Store) -> None:
    no = held_round(town)
    with another_desk(town) as theirs:
        since = loaded(str(freeze(theirs, no).frozen_at))
        with refused("round_started", no=no, since=since):
            freeze(town, no)
    assert town.ask(queries.changes, no, town.now()) == []


def test_a_frozen_sheet_stays_as_it_was_whatever_happens_and_changes_tell_it(town: Store) -> None:
    no = held_round(town)
    was = told(freeze(town, no))
    town.do(resident_commands.set_whereabouts, [1], Whereabouts.DIED, None)
    town.do(resident_commands.set_whereabouts, [2], Whereabouts.AWAY, None)
    town.do(resident_commands.move_residents, [3], 1)
    begin(town, door("504", 1))
    assert told(kept(town, no)) == was
    changed = town.ask(queries.changes, no, town.now())

    def short(one: SheetEntry | None) -> tuple[str, str | None, str] | None:
        return one and (one.name, one.room, one.part)

    assert {(short(was), short(now)) for was, now in changed} == {
        (("金桂花", "501", Part.CALLED), None),
        (("金小明", "501", Part.CALLED), ("金小明", "501", Part.LEFT_OUT)),
        (("柳青", "502", Part.CALLED), ("柳青", "501", Part.CALLED)),
        (None, ("", "504", Part.CALLED)),
    }


def test_that_a_session_is_called_off_after_the_beginning_is_no_change_of_people(
    town: Store,
) -> None:
    no = held_round(town)
    freeze(town, no)
    town.do(testing.mark_sessions, [1], SessionState.CANCELLED)
    assert town.ask(queries.changes, no, town.now()) == []


def test_the_beginning_is_not_undone_once_somebody_was_sampled(town: Store) -> None:
    no = held_round(town)
    freeze(town, no)
    with town.step() as step:
        key = step.conn.execute("SELECT max(id) FROM sheet_person").fetchone()[0]
        step.change(SheetPerson, key, state=Sampling.SAMPLED, version=2)
        step.act("began")
    begun = town.ask(lambda conn: conn.execute("SELECT max(no) - 1 FROM journal_step").fetchone())
    with refused("undo_depends"):
        town.do(journal_commands.undo, begun[0])
    assert kept(town, no).sums == live(town, no).sums


def test_a_round_without_anybody_to_call_does_not_begin(town: Store) -> None:
    no = held_round(town)
    town.do(testing.mark_sessions, [1], SessionState.CANCELLED)
    refused_whole(town, lambda step: commands.freeze(step, no), "round_called_off", None)
    nobody = held_round(town, marks=("透析",))
    refused_whole(town, lambda step: commands.freeze(step, nobody), "sheet_empty", None)


def test_a_round_begins_the_evening_before_or_late_but_not_days_ahead(
    town: Store, clock: FixedClock
) -> None:
    tomorrow, later, yesterday = (
        held_round(town, day=DAY + timedelta(days=days)) for days in (1, 2, -1)
    )
    assert freeze(town, tomorrow).frozen_at
    assert freeze(town, yesterday).frozen_at
    with refused("round_too_early", day="2022-04-11"):
        freeze(town, later)
    clock.moment += timedelta(hours=17)
    assert freeze(town, later).frozen_at


# -- records that turn out to be one ---------------------------------------------------------------


def test_people_of_two_households_that_are_one_are_not_taken_for_each_other(town: Store) -> None:
    begin(town, door("504", 2))
    no = held_round(town)
    was = told(freeze(town, no))
    one, other = behind(town, "502")[0].household_no, behind(town, "504")[0].household_no
    assert one is not None
    assert other is not None
    undone_whole(town, lambda: town.do(joining.merge_households, one, other))
    sheet = kept(town, no)
    assert told(sheet) == was
    assert len({entry.who for entry in sheet.entries}) == len(sheet.entries)
    assert town.ask(households.household, other) is None


@pytest.mark.parametrize("sampled", [None, "own", "twin"])
def test_somebody_recorded_twice_is_one_and_nothing_said_of_them_is_lost(
    town: Store, sampled: str | None
) -> None:
    begin(town, door("504", None, "金小明"))
    no = held_round(town)
    sheet = freeze(town, no)
    own, twin = (one for one in sheet.entries if one.name == "金小明")
    if sampled:
        whose = (own if sampled == "own" else twin).who.resident
        with town.step() as step:
            step.act("began")
            step.conn.execute(
                "UPDATE sheet_person SET state = 'sampled' WHERE resident_id = ?", (whose,)
            )
    undone_whole(town, lambda: town.do(joining.merge_households, 1, own_no(twin)))
    now = [one for one in kept(town, no).entries if one.name == "金小明"]
    (theirs,) = [one for one in now if one.who.resident == own.who.resident]
    (spare,) = [one for one in now if one.who.resident is None]
    assert theirs.state == (Sampling.SAMPLED if sampled else Sampling.DUE)
    assert spare.state == Sampling.SETTLED
    assert [one.name for one in kept(town, no).entries] == [one.name for one in sheet.entries]


def own_no(one: SheetEntry) -> int:
    assert one.household_no is not None
    return one.household_no


def test_who_stands_on_a_sheet_is_not_taken_away_but_moves_out(town: Store) -> None:
    freeze(town, held_round(town))
    refused_whole(
        town, lambda step: resident_commands.remove_resident(step, 1), "resident_tested", None
    )
    town.do(household_commands.change_household, 1, None, {"note": "x"})
    town.do(resident_commands.set_whereabouts, [1], Whereabouts.MOVED_OUT, None)
    assert live(town, 1).of(Part.LEFT_OUT)[0].why in (Why.EMPTY, Why.MOVED_OUT)
