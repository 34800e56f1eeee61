"""The lines of the timeline by themselves: what is written stays whole, colour is never alone."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from rich.cells import cell_len
from rich.style import Style
from textual.strip import Strip

from data.timeline.queries import PersonDay
from models.duties import DutyRow, Work
from models.duties.rules import Times
from models.duties.workers import Worker
from models.roster import Place, PresenceView
from models.timeline.rules import Block, Span, Window, block
from models.times import duty_day_bounds, loaded, stored
from screens.i18n import set_language
from screens.timeline.lines import DayLine
from screens.timeline.picture import Frame, Picture, Shown
from screens.timeline.view import DayView
from screens.timeline.words import hours

BEGINS = duty_day_bounds(date(2022, 4, 9))[0]
HALF = timedelta(minutes=30)


def duty(no: int, half_hours: int, long: int = 1) -> DutyRow:
    starts = BEGINS + half_hours * HALF
    span = stored(starts), stored(starts + long * HALF)
    return DutyRow(no, str(no), 1, "石磊", Work.PATROL, "hand", *span, None, "急救点", "")


def test_each_kind_of_duty_has_its_colour() -> None:
    assert {f"day--{work}" for work in Work} <= DayView.COMPONENT_CLASSES


def line(window: Window, *duties: DutyRow, absent: bool = False) -> DayLine:
    gone = PresenceView("p", 1, "hospital", "no", None, None, stored(BEGINS), None, None, "")
    times = Times("石磊", duties, [gone] if absent else [])
    worker = Worker(1, "石磊", "staff", "社工", (), "", None, times)
    person = PersonDay(worker, duties, 0, Place.HOSPITAL if absent else Place.ON_SITE, "")
    spans = [Span(d.no, loaded(d.starts_at), loaded(d.ends_at)) for d in duties]
    return DayLine(person, None, 0, tuple(b for b in (block(s, window) for s in spans) if b))


def drawn(
    window: Window, of: DayLine, *, first: int = 0, sign: str = "", shown: Shown | None = None
) -> Strip:
    frame = Frame(80, 22, window, first)
    return Picture(lambda _tone: Style()).person(
        frame, of, None, lambda _duty: sign, False, shown or Shown()
    )


@pytest.mark.parametrize("scale", [60, 30, 15])
@pytest.mark.parametrize("language", ["en", "zh"])
def test_two_short_duties_side_by_side_are_told_apart(scale: int, language: str) -> None:
    set_language(language)
    window = Window(BEGINS, scale, 1440 // scale)
    wide = 1 if scale < 60 else 2
    strip = drawn(window, line(window, duty(1, 4), duty(2, 4 + wide), duty(3, 4 + 2 * wide)))
    lines = [segment for segment in strip if segment.style is not None and segment.style.underline]
    assert len(lines) == 1
    assert lines[0].text.strip()


@pytest.mark.parametrize("scale", [60, 30, 15, 10])
@pytest.mark.parametrize("language", ["en", "zh"])
def test_what_cannot_be_has_a_mark_however_short_it_is(scale: int, language: str) -> None:
    set_language(language)
    window = Window(BEGINS, scale, 1440 // scale)
    assert "!" in drawn(window, line(window, duty(1, 4)), sign="!").text
    assert "!" not in drawn(window, line(window, duty(1, 4))).text


def test_what_is_in_hand_keeps_its_first_character_where_its_beginning_is_out_of_sight() -> None:
    set_language("zh")
    window = Window(BEGINS, 10, 144)
    for first in range(20, 32):
        held = Shown(True, None, "", Block(0, 24, 40), "急救点")
        text = drawn(window, line(window), first=first, shown=held).text
        assert "急救" in text


def test_the_cursor_eats_no_character() -> None:
    set_language("zh")
    window = Window(BEGINS, 30, 48)
    for cell in range(12):
        text = drawn(window, line(window, absent=True), shown=Shown(True, cell)).text
        assert "住院" in text


def grounds(of: DayLine, window: Window, shown: Shown, first: int = 0) -> str:
    """What each cell of a line stands on: c what leads to the cursor, r the row, x the cursor."""
    colours = {"cursor": "blue", "row": "black", "cursor-cell": "white", "held": "white"}
    frame = Frame(80, 22, window, first)
    picture = Picture(lambda tone: Style(bgcolor=colours.get(tone, "red")))
    strip = picture.person(frame, of, None, lambda _duty: "", False, shown)
    signs = {"blue": "c", "black": "r", "white": "x", "red": "b"}
    return "".join(
        signs[segment.style.bgcolor.name] * segment.cell_length
        for segment in strip
        if segment.style is not None and segment.style.bgcolor is not None
    )


def test_what_leads_from_the_name_to_the_cursor_stands_out_and_nothing_behind_it() -> None:
    set_language("zh")
    window = Window(BEGINS, 30, 48)
    busy = line(window, duty(1, 4, 4), duty(2, 20, 4))
    rest = "r" * 10
    assert grounds(busy, window, Shown()) == f"{'r' * 26}bbbb{'r' * 12}bbbb{'r' * 24}{rest}"
    at_ten = f"{'c' * 26}bbbb{'c' * 2}x{'r' * 9}bbbb{'r' * 24}{rest}"
    assert grounds(busy, window, Shown(True, 10)) == at_ten
    assert grounds(busy, window, Shown(True)) == f"{'c' * 22}{'r' * 4}bbbb{'r' * 12}bbbb{'r' * 34}"
    on_duty = f"{'c' * 26}bbbb{'c' * 12}xxxx{'r' * 34}"
    assert grounds(busy, window, Shown(True, 21)) == on_duty
    held = Shown(True, None, "", Block(0, 10, 12), "急救点")
    assert grounds(busy, window, held) == f"{'c' * 26}bbbb{'c' * 2}xx{'r' * 8}bbbb{'r' * 34}"


def test_a_cursor_out_of_sight_leaves_only_the_name_standing_out() -> None:
    set_language("zh")
    window = Window(BEGINS, 10, 144)
    assert grounds(line(window), window, Shown(True, 8), first=40) == "c" * 22 + "r" * 58
    assert grounds(line(window), window, Shown(True, 45), first=40) == f"{'c' * 27}x{'r' * 52}"


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("minutes", [180, 210, 660, 630])
@pytest.mark.parametrize("label", [22, 33])
def test_hours_of_the_day_are_whole_and_apart_from_the_post(
    label: int, minutes: int, language: str
) -> None:
    set_language(language)
    window = Window(BEGINS, 60, 24)
    of = line(window)
    assert of.person is not None
    worker = of.person.worker._replace(post="社工（卫生、民政与综治）")
    of = replace(of, person=of.person._replace(worker=worker, minutes=minutes))
    frame = Frame(80, label, window, 0)
    text = (
        Picture(lambda _tone: Style())
        .person(frame, of, None, lambda _duty: "", False, Shown())
        .text
    )
    assert f" {hours(minutes)} " in text
    assert cell_len(text[: text.index(hours(minutes))] + hours(minutes)) == label - 1
