"""No more than two modules import each other in a circle, wherever in them the imports stand.

Imports inside functions and those for types alone count as well: they are what hides a circle.
"""

from __future__ import annotations

from tests.imports import Graph, imports, sources

MOST = 2
"""Modules that may know each other; more of them belong apart."""


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


def test_no_circle_of_imports() -> None:
    graph = imports(sources())
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
