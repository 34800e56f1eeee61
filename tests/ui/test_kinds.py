"""What a call is about, corrected by keys: on its row, on the board, on its card, while typing."""

from __future__ import annotations

import pytest

from data.learned import queries
from data.learned.file import file_of
from data.reading.capture import capture
from data.requests import queries as requests
from data.store import Store
from models.learned import Standing
from models.requests import RequestKind
from screens import i18n
from screens.learned.dialog import LearnedWords
from screens.reading.capture import CaptureLine
from screens.requests.kinds import KindChoice
from screens.requests.place import Requests
from screens.today.place import Today
from tests.ui.driving import WIDE, Driven, desk

SAID = "大林苑2号1805室 琉璃瓦翘角"
AGAIN = "大林苑2号1806室 琉璃瓦翘角又一片"
WORD = "琉璃瓦翘角"


def kind_of(store: Store, no: int) -> str:
    return store.ask(requests.view, no).kind


def digit_of(pilot: Driven, words: str) -> str:
    """The digit before a choice."""
    (found,) = (one.split()[0] for one in pilot.choices() if one.split()[1:] == [words])
    return found


# -- three keys ------------------------------------------------------------------------------------


@pytest.mark.parametrize("way", [("f3",), ("f3", "enter"), ()], ids=["row", "card", "board"])
async def test_a_kind_is_corrected_in_three_keys(filled: Store, way: tuple[str, ...]) -> None:
    filled.do(capture, SAID)
    async with desk(filled, *way) as pilot:
        where = pilot.app.screen
        await pilot.press("ctrl+e", "o")
        await pilot.press(digit_of(pilot, "offer"))
        assert pilot.app.screen is where
        assert kind_of(filled, 1) == "offer"
        assert "Request 1 is about offer now" in pilot.status()
        assert f"Learned: {WORD}." in pilot.status()
        await pilot.press("z")
        assert kind_of(filled, 1) != "offer"


@pytest.mark.parametrize(
    ("typed", "kind"),
    [
        ("offer", "offer"),
        ("ts", "complaint"),
        ("tousu", "complaint"),
        ("投诉", "complaint"),
        ("hosp", "hospital_trip"),
        ("宠物", "pets"),
        ("cw", "pets"),
    ],
)
@pytest.mark.parametrize("language", i18n.LANGUAGES)
async def test_a_kind_is_found_by_letters_of_either_language(
    filled: Store, typed: str, kind: str, language: str
) -> None:
    filled.do(capture, SAID)
    i18n.set_language(language)
    async with desk(filled, "f3", "ctrl+e", *typed, "enter"):
        assert kind_of(filled, 1) == kind


async def test_letters_that_no_kind_has_choose_nothing(filled: Store) -> None:
    filled.do(capture, SAID)
    before = kind_of(filled, 1)
    async with desk(filled, "f3", "ctrl+e", *"zzzz", "enter", "1") as pilot:
        assert isinstance(pilot.app.screen, KindChoice)
        assert pilot.choices() == ["no kind has these letters"]
        await pilot.press("escape")
        assert isinstance(pilot.app.screen, Requests)
    assert kind_of(filled, 1) == before


async def test_all_marked_are_corrected(filled: Store) -> None:
    for text in (SAID, AGAIN):
        filled.do(capture, text)
    async with desk(filled, "f3", "asterisk", "ctrl+e", *"off", "enter") as pilot:
        assert [kind_of(filled, no) for no in (1, 2)] == ["offer"] * 2
        assert "It is said of 2 requests" in pilot.status()


async def test_the_kind_there_is_stands_last_where_nobody_doubts_it(filled: Store) -> None:
    filled.do(capture, SAID, kind=RequestKind.OFFER)
    async with desk(filled, "f3", "ctrl+e") as pilot:
        assert pilot.choices()[-1].endswith("offer")


# -- while typing ----------------------------------------------------------------------------------


async def test_while_typing_it_takes_no_key_more_and_teaches_too(filled: Store) -> None:
    async with desk(filled, "+", *SAID, "ctrl+e", "o") as pilot:
        await pilot.press(digit_of(pilot, "offer"))
        assert isinstance(pilot.app.screen, CaptureLine)
        assert "offer" in pilot.shown("#capture-chips")
        await pilot.press("enter")
        assert isinstance(pilot.app.screen, Today)
        assert kind_of(filled, 1) == "offer"
        assert f"Learned: {WORD}." in pilot.status()
        await pilot.press("+", *AGAIN)
        assert "kind by your words" in pilot.shown("#capture-chips")


async def test_what_was_said_of_one_line_is_not_said_of_the_next(filled: Store) -> None:
    async with desk(
        filled, "+", *"ab", "ctrl+e", *"offer", "enter", "backspace", "backspace"
    ) as pilot:
        await pilot.press(*"xy", "enter")
        assert kind_of(filled, 1) != "offer"
        assert isinstance(pilot.app.screen, Today)


# -- what was learned ------------------------------------------------------------------------------


async def test_words_are_listed_taken_out_and_brought_back(filled: Store) -> None:
    filled.do(capture, SAID, kind=RequestKind.OFFER)
    async with desk(filled, "f3", "ctrl+e", "ctrl+e", size=WIDE) as pilot:
        assert isinstance(pilot.app.screen, LearnedWords)
        (line,) = pilot.choices()
        assert f"{WORD} → offer" in line
        assert "#1" in line
        await pilot.press("x")
        assert "taken out" in pilot.choices()[0]
        assert [row.standing for row in filled.ask(queries.rows)] == [Standing.FORGOTTEN]
        await pilot.press("x")
        assert [row.standing for row in filled.ask(queries.rows)] == [Standing.COUNTS]
        await pilot.press("g")
        assert isinstance(pilot.app.screen, Requests)


async def test_the_palette_finds_the_list(filled: Store) -> None:
    async with desk(filled, "ctrl+p", *"words that were learned", "enter") as pilot:
        assert isinstance(pilot.app.screen, LearnedWords)
        assert "Nothing was learned yet" in pilot.choices()[0]
        await pilot.press("x", "g")
        assert isinstance(pilot.app.screen, LearnedWords)


async def test_a_file_broken_by_hand_is_told_where_words_are_listed_and_read(filled: Store) -> None:
    file_of(filled.path).write_text("[[learned", encoding="utf-8")
    async with desk(filled, "ctrl+p", *"words that were learned", "enter", size=WIDE) as pilot:
        assert "words.toml" in " ".join(pilot.choices()).replace("\n", "")
        await pilot.press("escape", "+", *SAID)
        assert "words.toml" in pilot.shown("#capture-chips").replace("\n", "")
        await pilot.press("ctrl+e", *"offer", "enter", "enter")
        assert kind_of(filled, 1) == "offer"
        assert "No word was learned" in pilot.status()


async def test_learned_words_of_health_are_hidden_with_the_mask(filled: Store) -> None:
    filled.do(capture, SAID, kind=RequestKind.DEATH)
    async with desk(filled, "m", "f3", "ctrl+e", "ctrl+e", size=WIDE) as pilot:
        (line,) = pilot.choices()
        assert WORD not in line
        assert "death" not in line
        await pilot.press("x")
        assert WORD not in pilot.status()
        await pilot.press("escape", "m", "ctrl+p", *"words that were learned", "enter")
        assert f"{WORD} → death" in pilot.choices()[0]


async def test_masked_the_kinds_stand_in_no_order_that_tells(filled: Store) -> None:
    filled.do(capture, SAID)
    async with desk(filled, "m", "f3", "ctrl+e") as pilot:
        shown = [one.replace("\u2060", "") for one in pilot.choices()]
        assert shown[:3] == ["1 emergency", "2 dialysis", "3 medicine"]
        await pilot.press(*"death", "enter")
        assert WORD not in pilot.status()
        assert "death" not in pilot.status()
