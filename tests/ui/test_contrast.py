"""Every word of places and dialogs can be read: in each theme, on each kind of terminal."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from rich.color import Color as RichColor
from rich.color import ColorSystem
from rich.segment import Segment
from rich.style import Style
from textual.color import Color
from textual.geometry import Region

from data.store import Store
from screens.contrast import LEAST, PALETTES, WORDS, Inks, nearest_of_256, ratio
from screens.kit.pointed import POINT
from screens.themes import THEMES
from tests.ui.driving import Driven, desk

TERMINALS = {
    "all colours": Inks(),
    "256 colours": Inks(ColorSystem.EIGHT_BIT),
    "16 colours": Inks(ColorSystem.STANDARD),
}

NO_COLOR = Inks(plain=True)

WALKS = (
    ("1",),
    ("2",),
    ("2", "n"),
    ("2", "c"),
    ("3",),
    ("4",),
    ("5", "H"),
    ("7", "slash"),
    ("question_mark",),
    ("exclamation_mark",),
    ("ctrl+p",),
    ("plus",),
)
"""Places and dialogs, by the keys that lead there."""


def drawn(pilot: Driven) -> Iterator[Segment]:
    """All that stands on the screen in front, as it is handed to the terminal."""
    for widget in pilot.app.screen.query("*"):
        if not widget.display or not widget.size:
            continue
        widget.notify_style_update()  # what it keeps of lines that were drawn
        for strip in widget.render_lines(Region(0, 0, *widget.outer_size)):
            yield from strip


def shown(colour: RichColor | None, system: ColorSystem) -> list[Color]:
    """What a colour is on terminals: with 16 colours that differs among them."""
    assert colour is not None
    if system is ColorSystem.STANDARD:
        assert colour.number is not None, "left to the terminal to choose"
        return [palette[colour.number] for palette in PALETTES]
    return [Color.from_rich_color(RichColor.from_triplet(colour.downgrade(system).get_truecolor()))]


def unread(segment: Segment, system: ColorSystem) -> float:
    """How far words are apart from what they stand on, where that is too little; else 0."""
    style = segment.style
    if style is None or not WORDS.search(segment.text):
        return 0
    grounds = shown(style.bgcolor, system)
    least = min(map(ratio, shown(style.color, system), grounds))
    return least if least < LEAST else 0


async def test_without_colours_the_cursor_is_seen(sample: Store) -> None:
    """What tells of it by a colour is turned round once, not by the style sheet, too."""
    async with desk(sample, "f3") as pilot:
        pilot.desk.no_color, pilot.desk.inks = True, NO_COLOR
        pilot.desk.refresh_css(animate=False)
        turned = [one.text for one in drawn(pilot) if one.style and one.style.reverse]
        assert any(POINT in text for text in turned)


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
@pytest.mark.parametrize("part", range(3))
async def test_every_word_is_read(sample: Store, theme: object, part: int) -> None:
    hardly, coloured = {}, set()
    async with desk(sample) as pilot:
        pilot.desk.theme = theme.name  # type: ignore[attr-defined]
        for keys in WALKS[part::3]:
            await pilot.press(*keys)
            for name, inks in TERMINALS.items():
                pilot.desk.inks = inks
                for segment in drawn(pilot):
                    if far := unread(segment, inks.system):
                        hardly[name, keys, segment.text.strip()] = far
            pilot.desk.inks = NO_COLOR
            styles = {one.style for one in drawn(pilot) if one.style}
            coloured |= {one for one in styles if one.color or one.bgcolor}
            await pilot.press("escape", "escape")
    assert (hardly, coloured) == ({}, set())


RED, PLAIN, MUTED = "#ff6b6b on #14181d", "#dfe4ea on #14181d", "#8a8f96 on #14181d"
LIGHT_RED, LIGHT_PLAIN = "#b3261e on #f7f5f0", "#1b1f24 on #f7f5f0"


def without_colours(style: str, *, dark: bool = True) -> Style:
    inks = Inks(ColorSystem.EIGHT_BIT, plain=True)
    inks.stand_on(dark=dark)
    (segment,) = inks.apply([Segment("危 12", Style.parse(style))])
    assert segment.style is not None
    return segment.style


def marks(style: Style) -> set[str]:
    names = ("bold", "dim", "underline", "reverse")
    return {name for name in names if getattr(style, name)}


def test_without_colours_a_life_stands_out() -> None:
    """A red is a dark grey by itself, and what is for today is bold, too."""
    assert marks(without_colours(RED)) == {"bold", "underline"}
    assert marks(without_colours("bold #f2b84b on #14181d")) == {"bold"}
    assert marks(without_colours(PLAIN)) == set()
    assert marks(without_colours(MUTED)) == {"dim"}
    assert marks(without_colours(LIGHT_RED, dark=False)) == {"bold", "underline"}
    assert marks(without_colours(LIGHT_PLAIN, dark=False)) == set()


def test_without_colours_what_stands_on_one_is_the_other_way_round() -> None:
    for ground in ("#35586e", "#ff6b6b", "#dfe4ea"):
        assert "reverse" in marks(without_colours(f"#14181d on {ground}"))
    assert "reverse" in marks(without_colours("reverse #dfe4ea on #35586e")), "once, not twice"
    assert "reverse" not in marks(without_colours("reverse #14181d on #dfe4ea")), "a field's cursor"
    for ground in ("#252c35", "#1a1f26", "#000000"):
        assert "reverse" not in marks(without_colours(f"#dfe4ea on {ground}"))
    assert "reverse" in marks(without_colours("#f7f5f0 on #1b1f24", dark=False))
    assert "reverse" not in marks(without_colours("#1b1f24 on #e6e2d8", dark=False))


def test_without_colours_a_click_still_leads_where_it_did() -> None:
    led = Style.parse("#ff6b6b on #14181d") + Style.from_meta({"row": 3})
    (segment,) = Inks(plain=True).apply([Segment("危", led)])
    assert segment.style is not None
    assert segment.style.meta == {"row": 3}


def test_with_16_colours_what_is_told_apart_stays_apart() -> None:
    inks = Inks(ColorSystem.STANDARD)
    tones = ["#dfe4ea", "#ff6b6b", "#f2b84b", "#7bc47f", "#5fa8d3"]
    segments = [Segment("a", Style.parse(f"{tone} on #14181d")) for tone in tones]
    colours = [one.style.color for one in inks.apply(segments) if one.style]
    assert len(set(colours)) == len(tones)
    cursor = inks.apply([Segment(" ", Style.parse("#dfe4ea on #35586e"))])[0].style
    assert cursor is not None
    assert cursor.bgcolor not in {one.style.bgcolor for one in inks.apply(segments) if one.style}


def test_with_256_colours_what_is_hardly_coloured_is_a_grey() -> None:
    """The library takes white of the light theme for a pink, black of the other for a blue."""
    for colour in ("#eceae5", "#252c35", "#f7f5f0"):
        assert nearest_of_256(Color.parse(colour)) in {231, *range(232, 256)}
    assert nearest_of_256(Color.parse("#000000")) == 16
    assert nearest_of_256(Color.parse("#ff5f5f")) == 203


def test_no_colour_is_left_where_none_is_wanted() -> None:
    for said in ("on #b3261e", "#f2b84b on #b3261e", "#8a8f96", "red on blue"):
        for text in (" ", "危"):
            (segment,) = Inks(plain=True).apply([Segment(text, Style.parse(said))])
            assert segment.style is not None
            assert (segment.style.color, segment.style.bgcolor) == (None, None)


def test_what_can_be_read_and_frames_stay_as_they_are() -> None:
    for style, text in ((PLAIN, "words"), ("#252c35 on #14181d", "│ ─")):
        segment = Segment(text, Style.parse(style))
        assert Inks().apply([segment]) == [segment]
