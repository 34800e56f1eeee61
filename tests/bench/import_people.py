"""Writes an invented register by person, as the city's ledger gives one out, to time its import.

    python tests/bench/import_people.py FOLDER [--households 1723] [--seed 1]
    time python app.py import --db FOLDER/x.db FOLDER/compounds.csv FOLDER/people.xlsx

Nobody in it exists; telephone and identity numbers are dummies. How many people there are is
printed.
"""

from __future__ import annotations

import argparse
import csv
import random
import sys
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

import xlsxwriter

from tests.bench.large_store import COMPOUNDS, GIVEN, SURNAMES

HEADINGS = (
    *("序号", "小区", "楼号", "室号", "姓名", "性别", "身份证号", "与户主关系", "联系电话"),
    *("户籍地址", "人员标签", "备注"),
)
RELATIONS = ("配偶", "儿子", "女儿", "母亲")
REMARKS = (
    "",
    "",
    "",
    "",
    "独居",
    "孕7月",
    "尿毒症透析",
    "养猫",
    "打胰岛素",
    "外出",
    "视力残疾三级",
)
WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
SIZES = (1, 2, 2, 3, 3, 3, 4, 4)


def card(chance: random.Random) -> str:
    """An identity number of no district there is."""
    born = f"{chance.randint(1928, 2021)}{chance.randint(1, 12):02d}{chance.randint(1, 28):02d}"
    digits = f"000000{born}{chance.randint(0, 999):03d}"
    total = sum(int(digit) * weight for digit, weight in zip(digits, WEIGHTS, strict=True))
    return digits + "10X98765432"[total % 11]


def rows(households: int, chance: random.Random) -> Iterator[tuple[object, ...]]:
    """One row a person."""
    serial = 0
    for home in range(households):
        compound = COMPOUNDS[home % len(COMPOUNDS)]
        within = home // len(COMPOUNDS)
        building, floor = within // 40 + 1, within % 40 // 4 + 1
        room = f"{floor}0{within % 4 + 1}"
        for at in range(chance.choice(SIZES)):
            serial += 1
            name = chance.choice(SURNAMES) + "".join(chance.sample(GIVEN, chance.choice((1, 2))))
            relation = chance.choice(RELATIONS) if at else "户主"
            identity = card(chance)
            sex = "男" if int(identity[16]) % 2 else "女"
            phone = f"138{serial % 10**8:08d}" if chance.random() < 0.7 else ""
            door = (compound, f"{building}号", f"{room}室")
            told = ("某省某市某路9号", chance.choice(REMARKS), "")
            yield (serial, *door, name, sex, identity, relation, phone, *told)


def main() -> None:
    """Write the list of compounds and the register."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--households", type=int, default=1723)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    made = list(rows(given.households, random.Random(given.seed)))
    book = xlsxwriter.Workbook(str(given.folder / "people.xlsx"))
    sheet = book.add_worksheet("人员")
    for at, row in enumerate([HEADINGS, *made]):
        for column, cell in enumerate(row):
            if cell != "":
                sheet.write(at, column, cell)
    book.close()
    with (given.folder / "compounds.csv").open("w", encoding="utf-8", newline="") as file:
        told = [(name, f"某路{at}号", "门口") for at, name in enumerate(COMPOUNDS, 1)]
        csv.writer(file).writerows([("小区名称", "地址", "卸货点"), *told])
    print(f"{given.households} households, {len(made)} people")


if __name__ == "__main__":
    main()
