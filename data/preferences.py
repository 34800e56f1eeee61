"""The file of somebody's preferences: for people to write, and for the desk.

It is no part of a store and of no committee. The desk changes a value at a time and leaves what
else stands there, comments too; what it cannot read it does not write over.
"""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from data.paths import user_folder
from models.preferences import At, Preferences, lines_of, understood
from models.problems import Problem, Refused
from models.system_reasons import system_reason
from models.text import printable

NAME = "settings.toml"
"""The file's name in the user's data folder."""

_MOST = 100_000
"""Bytes it may have."""

_WAIT = 0.5
"""Seconds that another desk may take to write it; whoever pressed a key waits for it."""

_SHOWN = 40
"""Characters of a line that are told when nothing can be made of it."""

_HEAD = """\
# 代班：个人设置（外观、语言、列、按键）。小区的设置在数据文件里，不在这里。
# Daiban: one's own settings (looks, language, columns, keys). README.md says what may stand here.

"""

_PLACE = re.compile(r"at line (\d+), column (\d+)")


def file() -> Path:
    """Where the preferences of this user are kept."""
    return user_folder() / NAME


def read() -> Preferences:
    """The preferences as they stand in the file now, and what is wrong with it; all as it comes
    where there is none."""
    try:
        return _understood(_text(file()))
    except FileNotFoundError:
        return Preferences(file=NAME)
    except OSError as error:
        reason = system_reason(error)
        problem = Problem("preferences_unreadable", {"file": NAME, "reason": reason})
    except Refused as refused:
        problem = refused.problem
    return Preferences(file=NAME, problems=(problem,))


def keep(section: At, value: object) -> None:
    """Write one value; whatever else stands in the file stays as it is, comments too.

    Args:
        section: where it stands, such as `("theme",)` or `("columns", "requests")`.
        value: a text, a whole number, True or False, a sequence or a mapping of such; None to
            take it out.

    Raises:
        Refused: as `troubles.of`, `lock_busy`, `lock_failed`; `preferences_broken` and the like
            where the file cannot be read, which leaves it as it is.
    """
    from data import troubles
    from data.disk import whole
    from data.locks import file_lock
    from data.paths import make_private_folder

    path = file()
    try:
        make_private_folder(path.parent)
        with file_lock(path.with_suffix(".lock"), _WAIT):
            try:
                before = _text(path)
            except FileNotFoundError:
                before = _HEAD
            after = _changed(before, section, _plain(value))
            # What somebody keeps elsewhere, and links to from here, stays there.
            with whole(Path(os.path.realpath(path)), for_good=False) as partial:
                partial.write_bytes(after.encode("utf-8"))
    except OSError as error:
        raise troubles.of(error, path) from error


def _text(path: Path) -> str:
    """What stands in a file, which anybody may have written.

    Raises:
        OSError: where it cannot be read, or is not there.
        Refused: `preferences_no_file`, `preferences_large`, `preferences_encoding`.
    """
    # What never ends, such as a pipe, is not waited for.
    handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    with open(handle, "rb") as opened:
        if not stat.S_ISREG(os.fstat(handle).st_mode):
            raise Refused("preferences_no_file", file=NAME)
        said = opened.read(_MOST + 1)
    if len(said) > _MOST:
        raise Refused("preferences_large", file=NAME, limit=_MOST)
    try:
        return said.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = said.count(b"\n", 0, error.start) + 1
        raise Refused("preferences_encoding", file=NAME, line=line) from error


def _values(text: str) -> dict[str, Any]:
    """The values of a text of TOML.

    Raises:
        Refused: `preferences_broken` with the line and what stands in it.
    """
    import tomllib

    try:
        return tomllib.loads(text)
    except RecursionError as error:
        raise Refused("preferences_deep", file=NAME) from error
    except ValueError as error:
        place = _PLACE.search(str(error))
        lines = text.split("\n")
        no = min(int(place[1]), len(lines)) if place else len(lines)
        said = printable(lines[no - 1].strip())[:_SHOWN]
        raise Refused("preferences_broken", file=NAME, line=no, text=said) from error


def _understood(text: str) -> Preferences:
    """The preferences in a text.

    Raises:
        Refused: as `_values`.
    """
    values = _values(text)
    return understood(values, NAME, lines_of(text) if values else {})


def _plain(value: object) -> Any:
    """A value as TOML has it."""
    match value:
        case Mapping():
            return {str(name): _plain(one) for name, one in value.items()}
        case tuple() | list():
            return [_plain(one) for one in value]
    return value


def _changed(text: str, section: At, value: Any) -> str:
    """A text of TOML with one value changed.

    Raises:
        Refused: as `_values`; `preferences_not_changed` where that cannot be done without touching
            anything else.
    """
    import tomlkit
    from tomlkit.exceptions import TOMLKitError

    wanted = _values(text)
    if not _set(wanted, section, value):
        raise Refused("preferences_not_changed", file=NAME, name=".".join(section))
    try:
        document = tomlkit.parse(text)
        _set(document, section, value)
        after = document.as_string()
        if _values(after) == wanted:
            return after
    except (TOMLKitError, ValueError, RecursionError, Refused):
        pass
    raise Refused("preferences_not_changed", file=NAME, name=".".join(section))


def _set(values: Any, section: At, value: Any) -> bool:
    """Set a value in tables within tables, which are made where they are missing; False where
    something else stands in their place."""
    *tables, name = section
    for table in tables:
        if value is None and table not in values:
            return True
        values = values.setdefault(table, {})
        if not isinstance(values, dict):
            return False
    if value is None:
        values.pop(name, None)
    else:
        values[name] = value
    return True
