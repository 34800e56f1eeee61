"""While records are marked, every act is on those or says why not; never on another one."""

from __future__ import annotations

import pytest
from textual.widgets import Static

from data.custody.commands import give_back_things
from data.journal import queries as journal
from data.journal.commands import undo
from data.reading.capture import capture
from data.requests import chasing as request_chasing
from data.requests import commands as request_commands
from data.store import Store
from models.chases import ChaseInput
from models.journal import StepView
from models.problems import Problem
from models.requests import ClosingInput, Outcome
from models.roster import PersonInput, PersonKind
from screens import i18n
from screens.attendance.dialog import Attendance
from screens.custody.dialog import Custody
from screens.keys.lists import LIST, QUEUE, ROSTER
from screens.kit.card import Card
from screens.kit.several import left_lines
from screens.kit.status_line import StatusLine
from tests.beginning import begin
from tests.ui.driving import BLEEDING, WIDE, Driven, accept, desk, queue

NEEDS = ("猫粮", "牛奶", "灯泡", "菜", "水", "纸")


@pytest.fixture
def six(filled: Store) -> Store:
    """Requests 1 to 6, each chased once at the same desk, and somebody to look after them."""
    for what in NEEDS:
        filled.do(capture, f"大林苑2号1805室 {what}没了")
    for no in range(1, 7):
        given = ChaseInput("街道值班室", "", filled.now(), answered=False)
        filled.do(request_chasing.chase_requests, [no], given)
    begin(filled, PersonInput("宋某", PersonKind.STAFF))
    return filled


def newest(store: Store) -> StepView:
    return store.ask(journal.steps, limit=1)[0]


async def mark_five(pilot: Driven) -> int:
    """Mark the first five in the queue; the cursor is on the sixth, whose number is given."""
    await pilot.press("f3", "home", *["space"] * 5)
    place = pilot.here()
    sixth = place.chosen()
    assert len(place.records.marks) == 5
    assert sixth is not None
    assert sixth not in place.records.marks
    return sixth


# -- the queue: acts on several ------------------------------------------------------------------


async def test_five_marked_are_chased_with_two_keys_and_the_sixth_is_not(six: Store) -> None:
    async with desk(six, size=WIDE) as pilot:
        sixth = await mark_five(pilot)
        await pilot.press("c")
        assert pilot.title() == "Chase 5 requests"
        await pilot.press("1")
        chases = {row.no: row.chases for row in queue(six)}
        assert chases.pop(sixth) == 1
        assert set(chases.values()) == {2}
        assert pilot.status().startswith("5 requests chased.")
        assert newest(six).code == "requests_chased_in_vain"
        assert not pilot.here().records.marks
        await pilot.press("z")
        assert {row.chases for row in queue(six)} == {1}, "one undo takes all five back"
        await pilot.press("escape", "c", "1")
        again = {row.no: row.chases for row in queue(six)}
        assert sorted(again.values()) == [1, 1, 1, 1, 1, 2], "without marks it is one again"


async def test_marks_come_back_with_what_is_taken_back(six: Store) -> None:
    async with desk(six, size=WIDE) as pilot:
        sixth = await mark_five(pilot)
        await pilot.press("c", "1")
        assert not pilot.here().records.marks
        await pilot.press("z")
        assert pilot.here().records.marks == {1, 2, 3, 4, 5, 6} - {sixth}
        await pilot.press("Z")
        await pilot.press("escape", "z")
        assert not pilot.here().records.marks, "they come back once"


async def test_why_a_key_did_nothing_goes_with_the_next_that_does_something(six: Store) -> None:
    async with desk(six, size=WIDE) as pilot:
        await pilot.press("f3", "home", "space", "space", "e")
        assert "2 are marked, and this takes one" in pilot.status()
        await pilot.press("f1", "escape")
        assert "2 are marked" in pilot.status(), "help tells it whole"
        await pilot.press("down")
        assert pilot.status() == ""


def test_the_same_reason_is_said_once_with_all_numbers() -> None:
    same = [(no, Problem("request_closed", {"no": no})) for no in (1, 4, 8)]
    other = [(no, Problem("nobody_named")) for no in (2, 3)]
    said = list(left_lines([*same, *other]))
    assert len(said) == 2
    assert "1, 4, 8" in said[0]
    assert said[1] == "#2, 3: Name somebody."
    lots = [(no, Problem("request_closed", {"no": no})) for no in range(1, 40)]
    (line,) = left_lines(lots)
    assert "12 …" in line


async def test_the_titles_say_how_many_in_chinese(six: Store) -> None:
    async with desk(six, size=WIDE) as pilot:
        i18n.set_language("zh")
        await mark_five(pilot)
        for key, title in (
            ("c", "催办 5 件求助"),
            ("t", "告诉了 5 件求助的居民什么？"),
            ("d", "5 件求助结果怎样？"),
            ("a", "谁负责？  5 件求助"),
        ):
            await pilot.press(key)
            assert pilot.title() == title
            await pilot.press("escape")
        assert len(pilot.here().records.marks) == 5, "what was left without doing it stays marked"


async def test_somebody_else_is_chased_for_all_of_them(six: Store) -> None:
    async with desk(six, size=WIDE) as pilot:
        sixth = await mark_five(pilot)
        await pilot.press("c", "2")
        form = pilot.form()
        assert pilot.title().startswith("Chase 5 requests")
        await pilot.save(promised_until="07:00")
        assert pilot.app.screen is form, "a promise in the past is not saved"
        await pilot.save(promised_until="11:00")
        promised = {row.no for row in queue(six) if row.promised_until}
        assert promised == {1, 2, 3, 4, 5, 6} - {sixth}
        assert newest(six).code == "requests_promised"


async def test_five_are_told_and_given_to_somebody(six: Store) -> None:
    async with desk(six, size=WIDE) as pilot:
        sixth = await mark_five(pilot)
        await pilot.press("t", *"soon", "enter")
        assert {row.no for row in queue(six) if row.told_at is None} == {sixth}
        assert newest(six).code == "requests_told"
        assert not pilot.here().records.marks
        await mark_five(pilot)
        await pilot.press("a", "1")
        assert [row.owner for row in queue(six)].count("宋某") == 5
        await pilot.press("z")
        assert {row.owner for row in queue(six)} == {None}


async def test_five_are_closed_each_with_its_own_told(six: Store) -> None:
    async with desk(six, size=WIDE) as pilot:
        sixth = await mark_five(pilot)
        await pilot.press("d")
        assert pilot.title() == "How did 5 requests end?"
        await pilot.press("1")
        assert "5 requests" in pilot.title()
        await pilot.press("1")
        assert {row.no for row in queue(six) if row.state == "open"} == {sixth}
        assert pilot.status().startswith("5 requests are resolved (met).")
        await pilot.press("z")
        assert {row.state for row in queue(six)} == {"open"}


async def test_call_backs_among_them_keep_their_outcome(six: Store) -> None:
    for no in (1, 2):
        six.do(
            request_commands.close_requests, {no: ClosingInput(Outcome.TRANSFERRED, "", six.now())}
        )
    async with desk(six, size=WIDE) as pilot:
        await pilot.press("f3", "asterisk", "t", *"soon", "enter")
        assert pilot.status().startswith("The residents of 4 requests were told.")
        assert "⚠ Request 1, 2 is done, who is told of it closes it" in pilot.status()
        assert pilot.here().records.marks == {1, 2}, "what was left stays marked"
        assert {row.no for row in queue(six) if row.told_at} == {3, 4, 5, 6}
        await pilot.press("z")
        assert len(pilot.here().records.marks) == 6
        await pilot.press("d", "1", "3", *"楼长", "ctrl+s")
        assert {row.no: row.outcome for row in queue(six)} == {
            1: "transferred", 2: "transferred", 3: "met", 4: "met", 5: "met", 6: "met",
        }  # fmt: skip


async def test_a_life_among_them_goes_on_and_is_told(six: Store) -> None:
    life = six.do(capture, BLEEDING).no
    async with desk(six, size=WIDE) as pilot:
        await pilot.press("f3", "asterisk", "d", "1", "1")
        assert {row.no for row in queue(six) if row.state == "open"} == {life}
        assert pilot.status().startswith(
            "6 requests are resolved (met). ⚠ Request 7 is life safety"
        )
        assert pilot.here().records.marks == {life}
        accept(six, life)
        await pilot.press("d", "4", "1")
        assert {row.state for row in queue(six)} == {"closed"}
        assert not pilot.here().records.marks


async def test_what_another_desk_closed_is_not_marked_any_more_and_that_is_told(
    six: Store,
) -> None:
    async with desk(six, size=WIDE) as pilot:
        await pilot.press("f3", "home", *["space"] * 3)
        first, *others = sorted(pilot.here().records.marks)
        await pilot.press("slash", *"猫粮", "enter")
        assert len(pilot.here().records.marks) == 3, "a filter takes no mark away"
        given = ClosingInput(Outcome.MET, "本人", six.now())
        six.do(request_commands.close_requests, {first: given})
        await pilot.looked_again()
        assert pilot.here().records.marks == set(others)
        gone = "1 of those marked is gone from this list; 2 left."
        assert pilot.status() == gone
        await pilot.press("c", "enter")
        assert "is resolved" not in pilot.status()


async def test_what_is_closed_is_not_chased_along(six: Store) -> None:
    async with desk(six, size=WIDE) as pilot:
        await pilot.press("f3", "asterisk")
        six.do(request_commands.close_requests, {4: ClosingInput(Outcome.MET, "本人", six.now())})
        before = newest(six).no
        await pilot.press("c")
        assert pilot.status().endswith("1 of those marked is gone from this list; 5 left.")
        assert newest(six).no == before


@pytest.mark.parametrize("key", ["Q", "e", "exclamation_mark"])
async def test_what_takes_one_refuses_five(six: Store, key: str) -> None:
    async with desk(six, size=WIDE) as pilot:
        await mark_five(pilot)
        before, place = newest(six).no, pilot.app.screen
        for _ in range(2):
            await pilot.press(key)
            assert pilot.app.screen is place
            assert "5 are marked, and this takes one" in pilot.status()
        assert newest(six).no == before
        assert len(pilot.here().records.marks) == 5


@pytest.mark.parametrize("key", ["t", "d", "b"])
async def test_who_acts_on_five_sees_whom_to_dial(six: Store, key: str) -> None:
    async with desk(six, size=WIDE) as pilot:
        sixth = await mark_five(pilot)
        await pilot.press(key)
        about = str(pilot.app.screen.query_one(".about", Static).content)
        assert all((f"#{no} 13800003555" in about) == (no != sixth) for no in range(1, 7))
        await pilot.press("escape", "m", key)
        about = str(pilot.app.screen.query_one(".about", Static).content)
        assert "138****3555" in about
        assert "13800003555" not in about


async def test_harm_is_answered_for_five_at_once(six: Store) -> None:
    async with desk(six, size=WIDE) as pilot:
        sixth = await mark_five(pilot)
        await pilot.press("b")
        assert pilot.title().endswith("5 requests")
        await pilot.press("2")
        harmed = {row.no for row in queue(six) if row.harm_at}
        assert harmed == {1, 2, 3, 4, 5, 6} - {sixth}
        assert pilot.status().startswith("Time of harm answered for 5 requests.")
        assert newest(six).code == "requests_harm_answered"
        await pilot.press("z")
        assert not any(row.harm_at for row in queue(six))


async def test_what_was_closed_while_the_dialog_was_open_is_left_and_the_rest_is_chased(
    six: Store,
) -> None:
    async with desk(six, size=WIDE) as pilot:
        await mark_five(pilot)
        closed, *others = sorted(pilot.here().records.marks)
        await pilot.press("c")
        given = ClosingInput(Outcome.MET, "本人", six.now())
        six.do(request_commands.close_requests, {closed: given})
        await pilot.press("1")
        assert pilot.status().startswith("4 requests chased.")
        assert f"⚠ Request {closed} is resolved" in pilot.status()
        assert {row.no for row in queue(six) if row.chases == 2} == set(others)
        assert newest(six).params["nos"] == others


async def test_a_single_mark_is_the_one_meant(six: Store) -> None:
    async with desk(six, size=WIDE) as pilot:
        await pilot.press("f3", "home", "space")
        (meant,) = pilot.here().records.marks
        assert pilot.here().chosen() != meant
        await pilot.press("b", "8")
        assert newest(six).params["no"] == meant
        assert not pilot.here().records.marks
        pilot.here().reveal(meant)
        await pilot.press("space", "c", "1")
        assert newest(six).params["no"] == meant
        assert not pilot.here().records.marks


async def test_the_card_means_its_own_record_whatever_is_marked(six: Store) -> None:
    async with desk(six) as pilot:
        sixth = await mark_five(pilot)
        await pilot.press("enter")
        assert isinstance(pilot.app.screen, Card)
        await pilot.press("c", "1")
        assert newest(six).params["no"] == sixth
        assert len(pilot.here().records.marks) == 5


# -- a life, by keys -----------------------------------------------------------------------------


async def test_a_life_is_not_closed_by_three_keys(filled: Store) -> None:
    life = filled.do(capture, BLEEDING).no
    async with desk(filled, size=WIDE) as pilot:
        for _ in range(2):
            await pilot.press("f3", "d", "1")
            assert [row.state for row in queue(filled)] == ["open"]
            assert "nobody accepted it" in pilot.status()
        await pilot.press("b", "8")
        assert [row.urgency for row in queue(filled)] == ["life"]
        assert "stays so until somebody accepted" in pilot.status()
        await pilot.press("f2", "home", "d", "4", "f3", "enter", "d", "4")
        assert [row.state for row in queue(filled)] == ["open"]
        await pilot.press("escape")
        accept(filled, life)
        await pilot.press("d", "4", "1")
        assert [row.state for row in queue(filled)] == ["closed"]


# -- every place ---------------------------------------------------------------------------------

_OF_NO_RECORD = frozenset(
    {"new", "find", "next_scope", "back", "questions", "views", "rules", "suggest", "attendance"}
)
"""Acts of the whole place."""

_SHOWS = frozenset({"go", "timeline"})
"""Ways to another place, where nothing is done."""

_ONE_ALONE = {
    "requests": {"edit", "emergency", "ask"},
    "supplies": set(),
    "testing": set(),
    "roster": {"custody"},
    "households": {"edit"},
    "residents": set(),
    "directory": {"edit"},
}
"""Acts that are about one record by what they ask: what is known of it, its own sheet, its people.
Every other one is about all that are marked."""


@pytest.mark.parametrize("key", ["f3", "f4", "f5", "f6", "f8", "D"])
async def test_every_act_of_every_place_is_about_all_marked_or_says_that_it_takes_one(
    sample: Store, key: str
) -> None:
    # At the first gates the truck was already, so that nothing of these is edited together.
    marking = ("home", *(["down"] * 7 if key == "f4" else ()), "space", "space")
    async with desk(sample, size=WIDE) as pilot:
        await pilot.press(key, *marking)
        place, before = pilot.here(), newest(sample).no
        marks, beneath = place.records.marks, place.chosen()
        assert len(marks) == 2
        assert beneath not in marks
        refused = set()
        for action in {one.action for one in (*LIST, *QUEUE, *ROSTER)}:
            known = hasattr(place, f"action_{action}")
            if not known or action in _OF_NO_RECORD | _SHOWS:
                continue
            place.say("")
            await pilot.app.run_action(action, place)
            await pilot.settled()
            if "2 are marked, and this takes one" in pilot.status():
                assert pilot.app.screen is place, action
                refused.add(action)
            while pilot.app.screen is not place:
                await pilot.press("escape")
            if newest(sample).no != before:
                params = newest(sample).params
                nos = params.get("nos", params.get("no"))
                assert beneath not in (nos if isinstance(nos, list) else [nos]), action
                sample.do(undo)
                await pilot.looked_again()
                before = newest(sample).no
                place.records.clear_marks()
                await pilot.press(*marking)
        assert refused == _ONE_ALONE[place.place]


async def test_lists_in_dialogs_refuse_too(sample: Store) -> None:
    async with desk(sample, size=WIDE) as pilot:
        for dialog in (Custody(), Attendance()):
            pilot.desk.open_dialog(dialog)
            await pilot.settled()
            before = newest(sample).no
            await pilot.press("space", "space", "e")
            assert pilot.app.screen is dialog
            assert "2 are marked, and this takes one" in dialog.query_one(StatusLine).message
            await pilot.press("escape")
            assert newest(sample).no == before


async def test_a_thing_another_desk_gave_back_is_not_marked_any_more_and_that_is_told(
    sample: Store,
) -> None:
    async with desk(sample, "f6", "K") as pilot:
        dialog = pilot.front(Custody)
        await pilot.press("v", "space", "space")
        first, _second = (int(line[1:6]) for line in pilot.choices() if line.startswith("☑"))
        sample.do(give_back_things, [first])
        await pilot.looked_again()
        gone = "1 of those marked is gone from this list; 1 left."
        assert dialog.query_one(StatusLine).message == gone
        await pilot.press("d")
        assert dialog.query_one(StatusLine).message == "1 thing given back."
