"""What somebody prefers at this desk, and how it is read from what stands in their file. Pure.

It is about looks and keys alone: what a committee decides stands in its store, where it can be
undone.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any, TypeVar

from models.problems import Problem
from models.spelling import nearest

LANGUAGES = ("zh", "en")
"""The languages there are."""

THEMES = ("daiban", "daiban-light", "daiban-contrast")
"""The names of the colours there are: dark, light, of high contrast."""

WIDEST = 400
"""Cells that a column can be made wider by, or narrower."""

At = tuple[str, ...]
"""Where a value stands: its table, the name in it."""

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Preferences:
    """What somebody prefers; what they said nothing of is None or empty.

    Attributes:
        language: `zh` or `en`, used where the command line names none.
        theme: one of `THEMES`.
        whole_frames: whether the terminal is sent all that was drawn anew, not only what differs.
        columns: by place the names of the columns that are shown, in their order.
        widths: by place and column the cells that were added or given.
        keys: by act the key it is put on.
        folders: by kind of file the folder one was written to last.
        file: the file as it is told of; the whole path is that of `data.preferences.file`.
        lines: where in the file each value stands, from 1.
        problems: what of the file does not count, and why.
    """

    language: str | None = None
    theme: str | None = None
    whole_frames: bool = False
    columns: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: MappingProxyType({}))
    widths: Mapping[str, Mapping[str, int]] = field(default_factory=lambda: MappingProxyType({}))
    keys: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    folders: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    file: str = ""
    lines: Mapping[At, int] = field(default_factory=lambda: MappingProxyType({}))
    problems: tuple[Problem, ...] = ()

    def problem_at(self, at: At, cause: Problem) -> Problem:
        """Something wrong with a value that only its subject can know, such as the name of an act,
        with its line."""
        return _at(self.file, self.lines, at, cause)


NAMES = ("language", "theme", "whole_frames", "columns", "widths", "keys", "folders")
"""What may stand in the file."""


def understood(found: Mapping[str, Any], file: str, lines: Mapping[At, int]) -> Preferences:
    """The preferences in the values of a file: what is wrong is told, the rest counts.

    Args:
        found: tables, texts, numbers and lists, as TOML has them.
        file: how the file is told of.
        lines: where in the file each value stands.
    """
    reader = _Reader(file, lines)
    for name in found:
        if name not in NAMES:
            reader.wrong((name,), _unknown(name, NAMES))
    flag = found.get("whole_frames", False)
    if not isinstance(flag, bool):
        reader.wrong(("whole_frames",), Problem("preference_no_flag"))
    columns = reader.each(found, "columns", reader.names)
    widths = reader.each(found, "widths", lambda at, said: reader.table(at, said, reader.cells))
    return Preferences(
        language=reader.choice(found, "language", LANGUAGES),
        theme=reader.choice(found, "theme", THEMES),
        whole_frames=flag is True,
        columns=MappingProxyType(columns),
        widths=MappingProxyType({place: one for place, one in widths.items() if one}),
        keys=MappingProxyType(reader.each(found, "keys", reader.text)),
        folders=MappingProxyType(reader.each(found, "folders", reader.text)),
        file=file,
        lines=MappingProxyType(dict(lines)),
        problems=by_line(reader.problems),
    )


def by_line(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """What is wrong in a file, as its lines follow each other; first what has none."""
    return tuple(sorted(problems, key=lambda one: int(str(one.params.get("line", 0)))))


class _Reader:
    """Reads values one by one, and notes what is wrong with them."""

    def __init__(self, file: str, lines: Mapping[At, int]) -> None:
        self._file = file
        self._lines = lines
        self.problems: list[Problem] = []

    def wrong(self, at: At, cause: Problem) -> None:
        """Note what is wrong with a value."""
        self.problems.append(_at(self._file, self._lines, at, cause))

    def choice(self, found: Mapping[str, Any], name: str, known: tuple[str, ...]) -> str | None:
        """One of several names; None where it is none, or nothing was said."""
        if name not in found:
            return None
        said = self.text((name,), found[name])
        if said is None or said in known:
            return said
        self.wrong((name,), no_such(said, known))
        return None

    def each(
        self, found: Mapping[str, Any], name: str, read: Callable[[At, Any], T | None]
    ) -> dict[str, T]:
        """What is read of each value in a table, by its name there."""
        return self.table((name,), found.get(name, {}), read) or {}

    def table(
        self, at: At, said: object, read: Callable[[At, Any], T | None]
    ) -> dict[str, T] | None:
        """The same of a table that may be none."""
        if not isinstance(said, Mapping):
            self.wrong(at, Problem("preference_no_table", {"name": at[-1]}))
            return None
        values = {str(name): read((*at, str(name)), value) for name, value in said.items()}
        return {name: value for name, value in values.items() if value is not None}

    def names(self, at: At, said: object) -> tuple[str, ...] | None:
        """A list of names, each once."""
        if not isinstance(said, list) or not all(isinstance(one, str) for one in said):
            self.wrong(at, Problem("preference_no_names"))
            return None
        return tuple(dict.fromkeys(said))

    def cells(self, at: At, said: object) -> int | None:
        """A number of cells."""
        if isinstance(said, bool) or not isinstance(said, int) or abs(said) > WIDEST:
            self.wrong(at, Problem("preference_no_cells", {"limit": WIDEST}))
            return None
        return said

    def text(self, at: At, said: object) -> str | None:
        """A text."""
        if not isinstance(said, str):
            self.wrong(at, Problem("preference_no_text"))
            return None
        return said


def _at(file: str, lines: Mapping[At, int], at: At, cause: Problem) -> Problem:
    """What is wrong with a value, with its name and the line it, or its table, stands in."""
    found = (lines[at[:end]] for end in range(len(at), 0, -1) if at[:end] in lines)
    line = next(found, None)
    told: dict[str, object] = {"file": file, "name": ".".join(at), "cause": cause}
    if line is None:
        return Problem("preference_wrong", told)
    return Problem("preference_wrong_at", {**told, "line": line})


def _unknown(name: str, known: tuple[str, ...]) -> Problem:
    near = nearest(name, known, 1)
    if near:
        return Problem("preference_unknown_near", {"near": near[0]})
    return Problem("preference_unknown", {"known": ", ".join(known)})


def no_such(said: str, known: Sequence[str]) -> Problem:
    """That something is none of those there are, with the one it is most like."""
    near = nearest(said, known, 1)
    told: dict[str, object] = {"value": said, "known": ", ".join(known)}
    if near:
        return Problem("preference_no_choice_near", {**told, "near": near[0]})
    return Problem("preference_no_choice", told)


_HEADER = re.compile(r"\s*\[\[?([^\[\]#]+)\]\]?")
_NAMED = re.compile(r"""\s*((?:"[^"]*"|'[^']*'|[^\s"'=#\[\]])+(?:\s*\.\s*[^\s=#]+)*)\s*=""")


def lines_of(text: str) -> dict[At, int]:
    """Where in a text of TOML its tables and values stand, by their names; lines from 1.

    It is for telling people where to look: within a text of several lines it may see names that
    are none.
    """
    lines: dict[At, int] = {}
    table: At = ()
    for no, line in enumerate(text.split("\n"), 1):
        if header := _HEADER.match(line):
            table = tuple(_parts(header[1]))
            lines.setdefault(table, no)
        elif named := _NAMED.match(line):
            parts = (*table, *_parts(named[1]))
            for end in range(len(table) + 1, len(parts) + 1):
                lines.setdefault(parts[:end], no)
    return lines


def _parts(name: str) -> Iterator[str]:
    for quoted, bare in re.findall(r"""("[^"]*"|'[^']*')|([^\s."']+)""", name):
        yield quoted[1:-1] or bare
