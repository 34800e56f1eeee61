"""What somebody prefers is worn, spoken and pressed at the desk, and kept for the next start."""

from __future__ import annotations

import pytest

from data import preferences
from data.store import Store
from models.preferences import THEMES
from screens import i18n, themes
from screens.kit.key_bar import KeyBar
from screens.kit.status_line import StatusLine
from screens.preferences.dialog import OwnSettings
from tests.ui.driving import WIDE, Driven, desk


def put(text: str) -> None:
    file = preferences.file()
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")


def told(pilot: Driven) -> str:
    return pilot.app.screen.query_one(StatusLine).message


async def test_colours_and_language_are_those_chosen_last(filled: Store) -> None:
    async with desk(filled, "f12") as pilot:
        pilot.desk.action_wear("daiban-light")
        await pilot.settled()
    assert i18n.language() == "zh"
    assert (preferences.read().theme, preferences.read().language) == ("daiban-light", "zh")
    async with desk(filled) as pilot:
        assert pilot.desk.theme == "daiban-light"
        assert pilot.app.screen.styles.background.hex == themes.THEMES[1].background.upper()
        assert not told(pilot)


@pytest.mark.parametrize("language", i18n.LANGUAGES)
async def test_what_does_not_count_is_told_and_never_written_over(
    filled: Store, language: str
) -> None:
    i18n.set_language(language)
    put("theme = 'drak'\n[keys]\nchase = 'n'\n")
    async with desk(filled) as pilot:
        assert "settings.toml" in told(pilot)
        assert "drak" in told(pilot)
        assert "app.py settings" in told(pilot)
        assert pilot.desk.theme == "daiban"
    put("theme = \n")
    async with desk(filled, "f12") as pilot:
        assert pilot.desk.preferences.language is None
        assert i18n.language() != language
        assert "settings.toml" in told(pilot)
    assert preferences.file().read_text(encoding="utf-8") == "theme = \n"


async def test_another_desk_keeps_its_own_choice(filled: Store) -> None:
    async with desk(filled) as pilot:
        preferences.keep(("columns", "requests"), ("no",))
        await pilot.press("f12")
        assert pilot.desk.preferences.columns == {"requests": ("no",)}
        assert pilot.desk.preferences.language == "zh"


def test_the_colours_that_may_be_named_are_those_there_are() -> None:
    assert tuple(theme.name for theme in themes.THEMES) == THEMES == tuple(themes.WORDS)


@pytest.mark.parametrize(
    ("terminal", "worn"),
    [
        ("", "daiban"),
        ("15;0", "daiban"),
        ("0;15", "daiban-light"),
        ("0;default;7", "daiban-light"),
        ("7", "daiban-light"),
        ("0;default", "daiban"),
        ("0;115", "daiban"),
        ("x;;", "daiban"),
    ],
)
def test_the_colours_to_begin_with(terminal: str, worn: str) -> None:
    assert themes.to_begin_with(None, terminal) == worn
    assert themes.to_begin_with("daiban-contrast", terminal) == "daiban-contrast"


@pytest.mark.parametrize("named", [True, False])
async def test_how_the_language_is_turned_is_told_in_both_where_none_was_named(
    filled: Store, named: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    for variable in ("LC_ALL", "LC_MESSAGES", "LANG", "LANGUAGE"):
        monkeypatch.delenv(variable, raising=False)
    monkeypatch.setenv("LC_ALL", "en_GB.UTF-8" if named else "C.UTF-8")
    assert i18n.to_begin_with() == ("en" if named else "zh")
    async with desk(filled) as pilot:
        assert ("中文 / English: F12" in told(pilot)) is not named
        await pilot.press("f12")
    assert i18n.to_begin_with() == i18n.language(), "chosen with the key, whatever LANG says"
    assert i18n.is_named()
    async with desk(filled) as pilot:
        assert "F12" not in told(pilot)


@pytest.mark.parametrize(
    ("environment", "last", "language"),
    [
        ({"LC_ALL": "C.UTF-8", "LANG": "zh_CN.UTF-8"}, "en", "en"),
        ({"LANG": "en_US.UTF-8"}, "zh", "zh"),
        ({"LC_ALL": "C.UTF-8", "LANG": "zh_CN.UTF-8"}, None, "zh"),
        ({"LANG": "en_US.UTF-8"}, None, "en"),
        ({"LC_ALL": "POSIX"}, "en", "en"),
        ({"LANG": "C"}, "en", "en"),
        ({}, "en", "en"),
        ({}, None, "zh"),
    ],
)
def test_the_language_to_begin_with(
    monkeypatch: pytest.MonkeyPatch, environment: dict[str, str], last: str | None, language: str
) -> None:
    for variable in ("LC_ALL", "LC_MESSAGES", "LANG", "LANGUAGE"):
        monkeypatch.delenv(variable, raising=False)
    for variable, value in environment.items():
        monkeypatch.setenv(variable, value)
    preferences.keep(("language",), last)
    assert i18n.to_begin_with() == language
    other = "en" if language == "zh" else "zh"
    assert i18n.to_begin_with(other) == other


async def test_acts_are_done_by_keys_of_ones_own_and_shown_with_them(filled: Store) -> None:
    put("[keys]\npalette = 'ctrl+b'\nnew = 'ctrl+x'\nmask = 'G'\ncapture = 'f11'\n")
    async with desk(filled, "2", size=WIDE) as pilot:
        await pilot.press("G")
        assert pilot.desk.masked
        await pilot.press("m")
        assert not pilot.desk.masked, "its usual key does it still"
        assert "F11" in str(pilot.app.screen.query_one(KeyBar).render())
        await pilot.press("ctrl+b")
        assert [line.split()[0] for line in pilot.choices() if "telephone" in line] == ["G"]
        await pilot.press("escape", "f1")
        assert "G m ^g" in pilot.shown("#help-keys")
        await pilot.press("escape", "f11")
        assert pilot.line(), "a call is typed"
        await pilot.press("h", "G")
        assert pilot.line().value == "hG", "letters are text where one types"


async def test_an_act_on_another_key_stays_where_it_was_in_the_bar(filled: Store) -> None:
    put("[keys]\nfind = 'ctrl+x'\n")
    async with desk(filled, "2") as pilot:
        bar = str(pilot.app.screen.query_one(KeyBar).render())
        assert bar.split()[:6] == ["enter", "open", "^x", "filter", "d", "done"]


@pytest.mark.parametrize("language", i18n.LANGUAGES)
async def test_ones_own_settings_are_seen_tried_and_kept(filled: Store, language: str) -> None:
    i18n.set_language(language)
    put("[keys]\nchase = 'n'\n\n[odd]\n")
    async with desk(filled) as pilot:
        await pilot.app.run_action("app.open('own_settings')")
        await pilot.settled()
        pilot.front(OwnSettings)
        note = pilot.shown("#own-note").replace("\n", "")
        assert "settings.toml" in note
        assert "odd" in note, "what does not count is told with its line"
        assert "4" in note
        await pilot.press("down")
        assert pilot.desk.theme == "daiban-light", "looked at"
        await pilot.press("down", "down", "down")
        assert pilot.desk.theme == "daiban", "no colours are under the cursor"
        await pilot.press("enter")
        assert pilot.desk.preferences.whole_frames
        assert preferences.read().whole_frames
        await pilot.press("enter", "4")
        assert not preferences.read().whole_frames
        assert i18n.language() != language
        await pilot.press("up", "up", "escape")
        assert pilot.desk.theme == "daiban", "as before"
        assert preferences.read().theme is None
        await pilot.app.run_action("app.open('own_settings')")
        await pilot.press("down", "down", "enter")
        assert pilot.app.screen is pilot.place()
        assert pilot.desk.theme == preferences.read().theme == "daiban-contrast"
    assert "chase = 'n'" in preferences.file().read_text(encoding="utf-8")
