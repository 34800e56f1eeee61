"""Everything the program defines has its use in the program: nothing is there for tests alone.

Names are followed through imports and through the packages that only pass them on. Methods are
not looked at, for frameworks call them by their names.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[1]

_BY_NAME = frozenset({"ACTS", "LISTING", "PROBLEMS", "add_to"})
"""What modules of one package each have, and are asked for in a loop."""

_TABLES = ".tables"
"""Classes here are found by the mapper as soon as their module is loaded."""

_LISTS = frozenset(
    {
        # Every code a reading can have, against which the words for them are checked.
        ("models.reading.kinds", "harm_reasons"),
        ("models.reading.shapes", "DOUBTS"),
        # What the standard library says, marked for the catalogue.
        ("screens.commands.argparse_words", "WORDS"),
    }
)

Place = tuple[str, str]
"""A module's dotted name, and a name at its top level; empty for the module itself."""


class Program:
    """The definitions of modules, and which of them are used by others.

    Args:
        sources: the text of each module by its dotted name; a package's name ends in `.__init__`.
    """

    def __init__(self, sources: dict[str, str]) -> None:
        self._defined: dict[str, set[str]] = {}
        self._bound: dict[str, dict[str, Place]] = {}
        self._said: dict[str, list[tuple[list[str], str]]] = {}
        """Dotted names in a module, each with the definition at its top level they stand in."""
        self._words: set[str] = set()
        """Texts, among which are names that are looked up when the program runs."""
        for file, text in sources.items():
            self._read(file.removesuffix(".__init__"), ast.parse(text), file.endswith(".__init__"))

    def unused(self) -> set[Place]:
        """What is defined at the top of a module and used nowhere."""
        used = {at for module in self._said for at in self._uses(module)}
        return {
            (module, name)
            for module, names in self._defined.items()
            for name in names - self._words
            if not name.startswith("__") and (module, name) not in used
        }

    def _read(self, module: str, tree: ast.Module, package: bool) -> None:
        self._defined[module] = set(_defined(tree))
        bound = self._bound[module] = {}
        said = self._said[module] = []
        left: list[tuple[ast.AST, str]] = [(tree, "")]
        while left:
            node, inside = left.pop()
            if isinstance(node, ast.Name):
                if isinstance(node.ctx, ast.Load):
                    said.append(([node.id], inside))
                continue
            if isinstance(node, ast.Attribute):
                said.append((_chain(node), inside))
            elif isinstance(node, ast.ImportFrom | ast.Import):
                bound.update(_bound(node))
            elif isinstance(node, ast.Constant):
                if isinstance(node.value, str) and not package:
                    self._words.add(node.value)
                continue
            elif isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
                inside = inside or node.name
            left += [(child, inside) for child in ast.iter_child_nodes(node)]

    def _uses(self, module: str) -> Iterator[Place]:
        """What a module uses; a definition that calls itself is not used by that."""
        own = self._defined[module]
        for chain, inside in self._said[module]:
            if chain and chain[0] in own:
                if chain[0] != inside:
                    yield module, chain[0]
            else:
                yield from self._meant(module, chain)

    def _meant(self, module: str, chain: list[str]) -> Iterator[Place]:
        """The definition that a dotted name stands for in a module, if it is the program's."""
        if not chain or chain[0] not in self._bound[module]:
            return
        at = self._home(*self._bound[module][chain[0]])
        for name in chain[1:]:
            if at is None or at[1]:
                break
            at = self._home(at[0], name)
        if at is not None and at[1]:
            yield at

    def _home(self, module: str, name: str) -> Place | None:
        """Where a name of a module is defined, through all that only pass it on."""
        seen: set[Place] = set()
        while (module, name) not in seen:
            seen.add((module, name))
            if not name:
                return (module, "") if module in self._defined else None
            if name in self._defined.get(module, ()):
                return module, name
            if f"{module}.{name}" in self._defined:
                return f"{module}.{name}", ""
            if name not in self._bound.get(module, {}):
                return None
            module, name = self._bound[module][name]
        return None


def _defined(tree: ast.Module) -> Iterator[str]:
    for node in tree.body:
        match node:
            case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name):
                yield name
            case ast.ClassDef(name=name) | ast.AnnAssign(target=ast.Name(id=name)):
                yield name
            case ast.Assign(targets=targets):
                for target in targets:
                    yield from (one.id for one in ast.walk(target) if isinstance(one, ast.Name))


def _bound(node: ast.ImportFrom | ast.Import) -> Iterator[tuple[str, Place]]:
    """What an import gives names to."""
    for one in node.names:
        if isinstance(node, ast.ImportFrom):
            yield one.asname or one.name, (node.module or "", one.name)
        else:
            whole = one.name if one.asname else one.name.partition(".")[0]
            yield one.asname or whole, (whole, "")


def _chain(node: ast.expr) -> list[str]:
    """The names of `a.b.c`; none for what does not begin with a name."""
    names: list[str] = []
    while isinstance(node, ast.Attribute):
        names.append(node.attr)
        node = node.value
    return [node.id, *reversed(names)] if isinstance(node, ast.Name) else []


def _sources() -> dict[str, str]:
    files = [ROOT / "app.py"]
    for layer in ("models", "data", "screens"):
        files += (ROOT / layer).rglob("*.py")
    return {
        ".".join(file.relative_to(ROOT).with_suffix("").parts): file.read_text(encoding="utf-8")
        for file in files
    }


def test_everything_defined_is_used() -> None:
    left = {
        (module, name)
        for module, name in Program(_sources()).unused()
        if name not in _BY_NAME and not module.endswith(_TABLES) and (module, name) not in _LISTS
    }
    assert left == set()


def test_what_only_tests_could_use_is_found() -> None:
    program = Program(
        {
            "data.__init__": "",
            "data.things.__init__": "from data.things.acts import add, lost\n__all__ = ['lost']",
            "data.things.acts": "def add(): pass\ndef lost(): return lost()\ndef named(): pass",
            "data.things.queries": "def row(): pass\ndef rows(): return row()\nLIMIT = 3",
            "screens.kit.place": (
                "from data import things\nfrom data.things.queries import rows as all_of_them\n"
                "things.add()\nall_of_them()\ngetattr(things, 'named')"
            ),
        }
    )
    assert program.unused() == {("data.things.acts", "lost"), ("data.things.queries", "LIMIT")}
