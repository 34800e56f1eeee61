"""The store-room at the desk: by digits and a line each, counted with why, undone."""

from __future__ import annotations

from datetime import timedelta

import pytest

from data.clock import FixedClock
from data.stock import commands, goods, queries, rooms
from data.store import Store
from data.supplies import commands as supply_commands
from models.roster import PersonInput, PersonKind
from models.stock import MoveInput, MoveKind, PartInput, RoomInput, StockInput, StockRow
from models.supplies import DeliveryInput, DropState, ItemInput
from screens.i18n import set_language
from screens.kit.choose import Choose
from screens.kit.one_line import OneLine
from screens.stock.dialog import Stock
from tests.beginning import another_desk, begin
from tests.ui.driving import LOW, WIDE, Driven, Size, both_sizes, desk

LIST, DETAIL, FOOT = "#stock-list", "#stock-detail", ".foot"
SHI, LIN = 1, 2
MASKS, GOWNS, KIT = 1, 2, 3


@pytest.fixture
def office(filled: Store) -> Store:
    """Two of the staff; masks, gowns, and a kit of both."""
    begin(filled, PersonInput("施敏", PersonKind.STAFF), PersonInput("林小满", PersonKind.STAFF))
    filled.do(commands.bring_in, "口罩", "只", MoveInput(200))
    filled.do(commands.bring_in, "防护服", "件", MoveInput(50))
    parts = (PartInput("口罩", 5), PartInput("防护服", 1))
    filled.do(goods.keep_goods, StockInput("防疫包", "份", parts=parts))
    return filled


def row(store: Store, no: int) -> StockRow:
    return store.ask(queries.one, no, store.now())


def line(pilot: Driven, name: str) -> str:
    return next(one for one in pilot.choices(LIST) if name in one)


@both_sizes
async def test_gowns_go_out_to_somebody_by_a_digit_and_a_line_and_z_takes_it_back(
    office: Store, size: Size
) -> None:
    async with desk(office, "f4", "K", size=size) as pilot:
        pilot.front(Stock)
        await pilot.press("down", "2", *"5 林小满", "enter")
        pilot.front(Stock)
        found = office.ask(queries.moves, GOWNS)[0]
        assert (found.quantity, found.who, found.person_no) == (5, "林小满", LIN)
        assert "45件" in line(pilot, "防护服")
        assert "防护服 5件 given out, to 林小满." in pilot.status()
        await pilot.press("z")
        assert row(office, GOWNS).balance == 50
        assert "50件" in line(pilot, "防护服")


async def test_goods_come_in_and_come_back_by_their_digits(office: Store) -> None:
    async with desk(office, "f4", "K") as pilot:
        await pilot.press("1", *"300只 街道", "enter")
        await pilot.press("2", *"20", "enter")
        await pilot.press("3", *"7", "enter")
        assert row(office, MASKS).balance == 200 + 300 - 20 + 7
        assert office.ask(queries.moves, MASKS)[2].who == "街道"
        assert pilot.shown(DETAIL).splitlines()[0] == "in 500  out 20  back 7"


async def test_what_is_wrong_stays_in_the_line_until_it_is_right(office: Store) -> None:
    async with desk(office, "f4", "K", "2") as pilot:
        for typed, why in (
            ("-5", "-5 is no whole number"),
            ("1.5", "1.5 is no whole number"),
            ("2箱", "not in 箱"),
            ("2.5 to Lin", "2.5 is no whole number"),
            ("to Lin", "Begin with how many"),
            ("201给王萍412", "only 200只 is there"),
        ):
            field = pilot.line()
            field.value = ""
            await pilot.press(*typed, "enter")
            pilot.front(OneLine)
            assert why in pilot.shown("#line-problem")
        assert row(office, MASKS).balance == 200
        pilot.line().value = ""
        await pilot.press(*"200", "enter")
        assert row(office, MASKS).balance == 0


async def test_columns_say_how_the_balance_came_to_be(office: Store) -> None:
    async with desk(office, "f4", "K") as pilot:
        await pilot.press("2", *"60 to Lin", "enter", "3", *"20 from Lin", "enter")
        await pilot.press("4", *"150", "enter", "5")
        assert row(office, MASKS).balance == 150
        heads = pilot.choices(LIST)[0].split("  ")
        assert heads[0] == "Protective gear"
        assert " ".join(heads).split()[2:] == "in + out - back + found there days low".split()
        told = line(pilot, "口罩").split()
        assert told[:2] == ["1", "口罩"]
        figures = [int(one.removesuffix("只")) for one in told[2:]]
        assert figures == [200, 60, 20, -10, 150]
        assert [one.who for one in office.ask(queries.moves, MASKS)[1:3]] == ["Lin", "Lin"]


@both_sizes
async def test_goods_are_found_by_typing_and_digits_are_text_there(
    office: Store, size: Size
) -> None:
    office.do(commands.bring_in, "N95口罩", "只", MoveInput(40))
    before = len(office.ask(queries.moves))
    async with desk(office, "f4", "K", "/", *"n95", size=size) as pilot:
        assert pilot.line().value == "n95"
        assert [one for one in pilot.choices(LIST) if "只" in one] == [line(pilot, "N95口罩")]
        await pilot.press("enter", "2", *"5", "enter")
        assert row(office, 4).balance == 35, "the act is about what was found"
        await pilot.press("/", "backspace", "1")
        assert pilot.choices(LIST) == ["No goods have that."]
        await pilot.press("escape")
        pilot.front(Stock)
        assert sum("只" in one or "件" in one for one in pilot.choices(LIST)) == 3
        await pilot.press("/", *"fhf", "down", "v", "/")
        assert "防护服" in pilot.choices(LIST)[0], "by initials, what moved as well"
        await pilot.press("escape", "escape")
        assert not isinstance(pilot.app.screen, Stock)
    assert len(office.ask(queries.moves)) == before + 1


async def test_a_part_nobody_knows_is_told_where_parts_are_typed(office: Store) -> None:
    async with desk(office, "f4", "K", "n") as pilot:
        assert pilot.field("parts").placeholder == "one a line: masks 5"  # type: ignore[attr-defined]
        await pilot.save(goods="新包", unit="份", parts="防护 1\n口罩 2")
        assert pilot.problem("parts").startswith("防护 is not kept")
        assert "新包" not in pilot.problem("parts")
        assert not pilot.problem("goods")


async def test_a_line_that_is_left_is_kept_for_the_next_time(office: Store) -> None:
    async with desk(office, "f4", "K", "2", *"5 林", "escape") as pilot:
        pilot.front(Stock)
        await pilot.press("2")
        assert pilot.line().value == "5 林"
        await pilot.press("escape", "1")
        assert pilot.line().value == "", "what goes in is another line"


@pytest.mark.parametrize("key", ["4", "#"])
async def test_a_count_that_agrees_asks_nothing_another_asks_why_by_a_digit(
    office: Store, key: str
) -> None:
    key = {"#": "number_sign"}.get(key, key)
    async with desk(office, "f4", "K") as pilot:
        await pilot.press(key, *"200", "enter")
        pilot.front(Stock)
        assert "counted, as on file" in pilot.status()
        await pilot.press(key, *"180", "enter")
        asked = pilot.front(Choose)
        assert "180只 counted, 200只 on file: -20" in pilot.shown(".about")
        assert asked is pilot.app.screen
        assert row(office, MASKS).balance == 200, "nothing is written before it is said"
        await pilot.press("2")
        pilot.front(Stock)
        found = office.ask(queries.moves, MASKS)[0]
        assert (found.change, found.reason) == (-20, "damaged")
        await pilot.press("z")
        assert row(office, MASKS).balance == 200


async def test_why_a_count_differs_is_said_in_words_too(office: Store) -> None:
    async with desk(office, "f4", "K", "4", *"190", "enter", "6") as pilot:
        await pilot.press("enter")
        assert "⚠" in pilot.shown("#line-problem")
        await pilot.press(*"淋湿了", "enter")
        assert office.ask(queries.moves, MASKS)[0].reason == "淋湿了"


async def test_kits_are_made_and_what_lacks_is_told(office: Store) -> None:
    async with desk(office, "f4", "K") as pilot:
        await pilot.press("end", "5")
        assert "enough for 40" in pilot.shown(".about")
        await pilot.press(*"41", "enter")
        assert "口罩 200/205只" in pilot.shown("#line-problem")
        assert row(office, KIT).balance == 0
        await pilot.press("backspace", "0", "enter")
        assert [row(office, no).balance for no in (MASKS, GOWNS, KIT)] == [0, 10, 40]
        await pilot.press("z", "home", "5")
        pilot.front(Stock)
        assert "has no parts" in pilot.status()
        assert [row(office, no).balance for no in (MASKS, GOWNS, KIT)] == [200, 50, 0]


async def test_enter_offers_what_can_be_done_and_what_moved(office: Store) -> None:
    async with desk(office, "f4", "K", "down", "2", "3", "enter", "enter") as pilot:
        pilot.front(Choose)
        await pilot.press("5")
        assert pilot.title().startswith("What moved  防护服")
        told = pilot.choices(LIST)
        assert ["given out" in told[0], "brought in" in told[1], len(told)] == [True, True, 2]
        await pilot.press("1")
        pilot.front(Stock)
        assert len(office.ask(queries.moves, GOWNS)) == 2, "what moved is not moved again"
        await pilot.press("v", "v")
        assert pilot.title().startswith("Store-room  3")


@both_sizes
async def test_goods_are_put_on_file_and_changed(office: Store, size: Size) -> None:
    async with desk(office, "f4", "K", "n", size=size) as pilot:
        await pilot.save(goods="口罩")
        assert "kept already" in pilot.problem("goods")
        await pilot.save(goods="面罩", unit="个", low_mark="10", a_person_a_day="1", parts="")
        assert pilot.title() == "Bring in: 面罩", "it goes on with how many there are"
        await pilot.press(*"9", "enter")
        assert line(pilot, "面罩").endswith("⚠ 10"), "the mark it is down to"
        assert pilot.shown(DETAIL).startswith("in 9"), "the cursor is on them"
        await pilot.press("2", *"1", "enter")
        assert row(office, 4).balance == 8
        await pilot.press("end", "e")
        await pilot.save(parts="口罩 十\n防护服")
        assert "防护服 is no part" in pilot.problem("parts")
        await pilot.save(parts="口罩 十\n防护服 2件")
        assert [(p.goods, p.quantity) for p in row(office, KIT).parts] == [
            ("口罩", 10),
            ("防护服", 2),
        ]


async def test_the_key_of_a_store_room_is_given_and_red_while_its_keeper_is_away(
    office: Store,
) -> None:
    office.do(rooms.add_room, RoomInput("二楼库房"))
    async with desk(office, "f4", "K", "v", "v") as pilot:
        assert "nobody has the key" in pilot.choices(LIST)[0]
        await pilot.press("a", *"lxm", "enter")
        assert office.ask(queries.room, 1).keeper_no == LIN
        assert pilot.choices(LIST)[0].endswith("林小满")
        await pilot.press("n")
        await pilot.save(name="门卫室")
        assert [one.name for one in office.ask(queries.rooms)] == ["二楼库房", "门卫室"]
        await pilot.press("escape", "f6", "down", "i")
        assert any("二楼库房" in one for one in pilot.choices())


async def test_leftovers_of_a_truck_are_brought_in(office: Store) -> None:
    async with desk(office, "f4", "K", "6") as pilot:
        assert "Nothing is left over" in pilot.status()
        item = ItemInput("蔬菜包", 30, "份")
        given = DeliveryInput(office.now(), (item,), drops=("大林苑",))
        office.do(supply_commands.add_delivery, given)
        office.do(supply_commands.mark_drops, [1], DropState.UNLOADED)
        with office.step() as step:
            step.conn.execute("UPDATE drop_item SET planned = 25")
            step.act("began")
        await pilot.press("6")
        pilot.front(Choose)
        await pilot.press("1")
        assert "蔬菜包 5份" in pilot.status()
        assert "5份" in line(pilot, "蔬菜包")
        await pilot.press("6")
        assert "Nothing is left over" in pilot.status()


async def test_too_little_is_on_the_board_and_leads_there(office: Store, clock: FixedClock) -> None:
    async with desk(office) as pilot:
        assert not any("Store-room" in one for one in pilot.choices("#board"))
        office.do(goods.change_goods, GOWNS, None, {"a_person_a_day": 6})
        office.do(commands.move_goods, GOWNS, MoveKind.OUT, MoveInput(40))
        await pilot.looked_again()
        at = next(n for n, one in enumerate(pilot.choices("#board")) if "Store-room" in one)
        assert "防护服 10件 less than a day" in pilot.choices("#board")[at]
        listed = pilot.app.screen.query_one("#board")
        listed.highlighted = at  # type: ignore[attr-defined]
        await pilot.press("enter")
        pilot.front(Stock)
        assert "⚠ too little: 1" in pilot.title()


async def test_what_another_desk_took_is_seen_and_the_last_are_not_given_twice(
    office: Store,
) -> None:
    async with desk(office, "f4", "K", "down", "2") as pilot:
        with another_desk(office) as theirs:
            theirs.do(commands.move_goods, GOWNS, MoveKind.OUT, MoveInput(49))
        await pilot.press(*"5", "enter")
        assert "only 1件 is there" in pilot.shown("#line-problem")
        await pilot.press("backspace", "1", "enter")
        assert row(office, GOWNS).balance == 0


async def test_settings_say_when_it_is_too_little(office: Store) -> None:
    office.do(goods.change_goods, GOWNS, None, {"a_person_a_day": 8})
    async with desk(office, "f4", "K") as pilot:
        assert "too little" not in pilot.title()
        await pilot.press("O")
        await pilot.save(warn_days="5")
        assert "too little: 1" in pilot.title()


@pytest.mark.parametrize("size", [LOW, WIDE])
async def test_in_chinese_it_says_the_same_and_nothing_is_cut(office: Store, size: Size) -> None:
    set_language("zh")
    office.do(goods.change_goods, GOWNS, None, {"a_person_a_day": 6, "low": 4})
    async with desk(office, "f4", "K", size=size) as pilot:
        assert pilot.title() == "库房  3"
        assert "1 入库" in pilot.shown(FOOT)
        await pilot.press("down", "2", *"48给林小满", "enter")
        assert "防护服 48件已发给林小满" in pilot.status()
        assert "偏低，警戒线 4" in pilot.status()
        heads = pilot.choices(LIST)[0].split()
        assert heads[-7:] == ["入库+", "发出-", "退回+", "盘差", "现有", "几天", "偏低"]
        assert line(pilot, "防护服").split()[2:] == ["50", "48", "2件", "<1", "⚠", "4"]
        assert "⚠ 不足：1" in pilot.title()
        await pilot.press("v")
        moved = pilot.choices(LIST)[0]
        assert "-48件 发出  林小满" in moved
        assert moved.split("林小满")[1].strip() == f"{office.author.who}登记"
        await pilot.press("v")
        assert pilot.title().startswith("库房和钥匙")


async def test_in_the_office_nothing_is_kept_yet(filled: Store) -> None:
    async with desk(filled, "f4", "K") as pilot:
        assert pilot.choices(LIST)[0].startswith("Nothing is kept yet")
        for key in ("1", "4", "5", "e", "enter"):
            await pilot.press(key)
            pilot.front(Stock)
        assert "n puts some on file" in pilot.status()


async def test_yesterdays_draft_is_no_trouble_at_midnight(office: Store, clock: FixedClock) -> None:
    clock.moment += timedelta(hours=15, minutes=59)
    async with desk(office, "f4", "K", "2", *"5") as pilot:
        clock.moment += timedelta(minutes=2)
        await pilot.press("enter")
        assert office.ask(queries.moves, MASKS)[0].happened_at == "2022-04-09T16:01:00Z"
        assert "5只" in pilot.status()
