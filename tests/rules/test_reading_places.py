"""Where a call comes from: doors in both languages, places elsewhere, ends of numbers."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from data.pinyin import in_letters
from models.reading.gazetteer import CompoundName, HouseholdRef
from models.reading.line import read_line
from models.reading.shapes import Reading
from models.text import clean
from tests.rules.corpus_calls import COMPOUNDS, NOW, SmallRegister

ROSE_COURT = HouseholdRef(90, "Rose Court", None, "1", None, "802", "Ann Lee", "13800000190")


class WithPinyin(SmallRegister):
    """The register of the corpus with names in pinyin, and a compound with an English name."""

    def compounds(self) -> Sequence[CompoundName]:
        spelled = (one._replace(aliases=(in_letters(one.name),)) for one in COMPOUNDS)
        return (*spelled, CompoundName(11, "Rose Court", ""))

    def households_at(
        self,
        compound: str | None,
        lane: str | None,
        building: str | None,
        unit: str | None,
        room: str | None,
    ) -> Sequence[HouseholdRef]:
        if compound == "Rose Court":
            return [ROSE_COURT] if room in (None, "802") and building in (None, "1") else []
        return super().households_at(compound, lane, building, unit, room)


def read(line: str) -> Reading:
    return read_line(line, WithPinyin(), NOW)


@pytest.mark.parametrize(
    ("line", "household"),
    [
        ("大林苑二号楼一八零五 没药", 1),
        ("金家坊三栋二单元五零二 漏水", 14),
        ("凝和三号一三零一室 没菜", 11),
        ("凝和花園3號1301室 沒菜", 11),
        ("靜修大樓1號1903 漏水", 17),
        ("金家坊新苑3號樓2單元502 沒藥", 14),
        ("43弄17号三层阁 没药", 20),
        ("Rose Court flat 802, insulin for two days", 90),
        ("flat 802, Rose Court, no food", 90),
        ("Ninghe Garden building 3 room 1301, old lady fell", 11),
        ("Ninghe Huayuan, bldg 3 #1301", 11),
        ("ninghe 3-1301 no rice", 11),
        ("Da Lin Yuan block 2, 1805", 1),
        ("Jingxiu Building flat 1903, bleeding", 17),
        ("room 1903, Jingxiu Tower", 17),
        ("lane 43 17号三层阁", 20),
    ],
)
def test_doors_as_people_say_them(line: str, household: int) -> None:
    assert read(line).household == household


@pytest.mark.parametrize(
    ("line", "said", "parts"),
    [
        ("building 3 room 512, no food", "building 3 room 512", ("3", None, "512")),
        ("Bldg 5 #1602 leaks", "Bldg 5 #1602", ("5", None, "1602")),
        ("unit 7 room 311 leaks", "unit 7 room 311", (None, "7", "311")),
        ("third floor, building three, flat 302", "third floor, building three, flat 302",
         ("3", None, "302")),
        ("5號1602室 漏水", "5號1602室", ("5", None, "1602")),
        ("no water in unit 1502", "unit 1502", (None, None, "1502")),
    ],
)  # fmt: skip
def test_doors_without_a_compound(
    line: str, said: str, parts: tuple[str | None, str | None, str | None]
) -> None:
    reading = read(line)
    assert reading.address_said == said
    assert (reading.building, reading.unit, reading.room) == parts


@pytest.mark.parametrize(
    "line",
    ["no food for 3 days in our block", "room is 13 degrees", "block of 40 flats, 3 pills left"],
)
def test_no_doors(line: str) -> None:
    assert read(line).room is None


@pytest.mark.parametrize(
    "line",
    [
        "闵行区水清路88弄4栋1106 我妈没药",
        "浦东4栋1106 我妈没药",
        "隔壁街道的4号1106漏水",
        "外滩某小区4栋1106 老人没菜",
        "阳光花园4号1106没菜",
        "桂馨里4-1106 没菜",
        "中山医院4号楼1106 没人送饭",
        "隔壁街道的老西门2号1803漏水",
        "Pudong, Century Avenue lane 88, building 4 room 1106, mum alone",
        "Lakeside Garden building 4 room 1106, mum alone",
    ],
)
def test_a_door_elsewhere_is_none_of_here(line: str) -> None:
    """4栋1106 behind the name of another place became 4-1106 of a compound here."""
    reading = read(line)
    assert (reading.household, reading.candidates) == (None, ())
    assert "elsewhere" in reading.doubts
    assert reading.address_said in line
    assert reading.address_said in reading.summary


@pytest.mark.parametrize(
    "line",
    [
        "闵行区大林苑路5弄2号1805 没药",
        "浦东新区文庙公寓路12号1号楼1703",
        "杨浦区林荫小区4号603",
        "苏州市林荫小区4号603",
        "浦东新区 林荫小区4号603",
        "Pudong, Dalin Court building 2 room 1805",
        "Dalin Court, Pudong, building 4",
        "Linyin Court, Pudong, building 4 room 603",
        "林荫小区对面的小区4号603",
        "林荫小区隔壁4号603",
        "隔壁那个小区4号603",
        "新大林苑2号1805",
        "大林苑二期2号1805",
    ],
)
def test_a_place_that_only_holds_a_name_of_here_is_elsewhere(line: str) -> None:
    """They became doors of the compound whose name they hold, without a doubt."""
    reading = read(line)
    assert (reading.household, reading.candidates, reading.people) == (None, (), ())
    assert "elsewhere" in reading.doubts
    assert reading.address_said in line
    assert reading.address_said in reading.summary


@pytest.mark.parametrize(
    "line",
    [
        "我儿子在浦东 林荫小区4号603没药",
        "浦东回来的 林荫小区4号603没药",
        "林荫小区门口的路灯坏了 4号603",
        "林荫小区隔壁没水 4号603",
        "从新说 林荫小区4号603",
        "黄浦区大林路78号林荫小区4号603",
        "苏州市林荫小区搬来的，林荫小区4号603没药",
    ],
)
def test_a_name_of_here_beside_other_places_is_here(line: str) -> None:
    assert read(line).household == 9


def test_a_telephone_tells_the_household_of_a_name_elsewhere() -> None:
    reading = read("苏州市林荫小区4号603 没药 13800000101")
    assert (reading.household, reading.doubts) == (1, ("elsewhere",))


@pytest.mark.parametrize(
    ("line", "household"),
    [
        ("水清路88弄2号1805 没药 13800000101", 1),
        ("大林路43弄17号三层阁 没药", 20),
        ("小区4号1106没菜", 4),
        ("我们小区4号楼1106 没菜", 4),
        ("4-1106，女儿在浦东上班回不来", 4),
        ("在静安区上班，住大林苑2号1805", 1),
        ("浦东医院刚回来 大林苑2号1805 没菜", 1),
        ("in our garden, building 4 room 1106", 4),
    ],
)
def test_doors_of_here_beside_other_places(line: str, household: int) -> None:
    reading = read(line)
    assert reading.household == household
    assert "elsewhere" not in reading.doubts


def test_a_telephone_of_here_with_a_door_of_elsewhere() -> None:
    reading = read("浦东张杨路88弄4栋102 我妈没药 13800000101")
    assert reading.household == 1
    assert reading.doubts == ("elsewhere",)


def test_nothing_is_elsewhere_of_an_empty_register() -> None:
    class Empty(SmallRegister):
        def compounds(self) -> Sequence[CompoundName]:
            return ()

    assert "elsewhere" not in read_line("阳光花园4号1106没菜", Empty(), NOW).doubts


@pytest.mark.parametrize(
    ("line", "doubt"),
    [
        ("老人晕倒了快来", "address_missing"),
        ("我妈在浦东，一个人没药了", "elsewhere"),
        ("大林苑的，猫没粮了", "door_missing"),
        ("3号楼电梯坏了", "door_missing"),
        ("fire in block 3", "door_missing"),
        ("飞机落浦东机场 没地方去", "address_missing"),
    ],
)
def test_what_was_not_said_of_where(line: str, doubt: str) -> None:
    reading = read(line)
    assert reading.household is None
    assert [code for code in reading.doubts if code != "kind_unknown"] == [doubt]


@pytest.mark.parametrize(
    ("line", "household", "doubts"),
    [
        ("尾号0117 没药", 17, ("household_by_tail",)),
        ("手机后四位是0117，没药", 17, ("household_by_tail",)),
        ("尾号零一一七 没药", 17, ("household_by_tail",)),
        ("静修大楼 电话尾号0117 没药", 17, ()),
        ("1号 尾号0103 没药", 3, ("household_by_tail",)),
        ("no food, phone ending 0117", 17, ("household_by_tail",)),
        ("no food, last four digits are 0117", 17, ("household_by_tail",)),
        ("大林苑2号1805 尾号9999 没药", 1, ()),
        ("车牌尾号0117 挡了路", None, ("address_missing",)),
        ("尾号1805 没药", None, ("tail_unknown", "address_missing")),
    ],
)
def test_the_end_of_a_number(line: str, household: int | None, doubts: tuple[str, ...]) -> None:
    """It was read as nothing, or as a door."""
    reading = read(line)
    assert reading.household == household
    assert tuple(code for code in reading.doubts if code != "kind_unknown") == doubts
    assert reading.phones == ()


@pytest.mark.parametrize(
    ("line", "summary", "is_doubted"),
    [
        ("尾号2468 没药", "尾号2468 没药", True),
        ("大林苑 尾号2468 没药", "尾号2468 没药", True),
        ("尾号0117 没药", "没药", False),
        ("大林苑2号1805 尾号9999 没药", "尾号9999 没药", False),
        ("车牌尾号2468 挡了路", "车牌尾号2468 挡了路", False),
    ],
)
def test_the_end_of_a_number_nobody_has(line: str, summary: str, is_doubted: bool) -> None:
    """It was in no field and out of the summary."""
    reading = read(line)
    assert reading.summary == summary
    assert ("tail_unknown" in reading.doubts) is is_doubted


def test_an_end_that_several_numbers_have() -> None:
    reading = read("尾号118 没药")
    assert [home.no for home in reading.candidates] == [18, 27]
    assert reading.doubts == ("several_households",)


@pytest.mark.parametrize(
    ("line", "household", "further"),
    [
        ("大林苑2号1805 静修1903 漏水", 1, [17]),
        ("静修大楼1号1903漏水漏到1号2704", 17, [18]),
        ("我在大林苑2号1805，我妈在静修大楼1903，她没药了", 1, [17]),
    ],
)
def test_two_doors_are_two(line: str, household: int, further: list[int]) -> None:
    reading = read(line)
    assert reading.household == household
    assert [home.no for home in reading.doors] == further


@pytest.mark.parametrize(
    ("line", "number"),
    [
        ("大林苑2号1805 no rice 07700 900123", "07700 900123"),
        ("大林苑2号1805 no rice +44 7700 900123", "+44 7700 900123"),
        ("大林苑2号1805 no rice +1 (415) 555-0132", "+1 (415) 555-0132"),
        ("大林苑2号1805 no rice 415-555-0132", "415-555-0132"),
        ("大林苑2号1805 no rice 1-415-555-0132", "1-415-555-0132"),
        ("大林苑2号1805 no rice 1 (415) 555-0132", "1 (415) 555-0132"),
        ("大林苑2号1805 no rice 001 415 555 0132", "001 415 555 0132"),
        ("大林苑2号1805 no rice 0049 170 1234567", "0049 170 1234567"),
        ("大林苑2号1805 no rice 00491701234567", "00491701234567"),
        ("大林苑2号1805 no rice 852 91234567", "852 91234567"),
        ("大林苑2号1805 no rice +33 6 12 34 56 78", "+33 6 12 34 56 78"),
    ],
)
def test_numbers_of_other_countries_stay_as_typed(line: str, number: str) -> None:
    reading = read(line)
    assert [phone.digits for phone in reading.phones] == [number]
    assert reading.phone == number
    assert "phone_unusual" in reading.doubts
    assert reading.household == 1


@pytest.mark.parametrize(
    ("line", "number"),
    [
        ("+86 138 0000 0101 没药", "13800000101"),
        ("0086 13800000101 没药", "13800000101"),
        ("008613800000101 没药", "13800000101"),
        ("0086-138-0000-0101 没药", "13800000101"),
        ("021-6377-0001 没药", "02163770001"),
        ("63550121 没药", "63550121"),
        ("400-820-1234 没药", "4008201234"),
    ],
)
def test_numbers_of_here(line: str, number: str) -> None:
    reading = read(line)
    assert [phone.digits for phone in reading.phones] == [number]
    assert "phone_unusual" not in reading.doubts
    assert reading.summary == "没药"


def test_rooms_in_a_row_are_no_number() -> None:
    assert read("3号楼 201 203 1305 都没菜").phones == ()


def test_the_text_keeps_its_lines() -> None:
    form = "姓名：陆建华\n地址：大林苑2号1805\n诉求：降压药没了"
    reading = read(form)
    assert reading.text == form == clean(form, multiline=True)
    assert (reading.household, reading.caller) == (1, "陆建华")


@pytest.mark.parametrize(
    ("line", "kept"),
    [
        ("下午两点半的透析，车还没来", "下午两点半"),
        ("晚八点后没人送奶，大林苑2号1805", "晚八点后"),
        ("下午3点前要拿到药 大林苑2号1805", "下午3点前"),
    ],
)
def test_a_summary_keeps_its_deadline(line: str, kept: str) -> None:
    assert kept in read(line).summary


def test_what_is_left_counts_more_than_that_there_is_none() -> None:
    assert read("no insulin, two days left").days_left == 2


@pytest.mark.parametrize(
    "said",
    [
        "血压 130/80 头晕",
        "血压 90-140 头晕",
        "160/100 胸口闷",
        "体温 38-39",
        "血氧 88",
        "bp 160/100",
        "高压 180 低压 110",
        "血压 180 130 头晕",
    ],
)
def test_what_is_measured_is_no_door(said: str) -> None:
    """They were further doors that are not on file, and lost from the summary."""
    reading = read(f"大林苑2号1805 {said}")
    assert (reading.household, reading.doors, reading.unlisted) == (1, (), ())
    assert reading.summary == said
    assert "door_unknown" not in reading.doubts
    assert read(said).room is None


@pytest.mark.parametrize(
    ("line", "room"),
    [
        ("大林苑2/1805 没药", "1805"),
        ("血压药没了 大林苑2号1805", "1805"),
        ("孩子发烧 12-1805", "1805"),
        ("孩子发烧 38-1805", "1805"),
        ("孩子发烧 12号1805", "1805"),
        ("血压高 2-1805", "1805"),
    ],
)
def test_doors_beside_what_is_measured(line: str, room: str) -> None:
    assert read(line).room == room


@pytest.mark.parametrize(
    ("line", "household", "further", "unlisted", "summary"),
    [
        ("大林苑2号1805没药 1806没菜", 1, [], ("1806",), "没药 1806没菜"),
        ("大林苑2号1805 没药 隔壁1806发烧", 1, [], ("1806",), "没药 隔壁1806发烧"),
        ("大林苑2号1805没药，三楼302没菜", 1, [], ("302",), "没药，三楼302没菜"),
        ("静修大楼1号1903漏水 楼上2704", 17, [18], (), "漏水 楼上2704"),
        ("DLY 1号104 302没菜", None, [], ("302",), "DLY 302没菜"),
        ("大林苑2号603和西门雅居2号1803 没菜", 5, [], ("大林苑 2-603",), "没菜"),
        ("大林苑2号603和西门雅居2号603 没菜", None, [], ("西门雅居 2-603",), "没菜"),
        ("大林苑2号1805 120没来", 1, [], (), "120没来"),
        ("大林苑2号1805 没药 1000元没了", 1, [], (), "没药 1000元没了"),
    ],
)
def test_rooms_in_need_behind_another_door(
    line: str, household: int | None, further: list[int], unlisted: tuple[str, ...], summary: str
) -> None:
    """They were in no list of doors, and of the first of two not on file the compound was lost."""
    reading = read(line)
    assert reading.household == household
    assert [home.no for home in reading.doors] == further
    assert (reading.unlisted, reading.summary) == (unlisted, summary)


@pytest.mark.parametrize(
    ("line", "summary"),
    [
        ("我是大林苑2号1805的 没药", "我是大林苑2号1805的 没药"),
        ("我妈妈住大林苑2号1805 没药", "我妈妈住大林苑2号1805 没药"),
        ("住在大林苑2号1805的张阿姨没药", "住在大林苑2号1805的张阿姨没药"),
        (
            "从大林苑2号1805搬到静修大楼1号1903 没菜",
            "从大林苑2号1805搬到静修大楼1号1903 没菜",
        ),
        ("大林苑2号1805张阿姨家没菜", "张阿姨家没菜"),
        ("大林苑2号1805家里没菜", "家里没菜"),
        ("张阿姨 大林苑2号1805 没菜", "没菜"),
    ],
)
def test_a_summary_has_no_holes(line: str, summary: str) -> None:
    """They were 我是 的, 住在 的, 从 搬到 and 家没菜."""
    assert read(line).summary == summary
