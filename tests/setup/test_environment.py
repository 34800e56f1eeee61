"""How an environment is made, begun anew, shared, and refused with a reason."""

from __future__ import annotations

import io
import json
import os
import threading
from pathlib import Path

import pytest

from data import environment
from data.installer import Failed
from tests.setup.conftest import Small, pin_pip, write_wheel

FAKE_PIP = """
import json, os, sys
here = os.environ["FAKE_PIP"]
plan = json.load(open(os.path.join(here, "plan.json")))
with open(os.path.join(here, "calls"), "a") as calls:
    calls.write(json.dumps({"argv": sys.argv[1:], "env": dict(os.environ)}) + "\\n")
target = sys.argv[sys.argv.index("--target") + 1]
os.makedirs(target, exist_ok=True)
print("Collecting made-up==1.0", flush=True)
open(os.path.join(target, "made_up.py"), "w").write("VALUE = 1")
print(plan["says"])
sys.exit(plan["exits"].pop(0) if plan["exits"] else 0)
"""


class FakePip:
    """A pip brought along in the wheelhouse: it notes how it was called and does as planned."""

    def __init__(self, folder: Path, small: Small) -> None:
        self.folder = folder
        pin_pip(small, write_wheel(small.wheelhouse, "pip", "1.0", {"pip/__main__.py": FAKE_PIP}))
        self.plan("", 0)

    def plan(self, says: str, code: int) -> None:
        plan = {"says": says, "exits": [code]}
        (self.folder / "plan.json").write_text(json.dumps(plan))

    @property
    def calls(self) -> list[dict[str, object]]:
        noted = self.folder / "calls"
        return (
            [json.loads(line) for line in noted.read_text().splitlines()] if noted.exists() else []
        )


@pytest.fixture
def pip(small: Small, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> FakePip:
    monkeypatch.setenv("FAKE_PIP", str(tmp_path))
    return FakePip(tmp_path, small)


def make(small: Small, *homes: Path, out: io.StringIO | None = None) -> Path:
    names = [str(home) for home in homes or (small.folder / ".daiban",)]
    return Path(environment.make("site", str(small.lock), names, out or io.StringIO()))


def stamp(small: Small) -> Path:
    return small.folder / ".daiban" / "site.stamp"


def test_the_stamp_says_which_lock_the_folder_was_made_for(small: Small, pip: FakePip) -> None:
    folder = make(small)
    assert folder == small.folder / ".daiban" / "site"
    assert (folder / "made_up.py").exists()
    found = small.lock.stat()
    first = stamp(small).read_text().splitlines()[0]
    assert first == f"{found.st_mtime_ns} {found.st_size}"


def test_a_lock_that_was_only_touched_is_not_installed_again(small: Small, pip: FakePip) -> None:
    make(small)
    os.utime(small.lock, ns=(1, 1))
    make(small)
    assert len(pip.calls) == 1
    assert stamp(small).read_text().startswith("1 ")


def test_a_changed_lock_is_installed_anew(small: Small, pip: FakePip) -> None:
    left = make(small) / "of_the_old_lock.py"
    left.touch()
    with small.lock.open("a") as lock:
        lock.write("# changed\n")
    make(small)
    assert len(pip.calls) == 2
    assert not left.exists()


def test_an_interrupted_run_leaves_no_stamp_and_the_next_begins_anew(
    small: Small, pip: FakePip
) -> None:
    half = small.folder / ".daiban" / "site" / "half_written.py"

    class Interrupted(io.StringIO):
        """Somebody presses ctrl+c once they read that it compiles."""

        def write(self, text: str) -> int:
            if "Compiling" in text:
                half.touch()
                raise KeyboardInterrupt
            return super().write(text)

    with pytest.raises(Failed, match=r"安装中断.*interrupted"):
        make(small, out=Interrupted())
    assert half.exists()
    assert not stamp(small).exists()
    make(small)
    assert stamp(small).exists()
    assert not half.exists()


def test_two_first_runs_at_once_install_once(small: Small, pip: FakePip) -> None:
    both = threading.Barrier(2)
    made: list[Path] = []

    def run() -> None:
        both.wait()
        made.append(make(small))

    threads = [threading.Thread(target=run) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert made == [small.folder / ".daiban" / "site"] * 2
    assert len(pip.calls) == 1


def test_the_first_home_that_can_be_written_is_taken(
    small: Small, pip: FakePip, tmp_path: Path
) -> None:
    blocked = tmp_path / "a file"
    blocked.touch()
    assert make(small, blocked / "x", tmp_path / "other") == tmp_path / "other" / "site"
    with pytest.raises(Failed, match=r"不能写入.*can be written"):
        make(small, blocked / "x", blocked / "y")


def test_the_wheelhouse_is_tried_alone_first(small: Small, pip: FakePip) -> None:
    make(small)
    (call,) = pip.calls
    words = call["argv"]
    assert isinstance(words, list)
    assert "--no-index" in words
    assert words[words.index("--find-links") + 1] == str(small.wheelhouse)
    assert "--require-hashes" in words


def test_what_the_wheelhouse_lacks_comes_from_the_network(small: Small, pip: FakePip) -> None:
    pip.plan("ERROR: No matching distribution found for made-up", 1)
    with pytest.raises(Failed):
        make(small)
    assert ["--no-index" in str(call["argv"]) for call in pip.calls] == [True, False]


@pytest.mark.parametrize(
    ("says", "chinese", "english"),
    [
        ("ERROR: THESE PACKAGES DO NOT MATCH THE HASHES FROM", "与清单不符", "lock's hash"),
        ("OSError: [Errno 28] No space left on device", "磁盘已满", "disk is full"),
        ("ERROR: No matching distribution found for made-up", "没有网络", "no network"),
        ("ERROR: something new", "详见", "site.log"),
    ],
)
def test_a_failure_is_one_line_in_both_languages(
    small: Small, pip: FakePip, says: str, chinese: str, english: str
) -> None:
    pip.plan(says, 1)
    with pytest.raises(Failed) as failed:
        make(small)
    line = str(failed.value)
    assert chinese in line
    assert english in line
    assert "\n" not in line
    assert not stamp(small).exists()
    assert says in (small.folder / ".daiban" / "site.log").read_text()


def test_a_users_pip_settings_do_not_turn_the_libraries_elsewhere(
    small: Small, pip: FakePip, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PIP_TARGET", "/elsewhere")
    monkeypatch.setenv("PIP_USER", "1")
    make(small)
    env = pip.calls[0]["env"]
    assert isinstance(env, dict)
    assert "PIP_TARGET" not in env
    assert env["PIP_USER"] == "0"


def test_a_terminal_sees_each_step_on_one_line(small: Small, pip: FakePip) -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    out = Terminal()
    make(small, out=out)
    assert "\r下载 / getting 1/1: made-up" in out.getvalue()
    assert out.getvalue().count("\n") == 1
