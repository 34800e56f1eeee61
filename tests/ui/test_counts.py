"""Counting at the desk: arrows and digits alone, each figure on file at once, two desks told."""

from __future__ import annotations

import pytest

from data.clock import FixedClock
from data.counts import queries
from data.journal import queries as journal
from data.roster import presence
from data.store import Store
from data.supplies import commands as supply_commands
from data.supplies import queries as supplies
from data.supplies import running
from models.counts import CountRow, Reason, Stage, rules
from models.households import CompoundInput, HouseholdInput
from models.problems import Refused
from models.roster import Place, PresenceInput
from models.supplies import AllocationRule, ItemInput
from screens import i18n
from screens.counts import words
from screens.counts.dialog import Counts
from screens.counts.grid import CountGrid
from screens.counts.messages_dialog import CountMessages
from screens.kit.key_bar import KeyBar
from screens.kit.one_line import OneLine
from screens.roster.staff import named, staff
from tests.beginning import another_desk, begin
from tests.counting import NORTH, SOUTH, TRUCK, count, line, supply
from tests.ui.driving import LOW, WIDE, Driven, Size, both_sizes, desk


@pytest.fixture
def gates(store: Store) -> Store:
    return supply(store)


def rows(pilot: Driven) -> list[str]:
    """What the lines of the grid say, its heading first."""
    grid = pilot.app.screen.query_one(CountGrid)
    lines = (grid.render_line(y).text.rstrip() for y in range(grid.size.height))
    return [" ".join(told.split()) for told in lines if told.strip()]


def counts(store: Store, drop_no: int = SOUTH) -> list[tuple[str, str, int, str | None]]:
    """What holds at a gate: goods, stage, figure, reason."""
    found: list[tuple[str, str, int, str | None]] = []
    for one in store.ask(queries.of_drop, drop_no):
        held: list[CountRow] = [*one.counts, *(row for site in one.sites for row in site.counts)]
        found += [(one.goods, row.stage, row.quantity, row.reason) for row in held]
    return found


@both_sizes
async def test_a_gate_with_a_mismatch_takes_five_keys_beside_its_digits(
    gates: Store, size: Size
) -> None:
    """From the list: # opens, a short figure, enter, its reason, the rest of the row as before."""
    async with desk(gates, "f4", size=size) as pilot:
        await pilot.press("number_sign")
        pilot.front(Counts)
        assert rows(pilot)[1:] == ["▸甲苑 (100) (100) (50)", "乙苑 (50) (50) (25)"]
        await pilot.press("8", "8", "enter")
        assert "1 came short" in pilot.shown("#count-ask")
        assert counts(gates) == [("蔬菜包A", "gate", 88, None)], "on file before its reason is"
        await pilot.press("1", "asterisk")
        assert counts(gates) == [
            ("蔬菜包A", "gate", 88, "short"),
            ("蔬菜包B", "gate", 100, None),
            ("牛奶", "gate", 50, None),
        ]
        assert rows(pilot)[1] == "▸甲苑 88 -12 100 ✓ 50 ✓"
        await pilot.press("escape")
        assert pilot.cells()[SOUTH][4] == "⚠ 12 short"
        if size == WIDE:
            told = " ".join(pilot.shown("#detail").split())
            assert (
                "tell the driver now: 蔬菜包A: 12份 short at 甲苑, the truck is still there" in told
            )
            assert "planned 100 · at the gate 88 (12份 short, came short)" in told
        await pilot.press("f2")
        (red,) = [at for at, one in enumerate(pilot.board()) if "tell the driver now" in one]
        assert red == 1, "right below the first line"


async def test_each_figure_is_an_act_of_its_own_that_z_takes_back(gates: Store) -> None:
    async with desk(gates, "f4", "number_sign") as pilot:
        begun = gates.ask(journal.newest)
        await pilot.press(*"100", "enter", "enter", *"49", "right", "5")
        assert [one[2:] for one in counts(gates)] == [(100, None), (100, None), (49, "held_back")]
        assert gates.ask(journal.newest) == begun + 4
        await pilot.press("z", "z", "z")
        assert [one[2] for one in counts(gates)] == [100]
        assert rows(pilot)[1] == "甲苑 100 ✓ (100) (50)"


async def test_a_reason_may_stay_open_and_is_given_later(gates: Store) -> None:
    async with desk(gates, "f4", "number_sign") as pilot:
        await pilot.press(*"88", "enter", "down")
        assert pilot.shown("#count-ask") == ""
        assert rows(pilot)[1].startswith("甲苑 88 -12 ?")
        await pilot.press("up", "e")
        assert pilot.values()["reason"] == ""
        await pilot.save(reason="damaged", signed_by="门岗 老王", person_no="2")
        pilot.front(Counts)
        told = pilot.shown("#count-cell")
        assert "came damaged" in told
        assert "赵娟 08:00 signed by 门岗 老王" in told
        assert counts(gates) == [("蔬菜包A", "gate", 88, "damaged")]


async def test_other_asks_for_words_and_the_wrong_kit_for_what_came(gates: Store) -> None:
    async with desk(gates, "f4", "number_sign") as pilot:
        await pilot.press(*"65", "enter", "3")
        assert "1 蔬菜包B" in pilot.shown("#count-ask")
        assert "牛奶" not in pilot.shown("#count-ask"), "a kit is mistaken for a kit"
        await pilot.press("1")
        assert line(gates).counts[0].came == "蔬菜包B"
        assert pilot.app.screen.query_one(CountGrid).has_focus
        await pilot.press(*"99", "enter", "7")
        pilot.front(OneLine)
        await pilot.press("enter")
        assert pilot.shown("#line-problem") == "⚠ Say in words what the other reason is."
        await pilot.press(*"rain", "enter")
        told = line(gates, goods="蔬菜包B").counts[0]
        assert (told.reason, told.said) == ("other", "rain")


async def test_more_than_came_offers_other_reasons_and_a_slip_is_put_right(gates: Store) -> None:
    async with desk(gates, "f4", "number_sign") as pilot:
        await pilot.press(*"1000", "enter")
        assert "9 more came" in pilot.shown("#count-ask")
        await pilot.press("1")
        assert "by its digit" in pilot.status(), "1 is what came short, and none of these"
        await pilot.press("right", "left", *"1007", "backspace", "backspace", "0", "enter")
        assert counts(gates) == [("蔬菜包A", "gate", 100, None)]
        await pilot.press("left")
        assert "earlier 1000 (08:00)" in pilot.shown("#count-cell")
        await pilot.press("x")
        assert counts(gates) == []
        await pilot.press("x")
        assert pilot.status() == "Nothing was counted here yet."


@pytest.mark.parametrize("size", [LOW, WIDE])
@pytest.mark.parametrize("language", i18n.LANGUAGES)
async def test_the_stage_turns_and_buildings_stand_under_their_gate(
    gates: Store, language: str, size: Size
) -> None:
    i18n.set_language(language)
    async with desk(gates, "f4", "number_sign", size=size) as pilot:
        head = pilot.shown("#count-head")
        assert f"[{i18n.said_of('at the gate')}]" in head
        await pilot.press("v")
        assert rows(pilot)[1:] == [
            "▸甲苑 (100) (100) (50)",
            "2 (60) (60) (30)",
            "10 (40) (40) (20)",
            "乙苑 (50) (50) (25)",
        ]
        await pilot.press("down", "enter", "enter", "enter")
        assert [one[2] for one in counts(gates)] == [60, 60, 30]
        assert rows(pilot)[1] == "甲苑 60 Σ 60 Σ 30 Σ"
        await pilot.press(*"39", "enter", "6", "asterisk")
        assert rows(pilot)[1] == "甲苑 99 Σ-1 100 Σ 50 Σ"
        assert counts(gates)[1] == ("蔬菜包A", "building", 39, "theft")
        await pilot.press("down")
        assert [one.split()[0] for one in rows(pilot)[1:]] == ["甲苑", "▸乙苑", "1"]
        await pilot.press("tab", "tab")
        assert f"[{i18n.said_of('truck note')}]" in pilot.shown("#count-head")


async def test_enter_at_a_sum_of_buildings_leaves_them_as_they_are(gates: Store) -> None:
    count(gates, Stage.BUILDING, 60, at="2")
    async with desk(gates, "f4", "number_sign", "v") as pilot:
        await pilot.press("enter")
        assert [one[2] for one in counts(gates)] == [60]


async def test_another_desk_that_counts_the_same_gate_is_told_of(gates: Store) -> None:
    async with desk(gates, "f4", "number_sign") as pilot:
        with another_desk(gates) as other:
            count(other, Stage.GATE, 95, Reason.SHORT, person_no=2)
            await pilot.press(*"88", "enter")
            assert "95 was counted here meanwhile (赵娟 04-09 08:00)" in pilot.status()
            assert "赵娟 counts here too: 甲苑 蔬菜包A 95" in pilot.shown("#count-ask")
            assert counts(gates) == [("蔬菜包A", "gate", 95, "short")]
            await pilot.press(*"88", "enter", "1")
            assert counts(gates) == [("蔬菜包A", "gate", 88, "short")]
            count(other, Stage.GATE, 25, drop_no=NORTH, goods="牛奶")
            await pilot.looked_again()
            assert "another desk counts here too: 乙苑 牛奶 25" in pilot.shown("#count-ask")


async def test_escape_writes_nothing_that_is_half_typed(gates: Store) -> None:
    """2 of 230, left so, would have the driver told of 228 that do not lack."""
    async with desk(gates, "f4", "number_sign") as pilot:
        begun = gates.ask(journal.newest)
        await pilot.press("2", "escape")
        pilot.front(Counts)
        assert rows(pilot)[1] == "▸甲苑 (100) (100) (50)"
        await pilot.press("escape")
        assert pilot.app.screen is pilot.place()
        assert counts(gates) == []
        assert gates.ask(journal.newest) == begun


async def test_escape_leaves_the_question_then_the_grid_and_the_figure_stays(
    gates: Store,
) -> None:
    async with desk(gates, "f4", "number_sign") as pilot:
        await pilot.press(*"88", "enter", "escape")
        pilot.front(Counts)
        assert pilot.shown("#count-ask") == ""
        await pilot.press("1", "escape", "escape")
        assert pilot.app.screen is pilot.place()
        assert counts(gates) == [("蔬菜包A", "gate", 88, None)], "1 was a figure, and let go"
        (open_one,) = gates.ask(queries.lacking_now, gates.now())
        assert rules.is_told(open_one, gates.now())


async def test_a_figure_is_of_the_stage_it_was_typed_at(gates: Store) -> None:
    async with desk(gates, "f4", "number_sign") as pilot:
        await pilot.press(*"100", "v")
        assert counts(gates) == [("蔬菜包A", "gate", 100, None)]
        await pilot.press("shift+tab", "right", *"99", "asterisk")
        assert [one[2] for one in counts(gates)] == [100, 99, 50]
        (milk,) = [one for one in gates.ask(queries.of_drop, SOUTH) if one.goods == "蔬菜包B"]
        assert milk.earlier == (), "what was typed is not as before first"


async def test_who_counts_is_chosen_for_the_gate(gates: Store) -> None:
    async with desk(gates, "f4", "number_sign", "a") as pilot:
        await pilot.press("2")
        assert pilot.status() == "赵娟 counts at 甲苑."
        assert "赵娟 counts here" in pilot.shown("#count-head")
        await pilot.press("enter")
        assert line(gates).counts[0].person == "赵娟"


async def test_messages_are_copied_from_the_grid(gates: Store) -> None:
    count(gates, Stage.GATE, 88, Reason.THEFT)
    async with desk(gates, "f4", "number_sign", "y") as pilot:
        pilot.front(CountMessages)
        assert "gate 甲苑: 蔬菜包A 12份 short (88 of 100)" in pilot.shown("#message-text")
        await pilot.press("y")
        assert pilot.app.clipboard.endswith(
            "Please bring what lacks, or tell us that there is none."
        )
        await pilot.press("v", "y")
        assert "88份 of 100 are here" in pilot.app.clipboard
        assert "theft" not in pilot.app.clipboard
        count(gates, Stage.GATE, 50, drop_no=NORTH)
        await pilot.looked_again()
        assert "乙苑" not in pilot.shown("#message-text")
        await pilot.press("asterisk")
        assert "To the neighbours of 乙苑:" in pilot.shown("#message-text")


async def test_a_gate_called_off_meanwhile_refuses_and_keeps_nothing(gates: Store) -> None:
    from data.supplies import commands as supply_commands
    from models.supplies import DropState

    count(gates, Stage.TRUCK, 50, goods="牛奶")
    async with desk(gates, "f4", "number_sign") as pilot:
        with another_desk(gates) as other:
            other.do(supply_commands.mark_drops, [SOUTH], DropState.CANCELLED)
            await pilot.press(*"88", "enter")
        assert "甲苑 was called off on delivery 1" in pilot.status()
        assert counts(gates) == [("牛奶", "truck", 50, None)]
        assert pilot.shown("#count-ask") == ""


async def test_a_drop_that_is_gone_opens_nothing(gates: Store) -> None:
    with pytest.raises(Refused):
        gates.ask(queries.of_drop, 99)


async def test_nobody_absent_is_offered_to_count_and_who_counted_names_them_last(
    gates: Store,
) -> None:
    gates.do(presence.record_presence, [1], PresenceInput(Place.ISOLATED, gates.now()))
    async with desk(gates, "f4", "number_sign", "a") as pilot:
        assert pilot.choices("#choose-list") == ["1 赵娟", "2 nobody for now"]
        await pilot.press("1", *"100", "enter", "left", "e")
        assert pilot.title() == "Count: 甲苑 蔬菜包A 100份"
        assert pilot.choices("#edit-person_no OptionList")[-2:] == ["赵娟", "石磊 (isolated)"]


@pytest.mark.parametrize("language", i18n.LANGUAGES)
async def test_a_skipped_stage_is_named_where_the_figure_is(gates: Store, language: str) -> None:
    i18n.set_language(language)
    async with desk(gates, "f4", "number_sign", "v", "v") as pilot:
        await pilot.press(*"100", "enter", "up", "left", "left")
        told = pilot.shown("#count-cell")
        for stage in (Stage.TRUCK, Stage.GATE, Stage.BUILDING):
            assert words.stage(stage) in told.split("：" if language == "zh" else "counted:")[-1]


async def test_a_difference_is_red_while_the_truck_is_there_whatever_its_reason(
    gates: Store, clock: FixedClock
) -> None:
    def tone(pilot: Driven) -> str:
        """Of the tones of a difference the one it is drawn in at the first gate."""
        grid = pilot.app.screen.query_one(CountGrid)
        (cell,) = [one for one in grid.render_line(1) if "-1" in one.text]
        tones = {
            grid.get_component_rich_style(f"grid--{name}").color: name for name in ("wrong", "warn")
        }
        return tones[cell.style.color if cell.style else None]

    count(gates, Stage.GATE, 88, Reason.SHORT)
    gates.do(running.arrive, SOUTH)
    async with desk(gates, "f4", "number_sign", "down") as pilot:
        assert tone(pilot) == "wrong"
        gates.do(running.drive_on, SOUTH)
        await pilot.looked_again()
        assert tone(pilot) == "warn"
        count(gates, Stage.GATE, 87, may_ask=True)
        await pilot.looked_again()
        assert rows(pilot)[1].startswith("甲苑 87 -13 ?")
        assert tone(pilot) == "warn", "nobody can be told any more"


async def test_what_is_told_names_the_gate_and_the_goods(gates: Store) -> None:
    async with desk(gates, "f4", "number_sign") as pilot:
        await pilot.press(*"88", "enter", "1")
        assert pilot.status() == "甲苑 蔬菜包A 88份: came short."
        await pilot.press("left", "x")
        assert pilot.status().startswith("甲苑 蔬菜包A 88份 is taken out")


async def test_no_figure_is_cut_beside_what_it_differs_by(store: Store) -> None:
    """Seven kinds of goods on the narrowest screen: fewer columns are seen, each whole."""
    supply(store)
    kinds = tuple(
        ItemInput(f"物资{n}号加长名字", 1500, "份", AllocationRule.PER_HOUSEHOLD) for n in range(7)
    )
    store.do(supply_commands.add_delivery, TRUCK._replace(items=kinds))
    drop_no = store.ask(supplies.drops, 2)[0].no
    for n in range(7):
        count(store, Stage.GATE, 1, drop_no=drop_no, goods=f"物资{n}号加长名字", may_ask=True)
    async with desk(store, "f4", size=LOW) as pilot:
        pilot.desk.open_dialog(Counts(drop_no))
        await pilot.press("shift+tab")
        assert "…" not in rows(pilot)[1]
        assert rows(pilot)[1].count("1 -99 ?") >= 4
        await pilot.press("end", *["right"] * 6)
        assert "…" not in rows(pilot)[1]


async def test_long_names_are_whole_where_there_is_room(store: Store) -> None:
    supply(store)
    long = "Plane Tree Gardens West"
    begin(store, CompoundInput(long), HouseholdInput(long, "1", room="1", people=2))
    goods = (ItemInput("vegetable packs part two", 151, "bags", AllocationRule.PER_HOUSEHOLD),)
    store.do(supply_commands.add_delivery, TRUCK._replace(items=goods))
    drop_no = store.ask(supplies.drops, 2)[0].no
    async with desk(store, "f4", size=WIDE) as pilot:
        pilot.desk.open_dialog(Counts(drop_no))
        await pilot.settled()
        assert "vegetable packs part two bags" in rows(pilot)[0]
        assert any(long in one for one in rows(pilot))


async def test_gates_of_one_truck_that_are_marked_are_counted_in_one_grid(gates: Store) -> None:
    async with desk(gates, "f4", "space", "space") as pilot:
        await pilot.press("number_sign")
        pilot.front(Counts)
        await pilot.press("escape")
        gates.do(supply_commands.add_delivery, TRUCK)
        await pilot.looked_again()
        await pilot.press("escape", "home", *["space"] * 4, "number_sign")
        assert pilot.app.screen is pilot.place()
        assert "are marked, and this takes one" in pilot.status()


async def test_help_and_bar_name_the_key_that_the_head_names(gates: Store) -> None:
    async with desk(gates, "f4", "number_sign") as pilot:
        bar = pilot.app.screen.query_one(KeyBar).render().plain
        assert " v stage" in bar
        assert "tab" not in bar


def test_staff_who_are_absent_are_offered_last_and_with_where_they_are(gates: Store) -> None:
    """A call may be theirs still, by telephone; nobody gives it to them unawares."""
    gates.do(presence.record_presence, [1], PresenceInput(Place.ISOLATED, gates.now()))
    assert [named(one) for one in staff(gates)] == ["赵娟", "石磊  isolated"]
