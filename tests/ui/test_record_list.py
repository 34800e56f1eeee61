"""The list widget alone, over a store of its own: keys, mouse, marks, and keeping its place."""

from __future__ import annotations

import sqlite3
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from functools import partial
from typing import NamedTuple

import pytest
from rich.cells import cell_len
from textual import on
from textual.app import App, ComposeResult
from textual.message import Message
from textual.pilot import Pilot

from data import sql
from data.listing import ListSpec
from models.listing import ListQuery
from models.problems import Refused
from screens.kit.columns import Column, View, cut, share_out
from screens.kit.record_list import RecordList
from tests.ui.driving import LOW, WIDE, Size, both_sizes

VIEW = View(False, datetime(2022, 4, 9, tzinfo=UTC))


class Thing(NamedTuple):
    no: int
    name: str
    size: int


SPEC = ListSpec(
    table="thing",
    rows="SELECT t.no AS no, t.name AS name, t.size AS size FROM thing t",
    read=partial(sql.views, Thing),
    sorts={"no": (), "name": ("t.name",), "size": ("t.size",)},
    scopes={"all": ""},
)

COLUMNS = (
    Column[Thing]("no", "no", lambda row, _v: str(row.no), 4, 4, right=True),
    Column[Thing]("name", "name", lambda row, _v: row.name, 8),
    Column[Thing]("size", "size", lambda row, _v: (str(row.size), "warn"), 5, 5, right=True),
    Column[Thing]("", "remark", lambda _r, _v: "remark", 60, 60, 5),
)


class Bench(App[None]):
    """An application that is a list, wired as a place wires it."""

    def __init__(self, conn: sqlite3.Connection) -> None:
        super().__init__()
        self.conn = conn
        self.query_now = ListQuery("all", "no")
        self.heard: list[Message] = []

    def compose(self) -> ComposeResult:
        yield RecordList(COLUMNS, empty=lambda: "Nothing here.\nn adds one.")

    def on_mount(self) -> None:
        self.records.focus()
        self.read()

    @property
    def records(self) -> RecordList:
        return self.query_one(RecordList)

    def read(self, **changes: object) -> None:
        self.query_now = self.query_now._replace(**changes)  # type: ignore[arg-type]
        self.records.show(SPEC.open(self.conn, self.query_now), self.query_now, VIEW)

    @on(RecordList.SortChanged)
    def _sorted(self, event: RecordList.SortChanged) -> None:
        self.read(sort=event.sort, descending=event.descending)

    @on(RecordList.Opened)
    @on(RecordList.Highlighted)
    @on(RecordList.MarksChanged)
    def _hear(self, event: Message) -> None:
        self.heard.append(event)

    def opened(self) -> list[int]:
        return [event.no for event in self.heard if isinstance(event, RecordList.Opened)]

    def lines(self) -> list[str]:
        """What is on screen, line by line."""
        return [
            "".join(segment.text for segment in self.records.render_line(y))
            for y in range(self.records.size.height)
        ]

    def line_of(self, no: int) -> int:
        """The line on screen that shows a record."""
        shown = [line[2:].lstrip().split(" ")[0] for line in self.lines()]
        return shown.index(str(no))


@pytest.fixture
def conn() -> Iterator[sqlite3.Connection]:
    opened = sqlite3.connect(":memory:", isolation_level=None)
    opened.execute("CREATE TABLE thing (no INTEGER UNIQUE, name TEXT, size INTEGER, search TEXT)")
    yield opened
    opened.close()


def keep(conn: sqlite3.Connection, count: int, first: int = 1) -> None:
    """Things with numbers from `first`; the greater the number, the smaller the size."""
    conn.executemany(
        "INSERT INTO thing (no, name, size, search) VALUES (?, ?, ?, ?)",
        [
            (no, f"{'甲乙丙'[no % 3]}{no}", 10_000 - no, f"{'甲乙丙'[no % 3]}{no}")
            for no in range(first, first + count)
        ],
    )


async def press(pilot: Pilot[None], *keys: str) -> None:
    await pilot.press(*keys)
    await pilot.pause()


@asynccontextmanager
async def bench(
    conn: sqlite3.Connection, count: int = 0, first: int = 1, size: Size = LOW
) -> AsyncIterator[tuple[Bench, Pilot[None]]]:
    """The application over things that are kept first."""
    keep(conn, count, first)
    app = Bench(conn)
    async with app.run_test(size=size) as pilot:
        yield app, pilot


# -- keys ------------------------------------------------------------------------------------


@both_sizes
async def test_keys_move_the_cursor(conn: sqlite3.Connection, size: Size) -> None:
    async with bench(conn, 500, size=size) as (app, pilot):
        page = size[1] - 1
        for keys, at in (
            (["down", "down"], 2),
            (["up"], 1),
            (["up", "up", "up"], 0),
            (["pagedown"], page),
            (["pagedown"], 2 * page),
            (["pageup"], page),
            (["end"], 499),
            (["down", "pagedown"], 499),
            (["home"], 0),
            (["ctrl+end"], 499),
            (["ctrl+home", "up", "pageup"], 0),
        ):
            await pilot.press(*keys)
            assert app.records.cursor == at
            assert app.records.highlighted_no == at + 1
            assert app.lines()[app.line_of(at + 1)].startswith("▸")
        assert app.heard[-1].no == 1  # type: ignore[attr-defined]


async def test_keys_sent_at_once_all_count(conn: sqlite3.Connection) -> None:
    async with bench(conn, 5000) as (app, pilot):
        await pilot.press(*["down"] * 40, *["pagedown"] * 3, "enter")
        assert app.opened() == [40 + 3 * 23 + 1]


async def test_enter_opens_the_record_under_the_cursor(conn: sqlite3.Connection) -> None:
    async with bench(conn, 3, first=7) as (app, pilot):
        await pilot.press("down", "enter")
        assert app.opened() == [8]


async def test_an_empty_list_says_what_to_do_and_opens_nothing(conn: sqlite3.Connection) -> None:
    async with bench(conn) as (app, pilot):
        text = "\n".join(app.lines())
        assert "Nothing here." in text
        assert "n adds one." in text
        await pilot.press("down", "enter", "space", "asterisk", "pagedown", "end", "s", "S")
        assert app.records.highlighted_no is None
        assert app.opened() == []
        assert app.records.marks == frozenset()


# -- order -----------------------------------------------------------------------------------


async def test_s_turns_through_the_orders_and_the_heading_says_which(
    conn: sqlite3.Connection,
) -> None:
    async with bench(conn, 50) as (app, pilot):
        seen = []
        for _ in range(3):
            await pilot.press("s")
            seen.append((app.query_now.sort, app.records.highlighted_no))
        assert seen == [("name", 11), ("size", 50), ("no", 1)]
        assert "no▴" in app.lines()[0]
        await pilot.press("S")
        assert "no▾" in app.lines()[0]
        assert app.records.highlighted_no == 50


async def test_an_order_keeps_the_cursor_on_its_record_and_its_line(
    conn: sqlite3.Connection,
) -> None:
    async with bench(conn, 500) as (app, pilot):
        await pilot.press(*["pagedown"] * 5, "up", "up")
        no, line = app.records.highlighted_no, app.line_of(app.records.highlighted_no or 0)
        for key in ("s", "s", "S", "s"):
            await pilot.press(key)
            assert app.records.highlighted_no == no
            assert app.line_of(no or 0) == line


# -- data that changes -------------------------------------------------------------------------


async def test_records_that_come_and_go_leave_cursor_and_view_in_place(
    conn: sqlite3.Connection,
) -> None:
    async with bench(conn, 500, first=1001) as (app, pilot):
        await pilot.press(*["pagedown"] * 4, "up", "up", "up")
        no = app.records.highlighted_no
        assert no is not None
        line = app.line_of(no)
        keep(conn, 100, first=1)
        conn.execute("DELETE FROM thing WHERE no BETWEEN 1010 AND 1030")
        app.read()
        await pilot.pause()
        assert app.records.highlighted_no == no
        assert app.line_of(no) == line
        assert app.records.cursor == no - 1001 + 100 - 21


async def test_when_its_record_goes_the_cursor_stays_near(conn: sqlite3.Connection) -> None:
    async with bench(conn, 100) as (app, pilot):
        await pilot.press("pagedown", "pagedown")
        conn.execute("DELETE FROM thing WHERE no = ?", (app.records.highlighted_no,))
        app.read()
        assert app.records.highlighted_no == 48
        await pilot.press("end")
        conn.execute("DELETE FROM thing WHERE no >= 60")
        app.read()
        assert app.records.highlighted_no == 59
        conn.execute("DELETE FROM thing")
        app.read()
        assert app.records.highlighted_no is None
        keep(conn, 10)
        app.read()
        assert app.records.highlighted_no == 1


async def test_a_view_scrolled_away_from_the_cursor_stays_on_its_records(
    conn: sqlite3.Connection,
) -> None:
    async with bench(conn, 500, first=1001) as (app, pilot):
        app.records.scroll_to(y=200, animate=False)
        await pilot.pause()
        assert "1201" in app.lines()[1]
        keep(conn, 40, first=1)
        app.read()
        await pilot.pause()
        assert "1201" in app.lines()[1]
        assert app.records.highlighted_no == 1001


async def test_while_the_store_is_busy_what_is_shown_stays(
    conn: sqlite3.Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with bench(conn, 500) as (app, pilot):
        await pilot.press("down")
        shown = app.lines()
        listing = SPEC.open(conn, ListQuery("all", "name"))

        def busy(_no: int) -> int:
            raise Refused("store_busy", file="x")

        monkeypatch.setattr(listing, "position", busy)
        with pytest.raises(Refused):
            app.records.show(listing, ListQuery("all", "name"), VIEW)
        assert app.lines() == shown
        monkeypatch.setattr(type(listing), "window", lambda *_a: busy(0))
        await pilot.press("end")
        assert app.records.cursor == 499
        assert app.records.highlighted_no is None
        monkeypatch.undo()
        await pilot.press("up")
        assert app.records.highlighted_no == 499


# -- search ----------------------------------------------------------------------------------


async def test_a_search_given_up_leads_back_to_where_it_began(conn: sqlite3.Connection) -> None:
    async with bench(conn, 500) as (app, pilot):
        await pilot.press(*["pagedown"] * 5, "up", "up")
        no = app.records.highlighted_no or 0
        line = app.line_of(no)
        for typed in ("甲", "甲4", "甲49", "nobody", "甲"):
            app.read(filter=typed)
        assert app.records.highlighted_no == 3
        app.read(filter="")
        assert app.records.highlighted_no == no
        assert app.line_of(no) == line


async def test_a_record_gone_to_in_a_search_keeps_the_cursor_afterwards(
    conn: sqlite3.Connection,
) -> None:
    async with bench(conn, 500) as (app, pilot):
        app.read(filter="甲33")
        await pilot.press("down")
        assert app.records.highlighted_no == 330
        app.read(filter="")
        assert app.records.highlighted_no == 330


# -- marks -----------------------------------------------------------------------------------


async def test_marks_are_set_shown_and_told_of(conn: sqlite3.Connection) -> None:
    async with bench(conn, 30) as (app, pilot):
        await pilot.press("space", "down", "space")
        assert app.records.marks == {1, 3}
        assert app.lines()[1].startswith(" ☑")
        assert app.lines()[2].startswith("  ")
        assert app.lines()[4].startswith("▸ ")
        await pilot.press("up", "space")
        assert app.records.marks == {1}
        told = [e.marks for e in app.heard if isinstance(e, RecordList.MarksChanged)]
        assert told == [{1}, {1, 3}, {1}]
        await pilot.press("asterisk")
        assert app.records.marks == set(range(1, 31))
        await pilot.press("asterisk")
        assert app.records.marks == frozenset()


async def test_marks_stay_on_their_records(conn: sqlite3.Connection) -> None:
    async with bench(conn, 30) as (app, pilot):
        await pilot.press("space", "space")
        app.read(sort="size")
        assert [app.lines()[app.line_of(no)][1] for no in (1, 2, 3)] == ["☑", "☑", " "]
        conn.execute("DELETE FROM thing WHERE no = 1")
        app.read(filter="甲")
        assert app.records.marks == {2}
        await pilot.press("asterisk")
        assert app.records.marks == {2} | set(range(3, 31, 3))
        app.records.clear_marks()
        assert app.records.marks == frozenset()


# -- mouse -----------------------------------------------------------------------------------


async def test_the_mouse_moves_opens_marks_and_sorts(conn: sqlite3.Connection) -> None:
    async with bench(conn, 500) as (app, pilot):
        await pilot.press("pagedown", "pagedown")
        top = app.line_of(app.records.highlighted_no or 0)
        await pilot.click(RecordList, offset=(10, 5))
        assert app.line_of(app.records.highlighted_no or 0) == 5
        assert top != 5
        await pilot.click(RecordList, offset=(10, 7), times=2)
        assert app.opened() == [app.records.highlighted_no]
        await pilot.click(RecordList, offset=(1, 9))
        assert app.records.marks == {app.records.highlighted_no}
        for x, sort, descending in ((9, "name", False), (9, "name", True), (4, "no", False)):
            await pilot.click(RecordList, offset=(x, 0))
            await pilot.pause()
            assert (app.query_now.sort, app.query_now.descending) == (sort, descending)


async def test_the_wheel_scrolls_and_a_key_leads_back_to_the_cursor(
    conn: sqlite3.Connection,
) -> None:
    async with bench(conn, 500) as (app, pilot):
        app.records.scroll_to(y=100, animate=False)
        await pilot.pause()
        assert "101" in app.lines()[1]
        await pilot.press("down")
        assert app.records.highlighted_no == 2
        assert app.lines()[app.line_of(2)].startswith("▸")


# -- what is drawn ---------------------------------------------------------------------------


@pytest.mark.parametrize("size", [(20, 5), (44, 10), LOW, WIDE, (200, 50)])
async def test_every_line_fills_its_width_exactly(conn: sqlite3.Connection, size: Size) -> None:
    keep(conn, 40)
    conn.execute("UPDATE thing SET name = '一二三四五六七八九十' || name || '末' WHERE no % 2")
    async with bench(conn, size=size) as (app, pilot):
        for typed in ("", "甲", "nobody"):
            app.read(filter=typed)
            await pilot.pause()
            assert {cell_len(line) for line in app.lines()} == {size[0]}


async def test_columns_go_by_priority_and_come_back(conn: sqlite3.Connection) -> None:
    async with bench(conn, 40, size=(60, 10)) as (app, pilot):
        assert "remark" not in app.lines()[0]
        await pilot.resize_terminal(120, 10)
        await pilot.pause()
        assert "remark" in app.lines()[0]
        assert app.lines()[1].count("remark") == 1


@pytest.mark.parametrize(
    "hostile",
    [
        "[/]",
        "[bold]x[/bold]",
        "\x1b[2J\x1b]0;owned\x07",
        "a\tb\nc\rd",
        "\u202ereversed\u2066",
        "\x9b31m",
        "zero\u200bwidth",
        "\ud800",
    ],
)
async def test_whatever_a_record_holds_is_only_text(
    conn: sqlite3.Connection, hostile: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    keep(conn, 3)
    monkeypatch.setattr(Thing, "name", property(lambda _row: hostile))
    async with bench(conn) as (app, pilot):
        await pilot.press("down", "space")
        text = "".join(app.lines())
        assert text.isprintable()
        assert {cell_len(line) for line in app.lines()} == {80}
        if hostile.isprintable():
            assert hostile in text


async def test_the_cursor_is_seen_without_colours(
    conn: sqlite3.Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    async with bench(conn, 3) as (app, pilot):
        await pilot.pause()
        assert app.no_color
        styles = [segment.style for segment in app.records.render_line(1)]
        assert all(style is not None and style.reverse for style in styles)
        assert not any(s.style and s.style.reverse for s in app.records.render_line(2))


@pytest.mark.parametrize(
    ("width", "widths"),
    [
        (90, {"no": 4, "name": 18, "size": 5, "remark": 60}),
        (79, {"no": 4, "name": 68, "size": 5}),
        (19, {"no": 4, "name": 8, "size": 5}),
        (18, {"no": 4, "name": 13}),
        (12, {"no": 4}),
        (2, {"no": 2}),
    ],
)
def test_widths_are_shared_out(width: int, widths: dict[str, int]) -> None:
    assert {c.title: cells for c, cells in share_out(COLUMNS, width)} == widths


@pytest.mark.parametrize(
    ("text", "cells", "shown"),
    [
        ("王芳", 4, "王芳"),
        ("欧阳娜娜", 8, "欧阳娜娜"),
        ("欧阳娜娜", 7, "欧阳娜…"),
        ("欧阳娜娜", 6, "欧阳… "),
        ("欧阳娜娜", 1, "…"),
        ("", 3, "   "),
        ("ab", 3, "ab "),
    ],
)
def test_what_is_too_long_ends_in_an_ellipsis(text: str, cells: int, shown: str) -> None:
    assert cut(text, cells) == shown
    assert cell_len(cut(text, cells)) == cells
