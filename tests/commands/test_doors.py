"""doors and door-list: who missed out in one line, taken back, waited for; the leaders' paper."""

from __future__ import annotations

from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from rich.cells import cell_len

from data.clock import FixedClock
from data.store import Store
from models.households import HEALTH_MARKS
from tests.commands.running import NOW, Daiban

pytestmark = pytest.mark.usefixtures("on_the_sample")

FIELDS = "missed unknown nothing_due done households handed_out over got".split()
DOOR = """
compound lane building unit room goods times items why since days delivery drop household marks
request
""".split()
HERE = "梧桐新苑"
SAID = "1-1101 1-1103 没人, 1-1104 缺奶, 9-999 没人"


def test_exceptions_stand_behind_the_options_and_the_rest_is_done(daiban: Daiban) -> None:
    told = daiban("doors", "2", "--compound", HERE, SAID, "--json").json
    assert list(told) == FIELDS
    assert [list(one) for one in told["missed"]] == [DOOR] * 3
    assert [(one["building"], one["room"]) for one in told["missed"]] == [
        ("1", "1101"),
        ("1", "1103"),
        ("1", "1104"),
    ]
    assert told["missed"][2]["goods"] == ["牛奶"]
    assert (told["unknown"], told["handed_out"]) == (["9-999"], [HERE])
    assert told["done"] == told["households"] - 3
    listed = daiban("doors", "2", "--compound", HERE, "--json").json
    assert listed["missed"] == told["missed"]
    assert (listed["done"], listed["unknown"]) == (told["done"], [])
    words = daiban("doors", "2").out
    assert "梧桐新苑 1-1101" in words


def test_what_is_said_first_may_stand_before_the_options(daiban: Daiban) -> None:
    told = daiban("doors", "2", "1-1101 没人", "--compound", HERE, "--open", "--json").json
    assert (len(told["missed"]), told["handed_out"]) == (1, [])
    states = {one["compound"]: one["state"] for one in daiban("supplies", "--json").json
              if one["delivery"] == 2}  # fmt: skip
    assert states[HERE] == "unloaded"


def test_a_door_is_taken_back(daiban: Daiban) -> None:
    daiban("doors", "2", "--compound", HERE, SAID)
    told = daiban("doors", "2", "--compound", HERE, "--given", "1-1101 1103", "--json").json
    assert [one["room"] for one in told["missed"]] == ["1104"]
    assert (
        "Received after all: 梧桐新苑 1-1104 (牛奶 1箱)."
        in daiban("doors", "2", "--compound", HERE, "--given", "1-1104").out
    )


GOT = "compound lane building unit room goods made_good drop household".split()


def test_a_line_says_who_got_it_after_all_beside_who_missed_out(daiban: Daiban) -> None:
    daiban("doors", "2", "--compound", HERE, SAID)
    line = "1-1101 拿到了, 1-1102 got it after all, 1-1103 没人"
    told = daiban("doors", "2", "--compound", HERE, line, "--json").json
    assert [list(one) for one in told["got"]] == [GOT] * 2
    assert [(one["room"], one["goods"] != []) for one in told["got"]] == [
        ("1101", True),
        ("1102", False),
    ]
    assert [one["room"] for one in told["missed"]] == ["1103", "1104"]
    assert told["unknown"] == []
    daiban("undo")
    listed = daiban("doors", "2", "--compound", HERE, "--json").json["missed"]
    assert [one["room"] for one in listed] == ["1101", "1103", "1104"], "one step"


@pytest.mark.parametrize(
    ("lang", "back", "none"),
    [
        ("en", "Received after all: 梧桐新苑 1-1104 (牛奶 1箱).", "Nothing was missed there:"),
        ("zh", "后来拿到了：梧桐新苑 1-1104 (牛奶 1箱)。", "没有漏发记录："),
    ],
)
def test_who_got_it_after_all_is_said_plainly(
    daiban: Daiban, lang: str, back: str, none: str
) -> None:
    daiban("doors", "2", "--compound", HERE, SAID)
    told = daiban("doors", "2", "--compound", HERE, "1-1104 received after all", "--lang", lang)
    assert back in told.out
    again = daiban("doors", "2", "--compound", HERE, "1-1104 拿到了", "--lang", lang)
    assert f"{none} 梧桐新苑 1-1104".replace("： ", "：") in again.out
    given = daiban("doors", "2", "--compound", HERE, "--given", "1-1104", "--lang", lang)
    assert f"{none} 梧桐新苑 1-1104".replace("： ", "：") in given.out
    listed = daiban("log", "--lang", lang).out
    assert {"en": "got it after all", "zh": "后来拿到"}[lang] in listed


def test_who_waits_is_told_and_a_request_made_of_it(daiban: Daiban) -> None:
    def waiting() -> list[dict[str, Any]]:
        found = daiban("doors", "--waiting", "--json").json
        return [one for one in found if (one["compound"], one["room"]) == (HERE, "1101")]

    before = daiban("today", "--json").json["red_doors"]
    assert waiting() == []
    daiban("doors", "2", "--compound", HERE, "1-1101 没人")
    daiban("doors", "4", "--compound", HERE, "1-1101 没人")
    assert daiban("today", "--json").json["red_doors"] == before + 1
    assert f"Missed out twice in a row: {before + 1} doors" in daiban("today").out
    (waits,) = waiting()
    assert waits["times"] == 2
    assert {"蔬菜包", "鲜肉"} <= set(waits["goods"])
    asked = daiban("doors", "--request", "梧桐新苑1-1101", "--json").json
    assert (asked["compound"], asked["room"]) == (HERE, "1101")
    assert waiting()[0]["request"] == asked["no"]
    again = daiban("doors", "--request", str(waits["household"])).refusal
    assert f"has the open request {asked['no']} already" in again
    assert daiban("today", "--json").json["red_doors"] == before


def test_nobody_waits_where_nobody_missed_out(daiban: Daiban, tmp_path: Path) -> None:
    other = tmp_path / "other.db"
    Store(other, FixedClock(NOW)).close()
    assert "No door waits" in daiban("--db", other, "doors", "--waiting").out


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("doors",), "Say which delivery"),
        (("doors", "99"), "There is no delivery 99."),
        (("doors", "2", "--compound", "无处"), "无处: delivery 2 stops at 梧桐新苑"),
        (("doors", "--request", "乱写"), "is no one door of the register"),
        (("doors", "--request", "1"), "is owed nothing"),
        (
            ("door-list", "2", "--building", "77"),
            "There is no building 77 at these gates; there is 槐荫里 76-7",
        ),
        (("door-list", "99"), "There is no delivery 99."),
        (("door-list", "2", "--to", "doors.xlsx"), "end its name in .txt or .html, not in .xlsx"),
        (("driver-sheet", "2", "--to", "run.pdf"), "end its name in .txt or .html, not in .pdf"),
    ],
)
def test_what_cannot_be_done_is_said_in_one_line(
    daiban: Daiban, words: tuple[str, ...], told: str
) -> None:
    assert told in daiban(*words).wrong


def test_misuse_is_told(daiban: Daiban) -> None:
    assert daiban("doors", "two").status == 2
    assert daiban("doors", "2", "1-1101", "more").status == 2
    assert daiban("door-list").status == 2


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_a_door_list_fits_80_columns_and_sums_at_its_foot(daiban: Daiban, lang: str) -> None:
    daiban("doors", "2", "--compound", HERE, "1-1101 没人")
    lists = daiban("door-list", "2", "--json").json
    assert len({one["compound"] for one in lists}) == 10
    for one in lists:
        for at, total in enumerate(one["totals"]):
            shares = [
                item["quantity"]
                for door in one["doors"]
                for item in door["items"]
                if item["goods"] == total["goods"]
            ]
            assert sum(shares) == total["quantity"], (one["building"], at)
        marks = {mark for door in one["doors"] for mark in door["marks"]}
        assert not HEALTH_MARKS & marks
    text = daiban("door-list", "2", "--compound", HERE, "--lang", lang).out
    assert max(map(cell_len, text.splitlines())) <= 80
    sign = {"en": "Signed by the building leader", "zh": "楼组长签收"}[lang]
    assert text.count(sign) == 4
    assert "13800" not in text
    assert not any(mark in text for mark in HEALTH_MARKS)


class _Page(HTMLParser):
    """Counts what a page is made of, and notes what it would fetch."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: dict[str, int] = {}
        self.fetched: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags[tag] = self.tags.get(tag, 0) + 1
        self.fetched += [value or "" for name, value in attrs if name in ("src", "href")]


def test_a_door_list_goes_to_a_page_or_a_text_by_its_ending(daiban: Daiban, tmp_path: Path) -> None:
    page, text = tmp_path / "doors.html", tmp_path / "doors.txt"
    assert "The sheet is in" in daiban("door-list", "2", "--compound", HERE, "--to", str(page)).out
    daiban("door-list", "2", "--compound", HERE, "--building", "1号楼", "--to", str(text))
    read = _Page()
    read.feed(page.read_text(encoding="utf-8"))
    assert (read.tags["section"], read.tags["table"], read.fetched) == (5, 4, [])
    assert "☐ 1101" in text.read_text(encoding="utf-8")
    refused = daiban("door-list", "2", "--compound", HERE, "--to", str(page)).refusal
    assert "doors.html" in refused
