"""What is sent to the terminal: less than a whole picture, and the same picture stands there."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.color import ColorSystem
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from screens.pens import Pen, change
from screens.wire import Frames, Shown
from tests.vt import Terminal

WIDTH, HEIGHT = 12, 3

STYLES = [
    None,
    Style(),
    Style(color="red"),
    Style(color="#102030", bgcolor="#405060"),
    Style(color="#102030", bgcolor="#405060", bold=True),
    Style(bold=True, underline=True, dim=True),
    Style(bgcolor="blue", italic=True),
    Style(color="default", bgcolor="default"),
    Style(link="https://example.org"),
    Style.from_meta({"offset": (1, 2)}),
    Style.from_meta({"offset": (3, 4)}),
]

_TEXT = st.text(st.sampled_from("ab 中药e…│\u00e9"), max_size=WIDTH)
_SEGMENT = st.tuples(_TEXT, st.sampled_from(STYLES))


@st.composite
def _piece(draw: st.DrawFn) -> tuple[int, int, Strip]:
    x = draw(st.integers(0, WIDTH - 1))
    parts = draw(st.lists(_SEGMENT, min_size=1, max_size=4))
    strip = Strip([Segment(text, style) for text, style in parts]).crop(0, WIDTH - x)
    return draw(st.integers(0, HEIGHT - 1)), x, strip


_PICTURE = st.lists(_piece(), min_size=1, max_size=4)


def _whole(pieces: list[tuple[int, int, Strip]]) -> str:
    """What the library sends of them."""
    return "".join(
        f"\x1b[{y + 1};{x + 1}H"
        + "".join(
            style.render(text, color_system=ColorSystem.TRUECOLOR) if style else text
            for text, style, _control in strip
        )
        for y, x, strip in pieces
    )


@given(st.lists(_PICTURE, max_size=5), st.sets(st.integers(0, 5)))
def test_the_terminal_shows_what_it_would_were_all_sent(pictures, forgotten):
    shown, fewer, library = Shown(), Terminal(WIDTH, HEIGHT), Terminal(WIDTH, HEIGHT)
    for at, pieces in enumerate(pictures):
        if at in forgotten:
            shown.forget()
        assert fewer.feed(shown.draw(pieces, (WIDTH, HEIGHT), ColorSystem.TRUECOLOR)) == ""
        assert library.feed(_whole(pieces)) == ""
        assert fewer.rows == library.rows
        assert fewer.pen == library.pen == Terminal(1, 1).pen


_PEN = st.builds(
    Pen,
    st.sets(st.sampled_from("12347")).map(lambda marks: tuple(sorted(marks))),
    st.sampled_from(["", "31", "38;2;1;2;3"]),
    st.sampled_from(["", "44", "48;5;17"]),
    st.sampled_from(["", "https://example.org"]),
)


@given(_PEN, _PEN)
def test_a_change_of_pen_is_the_other_pen_and_never_longer_than_anew(was, to):
    terminal = Terminal(1, 1)
    terminal.feed(change(Pen(), was))
    terminal.feed(change(was, to))
    assert terminal.pen == (frozenset(to.marks), to.ink, to.ground, to.link)
    assert len(change(was, to)) <= len("\x1b[0m" + change(was, Pen()) + change(Pen(), to))


def _line(text: str, style: Style | None = None) -> Strip:
    return Strip([Segment(text, style)])


def _sent(shown: Shown, strip: Strip, size: tuple[int, int] = (WIDTH, HEIGHT)) -> str:
    return shown.draw([(1, 0, strip)], size, ColorSystem.TRUECOLOR)


def test_what_stands_there_is_not_sent_again():
    shown = Shown()
    assert _sent(shown, _line("阿司匹林 3"))
    assert _sent(shown, _line("阿司匹林 3")) == ""
    assert _sent(shown, _line("阿司匹林 4")) == "\x1b[2;10H4"


def test_another_size_or_another_writer_has_all_of_it_sent_again():
    shown = Shown()
    whole = _sent(shown, _line("abc"))
    assert _sent(shown, _line("abc"), (WIDTH + 1, HEIGHT)) == whole
    shown.forget()
    assert _sent(shown, _line("abc"), (WIDTH + 1, HEIGHT)) == whole


@pytest.mark.parametrize("odd", ["👩‍👩‍👧 a", "❤️ a", "🇨🇳 a", "👍🏽 a", "e\u0301a"])
def test_characters_that_terminals_differ_about_are_sent_whole_each_time(odd):
    shown = Shown()
    assert odd in _sent(shown, _line(odd))
    assert odd in _sent(shown, _line(odd))


def test_where_something_is_written_is_said_by_its_column_not_from_the_one_before():
    shown, size = Shown(), (40, HEIGHT)
    _sent(shown, _line("a………………… a"), size)
    assert _sent(shown, _line("b………………… b"), size) == "\x1b[2;1Hb\x1b[10Gb"


START, END, THERE = "\x1b[?2026h", "\x1b[?2026l", "\x1b[3;4H"


def _written(frames: Frames, *parts: str) -> str:
    return "".join(map(frames.let_through, parts))


def test_a_frame_in_which_nothing_is_drawn_is_not_sent():
    frames = Frames()
    assert _written(frames, START, f"abc{THERE}", END) == f"{START}abc{THERE}{END}"
    assert _written(frames, START, THERE, END) == ""
    assert _written(frames, THERE) == ""
    assert _written(frames, START, "\x1b[1;1H", END) == f"{START}\x1b[1;1H{END}"
    assert _written(frames, START, THERE, END) == f"{START}{THERE}{END}"
    assert _written(frames, "\x07", START, THERE, END) == f"\x07{START}{THERE}{END}"
    frames.forget()
    assert _written(frames, START, THERE, END) == f"{START}{THERE}{END}"
