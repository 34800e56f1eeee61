"""Import at the desk: a path, what was understood, other meanings, confirming, and the way back."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from textual.widgets import OptionList

from data.clock import FixedClock
from data.exchange import folders
from data.exchange.sheets import Source
from screens.exchange.import_files import REMEMBERED, ImportFiles
from screens.kit.choose import Choose
from screens.kit.help import Help
from screens.kit.path_field import PathField, matches, path_of
from screens.kit.status_line import StatusLine
from screens.setup.welcome import Welcome
from tests.ui.bare import BareDesk
from tests.ui.driving import LOW, WIDE, Driven, driven, prompts

REGISTER = (
    "小区,楼号,室号,户主,电话,人数,别名\n"
    "大林苑,1号,101室,张三,13800000001,3人,甲\n"
    "大林苑,1号,102室,李四,13800000002,2,乙\n"
    "大林苑,1号,,王五,13800000003,1,丙\n"
)


@pytest.fixture
def register(tmp_path: Path) -> Path:
    """A small register with one bad row and one column nobody knows."""
    path = tmp_path / "lists" / "register.csv"
    path.parent.mkdir()
    path.write_text(REGISTER, encoding="utf-8")
    return path


@pytest.fixture(params=[LOW, WIDE], ids=["low", "wide"])
async def pilot(
    request: pytest.FixtureRequest, tmp_path: Path, clock: FixedClock
) -> AsyncIterator[Driven]:
    """A desk on an empty file with the greeting closed."""
    async with driven(BareDesk(tmp_path / "desk.db", clock), request.param) as pilot:
        pilot.front(Welcome)
        await pilot.press("escape")
        yield pilot


async def _read(pilot: Driven, path: Path) -> ImportFiles:
    """Open the dialog and read a file."""
    await pilot.press("I")
    return await _read_here(pilot, path)


async def _read_here(pilot: Driven, path: Path) -> ImportFiles:
    """Read a file in the dialog that is open."""
    dialog = pilot.front(ImportFiles)
    field = dialog.query_one(PathField)
    field.focus()
    field.value = str(path)
    await pilot.press("enter")
    assert not dialog.query_one("#progress").display
    return dialog


async def _enter(pilot: Driven, words: str) -> None:
    """Press enter on the line of the plan that has these words."""
    lines = pilot.choices("#lines")
    listed = pilot.app.screen.query_one("#lines", OptionList)
    listed.highlighted = next(at for at, line in enumerate(lines) if words in line)
    await pilot.press("enter")


async def _choose(pilot: Driven, words: str) -> None:
    """Choose what a short list calls by these words."""
    listed = pilot.front(Choose).query_one(OptionList)
    listed.highlighted = [line.lstrip("123456789 ") for line in prompts(listed)].index(words)
    await pilot.press("enter")


def _households(pilot: Driven) -> int:
    with pilot.desk.store.read() as conn:
        return int(conn.execute("SELECT count(*) FROM household").fetchone()[0])


async def test_a_file_is_shown_as_understood_and_brought_in(pilot: Driven, register: Path) -> None:
    await _read(pilot, register)
    assert "residents register" in pilot.shown("#found")
    assert any("户主 → head of household" in line for line in pilot.choices("#lines"))
    assert any("别名 → left alone" in line for line in pilot.choices("#lines"))
    await pilot.press("v")
    (problem,) = pilot.choices("#lines")
    assert "row 4" in problem
    assert "No room is given" in problem
    assert _households(pilot) == 0
    await pilot.press("ctrl+s")
    assert not isinstance(pilot.app.screen, ImportFiles)
    assert _households(pilot) == 2
    told = pilot.app.screen.query_one(StatusLine)
    assert told.shown_offer is not None
    assert "added 2" in told.message
    await pilot.press("z")
    assert _households(pilot) == 0


async def test_a_column_can_be_given_another_meaning(pilot: Driven, register: Path) -> None:
    await _read(pilot, register)
    await _enter(pilot, "别名 →")
    await _choose(pilot, "note")
    assert any("别名 → note" in line for line in pilot.choices("#lines"))
    await pilot.press("ctrl+s")
    assert _households(pilot) == 2
    with pilot.desk.store.read() as conn:
        notes = [row[0] for row in conn.execute("SELECT note FROM household ORDER BY no")]
    assert notes == ["甲", "乙"]


async def test_what_cannot_be_read_is_told_and_the_path_stays(
    pilot: Driven, register: Path
) -> None:
    register.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)))
    dialog = await _read(pilot, register)
    assert "register.csv" in pilot.shown("#verdict")
    assert dialog.query_one("#verdict").has_class("-wrong")
    await pilot.press("escape", "I")
    assert pilot.app.screen.query_one(PathField).value == str(register)


async def test_another_path_begun_while_a_file_is_read_is_not_written_over(
    pilot: Driven, register: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read, begun, goes_on = folders.read_or_refused, threading.Event(), threading.Event()

    def held(path: Path) -> Source:
        begun.set()
        goes_on.wait()
        return read(path)

    monkeypatch.setattr(folders, "read_or_refused", held)
    await pilot.press("I", "slash")
    field = pilot.app.screen.query_one(PathField)
    field.value = str(register)
    field.cursor_position = len(field.value)
    pilot.at_once("enter")
    await asyncio.to_thread(begun.wait)
    pilot.at_once("x")
    await pilot.pause()
    goes_on.set()
    await pilot.settled()
    assert field.has_focus
    assert field.value == f"{register}x"
    assert not pilot.app.screen.query_one("#lines").display
    assert not pilot.app.screen.query_one("#progress").display


async def test_leaving_keeps_the_path_and_writes_nothing(pilot: Driven, register: Path) -> None:
    await _read(pilot, register)
    await pilot.press("escape")
    assert pilot.desk.remembered[REMEMBERED]["path"] == str(register)
    assert _households(pilot) == 0


async def test_the_other_language_is_spoken_at_once(pilot: Driven, register: Path) -> None:
    dialog = await _read(pilot, register)
    await pilot.press("f12")
    assert "居民登记册" in pilot.shown("#found")
    assert any("户主 → 户主" in line for line in pilot.choices("#lines"))
    assert dialog.query_one(".sheet").border_title == "从文件导入名单"


async def test_tab_completes_and_turns_through(pilot: Driven, register: Path) -> None:
    (register.parent / "registry.xlsx").touch()
    await pilot.press("I")
    field = pilot.app.screen.query_one(PathField)
    field.focus()
    field.value = str(register.parent / "re")
    await pilot.press("end", "tab")
    assert field.value == str(register.parent / "regist")
    await pilot.press("tab")
    assert field.value == str(register)
    await pilot.press("tab")
    assert field.value == str(register.parent / "registry.xlsx")


def test_matches_are_lists_and_folders(tmp_path: Path) -> None:
    for name in ("b.xlsx", "a2.csv", "a10.csv", "notes.docx", ".hidden.csv"):
        (tmp_path / name).touch()
    (tmp_path / "folder").mkdir()
    found = matches(f"{tmp_path}/", frozenset({".csv", ".xlsx"}))
    assert [Path(name).name for name in found] == ["a2.csv", "a10.csv", "b.xlsx", "folder"]
    assert matches(f"{tmp_path}/.h", frozenset({".csv"})) == [f"{tmp_path}/.hidden.csv"]
    assert matches(str(tmp_path / "nowhere" / "x"), frozenset()) == []


def test_a_path_is_taken_as_it_is_dropped() -> None:
    assert path_of(" '/a b/c.csv' ") == Path("/a b/c.csv")
    assert path_of("~/c.csv") == Path.home() / "c.csv"
    assert path_of("~nobody-of-this-name/c.csv") == Path("~nobody-of-this-name/c.csv")


async def test_the_mask_hides_what_the_paperwork_says(pilot: Driven, register: Path) -> None:
    pilot.desk.masked = True
    await _read(pilot, register)
    shown = "\n".join(pilot.choices("#lines"))
    assert "户主 → head of household" in shown
    assert "13800000001" not in shown
    assert "张三" not in shown


async def test_what_somebody_wrote_meanwhile_is_compared_anew(
    pilot: Driven, register: Path
) -> None:
    from data.setup.commands import begin_committee

    desk = pilot.desk
    await _read(pilot, register)
    desk.store.do(begin_committee, "大林居委会", "", [])
    await pilot.press("ctrl+s")
    assert "Somebody wrote meanwhile" in pilot.shown("#verdict")
    assert _households(pilot) == 0
    await pilot.press("ctrl+s")
    assert _households(pilot) == 2


async def test_free_text_is_shown_with_what_it_was_read_as(pilot: Driven, register: Path) -> None:
    desk = pilot.desk
    calls = register.parent / "calls.txt"
    calls.write_text(
        "08:10 大林苑1号101室 老人胸痛喘不上气 13800000001\n"
        "08:20 大林苑1号102室 下水道堵了\n"
        "08:30 大林苑9号999室 猫粮快没了\n",
        encoding="utf-8",
    )
    await _read(pilot, register)
    await pilot.press("ctrl+s")
    assert _households(pilot) == 2
    await _read(pilot, calls)
    lines = pilot.choices("#lines")
    assert len(lines) == 3
    assert "LIFE emergency" in lines[0]
    assert "repairs" in lines[1]
    assert "door not in the register" in lines[2]
    assert "door not in the register" not in lines[0] + lines[1]
    await pilot.press("ctrl+s")
    assert not isinstance(pilot.app.screen, ImportFiles)
    with desk.store.read() as conn:
        assert conn.execute("SELECT count(*) FROM request").fetchone() == (3,)


async def test_typing_over_what_was_read_begins_another_path(pilot: Driven, register: Path) -> None:
    dialog = await _read(pilot, register)
    field = dialog.query_one(PathField)
    await pilot.press("s", "t", "a")
    assert field.value == "sta"
    assert pilot.app.focused is field
    await _read_here(pilot, register)
    await pilot.press("slash", "x")
    assert field.value == "/x"
    await _read_here(pilot, register)
    await pilot.press("ctrl+u")
    assert (field.value, pilot.app.focused) == ("", field)


async def test_what_was_read_is_there_again_after_leaving(pilot: Driven, register: Path) -> None:
    await _read(pilot, register)
    await _enter(pilot, "别名 →")
    await _choose(pilot, "note")
    assert any("别名 → note" in line for line in pilot.choices("#lines"))
    await pilot.press("escape", "I")
    again = pilot.front(ImportFiles)
    assert again.query_one("#lines").display
    assert any("别名 → note" in line for line in pilot.choices("#lines"))


async def test_compounds_are_called_by_their_own_name_and_the_register_is_next(
    pilot: Driven, register: Path
) -> None:
    path = register.with_name("compounds.csv")
    path.write_text("小区名称,类型,地址,总户数\n大林苑,商品房,大林路338号,236\n", encoding="utf-8")
    await _read(pilot, path)
    assert "  A  小区名称 → compound's name" in "\n".join(pilot.choices("#lines"))
    await pilot.press("ctrl+s")
    assert not isinstance(pilot.app.screen, ImportFiles)
    assert "register" in pilot.told()


async def test_a_file_of_no_known_kind_asks_for_its_kind(pilot: Driven, register: Path) -> None:
    register.write_text("红,黄,蓝\n1,2,3\n4,5,6\n", encoding="utf-8")
    await _read(pilot, register)
    assert "choose the kind" in pilot.shown("#verdict")
    await pilot.press("home", "enter")
    pilot.front(Choose)
    await pilot.press("question_mark")
    pilot.front(Help)
