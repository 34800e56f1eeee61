"""settings: where one's own settings are kept, what they are, and what is wrong with them."""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from data import preferences
from models.preferences import NAMES, THEMES, Preferences
from screens.commands.arguments import add_command
from screens.commands.call import Call, Groups
from screens.commands.out import plain
from screens.i18n import N_, _
from screens.sentences import say

if TYPE_CHECKING:
    from screens.keys.own import Movable


def add_to(groups: Groups, shared: argparse.ArgumentParser) -> None:
    """Add this command."""
    told = N_("your own settings: language, colours, columns, keys, and their file")
    parser = add_command(groups, shared, "settings", settings, told)
    parser.add_argument(
        "--keys", action="store_true", help=_("list the acts that can be put on other keys")
    )


def settings(call: Call) -> int:
    """Tell the file, each setting with its value, and what of the file does not count; the exit
    status is 1 where that is anything."""
    from screens.keys.own import movable
    from screens.kit.own_checks import problems

    if call.options.keys:
        acts = movable()
        told = [
            {"act": one.act, "key": one.key, "words": one.words and _(one.words)} for one in acts
        ]
        return call.answer(told, map(_act, acts))
    found = preferences.read()
    file = preferences.file()
    values = {name: getattr(found, name) for name in NAMES}
    wrong = [{"problem": one, "words": say(one)} for one in problems(found)]
    whole = {"file": str(file), "there": file.exists(), **values, "problems": wrong}
    lines = [str(file), *_lines(found), *(str(one["words"]) for one in wrong)]
    return call.answer(plain(whole), lines) or int(bool(wrong))


def _act(one: Movable) -> str:
    return f"{one.act:<16}{one.key:<8}{_(one.words) if one.words else ''}".rstrip()


def _lines(found: Preferences) -> Iterator[str]:
    """Each setting as it may be written into the file; a comment where it is not set."""
    yield _line("language", found.language, "zh")
    yield _line("theme", found.theme, THEMES[0])
    yield f"whole_frames = {str(found.whole_frames).lower()}"
    yield from _table("columns", found.columns)
    for place, widths in found.widths.items():
        yield from _table(f"widths.{place}", widths)
    yield from _table("keys", found.keys)
    yield from _table("folders", found.folders)


def _line(name: str, value: str | None, usual: str) -> str:
    return f'# {name} = "{usual}"' if value is None else f'{name} = "{value}"'


def _table(name: str, values: Mapping[str, object]) -> Iterator[str]:
    if values:
        yield f"[{name}]"
    for key, value in values.items():
        said = list(value) if isinstance(value, tuple) else value
        yield f"{key} = {said!r}".replace("'", '"')
