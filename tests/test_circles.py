"""No more than two modules import each other in a circle, wherever in them the imports stand.

Imports inside functions and those for types alone count as well: they are what hides a circle.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from pathlib import Path

ROOT = Path(__file__).parents[1]

MOST = 2
"""Modules that may know each other; more of them belong apart."""

Graph = Mapping[str, frozenset[str]]
"""Each module with those it imports."""


def imports(sources: Mapping[str, str]) -> Graph:
    """Who imports whom; `from package import module` means the module.

    Args:
        sources: the text of each module by its dotted name.
    """
    return {
        module: frozenset(_imported(ast.parse(text), sources)) - {module}
        for module, text in sources.items()
    }


def _imported(tree: ast.Module, known: Mapping[str, str]) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names = [one.name for one in node.names]
        elif isinstance(node, ast.ImportFrom):
            package = node.module or ""
            modules = [f"{package}.{one.name}" for one in node.names]
            names = [module if module in known else package for module in modules]
        else:
            continue
        yield from (name for name in names if name in known)


def circles(graph: Graph) -> list[list[str]]:
    """Modules that lead back to each other, the largest circles first."""
    reached = {module: _reached(graph, module) for module in graph}
    found = {
        frozenset(other for other in reached[module] if module in reached[other])
        for module in graph
    }
    return sorted(
        (sorted(one) for one in found if len(one) > MOST), key=lambda one: (-len(one), one)
    )


def _reached(graph: Graph, start: str) -> set[str]:
    """What a module imports, directly or through others."""
    found: set[str] = set()
    left = [start]
    while left:
        for module in graph[left.pop()] - found:
            found.add(module)
            left.append(module)
    return found


def told(graph: Graph, circle: list[str]) -> str:
    """A circle in words: its modules with what each imports of the others."""
    lines = [f"  {one} -> {', '.join(sorted(graph[one] & set(circle)))}" for one in circle]
    return "\n".join([f"{len(circle)} modules in a circle:", *lines])


def _sources() -> dict[str, str]:
    files = [ROOT / "app.py"]
    for layer in ("screens", "data", "models"):
        files += (ROOT / layer).rglob("*.py")
    return {
        ".".join(file.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__"): (
            file.read_text(encoding="utf-8")
        )
        for file in files
    }


def test_no_circle_of_imports() -> None:
    graph = imports(_sources())
    found = circles(graph)
    assert not found, "\n" + "\n".join(told(graph, one) for one in found)


def test_a_circle_is_found_wherever_its_imports_stand() -> None:
    graph = imports(
        {
            "data": "",
            "data.store": "from data import journal, paths",
            "data.journal": "def undo():\n    from data.sample import make\n",
            "data.sample": "",
            "data.sample.make": (
                "from typing import TYPE_CHECKING\n"
                "if TYPE_CHECKING:\n    from data.store import Step\n"
            ),
            "data.paths": "import os",
            "data.one": "import data.other",
            "data.other": "from data.one import name",
        }
    )
    assert circles(graph) == [["data.journal", "data.sample.make", "data.store"]]
    assert told(graph, circles(graph)[0]).splitlines()[1:] == [
        "  data.journal -> data.sample.make",
        "  data.sample.make -> data.store",
        "  data.store -> data.journal",
    ]


def test_a_package_that_brings_its_own_modules_is_part_of_the_circle() -> None:
    graph = imports(
        {
            "data": "",
            "data.things": "from data.things.acts import add",
            "data.things.acts": "from data.things.rows import row",
            "data.things.rows": "from data.things import add",
        }
    )
    assert circles(graph) == [["data.things", "data.things.acts", "data.things.rows"]]
