"""What each layer loads, seen in `sys.modules` of fresh processes; nothing imports upwards.

The linter sees who imports whom in the source; this sees what an import really brings along.
"""

from __future__ import annotations

import ast
import json
import os
import subprocess
import sys
from datetime import datetime
from functools import cache
from pathlib import Path

import pytest

from data.clock import FixedClock
from data.store import Store
from models.times import LOCAL

ROOT = Path(__file__).resolve().parents[1]
LAYERS = ("models", "data", "screens", "app")
HEAVY = {"textual", "rich", "sqlmodel", "sqlalchemy", "pydantic"}
ORM_SIDE = "data.mapping"
"""The one module of the store that is there for the ORM; whoever writes imports it when it does."""
FILE_FORMATS = {"python_calamine", "openpyxl", "xlsxwriter", "pypinyin"}

REPORT = """
import contextlib, json, sys
before = set(sys.modules)
names, command = json.loads(sys.argv[1])
for name in names:
    __import__(name)
if command:
    from screens.command_line import run
    with contextlib.redirect_stdout(sys.stderr):
        assert run(command) == 0
print(json.dumps(sorted(set(sys.modules) - before)))
"""


@cache
def modules(layer: str) -> list[str]:
    """Every module of a layer, by walking its folder."""
    files = sorted((ROOT / layer).rglob("*.py"))
    names = [".".join(file.relative_to(ROOT).with_suffix("").parts) for file in files]
    return [name.removesuffix(".__init__") for name in names if not name.endswith(".__main__")]


def loaded(names: list[str], command: list[str] | None = None) -> set[str]:
    """The top names, beyond the standard library's, that these modules bring along.

    Args:
        command: a companion command that is run after the imports.
    """
    tops = {name.partition(".")[0] for name in brought(names, command)}
    return tops - set(sys.stdlib_module_names)


def brought(names: list[str], command: list[str] | None = None) -> list[str]:
    """All modules that these bring along, by their full names."""
    done = subprocess.run(
        [sys.executable, "-c", REPORT, json.dumps([names, command])],
        cwd=ROOT,
        env=os.environ | {"PYTHONUTF8": "1"},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr
    found: list[str] = json.loads(done.stdout)
    return found


def test_models_need_the_standard_library_only() -> None:
    plain = [name for name in modules("models") if not name.endswith(".tables")]
    assert "models.times" in plain
    assert loaded(plain) == {"models"}


def test_the_store_loads_neither_screen_nor_orm_nor_file_formats() -> None:
    found = loaded([name for name in modules("data") if name != ORM_SIDE])
    assert {"data", "models"} <= found
    assert found & (HEAVY | FILE_FORMATS) == set()


def test_the_tables_are_where_the_orm_comes_in() -> None:
    found = loaded(modules("models"))
    assert "sqlmodel" in found
    assert "textual" not in found


def test_the_desk_is_loaded_without_orm_and_file_formats() -> None:
    found = loaded(modules("screens"))
    assert "textual" in found
    assert found & ((HEAVY | FILE_FORMATS) - {"textual", "rich"}) == set()


def test_the_first_board_is_read_without_what_changes_anything_or_reads_what_is_typed() -> None:
    found = set(brought(["data.today.queries"]))
    assert "data.custody.holding" in found  # what absent people hold is counted
    assert {name for name in found if name.endswith((".commands", "_commands", ".tables"))} == set()
    assert {name for name in found if name.startswith("models.reading")} == set()
    assert found & {"models.households.addresses", "models.directory", "models.suggest"} == set()


def test_the_companion_commands_load_no_desk_and_no_orm() -> None:
    found = loaded(["screens.command_line"])
    assert "screens" in found
    assert found & ((HEAVY | FILE_FORMATS) - {"rich"}) == set()


@pytest.mark.parametrize("listing", ["households", "requests", "roster", "log"])
def test_a_listing_is_read_without_the_orm(listing: str, tmp_path: Path) -> None:
    file = tmp_path / "new.db"
    Store(file, FixedClock(datetime(2022, 4, 9, tzinfo=LOCAL))).close()
    found = loaded([], ["--db", str(file), listing, "--json"])
    assert "data" in found
    assert found & ((HEAVY | FILE_FORMATS) - {"rich"}) == set()


@pytest.mark.parametrize("layer", ["models", "data", "screens"])
def test_nothing_imports_a_layer_above_it(layer: str) -> None:
    above = set(LAYERS[LAYERS.index(layer) + 1 :])
    upward = [
        f"{file.relative_to(ROOT)}:{node.lineno}"
        for file in (ROOT / layer).rglob("*.py")
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.stmt)
        for name in _imported(node)
        if name.partition(".")[0] in above
    ]
    assert upward == []


def _imported(node: ast.AST) -> list[str]:
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    if isinstance(node, ast.ImportFrom) and node.module and not node.level:
        return [node.module]
    return []
