"""Lists of compounds that say until when and why one is closed; the headings of empty lists."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from data.closed.queries import closed_places
from data.store import Store
from data.supplies.commands import add_delivery
from models.exchange import ImportReport
from models.exchange.headings import TABLES, template
from models.exchange.recognise import recognise
from models.supplies import DeliveryInput, ItemInput
from models.times import LOCAL
from screens.exchange.words import message_of

Bring = Callable[..., ImportReport]
HEAD = "小区名称,类型,卸货点,封控至,封控原因\n"


def closed(store: Store) -> dict[str, tuple[str | None, str]]:
    return {one.compound: (one.closed_until, one.closed_why) for one in store.ask(closed_places)}


@pytest.fixture
def listed(tmp_path: Path, bring: Bring, known: None) -> Callable[[str], ImportReport]:
    """Brings in a list of compounds with these rows."""

    def given(rows: str, head: str = HEAD) -> ImportReport:
        file = tmp_path / "小区一览.csv"
        file.write_text(head + rows, encoding="utf-8")
        return bring(file)

    return given


def test_a_list_closes_compounds_and_the_same_again_changes_nothing(
    store: Store, listed: Callable[[str], ImportReport]
) -> None:
    today = store.now().astimezone(LOCAL).date()
    until = today + timedelta(days=7)
    rows = (
        f"大林苑,商品房,北门,{until},501阳性\n"
        f"四十三弄,里弄,,{until:%-m月%-d日},\n"
        f"新苑,商品房,南门,{until},初筛\n"
    )
    report = listed(rows)
    assert (report.added, report.updated, report.problems) == (1, 2, ())
    assert closed(store) == {
        "大林苑": (until.isoformat(), "501阳性"),
        "四十三弄": (until.isoformat(), ""),
        "新苑": (until.isoformat(), "初筛"),
    }
    again = listed(rows)
    assert (again.added, again.updated, again.unchanged) == (0, 0, 3)
    later = until + timedelta(days=3)
    assert listed(f"大林苑,商品房,北门,{later},\n").updated == 1
    assert closed(store)["大林苑"] == (later.isoformat(), "501阳性"), "the reason on file stays"


def test_a_row_that_says_nothing_opens_nothing(
    store: Store, listed: Callable[[str], ImportReport]
) -> None:
    until = store.now().astimezone(LOCAL).date() + timedelta(days=7)
    listed(f"大林苑,商品房,北门,{until},501阳性\n")
    assert listed("大林苑,商品房,东门,,\n").updated == 1
    assert listed("大林苑,商品房,东门,-,-\n").problems == ()
    assert closed(store) == {"大林苑": (until.isoformat(), "501阳性")}


@pytest.mark.parametrize(
    ("cells", "code", "column"),
    [
        ("待定,有阳性", "closed_until_unreadable", "封控至"),
        ("2022-04-01,有阳性", "closed_until_over", "封控至"),
        (",有阳性", "closed_why_alone", "封控原因"),
    ],
)
def test_what_cannot_be_kept_is_told_with_its_row_and_the_rest_comes_in(
    store: Store, listed: Callable[[str], ImportReport], cells: str, code: str, column: str
) -> None:
    report = listed(f"大林苑,商品房,北门,,\n四十三弄,里弄,西门,{cells}\n")
    (problem,) = report.problems
    assert (problem.code, problem.row, problem.column) == (code, 3, column)
    assert report.updated == 2
    assert closed(store) == {}


@pytest.mark.parametrize("chinese", [True, False])
@pytest.mark.parametrize("kind", TABLES)
def test_an_empty_list_is_known_by_its_headings(kind: object, chinese: bool) -> None:
    headings = template(kind, chinese=chinese)  # type: ignore[arg-type]
    layout = recognise([list(headings)], names=(str(kind),))
    assert None not in layout.fields
    assert len(set(layout.fields)) == len(headings)
    assert not layout.missing


def test_a_list_that_closes_a_compound_tells_what_that_breaks(
    store: Store, listed: Callable[[str], ImportReport]
) -> None:
    at = store.now() + timedelta(hours=2)
    load = DeliveryInput(at, (ItemInput("蔬菜包", 20, "份"),), "沪A")
    store.do(add_delivery, load)
    until = at.astimezone(LOCAL).date() + timedelta(days=7)
    assert listed("大林苑,商品房,北门,,\n").notes == ()
    (note,) = listed(f"大林苑,商品房,北门,{until},501阳性\n").notes
    assert (note.code, note.row) == ("closing_breaks", 2)
    assert message_of(note) == (
        f"Closing 大林苑 breaks 1 planned things; shut 大林苑 --until {until} lists them."
    )
    assert listed(f"大林苑,商品房,东门,{until},501阳性\n").notes == (), "it was closed before"
