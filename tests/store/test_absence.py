"""Somebody falls out and comes back, on a real file: what moves, what undo restores."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from data import settings
from data.absence import commands as absence_commands
from data.absence import plans as absence_plans
from data.absence import queries as absence
from data.absence.kinds import HOLDINGS
from data.call_down import commands as call_commands
from data.call_down import plans
from data.cover.queries import slots
from data.custody import commands as custody_commands
from data.duties import candidates as duty_candidates
from data.duties import queries as duties
from data.households import commands as household_commands
from data.households import compounds as household_compounds
from data.journal import commands as journal_commands
from data.reading.capture import capture
from data.requests import chasing as request_chasing
from data.requests import commands as request_commands
from data.requests import joining as request_joining
from data.requests import queries as requests
from data.roster import commands as roster_commands
from data.roster import presence as roster_presence
from data.roster import queries as roster
from data.samples import commands as sample_commands
from data.stock import rooms as stock_rooms
from data.store import Store
from data.supplies import commands as supply_commands
from data.supplies import running
from data.testing import commands as testing_commands
from models.absence import AbsenceInput, AbsencePlan, Away
from models.call_down import RoundWish
from models.chases import ChaseInput, Rung
from models.custody import CustodyInput, KeptKind
from models.duties import Role, Work
from models.households import CompoundInput, HouseholdInput
from models.problems import Refused
from models.roster import PersonKind, Place, PresenceInput, Reach
from models.samples import TripInput
from models.stock import RoomInput
from models.supplies import AllocationRule, DeliveryInput, ItemInput
from models.testing import RoundInput, RoundKind, SessionInput
from models.times import local_date, stored
from screens.absence import words
from tests.damage import by_hand
from tests.states import refused, state
from tests.store.absences import NOW, absent, at, fall, give, held, holder, person, plan


@pytest.fixture
def office(store: Store) -> dict[str, int]:
    """Three of the staff and a volunteer."""
    return {
        "甲": person(store, "甲"),
        "乙": person(store, "乙"),
        "丙": person(store, "丙", skills=("弄堂带路",)),
        "丁": person(store, "丁", PersonKind.VOLUNTEER),
    }


def test_duties_to_come_go_to_whoever_can_do_them(store: Store, office: dict[str, int]) -> None:
    night = give(store, office["甲"], Work.NIGHT, at("23:00"), at("06:00", 10))
    guide = give(store, office["甲"], Work.GUIDE, at("21:00"), at("22:30"), Role.GUIDE)
    before = state(store)
    made = fall(store, office["甲"])
    assert [line.hold.no for line in made.lines] == [guide, night]
    assert holder(store, guide) == "丙", "only she knows the lanes"
    assert holder(store, night) in ("乙", "丁")
    assert held(store, office["甲"]) == []
    store.do(journal_commands.undo)
    assert state(store) == before


def test_a_duty_under_way_is_parted_where_she_left(store: Store, office: dict[str, int]) -> None:
    no = give(store, office["甲"], Work.TELEPHONE, at("06:00"), at("12:00"))
    fall(store, office["甲"])
    rows = store.ask(duties.between, at("05:00"), at("13:00"))
    spans = [(row.person, row.starts_at, row.ends_at) for row in rows]
    assert spans[0] == ("甲", stored(at("06:00")), stored(NOW))
    assert spans[1][0] != "甲"
    assert spans[1][1:] == (stored(NOW), stored(at("12:00")))
    assert rows[0].no == no
    assert held(store, office["甲"]) == []


def test_who_takes_a_duty_outside_their_hours_is_to_be_asked(
    store: Store, office: dict[str, int]
) -> None:
    whole = give(store, office["丙"], Work.PATROL, at("21:00"), at("23:00"))
    begun = give(store, office["丙"], Work.PATROL, at("08:00"), at("10:00"))
    for no in (office["甲"], office["乙"]):
        give(store, no, Work.PATROL, at("08:00"), at("23:30"))
    evening = {"available_from": 660, "available_until": 1200}
    view = store.ask(roster.person, office["丁"])
    assert view is not None
    store.do(roster_commands.change_person, view.no, view.version, evening)
    made = fall(store, office["丙"], presence=absent(since=at("09:00")))
    assert made.lines[0].reason.to_ask
    assert words.successor(made.lines[0]) == "? ask 丁"
    assert "to be asked" in words.counted(made.lines)
    for row in store.ask(duties.of_person, office["丁"], at("08:00"), at("23:59")):
        assert row.to_ask, row
    assert holder(store, whole) == "丁"
    assert not store.ask(duties.duty, begun).to_ask
    fall(store, office["丁"], presence=absent(since=at("12:00")))
    assert store.ask(duties.duty, whole).person_no is None
    assert not store.ask(duties.duty, whole).to_ask


@pytest.mark.parametrize(
    ("role", "keeps"), [(Role.HAND, True), (Role.DRIVE, False), (Role.CARRY, False)]
)
def test_who_falls_out_keeps_by_telephone_what_needs_no_legs(
    store: Store, office: dict[str, int], role: Role, keeps: bool
) -> None:
    give(store, office["甲"], Work.REQUEST, at("21:00"), at("22:00"), role)
    made = plan(store, office["甲"])
    found = store.ask(absence_plans.takers, made.lines, 0, made)
    assert (office["甲"] in {taker.no for taker in found}) is keeps


def test_what_nobody_can_do_is_left_open_and_told(store: Store, office: dict[str, int]) -> None:
    no = give(store, office["丙"], Work.GUIDE, at("21:00"), at("23:00"), Role.GUIDE, "给流调带路")
    made = fall(store, office["丙"])
    assert [line.hold.no for line in made.uncovered] == [no]
    assert made.uncovered[0].reason.code == "left_absent", "she is on the roster, but not here"
    assert holder(store, no) is None
    with store.read() as conn:
        open_ones = slots(conn, at("20:00"), at("23:30"), duties.settings(conn))
    assert no in [slot.duty_no for slot in open_ones]


def test_several_fall_out_at_once_and_take_nothing_from_each_other(
    store: Store, office: dict[str, int]
) -> None:
    for name in ("甲", "乙"):
        give(store, office[name], Work.PATROL, at("20:00"), at("22:00"))
    made = fall(store, office["甲"], office["乙"], presence=absent(since=at("18:00", 8)))
    takers = {line.name for line in made.lines}
    assert takers == {"丙", "丁"}
    assert held(store, office["甲"]) == held(store, office["乙"]) == []
    spans = store.ask(roster.presence_of, office["甲"])
    assert [span.since for span in spans] == [stored(at("18:00", 8))]


def test_requests_promises_and_emergencies_pass_to_one_person(
    store: Store, office: dict[str, int]
) -> None:
    from data.emergency import commands as emergency_commands
    from data.emergency import queries as emergency

    no = store.do(capture, "张阿婆胰岛素只剩一天 13800001111").no
    store.do(request_commands.assign_requests, [no], office["甲"])
    store.do(emergency_commands.name_callers, no, (office["甲"], office["乙"]))
    store.do(
        request_chasing.chase_requests,
        [no],
        ChaseInput("甲", "我去办", NOW, Rung.LEADERS, True, NOW + timedelta(hours=2)),
    )
    made = fall(store, office["甲"])
    kinds = {line.hold.what: line.name for line in made.lines}
    assert set(kinds) == {"request", "promise", "caller"}
    assert len(set(kinds.values())) == 1
    with store.read() as conn:
        (row,) = requests.rows(conn, [no], NOW, requests.settings(conn))
        callers = emergency.sheet(conn, no).callers
    assert row.owner == kinds["request"]
    assert row.promised_by == row.owner
    assert "甲" not in [caller.name for caller in callers]
    assert len({caller.no for caller in callers}) == len(callers)


@pytest.mark.parametrize(
    ("named", "falls", "calling"),
    [("甲乙", "乙", {"甲", "乙"}), ("甲乙", "甲", {"甲", "乙"}), ("甲", "甲", {"甲", "*"})],
)
def test_who_is_back_calls_again_and_takes_nobody_else_from_a_life(
    store: Store, office: dict[str, int], named: str, falls: str, calling: set[str]
) -> None:
    from data.emergency import commands as emergency_commands
    from data.emergency import queries as emergency

    no = store.do(capture, "张阿婆大出血 13800001111").no
    store.do(emergency_commands.name_callers, no, tuple(office[name] for name in named))
    (line,) = fall(store, office[falls]).lines
    (offer,) = store.ask(absence.offers, office[falls], NOW)
    assert offer.what == "caller"
    store.do(absence_commands.bring_back, office[falls], NOW, [offer.standin_id])
    with store.read() as conn:
        found = {caller.name for caller in emergency.sheet(conn, no).callers}
        assert absence.offers(conn, office[falls], NOW) == []
    assert found == {line.name if name == "*" else name for name in calling}


def test_questions_stay_with_a_leader_who_answers_the_telephone(
    store: Store, office: dict[str, int]
) -> None:
    from models.chases import QuestionInput

    leader = person(store, "沈静怡", post="书记")
    no = store.do(capture, "槐荫里12号漏水").no
    store.do(request_chasing.ask_leader, no, QuestionInput(leader, "找谁修"))
    assert plan(store, leader).lines == ()
    unreached = absent(Place.HOSPITAL, reach=Reach.NO)
    made = fall(store, leader, presence=unreached)
    assert [line.hold.what for line in made.lines] == ["question"]
    assert store.ask(requests.questions, no)[0].person_no != leader


def test_an_absence_on_record_is_kept_and_what_is_left_moves(
    store: Store, office: dict[str, int]
) -> None:
    store.do(roster_presence.record_presence, [office["甲"]], absent(since=at("08:00", 7)))
    no = give(store, office["甲"], Work.TELEPHONE, at("09:00"), at("12:00"))
    assert store.ask(absence.orphans, NOW) == {}, "she can answer a telephone"
    fall(store, office["甲"])
    assert holder(store, no) not in ("甲", None)
    assert len(store.ask(roster.presence_of, office["甲"])) == 1


def test_an_absence_that_began_earlier_than_known_is_put_right(
    store: Store, office: dict[str, int]
) -> None:
    store.do(roster_presence.record_presence, [office["甲"]], absent(Place.ON_SITE, at("00:00", 1)))
    store.do(roster_presence.record_presence, [office["甲"]], absent(since=at("20:00", 8)))
    fall(store, office["甲"], presence=absent(since=at("09:00", 7)))
    spans = store.ask(roster.presence_of, office["甲"])
    assert [(span.place, span.since) for span in spans] == [
        ("isolated", stored(at("09:00", 7))),
        ("on_site", stored(at("00:00", 1))),
    ]
    assert spans[1].until == spans[0].since


@pytest.mark.parametrize(
    ("presence", "place", "ends"),
    [
        (absent(since=at("06:00"), until=at("00:00", 20)), Place.ISOLATED, at("00:00", 20)),
        (absent(Place.HOSPITAL), Place.HOSPITAL, None),
        (None, Place.ON_SITE, None),
    ],
)
def test_an_absence_with_an_end_can_end_sooner_last_longer_or_become_another(
    store: Store,
    office: dict[str, int],
    presence: PresenceInput | None,
    place: Place,
    ends: datetime | None,
) -> None:
    fall(store, office["甲"], presence=absent(since=at("00:00"), until=at("00:00", 12)))
    if presence is None:
        store.do(absence_commands.bring_back, office["甲"], NOW)
    else:
        fall(store, office["甲"], presence=presence)
    with store.read() as conn:
        found = conn.execute(
            "SELECT a.place, a.until FROM presence a JOIN person p ON p.id = a.person_id"
            " WHERE p.no = ? ORDER BY a.since DESC LIMIT 1",
            (office["甲"],),
        ).fetchone()
    assert found == (place, ends and stored(ends))


def test_a_longer_absence_keeps_its_beginning_and_another_reach_is_recorded(
    store: Store, office: dict[str, int]
) -> None:
    fall(store, office["甲"], presence=absent(since=at("06:00"), until=at("00:00", 12)))
    fall(store, office["甲"], presence=absent(until=at("00:00", 20)))
    fall(store, office["乙"], presence=absent(since=at("06:00")))
    fall(store, office["乙"], presence=absent(reach=Reach.NO))
    with store.read() as conn:
        spans = conn.execute(
            "SELECT p.name, a.since, a.until, a.reach FROM presence a JOIN person p"
            " ON p.id = a.person_id WHERE a.place = 'isolated' ORDER BY p.no, a.since"
        ).fetchall()
    six, eight = stored(at("06:00")), stored(NOW)
    assert spans == [
        ("甲", six, stored(at("00:00", 20)), "any_time"),
        ("乙", six, eight, "any_time"),
        ("乙", eight, None, "no"),
    ]


def put_in_charge(store: Store, no: int) -> None:
    with store.step() as step:
        settings.put_in_charge(step, no)
        step.act("began")


def test_being_in_charge_passes_on_and_is_offered_back(
    store: Store, office: dict[str, int]
) -> None:
    put_in_charge(store, office["甲"])
    before = state(store)
    made = fall(store, office["甲"])
    (line,) = made.lines
    assert line.hold.what == "charge"
    assert line.successor == office["乙"]
    with store.read() as conn:
        assert settings.in_charge(conn) == "乙"
        assert absence.orphans(conn, NOW) == {}
        (offer,) = absence.offers(conn, office["甲"], NOW)
    assert offer.by == "乙"
    store.do(absence_commands.bring_back, office["甲"], NOW, [offer.standin_id])
    assert store.ask(settings.in_charge) == "甲"
    store.do(journal_commands.undo)
    store.do(journal_commands.undo)
    assert state(store) == before


def test_nobody_is_in_charge_where_nobody_is_left(store: Store, office: dict[str, int]) -> None:
    put_in_charge(store, office["甲"])
    made = fall(store, office["甲"], office["乙"], office["丙"])
    assert [line.hold.what for line in made.uncovered] == ["charge"]
    assert store.ask(settings.in_charge) == ""


def test_whoever_was_written_down_today_can_have_been_absent_since_yesterday(
    store: Store, office: dict[str, int]
) -> None:
    before = state(store)
    fall(store, office["甲"], presence=absent(since=at("20:00", 8)))
    with store.read() as conn:
        assert absence.falling(conn, [office["甲"]], NOW)[0].known
        assert absence.falling(conn, [office["甲"]], at("21:00", 8))[0].known
    store.do(journal_commands.undo)
    assert state(store) == before


def test_nothing_passes_to_somebody_who_is_to_leave_soon(
    store: Store, office: dict[str, int]
) -> None:
    put_in_charge(store, office["甲"])
    leaving = absent(Place.HOSPITAL, since=at("12:00"))
    store.do(roster_presence.record_presence, [office["乙"]], leaving)
    (line,) = fall(store, office["甲"]).lines
    assert line.successor == office["丙"]


def test_who_is_to_be_elsewhere_later_can_fall_out_before(
    store: Store, office: dict[str, int]
) -> None:
    planned = absent(Place.HOSPITAL, since=at("08:00", 12))
    fall(store, office["甲"], presence=planned)
    before = state(store)
    fall(store, office["甲"])
    spans = store.ask(roster.presence_of, office["甲"])
    assert [(span.place, span.since, span.until) for span in spans] == [
        ("hospital", stored(at("08:00", 12)), None),
        ("isolated", stored(NOW), stored(at("08:00", 12))),
    ]
    store.do(journal_commands.undo)
    assert state(store) == before


def test_an_absence_that_is_over_does_not_stand_for_a_new_one(
    store: Store, office: dict[str, int]
) -> None:
    over = absent(since=at("08:00", 5), until=at("08:00", 7))
    store.do(roster_presence.record_presence, [office["甲"]], over)
    with refused("presence_overlaps"):
        fall(store, office["甲"], presence=absent(since=at("08:00", 6)))


def test_what_changed_meanwhile_is_not_passed_over(store: Store, office: dict[str, int]) -> None:
    made = plan(store, office["甲"])
    give(store, office["甲"], Work.PATROL, at("20:00"), at("22:00"))
    before = state(store)
    with refused("absence_out_of_date"):
        store.do(absence_commands.apply_absence, made.given, made.lines)
    assert state(store) == before


def test_a_short_absence_leaves_what_begins_after_it(store: Store, office: dict[str, int]) -> None:
    first = give(store, office["甲"], Work.PATROL, at("10:00"), at("12:00"))
    later = give(store, office["甲"], Work.PATROL, at("20:00"), at("22:00"))
    fall(store, office["甲"], presence=absent(Place.AWAY, until=at("18:00")))
    assert holder(store, first) not in ("甲", None)
    assert holder(store, later) == "甲"


def test_what_damage_made_into_nothing_is_not_offered(store: Store, office: dict[str, int]) -> None:
    first = give(store, office["甲"], Work.PATROL, at("20:00"), at("22:00"))
    second = give(store, office["甲"], Work.NIGHT, at("23:00"), at("06:00", 10))
    fall(store, office["甲"])
    by_hand(store.path, f"UPDATE standin SET what = 'nothing' WHERE ref_no = {first}")
    (offered,) = store.ask(absence.offers, office["甲"], NOW)
    assert offered.no == second
    back = store.do(absence_commands.bring_back, office["甲"], NOW, [offered.standin_id])
    assert back.taken == 1


def test_return_offers_and_takes_nothing_by_itself(store: Store, office: dict[str, int]) -> None:
    first = give(store, office["甲"], Work.PATROL, at("20:00"), at("22:00"))
    second = give(store, office["甲"], Work.NIGHT, at("23:00"), at("06:00", 10))
    no = store.do(capture, "槐荫里12号漏水").no
    store.do(request_commands.assign_requests, [no], office["甲"])
    fall(store, office["甲"])
    offered = store.ask(absence.offers, office["甲"], NOW)
    assert [(one.what, one.no) for one in offered] == [
        ("duty", first),
        ("duty", second),
        ("request", no),
    ]
    before = state(store)
    back = store.do(absence_commands.bring_back, office["甲"], NOW)
    assert back.taken == 0
    assert holder(store, first) != "甲"
    store.do(journal_commands.undo)
    assert state(store) == before
    take = [offered[0].standin_id, offered[2].standin_id]
    store.do(absence_commands.bring_back, office["甲"], NOW, take, settle=True)
    assert holder(store, first) == "甲"
    assert holder(store, second) != "甲"
    with store.read() as conn:
        assert absence.offers(conn, office["甲"], NOW) == []
        (row,) = requests.rows(conn, [no], NOW, requests.settings(conn))
    assert row.owner == "甲"


def send_samples(store: Store, who: int) -> None:
    """Somebody leaves for the laboratory with what was sampled."""
    tested = RoundInput("核酸", RoundKind.PCR, local_date(NOW))
    session = SessionInput(0, "中心花园", ("大林苑",), NOW, NOW + timedelta(hours=2))
    store.do(testing_commands.add_session, session, tested)
    taken = TripInput(1, laboratory="实验室", who=f"#{who}", tubes=3)
    store.do(sample_commands.send_samples, taken)


def hold_everything(store: Store, who: int) -> None:
    """Give somebody, whose record is as it was made, one thing of every kind."""
    from data.emergency import commands as emergency_commands
    from models.chases import QuestionInput

    store.do(household_compounds.add_compound, CompoundInput("大林苑"))
    store.do(
        household_commands.add_household,
        HouseholdInput("大林苑", "3", room="101", marks=("独居老人",)),
    )
    round_ = store.ask(plans.plan, RoundWish(("独居老人",)), NOW, [who], alone=True)
    store.do(call_commands.keep_round, round_.wish, round_.shares)
    store.do(roster_commands.change_person, who, 1, {"leads": ("大林苑3号",)})
    send_samples(store, who)
    store.do(custody_commands.add_thing, CustodyInput(KeptKind.KEY, "钥匙", who, 1))
    store.do(stock_rooms.give_keys, [store.do(stock_rooms.add_room, RoomInput("二楼库房"))], who)
    goods = ItemInput("蔬菜包", 1, "份", AllocationRule.PER_HOUSEHOLD)
    store.do(supply_commands.add_delivery, DeliveryInput(at("20:00"), (goods,), "沪A·D1234"))
    store.do(running.count_at, 1, who)
    give(store, who, Work.PATROL, at("20:00"), at("22:00"))
    no = store.do(capture, "张阿婆胰岛素只剩一天 13800001111").no
    store.do(request_commands.assign_requests, [no], who)
    store.do(emergency_commands.name_callers, no, (who,))
    promise = ChaseInput("甲", "我去办", NOW, Rung.LEADERS, True, NOW + timedelta(hours=2))
    store.do(request_chasing.chase_requests, [no], promise)
    store.do(request_chasing.ask_leader, no, QuestionInput(who, "找谁"))
    put_in_charge(store, who)


def test_one_thing_of_every_kind_goes_to_others_and_comes_back(
    store: Store, office: dict[str, int]
) -> None:
    who = office["甲"]
    hold_everything(store, who)
    away = Away(NOW, reach=Reach.NO)
    before = [hold.what for hold in store.ask(absence.holds, [who], away)]
    assert before == [holding.what for holding in HOLDINGS]
    fall(store, who, presence=absent(Place.HOSPITAL, reach=Reach.NO))
    assert store.ask(absence.holds, [who], away) == []
    taken = store.ask(absence.taken_over, who)
    assert [one.what for one in taken] == before
    take = [one.standin_id for one in store.ask(absence.offers, who, NOW)]
    assert set(take) == {one.id for one in taken}
    store.do(absence_commands.bring_back, who, NOW, take)
    assert [hold.what for hold in store.ask(absence.holds, [who], away)] == before
    assert store.ask(absence.taken_over, who) == []
    with refused("offer_gone"):
        store.do(absence_commands.bring_back, who, NOW, take)


def test_what_of_a_request_that_was_joined_is_not_offered(
    store: Store, office: dict[str, int]
) -> None:
    """All that hangs on it goes the way of the request it was joined to; the rest comes back."""
    who = office["甲"]
    hold_everything(store, who)
    fall(store, who, presence=absent(Place.HOSPITAL, reach=Reach.NO))
    stays = store.do(capture, "张阿婆胰岛素没了").no
    store.do(request_joining.join_requests, stays, [1])
    offered = store.ask(absence.offers, who, NOW)
    assert {offer.what for offer in offered} == {
        "duty",
        "counting",
        "charge",
        "calls",
        "samples",
        "custody",
        "store_room",
        "building",
    }
    store.do(absence_commands.bring_back, who, NOW, [offer.standin_id for offer in offered])
    found = {hold.what for hold in store.ask(absence.holds, [who], Away(NOW, reach=Reach.NO))}
    assert found == {offer.what for offer in offered}


def test_whoever_holds_what_others_must_take_stays_on_the_roster(
    store: Store, office: dict[str, int]
) -> None:
    who = office["甲"]
    hold_everything(store, who)
    left = {holding.what: holding for holding in HOLDINGS if holding.keeps is not None}
    held = {hold.what: hold for hold in store.ask(absence.holds, [who], Away(NOW))}
    while left:
        person = store.ask(roster.person, who)
        assert person is not None
        with pytest.raises(Refused) as stayed:
            store.do(roster_commands.archive_person, who, person.version)
        problem = stayed.value.problem
        counted = {
            keeps.told_as: int(what in left)
            for what, keeps in ((one.what, one.keeps) for one in HOLDINGS)
            if keeps is not None and keeps.problem == problem.code and keeps.told_as
        }
        assert problem.params == {"name": "甲", **counted}
        what, holding = left.popitem()
        with store.step() as step:
            holding.hand_over(step, held[what], office["乙"], NOW)
            step.act("began")
    person = store.ask(roster.person, who)
    assert person is not None
    store.do(roster_commands.archive_person, who, person.version)


@pytest.mark.parametrize(("what", "told_as"), [("promise", "promises"), ("caller", "lives")])
def test_who_only_promised_something_or_only_calls_for_a_life_stays_on_the_roster(
    store: Store, office: dict[str, int], what: str, told_as: str
) -> None:
    from data.emergency import commands as emergency_commands

    who = office["甲"]
    if what == "promise":
        no = promise(store, "甲")
    else:
        no = store.do(capture, "张阿婆胰岛素只剩一天 13800001111").no
        store.do(emergency_commands.name_callers, no, (office["乙"], who))
    assert held(store, who) == [(what, no)]
    with pytest.raises(Refused) as refused:
        store.do(roster_commands.archive_person, who, 1)
    problem = refused.value.problem
    assert (problem.code, problem.params[told_as]) == ("person_holds", 1)
    assert sum(count for count in problem.params.values() if isinstance(count, int)) == 1
    fall(store, who)
    store.do(roster_commands.archive_person, who, 1)


def test_a_request_that_was_joined_keeps_nobody_on_the_roster_by_itself(
    store: Store, office: dict[str, int]
) -> None:
    stays, no = (store.do(capture, text).no for text in ("张阿婆胰岛素没了", "胰岛素只剩一天"))
    store.do(request_commands.assign_requests, [stays, no], office["甲"])
    store.do(request_joining.join_requests, stays, [no])
    with pytest.raises(Refused) as refused:
        store.do(roster_commands.archive_person, office["甲"], 1)
    assert refused.value.problem.params["requests"] == 1


def test_nobody_is_back_before_having_left(store: Store, office: dict[str, int]) -> None:
    presence = absent(since=at("06:00"))
    given = AbsenceInput((office["甲"],), presence)
    store.do(
        absence_commands.apply_absence, given, plan(store, office["甲"], presence=presence).lines
    )
    with refused("return_before_leaving"):
        store.do(absence_commands.bring_back, office["甲"], at("06:00") - timedelta(days=1))
    assert store.ask(absence.falling, [office["甲"]], NOW)[0].known


def test_custody_and_buildings_change_hands_and_come_back(sample: Store) -> None:
    with sample.read() as conn:
        rows = conn.execute(
            "SELECT p.no FROM custody k JOIN person p ON p.id = k.holder_id"
            " WHERE k.returned_at IS NULL UNION SELECT p.no FROM building_leader l"
            " JOIN person p ON p.id = l.person_id"
        ).fetchall()
    assert rows, "the sample keeps cards and has building leaders"
    for (no,) in rows:
        made = fall(sample, no)
        assert not [line for line in made.uncovered if line.hold.what in ("custody", "building")]
        assert held(sample, no, sample.now()) == []
        offered = sample.ask(absence.offers, no, sample.now())
        sample.do(
            absence_commands.bring_back, no, sample.now(), [one.standin_id for one in offered]
        )
        assert len(held(sample, no, sample.now())) == len(offered)


FALLS = (("沈静怡", 6), ("顾长明", 7), ("陆文娟", 8), ("徐巧云", 8), ("石磊", 9))


def test_the_leaders_and_two_more_fall_one_after_another(
    sample: Store,
) -> None:
    """From 6 to 9 April: nothing stays with anybody absent, the uncovered list is true, undo."""
    exports = [state(sample)]
    fallen: list[int] = []
    for name, day in FALLS:
        (no,) = (one.no for one in sample.ask(roster.people) if one.name == name)
        fallen.append(no)
        made = fall(sample, no, presence=absent(since=at("07:00", day)))
        exports.append(state(sample))
        for gone in fallen:
            assert held(sample, gone, sample.now()) == [], name
        _uncovered_is_true(sample, made)
    assert exports[0] != exports[-1]
    for after, export in zip(reversed(exports[1:]), reversed(exports[:-1]), strict=True):
        if after != export:
            sample.do(journal_commands.undo)
        assert state(sample) == export


def _uncovered_is_true(store: Store, made: AbsencePlan) -> None:
    """Nobody who is fit and free could still take what the plan left open."""
    from models.duties.workers import against, qualified

    for line in made.uncovered:
        slot = line.hold.slot
        assert slot is not None
        everybody = store.ask(duty_candidates.workers, slot.starts, slot.ends)
        able = [
            worker.name
            for worker in everybody
            if qualified(slot, worker)
            and not any(concern.refuses for concern in against(slot, worker))
        ]
        assert able == [], line


def promise(store: Store, whom: str, person_no: int | None = None) -> int:
    """A request for which somebody has promised something; its number."""
    no = store.do(capture, "张阿婆胰岛素只剩一天 13800001111").no
    given = ChaseInput(
        whom, "我去办", NOW, promised_until=NOW + timedelta(hours=2), person_no=person_no
    )
    store.do(request_chasing.chase_requests, [no], given)
    return no


def test_a_promise_stays_with_who_gave_it_under_a_new_name(
    store: Store, office: dict[str, int]
) -> None:
    no = promise(store, "甲")
    store.do(roster_commands.change_person, office["甲"], 1, {"name": "甲新"})
    assert held(store, office["甲"]) == [("promise", no)]
    (line,) = fall(store, office["甲"]).lines
    assert line.successor is not None
    with store.read() as conn:
        assert requests.view(conn, no).promised_by == line.name
        (offer,) = absence.offers(conn, office["甲"], NOW)
    assert (offer.what, offer.no, offer.by) == ("promise", no, line.name)
    store.do(roster_commands.change_person, line.successor, 1, {"name": "换了名"})
    store.do(absence_commands.bring_back, office["甲"], NOW, [offer.standin_id])
    assert held(store, office["甲"]) == [("promise", no)]
    assert held(store, line.successor) == []


def test_namesakes_do_not_share_a_promise(store: Store, office: dict[str, int]) -> None:
    other = person(store, "甲")
    no = promise(store, "甲", other)
    assert held(store, other) == [("promise", no)]
    assert held(store, office["甲"]) == []
    promise(store, "甲")
    assert held(store, office["甲"]) == [], "a name that two go by says nothing of who it was"
    assert held(store, other) == [("promise", no)]
