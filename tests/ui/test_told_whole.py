"""What is told at the desk is seen to its end, or ends in a sign; what one's own key did is not
replaced by what comes up by itself."""

from __future__ import annotations

import string
from collections.abc import Iterator

import pytest
from textual.content import Content
from textual.widget import Widget

from data import backup
from data.maintenance.keeper import Keeper
from data.store import Store
from models.problems import Problem, Refused
from screens import i18n
from screens.custody.dialog import Custody
from screens.kit.choose import Choose
from screens.kit.help import Help
from screens.kit.status_line import StatusLine
from screens.kit.told import Told
from screens.kit.values import filled
from screens.kit.wrapped import in_lines, shortened
from screens.reading.capture import CaptureLine
from screens.sentences import say, sentences_of
from tests.faulty import failing_commit, said_by_sqlite
from tests.ui.driving import PETS, Driven, desk
from tests.ui.test_file_lost import zero

LONG = "/home/zhangwei/committee/dalin/.local/share/daiban/daiban.db"
COPY = f"{LONG}-backups/2022-04-09T080000-by-hand.db"
HALF = 12
"""Lines, of a screen of 24."""

PATHS = frozenset(("file", "folder", "copy", "kept"))
"""What a sentence names that is a path."""


@pytest.fixture(params=i18n.LANGUAGES)
def language(request: pytest.FixtureRequest) -> Iterator[str]:
    """Each language in turn."""
    i18n.set_language(request.param)
    yield request.param
    i18n.set_language("en")


def closed_up(text: str) -> str:
    """A text without blanks, and the marks of what is wrong."""
    return "".join(text.replace("⚠", "").split())


def painted(part: Widget) -> str:
    """What is on screen of a part, its lines one below the other; nothing of what lies outside."""
    shown = part.region.intersection(part.screen.region)
    if isinstance(part.parent, Widget):
        shown = shown.intersection(part.parent.content_region)
    first = shown.y - part.region.y
    lines = (part.render_line(y).text.rstrip() for y in range(first, first + shown.height))
    return "\n".join(lines)


def status(pilot: Driven) -> str:
    """What is on screen of the status line of the place."""
    return painted(pilot.place().query_one(StatusLine))


def said_with_long_paths(code: str) -> str:
    """A problem's sentence, with paths of usual length in it."""
    sentence = i18n.in_language(i18n.language(), sentences_of("PROBLEMS")[code])
    names = {name for _text, name, *_rest in string.Formatter().parse(sentence) if name}
    return filled(sentence, {name: LONG if name in PATHS else "04-09 08:00" for name in names})


# -- seen to its end -------------------------------------------------------------------------------


def test_a_long_path_is_shortened_in_its_middle_and_keeps_its_name() -> None:
    assert shortened(f"It is in {LONG}.") == "It is in /home/zhangwei/committee/…/daiban.db."
    assert shortened(f"{COPY}，好") == "/…/2022-04-09T080000-by-hand.db，好".replace(
        "/…", "/home/…"
    )
    assert shortened("/media/li/stick/a.db and/or 1/2/3") == "/media/li/stick/a.db and/or 1/2/3"
    assert shortened(rf"C:{LONG}".replace("/", "\\")).endswith("\\…\\daiban.db")


def test_a_shortened_path_stays_on_one_line() -> None:
    lines = in_lines(Content(f"What was there before is kept in {shortened(LONG)}."), 60)
    assert [line.plain for line in lines][1:] == ["/home/zhangwei/committee/…/daiban.db."]


async def test_no_sentence_is_cut_in_the_status_line(sample: Store, language: str) -> None:
    async with desk(sample, "f3", "plus", *PETS, "enter") as pilot:
        line = pilot.place().query_one(StatusLine)
        act = sample.last_written or 1
        for code in sentences_of("PROBLEMS"):
            told = said_with_long_paths(code)
            pilot.desk.tell(told, wrong=True, undo=act)
            await pilot.pause()
            seen = painted(line)
            assert any(closed_up(one) in closed_up(seen) for one in (told, shortened(told))), code
            assert seen.endswith(f"z {i18n.in_language(i18n.language(), 'undo')}"), code
            assert line.size.height <= HALF


async def test_what_half_of_the_screen_has_no_room_for_ends_in_a_sign_and_help_tells_it(
    sample: Store,
) -> None:
    async with desk(sample, "f3", "plus", *PETS, "enter") as pilot:
        whole = "word " * 300 + "end"
        pilot.desk.tell(whole, undo=sample.last_written)
        pilot.desk.tell_aside("The stick is full.")
        await pilot.pause()
        *first, cut, key, note = status(pilot).split("\n")
        assert len(first) + 3 == HALF
        assert cut.endswith("…  F1")
        assert key.strip() == "z undo"
        assert note.strip() == "⚠ The stick is full."
        await pilot.press("f1")
        pilot.front(Help)
        assert "word end" in pilot.shown("#help-keys")


async def test_what_a_form_is_refused_with_is_seen_to_its_end(
    sample: Store, language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    problem = Problem("disk_failing", {"file": LONG})

    async with desk(sample, "f3", "e") as pilot:
        with monkeypatch.context() as patch:
            patch.setattr(Store, "do", _refusing(problem))
            await pilot.save(caller="秦某")
        assert closed_up(shortened(say(problem))) in closed_up(
            painted(pilot.form().query_one("#form-foot"))
        )


def _refusing(problem: Problem) -> object:
    def refuse(*_args: object, **_options: object) -> None:
        raise Refused(problem.code, **problem.params)

    return refuse


async def test_what_a_choice_is_about_is_seen_to_its_end_with_the_keys_below(
    sample: Store, language: str
) -> None:
    about = say(Problem("no_room", {"file": COPY, "folder": LONG, "needed": 9, "free": 0}))
    async with desk(sample, "f3") as pilot:
        for count in (2, 16):
            named = [str(one) for one in range(count)]
            dialog = Choose(lambda: "?", lambda named=named: named, lambda: about)  # type: ignore[misc]
            pilot.desk.open_dialog(dialog)
            await pilot.settled()
            told, foot = dialog.query(Told)
            assert closed_up(shortened(about)) in closed_up(painted(told))
            assert closed_up(dialog.foot()) == closed_up(painted(foot))
            await pilot.press("escape")


async def test_a_list_gives_way_to_what_is_told_below_it(sample: Store, language: str) -> None:
    problem = Problem("disk_failing", {"file": LONG})
    async with desk(sample, "f6", "K") as pilot:
        pilot.desk.tell(say(problem), wrong=True)
        await pilot.settled()
        dialog = pilot.front(Custody)
        foot = dialog.query_one(".foot")
        told = painted(dialog.query_one(StatusLine))
        assert closed_up(shortened(say(problem))) in closed_up(told)
        assert closed_up(dialog.foot()) == closed_up(painted(foot))


# -- not replaced by what comes up by itself -------------------------------------------------------


async def test_that_a_copy_was_taken_back_stays_beside_what_is_noticed_then(
    sample: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    backup.make(sample.path, sample.clock.now(), "by-hand")
    full = Problem("backup_failed", {"file": LONG, "reason": "full"})
    async with desk(sample, "f3", "plus", *PETS, "enter") as pilot:
        zero(sample.path)
        await pilot.press("z", "B", "1")
        assert "now holds what" in status(pilot)
        monkeypatch.setattr(Keeper, "look", lambda *_args, **_options: [full])
        pilot.desk.keep()
        await pilot.settled()
        seen = closed_up(status(pilot))
        assert closed_up("acts made since that are not in it: at least") in seen
        assert closed_up("is kept in") in seen
        assert closed_up(shortened(say(full))) in seen
        await pilot.press("down")
        pilot.desk.tell_aside("The stick is full.")
        assert pilot.status() == "The stick is full."


async def test_that_a_call_is_saved_stays_when_the_file_is_noticed_to_be_back(
    sample: Store,
) -> None:
    async with desk(sample, "f3", "plus", *PETS) as pilot:
        aside = sample.path.with_name("aside.db")
        sample.path.rename(aside)
        await pilot.press("enter")
        assert isinstance(pilot.app.screen, CaptureLine)
        aside.rename(sample.path)
        await pilot.press("enter")
        assert "is in the queue" in pilot.status()
        await pilot.looked_again()
        assert "is in the queue" in status(pilot)
        assert "The file is there again." in status(pilot)
        assert "z undo" in status(pilot)
        assert "⚠" not in status(pilot)


async def test_what_others_did_is_told_beside_what_one_did(sample: Store) -> None:
    async with desk(sample, "f3", "plus", *PETS, "enter") as pilot:
        told = pilot.status()
        for notice in ("The stick is full.", "The clock went back.", "The stick is full."):
            pilot.desk.tell_aside(notice)
        assert pilot.status() == f"{told}  The clock went back.  The stick is full."
        pilot.desk.tell_trouble(Refused("read_failed", file=LONG), by_itself=True)
        assert pilot.status().startswith(told)


async def test_what_was_noticed_while_it_was_saved_stays_behind_that_it_was(
    sample: Store,
) -> None:
    async with desk(sample, "f3", "plus", *PETS) as pilot:
        with failing_commit(said_by_sqlite("SQLITE_IOERR_DIR_FSYNC"), kept=True):
            await pilot.press("enter")
        saved, wrong = status(pilot).split("⚠ ")
        assert "is in the queue" in saved
        assert "z undo" in saved
        assert closed_up(wrong).endswith("Makeabackuponanotherdisk.")
