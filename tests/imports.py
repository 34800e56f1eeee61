"""Who imports whom in the program, read from its source."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from pathlib import Path

ROOT = Path(__file__).parents[1]

LAYERS = ("app", "screens", "data", "models")
"""The floors of the program, from the top."""

Graph = Mapping[str, frozenset[str]]
"""Each module with those it imports."""


def sources() -> dict[str, str]:
    """The text of each module of the program by its dotted name."""
    files = [ROOT / "app.py"]
    for layer in LAYERS[1:]:
        files += sorted((ROOT / layer).rglob("*.py"))
    return {
        ".".join(file.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__"): (
            file.read_text(encoding="utf-8")
        )
        for file in files
    }


def imports(sources: Mapping[str, str]) -> Graph:
    """Who imports whom, wherever the import stands; `from package import module` is the module's.

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
