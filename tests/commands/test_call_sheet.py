"""call-sheet: whom a round calls and leaves out, frozen once, with papers that tell no reasons."""

from __future__ import annotations

from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from rich.cells import cell_len

from tests.commands.running import Daiban

pytestmark = pytest.mark.usefixtures("on_the_sample")

ROUND, TOMORROW = "2", "3"
HERE = "梧桐新苑"
FIELDS = """
round name day frozen_at register called visited left_out staff late visits buildings changes hints
""".split()
SOMEBODY = "resident household name compound lane building unit room why until".split()
REASONS = ("阳性", "密接", "隔离", "卧床", "空关", "外出", "positive", "isolat", "out of town")


def sheet(daiban: Daiban, *words: str) -> Any:
    return daiban("call-sheet", ROUND, "--json", *words).json


def adds_up(told: Any) -> bool:
    return bool(told["register"] == told["called"] + told["visited"] + len(told["left_out"]))


def test_the_sums_are_the_register_and_each_left_out_says_why(daiban: Daiban) -> None:
    told = sheet(daiban)
    assert list(told) == FIELDS
    assert adds_up(told)
    assert (told["round"], told["frozen_at"], told["changes"]) == (2, None, [])
    assert told["called"] > 1000
    assert told["left_out"]
    for one in told["left_out"]:
        assert list(one) == SOMEBODY
        assert one["why"] in ("away", "empty", "moved_out")
    assert {one["why"] for one in told["visits"]} <= {"closed", "isolating"}
    assert len(told["visits"]) == told["visited"]
    assert sum(one["called"] for one in told["buildings"]) == told["called"]


def test_an_open_call_of_a_door_that_is_called_down_stands_beside_the_sheet(
    daiban: Daiban,
) -> None:
    """Nobody is set aside by a call; whoever freezes the sheet is told of it."""
    daiban("add", f"{HERE}2号101 阳性四天了没人来拉")
    daiban("add", f"{HERE}2号102 腿脚不便 下不了楼做核酸")
    told = sheet(daiban, "--building", f"{HERE}2号")
    assert [(one["kind"], one["room"]) for one in told["hints"]] == [
        ("positive", "101"), ("at_door", "102"),
    ]  # fmt: skip
    assert "101" not in {one["room"] for one in told["left_out"]}


def test_of_a_compound_and_of_a_building_the_sums_add_up_too(daiban: Daiban) -> None:
    whole = sheet(daiban, "--compound", HERE)
    one = sheet(daiban, "--building", f"{HERE}2号")
    again = sheet(daiban, "--compound", HERE, "--building", "2")
    assert one == again
    assert all(map(adds_up, (whole, one)))
    assert 0 < one["register"] < whole["register"] < sheet(daiban)["register"]
    assert (whole["staff"], one["staff"]) == (0, 0)
    (building,) = one["buildings"]
    assert (building["compound"], building["building"]) == (HERE, "2")
    assert {entry["building"] for entry in one["left_out"]} <= {"2"}


def test_a_round_begins_once_and_stands_whatever_is_said_later(daiban: Daiban) -> None:
    before = sheet(daiban)
    begun = sheet(daiban, "--freeze")
    assert begun["frozen_at"] == "2022-04-09T08:00:00+08:00"
    assert {**begun, "frozen_at": None} == before
    assert daiban("call-sheet", ROUND, "--freeze").refusal == (
        "Round 2 began on 04-09 08:00 already; its call sheet stands."
    )
    assert sheet(daiban) == begun
    daiban("undo")
    assert sheet(daiban) == before
    daiban("redo")
    assert sheet(daiban) == begun


def test_a_round_of_tomorrow_begins_tonight_and_says_so(daiban: Daiban) -> None:
    told = daiban("call-sheet", TOMORROW, "--freeze")
    assert told.status == 0
    assert (
        "Round 3 has begun; its call sheet stands. It is of tomorrow: whoever turns positive until"
        " then is told as changed." in told.out
    )
    late = daiban("call-sheet", "1", "--freeze").out
    assert "It was of 04-08: the sheet is as is known now, not as it was then." in late


def test_what_changed_since_is_a_list_beside_the_sheet(daiban: Daiban) -> None:
    begun = sheet(daiban, "--freeze")
    daiban("shut", HERE, "--until", "04-20", "--apply")
    told = sheet(daiban)
    changed = told.pop("changes")
    assert told == {name: value for name, value in begun.items() if name != "changes"}
    assert len(changed) > 100
    first = changed[0]
    assert first["compound"] == HERE
    assert (first["part_then"], first["part"], first["why"]) == ("called", "visited", "closed")
    assert first["until"] == "2022-04-20"
    assert f"Changed since it began: {len(changed)} p" in daiban("call-sheet", ROUND).out
    reprint = daiban("call-sheet", ROUND, "--list", "calls").out
    assert "Changed since it began" in reprint


@pytest.mark.parametrize("way", ["--leave-out", "--visit"])
def test_somebody_is_set_aside_by_hand_with_why_and_called_again(daiban: Daiban, way: str) -> None:
    before = sheet(daiban)
    door = f"{HERE}2号1101"
    assert "Say why in words" in daiban("call-sheet", ROUND, way, door).refusal
    told = sheet(daiban, way, door, "--because", "电梯坏了")
    (line,) = [one for one in daiban("call-sheet", ROUND).out.splitlines() if "电梯坏了" in one]
    assert "2-1101" in line.partition("电梯坏了")[2], "beside its own door"
    assert adds_up(told)
    key = "left_out" if way == "--leave-out" else "visits"
    ours = [one for one in told[key] if one["why"] == "by_hand"]
    assert {one["room"] for one in ours} == {"1101"}
    assert told["called"] == before["called"] - len(ours)
    assert sheet(daiban, "--call", door) == before
    assert daiban("call-sheet", ROUND, "--call", door).refusal == (
        "None of these was set aside in round 2."
    )


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("99",), "There is no round 99. There are: 3, 2, 1."),
        ((ROUND, "--compound", "火星"), "Which compound is 火星? There is 梧桐新苑"),
        ((ROUND, "--building", f"{HERE}99号"), "Which building is"),
        ((TOMORROW, "--compound", "桂馨里"), "Round 3 calls nobody of 桂馨里."),
        ((ROUND, "--leave-out", f"{HERE}99号101", "--because", "x"), "Nothing was done"),
        ((ROUND, "--to", "sheet.xlsx"), "end its name in .txt or .html, not in .xlsx"),
    ],
)
def test_what_cannot_be_is_refused_in_one_line(
    daiban: Daiban, words: tuple[str, ...], says: str
) -> None:
    assert says in daiban("call-sheet", *words).wrong


def test_once_begun_nobody_is_set_aside_any_more(daiban: Daiban) -> None:
    daiban("call-sheet", ROUND, "--freeze")
    said = daiban("call-sheet", ROUND, "--visit", f"{HERE}2号1101", "--because", "x").refusal
    assert said.startswith("Round 2 began on 04-09 08:00: its call sheet is not changed any more.")


def test_bad_usage_is_told(daiban: Daiban) -> None:
    assert daiban("call-sheet").status == 2
    assert daiban("call-sheet", ROUND, "--list", "everybody").status == 2
    assert daiban("call-sheet", ROUND, "--visit", "1", "--call", "1").status == 2


# -- paper -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("kind", ["calls", "visits", "table"])
def test_papers_for_volunteers_fit_and_tell_no_reason(
    daiban: Daiban, language: str, kind: str
) -> None:
    told = daiban("--lang", language, "call-sheet", ROUND, "--list", kind).out
    assert max(map(cell_len, told.splitlines())) <= 64
    assert not [word for word in REASONS if word in told]
    assert "1380000" not in told
    assert "☐" in told


def test_the_list_for_the_desk_tells_reasons(daiban: Daiban) -> None:
    told = daiban("--lang", "zh", "call-sheet", ROUND, "--list", "desk").out
    assert all(word in told for word in ("空关", "外出", "居家隔离"))


def test_who_calls_is_told_names_only_where_not_all_of_a_door_come(daiban: Daiban) -> None:
    told = daiban("call-sheet", ROUND, "--building", f"{HERE}2号", "--list", "calls").out
    rows = [line for line in told.splitlines() if line.startswith("☐")]
    assert all((" of " in row) == bool(row[22:].strip()) for row in rows)
    numbers = sheet(daiban, "--building", f"{HERE}2号")
    total = sum(int(row.split()[2]) for row in rows)
    assert total == numbers["called"]


class _Text(HTMLParser):
    """What a page says, and what it asks for."""

    def __init__(self) -> None:
        super().__init__()
        self.said: list[str] = []
        self.sections = 0
        self.asks = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.sections += tag == "section"
        asking = any(name in ("src", "href") for name, _value in attrs)
        self.asks |= asking or tag in ("script", "link", "img")

    def handle_data(self, data: str) -> None:
        self.said.append(data)


def test_a_frozen_sheet_is_printed_again_as_it_was(daiban: Daiban, tmp_path: Path) -> None:
    daiban("call-sheet", ROUND, "--freeze")
    first, second, page = (tmp_path / name for name in ("a.txt", "b.txt", "c.html"))
    assert daiban("call-sheet", ROUND, "--to", first).status == 0
    daiban("shut", HERE, "--until", "04-20", "--apply")
    daiban("call-sheet", ROUND, "--to", second)
    was, now = first.read_text("utf-8"), second.read_text("utf-8")
    assert now.startswith(was.rstrip())
    assert "Changed since it began" in now.removeprefix(was.rstrip())
    daiban("call-sheet", ROUND, "--to", page, "--list", "calls")
    parsed = _Text()
    parsed.feed(page.read_text("utf-8"))
    assert not parsed.asks
    assert parsed.sections == len([one for one in sheet(daiban)["buildings"] if one["called"]]) + 1
    assert daiban("call-sheet", ROUND, "--to", page).refusal
