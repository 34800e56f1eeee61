"""Style sheets are read once, and again only for other colours."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import pytest
from textual.css import stylesheet
from textual.css.model import RuleSet

from data.store import Store
from screens import themes
from screens.kit import style_sheets
from tests.ui.driving import desk


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> Counter[str]:
    """How often each sheet was read by desks that are opened from now on."""
    times: Counter[str] = Counter()
    parse = stylesheet.parse

    def counted(scope: str, css: str, *given: object, **named: object) -> Iterator[RuleSet]:
        times[f"{scope} {named['tie_breaker']} {css}"] += 1
        rules: Iterator[RuleSet] = parse(scope, css, *given, **named)  # type: ignore[arg-type]
        return rules

    monkeypatch.setattr(stylesheet, "parse", counted)
    monkeypatch.setattr(style_sheets, "READ", {})
    return times


async def test_showing_a_place_reads_no_sheet_again(filled: Store, read: Counter[str]) -> None:
    async with desk(filled, "2", "3"):
        assert read
        assert set(read.values()) == {1}
        read.clear()
    async with desk(filled, "2", "3"):
        assert not read


async def test_other_colours_are_seen_at_once_and_so_are_the_first_again(
    filled: Store, read: Counter[str]
) -> None:
    async with desk(filled) as pilot:
        dark = pilot.app.screen.styles.background
        read.clear()
        pilot.desk.action_wear(themes.THEMES[1].name)
        await pilot.settled()
        light = pilot.app.screen.styles.background
        assert set(read.values()) == {1}
        read.clear()
        pilot.desk.action_wear(themes.DARK.name)
        await pilot.settled()
        assert (pilot.app.screen.styles.background, dark == light) == (dark, False)
        assert not read
