"""Paperwork of a small neighbourhood as its offices would send it, and what a correct import finds.

The people are invented and the telephone numbers are dummies. The figures are counted from what the
papers were made of, never from what the program reads. `python -m tests.paperwork.make FOLDER`
writes the papers where one can look at them.
"""

from __future__ import annotations

import csv
import io
import json
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import xlsxwriter
from xlsxwriter.worksheet import Worksheet

EXPECTED = "expected.json"
"""The file beside the papers that holds what a correct import finds."""


@dataclass(frozen=True)
class Compound:
    """A compound as the committee's list has it."""

    name: str
    kind: str
    address: str
    gate: str
    leader: str
    phone: str


COMPOUNDS = (
    Compound("桂枝苑", "商品房", "柳塘路18号", "18号正门", "凌素琴", "13800029001"),
    Compound("望潮公寓", "商品房", "柳塘路52号", "52号岗亭", "柏志明", "13800029002"),
    Compound("二十六弄", "里弄", "柳塘路26弄", "26弄过街楼", "庄阿宝", "13800029003"),
)


@dataclass(frozen=True)
class Home:
    """A household; `phone` holds one number, or two in one cell, as some lists do."""

    compound: str
    building: int
    room: str
    head: str
    phone: str
    people: int
    elders: int
    marks: tuple[str, ...]

    @property
    def door(self) -> str:
        room = f"{self.room}室" if self.room.isdecimal() else self.room
        return f"{self.compound}{self.building}号{room}"


_SURNAMES = "凌柏庄祝饶滕裴阮翟岑邬蓝鞠"
_GIVEN = "素琴 志明 阿宝 晓棠 立㭎 秋水 永年 小满 玉衡 一舟 梦泽 子衿".split()

_DOORS = {
    "桂枝苑": """
        1/1204 1/1704 1/101 1/102 1/301 1/302 1/703 1/704 1/1001 1/1102
        2/803 2/1101 2/201 2/202 2/401 2/604 2/901 2/1203
        3/602 3/103 3/203 3/501 3/804 3/1002 3/1103 3/1201
    """,
    "望潮公寓": """
        1/502 1/903 1/101 1/104 1/203 1/302 1/601 1/705 1/804
        2/405 2/1002 2/102 2/206 2/303 2/504 2/605 2/701 2/906
    """,
    "二十六弄": """
        1/晒台间 3/2室 5/亭子间 7/后客堂 12/三层阁 1/前客堂 1/二楼前楼 2/灶披间 3/1室 4/二楼后楼
        5/前客堂 7/亭子间 8/三层阁 9/前客堂 10/灶披间 11/二楼前楼
    """,
}
"""Building and room of each household; those that call stand in front."""

_MARKS: dict[int, tuple[str, ...]] = {
    0: ("孕妇",), 3: ("独居老人",), 6: ("租客",), 7: ("空关",), 9: ("养猫",), 10: ("养狗",),
    11: ("婴儿",), 14: ("80岁以上", "残疾"), 18: ("透析",), 20: ("租客", "密接"), 22: ("不在沪",),
    27: ("独居老人", "80岁以上"), 30: ("婴儿", "养猫"), 33: ("居家隔离",), 36: ("80岁以上",),
    40: ("空关",), 44: ("养狗",), 46: ("残疾",), 47: ("胰岛素", "独居老人"), 52: ("租客",),
    55: ("独居老人",), 58: ("密接",),
}  # fmt: skip
"""What the remarks say of some households, by their place in the register."""


def _homes() -> Iterator[Home]:
    places = [(name, *door.split("/")) for name, doors in _DOORS.items() for door in doors.split()]
    for at, (compound, building, room) in enumerate(places):
        marks = _MARKS.get(at, ())
        alone, empty = "独居老人" in marks, "空关" in marks
        people = 1 if alone else 0 if empty else at % 5 + 1
        head = "" if empty else _SURNAMES[at % len(_SURNAMES)] + _GIVEN[at * 7 % len(_GIVEN)]
        phone = f"1380002{at:04d}" + (f"/1380007{at:04d}" if at % 17 == 4 else "")
        elders = 1 if alone or "80岁以上" in marks else min(people, at % 3)
        yield Home(compound, int(building), room, head, phone, people, elders, marks)


HOMES = tuple(_homes())
_BY_DOOR = {home.door: home for home in HOMES}


@dataclass(frozen=True)
class Call:
    """A call of the night; `{phone}` and `{head}` in its words are those of the household."""

    clock: str
    door: str
    words: str
    urgency: str
    kind: str

    @property
    def line(self) -> str:
        home = _BY_DOOR[self.door]
        return f"{self.clock} {self.door}{self.words.format(head=home.head, phone=home.phone)}"


CALLS = (
    Call("23:40", "桂枝苑1号1204室", " 产妇大出血 抗原两道杠 丈夫{phone} 求救护车", "life",
         "birth"),
    Call("21:05", "二十六弄7号后客堂", " {head} 胰岛素只够2天 {phone}", "today", "medicine"),
    Call("20:10", "望潮公寓1号903室", "老人一个人住 断菜了 手机不会弄", "today", "food"),
    Call("19:30", "桂枝苑3号602室", " 明天上午透析 去医院的车没有着落 {phone}", "life", "dialysis"),
    Call("18:45", "望潮公寓2号405室", " 马桶堵了 {phone}", "soon", "repairs"),
    Call("18:20", "桂枝苑2号1101室", " 宝宝奶粉还够3天 {phone}", "soon", "baby"),
    Call("17:55", "二十六弄3号2室", " 阳性四天了 什么时候来转运", "soon", "transfer"),
    Call("16:40", "望潮公寓2号1002室", " 78岁 胸口痛 喘不上气 {phone}", "life", "emergency"),
    Call("15:00", "二十六弄1号晒台间", " 团购的水果能不能放行", "routine", "group_purchase"),
    Call("14:30", "二十六弄12号三层阁", " 高血压药吃完了 {phone}", "today", "medicine"),
    Call("13:10", "桂枝苑2号803室", " 狗粮快没了", "routine", "pets"),
    Call("12:00", "望潮公寓1号502室", " 别家都有 我家今天的菜没收到", "soon", "delivery_missed"),
    Call("11:20", "桂枝苑1号1704室", " 楼上漏水 厨房天花板塌了一块 {phone}", "today", "repairs"),
    Call("09:15", "二十六弄5号亭子间", " 核酸漏做了 走不动路 要上门", "today", "test"),
)  # fmt: skip
"""The newest first, as they were sent on, each with what a person would make of it."""

_STAFF = (
    ("姓名", "职务", "电话", "状态", "起始日期", "预计返岗", "住处", "特长", "备注"),
    ("凌永年", "书记", "13800028001", "隔离", "2022-04-07", "2022-04-21", "隔离点", None, None),
    ("裴一舟", "主任", "13800028002", "在岗", None, None, "居委会", "统计报表", None),
    ("阮秋水", "居委干部", "13800028003", "在岗", None, None, "居委会", "核酸登记", "有车"),
    ("滕小满", "社工", "13800028004", "在岗", None, None, "居委会", "搬运", None),
    ("岑子衿", "社工", "13800028005", "隔离", "2022-04-08", None, "隔离点", "信息录入", None),
)
_VOLUNTEERS = (
    ("姓名", "小区", "电话", "车辆", "可用时段", "特长"),
    ("祝立㭎", "桂枝苑", "13800028101", "三轮车", "7:00-10:00", "带路"),
    ("饶梦泽", "桂枝苑", "13800028102", None, "全天", "护士"),
    ("翟玉衡", "望潮公寓", "13800028103", "电瓶车", "下午", "搬运"),
    ("蓝晓棠", "二十六弄", "13800028104", None, "晚上", None),
)

NOTICE = """4月10日上午10点左右到货，沪A·E5678，司机 鞠师傅 13800028888
青菜包 60份 酸奶 30箱 面粉(2.5kg) 15袋
每户青菜包1份；酸奶两户一箱；面粉优先独居老人和困难户
"""

_HEADINGS = (
    "序号", "小区名称", "楼（弄）号", "室号", "户主姓名", "联系电话", "常住人口", "其中60岁以上",
    None, "备注",
)  # fmt: skip
_DUPLICATED = (2, 17, 45)
"""Places in the register of rows that were pasted twice."""


def make(folder: Path) -> Path:
    """Write all papers and what they hold into a folder, which is made if need be."""
    folder.mkdir(parents=True, exist_ok=True)
    bad = _register(folder / "register.xlsx")
    _by_compound(folder / "register_by_compound.xlsx")
    _table_of_text(folder / "register_gb18030.csv")
    _tables(folder / "compounds.xlsx", 小区概况=_compounds())
    _tables(folder / "staff.xlsx", 工作人员=_STAFF, 志愿者=_VOLUNTEERS)
    (folder / "delivery_notice.txt").write_text(NOTICE, encoding="utf-8")
    calls = "".join(f"{call.line}\n" for call in CALLS)
    (folder / "calls.txt").write_text(calls, encoding="utf-8")
    found = json.dumps(_expected(bad), ensure_ascii=False, indent=1)
    (folder / EXPECTED).write_text(found, encoding="utf-8")
    return folder


def _expected(bad: Sequence[Sequence[object]]) -> dict[str, object]:
    return {
        "households": len(HOMES),
        "residents": sum(home.people for home in HOMES),
        "by_compound": Counter(home.compound for home in HOMES),
        "noted": Counter(mark for home in HOMES for mark in home.marks),
        "register_duplicate_rows": len(_DUPLICATED),
        "register_bad_rows": len(bad),
        "register_problems": bad,
        "staff": len(_STAFF) - 1,
        "staff_on_duty": sum(row[3] == "在岗" for row in _STAFF),
        "volunteers": len(_VOLUNTEERS) - 1,
        "calls": [
            {
                "line": call.line,
                "household": call.door,
                "urgency_a_person_would_give": call.urgency,
                "kind": call.kind,
            }
            for call in CALLS
        ],
    }


# -- the papers ------------------------------------------------------------------------------------


def _compounds() -> list[Sequence[object]]:
    rows: list[Sequence[object]] = [
        ("小区名称", "类型", "地址", "卸货点(门口)", "户数", "楼栋数", "楼组长", "联系电话")
    ]
    for one in COMPOUNDS:
        homes = [home for home in HOMES if home.compound == one.name]
        buildings = len({home.building for home in homes})
        rows.append(
            (
                one.name,
                one.kind,
                one.address,
                one.gate,
                len(homes),
                buildings,
                one.leader,
                one.phone,
            )
        )
    return rows


def _register(path: Path) -> list[tuple[str, str, int, str]]:
    """The register as many hands filled it in; the rows that cannot be brought in.

    A title over all columns, a line about the form, a heading over two columns, one name written
    over all the rows it is for, numbers as text, full-width digits, rows twice, sums in between.
    """
    name = "居民登记"
    book = xlsxwriter.Workbook(str(path))
    sheet = book.add_worksheet(name)
    sheet.merge_range(0, 0, 0, 9, "柳塘居民区居民信息登记表")
    _write(sheet, 1, ("填表日期：2022年3月30日", *(None,) * 6, "内部资料 请勿外传"))
    _write(sheet, 2, _HEADINGS)
    row, no = 3, 0
    for compound in COMPOUNDS:
        first = row
        homes = [(at, one) for at, one in enumerate(HOMES) if one.compound == compound.name]
        for at, home in homes:
            no += 1
            for _time in range(2 if at in _DUPLICATED else 1):
                _write(sheet, row, (no, *_messy(at, home)))
                row += 1
        if compound.kind == "里弄":
            sheet.merge_range(first, 1, row - 1, 1, compound.name)
        _write(sheet, row, (None, "小计", *(None,) * 4, sum(home.people for _at, home in homes)))
        row += 1
    bad = [
        ("compound_unknown", name, row + 1, "小区名称"),
        ("room_missing", name, row + 2, "室号"),
    ]
    _write(sheet, row, (998, "没有这个小区", "1号", "101", "某某", "13800000000", 2))
    _write(sheet, row + 1, (999, "桂枝苑", "1号", None, "没写室号", "13800000000", "两人"))
    _write(sheet, row + 2, (None, "合计", *(None,) * 4, sum(home.people for home in HOMES)))
    book.close()
    return bad


_FULL_WIDTH = str.maketrans("0123456789", "０１２３４５６７８９")


def _messy(at: int, home: Home) -> tuple[object, ...]:
    """A household's cells from the compound on, written in one of the ways people write them."""
    building: object = home.building if at % 5 == 2 else f"{home.building}号"
    room: object = home.room
    if home.room.isdecimal():
        room = (home.room, int(home.room), home.room.translate(_FULL_WIDTH), f"{home.room}室")[
            at % 4
        ]
    head: object = home.head or None
    if len(home.head) == 2 or at % 9 == 5:
        head = f"{home.head[:1]} {home.head[1:]}" if home.head else None
    phone: object = home.phone
    if home.phone.isdecimal() and at % 6 == 1:
        phone = f"{home.phone[:3]}-{home.phone[3:7]}-{home.phone[7:]}"
    elif home.phone.isdecimal() and at % 6 == 3:
        phone = int(home.phone)
    people: object = f"{home.people}人" if at % 7 == 3 else home.people
    return (
        home.compound, building, room, head, phone, people, home.elders or None, None,
        "，".join(home.marks) or None,
    )  # fmt: skip


def _by_compound(path: Path) -> None:
    """A sheet a compound, which only its title names; one sheet has a column for floors, too."""
    sheets: dict[str, list[Sequence[object]]] = {}
    for compound in COMPOUNDS:
        floors = compound.name == "望潮公寓"
        rows: list[Sequence[object]] = [(f"{compound.name}（{compound.address}）住户名单",)]
        rows.append(
            ("楼号", *(("楼层",) if floors else ()), "室号", "户主", "电话", "人口", "备注")
        )
        for home in HOMES:
            if home.compound == compound.name:
                floor = (f"{home.room[:-2]}楼",) if floors else ()
                rows.append(
                    (
                        home.building, *floor, home.room, home.head or None, home.phone,
                        home.people, "，".join(home.marks) or None,
                    )
                )  # fmt: skip
        sheets[compound.name] = rows
    _tables(path, **sheets)


def _table_of_text(path: Path) -> None:
    """The register as another program gives it out: in GB18030, the door in one column."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(("姓名", "手机号", "小区", "门牌", "人数", "特殊情况"))
    for home in HOMES:
        door = home.door.removeprefix(home.compound)
        marks = "，".join(home.marks)
        writer.writerow((home.head, home.phone, home.compound, door, home.people, marks))
    path.write_bytes(out.getvalue().encode("gb18030"))


def _tables(path: Path, **sheets: Sequence[Sequence[object]]) -> None:
    book = xlsxwriter.Workbook(str(path))
    for name, rows in sheets.items():
        sheet = book.add_worksheet(name)
        for at, row in enumerate(rows):
            _write(sheet, at, row)
    book.close()


def _write(sheet: Worksheet, row: int, cells: Sequence[object]) -> None:
    for column, cell in enumerate(cells):
        if isinstance(cell, str):
            sheet.write_string(row, column, cell)
        elif isinstance(cell, int):
            sheet.write_number(row, column, cell)


if __name__ == "__main__":
    make(Path(sys.argv[1]))
