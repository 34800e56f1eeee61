"""Words under the cursor of a list can be read, in every theme, with colours and without."""

from __future__ import annotations

import pytest
from rich.style import Style
from textual.app import App, ComposeResult
from textual.color import Color
from textual.content import Content

from screens.contrast import LEAST, contrast
from screens.kit.readable import ReadableList, readable
from screens.themes import THEMES

TONES = ("$error bold", "$warning", "$success", "$accent", "$foreground 65%", "")


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
async def test_a_line_of_any_tone_is_read_under_the_cursor(theme: object) -> None:
    class Few(App[None]):
        def compose(self) -> ComposeResult:
            yield ReadableList(*(Content.styled("⚠ 12", tone) for tone in TONES))

    app = Few()
    for one in THEMES:
        app.register_theme(one)
    app.theme = theme.name  # type: ignore[attr-defined]
    async with app.run_test() as pilot:
        listed = app.query_one(ReadableList)
        for at, tone in enumerate(TONES):
            listed.highlighted = at
            await pilot.pause()
            (said,) = (one for one in listed.render_line(at) if "12" in one.text)
            assert said.style is not None
            assert seen(said.style) >= LEAST, tone


def test_what_can_be_read_stays_and_the_rest_keeps_its_hue() -> None:
    assert round(seen(Style.parse("#ffffff on #000000"))) == 21
    assert seen(Style.parse("#ff6b6b on #5fa8d3")) < 1.2, "red on the blue of the dark theme"
    fine = Style.parse("#ff6b6b on #14181d")
    assert readable(fine) is fine
    assert readable(Style.parse("red on default")) == Style.parse("red on default")
    red = readable(Style.parse("#ff6b6b on #35586e"))
    assert seen(red) >= LEAST
    assert red.color is not None
    assert red.color.triplet is not None
    assert red.color.triplet.red > max(red.color.triplet.green, red.color.triplet.blue) + 40


def seen(style: Style) -> float:
    """The contrast of words in a style, by whichever is less: in colours, or in greys."""
    assert style.color is not None
    assert style.bgcolor is not None
    return contrast(Color.from_rich_color(style.color), Color.from_rich_color(style.bgcolor))
