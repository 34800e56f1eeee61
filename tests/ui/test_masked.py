"""What the mask does to what is typed, looked for and told; what is kept stays as it is."""

from __future__ import annotations

import pytest
from rich.segment import Segment
from textual.color import Color
from textual.geometry import Region
from textual.widget import Widget

from data.households import queries as households
from data.reading.capture import capture
from data.roster.presence import record_presence
from data.store import Store
from models.masking import veiled
from models.roster import PersonInput, PersonKind, Place, PresenceInput
from screens import i18n
from screens.kit import masks
from screens.kit.columns import cut
from screens.kit.detail import hanging
from screens.kit.status_line import StatusLine
from screens.output import OutputGate
from screens.reading.capture import CaptureLine
from tests.beginning import begin
from tests.ui.driving import BLEEDING, WIDE, desk, queue


def drawn(part: Widget) -> str:
    """What goes to the terminal of a part."""
    return "\n".join(line.text for line in part.render_lines(Region(0, 0, *part.size)))


def on_screen(screen: Widget) -> str:
    """What goes to the terminal of all that is on a screen."""
    return "\n".join(drawn(part) for part in screen.query("*") if part.display and part.region)


# -- looking for ---------------------------------------------------------------------------------


@pytest.mark.parametrize("typed", ["孕妇", "妇"])
async def test_nobody_is_found_by_a_mark_of_health(filled: Store, typed: str) -> None:
    async with desk(filled, "f8", "slash", *typed) as pilot:
        assert len(pilot.cells()) == 2
        count = pilot.here().query_one("#filter-count")
        assert drawn(count).strip() == "2"
        await pilot.press("enter", "m")
        assert drawn(count).strip() == "0 / 2", "also of what was looked for before"
        assert "Facts of health are hidden" in drawn(pilot.here().records)
        await pilot.press("slash", "backspace", "backspace", *"1805")
        assert drawn(count).strip() == "1 / 2"


@pytest.mark.parametrize("keys", [("f", *"HIV", "enter"), ("slash", *"HIV")])
async def test_no_request_is_found_by_an_english_word_of_health(
    filled: Store, keys: tuple[str, ...]
) -> None:
    filled.do(capture, "大林苑2号1805室 HIV clinic wants him at nine")
    async with desk(filled, "f3", "m", *keys) as pilot:
        assert "HIV" not in on_screen(pilot.app.screen)
        assert "Facts of health are hidden" in on_screen(pilot.app.screen)


# -- typing --------------------------------------------------------------------------------------


async def test_a_form_shows_stars_and_saves_what_stands_in_it(filled: Store) -> None:
    async with desk(filled, "f8", "m", "e", "1") as pilot:
        form, phone = pilot.form(), pilot.field("phone")
        assert "138****3555" in drawn(phone)
        assert pilot.values()["phone"] == "13800003555"
        note = pilot.field("note")
        pilot.fill(note="七个月，孕妇，找13800001094")
        await pilot.settled()
        assert "七个月，＊＊，找138****1094" in drawn(note)
        await pilot.press("ctrl+g")
        assert "13800003555" in drawn(phone)
        assert "孕妇" in drawn(note)
        await pilot.press("ctrl+g")
        assert "138****3555" in drawn(phone)
        assert pilot.app.screen is form
        await pilot.press("ctrl+s")
        kept = filled.ask(households.household, 1)
        assert kept is not None
        assert (kept.phone, kept.note) == ("13800003555", "七个月，孕妇，找13800001094")
        assert "孕妇" in kept.marks


async def test_a_call_is_taken_behind_the_mask(filled: Store) -> None:
    async with desk(filled, "m", "plus", *BLEEDING) as pilot:
        line = pilot.front(CaptureLine)
        assert "138****9617" in on_screen(line)
        for hidden in ("孕妇", "13800009617", "出血"):
            assert hidden not in on_screen(line)
        await pilot.press("enter")
        (row,) = queue(filled)
        assert (row.kind, row.phone) == ("birth", "13800009617")
        assert "孕妇大出血" in row.summary


# -- telling -------------------------------------------------------------------------------------


async def test_what_was_told_before_is_hidden_too(filled: Store) -> None:
    async with desk(filled, "f3") as pilot:
        pilot.place().say("秦某是孕妇，打13800009617", wrong=True)
        await pilot.settled()
        line = pilot.place().query_one(StatusLine)
        assert "孕妇，打13800009617" in drawn(line)
        pilot.desk.masked = True
        assert "秦某是＊＊，打138****9617" in drawn(line)


@pytest.mark.parametrize("language", i18n.LANGUAGES)
async def test_of_who_is_isolated_it_says_that_they_are_absent(
    filled: Store, language: str
) -> None:
    i18n.set_language(language)
    begin(filled, PersonInput("宋某", PersonKind.STAFF))
    filled.do(record_presence, [1], PresenceInput(Place.ISOLATED, filled.now(), reason="阳性"))
    async with desk(filled, "f6", size=WIDE) as pilot:
        told = {"zh": ("隔离", "不在岗"), "en": ("isolated", "absent")}[language]
        assert told[0] in on_screen(pilot.place())
        await pilot.press("m")
        detail = drawn(pilot.place().query_one("#detail"))
        assert told[1] in detail
        assert told[0] not in detail
        assert "阳" not in detail
        await pilot.press("L")
        acts = drawn(pilot.app.screen.query_one("OptionList"))
        assert "宋某" in acts
        assert told[0] not in acts


async def test_an_act_is_taken_back_by_a_name_without_health(filled: Store) -> None:
    filled.do(capture, BLEEDING)
    async with desk(filled, "f3", "m", "z") as pilot:
        line = drawn(pilot.place().query_one(StatusLine))
        assert "138" not in line.replace("138****", "")
        assert "孕妇" not in line
        assert "pregnant" not in line


# -- the gate ------------------------------------------------------------------------------------


def test_a_number_is_known_across_what_is_styled_apart() -> None:
    gate = OutputGate(veil=veiled)
    shown = gate.apply([Segment("打138000"), Segment("09617孕"), Segment("妇")], Color(0, 0, 0))
    assert [segment.text for segment in shown] == ["打138***", "*9617＊", "＊"]


def test_lines_pass_as_they_are_while_nothing_is_hidden() -> None:
    segments = [Segment("打13800009617"), Segment("孕妇")]
    assert OutputGate().apply(segments, Color(0, 0, 0)) is segments


def test_what_is_cut_or_broken_is_hidden_before(filled: Store) -> None:
    masks.put_on(True)
    assert cut("打13800009617", 9) == "打138***…"
    assert hanging("透析透析", 6, 0) == "＊＊＊\n＊"


async def test_a_form_does_not_tell_what_was_chosen_of_somebody(filled: Store) -> None:
    async with desk(filled, "f8", "m", "e", "1", size=WIDE) as pilot:
        marks = pilot.field("marks")
        assert "pregnant" not in drawn(marks)
        assert "pregnant" in pilot.values()["marks"]
        await pilot.press("ctrl+g")
        assert "pregnant" in drawn(marks)
