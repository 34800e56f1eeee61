"""The tests use the program from outside: what is private to it is free to change."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

TESTS = Path(__file__).parent

_TUPLES = frozenset({"_replace", "_asdict", "_fields", "_make"})
"""Public names of named tuples, which begin like private ones so as not to be fields."""

_LIBRARY = frozenset({"os._exit"})
"""Public names of the library that look private."""

_OWN = frozenset({"self", "cls"})


def pokes(tree: ast.AST) -> Iterator[str]:
    """Where something private is used that is not the test's own: attributes, imports, patches."""
    for node in ast.walk(tree):
        match node:
            case ast.Attribute(value=ast.Name(id=owner), attr=name) if (
                owner in _OWN or f"{owner}.{name}" in _LIBRARY
            ):
                continue
            case ast.Attribute(attr=name) if _private(name) and name not in _TUPLES:
                yield f"line {node.lineno}: {ast.unparse(node)}"
            case ast.ImportFrom(names=names) if any(_private(one.name) for one in names):
                yield f"line {node.lineno}: {ast.unparse(node)}"
            case (
                ast.Call(func=ast.Attribute(attr="setattr" | "delattr"))
                | ast.Call(
                    func=ast.Name(id="setattr" | "getattr" | "hasattr" | "delattr" | "patch")
                )
            ):
                for given in node.args:
                    if isinstance(given, ast.Constant) and _hidden(given.value):
                        yield f"line {node.lineno}: {ast.unparse(node)}"


def _private(name: str) -> bool:
    return name.startswith("_") and not name.endswith("__")


def _hidden(said: object) -> bool:
    """Whether a name given as a text, with dots or not, has a private part."""
    return isinstance(said, str) and said not in _LIBRARY and any(map(_private, said.split(".")))


@pytest.mark.parametrize("path", sorted(TESTS.rglob("*.py")), ids=lambda p: p.stem)
def test_tests_touch_nothing_private(path: Path) -> None:
    assert list(pokes(ast.parse(path.read_text(encoding="utf-8")))) == []


@pytest.mark.parametrize(
    "code",
    [
        "desk._held = []",
        "board()._picture.person",
        "from screens.command_line import _parser",
        "monkeypatch.setattr(environment, '_compile', None)",
        "monkeypatch.setattr('data.environment._compile', None)",
        "getattr(app, '_greeted', False)",
    ],
)
def test_what_is_private_is_seen(code: str) -> None:
    assert list(pokes(ast.parse(code)))


@pytest.mark.parametrize(
    "code",
    [
        "self._made = 1",
        "row._replace(no=2)",
        "monkeypatch.setattr('os._exit', leave)",
        "os._exit(0)",
        "x.__doc__",
    ],
)
def test_what_is_the_tests_own_or_public_is_not(code: str) -> None:
    assert not list(pokes(ast.parse(code)))
