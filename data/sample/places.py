"""The sample's compounds and households: invented, and the same whenever they are made."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from data.sample.tables import made, table, words
from models.households import CompoundInput, CompoundKind, HouseholdInput

NEIGHBOURHOOD = ("听涛居委会", "望海街道")


class Layout(NamedTuple):
    """How a compound is built."""

    buildings: int
    floors: int
    rooms: int
    """Rooms on a floor; in a lane, rooms of a door."""
    units: int = 0
    """Units of a building; 0 where doors are numbered through."""
    lanes: tuple[str, ...] = ()


class SampleCompound(NamedTuple):
    """A compound and how it is built."""

    given: CompoundInput
    layout: Layout


def compounds() -> list[SampleCompound]:
    """The compounds in the committee's order; they have 1,716 doors in all."""
    return [
        SampleCompound(
            made(CompoundInput, row, kind=CompoundKind),
            made(Layout, row, buildings=int, floors=int, rooms=int, units=int, lanes=words),
        )
        for row in table("compounds.csv")
    ]


_LANE_ROOMS = ("前客堂", "后客堂", "二楼前楼", "二楼后楼", "亭子间", "三层阁", "灶披间", "晒台间")

SURNAMES = (
    "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦许何吕施张孔曹严华金魏陶姜谢邹喻柏水窦章云苏潘葛范彭"
    "鲁韦马苗凤方俞任袁柳史唐费廉岑薛雷贺倪汤滕殷罗毕郝邬安常乐于时傅齐康伍余元顾孟平黄"
)
_GIVEN = (
    "建国 秀英 志强 丽华 国平 美芳 文彬 玉兰 卫东 雅琴 海燕 晓峰 佳怡 子轩 雨桐 思远 欣妍 俊杰 "
    "梦洁 浩然 静 敏 磊 洋 艳 勇 军 杰 娟 涛 明 超 兰英 桂花 金凤 宝珍 阿毛 根生 福根 林娣 巧珍 "
    "惠芬 德明 永康 振华 学文 春梅 冬生 夏莲 秋月 一鸣 可心 天佑 书瑶 慧敏 国栋 家豪 诗涵 凯 薇"
).split()


class Names:
    """Invented names and dummy numbers, each number once."""

    def __init__(self, rng: random.Random) -> None:
        self._rng = rng
        self._numbers = rng.sample(range(9000), 9000)

    def name(self) -> str:
        """A name of two or three characters."""
        return self._rng.choice(SURNAMES) + self._rng.choice(_GIVEN)

    def phone(self) -> str:
        """A number that nobody else here has."""
        return f"1380000{self._numbers.pop():04d}"


def households(
    rng: random.Random, names: Names, compounds: list[SampleCompound]
) -> Iterator[HouseholdInput]:
    """Every door of every compound with who lives behind it."""
    shares = {row["mark"]: float(row["share"]) for row in table("marks.csv")}
    for compound in compounds:
        for door in _doors(compound.layout):
            yield _household(rng, names, compound.given.name, door, shares)


def _doors(layout: Layout) -> Iterator[tuple[str, str, str, str]]:
    if layout.lanes:
        for lane in layout.lanes:
            for number in range(1, layout.buildings + 1):
                for name in _LANE_ROOMS[: layout.rooms]:
                    yield lane, str(number), "", name
        return
    for building in range(1, layout.buildings + 1):
        for floor in range(1, layout.floors + 1):
            for room in range(1, layout.rooms + 1):
                if layout.units:
                    a_unit = layout.rooms // layout.units
                    unit, door = divmod(room - 1, a_unit)
                    yield "", str(building), str(unit + 1), f"{floor}{door + 1:02d}"
                else:
                    yield "", str(building), "", f"{floor}{room:02d}"


def _household(
    rng: random.Random,
    names: Names,
    compound: str,
    door: tuple[str, str, str, str],
    shares: Mapping[str, float],
) -> HouseholdInput:
    """Who lives behind a door.

    Args:
        shares: how common each mark is among households.
    """
    lane, building, unit, room = door
    marks = [mark for mark, share in shares.items() if rng.random() < share]
    if "独居老人" in marks:
        marks = [mark for mark in marks if mark not in ("孕妇", "婴儿", "租客", "空关")]
    if "空关" in marks:
        marks = ["空关"]
    people = rng.choices((1, 2, 3, 4, 5), (22, 33, 27, 12, 6))[0]
    if "独居老人" in marks:
        people = 1
    elif "婴儿" in marks or "孕妇" in marks:
        people = max(people, 2)
    elders = people if "独居老人" in marks else rng.choices((0, 1, 2), (58, 25, 17))[0]
    empty = "空关" in marks
    return HouseholdInput(
        compound,
        building,
        lane,
        unit,
        room,
        names.name(),
        names.phone() if rng.random() < 0.88 else "",
        0 if empty else people,
        0 if empty else min(elders, people),
        tuple(marks),
    )
