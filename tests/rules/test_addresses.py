import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.address import short_address
from models.households.addresses import (
    Address,
    bare_building,
    bare_lane,
    bare_room,
    bare_unit,
    named_rooms,
    read_parts,
    split_address,
)


@pytest.mark.parametrize(
    ("raw", "bare"),
    [
        ("12号", "12"),
        ("12", "12"),
        ("１２号楼", "12"),
        ("第3幢", "3"),
        ("三号楼", "3"),
        ("5栋", "5"),
        ("A座", "A"),
        ("12号甲", "12甲"),
        ("7甲号", "7甲"),
        ("3.0", "3"),
        ("商铺", "商铺"),
        (" ", None),
        ("", None),
    ],
)
def test_bare_building(raw: str, bare: str | None) -> None:
    assert bare_building(raw) == bare


@pytest.mark.parametrize(
    ("raw", "bare"),
    [
        ("302室", "302"),
        ("３０２", "302"),
        ("1505.0", "1505"),
        ("302A室", "302A"),
        ("前客堂", "前客堂"),
        ("2楼后楼", "二楼后楼"),
        ("二楼前楼", "二楼前楼"),
        ("三零二室", "302"),
        ("2室", "2"),
        ("", None),
    ],
)
def test_bare_room(raw: str, bare: str | None) -> None:
    assert bare_room(raw) == bare


def test_bare_lane_and_unit() -> None:
    lanes = [bare_lane(raw) for raw in ("43弄", "四十三弄", "大林路43弄", "43", "")]
    assert lanes == ["43", "43", "43", "43", None]
    assert [bare_unit(raw) for raw in ("2单元", "二单元", "2", " ")] == ["2", "2", "2", None]


@pytest.mark.parametrize(
    ("raw", "parts"),
    [
        ("3号1505室", Address(building="3", room="1505")),
        ("３号　１５０５室", Address(building="3", room="1505")),
        ("3-1505", Address(building="3", room="1505")),
        ("3/1505室", Address(building="3", room="1505")),
        ("3—1505", Address(building="3", room="1505")),
        ("3-2-501", Address(building="3", unit="2", room="501")),
        ("3号楼2单元501", Address(building="3", unit="2", room="501")),
        ("3幢二单元501室", Address(building="3", unit="2", room="501")),
        ("三号楼一八零五室", Address(building="3", room="1805")),
        ("A座1203", Address(building="A", room="1203")),
        ("21号后客堂", Address(building="21", room="后客堂")),
        ("1-前客堂", Address(building="1", room="前客堂")),
        ("3号—二楼后楼", Address(building="3", room="二楼后楼")),
        ("43弄1/灶披间", Address(lane="43", building="1", room="灶披间")),
        ("2-1室", Address(building="2", room="1")),
        ("18号二楼前楼", Address(building="18", room="二楼前楼")),
        ("17号3层阁", Address(building="17", room="三层阁")),
        ("43弄17号三层阁", Address(lane="43", building="17", room="三层阁")),
        ("四十三弄17号", Address(lane="43", building="17")),
        ("大林路43弄21号101室", Address(lane="43", building="21", room="101")),
        ("大林苑3号1505室", Address("大林苑", building="3", room="1505")),
        ("大林苑 3号楼18楼1805室", Address("大林苑", building="3", room="1805")),
        ("静修大楼19楼1903", Address("静修大楼", room="1903")),
        ("10号2室", Address(building="10", room="2")),
        ("12号", Address(building="12")),
        ("1505", Address(room="1505")),
        ("亭子间", Address(room="亭子间")),
        ("西门雅居", Address("西门雅居")),
        ("", Address()),
    ],
)
def test_split_address(raw: str, parts: Address) -> None:
    assert split_address(raw) == parts


@pytest.mark.parametrize("room", named_rooms())
@pytest.mark.parametrize("building", ["1", "12", "22"])
def test_every_named_room_is_read_behind_its_building(building: str, room: str) -> None:
    assert split_address(f"{building}号{room}") == Address(building=building, room=room)


@given(st.integers(1, 99), st.integers(1, 9), st.integers(100, 3999))
def test_numbers_come_back_as_they_were_written(building: int, unit: int, room: int) -> None:
    wanted = Address(building=str(building), unit=str(unit), room=str(room))
    assert split_address(f"{building}号{unit}单元{room}室") == wanted
    assert split_address(f"{building}-{unit}-{room}") == wanted
    assert split_address(f"{building}幢{room}") == wanted._replace(unit=None)


@given(st.text(st.sampled_from("0123一二十号弄室楼单元-/前客堂三层阁 大林a"), max_size=30))
def test_any_text_is_taken_apart_within_its_bounds(raw: str) -> None:
    parts = read_parts(raw)
    assert 0 <= parts.end <= len(raw)
    split_address(raw)
    for bare in (bare_lane, bare_building, bare_unit, bare_room):
        found = bare(raw)
        assert found is None or found


@pytest.mark.parametrize(
    ("parts", "said"),
    [
        (("大林苑", None, "2", None, "1805"), "大林苑 2-1805"),
        (("大林苑", "", "2", "3", "501"), "大林苑 2-3-501"),
        (("四十三弄", "43", "21", None, "后客堂"), "四十三弄 43-21-后客堂"),
        (("大林苑", None, "3"), "大林苑 3"),
        (("大林苑", None, None, None, None), "大林苑"),
        ((None, None, None, None, None), ""),
    ],
)
def test_an_address_is_read_alike_everywhere(parts: tuple[str | None, ...], said: str) -> None:
    assert short_address(*parts) == said


@pytest.mark.parametrize(
    ("said", "room", "rest"),
    [
        ("2号1805 门锁坏了", "1805", "门锁坏了"),
        ("2号1805门铃坏了", "1805", "门铃坏了"),
        ("2号1805 单元门坏了", "1805", "单元门坏了"),
        ("2号1802房间漏水", "1802", "漏水"),
        ("2号1802 房门坏了", "1802", "房门坏了"),
        ("2号1805室内漏水", "1805", "室内漏水"),
        ("2号1805 楼顶漏水", "1805", "楼顶漏水"),
    ],
)
def test_words_behind_a_room_are_not_taken_into_it(said: str, room: str, rest: str) -> None:
    parts = read_parts(said)
    assert (parts.building, parts.unit, parts.room) == ("2", None, room)
    assert said[parts.end :].strip() == rest
