"""What is used a day, how long it lasts, what there is too little of, and what is typed of it."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.problems import Refused
from models.stock import PartRow, StockKind, StockRow, rules
from models.stock.settings import DEFAULTS, StockSettings
from models.times import LOCAL, duty_day, stored
from tests.conftest import BreakTable
from tests.states import refused

NOW = datetime(2022, 4, 10, 8, tzinfo=LOCAL)
DAY = timedelta(days=1)


def row(balance: int = 100, went_out: int = 0, **more: object) -> StockRow:
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
        came_in=balance + went_out,
        went_out=went_out,
        came_back=0,
        counted=0,
        balance=balance,
        begun_at=None,
        counted_at=None,
    )
    return plain._replace(**more)  # type: ignore[arg-type]


def part(no: int, quantity: int, there: int) -> PartRow:
    return PartRow(no, f"物资{no}", "只", quantity, there)


def given_out(*days: tuple[int, int]) -> list[rules.Given]:
    """What was given out so many days ago, and how much."""
    return [rules.Given(NOW - ago * DAY, many) for ago, many in days]


def reckoned(
    given: list[rules.Given], balance: int = 100, people: int = 0, **more: object
) -> StockRow:
    """Goods of which this was given out, the first of it being all there was."""
    begun = min((one.at for one in given), default=None)
    found = row(balance, begun_at=None if begun is None else stored(begun), **more)
    return rules.reckoned(found, given, NOW, DEFAULTS, people)


def test_days_of_real_use_tell_what_is_used_a_day() -> None:
    found = reckoned(given_out((2, 20), (1, 10), (0, 15)))
    assert (found.a_day, found.days_left, found.is_by_use) == (15.0, 6, True)
    old = given_out((20, 9), (6, 10), (5, 10), (1, 8))
    assert reckoned(old).a_day == 4.7, "28 in the six days up to yesterday; nothing yet today"
    assert reckoned([*old, rules.Given(NOW, 7)]).a_day == 5.0, "35 in seven"


def test_one_day_of_hand_outs_or_two_say_nothing_of_a_day() -> None:
    """Of 100 gowns 60 go to one person at once: they are no use of today."""
    found = reckoned(given_out((0, 60)), 40)
    assert (found.a_day, found.days_left) == (None, None)
    assert not rules.is_short(found, DEFAULTS)
    assert reckoned(given_out((1, 5), (0, 5), (0, 5))).a_day is None
    assert rules.reckoned(row(), given_out((1, 8), (0, 8)), NOW, StockSettings(2), 0).a_day == 8


def test_what_people_are_said_to_use_counts_until_there_are_several_days_of_use() -> None:
    """Masks: 500, 2 a person a day, 25 people."""
    said = {"a_person_a_day": 2, "people": 25}
    assert reckoned([], 500, **said).days_left == 10  # type: ignore[arg-type]
    one_day = reckoned(given_out((0, 20)), 480, **said)  # type: ignore[arg-type]
    assert (one_day.days_left, one_day.is_by_use) == (9, False)
    several = reckoned(given_out((2, 40), (1, 40), (0, 40)), 380, **said)  # type: ignore[arg-type]
    assert (several.days_left, several.is_by_use) == (9, True)
    assert reckoned([], 500, people=0, a_person_a_day=2).days_left is None, "nobody uses any"


def test_a_day_of_bulk_counts_as_a_few_ordinary_ones() -> None:
    found = reckoned(given_out((3, 5), (2, 60), (1, 5), (0, 5)))
    assert found.a_day == 7.5, "15 of the 60, which somebody has for the days to come"


def test_what_came_back_was_not_used() -> None:
    given = [*given_out((3, 10), (2, 10), (1, 10)), rules.Given(NOW, -15)]
    assert reckoned(given).a_day is None, "two days are left, on which something was used"
    given = [*given_out((3, 10), (2, 10), (1, 10), (0, 5)), rules.Given(NOW, -4)]
    assert reckoned(given).a_day == 7.8, "31 in four days"


quantities = st.lists(st.tuples(st.integers(0, 9), st.integers(-30, 60)), max_size=30)


@given(quantities, st.integers(1, 500), st.integers(1, 9))
def test_never_more_is_reckoned_a_day_than_went_out_on_one(
    moved: list[tuple[int, int]], balance: int, look: int
) -> None:
    given = given_out(*moved)
    days = rules.days_given(given, duty_day(NOW), look)
    assert all(many > 0 for many in days.values())
    assert sum(days.values()) <= sum(one.quantity for one in given if one.quantity > 0)
    found = rules.reckoned(row(balance), given, NOW, StockSettings(look), 0)
    if found.days_left is not None:
        a_day = rules.used_by_days(days, None, duty_day(NOW), look)
        assert a_day is not None
        assert 0 < a_day <= max(days.values())
        assert found.days_left * a_day <= balance < (found.days_left + 1) * a_day


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
    gone = row(0, 60)
    assert rules.is_short(gone, DEFAULTS)
    other = gone._replace(kind=StockKind.GOODS)
    assert not rules.is_short(other, DEFAULTS)
    assert rules.is_short(other._replace(a_person_a_day=1), DEFAULTS)
    assert rules.is_short(other._replace(low_mark=0), DEFAULTS)
    assert rules.is_short(other._replace(balance=10, days_left=0), DEFAULTS)


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


@pytest.mark.parametrize("typed", ["-5", "−5", "1.5", "1/2", "半", "一半", "0", "", "many", "5 6"])
def test_what_is_no_whole_number_of_packs_is_refused(typed: str) -> None:
    with refused("stock_quantity", goods="口罩"):
        rules.read_quantity(typed, goods="口罩")


@pytest.mark.parametrize("typed", ["99999999", "9" * 15, "9" * 40])
def test_a_slip_of_the_finger_is_told_as_one(typed: str) -> None:
    with refused("stock_too_many", goods="口罩", value=int(typed) if len(typed) < 16 else "9" * 20):
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
    assert codes in (["stock_quantity"], ["stock_too_many"])


def test_another_unit_is_told_and_the_same_in_other_letters_is_none() -> None:
    assert rules.other_unit("口罩", "box", "Box") == []
    assert rules.other_unit("口罩", "", "箱") == []
    assert rules.other_unit("masks", "box", "boxes") == []
    assert rules.other_unit("masks", "pieces", "piece") == []
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
