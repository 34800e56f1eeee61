"""Lines given through a pipe: a call each, taken down as one step, or a list as from a file."""

from __future__ import annotations

import io
import sys
from collections.abc import Callable

import pytest

from data.clock import FixedClock
from data.reading import lines as reading_lines
from data.store import Store
from tests.commands.running import Daiban

CALLS = "大林苑2号1805 没药了 13800009617\r\n\r\n2号1806 漏水\r\n"

Pipe = Callable[[bytes], None]


@pytest.fixture
def pipe(monkeypatch: pytest.MonkeyPatch) -> Pipe:
    """Gives bytes to the next command."""

    def give(content: bytes) -> None:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(content)))

    return give


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_each_line_is_a_call_and_all_are_one_step(
    daiban: Daiban, pipe: Pipe, encoding: str
) -> None:
    pipe(CALLS.encode(encoding))
    answer = daiban("add", "-")
    assert [line[:2] for line in answer.out.splitlines() if line[0] == "#"] == ["#1", "#2"]
    assert "2 requests added: 1, 2" in daiban("log", "1").out
    daiban("undo")
    assert daiban("requests", "--json").json == []
    daiban("redo")
    assert len(daiban("requests", "--json").json) == 2


def test_json_is_a_list_also_of_one(daiban: Daiban, pipe: Pipe) -> None:
    for content, numbers in (("漏水\n", [1]), (CALLS, [2, 3])):
        pipe(content.encode())
        assert [one["no"] for one in daiban("add", "-", "--json").json] == numbers


def test_numbers_of_a_list_are_no_part_of_a_call(daiban: Daiban, pipe: Pipe) -> None:
    pipe("1. 2号1805 漏水\n2. 2号1806\t没菜了\x1b[2J\n".encode())
    calls = daiban("add", "-", "--json").json
    assert [one["text"] for one in calls] == ["2号1805 漏水", "2号1806 没菜了"]


@pytest.mark.parametrize(
    ("content", "part"),
    [
        (b"", "Nothing came through standard input"),
        (b" \n\t\n", "Nothing came through standard input"),
        ("漏水\n".encode() + b"\xb4\xf3\xff\xff\n", "standard input"),
        ("漏水\n".encode() + "水".encode() * 11_000, "Line 2 cannot be taken down, so none was."),
        ("漏水\n".encode() * 5001, "5001 lines are too many at once; at most 5000"),
    ],
)
def test_what_cannot_be_read_is_refused_and_nothing_is_written(
    daiban: Daiban, pipe: Pipe, empty: object, content: bytes, part: str
) -> None:
    pipe(content)
    assert part in daiban("add", "-").refusal
    assert daiban("requests", "--json").json == []


def test_a_closed_input_says_so(daiban: Daiban, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", None)
    for words in (("add", "-"), ("import", "-")):
        assert "There is no standard input" in daiban(*words).refusal


def test_a_list_is_brought_in_as_from_a_file(daiban: Daiban, pipe: Pipe) -> None:
    pipe("序号,小区名称,地址,楼栋数\n1,大林苑,大林路1弄,3\n".encode("gb18030"))
    assert "standard input: list of compounds. added 1" in daiban("import", "-").out
    pipe("08:10 大林苑2号1805 没药了 13800009617\n08:12 大林苑2号1806 漏水 13800009618\n".encode())
    assert "standard input: calls. added 2" in daiban("import", "-").out
    pipe("漏水\n".encode())
    assert "standard input: calls. added 1" in daiban("import", "-", "--as", "calls").out


def test_many_lines_are_read_with_one_look_at_the_queue(store: Store, clock: FixedClock) -> None:
    """What is the same for all lines is not asked for again with each."""
    asked: list[str] = []
    with store.read() as conn:
        conn.set_trace_callback(asked.append)  # type: ignore[attr-defined]
        try:
            reading_lines.read_lines(conn, ["2号1805 漏水"] * 50, clock.now())
        finally:
            conn.set_trace_callback(None)  # type: ignore[attr-defined]
    assert sum("FROM request" in said for said in asked) == 1
    assert sum("FROM compound ORDER" in said for said in asked) == 1
