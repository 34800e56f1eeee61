"""What people said of lists, remembered beside the store for the next list with the same headings.

It is no part of the store: undo does not touch it. It only proposes how a list is read, each
list says that it was read so, and what was read is shown before anything is brought in.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from data import engine, json_files, troubles
from data.locks import file_lock
from data.sql import Reader
from models.exchange import ImportKind, ImportPlan, Shape
from models.exchange.columns import fields_of
from models.problems import Refused

_MARK: dict[str, Any] = {"daiban": "shapes of lists", "format": 1}
"""What the file says of itself."""

_MOST = 4_000_000
"""Bytes of the file; a list has some dozen headings."""

_KEPT = 500
"""Lists remembered, the latest; a committee meets some dozens of kinds of them."""

_WAIT = 2.0
"""Seconds that another desk may take to write it."""


def file_of(store: str | os.PathLike[str]) -> Path:
    """Where it is kept for a store's file."""
    path = Path(store)
    return path.with_name(path.name + "-shapes.json")


def kept(conn: Reader) -> Mapping[str, Shape]:
    """What was said of lists by those who worked on a connection's file.

    Raises:
        Refused: `shapes_broken`, and as `troubles.of`.
    """
    store = engine.file_of(conn)
    return _read(file_of(store)) if store else {}


def keep(store: Path, plan: ImportPlan) -> None:
    """Remember what was said of the lists of a plan; what was taken back is forgotten.

    Nothing is written over a file that cannot be read.

    Raises:
        Refused: `shapes_broken`, `lock_busy`, `lock_failed`, and as `troubles.of`.
    """
    said = _said_in(plan)
    if not said:
        return
    file = file_of(store)
    try:
        os.stat(file.parent)  # one that is gone is not made anew
        with file_lock(file.with_suffix(".lock"), _WAIT):
            before = dict(_read(file))
            after = {shape: one for shape, one in before.items() if shape not in said}
            after |= {shape: one for shape, one in said.items() if not one.says_nothing}
            if after != before:
                lines = [_line(*one) for one in list(after.items())[-_KEPT:]]
                json_files.write(file, {**_MARK, "shapes": lines})
    except OSError as error:
        raise troubles.of(error, file) from error


def _said_in(plan: ImportPlan) -> dict[str, Shape]:
    """What was said of the lists of a plan, by their shapes.

    Of what is of one compound now and was of another before nobody knows the next one's.
    """
    found: dict[str, Shape] = {}
    for table in (table for file in plan.files for table in file.tables):
        said = table.said
        if said is None:
            continue
        for other in (table.last, found.get(table.shape)):
            if other is not None and other.compound not in (None, said.compound):
                said = replace(said, compound="")
        found[table.shape] = said
    return found


def _read(file: Path) -> dict[str, Shape]:
    try:
        found = json_files.read(file, _MOST)
    except (FileNotFoundError, NotADirectoryError):
        return {}
    except OSError as error:
        raise troubles.of(error, file) from error
    except ValueError as error:
        raise Refused("shapes_broken", file=file) from error
    match found:
        case {"daiban": "shapes of lists", "format": 1, "shapes": list(lines)}:
            try:
                return dict(map(_shape, lines))
            except ValueError as error:
                raise Refused("shapes_broken", file=file) from error
    raise Refused("shapes_broken", file=file)


def _shape(line: Any) -> tuple[str, Shape]:
    """One list of the file.

    Raises:
        ValueError: where it is none.
    """
    match line:
        case {
            "shape": str(shape),
            "headings": list(headings),
            "kind": kind,
            "columns": dict(columns),
            "compound": compound,
        }:
            return shape, _said(kind, columns, compound, tuple(map(str, headings)))
    raise ValueError("no list")


def _said(kind: Any, columns: dict[str, Any], compound: Any, headings: tuple[str, ...]) -> Shape:
    known = None if kind is None else ImportKind(kind)
    fields = (None, *(fields_of(known) if known is not None else ()))
    if not all(field in fields for field in columns.values()):
        raise ValueError("no field")
    if not (compound is None or isinstance(compound, str)):
        raise ValueError("no compound")
    meant = {int(index): field for index, field in columns.items()}
    return Shape(known, meant, compound, headings)


def _line(shape: str, said: Shape) -> dict[str, Any]:
    return {
        "shape": shape,
        "headings": list(said.headings),
        "kind": None if said.kind is None else said.kind.value,
        "columns": {str(index): field for index, field in said.columns.items()},
        "compound": said.compound,
    }
