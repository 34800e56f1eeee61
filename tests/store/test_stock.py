"""The store-room in the store: in, out, back, counted, made; what stands against it; undone."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.absence import commands as absence_commands
from data.absence import queries as absence
from data.clock import FixedClock
from data.duties import commands as duty_commands
from data.journal import commands as journal_commands
from data.journal import queries as journal
from data.roster import commands as roster_commands
from data.roster import presence as roster_presence
from data.roster import queries as roster
from data.stock import commands, goods, queries, rooms
from data.stock.settings import stock_settings
from data.store import Store
from data.supplies import commands as supply_commands
from data.today.queries import board
from models.duties import DutyInput, Role, Work
from models.households import CompoundInput, HouseholdInput
from models.problems import Refused
from models.requests import QueueSettings
from models.roster import PersonInput, PersonKind, Place, PresenceInput
from models.stock import MoveInput, MoveKind, PartInput, RoomInput, StockInput, StockKind, StockRow
from models.stock.settings import StockSettings
from models.supplies import AllocationRule, DeliveryInput, DropState, ItemInput
from tests.beginning import another_desk, begin
from tests.states import refused, refused_whole, state, undone_whole
from tests.store.absences import NOW, fall

SHI, LIN, XU = 1, 2, 3


@pytest.fixture
def office(store: Store) -> Store:
    """Two of the staff and a volunteer."""
    begin(
        store,
        PersonInput("施敏", PersonKind.STAFF),
        PersonInput("林小满", PersonKind.STAFF),
        PersonInput("许强", PersonKind.VOLUNTEER),
    )
    return store


def came(
    store: Store, name: str = "口罩", count: int = 200, unit: str = "只", **more: object
) -> int:
    given = MoveInput(count, **more)  # type: ignore[arg-type]
    return store.do(commands.bring_in, name, unit, given).row.no


def out(store: Store, no: int, count: int, who: str = "", **more: object) -> commands.Moved:
    given = MoveInput(count, who, **more)  # type: ignore[arg-type]
    return store.do(commands.move_goods, no, MoveKind.OUT, given)


def back(store: Store, no: int, count: int, who: str = "") -> commands.Moved:
    return store.do(commands.move_goods, no, MoveKind.BACK, MoveInput(count, who))


def count(store: Store, no: int, found: int, reason: str = "") -> commands.Moved:
    return store.do(commands.count_goods, no, MoveInput(found, reason=reason))


def row(store: Store, no: int) -> StockRow:
    return store.ask(queries.one, no, store.now())


def told(store: Store) -> str:
    return store.ask(journal.one_step, store.ask(journal.newest)).code


# -- in, out, back ---------------------------------------------------------------------------------


def test_goods_come_in_go_out_and_come_back_and_the_figures_agree(office: Store) -> None:
    no = came(office)
    moved = out(office, no, 30, "林小满")
    assert (moved.row.balance, moved.who) == (170, "林小满")
    back(office, no, 10, "林小满")
    count(office, no, 178, "damaged")
    found = row(office, no)
    assert (found.came_in, found.went_out, found.came_back, found.counted) == (200, 30, 10, -2)
    assert found.balance == 178
    assert [(m.kind, m.change, m.who, m.person_no) for m in office.ask(queries.moves, no)] == [
        ("count", -2, "", None),
        ("back", 10, "林小满", LIN),
        ("out", -30, "林小满", LIN),
        ("in", 200, "", None),
    ]


def test_who_is_on_no_list_is_kept_in_words_and_who_is_meant_by_two_is_asked(office: Store) -> None:
    no = came(office, who="街道防疫办")
    assert office.ask(queries.moves, no)[0].who == "街道防疫办"
    out(office, no, 1, "#3")
    assert office.ask(queries.moves, no)[0].person_no == XU
    office.do(roster_commands.add_person, PersonInput("林小满", PersonKind.VOLUNTEER))
    with refused("person_name_shared", name="林小满"):
        out(office, no, 1, "林小满")
    with refused("person_unknown"):
        out(office, no, 1, "#77")


def test_never_more_goes_out_than_is_there_and_a_count_mends_the_register(office: Store) -> None:
    no = came(office, count=5)
    before = state(office)
    with refused("stock_short", there="5只", asked="6只"):
        out(office, no, 6)
    assert state(office) == before
    count(office, no, 8, "unwritten")
    assert out(office, no, 8).row.balance == 0


def test_no_more_comes_back_than_is_out(office: Store) -> None:
    no = came(office)
    out(office, no, 3)
    back(office, no, 2)
    with refused("stock_back", out="1只"):
        back(office, no, 2)


def test_new_goods_are_kept_once_by_their_name_and_like_names_are_asked_about(
    office: Store,
) -> None:
    no = came(office, "N95 口罩")
    assert came(office, "ｎ95　口罩") == no
    assert row(office, no).balance == 400
    assert row(office, no).kind == StockKind.GEAR
    with refused("stock_like", names=["N95 口罩"]):
        came(office, "N95口罩", unit="")
    with refused("stock_unit", unit="只", said="箱"):
        came(office, "N95 口罩", unit="箱")
    with refused("stock_twice"):
        office.do(goods.keep_goods, StockInput("n95 口罩"))
    other = came(office, "泡面", unit="")
    assert row(office, other).kind == StockKind.GOODS
    came(office, "泡面", unit="箱")
    assert row(office, other).unit == "箱", "nobody had said what it is counted in"
    with refused("stock_twice", goods="N95 口罩"):
        office.do(goods.change_goods, other, None, {"goods": "N95 口罩"})


def test_a_movement_says_who_wrote_it_down_and_who_counted(office: Store) -> None:
    no = came(office)
    with another_desk(office) as theirs:
        count(theirs, no, 190, "damaged")
        counting = office.ask(journal.newest)
        writers = [theirs.author.who, office.author.who]
    assert [one.by for one in office.ask(queries.moves, no)] == writers
    office.do(journal_commands.undo, counting)
    office.do(journal_commands.redo, counting)
    assert office.ask(queries.moves, no)[0].by == writers[0], "whoever brought it back"


def test_unknown_goods_are_refused_with_the_names_that_may_be_meant(office: Store) -> None:
    with refused("stock_unknown", names=[]):
        office.ask(queries.called, "口罩", office.now())
    came(office)
    came(office, "防护服", unit="件")
    with refused("stock_unknown", names=["防护服"]):
        office.ask(queries.called, "防护衣", office.now())
    with refused("stock_unknown", names=["口罩", "防护服"]):
        office.ask(queries.called, "泡面", office.now())
    with refused("stock_goods_unknown"):
        office.ask(queries.called, "#9", office.now())


@pytest.mark.parametrize("kind", [MoveKind.IN, MoveKind.OUT, MoveKind.BACK])
@pytest.mark.parametrize("wrong", [0, -1, 10_000_000])
def test_what_is_no_number_of_packs_moves_nothing(
    office: Store, kind: MoveKind, wrong: int
) -> None:
    no = came(office)

    def move(step: object) -> object:
        return commands.move_goods(step, no, kind, MoveInput(wrong))  # type: ignore[arg-type]

    code = "stock_too_many" if wrong > 0 else "stock_quantity"
    refused_whole(office, move, code, "quantity")


def test_a_movement_has_its_own_time_behind_us_and_behind_the_last_count(
    office: Store, clock: FixedClock
) -> None:
    no = came(office)
    clock.moment += timedelta(hours=6)
    out(office, no, 5, at=clock.moment - timedelta(hours=2))
    assert office.ask(queries.moves, no)[0].happened_at == "2022-04-09T04:00:00Z"
    with refused("stock_at_to_come"):
        out(office, no, 5, at=clock.moment + timedelta(hours=1))
    count(office, no, 195)
    with refused("stock_counted_since"):
        out(office, no, 5, at=clock.moment - timedelta(hours=2))


# -- counts ----------------------------------------------------------------------------------------


def test_another_figure_asks_for_a_reason_and_the_same_one_does_not(office: Store) -> None:
    no = came(office)
    assert count(office, no, 200).change == 0
    assert told(office) == "stock_counted_same"
    with refused("stock_count_why", found="180只", there="200只"):
        count(office, no, 180)
    with refused("stock_count_why"):
        count(office, no, 180, "  ")
    count(office, no, 180, "淋湿了")
    found = office.ask(queries.moves, no)[0]
    assert (found.quantity, found.change, found.reason) == (180, -20, "淋湿了")
    count(office, no, 0, "missing")
    assert told(office) == "stock_counted_missing"
    with refused("stock_quantity"):
        count(office, no, -1, "missing")


# -- kits ------------------------------------------------------------------------------------------


@pytest.fixture
def kit(office: Store) -> int:
    """A kit of 5 masks and a bottle; there are 52 and 8 of them."""
    came(office, "口罩", 52)
    came(office, "消毒液", 8, "瓶")
    parts = (PartInput("口罩", 5), PartInput("消毒液", 1))
    return office.do(goods.keep_goods, StockInput("防疫包", "份", parts=parts))


def test_a_kit_is_made_of_its_parts_in_one_step(office: Store, kit: int) -> None:
    moved = office.do(commands.make_kits, kit, 8)
    assert moved.row.balance == 8
    assert [(part.goods, part.balance) for part in moved.parts] == [("口罩", 12), ("消毒液", 0)]
    assert row(office, kit).kind == StockKind.KIT
    assert (row(office, kit).came_in, row(office, 1).went_out) == (8, 40)
    office.do(journal_commands.undo)
    assert [row(office, no).balance for no in (1, 2, kit)] == [52, 8, 0]


def test_parts_that_lack_are_all_named_and_nothing_is_half_made(office: Store, kit: int) -> None:
    before = state(office)
    with refused("kit_parts_short", most="8份", parts=["口罩 52/55只", "消毒液 8/11瓶"]):
        office.do(commands.make_kits, kit, 11)
    assert state(office) == before
    with refused("kit_without_parts"):
        office.do(commands.make_kits, 1, 1)


def test_parts_are_changed_and_a_kit_is_no_part_of_itself(office: Store, kit: int) -> None:
    def change(no: int, *parts: PartInput) -> None:
        office.do(goods.change_goods, no, None, {"parts": parts})

    change(kit, PartInput("口罩", 10))
    assert [(p.goods, p.quantity) for p in row(office, kit).parts] == [("口罩", 10)]
    big = office.do(goods.keep_goods, StockInput("大礼包", parts=(PartInput("防疫包", 2),)))
    with refused("kit_in_itself", goods="防疫包"):
        change(kit, PartInput("大礼包", 1))
    with refused("kit_in_itself"):
        change(big, PartInput("大礼包", 1))
    with refused("part_twice"):
        change(kit, PartInput("口罩", 1), PartInput("#1", 1))
    with pytest.raises(Refused) as wrong:
        change(kit, PartInput("没有", 1))
    assert (wrong.value.problem.code, wrong.value.problem.field) == ("part_unknown", "parts")
    assert wrong.value.problem.params["names"] == ["口罩", "大礼包", "消毒液"], "not the kit itself"
    with refused("stock_quantity"):
        change(kit, PartInput("口罩", 0))
    assert [(p.goods, p.quantity) for p in row(office, kit).parts] == [("口罩", 10)]


# -- undo ------------------------------------------------------------------------------------------


def test_every_act_is_undone_whole_and_done_again(office: Store) -> None:
    undone_whole(
        office,
        lambda: came(office),
        lambda: came(office, count=5, who="街道"),
        lambda: out(office, 1, 7, "林小满"),
        lambda: back(office, 1, 2),
        lambda: count(office, 1, 100, "damaged"),
        lambda: came(office, "消毒液", 9, "瓶"),
        lambda: office.do(
            goods.keep_goods,
            StockInput("包", parts=(PartInput("口罩", 3), PartInput("消毒液", 1))),
        ),
        lambda: office.do(commands.make_kits, 3, 4),
        lambda: office.do(goods.change_goods, 1, None, {"low": 50, "goods": "医用口罩"}),
        lambda: office.do(rooms.add_room, RoomInput("库房")),
        lambda: office.do(rooms.give_keys, [1], LIN),
        lambda: office.do(rooms.change_room, 1, 2, {"name": "二楼库房"}),
        lambda: office.do(rooms.give_keys, [1], None),
        lambda: office.do(commands.set_stock, StockSettings(3, 1)),
    )


def test_what_came_in_and_went_out_since_is_not_taken_back_from_under_it(office: Store) -> None:
    came(office, count=10)
    came(office, count=3)
    coming = office.ask(journal.newest)
    out(office, 1, 12)
    going = office.ask(journal.newest)
    with refused("undo_depends", later=going):
        office.do(journal_commands.undo, coming)
    assert row(office, 1).balance == 1
    office.do(journal_commands.undo, going)
    office.do(journal_commands.undo, coming)
    assert row(office, 1).balance == 10


def test_what_went_out_is_not_brought_back_where_it_is_there_no_more(office: Store) -> None:
    came(office, count=10)
    out(office, 1, 8)
    going = office.ask(journal.newest)
    office.do(journal_commands.undo)
    out(office, 1, 5)
    with refused("undo_depends"):
        office.do(journal_commands.redo, going)
    assert row(office, 1).balance == 5


moves = st.lists(
    st.tuples(st.sampled_from(["in", "out", "back", "count", "undo", "redo"]), st.integers(1, 40)),
    max_size=14,
)


@settings(max_examples=20)
@given(moves)
def test_whatever_is_done_the_figures_agree_and_nothing_is_below_none(
    tmp_path_factory: pytest.TempPathFactory, acts: list[tuple[str, int]]
) -> None:
    path = tmp_path_factory.mktemp("stock") / "desk.db"
    store = Store(path, FixedClock(NOW))
    try:
        no = came(store, count=20)
        for what, number in acts:
            try:
                if what == "count":
                    count(store, no, number, "damaged")
                elif what in ("undo", "redo"):
                    store.do(getattr(journal_commands, what))
                else:
                    store.do(commands.move_goods, no, MoveKind(what), MoveInput(number))
            except Refused:
                continue
            found = store.ask(queries.goods, NOW)
            for one in found:
                whole = one.came_in - one.went_out + one.came_back + one.counted
                assert one.balance == whole >= 0
    finally:
        store.close()


# -- how long it lasts -----------------------------------------------------------------------------


def test_days_left_are_told_by_several_days_of_use(office: Store, clock: FixedClock) -> None:
    no = came(office, "防护服", 100, "件")
    out(office, no, 60, "施敏")
    assert row(office, no).days_left is None, "what one person took is no use of a day"
    clock.moment += timedelta(days=10)
    for _day in range(2):
        out(office, no, 6)
        clock.moment += timedelta(days=1)
    out(office, no, 8)
    assert row(office, no).a_day == 2.9, "20 in the seven days looked at"
    back(office, no, 6)
    found = row(office, no)
    assert (found.a_day, found.days_left, found.is_by_use) == (2.0, 13, True)
    office.do(commands.set_stock, StockSettings(look_days=2))
    assert row(office, no).a_day == 4.0
    clock.moment += timedelta(days=3)
    assert row(office, no).days_left is None, "nothing went out in the days looked at"


def test_kits_that_are_made_use_nothing(office: Store) -> None:
    """Masks: 500, 2 a person a day; making kits of them leaves what a day needs as it was."""
    no = came(office, "口罩", 500)
    came(office, "消毒液", 8, "瓶")
    office.do(goods.change_goods, no, None, {"a_person_a_day": 25})
    assert row(office, no).days_left == 10, "two of the staff"
    parts = (PartInput("口罩", 5), PartInput("消毒液", 1))
    kit = office.do(goods.keep_goods, StockInput("防疫包", "份", parts=parts))
    office.do(commands.make_kits, kit, 4)
    found = row(office, no)
    assert (found.balance, found.days_left, found.is_by_use) == (480, 9, False)
    office.do(journal_commands.undo)
    assert row(office, no).days_left == 10


def test_where_nothing_went_out_the_people_present_tell_it(office: Store) -> None:
    no = came(office, "防护服", 12, "件")
    office.do(goods.change_goods, no, None, {"a_person_a_day": 2})
    assert row(office, no).days_left == 3, "two of the staff"
    starts = NOW + timedelta(hours=2)
    with office.step() as step:
        duty_commands.assign(
            step, DutyInput(XU, Work.PATROL, Role.HAND, starts, starts + timedelta(hours=2))
        )
        step.act("people_given", where="", given=[], taken=[])
    assert row(office, no).days_left == 2, "and a volunteer who comes today"
    isolated = PresenceInput(Place.ISOLATED, NOW - timedelta(hours=1))
    office.do(roster_presence.record_presence, [SHI, XU], isolated)
    assert row(office, no).days_left == 6


def test_the_board_tells_what_there_is_too_little_of(office: Store) -> None:
    def seen() -> list[str]:
        with office.read() as conn:
            return [one.goods for one in board(conn, office.now(), QueueSettings()).too_little]

    assert seen() == []
    no = came(office)
    assert seen() == []
    office.do(goods.change_goods, no, None, {"low": 200})
    assert seen() == ["口罩"]
    came(office, count=1)
    assert seen() == []
    gowns = came(office, "防护服", 15, "件")
    out(office, gowns, 10)
    assert seen() == [], "one hand-out does not tell for how long the others last"
    out(office, gowns, 5)
    assert seen() == ["防护服"], "none is left"


def test_settings_that_others_changed_are_not_written_over(office: Store) -> None:
    was = office.ask(stock_settings)
    office.do(commands.set_stock, StockSettings(3, 2))
    with refused("edited_meanwhile"):
        office.do(commands.set_stock, StockSettings(9, 2), was=was)


# -- from the truck --------------------------------------------------------------------------------


@pytest.fixture
def truck(office: Store) -> int:
    """A delivery of 20 packs for 17 households, unloaded; and a driver."""
    begin(
        office,
        CompoundInput("大林苑"),
        *(HouseholdInput("大林苑", "2", room=str(100 + n)) for n in range(17)),
    )
    given = DeliveryInput(
        NOW,
        (ItemInput("蔬菜包", 20, "份", AllocationRule.PER_HOUSEHOLD),),
        driver="老周",
        drops=("大林苑",),
    )
    return office.do(supply_commands.add_delivery, given)


def test_what_is_left_over_of_a_truck_is_brought_in_once_it_has_come(
    office: Store, truck: int
) -> None:
    with refused("stock_nothing_over"):
        office.do(commands.bring_left_over, truck)
    office.do(supply_commands.mark_drops, [1], DropState.UNLOADED)
    assert [(one.goods, one.quantity) for one in office.ask(queries.leftovers)] == [("蔬菜包", 3)]
    (done,) = office.do(commands.bring_left_over, truck)
    assert (done.row.balance, done.row.unit, done.new) == (3, "份", True)
    assert office.ask(queries.leftovers) == []
    with refused("stock_nothing_over"):
        office.do(commands.bring_left_over, truck)
    office.do(journal_commands.undo)
    assert office.ask(queries.goods, NOW) == []
    with refused("delivery_unknown"):
        office.do(commands.bring_left_over, 9)


def test_no_more_is_brought_in_from_a_truck_than_it_had(office: Store, truck: int) -> None:
    no = came(office, "蔬菜包", 15, "份", delivery_no=truck)
    with refused("stock_more_than_came", came="20份", before="15份"):
        came(office, "蔬菜包", 6, "份", delivery_no=truck)
    came(office, "蔬菜包", 5, "份", delivery_no=truck)
    assert row(office, no).balance == 20
    with refused("stock_not_on_delivery", names=["蔬菜包"]):
        came(office, "口罩", 1, "只", delivery_no=truck)
    assert len(office.ask(queries.goods, NOW)) == 1, "goods refused are not put on file either"


def test_thanks_go_out_to_the_driver_of_a_truck(office: Store, truck: int) -> None:
    no = came(office, "泡面", 12, "箱")
    assert out(office, no, 1, delivery_no=truck).who == "老周"
    assert out(office, no, 1, "押车的", delivery_no=truck).who == "押车的"
    assert [one.delivery_no for one in office.ask(queries.moves, no)[:2]] == [truck, truck]


# -- store-rooms -----------------------------------------------------------------------------------


def test_keys_of_store_rooms_change_hands_when_somebody_falls_out(office: Store) -> None:
    no = office.do(rooms.add_room, RoomInput("二楼库房"))
    office.do(rooms.give_keys, [no], SHI)
    fall(office, SHI)
    keeper = office.ask(queries.room, no).keeper_no
    assert keeper not in (None, SHI)
    (offer,) = office.ask(absence.offers, SHI, NOW)
    assert (offer.what, offer.no, offer.where) == ("store_room", no, "二楼库房")
    office.do(absence_commands.bring_back, SHI, NOW, [offer.standin_id])
    assert office.ask(queries.room, no).keeper_no == SHI


def test_who_has_a_key_stays_on_the_roster(office: Store) -> None:
    no = office.do(rooms.add_room, RoomInput("二楼库房"))
    office.do(rooms.give_keys, [no], LIN)
    person = office.ask(roster.person, LIN)
    assert person is not None
    with refused("person_has_keys", keys=1):
        office.do(roster_commands.archive_person, LIN, person.version)
    office.do(rooms.give_keys, [no], None)
    office.do(roster_commands.archive_person, LIN, person.version)
    with refused("person_archived"):
        office.do(rooms.give_keys, [no], LIN)


def test_a_store_room_is_on_file_once_and_goods_are_in_it(office: Store) -> None:
    no = office.do(rooms.add_room, RoomInput("二楼库房"))
    with refused("store_room_twice"):
        office.do(rooms.add_room, RoomInput(" 二楼库房 "))
    with refused("field_empty"):
        office.do(rooms.add_room, RoomInput(" "))
    goods_no = came(office)
    office.do(goods.change_goods, goods_no, None, {"room_no": no})
    assert row(office, goods_no).room == "二楼库房"
    assert office.ask(queries.room, no).goods == 1
    with refused("store_room_unknown"):
        office.do(goods.change_goods, goods_no, None, {"room_no": 9})
    with refused("edited_meanwhile"):
        office.do(rooms.change_room, no, 7, {"name": "库房"})


def test_another_desk_took_the_last_ones(office: Store) -> None:
    no = came(office, count=5)
    seen = row(office, no).balance
    with another_desk(office) as theirs:
        out(theirs, no, 4)
        with refused("stock_short", there="1只"):
            out(office, no, seen)
        out(office, no, 1)
        assert theirs.ask(queries.one, no, NOW).balance == 0
