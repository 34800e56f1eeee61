"""Import at the desk: folders and sticks, several files as one step, what was said of them once."""

from __future__ import annotations

import os
import threading
from collections.abc import AsyncIterator, Callable, Sequence
from pathlib import Path

import pytest
from textual.widgets import OptionList

from data.clock import FixedClock
from data.exchange import folders
from screens.exchange.file_list import FileList
from screens.exchange.import_files import ImportFiles
from screens.kit.choose import Choose
from screens.kit.path_field import PathField
from screens.setup.welcome import Welcome
from tests.ui.bare import BareDesk
from tests.ui.driving import LOW, Driven, driven

COMPOUNDS = "小区名称,类型,地址,总户数\n大林苑,商品房,大林路338号,236\n四十三弄,里弄,大林路43弄,9\n"
REGISTER = (
    "小区,楼号,室号,户主,电话,人数,别名\n"
    "大林苑,1号,101室,张三,13800000001,3人,甲\n"
    "大林苑,1号,102室,李四,,2,乙\n"
)
STAFF = "姓名,职务,电话\n王五,社工,13800000009\n"
NO_COMPOUND = "楼号,室号,户主,人数\n1,101,张三,3\n"

Put = Callable[..., Path]


@pytest.fixture
def put(tmp_path: Path) -> Put:
    """Puts files into a folder, the first the oldest."""
    folder = tmp_path / "lists"
    folder.mkdir()

    def written(**files: str | bytes) -> Path:
        for at, (name, holds) in enumerate(files.items()):
            path = folder / f"{name}.csv"
            path.write_bytes(holds if isinstance(holds, bytes) else holds.encode())
            os.utime(path, (1_649_000_000 + at * 3600,) * 2)
        return folder

    return written


@pytest.fixture
async def pilot(tmp_path: Path, clock: FixedClock) -> AsyncIterator[Driven]:
    """A desk on an empty file with the greeting closed."""
    async with driven(BareDesk(tmp_path / "desk.db", clock), LOW) as pilot:
        pilot.front(Welcome)
        await pilot.press("escape")
        yield pilot


async def _open(pilot: Driven, path: Path) -> None:
    """The dialog with a folder shown, or a file read."""
    await pilot.press("I")
    await _show(pilot, path)


async def _show(pilot: Driven, path: Path) -> None:
    field = pilot.front(ImportFiles).query_one(PathField)
    field.focus()
    field.value = str(path)
    await pilot.press("enter")


async def _bring(pilot: Driven, folder: Path, *names: str) -> None:
    """Bring files of a folder in, one by one."""
    for name in names:
        await _open(pilot, folder / f"{name}.csv")
        await pilot.press("ctrl+s")
        assert not isinstance(pilot.app.screen, ImportFiles)


def _names(lines: Sequence[str]) -> list[str]:
    return [line.lstrip("☐☑ ").split()[0] for line in lines]


def _count(pilot: Driven, table: str) -> int:
    with pilot.desk.store.read() as conn:
        return int(conn.execute(f"SELECT count(*) FROM {table}").fetchone()[0])


# -- the list ------------------------------------------------------------------------------------


async def test_a_folder_shows_lists_and_folders_the_newest_first(pilot: Driven, put: Put) -> None:
    folder = put(old="1", new="2")
    (folder / "letter.docx").touch()
    (folder / ".hidden.csv").touch()
    (folder / "more").mkdir()
    await _open(pilot, folder)
    assert _names(pilot.choices("#files")) == ["new.csv", "old.csv", "more/"]
    assert "1 KB" in pilot.choices("#files")[0]
    assert pilot.app.focused is pilot.app.screen.query_one(FileList)
    assert str(folder) in pilot.shown("#found")


async def test_names_are_shown_as_they_are_and_obeyed_by_nothing(pilot: Driven, put: Put) -> None:
    folder = put(**{"[red]a": "1", "b\x1b[31m": "1", "长" * 60: "1"})
    await _open(pilot, folder)
    lines = pilot.choices("#files")
    assert any("[red]a.csv" in line for line in lines)
    assert not any("\x1b" in line for line in lines)
    assert any("…" in line and "长.csv" in line for line in lines)


async def test_letters_narrow_and_backspace_takes_back_then_goes_up(
    pilot: Driven, put: Put
) -> None:
    folder = put(march="1", april="1", 登记="1")
    await _open(pilot, folder)
    await pilot.press("m", "a")
    assert _names(pilot.choices("#files")) == ["march.csv"]
    assert "“ma”" in pilot.shown("#found")
    await pilot.press("backspace", "backspace", "d", "j")
    assert _names(pilot.choices("#files")) == ["登记.csv"]
    await pilot.press("x")
    assert "these letters" in pilot.shown("#verdict")
    await pilot.press("backspace", "backspace", "backspace")
    assert len(pilot.choices("#files")) == 3
    await pilot.press("backspace")
    assert pilot.app.screen.query_one(FileList).folder == folder.parent
    await pilot.press("enter")  # the cursor is on the folder that was left
    assert pilot.app.screen.query_one(FileList).folder == folder


async def test_what_does_not_answer_holds_nothing_up(
    pilot: Driven, put: Put, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = put(a="1")
    hangs = threading.Event()
    monkeypatch.setattr(folders, "PATIENCE", 0.1)
    look = os.scandir
    monkeypatch.setattr(os, "scandir", lambda at: hangs.wait() if at == folder else look(at))
    await _open(pilot, folder)
    assert "does not answer" in pilot.shown("#verdict")
    assert pilot.app.screen.query_one(FileList).folder is None
    hangs.set()


async def test_a_folder_used_is_offered_first_the_next_time(pilot: Driven, put: Put) -> None:
    folder = put(compounds=COMPOUNDS)
    await _bring(pilot, folder, "compounds")
    await pilot.press("I")
    first = pilot.choices("#files")[0]
    assert "used last" in first
    await pilot.press("enter")
    assert pilot.app.screen.query_one(FileList).folder == folder


# -- several files -------------------------------------------------------------------------------


async def test_several_files_are_one_step_in_the_right_order(pilot: Driven, put: Put) -> None:
    folder = put(staff=STAFF, register=REGISTER, compounds=COMPOUNDS)
    await _open(pilot, folder)
    await pilot.press("space", "space", "space")
    assert "3 marked" in pilot.shown("#found")
    await pilot.press("enter")
    assert pilot.shown("#found").startswith("3 files: added 5")
    assert len(pilot.choices("#lines")) == 3
    await pilot.press("ctrl+s")
    assert (_count(pilot, "compound"), _count(pilot, "household")) == (2, 2)
    assert _count(pilot, "person") == 1
    await pilot.press("z")
    assert (_count(pilot, "compound"), _count(pilot, "household")) == (0, 0)


async def test_one_that_cannot_be_read_is_told_and_left_out(pilot: Driven, put: Put) -> None:
    folder = put(photo=b"\x89PNG\r\n\x1a\n" + bytes(range(256)), compounds=COMPOUNDS)
    await _open(pilot, folder)
    await pilot.press("asterisk", "enter")
    lines = pilot.choices("#lines")
    assert ("compounds.csv" in lines[0], lines[1].startswith("✗ photo.csv")) == (True, True)
    await pilot.press("down", "enter")
    assert any("no table" in line for line in pilot.choices("#lines"))
    await pilot.press("ctrl+s")
    assert _count(pilot, "compound") == 2
    assert "Left out: photo.csv" in pilot.told()


async def test_the_plan_is_walked_file_by_file(pilot: Driven, put: Put) -> None:
    folder = put(staff=STAFF, register=REGISTER)
    await _open(pilot, folder)
    await pilot.press("asterisk", "enter", "enter")
    assert pilot.shown("#found").startswith("1 of 2")
    shown = "\n".join(pilot.choices("#lines"))
    assert ("户主 →" in shown, "职务 →" in shown) == (True, False)
    await pilot.press("backspace", "down", "enter")
    shown = "\n".join(pilot.choices("#lines"))
    assert ("户主 →" in shown, "职务 →" in shown) == (False, True)
    await pilot.press("v", "v", "v", "v")
    assert len(pilot.choices("#lines")) == 2  # the files
    await pilot.press("backspace")
    assert len(pilot.choices("#lines")) == 2
    await pilot.press("backspace")
    assert pilot.app.screen.query_one(FileList).display


async def test_a_file_can_be_taken_out(pilot: Driven, put: Put) -> None:
    folder = put(staff=STAFF, compounds=COMPOUNDS)
    await _open(pilot, folder)
    await pilot.press("asterisk", "enter", "down", "x")
    assert "compounds.csv" in pilot.shown("#found")
    await pilot.press("ctrl+s")
    assert (_count(pilot, "compound"), _count(pilot, "person")) == (2, 0)
    assert "Left out: staff.csv" in pilot.told()


async def test_what_is_missing_is_told_one_after_the_other(pilot: Driven, put: Put) -> None:
    folder = put(compounds=COMPOUNDS, register=REGISTER, staff=STAFF)
    await _bring(pilot, folder, "compounds")
    assert "register" in pilot.told().split("Next:")[1]
    await _bring(pilot, folder, "register")
    assert "staff" in pilot.told().split("Next:")[1]
    await _bring(pilot, folder, "staff")
    assert "Nobody is on file yet in 四十三弄." in pilot.told()


# -- what was said once --------------------------------------------------------------------------


async def _choose(pilot: Driven, words: str) -> None:
    listed = pilot.front(Choose).query_one(OptionList)
    lines = [str(option.prompt).lstrip("123456789 ") for option in listed.options]
    listed.highlighted = lines.index(words)
    await pilot.press("enter")


async def test_a_column_is_read_as_last_time_and_that_can_be_taken_back(
    pilot: Driven, put: Put
) -> None:
    folder = put(a=REGISTER, b=REGISTER.replace("1号", "2号"))
    await _open(pilot, folder / "a.csv")
    await pilot.press("down", *["down"] * 6, "enter")  # the last column
    await _choose(pilot, "note")
    await pilot.press("ctrl+s")
    await _open(pilot, folder / "b.csv")
    lines = pilot.choices("#lines")
    assert "as last time" in lines[1]
    assert any("别名 → note ↺" in line for line in lines)
    await pilot.press("down", "enter")
    lines = pilot.choices("#lines")
    assert "not as last time" in lines[1]
    assert any("别名 → left alone" in line for line in lines)
    await pilot.press("enter")
    assert any("别名 → note ↺" in line for line in pilot.choices("#lines"))


async def test_the_compound_is_asked_once(pilot: Driven, put: Put) -> None:
    folder = put(a=NO_COMPOUND, b=NO_COMPOUND.replace("101", "102"), compounds=COMPOUNDS)
    await _bring(pilot, folder, "compounds")
    await _open(pilot, folder / "a.csv")
    await _choose(pilot, "四十三弄")
    assert any("compound 四十三弄" in line for line in pilot.choices("#lines"))
    await pilot.press("ctrl+s")
    assert _count(pilot, "household") == 1
    await _open(pilot, folder / "b.csv")
    pilot.front(ImportFiles)
    assert any("as it was said of such a list before" in line for line in pilot.choices("#lines"))
    await pilot.press("ctrl+s")
    assert _count(pilot, "household") == 2


async def test_a_list_of_other_households_asks_first(pilot: Driven, put: Put) -> None:
    def listed(head: str) -> str:
        lines = [f"大林苑,1号,{room}室,{head},1" for room in range(101, 131)]
        return "\n".join(["小区,楼号,室号,户主,人数", *lines])

    folder = put(ours=listed("张三"), theirs=listed("李四"))
    await _bring(pilot, folder, "ours")
    await _open(pilot, folder / "theirs.csv")
    assert "30 of 30 households" in pilot.shown("#verdict")
    await pilot.press("ctrl+s")
    pilot.front(Choose)
    await pilot.press("enter")  # no, which the cursor is on
    pilot.front(ImportFiles)
    with pilot.desk.store.read() as conn:
        assert conn.execute("SELECT DISTINCT head FROM household").fetchall() == [("张三",)]
    await pilot.press("ctrl+s", "2")
    with pilot.desk.store.read() as conn:
        assert conn.execute("SELECT DISTINCT head FROM household").fetchall() == [("李四",)]
