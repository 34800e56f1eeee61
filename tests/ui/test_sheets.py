"""Duty sheets at the desk: words for the group chat, copied, masked, written to a file."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from textual.widgets import Input

from data.duties import commands as duty_commands
from data.reading.capture import capture
from data.store import Store
from models.duties import DutyInput, Role, Work
from models.roster import PersonInput, PersonKind
from screens.sheets.dialog import DutyPaper, DutySheets
from tests.beginning import begin
from tests.ui.driving import BLEEDING, WIDE, desk


@pytest.fixture
def given(filled: Store) -> Store:
    """A member of staff and a volunteer at one request."""
    filled.do(capture, BLEEDING)
    begin(filled, PersonInput("小林", PersonKind.STAFF), PersonInput("许强", PersonKind.VOLUNTEER))
    at = filled.now() + timedelta(hours=2)
    for no in (1, 2):
        given = DutyInput(no, Work.REQUEST, Role.HAND, at, at + timedelta(hours=1), work_no=1)
        filled.do(duty_commands.change_people, [given])
    return filled


async def test_staff_read_all_of_it_a_volunteer_what_is_needed(given: Store) -> None:
    async with desk(given, size=WIDE) as pilot:
        await pilot.press("f6", "p", "1")
        sheet = pilot.front(DutySheets)
        told = pilot.shown("#sheets-text")
        assert told.startswith("04-09 Sat duties: 小林\n10:00-11:00  request  大林苑 2-1805")
        assert "出血" in told
        assert "13800009617" in told
        await pilot.press("m")
        assert "出血" not in sheet.words()
        assert "138****9617" in sheet.words()
        await pilot.press("m", "v")
        assert "[许强]" in sheet.words()
        assert "出血" not in sheet.words()
        assert "A volunteer reads it" in pilot.shown("#sheets-note")
        await pilot.press("right")
        assert "Nobody has a duty on this day." in sheet.words()


@pytest.mark.parametrize("ending", ["txt", "md"])
async def test_the_words_are_copied_and_written_where_somebody_says(
    given: Store, tmp_path: Path, ending: str
) -> None:
    async with desk(given) as pilot:
        await pilot.press("f6", "down", "p", "1", "y")
        words = pilot.shown("#sheets-text")
        assert words.startswith("04-09 Sat duties: 许强")
        assert pilot.app.clipboard == words
        assert "Copied." in pilot.shown("#sheets-note")
        await pilot.press("p")
        paper = pilot.front(DutyPaper)
        path = tmp_path / f"sheet.{ending}"
        paper.query_one("#path", Input).value = str(path)
        await pilot.press("enter")
        assert isinstance(pilot.app.screen, DutySheets)
        text = path.read_text(encoding="utf-8")
        assert ("- [ ] 10:00-11:00" in text) == (ending == "md")
        assert (text == words) == (ending == "txt")
        await pilot.press("escape")
        assert str(path) in pilot.status()
