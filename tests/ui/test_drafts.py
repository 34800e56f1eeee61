"""What was typed and not saved outlives the desk: after `q`, a signal, beside another desk."""

from __future__ import annotations

import asyncio
import errno
import json
import os
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from data import drafts
from data.drafts import folder
from data.households import commands as household_commands
from data.store import Store
from models.households import HouseholdInput
from screens.shell import Shell
from tests.beginning import begin
from tests.ui.driving import PETS, Driven, both_sizes, desk, driven, queue

HALF = "大林苑2号1806 漏水到一半没记完"


def kept(store: Store) -> list[Path]:
    """The files of drafts beside a store."""
    return sorted(folder(store.path).glob("*.json")) if folder(store.path).exists() else []


async def type_call(pilot: Driven, text: str) -> None:
    await pilot.press("plus")
    pilot.line().value = text
    await pilot.press("escape")


async def test_a_half_typed_call_is_there_after_the_desk_was_closed(filled: Store) -> None:
    async with desk(filled) as pilot:
        await type_call(pilot, HALF)
        await pilot.press("q")
        assert pilot.app.return_code == 0
    for _again in range(2):
        async with desk(filled) as pilot:
            assert pilot.status() == (
                "1 draft was kept: A call in one line (from 04-09 08:00). Open it again to go on."
            )
            await pilot.press("plus")
            assert pilot.line().value == "", "a new call is never glued to an old one"
            await pilot.press("up")
            assert pilot.line().value == HALF
            await pilot.press("escape", "q")
    async with desk(filled, "plus", "up") as pilot:
        pilot.line().value = PETS
        await pilot.press("enter", "q")
    assert len(queue(filled)) == 1
    assert not folder(filled.path).exists()
    async with desk(filled) as pilot:
        assert "draft" not in pilot.status()
        await pilot.press("plus")
        assert pilot.line().value == ""


@both_sizes
async def test_a_form_left_stands_as_it_was_in_the_next_desk(
    filled: Store, size: tuple[int, int]
) -> None:
    async with desk(filled, "f8", "e", "1", size=size) as pilot:
        pilot.fill(head="秦大爷")
        await pilot.press("escape", "q")
    filled.do(household_commands.change_household, 1, 1, {"phone": "13800007777"})
    async with desk(filled, "f8", "e", "1", size=size) as pilot:
        assert pilot.values()["head"] == "秦大爷"
        assert pilot.values()["phone"] == "13800007777", "what others changed stays"
        assert "draft" in pilot.shown("#form-foot")
        await pilot.press("ctrl+r", "escape", "q")
    assert kept(filled) == []


async def test_what_another_changed_in_the_same_field_meanwhile_is_asked_about(
    filled: Store,
) -> None:
    async with desk(filled, "f8", "e", "1") as pilot:
        pilot.fill(head="秦大爷")
        await pilot.press("escape", "q")
    filled.do(household_commands.change_household, 1, 1, {"head": "秦老师"})
    async with desk(filled, "f8", "e", "1") as pilot:
        assert "秦老师" in pilot.problem("head")
        await pilot.press("ctrl+s")
        assert pilot.choices() == ["1 mine: 秦大爷", "2 on file now: 秦老师"]


async def test_a_draft_of_a_record_that_is_gone_is_of_no_other(filled: Store) -> None:
    begin(filled, HouseholdInput("大林苑", "9", "909", head="丁某"))
    last = filled.ask(lambda conn: conn.execute("SELECT max(no) FROM household").fetchone()[0])
    key = filled.ask(
        lambda conn: conn.execute("SELECT id FROM household WHERE no = ?", (last,)).fetchone()[0]
    )
    async with desk(filled) as pilot:
        pilot.desk.drafts.put(
            "household:1", drafts.Draft("x", {"head": "丁大爷"}, {"head": "丁某"}, key)
        )
        await pilot.press("q")
    async with desk(filled, "f8", "e", "1") as pilot:
        assert pilot.values()["head"] == "秦某"


async def test_what_stands_in_an_open_form_when_the_desk_is_ended_is_kept(filled: Store) -> None:
    async with desk(filled, "f8", "e", "1") as pilot:
        pilot.fill(head="秦大爷")
        pilot.desk.exit(return_code=143)  # as a signal does
    async with desk(filled, "plus", *"漏水") as pilot:
        pilot.desk.exit(return_code=129)
    async with desk(filled, "f8", "e", "1") as pilot:
        assert pilot.values()["head"] == "秦大爷"
        await pilot.press("escape", "plus", "up")
        assert pilot.line().value == "漏水"


async def test_two_desks_keep_each_its_own(filled: Store) -> None:
    async with desk(filled) as one, desk(filled) as other:
        await type_call(one, HALF)
        await other.press("plus")
        assert other.line().value == "", "a draft of a desk that lives is its own"
        other.line().value = PETS
        await other.press("escape")
        assert len(kept(filled)) == 2
    found = []
    for _ in range(2):
        async with desk(filled, "plus", "up") as pilot:
            found.append(pilot.line().value)
            pilot.line().value = ""
            await pilot.press("escape", "q")
    assert sorted(found) == sorted([HALF, PETS])
    assert not folder(filled.path).exists()


async def test_drafts_are_for_the_user_alone(filled: Store) -> None:
    async with desk(filled) as pilot:
        await type_call(pilot, HALF)
        if sys.platform != "win32":
            modes = {p.stat().st_mode & 0o777 for p in folder(filled.path).iterdir()}
            assert modes == {0o600}
            assert folder(filled.path).stat().st_mode & 0o777 == 0o700


@pytest.mark.parametrize(
    "text",
    [
        b"",
        b"\xff\xfe\x00",
        b"[1]",
        b'{"daiban": "drafts", "format": 1, "drafts": {"capture": {"typed": 1}}}',
        b'{"daiban": "drafts", "format": 2, "drafts": {}}',
        b"[" * 100_000,
        b" " * 4_000_001,
    ],
    ids=["empty", "no text", "another's", "no draft", "later", "deep", "long"],
)
async def test_a_file_that_holds_no_drafts_is_told_of_and_left(filled: Store, text: bytes) -> None:
    folder(filled.path).mkdir()
    foreign = folder(filled.path) / "a.json"
    foreign.write_bytes(text)
    async with desk(filled) as pilot:
        assert "No drafts can be read" in pilot.status()
        await pilot.press("plus")
        assert pilot.line().value == ""
        pilot.line().value = HALF
        await pilot.press("escape", "q")
    assert foreign.read_bytes() == text
    async with desk(filled, "plus", "up") as pilot:
        assert pilot.line().value == HALF


async def test_a_file_where_the_folder_would_be_ends_nothing(filled: Store) -> None:
    folder(filled.path).write_text("买菜", encoding="utf-8")
    async with desk(filled) as pilot:
        assert "No drafts can be read" in pilot.status()
        await type_call(pilot, HALF)
        assert "kept only until the desk is closed" in pilot.status()
        await pilot.press("plus", "up")
        assert pilot.line().value == HALF
        await pilot.press("escape")
    assert folder(filled.path).read_text(encoding="utf-8") == "买菜"


async def test_what_is_read_steers_no_terminal(filled: Store) -> None:
    folder(filled.path).mkdir()
    draft = {"title": "\x1b]0;t\x07A call", "typed": {"text": "漏\x1b[2J水\u202e"}}
    draft |= {"stood": {"text": ""}, "record": "", "seen": 0}
    said = {"daiban": "drafts", "format": 1, "drafts": {"capture": draft}}
    (folder(filled.path) / "a.json").write_text(json.dumps(said), encoding="utf-8")
    async with desk(filled) as pilot:
        assert pilot.status() == "1 draft was kept: A call. Open it again to go on."
        await pilot.press("plus", "up")
        assert pilot.line().value == "漏水"


async def test_a_full_disk_is_told_at_once_and_q_asks_once_more(
    filled: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    replace = os.replace

    def full(source: Path, to: Path) -> None:
        if "-drafts" in str(to):
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(to))
        replace(source, to)

    async with desk(filled) as pilot:
        monkeypatch.setattr(os, "replace", full)
        await type_call(pilot, HALF)
        assert pilot.status().startswith("Drafts cannot be written and are kept only until")
        assert "full" in pilot.status()
        await pilot.press("q")
        assert pilot.app.is_running
        assert pilot.status().startswith("1 draft cannot be kept; q once more closes the desk")
        monkeypatch.setattr(os, "replace", replace)
        await pilot.press("q")
        assert not pilot.app.is_running
    async with desk(filled, "plus", "up") as pilot:
        assert pilot.line().value == HALF, "the second try found room"


async def test_a_throw_away_file_keeps_none(filled: Store, tmp_path: Path) -> None:
    app = Shell(filled.path, filled.clock)
    app.scratch = TemporaryDirectory(dir=tmp_path)
    async with driven(app) as pilot:
        await type_call(pilot, HALF)
        await pilot.press("plus", "up")
        assert pilot.line().value == HALF
        await pilot.press("escape", "q")
    assert not folder(filled.path).exists()


async def test_a_line_that_was_emptied_leaves_nothing(filled: Store) -> None:
    async with desk(filled) as pilot:
        await pilot.press("plus")
        assert kept(filled) == []
        pilot.line().value = HALF
        await pilot.press("escape", "plus", "up")
        pilot.line().value = ""
        await pilot.press("escape")
        assert not folder(filled.path).exists()


@pytest.mark.parametrize("turns", range(3, 11))
async def test_a_desk_that_ends_while_a_form_opens_has_no_fault(filled: Store, turns: int) -> None:
    async with desk(filled, "f8") as pilot:
        pilot.at_once("e")
        for _ in range(turns):
            await asyncio.sleep(0)
        pilot.desk.exit(return_code=143)


async def test_a_new_call_is_never_glued_to_an_old_one_and_each_is_kept(filled: Store) -> None:
    async with desk(filled) as pilot:
        await type_call(pilot, HALF)
        await type_call(pilot, PETS)
        await pilot.press("plus")
        assert "and 1 more" in pilot.shown("#capture-kept")
        await pilot.press(*"停电")
        assert pilot.shown("#capture-kept") == ""
        await pilot.press("enter")
        assert [row.summary for row in queue(filled)] == ["停电"]
        await pilot.press("plus", "up")
        first = pilot.line().value
        await pilot.press("enter", "plus", "up")
        assert sorted([first, pilot.line().value]) == sorted([HALF, PETS])


async def test_what_was_told_of_a_draft_stays_until_it_is_gone(filled: Store) -> None:
    async with desk(filled) as pilot:
        await type_call(pilot, HALF)
        await pilot.press("q")
    async with desk(filled) as pilot:
        await pilot.press("f3", "plus", "up", "escape", "f2")
        assert "1 draft was kept" in pilot.status()
        await pilot.press("f3", "plus", "up", "enter", "f2")
        assert "1 draft was kept" not in pilot.status()
        assert len(queue(filled)) == 1


async def test_what_is_being_typed_is_on_the_disk_before_it_is_left(filled: Store) -> None:
    """A kill or a power cut asks nobody: what was typed two seconds ago is there all the same."""
    async with desk(filled, "plus", *"漏水") as pilot:
        pilot.desk.keep_typing()
        await pilot.settled()
        (file,) = kept(filled)
        written = file.read_text(encoding="utf-8")
        assert "漏水" in written
        pilot.desk.keep_typing()
        await pilot.settled()
        assert file.read_text(encoding="utf-8") == written


async def test_what_was_not_saved_is_said_once_the_desk_is_closed(filled: Store) -> None:
    async with desk(filled) as pilot:
        await type_call(pilot, HALF)
        await pilot.press("q")
        assert pilot.desk.last_word == (
            "Not saved, kept as drafts: A call in one line (from 04-09 08:00)."
        )
    async with desk(filled, "q") as pilot:
        assert pilot.desk.last_word == ""
