"""Offers of help in the store: kept with their calls, matched, taken once, over; undone whole."""

from __future__ import annotations

from datetime import date, timedelta
from functools import partial

import pytest

from data.clock import FixedClock
from data.closed import commands as closed_commands
from data.households.joining import merge_households
from data.journal import commands as journal_commands
from data.offers import commands as offer_commands
from data.offers import queries as offers
from data.reading import capture
from data.reading.kind import correct_kind
from data.requests import commands, joining
from data.requests import queries as requests
from data.residents import commands as residents
from data.residents import queries as resident_queries
from data.roster import presence
from data.roster import queries as roster
from data.store import Store
from models.chases import Urgency
from models.closed import Extent, PlaceKey
from models.households import CompoundInput, HouseholdInput
from models.offers import Ended, OfferInput, OfferRow, OfferState, OverWhy
from models.requests import RequestKind, RequestState, RequestView
from models.residents import ResidentInput, Whereabouts
from models.roster import PersonInput, PersonKind, Place, PresenceInput
from tests.beginning import begin
from tests.conftest import BreakTable
from tests.states import refused, state, undone_whole

DRIVER = "大林苑2号1805 孟长青 13800000041 我有面包车，可以帮大家跑药，晚上有空"
PILLS = "大林苑2号1806 降压药只剩1天"


@pytest.fixture
def lane(store: Store) -> Store:
    """Two compounds; somebody who will offer help lives in 2-1805 of the first."""
    begin(
        store,
        CompoundInput("大林苑"),
        CompoundInput("春晖苑"),
        HouseholdInput("大林苑", "2", room="1805", head="孟长青", phone="13800000041"),
        HouseholdInput("大林苑", "2", room="1806", head="柳青", phone="13800000031"),
        HouseholdInput("春晖苑", "5", room="101", head="乔木", phone="13800000051"),
        PersonInput("施敏", PersonKind.STAFF),
    )
    store.do(residents.add_resident, 1, ResidentInput("孟长青"))
    return store


def say(store: Store, text: str, kind: RequestKind | None = None) -> int:
    return store.do(partial(capture.capture, kind=kind), text).no


def one(store: Store, no: int = 1) -> OfferRow:
    return store.ask(offers.offer, no, store.now())


def request(store: Store, no: int) -> RequestView:
    return store.ask(requests.view, no)


def suited(store: Store, no: int = 1) -> list[int]:
    found = store.ask(offers.fits, [one(store, no)], store.now())[no]
    return [fit.request_no for fit in found if fit.suits]


def against(store: Store, request_no: int, no: int = 1) -> set[str]:
    (found,) = [
        one.fit
        for one in store.ask(offers.for_request, request_no, store.now())
        if one.offer.no == no
    ]
    return {reason.code for reason in found.against}


def take(store: Store, *nos: int, told: bool = False) -> Ended:
    done = store.do(partial(offer_commands.take_offers, told=told), nos or (1,))
    return done.done[nos[0] if nos else 1]


# -- kept ------------------------------------------------------------------------------------------


def test_a_call_that_offers_help_is_kept_as_an_offer_in_the_same_step(lane: Store) -> None:
    no = say(lane, DRIVER)
    assert request(lane, no).kind == RequestKind.OFFER
    found = one(lane)
    assert (found.name, found.phone, found.request_no) == ("孟长青", "13800000041", no)
    assert (found.household_no, found.compound, found.room) == (1, "大林苑", "1805")
    assert (found.vehicle, found.hours, found.available_from) == ("面包车", "晚上", 18 * 60)
    assert {"medicine", "hospital_trip"} <= set(found.kinds)
    assert found.state == OfferState.OPEN
    lane.do(journal_commands.undo)
    assert lane.ask(offers.offers, lane.now()) == []


def test_every_way_a_call_is_kept_is_undone_and_done_again(lane: Store) -> None:
    undone_whole(lane, lambda: say(lane, DRIVER), lambda: take(lane))


def test_who_asks_and_offers_asks_with_an_offer_beside(lane: Store) -> None:
    no = say(lane, "大林苑2号1805 我有车可以帮忙, 但是我妈的降压药没了")
    assert request(lane, no).kind == RequestKind.MEDICINE
    assert one(lane).request_no == no


def test_a_life_stays_a_life_with_an_offer_beside(lane: Store) -> None:
    no = say(lane, "我可以帮忙抬，楼下老伯昏倒了没呼吸，大林苑2号1806")
    assert request(lane, no).kind == RequestKind.EMERGENCY
    assert request(lane, no).urgency == "life"
    assert one(lane).request_no == no


@pytest.mark.parametrize(
    "text",
    [
        "谁有车能送我去医院 大林苑2号1806",
        "能不能帮我跑药，降压药没了 大林苑2号1806",
        "街道说有车来接，等到现在 大林苑2号1806",
        "没有车去医院 大林苑2号1806",
    ],
)
def test_who_only_asks_offers_nothing(lane: Store, text: str) -> None:
    say(lane, text)
    assert lane.ask(offers.offers, lane.now()) == []


def test_what_was_taken_for_an_offer_is_over_once_it_is_corrected(lane: Store) -> None:
    no = say(lane, "大林苑2号1806 我会修水管", RequestKind.OFFER)
    assert one(lane).state == OfferState.OPEN
    lane.do(correct_kind, [no], RequestKind.REPAIRS)
    assert one(lane).state == OfferState.OPEN  # the words say so all the same
    other = say(lane, "大林苑2号1806 水管", RequestKind.OFFER)
    lane.do(correct_kind, [other], RequestKind.REPAIRS)
    assert one(lane, 2).state == OfferState.OVER
    lane.do(correct_kind, [other], RequestKind.OFFER)
    assert one(lane, 2).state == OfferState.OPEN
    assert len(lane.ask(offers.offers, lane.now())) == 2


def test_an_offer_comes_from_the_door_its_call_is_put_right_to(lane: Store) -> None:
    no = say(lane, "孟长青 13800000041 我有面包车，可以帮大家跑药")
    version = request(lane, no).version
    lane.do(commands.change_request, no, version, {"household_no": 3})
    assert (one(lane).household_no, one(lane).compound) == (3, "春晖苑")
    lane.do(merge_households, 2, 3)
    assert (one(lane).household_no, one(lane).compound) == (2, "大林苑")


def test_an_offer_is_kept_while_its_words_are_broken(lane: Store, break_table: BreakTable) -> None:
    break_table("offers/offers.toml", "vehicles = '''", "vehicels = '''")
    no = say(lane, "我会修水管", RequestKind.OFFER)
    assert (one(lane).request_no, one(lane).kinds) == (no, ())


def test_an_offer_is_written_down_by_hand_and_changed(lane: Store) -> None:
    given = OfferInput("退休护士，能打针", name="乔木", household_no=3, hours="22:00-2:00")
    lane.do(offer_commands.add_offer, given)
    assert (one(lane).compound, one(lane).available_until) == ("春晖苑", 26 * 60)
    lane.do(offer_commands.change_offer, 1, one(lane).version, {"hours": "", "vehicle": "car"})
    assert (one(lane).available_until, one(lane).vehicle) == (None, "car")
    with refused("edited_meanwhile"):
        lane.do(offer_commands.change_offer, 1, 1, {"name": "x"})
    with refused("field_empty"):
        lane.do(offer_commands.add_offer, OfferInput(" "))
    with refused("compound_unknown"):
        lane.do(offer_commands.add_offer, OfferInput("帮忙", compound="远方苑"))


# -- matched ---------------------------------------------------------------------------------------


def test_an_offer_is_held_against_open_requests_and_they_against_it(lane: Store) -> None:
    say(lane, DRIVER)
    pills = say(lane, PILLS)
    far = say(lane, "春晖苑5号101 降压药只剩5天")
    say(lane, "大林苑2号1806 水管漏了")
    assert suited(lane) == [pills, far]
    (found,) = lane.ask(offers.for_request, pills, lane.now())
    assert found.offer.no == 1
    assert {reason.code for reason in found.fit.favours} >= {"same_compound", "vehicle"}
    assert lane.ask(offers.suiting, lane.now()) == 1


def test_nobody_is_asked_to_fetch_for_their_own_door(lane: Store) -> None:
    say(lane, DRIVER)
    say(lane, "大林苑2号1805 降压药只剩1天")
    assert suited(lane) == []


def test_a_giver_behind_closed_doors_is_shown_with_why(lane: Store) -> None:
    say(lane, DRIVER)
    pills = say(lane, PILLS)
    until = date(2022, 4, 20)
    lane.do(closed_commands.close_places, [PlaceKey(Extent.BUILDING, 1)], until, "")
    assert against(lane, pills) == {"building_closed"}
    lane.do(journal_commands.undo)
    lane.do(closed_commands.close_places, [PlaceKey(Extent.COMPOUND, 1)], until, "")
    assert against(lane, pills) == {"compound_closed"}
    assert suited(lane) == []


def test_a_giver_who_falls_ill_is_shown_with_why(lane: Store) -> None:
    say(lane, DRIVER)
    pills = say(lane, PILLS)
    moved = say(lane, "大林苑2号1805 核酸阳性，没人来转运")
    assert against(lane, pills) == {"household_moves"}
    lane.do(journal_commands.undo)
    assert request(lane, pills).no == pills != moved
    lane.do(residents.set_whereabouts, [1], Whereabouts.AWAY, None)
    assert against(lane, pills) == {"giver_gone"}
    lane.do(journal_commands.undo)
    take(lane)
    lane.do(journal_commands.undo)
    begin(lane, PersonInput("孟长青", PersonKind.VOLUNTEER, phone="13800000041"))
    gone = PresenceInput(Place.ISOLATED, lane.now())
    lane.do(presence.record_presence, [2], gone)
    assert against(lane, pills) == {"giver_absent"}


def test_hours_past_midnight_are_of_the_night_they_began(lane: Store, clock: FixedClock) -> None:
    say(lane, DRIVER.replace("晚上有空", "夜里22点到2点有空"))
    pills = say(lane, PILLS)  # harm comes on the next morning
    clock.moment += timedelta(hours=16, minutes=30)
    assert clock.now().hour == 0
    (found,) = lane.ask(offers.for_request, pills, lane.now())
    assert found.fit.from_at == lane.now()
    clock.moment += timedelta(hours=3)
    (found,) = lane.ask(offers.for_request, pills, lane.now())
    assert found.fit.from_at is None  # the pills are gone by 22:00
    assert against(lane, pills) == {"not_in_time"}


# -- taken -----------------------------------------------------------------------------------------


def test_one_key_makes_a_volunteer_who_is_the_resident_and_owes_thanks(lane: Store) -> None:
    no = say(lane, DRIVER + "，只是腰不好")
    ended = take(lane)
    assert ended == Ended(1, "孟长青", 2, False, no, True)
    person = lane.ask(roster.person, 2)
    assert person is not None
    assert (person.kind, person.compound, person.building) == ("volunteer", "大林苑", "2")
    assert (person.vehicle, person.available_from, person.no_heavy_work) == ("面包车", 1080, 1)
    resident = lane.ask(resident_queries.on_roster, 2)
    assert resident is not None
    assert resident.name == "孟长青"
    assert request(lane, no).state == RequestState.CALL_BACK
    assert (one(lane).state, one(lane).person_no) == (OfferState.TAKEN, 2)
    with refused("offer_taken"):
        take(lane)


def test_who_was_told_is_owed_nothing_more(lane: Store) -> None:
    no = say(lane, DRIVER)
    assert not take(lane, told=True).owed
    assert request(lane, no).state == RequestState.CLOSED
    assert request(lane, no).told_whom == "孟长青"


def test_who_is_on_the_roster_already_is_not_doubled(lane: Store) -> None:
    begin(lane, PersonInput("孟长青", PersonKind.VOLUNTEER, phone="13800000041", skills=("力气",)))
    say(lane, DRIVER)
    say(lane, DRIVER + "，还可以遛狗")
    assert take(lane, 1).was_known
    assert take(lane, 2).person_no == 2
    people = [row.name for row in lane.ask(roster.people)]
    assert people == ["施敏", "孟长青"]
    person = lane.ask(roster.person, 2)
    assert person is not None
    assert (person.vehicle, person.skills) == ("面包车", ("力气",))


def test_a_request_asked_beside_an_offer_goes_on_when_that_is_taken(lane: Store) -> None:
    no = say(lane, "大林苑2号1806 我有车可以帮忙, 但是我妈的降压药没了 13800000031")
    with refused("offer_nameless"):
        take(lane)
    lane.do(offer_commands.change_offer, 1, one(lane).version, {"name": "柳青"})
    assert take(lane).request_no is None
    assert request(lane, no).state == RequestState.OPEN


def test_of_several_what_is_refused_is_left(lane: Store) -> None:
    say(lane, DRIVER)
    say(lane, "我可以帮忙遛狗", RequestKind.OFFER)
    before = state(lane)
    done = lane.do(offer_commands.take_offers, [1, 2])
    assert (done.nos, done.left[2].code) == ([1], "offer_nameless")
    lane.do(journal_commands.undo)
    assert state(lane) == before


def test_a_call_with_another_offer_in_it_waits_for_that(lane: Store) -> None:
    first = say(lane, DRIVER)
    second = say(lane, DRIVER + "，还可以遛狗")
    lane.do(joining.join_requests, first, [second])
    assert take(lane, 2).request_no is None
    assert request(lane, first).state == RequestState.OPEN
    assert take(lane, 1).request_no == first
    assert request(lane, first).state == RequestState.CALL_BACK


def test_an_offer_in_an_asking_call_closes_nothing(lane: Store) -> None:
    asks = say(lane, PILLS)
    offer = say(lane, DRIVER)
    lane.do(joining.join_requests, asks, [offer])
    assert take(lane).request_no is None
    assert request(lane, asks).state == RequestState.OPEN


# -- over ------------------------------------------------------------------------------------------


def test_what_is_no_longer_possible_is_over_and_stays_on_file(lane: Store) -> None:
    no = say(lane, DRIVER)
    end = partial(offer_commands.end_offers, why=OverWhy.WITHDRAWN, told=True)
    undone_whole(lane, lambda: lane.do(end, [1]))
    assert one(lane).state == OfferState.OVER
    assert request(lane, no).state == RequestState.CLOSED
    with refused("offer_over"):
        lane.do(end, [1])
    assert suited(lane) == []


def test_who_was_taken_and_falls_ill_is_thanked_for_what_was_met(lane: Store) -> None:
    no = say(lane, DRIVER)
    take(lane)
    lane.do(partial(offer_commands.end_offers, why=OverWhy.ILL), [1])
    assert one(lane).owed
    undone_whole(lane, lambda: lane.do(offer_commands.thank_offers, [1]))
    found = request(lane, no)
    assert (found.state, found.outcome, found.told_whom) == ("closed", "met", "孟长青")
    with refused("offer_not_owed"):
        lane.do(offer_commands.thank_offers, [1])


def test_a_call_that_may_be_about_a_life_is_closed_by_no_offer(lane: Store) -> None:
    no = say(lane, DRIVER)
    version = request(lane, no).version
    changes = {"urgency": Urgency.LIFE}
    lane.do(commands.change_request, no, version, changes)
    ended = take(lane, told=True)
    assert ended.held is not None
    assert (ended.held.code, ended.owed) == ("life_not_accepted", True)
    assert request(lane, no).state == RequestState.OPEN
    assert one(lane).state == OfferState.TAKEN


def test_a_volunteer_who_falls_ill_stays_on_the_roster(lane: Store) -> None:
    say(lane, DRIVER)
    take(lane)
    done = lane.do(partial(offer_commands.end_offers, why=OverWhy.ILL), [1])
    assert done.done[1].person_no == 2
    assert take(lane).person_no == 2  # well again: the same person
    assert len(lane.ask(roster.people)) == 2
