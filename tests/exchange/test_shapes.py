"""What was said of a list is proposed for the next one with the same headings."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from data.exchange import shapes
from data.exchange.apply import run_import
from data.exchange.draft import Said
from data.exchange.plan import plan_sources
from data.exchange.sheets import read_source
from data.store import Store
from models.exchange import FilePlan, ImportKind, Shape
from models.problems import Refused
from tests.exchange.lists import HEADINGS, workbook

pytestmark = pytest.mark.usefixtures("known")

NOTHING = Said()
Planned = Callable[..., FilePlan]
ROWS = (HEADINGS[:6], ("大林苑", "1", "101", "张三", "13800000001", "3"))


@pytest.fixture
def listed(tmp_path: Path, store: Store) -> Planned:
    """Plans a list with one column nobody knows, and brings it in where that is wanted."""

    def planned(said: Said = NOTHING, *, bring: bool = False, room: str = "101") -> FilePlan:
        rows = [(*ROWS[0], "别名"), (*ROWS[1][:2], room, *ROWS[1][3:], "阿三")]
        source = read_source(workbook(tmp_path / "a.xlsx", 登记=rows))
        plan = store.ask(plan_sources, [source], {0: said}, now=store.now())
        if bring:
            run_import(store, plan)
        return plan.files[0]

    return planned


def _fields(file: FilePlan) -> list[str | None]:
    return [column.field for column in file.tables[0].columns]


def test_a_column_means_the_next_time_what_it_meant(listed: Planned) -> None:
    assert _fields(listed())[-1] is None
    said = Said(mapping={("登记", 6): "note"})
    listed(said)
    assert _fields(listed())[-1] is None  # nothing was brought in by that
    listed(said, bring=True)
    again = listed(room="102")
    assert _fields(again)[-1] == "note"
    last = again.tables[0].last
    assert last == Shape(ImportKind.REGISTER, {6: "note"}, None, (*ROWS[0], "别名"))
    (note,) = again.notes
    assert (note.code, note.params["columns"]) == ("read_as_last_time", ["别名"])


def test_what_is_said_now_comes_before_what_was_said(listed: Planned) -> None:
    listed(Said(mapping={("登记", 6): "note"}), bring=True)
    now = listed(Said(mapping={("登记", 4): None}), bring=True, room="102")
    assert _fields(now)[4:] == [None, "people", "note"]
    assert _fields(listed())[4:] == [None, "people", "note"]
    listed(Said(mapping={("登记", 6): None}), bring=True, room="103")
    assert _fields(listed())[4:] == [None, "people", None]


def test_what_was_said_can_be_taken_back(listed: Planned) -> None:
    listed(Said(mapping={("登记", 6): "note"}), bring=True)
    assert _fields(listed(Said(afresh=True)))[-1] is None
    assert _fields(listed())[-1] == "note"  # nothing was brought in by that
    listed(Said(afresh=True), bring=True, room="102")
    assert _fields(listed())[-1] is None


def test_what_needed_no_saying_is_not_remembered(listed: Planned, store: Store) -> None:
    listed(Said(ImportKind.REGISTER), bring=True)
    assert store.ask(shapes.kept) == {}


def test_the_kind_is_remembered_where_it_was_another(
    tmp_path: Path, store: Store, listed: Planned
) -> None:
    path = workbook(tmp_path / "b.xlsx", 表=[("姓名", "电话", "备注"), ("王五", "13800000002", "")])
    found = [read_source(path)]
    assert store.ask(plan_sources, found, now=store.now()).files[0].kind is None
    said = Said(ImportKind.VOLUNTEERS, {("表", 2): "skills"})
    run_import(store, store.ask(plan_sources, found, {0: said}, now=store.now()))
    (file,) = store.ask(plan_sources, found, now=store.now()).files
    assert (file.kind, _fields(file)) == (ImportKind.VOLUNTEERS, ["name", "phone", "skills"])


def _file(**other: object) -> str:
    line = {"shape": "a", "headings": ["a"], "kind": "register", "columns": {}, "compound": None}
    return json.dumps({"daiban": "shapes of lists", "format": 1, "shapes": [{**line, **other}]})


@pytest.mark.parametrize(
    "text",
    [
        "{",
        "[]",
        _file(shape=1),
        _file(columns={"0": "nothing known"}),
        _file(columns={"x": "note"}),
        _file(kind="nothing known"),
        _file(kind=["register"]),
        _file(compound=1),
    ],
)
def test_a_file_that_is_none_of_ours_does_not_count_and_stays(
    listed: Planned, store: Store, text: str
) -> None:
    file = shapes.file_of(store.path)
    file.write_text(text, encoding="utf-8")
    with pytest.raises(Refused, match="shapes_broken"):
        store.ask(shapes.kept)
    told = listed(Said(mapping={("登记", 6): "note"}), bring=True)
    assert [note.code for note in told.notes] == ["shapes_broken"]
    assert file.read_text(encoding="utf-8") == text
