"""What is used a day, how long it lasts, what there is too little of, and what is typed of it."""

from __future__ import annotations

from datetime import datetime, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.problems import Refused
from models.stock import PartRow, StockKind, StockRow, rules
from models.stock.settings import DEFAULTS, StockSettings
from models.times import LOCAL
from tests.conftest import BreakTable
from tests.states import refused

NOW = datetime(2022, 4, 10, 8, tzinfo=LOCAL)
DAY = timedelta(days=1)


def row(balance: int = 100, used: int = 0, **more: object) -> StockRow:
    plain = StockRow(
        no=1,
        id="a",
        version=1,
        goods="防护服",
        unit="件",
        kind=StockKind.GEAR,
        low_mark=None,
        a_person_a_day=None,
        room_no=None,
        room=None,
        note="",
        parts=(),
        came_in=balance + used,
        went_out=used,
        came_back=0,
        counted=0,
        balance=balance,
        used=used,
        begun_at=None,
        counted_at=None,
    )
    return plain._replace(**more)  # type: ignore[arg-type]


def part(no: int, quantity: int, there: int) -> PartRow:
    return PartRow(no, f"物资{no}", "只", quantity, there)


def test_what_went_out_in_the_days_looked_at_tells_what_is_used() -> None:
    began = NOW - 30 * DAY
    assert rules.used_a_day(row(used=70), began, NOW, 7, 5) == 10
    assert rules.used_a_day(row(used=70), None, NOW, 7, 5) == 10


def test_of_goods_begun_since_it_is_what_went_out_from_then_on_over_a_day_at_least() -> None:
    assert rules.used_a_day(row(used=60), NOW - 3 * DAY, NOW, 7, 0) == 20
    assert rules.used_a_day(row(used=60), NOW - DAY / 2, NOW, 7, 0) == 60
    assert rules.used_a_day(row(used=60), NOW + DAY, NOW, 7, 0) == 60, "the clock was ahead"


def test_where_nothing_went_out_the_people_on_duty_tell_what_is_used() -> None:
    by_people = row(a_person_a_day=2)
    assert rules.used_a_day(by_people, None, NOW, 7, 5) == 10
    assert rules.used_a_day(by_people, None, NOW, 7, 10) == 20
    assert rules.used_a_day(by_people._replace(used=7), NOW - 9 * DAY, NOW, 7, 5) == 1
    assert rules.used_a_day(by_people, None, NOW, 7, 0) is None, "nobody is there to use any"
    assert rules.used_a_day(row(), None, NOW, 7, 5) is None


@given(st.integers(0, 10_000), st.integers(1, 500), st.integers(1, 60))
def test_so_many_days_are_covered_and_no_more(balance: int, used: int, look: int) -> None:
    a_day = rules.used_a_day(row(balance, used), NOW - 100 * DAY, NOW, look, 0)
    assert a_day == Fraction(used, look)
    days = rules.days_left(balance, a_day)
    assert days is not None
    assert days * a_day <= balance < (days + 1) * a_day


def test_goods_with_too_little_are_at_their_mark_or_last_too_short() -> None:
    def short(**more: object) -> bool:
        return rules.is_short(row(**more), DEFAULTS)  # type: ignore[arg-type]

    assert not short(days_left=2)
    assert short(days_left=1)
    assert not rules.is_short(row(days_left=1), StockSettings(warn_days=1))
    assert short(balance=50, low_mark=50)
    assert not short(balance=51, low_mark=50)
    assert not short(balance=0), "nobody said that any is wanted"


def test_leftovers_that_all_went_out_are_no_worry_and_gear_is() -> None:
    gone = row(0, 60, days_left=0)
    assert rules.is_short(gone, DEFAULTS)
    other = gone._replace(kind=StockKind.GOODS)
    assert not rules.is_short(other, DEFAULTS)
    assert rules.is_short(other._replace(a_person_a_day=1), DEFAULTS)
    assert rules.is_short(other._replace(low_mark=0), DEFAULTS)
    assert rules.is_short(other._replace(balance=10), DEFAULTS)


def test_what_lasts_the_shortest_is_told_first() -> None:
    rows = [
        row(5, low_mark=9, goods="面罩"),
        row(9, days_left=1, goods="口罩"),
        row(8, days_left=0, goods="抗原"),
        row(99, days_left=30, goods="酒精"),
    ]
    assert [one.goods for one in rules.short(rows, DEFAULTS)] == ["抗原", "口罩", "面罩"]


# -- kits ------------------------------------------------------------------------------------------


def test_the_part_there_is_least_of_says_how_many_kits_can_be_made() -> None:
    parts = [part(1, 5, 52), part(2, 1, 9), part(3, 2, 100)]
    assert rules.can_be_made(parts) == 9
    assert rules.lacking(parts, 9) == []
    assert [(one.no, one.quantity, one.there) for one in rules.lacking(parts, 11)] == [
        (1, 55, 52),
        (2, 11, 9),
    ]
    assert rules.can_be_made([]) == 0


def test_a_kit_is_no_part_of_itself_however_far_down() -> None:
    made_of = {"b": ["c", "d"], "c": ["e"]}
    assert not rules.holds_itself("a", ["b", "c"], made_of)
    assert rules.holds_itself("a", ["a"], made_of)
    assert rules.holds_itself("a", ["b"], {**made_of, "e": ["a"]})
    assert not rules.holds_itself("a", ["x"], {"x": ["y"], "y": ["x"]}), "others' circles end"


# -- what is typed ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("200", (200, "")),
        ("２００只", (200, "只")),
        ("1,720 份", (1720, "份")),
        ("两箱", (2, "箱")),
        ("十二", (12, "")),
        ("5boxes", (5, "boxes")),
    ],
)
def test_whole_numbers_are_read_with_the_unit_behind_them(
    typed: str, read: tuple[int, str]
) -> None:
    assert rules.read_quantity(typed) == read


@pytest.mark.parametrize(
    "typed", ["-5", "−5", "1.5", "1/2", "半", "一半", "0", "", "many", "5 6", "99999999", "9" * 40]
)
def test_what_is_no_whole_number_of_packs_is_refused(typed: str) -> None:
    with refused("stock_quantity", goods="口罩"):
        rules.read_quantity(typed, goods="口罩")


def test_a_count_may_find_none() -> None:
    assert rules.read_quantity("0", least=0) == (0, "")


@given(st.text(max_size=12))
def test_whatever_is_typed_is_a_number_or_refused(typed: str) -> None:
    codes = []
    try:
        quantity, _unit = rules.read_quantity(typed, least=0)
    except Refused as wrong:
        codes.append(wrong.problem.code)
    else:
        codes.append("stock_quantity" if 0 <= quantity <= rules.MOST else "read wrong")
    assert codes == ["stock_quantity"]


def test_another_unit_is_told_and_the_same_in_other_letters_is_none() -> None:
    assert rules.other_unit("口罩", "box", "Box") == []
    assert rules.other_unit("口罩", "", "箱") == []
    (wrong,) = rules.other_unit("口罩", "只", "箱")
    assert (wrong.code, wrong.params["said"]) == ("stock_unit", "箱")


def test_names_that_may_be_meant_are_offered_the_likest_first() -> None:
    names = ["口罩", "N95口罩", "防护服", "消毒液"]
    assert rules.nearest("N95 口罩", names)[0] == "N95口罩"
    assert set(rules.nearest("口罩", names)) == {"口罩", "N95口罩"}
    assert rules.nearest("防护衣", names) == ["防护服"]
    assert rules.nearest("泡面", names) == []


def test_gear_is_told_by_its_name() -> None:
    assert rules.kind_of("N95口罩") is StockKind.GEAR
    assert rules.kind_of("antigen test kits") is StockKind.GEAR
    assert rules.kind_of("泡面") is StockKind.GOODS
    assert rules.kind_of("landscape photographs") is StockKind.GOODS, "cap is not where it begins"


def test_while_the_table_is_broken_what_came_in_is_goods(break_table: BreakTable) -> None:
    break_table("stock/gear.toml", "gear = ", "gears = ")
    assert rules.kind_of("口罩") is StockKind.GOODS
