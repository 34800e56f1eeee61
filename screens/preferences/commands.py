"""settings: where one's own settings are kept, what they are, and what is wrong with them."""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Mapping

from data import preferences
from models.preferences import NAMES, Preferences
from screens import i18n
from screens.commands.arguments import add_command
from screens.commands.call import Call, Groups
from screens.commands.out import plain
from screens.i18n import N_, _
from screens.keys.own import put_on
from screens.sentences import say
from screens.themes import DARK


def add_to(groups: Groups, shared: argparse.ArgumentParser) -> None:
    """Add this command."""
    told = N_("your own settings: language, colours, columns, keys, and their file")
    add_command(groups, shared, "settings", settings, told)


def settings(call: Call) -> int:
    """Tell the file, each setting with its value, and what of the file does not count."""
    found = preferences.read()
    problems = [*found.problems, *put_on(found).problems]
    file = preferences.file()
    values = {name: getattr(found, name) for name in NAMES}
    told = {"file": str(file), "there": file.exists(), **values}
    told["problems"] = [{"problem": one, "words": say(one)} for one in problems]
    return call.answer(plain(told), [str(file), *_lines(found), *map(say, problems)])


def _lines(found: Preferences) -> Iterator[str]:
    """Each setting as it may be written into the file; a comment where it is not set."""
    named = i18n.named_by_environment()
    yield _line("language", found.language, "zh", named or "")
    yield _line("theme", found.theme, DARK.name)
    yield f"whole_frames = {str(found.whole_frames).lower()}"
    yield from _table("columns", found.columns)
    for place, widths in found.widths.items():
        yield from _table(f"widths.{place}", widths)
    yield from _table("keys", found.keys)


def _line(name: str, value: str | None, usual: str, named: str = "") -> str:
    if value is None:
        return f'# {name} = "{usual}"'
    if named and named != value:
        told = _("not used: the environment of this terminal says {language}")
        return f'{name} = "{value}"  # {told.format(language=named)}'
    return f'{name} = "{value}"'


def _table(name: str, values: Mapping[str, object]) -> Iterator[str]:
    if values:
        yield f"[{name}]"
    for key, value in values.items():
        said = list(value) if isinstance(value, tuple) else value
        yield f"{key} = {said!r}".replace("'", '"')
