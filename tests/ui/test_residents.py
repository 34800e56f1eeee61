"""People of households at the desk: the other face of the register, their forms and acts."""

from __future__ import annotations

from contextlib import AbstractAsyncContextManager

import pytest

from data.households import commands as household_commands
from data.households import compounds as household_compounds
from data.households import queries as households
from data.requests.commands import add_request
from data.residents import identity
from data.residents import queries as residents
from data.roster import commands as roster_commands
from data.store import Store
from models.chases import Urgency
from models.households import CompoundInput, HouseholdInput, HouseholdView
from models.requests import RequestInput, RequestKind
from models.residents import IdentityKept, PersonMark, ResidentInput, ResidentView
from models.roster import PersonInput, PersonKind
from models.telephones import Telephone
from screens import i18n
from tests.ui.driving import LOW, WIDE, Driven, Size, desk
from tests.ui.test_nothing_cut import walk

NUMBER = "00000019380305404X"


@pytest.fixture
def town(store: Store) -> Store:
    """Household 1 with 金桂花, her son and a grandchild out of five people, 2 with 柳青 alone."""
    store.do(household_compounds.add_compound, CompoundInput("春晖苑"))
    grandmother = ResidentInput(
        "金桂花",
        born="1938-03-05",
        identity=NUMBER,
        phones=(Telephone("13800000021"), Telephone("02163000001", "8", "儿媳")),
        marks=(PersonMark("透析", "周二四六", "登记表.xlsx", "2022-04-01"),),
        key_with="居委",
        note="耳背",
    )
    son = ResidentInput("金小明", relation="儿子", phones=(Telephone("13800000022"),))
    child = ResidentInput("金子墨", relation="孙子")
    whole = HouseholdInput(
        "春晖苑", "3", room="501", head="金桂花", phone="13800000021", people=5,
        marks=("养猫",), residents=(grandmother, son, child),
    )  # fmt: skip
    store.do(household_commands.add_household, whole)
    alone = HouseholdInput(
        "春晖苑", "3", room="502", head="柳青", residents=(ResidentInput("柳青"),)
    )
    store.do(household_commands.add_household, alone)
    given = RequestInput(
        "要透析", "要透析", RequestKind.MEDICINE, Urgency.TODAY, store.now(), household_no=1
    )
    store.do(add_request, given)
    return store


def people(store: Store, size: Size = LOW) -> AbstractAsyncContextManager[Driven]:
    """The desk with the people of its register in front."""
    return desk(store, "f8", "v", "2", size=size)


def person(store: Store, no: int) -> ResidentView:
    return store.ask(residents.resident, no)


def household(store: Store, no: int) -> HouseholdView:
    view = store.ask(households.household, no)
    assert view is not None
    return view


def detail(pilot: Driven) -> str:
    return " ".join(pilot.shown("#detail").split())


# -- two faces -------------------------------------------------------------------------------------


async def test_v_turns_to_the_people_and_back_on_the_same_door(town: Store) -> None:
    async with desk(town, "f8", "down", size=WIDE) as pilot:
        assert pilot.here().chosen() == 2
        await pilot.press("v", "2")
        assert pilot.here().place == "residents"
        assert pilot.cells()[pilot.here().chosen() or 0][3] == "柳青"
        await pilot.press("up", "v", "2")
        assert (pilot.here().place, pilot.here().chosen()) == ("households", 1)


async def test_a_view_of_one_mark_stays_one(town: Store) -> None:
    async with people(town) as pilot:
        pilot.here().show_scope("mark:透析")
        await pilot.press("v", "2")
        assert pilot.here().query_now.scope == "mark:透析"
        assert list(pilot.cells()) == [1]


async def test_the_key_of_the_place_shows_the_face_that_was_left(town: Store) -> None:
    async with people(town) as pilot:
        await pilot.press("f3", "f8")
        assert pilot.here().place == "residents"
        await pilot.press("v", "2", "f3", "f8")
        assert pilot.here().place == "households"


async def test_people_are_found_by_name_initials_door_and_number(town: Store) -> None:
    async with people(town) as pilot:
        for typed, found in (("jxm", [2]), ("3-502", [4]), ("63000001", [1]), ("透析", [1])):
            await pilot.press("/", *typed)
            assert list(pilot.cells()) == found, typed
            await pilot.press("escape", "escape")


async def test_a_person_shows_everything_and_their_household(town: Store) -> None:
    async with people(town, WIDE) as pilot:
        assert pilot.cells()[1] == [
            "春晖苑", "3", "501", "金桂花", "head", "84", "13800000021", "dialysis"
        ]  # fmt: skip
        told = detail(pilot)
        for said in (
            "金桂花 春晖苑 3-501", "1938-03-05 84 years", "13800000021", "02163000001 ext. 8",
            "dialysis (周二四六) 登记表 .xlsx 04-01", "key with 居委", "…404X", "耳背",
            "5 registered, 3 named · 5 here · 5 fed", "金小明 儿子", "要透析",
        ):  # fmt: skip
            assert said in told
        places = [(link.place, link.no) for link in pilot.here().links(1)]
        assert places == [("households", 1), ("requests", 1)]


async def test_a_household_shows_everybody(town: Store) -> None:
    async with desk(town, "f8", size=WIDE) as pilot:
        told = detail(pilot)
        for said in ("5 registered, 3 named · 5 here · 5 fed", "金小明 儿子 13800000022"):
            assert said in told
        assert [link.no for link in pilot.here().links(1) if link.place == "residents"] == [1, 2, 3]


async def test_the_mask_hides_numbers_health_and_identity(town: Store) -> None:
    async with people(town, WIDE) as pilot:
        await pilot.press("m")
        told = detail(pilot)
        assert "138****0021" in told
        for hidden in ("13800000021", "63000001", "透析", "dialysis", "周二", "404X", "耳背"):
            assert hidden not in told


# -- forms -----------------------------------------------------------------------------------------


async def test_somebody_is_changed_by_their_form(town: Store) -> None:
    async with people(town) as pilot:
        await pilot.press("e", "1")
        values = pilot.values()
        assert values["phones"] == "13800000021，儿媳 021-63000001-8"
        assert values["marks"] == "dialysis（周二四六）"
        assert values["identity"] == ""
        await pilot.save(
            born="84岁", phones="儿子 13800000023", marks="透析（周二四六），氧气", sex="female"
        )
    view = person(town, 1)
    assert (view.born, view.sex, view.identity_tail) == ("1938", "female", "404X")
    assert view.phones == (Telephone("13800000023", whose="儿子"),)
    assert [(one.mark, one.source) for one in view.marks] == [("透析", "登记表.xlsx"), ("吸氧", "")]


async def test_an_identity_number_is_kept_as_chosen_and_in_no_draft(town: Store) -> None:
    async with people(town) as pilot:
        await pilot.press("down", "e", "1")
        pilot.fill(identity="000000200001011234", note="x")
        await pilot.press("escape")
        draft = pilot.desk.drafts.get("resident:2")
        assert draft is not None
        assert dict(draft.typed) == {"note": "x"}
        await pilot.press("e", "1")
        await pilot.save(identity="000000200001011234")
        assert person(town, 2).identity_tail == "1234"
        await pilot.press("e", "1")
        await pilot.save(identity="-")
        assert person(town, 2).identity_tail == ""


async def test_what_is_kept_of_identity_numbers_is_a_setting(town: Store) -> None:
    async with people(town) as pilot:
        await pilot.press("O")
        await pilot.save(identity="nothing")
    assert town.ask(identity.keeper).kept is IdentityKept.NOTHING
    assert person(town, 1).identity_tail == ""


async def test_somebody_new_is_of_the_household_under_the_cursor(town: Store) -> None:
    async with people(town) as pilot:
        await pilot.press("n", "2")
        await pilot.save(name="金丽华", relation="女儿", phones="13800000025")
        assert pilot.status().startswith("金丽华 is of 春晖苑 3-501.")
    assert [one.name for one in town.ask(residents.of_household, 1)][-1] == "金丽华"


async def test_people_no_register_lists_are_a_household_of_a_kind(town: Store) -> None:
    async with desk(town, "f8", "n", "3", "1") as pilot:
        await pilot.save(building="门卫室", head="秦师傅", present="3")
        await pilot.press("v", "5")
        assert pilot.cells()[3][6] == "staff locked in"
    assert (household(town, 3).kind, household(town, 3).present) == ("staff", 3)


# -- acts ------------------------------------------------------------------------------------------


async def test_marked_people_move_to_a_door_that_is_typed(town: Store) -> None:
    async with people(town) as pilot:
        await pilot.press("down", "space", "space", "e", "1", *"3-502", "enter")
        assert pilot.status().startswith("金小明, 金子墨 moved to 春晖苑 3-502.")
        assert not pilot.here().records.marks
        assert [person(town, no).household_no for no in (1, 2, 3)] == [1, 2, 2]
        await pilot.press("z")
        assert [person(town, no).household_no for no in (1, 2, 3)] == [1, 1, 1]


async def test_a_door_is_chosen_by_its_number_and_never_the_same_one(town: Store) -> None:
    async with people(town) as pilot:
        await pilot.press("e", "2", "1")
        assert pilot.choices() == ["no household is found by that"]
        await pilot.press("backspace", "2", "enter")
    assert person(town, 1).household_no == 2
    assert household(town, 1).head == "金小明"


async def test_marked_people_are_away_and_counted_so(town: Store) -> None:
    async with people(town) as pilot:
        await pilot.press("down", "space", "space", "i")
        await pilot.save(since="04-01")
    assert {person(town, no).presence for no in (2, 3)} == {"away"}
    assert (person(town, 2).presence_since or "").endswith("04-01")
    assert household(town, 1).away == 2


async def test_two_households_become_one_and_two_again(town: Store) -> None:
    async with desk(town, "f8", "e", "5", *"柳青", "enter") as pilot:
        about = pilot.shown(".about")
        assert "春晖苑 3-502" in about
        assert "柳青" in about
        await pilot.press("1")
        assert list(pilot.cells()) == [1]
        assert len(town.ask(residents.of_household, 1)) == 4
        await pilot.press("z")
        assert list(pilot.cells()) == [1, 2]


async def test_who_lives_apart_is_a_household_of_their_own(town: Store) -> None:
    async with desk(town, "f8", "e", "6") as pilot:
        await pilot.press("ctrl+s")
        assert pilot.problem("residents")
        pilot.field("residents").select("2")  # type: ignore[attr-defined]
        await pilot.save(room="501/2")
        assert len(pilot.cells()) == 3
    assert person(town, 2).household_no == 3
    assert household(town, 1).people == 4


async def test_who_was_entered_by_mistake_goes_and_comes_back(town: Store) -> None:
    async with people(town) as pilot:
        await pilot.press("down", "e", "5")
        assert 2 not in pilot.cells()
        await pilot.press("z")
        assert 2 in pilot.cells()


async def test_a_volunteer_is_the_same_human_being_in_both_lists(town: Store) -> None:
    given = PersonInput("金小明", PersonKind.VOLUNTEER, phone="13800000099", post="团长")
    no = town.do(roster_commands.add_person, given)
    async with people(town, WIDE) as pilot:
        await pilot.press("down", "e", "4")
        assert pilot.choices("#choose-list")[0].endswith("金小明  团长  same name")
        await pilot.press("1")
        assert "on roster 金小明 团长" in detail(pilot)
        assert ("roster", no) in [(link.place, link.no) for link in pilot.here().links(2)]
        await pilot.press("f6")
        assert "door 春晖苑 3-501 儿子" in detail(pilot)
        assert ("residents", 2) in [(link.place, link.no) for link in pilot.here().links(no)]
        await pilot.press("f8", "e", "4")
    assert person(town, 2).roster_no is None


async def test_who_may_be_on_the_roster_is_proposed(town: Store) -> None:
    given = PersonInput("金小明", PersonKind.VOLUNTEER, phone="13800000099")
    no = town.do(roster_commands.add_person, given)
    async with people(town, WIDE) as pilot:
        await pilot.press("down")
        assert "on roster?" not in detail(pilot)
        town.do(roster_commands.change_person, no, None, {"phone": "13800000022"})
        await pilot.looked_again()
        assert "on roster?" in detail(pilot)


async def test_the_history_of_a_person_is_theirs_alone(town: Store) -> None:
    async with people(town) as pilot:
        await pilot.press("down", "e", "1")
        await pilot.save(relation="长子")
        await pilot.press("e", "6")
        assert len(pilot.choices()) == 2
        assert "金小明 changed" in pilot.choices()[0]


@pytest.mark.parametrize("language", i18n.LANGUAGES)
@pytest.mark.parametrize("way", [("f8",), ("f8", "v", "2"), ("f8", "v", "2", "space", "space")])
async def test_nothing_of_it_is_cut(town: Store, way: tuple[str, ...], language: str) -> None:
    i18n.set_language(language)
    async with desk(town, *way, size=LOW) as pilot:
        assert await walk(pilot, way, 2) == set()
