"""Where the start leads, and that the locks, the pins and the project's file agree."""

from __future__ import annotations

import gc
import re
import signal
import sys
import tomllib
from collections.abc import Iterator
from types import ModuleType

import pytest

import app
from data.installer import PIP_LOCK
from tests.setup.conftest import ROOT

Doors = list[tuple[str, list[str]]]


class Left(Exception):
    """Stands for the end of the process."""


@pytest.fixture
def doors(monkeypatch: pytest.MonkeyPatch) -> Iterator[Doors]:
    """Notes which front end was entered and with what."""
    entered: Doors = []
    for name in ("command_line", "start"):
        module = ModuleType(f"screens.{name}")
        vars(module)["run"] = lambda argv, name=name: entered.append((name, argv)) or 3
        monkeypatch.setitem(sys.modules, f"screens.{name}", module)

    def leave(code: int) -> None:
        raise Left(code)

    monkeypatch.setattr("os._exit", leave)
    monkeypatch.setattr(app, "provided", lambda parts: True)
    heeded = signal.getsignal(signal.SIGINT)
    yield entered
    signal.signal(signal.SIGINT, heeded)
    gc.enable()


@pytest.mark.parametrize(
    "argv",
    [
        [],
        ["--lang", "zh"],
        ["--db=a.db", "--now", "2022-04-09T08:00+08:00"],
        ["demo"],
        ["demo", "--lang", "en"],
        ["--lang=en", "demo"],
    ],
)
def test_options_alone_open_the_desk_which_leaves_at_once(
    doors: Doors, monkeypatch: pytest.MonkeyPatch, argv: list[str]
) -> None:
    monkeypatch.setattr(sys, "argv", ["app.py", *argv])
    with pytest.raises(Left, match="3"):
        app.main()
    assert doors == [("start", argv)]


@pytest.mark.parametrize(
    "argv",
    [
        ["--help"],
        ["sheet", "demo"],
        ["households", "--json"],
        ["--db", "a.db", "import", "--db"],
        ["--unknown"],
    ],
)
def test_a_command_or_anything_else_is_the_command_lines(
    doors: Doors, monkeypatch: pytest.MonkeyPatch, argv: list[str]
) -> None:
    monkeypatch.setattr(sys, "argv", ["app.py", *argv])
    assert app.main() == 3
    assert doors == [("command_line", argv)]


def test_what_the_user_set_is_kept(doors: Doors, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TEXTUAL_FPS", "30")
    monkeypatch.setenv("TEXTUAL_DISABLE_KITTY_KEY", "")
    monkeypatch.setattr(sys, "argv", ["app.py", "today"])
    app.main()
    assert app.os.environ["TEXTUAL_FPS"] == "30"
    assert app.os.environ["TEXTUAL_DISABLE_KITTY_KEY"] == ""


def _project() -> dict[str, list[str]]:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    return {
        "site": project["dependencies"],
        "test": project["optional-dependencies"]["test"],
        "train": project["optional-dependencies"]["train"],
    }


@pytest.mark.parametrize("part", ["site", "test", "train"])
def test_the_lock_names_every_library_with_hashes_and_no_address(part: str) -> None:
    text = (ROOT / app.LOCKS[part]).read_text(encoding="utf-8")
    pinned = dict(re.findall(r"^([\w.-]+)==(\S+)", text, re.MULTILINE))
    wanted = {re.split(r"[<>=]", line)[0] for line in _project()[part]}
    assert wanted
    assert wanted <= pinned.keys()
    assert "://" not in text
    assert all("--hash=sha256:" in entry for entry in re.split(r"\n(?=\w)", text))


def test_the_lock_of_the_installer_names_one_pip_with_its_hash_and_no_address() -> None:
    text = (ROOT / PIP_LOCK).read_text(encoding="utf-8")
    assert re.fullmatch(r"pip==[\d.]+( \\\n    --hash=sha256:[0-9a-f]{64})+\n", text)


def test_ctrl_c_while_it_starts_ends_it_without_a_word(
    doors: Doors, monkeypatch: pytest.MonkeyPatch
) -> None:
    signal.signal(signal.SIGINT, signal.default_int_handler)
    monkeypatch.setattr(sys, "argv", ["app.py", "today"])
    app.main()
    assert signal.getsignal(signal.SIGINT) is signal.SIG_DFL


def test_the_start_asks_for_the_version_that_is_pinned() -> None:
    (pin,) = (line for line in _project()["site"] if line.startswith("textual"))
    assert app.LIBRARIES["site"][0] == pin.replace("==", "-") + ".dist-info"
