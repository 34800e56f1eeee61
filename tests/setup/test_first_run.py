"""First runs as a person has them: the whole program in a process of its own, without network."""

from __future__ import annotations

import ast
import json
from pathlib import Path

import pytest

from tests.setup.conftest import ROOT, Small


def test_the_first_start_installs_and_the_next_one_goes_straight_on(small: Small) -> None:
    first = small.start("hello", "--json")
    assert first.returncode == 0, first.stderr
    assert "首次运行" in first.stderr
    assert "First run" in first.stderr
    said = json.loads(first.stdout)
    assert said["argv"] == ["hello", "--json"]
    assert Path(said["library"]).is_relative_to(small.folder / ".daiban")
    assert list((small.folder / ".daiban").rglob("daiban_made_up.*.pyc")), "compiled at set-up"

    (small.lock.parent / "wheelhouse").rename(small.folder / "gone")
    again = small.start("hello")
    assert again.returncode == 0, again.stderr
    assert again.stderr == ""
    loaded = set(json.loads(again.stdout)["loaded"])
    assert not loaded & {"data.environment", "subprocess", "hashlib", "importlib.metadata"}


def test_a_machine_without_pip_and_venv_uses_the_pip_brought_along(
    small_with_pip: Small, bare_python: Path
) -> None:
    done = small_with_pip.start("hello", PYTHONPATH=str(bare_python))
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["argv"] == ["hello"]


def test_a_machine_without_pip_says_what_to_bring(small: Small, bare_python: Path) -> None:
    done = small.start("hello", PYTHONPATH=str(bare_python))
    assert done.returncode == 1
    assert done.stdout == ""
    last = done.stderr.strip().splitlines()[-1]
    assert "没有 pip" in last
    assert "has no pip" in last
    assert "Traceback" not in done.stderr


def test_a_folder_that_cannot_be_written_is_left_alone(small_with_pip: Small) -> None:
    (small_with_pip.folder / ".daiban").write_text("in the way of the environment's folder")
    for _ in range(2):
        done = small_with_pip.start("hello")
        assert done.returncode == 0, done.stderr
        said = json.loads(done.stdout)
        assert Path(said["library"]).is_relative_to(small_with_pip.home)
        assert Path(said["pycache"]).is_relative_to(small_with_pip.home)
    assert done.stderr == ""


@pytest.fixture
def bare_python(tmp_path: Path) -> Path:
    """A folder that, on the path, takes away what some distributions leave out of Python."""
    folder = tmp_path / "bare"
    for name in ("pip", "venv", "ensurepip"):
        (folder / name).mkdir(parents=True)
        (folder / name / "__init__.py").write_text(f"raise ImportError('no {name} here')")
    return folder


def test_an_old_python_can_read_the_start_and_is_told_what_is_needed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    source = (ROOT / "app.py").read_text(encoding="utf-8")
    tree = ast.parse(source, feature_version=(3, 4))
    newer = (ast.JoinedStr, ast.AnnAssign, ast.NamedExpr, ast.AsyncFunctionDef, ast.Nonlocal)
    assert not [node.lineno for node in ast.walk(tree) if isinstance(node, newer)]
    functions = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]
    assert functions
    for function in functions:
        arguments = function.args
        assert function.returns is None
        assert not arguments.kwonlyargs
        assert not arguments.posonlyargs
        assert all(argument.annotation is None for argument in arguments.args)

    monkeypatch.setattr("sys.version_info", (3, 10, 13))
    with pytest.raises(SystemExit) as end:
        exec(compile(source, "app.py", "exec"), {"__name__": "app", "__file__": "app.py"})
    line = str(end.value)
    assert "需要 Python 3.11" in line
    assert "needs Python 3.11" in line
    assert "\n" not in line
