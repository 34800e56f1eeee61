"""Rows of the store are read by the names of their columns, never by their places.

Only a row of one column is taken apart where it is read.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator

import pytest

from tests.imports import sources

_ALLOWED = frozenset({"data.sql", "data.listing", "data.journal.digests"})
"""What makes rows into names, what asks for the terms of an order, which have no names, and what
makes a digest of the columns in their order."""

_READS = frozenset({"execute", "fetchone", "fetchall"})


def by_position(source: str) -> list[int]:
    """The lines of a source that read a row by the places of its columns."""
    tree = ast.parse(source)
    functions = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]
    return sorted({line for whole in functions or [tree] for line in _lines(whole)})


def _lines(whole: ast.AST) -> Iterator[int]:
    rows = {name for node in ast.walk(whole) for name in _named(node)}
    for node in ast.walk(whole):
        yield from _places(node, rows)


def _named(node: ast.AST) -> Iterator[str]:
    """What rows are called that were read as they come."""
    for target, value in _given(node):
        if isinstance(target, ast.Name) and _is_read(value, frozenset()):
            yield target.id


def _given(node: ast.AST) -> Iterator[tuple[ast.expr, ast.expr]]:
    """Each target with what it is assigned, or with what it is one of."""
    if isinstance(node, ast.Assign):
        yield from ((target, node.value) for target in node.targets)
    elif isinstance(node, ast.For | ast.comprehension):
        yield node.target, node.iter


def _is_read(value: ast.expr, rows: frozenset[str] | set[str]) -> bool:
    """Whether a value is what a statement gave, as it comes, or one of the names of such."""
    if isinstance(value, ast.BoolOp):
        return any(_is_read(one, rows) for one in value.values)
    if isinstance(value, ast.IfExp):
        return _is_read(value.body, rows)
    if isinstance(value, ast.Subscript):
        return _is_read(value.value, rows)
    if isinstance(value, ast.Call) and isinstance(value.func, ast.Attribute):
        return value.func.attr in _READS
    return isinstance(value, ast.Name) and value.id in rows


def _places(node: ast.AST, rows: set[str]) -> Iterator[int]:
    for target, value in _given(node):
        if isinstance(target, ast.Tuple) and len(target.elts) > 1 and _is_read(value, rows):
            yield target.lineno
    if isinstance(node, ast.Subscript):
        at = node.slice.value if isinstance(node.slice, ast.Constant) else None
        if isinstance(at, int) and _is_read(node.value, rows):
            yield node.lineno
    if isinstance(node, ast.Call) and node.args:
        makes = isinstance(node.func, ast.Name) and node.func.id == "dict"
        filled = isinstance(node.func, ast.Attribute) and node.func.attr == "_make"
        if filled or (makes and _is_read(node.args[0], rows)):
            yield node.lineno


def test_rows_are_read_by_name() -> None:
    found = [
        f"{module}:{line}"
        for module, text in sources().items()
        if module.startswith("data.") and module not in _ALLOWED
        for line in by_position(text)
    ]
    assert found == []


@pytest.mark.parametrize(
    "line",
    [
        "a, b = conn.execute(query).fetchone()",
        "a, b = conn.execute(query).fetchone() or (None, None)",
        "for a, b in rows if rows else (): pass\nrows = conn.execute(query)",
        "for a, b in conn.execute(query): pass",
        "made = {a: b for a, b in conn.execute(query).fetchall()}",
        "made = dict(conn.execute(query))",
        "found = conn.execute(query).fetchone()\nmade = found[1]",
        "found = conn.execute(query).fetchall()\nmade = found[0][0]",
        "made = [row[0] for row in conn.execute(query)]",
        "rows = conn.execute(query)\nfor row in rows:\n    made = View._make(row)",
        "rows = conn.execute(query)\nfor a, b in rows: pass",
    ],
)
def test_places_of_columns_are_found(line: str) -> None:
    assert by_position(line)


@pytest.mark.parametrize(
    "line",
    [
        "(a,) = conn.execute(query).fetchone()",
        "made = [no for (no,) in conn.execute(query)]",
        "made = sql.views(View, conn.execute(query))",
        "for row in sql.named(conn.execute(query)):\n    made = row['no']",
        "made = sql.views(View, rows)[0]",
    ],
)
def test_names_and_single_values_may_stay(line: str) -> None:
    assert by_position(line) == []
