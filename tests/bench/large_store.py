"""Makes a store with as many invented households and requests as a benchmark needs.

    python tests/bench/large_store.py FILE [--households 200000] [--requests 0] [--chases 0]
        [--seed 1]

Doors, names, marks and searched text are made by the program's own functions. The journal's
triggers stand aside while rows go in, so nothing of this can be undone; nobody in it exists.
"""

from __future__ import annotations

import argparse
import random
import sqlite3
import sys
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from data.clock import SystemClock
from data.households.keys import Door, search_text, sort_key, spelled
from data.ids import new_id
from data.journal import triggers as journal_triggers
from data.pinyin import initials
from data.requests.search_text import kind_words
from data.store import Store
from models.households import KNOWN_MARKS
from models.text import fold
from models.times import stored

NOW = datetime(2022, 4, 9, 0, 0, tzinfo=UTC)

SURNAMES = "赵钱孙李周吴郑王冯陈蒋沈韩杨朱秦许何吕张孔曹严华金魏陶姜曾单仇"
DOUBLE_SURNAMES = ("欧阳", "司马", "上官", "诸葛")
GIVEN = "伟芳娜秀英敏静丽强磊军洋勇艳杰娟涛明超兰霞平刚桂国藩文建志梅红云飞玉龙"
COMPOUNDS = (
    "大林苑",
    "静修大楼",
    "东桥新村",
    "南园小区",
    "西河里弄",
    "北山坊",
    "中华苑",
    "福佑里",
    "花园弄",
    "长乐里",
)
WISHES = (
    "降压药还剩两天",
    "胰岛素用完了，要冷藏",
    "孩子奶粉没有了",
    "独居老人三天没有菜",
    "血透明天要车",
    "水管漏水",
    "什么时候解封",
    "团购的菜没有送到",
)
DESKS = (
    "街道值班室",
    "街道代配药专线",
    "条线王科长",
    "12345",
    "瑞金医院急诊",
    "书记",
    "防疫办李老师",
)
ANSWERS = (
    "",
    "",
    "已登记，等通知，今天排不上就明天上午",
    "车派出去了，司机联系不上，让我们自己再打一遍",
    "没有床位，让问别的医院",
    "明天九点以后有人，带医保卡和空盒子去",
    "说归另一条线管，给了一个号码",
)


def households(
    conn: sqlite3.Connection, count: int, chance: random.Random
) -> Iterator[tuple[str, str, str]]:
    """Put compounds, buildings and households in; gives each household's key, door and phone."""
    per_building = 90
    buildings = -(-count // per_building)
    grounds = list(COMPOUNDS)
    keys = [new_id() for _ in grounds]
    conn.executemany(
        "INSERT INTO compound (id, no, position, name, kind, address, search)"
        " VALUES (?, ?, ?, ?, 'commodity', ?, '')",
        [
            (key, n, n, name, f"{name}路{n}号")
            for n, (key, name) in enumerate(zip(keys, grounds, strict=True), 1)
        ],
    )
    rows: list[tuple[object, ...]] = []
    marks: list[tuple[object, ...]] = []
    for b in range(buildings):
        ground, building = b % len(grounds), str(b // len(grounds) + 1)
        building_id = new_id()
        conn.execute(
            "INSERT INTO building (id, no, compound_id, name) VALUES (?, ?, ?, ?)",
            (building_id, b + 1, keys[ground], building),
        )
        for r in range(min(per_building, count - b * per_building)):
            door = Door(grounds[ground], "", building, "", f"{r // 5 + 1}{r % 5 + 1:02d}")
            first = chance.choice(DOUBLE_SURNAMES if chance.random() < 0.03 else SURNAMES)
            head = first + "".join(chance.choices(GIVEN, k=chance.choice((1, 2, 2))))
            phone = f"1380000{chance.randrange(10_000):04d}"
            own = tuple(chance.sample(KNOWN_MARKS, chance.choice((0, 0, 0, 1, 1, 2))))
            key = new_id()
            found = search_text(
                door, f"{grounds[ground]}路", head=head, phone=phone, marks=own, note=""
            )
            number, people = len(rows) + 1, chance.randint(1, 6)
            order = sort_key(ground + 1, door)
            rows.append((key, number, building_id, door.room, head, phone, people, order, found))
            marks += [(new_id(), key, mark, n) for n, mark in enumerate(own)]
            yield key, spelled(door), phone
    conn.executemany(
        "INSERT INTO household (id, no, building_id, room, head, phone, people, sort_key, search)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        rows,
    )
    conn.executemany(
        "INSERT INTO household_mark (id, household_id, mark, position) VALUES (?, ?, ?, ?)", marks
    )


def requests(
    conn: sqlite3.Connection,
    count: int,
    homes: list[tuple[str, str, str]],
    chance: random.Random,
    pushes: float = 0,
) -> None:
    """Put requests in, nine of ten of them closed, each pushed so often on average."""
    rows: list[dict[str, object]] = []
    logged: list[tuple[object, ...]] = []
    for no in range(1, count + 1):
        home, door, phone = chance.choice(homes)
        opened = NOW - timedelta(minutes=chance.randrange(1, 40_000))
        closed = chance.random() < 0.9
        text, kind = chance.choice(WISHES), chance.choice(tuple(kind_words()))
        caller = chance.choice(SURNAMES) + chance.choice(GIVEN)
        key, heard = new_id(), []
        for _push in range(round(chance.random() * 2 * pushes)):
            at = stored(opened + timedelta(minutes=chance.randrange(1, 2_000)))
            whom, said = chance.choice(DESKS), chance.choice(ANSWERS)
            heard += [whom, said]
            answered = int(bool(said))
            logged.append((new_id(), key, at, at, "subdistrict", whom, said, answered))
        words = (
            f"#{no}", *kind_words()[kind], door, text, phone, *heard, caller, initials(caller),
        )  # fmt: skip
        harm = stored(opened + timedelta(hours=chance.randrange(1, 96)))
        rows.append(
            {
                "id": key,
                "no": no,
                "state": "closed" if closed else "open",
                "kind": kind,
                "urgency": chance.choice(("life", "today", "soon", "soon", "routine", "routine")),
                "harm_at": harm if chance.random() < 0.5 else None,
                "text": text,
                "summary": text,
                "household_id": home,
                "caller": caller,
                "phone": phone,
                "rung": "self",
                "next_chase_at": stored(opened + timedelta(hours=chance.randrange(1, 30))),
                "opened_at": stored(opened),
                "entered_at": stored(opened),
                "outcome": "met" if closed else None,
                "closed_at": stored(NOW) if closed else None,
                "told_at": stored(NOW) if closed else None,
                "search": fold(" ".join(words)),
            }
        )
    if rows:
        names = ", ".join(rows[0])
        values = ", ".join(f":{name}" for name in rows[0])
        conn.executemany(f"INSERT INTO request ({names}) VALUES ({values})", rows)
    conn.executemany(
        "INSERT INTO chase (id, subject, subject_id, at, entered_at, rung, whom, said, answered)"
        " VALUES (?, 'request', ?, ?, ?, ?, ?, ?, ?)",
        logged,
    )


def main() -> None:
    """Make the file, which must not be there yet."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("file", type=Path)
    parser.add_argument("--households", type=int, default=200_000)
    parser.add_argument("--requests", type=int, default=0)
    parser.add_argument("--chases", type=float, default=0, help="of a request, on average")
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    if given.file.exists():
        parser.error(f"{given.file} is there already")
    Store(given.file, SystemClock()).close()
    chance = random.Random(given.seed)
    conn = sqlite3.connect(given.file, isolation_level=None)
    conn.execute("PRAGMA synchronous=OFF")
    conn.execute("BEGIN")
    journal_triggers.drop_triggers(conn)
    conn.execute(
        "INSERT INTO neighbourhood (id, name) VALUES (?, '样本居民区')",
        (new_id(),),
    )
    homes = list(households(conn, given.households, chance))
    requests(conn, given.requests, homes, chance, given.chases)
    journal_triggers.install_triggers(conn)
    conn.execute("COMMIT")
    conn.close()


if __name__ == "__main__":
    main()
