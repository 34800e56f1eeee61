"""stock from the command line: in, out, back, counted, made; keys of store-rooms; what is wrong."""

from __future__ import annotations

import shutil
import sqlite3
from pathlib import Path

import pytest

from data.clock import FixedClock
from data.journal.commands import undo
from data.store import Store
from tests.commands.running import NOW, Daiban

pytestmark = pytest.mark.usefixtures("with_empty_rooms")


@pytest.fixture(scope="module")
def emptied(sample_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample before anything was kept in stock."""
    path = Path(shutil.copy(sample_file, tmp_path_factory.mktemp("emptied") / "sample.db"))
    store = Store(path, FixedClock(NOW))
    query = "SELECT no FROM journal_step WHERE code GLOB ? ORDER BY no DESC"
    for (no,) in store.ask(sqlite3.Connection.execute, query, ("sto[cr]*",)).fetchall():
        store.do(undo, no)
    store.close()
    return path


@pytest.fixture
def with_empty_rooms(file: Path, emptied: Path) -> None:
    """The file is the sample with nothing in stock."""
    shutil.copy(emptied, file)


FIELDS = """
no id goods kind unit in out back counted balance low low_mark days_left a_day a_person_a_day
store_room parts counted_at note
""".split()


def one(daiban: Daiban, *words: object) -> dict[str, object]:
    """The goods of the one row that an act answers."""
    answer = daiban("stock", *words, "--json")
    assert answer.status == 0, answer.err
    (found,) = answer.json
    return dict(found)


def test_goods_have_these_fields_and_each_act_answers_the_row(daiban: Daiban) -> None:
    assert daiban("stock", "--json").json == []
    found = one(daiban, "in", "口罩", "200", "--unit", "只")
    assert list(found) == FIELDS
    assert (found["goods"], found["unit"], found["in"], found["balance"]) == (
        "口罩",
        "只",
        200,
        200,
    )
    assert (found["low"], found["days_left"]) == (False, None)
    found = one(daiban, "out", "口罩", "40", "--to", "石磊")
    assert (found["out"], found["balance"], found["days_left"]) == (40, 160, None)
    found = one(daiban, "back", "口罩", "4只", "--from", "石磊")
    assert (found["back"], found["balance"]) == (4, 164)
    found = one(daiban, "count", "口罩", "150", "--reason", "淋湿了")
    assert (found["counted"], found["balance"]) == (-14, 150)
    assert daiban("stock", "--json").json == [found]
    moved = daiban("stock", "moves", "口罩", "--json").json
    assert [(m["kind"], m["change"], m["who"]) for m in moved] == [
        ("count", -14, None),
        ("back", 4, "石磊"),
        ("out", -40, "石磊"),
        ("in", 200, None),
    ]
    assert moved[0]["reason"] == "淋湿了"
    assert all(one["by"] for one in moved)
    assert moved[1]["person"] is not None


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize(
    ("words", "names"),
    [
        (("out", "口罩", "201"), ("200只", "201只")),
        (("out", "口罩", "-5"), ("-5",)),
        (("out", "口罩", "1.5"), ("1.5",)),
        (("out", "口罩", "99999999"), ("99999999",)),
        (("keep", "新包", "--part", "口照=1"), ("口照", "口罩")),
        (("in", "口罩", "0"), ("0",)),
        (("in", "口罩", "2", "--unit", "箱"), ("箱", "只")),
        (("in", "N95口罩", "2"), ("口罩",)),
        (("out", "口照", "1"), ("口照", "口罩")),
        (("count", "口罩", "180"), ("180只", "200只")),
        (("back", "口罩", "1"), ("0只",)),
        (("make", "口罩", "1"), ("口罩",)),
        (("in", "口罩", "1", "--delivery", "1"), ("口罩", "1")),
        (("in", "--delivery", "99"), ("99",)),
        (("keep", "包", "--part", "没有=1"), ("没有",)),
        (("keep", "包", "--part", "口罩"), ("口罩",)),
        (("keep", "口罩", "--room", "库房"), ("库房",)),
        (("key", "库房", "石磊"), ("库房",)),
        (("in",), ()),
    ],
)
def test_what_is_wrong_is_refused_in_one_line_and_nothing_moves(
    daiban: Daiban, lang: str, words: tuple[str, ...], names: tuple[str, ...]
) -> None:
    one(daiban, "in", "口罩", "200", "--unit", "只")
    before = daiban("stock", "--json").json
    told = daiban("stock", *words, "--lang", lang).wrong
    assert all(name in told for name in names), told
    assert daiban("stock", "--json").json == before


def test_a_kit_is_made_and_all_that_changed_is_answered(daiban: Daiban) -> None:
    one(daiban, "in", "口罩", "52只")
    one(daiban, "in", "消毒液", "8瓶")
    kit = one(daiban, "keep", "防疫包", "--unit", "份", "--part", "口罩=5", "--part", "消毒液=1")
    assert kit["kind"] == "kit"
    assert kit["parts"] == [
        {"no": 1, "goods": "口罩", "unit": "只", "quantity": 5, "there": 52},
        {"no": 2, "goods": "消毒液", "unit": "瓶", "quantity": 1, "there": 8},
    ]
    made = daiban("stock", "make", "防疫包", "8", "--json").json
    assert [(row["goods"], row["balance"]) for row in made] == [
        ("防疫包", 8),
        ("口罩", 12),
        ("消毒液", 0),
    ]
    lacks = daiban("stock", "make", "防疫包", "1")
    assert lacks.status == 1
    assert "消毒液 0/1瓶" in lacks.err
    assert daiban("undo").status == 0
    assert [row["balance"] for row in daiban("stock", "--json").json] == [52, 8, 0]


def test_goods_are_changed_and_low_ones_listed_and_on_the_board(daiban: Daiban) -> None:
    one(daiban, "in", "口罩", "200只")
    found = one(daiban, "keep", "口罩", "--low", "200", "--a-day", "2", "--name", "医用口罩")
    assert (found["goods"], found["low"], found["low_mark"]) == ("医用口罩", True, 200)
    here = sum(
        bool(who["on_duty"] or (who["kind"] in ("volunteer", "partner") and who["duties_today"]))
        for who in daiban("roster", "--json").json
        if who["place"] not in ("isolated", "hospital", "away")
    )
    assert found["days_left"] == 200 // (2 * here) > 1
    one(daiban, "in", "泡面", "12箱")
    assert [row["goods"] for row in daiban("stock", "--low", "--json").json] == ["医用口罩"]
    assert daiban("today", "--json").json["too_little"] == [
        {
            "goods": "医用口罩",
            "unit": "只",
            "balance": 200,
            "low": True,
            "days_left": found["days_left"],
        }
    ]
    assert "医用口罩 200只" in daiban("today").out
    assert "医用口罩 200只" in daiban("today", "--lang", "zh").out


def test_leftovers_of_a_delivery_come_in_and_thanks_go_out(daiban: Daiban) -> None:
    one(daiban, "in", "泡面", "12", "--unit", "箱", "--kind", "goods")
    driver = daiban("supplies", "--json").json[0]["driver"]
    one(daiban, "out", "泡面", "1", "--delivery", "1")
    moved = daiban("stock", "moves", "泡面", "--json").json[0]
    assert (moved["who"], moved["delivery"]) == (driver, 1)
    brought = daiban("stock", "in", "--delivery", "1", "--json").json
    assert brought
    moved = daiban("stock", "moves", "--json").json[: len(brought)]
    assert {one["delivery"] for one in moved} == {1}
    assert sum(one["change"] for one in moved) == sum(row["balance"] for row in brought)
    again = daiban("stock", "in", "--delivery", "1")
    assert (again.status, again.out) == (1, "")


def test_a_store_room_has_a_keeper_who_is_told(daiban: Daiban) -> None:
    assert daiban("stock", "rooms", "--json").json == []
    (room,) = daiban("stock", "room", "二楼库房", "--json").json
    assert (room["name"], room["keeper"]) == ("二楼库房", None)
    (room,) = daiban("stock", "key", "二楼库房", "石磊", "--json").json
    assert room["keeper"] == "石磊"
    found = one(daiban, "in", "口罩", "20只")
    found = one(daiban, "keep", "口罩", "--room", "二楼库房")
    assert found["store_room"] == "二楼库房"
    assert daiban("stock", "rooms", "--json").json[0]["sorts"] == 1
    held = daiban("absent", "石磊", "--json").json
    assert "store_room" in str(held)
    assert "二楼库房" in daiban("absent", "石磊").out
    assert daiban("stock", "key", "二楼库房", "无此人").status == 1


def test_tables_have_a_line_each_in_both_languages(daiban: Daiban) -> None:
    one(daiban, "in", "口罩", "200只")
    one(daiban, "in", "防护服", "50件", "--from", "街道")
    for lang in ("en", "zh"):
        for words in (("stock",), ("stock", "moves")):
            lines = daiban(*words, "--lang", lang).out.splitlines()
            assert len(lines) == 4
            assert "2" in lines[-1]
    assert [row["goods"] for row in daiban("stock", "--find", "防护", "--json").json] == ["防护服"]


def test_the_table_has_all_that_makes_the_balance(daiban: Daiban) -> None:
    one(daiban, "in", "口罩", "200只")
    one(daiban, "out", "口罩", "20")
    one(daiban, "back", "口罩", "5")
    one(daiban, "count", "口罩", "180", "--reason", "damaged")
    one(daiban, "keep", "口罩", "--low", "180")
    head, line, _count = daiban("stock", "--lang", "en").out.splitlines()
    assert " ".join(head.split()[3:]).startswith("brought in given out came back by counts there")
    assert line.split()[-9:] == ["200", "20", "5", "-5", "180只", "⚠", "low,", "mark", "180"]
