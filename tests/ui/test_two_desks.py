"""Two desks on one file: whose act z takes back, what the other is told, and who did what."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from data.journal import commands as journal_commands
from data.journal import queries as journal
from data.reading.capture import capture
from data.store import Store
from screens.kit.choose import Choose
from screens.kit.status_line import Offer, StatusLine
from tests.beginning import another_desk
from tests.ui.driving import PETS, Driven, desk, queue

MINE = ("f3", "plus", *"没菜了", "enter")
"""Write down a call at this desk; it is the second step."""


@pytest.fixture
def theirs(filled: Store) -> Iterator[Store]:
    """The other desk."""
    with another_desk(filled) as opened:
        yield opened


def offered(pilot: Driven) -> Offer | None:
    """The key behind the sentence of the place shown."""
    return pilot.place().query_one(StatusLine).shown_offer


def calls(store: Store) -> set[str]:
    """What was said in the calls on file."""
    return {row.summary for row in queue(store)}


async def test_z_asks_before_it_takes_back_another_desks_act(filled: Store, theirs: Store) -> None:
    async with desk(filled, *MINE) as pilot:
        theirs.do(capture, PETS)
        both = calls(filled)
        await pilot.press("z")
        pilot.front(Choose)
        assert pilot.title() == "The last act is not yours"
        assert "li at desk-2, 04-09 08:00: #3" in pilot.shown(".about")
        assert [line[:15] for line in pilot.choices()] == [
            "1 take mine bac",
            "2 take that one",
            "3 leave everyth",
        ]
        await pilot.press("escape")
        assert calls(filled) == both
        await pilot.press("z", "enter")
        assert calls(filled) == both, "the cursor is on what changes nothing"
        await pilot.press("z", "1")
        assert calls(filled) == both - {"没菜了"}
        assert pilot.status().startswith("Undone: ")
        await pilot.press("z", "2")
        assert calls(filled) == set()


async def test_the_other_desk_is_told_that_its_act_was_taken_back(
    filled: Store, theirs: Store
) -> None:
    async with desk(filled, *MINE) as pilot:
        assert offered(pilot) == Offer(2, True, 2)
        theirs.do(journal_commands.undo, 2)
        await pilot.looked_again()
        assert "li at desk-2, 04-09 08:00 took back your act #2" in pilot.status()
        assert offered(pilot) is None
        await pilot.press("z")
        assert pilot.title() == "Your last act was already taken back"
        await pilot.press("escape", "Z")
        assert pilot.title() == "Your last act was already taken back"
        assert pilot.choices() == ["1 bring it back", "2 leave everything as it is"]
        await pilot.press("escape", "z", "2")
        assert calls(filled) == {"没菜了"}
        assert offered(pilot) == Offer(2, True, 4)
    async with desk(filled) as pilot:
        await pilot.looked_again()
        assert pilot.status() == "", "it was heard of and answered before"


async def test_z_takes_back_what_stands_and_is_newer_than_what_another_took_back(
    filled: Store, theirs: Store
) -> None:
    async with desk(filled, *MINE, "plus", *"水管漏", "enter") as pilot:
        theirs.do(journal_commands.undo, 2)
        await pilot.looked_again()
        await pilot.press("z")
        assert pilot.status().startswith("Undone: ")
        assert calls(filled) == set()


async def test_it_is_told_who_did_what_one_brought_back(filled: Store, theirs: Store) -> None:
    theirs.do(capture, PETS)
    filled.do(journal_commands.undo, 2)
    filled.do(journal_commands.redo)
    theirs.do(capture, "没菜了")
    async with desk(filled, "f3", "z") as pilot:
        own = " ".join(pilot.choices()[0].split())
        assert own.startswith("1 take mine back: #2")
        assert "(done by li at desk-2" in own
        assert f"brought back by {filled.author.who} at" in own


async def test_a_key_and_what_it_does_stay_on_one_line(filled: Store) -> None:
    async with desk(filled, "f3") as pilot:
        line = pilot.place().query_one(StatusLine)
        for length in range(50, 80):
            pilot.desk.tell("a" * 10 + " b" * (length // 2) + "c" * (length % 2) + "  L 看日志")
            await pilot.settled()
            shown = [line.render_line(y).text for y in range(line.size.height)]
            assert any("L 看日志" in one for one in shown), shown


async def test_it_is_told_when_the_desk_is_opened_again(filled: Store, theirs: Store) -> None:
    filled.do(capture, "没菜了")
    theirs.do(journal_commands.undo, 2)
    async with desk(filled) as pilot:
        await pilot.looked_again()
        assert "took back your act #2" in pilot.status()


async def test_the_key_goes_with_any_other_act(filled: Store, theirs: Store) -> None:
    async with desk(filled, *MINE) as pilot:
        assert offered(pilot) == Offer(2, True, 2)
        theirs.do(capture, PETS)
        await pilot.looked_again()
        assert "is in the queue" in pilot.status()
        assert offered(pilot) is None


async def test_z_takes_back_the_act_its_message_named_or_nothing(filled: Store) -> None:
    async with desk(filled, *MINE) as pilot:
        filled.do(capture, PETS)
        both = calls(filled)
        await pilot.press("z")
        assert calls(filled) == both
        assert "It is not your last act any more" in pilot.status()
        await pilot.press("z")
        assert calls(filled) == {"没菜了"}
        await pilot.press("Z")
        assert calls(filled) == both
        filled.do(journal_commands.undo)
        await pilot.press("z")
        assert calls(filled) == {"没菜了"}
        assert pilot.status().startswith("Step 3 was already taken back by")


async def test_a_message_left_in_another_place_offers_nothing(filled: Store) -> None:
    async with desk(filled, *MINE) as pilot:
        requests = pilot.place().query_one(StatusLine)
        await pilot.press("f2", "plus", *"水管漏", "enter")
        assert offered(pilot) == Offer(3, True, 3)
        assert requests.shown_offer is None
        await pilot.press("f3")
        assert offered(pilot) is None


async def test_undo_from_the_journal_offers_redo_of_the_same_act(filled: Store) -> None:
    filled.do(capture, PETS)
    filled.do(capture, "没菜了")
    async with desk(filled, "L", "down", "z", "escape") as pilot:
        assert offered(pilot) == Offer(2, False, 4)
        await pilot.press("Z")
        assert offered(pilot) == Offer(2, True, 5)
        await pilot.press("z")
        assert calls(filled) == {"没菜了"}


async def test_the_journal_tells_who_did_what_where_there_are_several(
    filled: Store, theirs: Store
) -> None:
    filled.do(capture, "没菜了")
    async with desk(filled, "L") as pilot:
        assert not any(filled.author.desk in line for line in pilot.choices())
        theirs.do(capture, PETS)
        theirs.do(journal_commands.undo, 2)
        await pilot.looked_again()
        undone, _pets, act, *_rest = pilot.choices()
        assert "li at desk-2  Undone" in undone
        assert f"{filled.author.who} at {filled.author.desk}" in act
        assert act.endswith("undone by li at desk-2")


async def test_the_question_keeps_to_the_mask(filled: Store, theirs: Store) -> None:
    async with desk(filled) as pilot:
        theirs.do(capture, "大林苑2号1805室 孕妇大出血")
        await pilot.press("f3", "z")
        assert "大出血" in pilot.shown(".about")
        await pilot.press("escape", "m", "z")
        assert "大出血" not in pilot.shown(".about")


async def test_the_sample_is_nobodys_own_act(sample: Store) -> None:
    steps = sample.ask(journal.steps)
    async with desk(sample, "z") as pilot:
        assert pilot.title() == "The last act is not yours"
        assert "somebody" in pilot.shown(".about")
        await pilot.press("enter")
    assert sample.ask(journal.steps) == steps


# -- a message belongs to its act ------------------------------------------------------------------


@pytest.fixture
def other_window(filled: Store) -> Iterator[Store]:
    """The same person at the same machine, in another process."""
    with another_desk(filled, filled.author) as opened:
        yield opened


async def test_what_is_told_of_an_act_goes_with_it_in_places_left_behind(filled: Store) -> None:
    async with desk(filled, *MINE) as pilot:
        left = pilot.place().query_one(StatusLine)
        assert "is in the queue" in left.message
        await pilot.press("f2", "plus", *"水管漏", "enter")
        assert left.message == ""
        await pilot.press("f3", "z")
        assert pilot.status().startswith("Undone: request 2 added")
        assert calls(filled) == {"没菜了"}


async def test_what_is_told_goes_once_it_was_seen_and_the_same_person_acts_elsewhere(
    filled: Store, other_window: Store
) -> None:
    async with desk(filled, *MINE) as pilot:
        await pilot.press("down")
        other_window.do(capture, PETS)
        both = calls(filled)
        await pilot.looked_again()
        assert pilot.status() == ""
        await pilot.press("z")
        assert pilot.title() == "You did this at another desk of yours"
        assert "猫粮" in pilot.shown(".about")
        assert pilot.choices() == ["1 take that one back", "2 leave everything as it is"]
        await pilot.press("enter")
        assert calls(filled) == both, "the cursor is on what changes nothing"
        await pilot.press("z", "1")
        assert calls(filled) == {"没菜了"}
        await pilot.press("z")
        assert calls(filled) == set(), "once it was named, one's own act before it is next"


async def test_a_message_not_seen_yet_stays_and_its_key_is_about_its_act_alone(
    filled: Store, other_window: Store
) -> None:
    async with desk(filled, *MINE) as pilot:
        other_window.do(capture, PETS)
        both = calls(filled)
        await pilot.looked_again()
        assert "is in the queue" in pilot.status()
        assert offered(pilot) is None
        await pilot.press("z")
        assert calls(filled) == both
        assert "It is not your last act any more" in pilot.status()
        other_window.do(capture, "水管漏")
        await pilot.press("z")
        assert len(calls(filled)) == 3, "what was named is not the last by now"
        assert "水管漏" in pilot.status()
        await pilot.press("z")
        assert calls(filled) == both


async def test_what_was_undone_elsewhere_is_not_undone_again_nor_another_in_its_place(
    filled: Store, other_window: Store
) -> None:
    async with desk(filled, "f3", "plus", *"水管漏", "enter", *MINE[1:]) as pilot:
        other_window.do(journal_commands.undo)
        await pilot.looked_again()
        await pilot.press("z")
        assert calls(filled) == {"水管漏"}
        assert pilot.status().startswith("Step 3 was already taken back by")
        await pilot.press("Z")
        assert pilot.title() == "You did this at another desk of yours"
        await pilot.press("1")
        assert calls(filled) == {"水管漏", "没菜了"}
        await pilot.press("z", "z")
        assert calls(filled) == set()


async def test_redo_brings_back_what_its_message_says(filled: Store, other_window: Store) -> None:
    other_window.do(capture, PETS)
    async with desk(filled, *MINE, "z") as pilot:
        assert pilot.status().startswith("Undone: ")
        other_window.do(journal_commands.undo)
        await pilot.looked_again()
        assert calls(filled) == set()
        await pilot.press("Z")
        assert calls(filled) == {"没菜了"}


async def test_after_a_restart_the_last_act_of_before_is_one_key_away(filled: Store) -> None:
    async with desk(filled, *MINE):
        pass
    async with desk(filled) as pilot:
        await pilot.looked_again()
        await pilot.press("f3", "z")
        assert calls(filled) == set()
        assert pilot.status().startswith("Undone: ")
