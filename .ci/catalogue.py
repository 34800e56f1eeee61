"""The catalogue of translations against the words in the source: a check, or `--update`.

The files hold no dates and no line numbers and are sorted by message, so that the same words
always give the same files.
"""

from __future__ import annotations

import argparse
import ast
import io
import re
import string
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent.parent
FOLDER = Path("data/locales/zh/LC_MESSAGES")
SOURCES = ("app.py", "screens")
MARKS = {"_": 1, "N_": 1, "ngettext": 2}
HEADERS = [
    ("Language", "zh"),
    ("MIME-Version", "1.0"),
    ("Content-Type", "text/plain; charset=utf-8"),
    ("Content-Transfer-Encoding", "8bit"),
    ("Plural-Forms", "nplurals=1; plural=0;"),
]

Key = str | tuple[str, ...]


class PlainCatalog(Catalog):
    """A catalogue whose header says what a reader needs and never changes by itself."""

    def __init__(self) -> None:
        super().__init__(locale="zh", fuzzy=False, header_comment="")

    @property
    def mime_headers(self) -> list[tuple[str, str]]:
        return HEADERS


@dataclass
class Words:
    """What the source says: messages, and calls whose message cannot be read."""

    messages: set[Key] = field(default_factory=set)
    problems: list[str] = field(default_factory=list)

    def read(self, path: Path, label: str) -> None:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"), label)):
            if isinstance(node, ast.Call):
                self._call(node, label)

    def _call(self, call: ast.Call, label: str) -> None:
        name = call.func.id if isinstance(call.func, ast.Name) else getattr(call.func, "attr", "")
        count = MARKS.get(name)
        if not count:
            return
        texts = call.args[:count]
        if len(texts) == count and all(_is_text(text) for text in texts):
            found = tuple(text.value for text in texts)  # type: ignore[attr-defined]
            self.messages.add(found if count > 1 else found[0])
        elif name == "N_" or any(_is_built(text) for text in texts):
            self.problems.append(f"{label}:{call.lineno}: {name}() needs plain text")


def _is_text(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value != ""


def _is_built(node: ast.expr) -> bool:
    """Whether the text is put together before it is looked up, so that no catalogue can hold it."""
    formatted = isinstance(node, ast.Call) and getattr(node.func, "attr", "") == "format"
    return formatted or isinstance(node, ast.JoinedStr | ast.BinOp)


def words(root: Path = ROOT) -> Words:
    """The messages of the sources under `root`."""
    found = Words()
    for source in SOURCES:
        path = root / source
        for file in sorted(path.rglob("*.py")) if path.is_dir() else [path]:
            if file.is_file():
                found.read(file, str(file.relative_to(root)))
    return found


def load(po: Path) -> dict[Key, Message]:
    """The catalogue's messages by their text; empty when there is no file."""
    if not po.exists():
        return {}
    with po.open("rb") as file:
        return {_key(message): message for message in read_po(file, locale="zh") if message.id}


def _key(message: Message) -> Key:
    return message.id if isinstance(message.id, str) else tuple(message.id)


def _texts(value: str | Sequence[str]) -> list[str]:
    return [value] if isinstance(value, str) else list(value)


def _said(key: Key) -> str:
    return repr(_texts(key)[0])


def placeholders(text: str) -> list[str]:
    """The `{...}` and `%...` places of a text, sorted."""
    try:
        braces = [
            f"{{{name}}}" for _, name, _, _ in string.Formatter().parse(text) if name is not None
        ]
    except ValueError:
        braces = []
    percents = re.findall(r"%(?:\(\w+\))?[#0\-+]*\d*(?:\.\d+)?[sdifgrxc]", text)
    return sorted(set(braces) | set(percents))


def problems_of(message: Message) -> Iterator[str]:
    """What is wrong with one translation."""
    key = _key(message)
    translations = _texts(message.string)
    if not all(translations) or not translations:
        yield f"untranslated: {_said(key)}"
        return
    if message.fuzzy:
        yield f"fuzzy: {_said(key)}"
    wanted = placeholders(_texts(key)[-1])
    for text in translations:
        if placeholders(text) != wanted:
            yield f"placeholders differ: {_said(key)}: {wanted} became {placeholders(text)}"


def check(root: Path = ROOT) -> list[str]:
    """All that is wrong, one line each; empty when the catalogue fits the source."""
    source = words(root)
    po, mo = root / FOLDER / "daiban.po", root / FOLDER / "daiban.mo"
    known = load(po)
    found = list(source.problems)
    found += [
        f"not in the catalogue: {_said(key)}" for key in _ordered(source.messages - known.keys())
    ]
    found += [f"stale: {_said(key)}" for key in _ordered(known.keys() - source.messages)]
    for key in _ordered(known.keys() & source.messages):
        found += problems_of(known[key])
    if not found and (not mo.exists() or mo.read_bytes() != compiled(known)):
        found.append("daiban.mo is not made from daiban.po: run with --update")
    return found


def _ordered(keys: set[Key]) -> list[Key]:
    return sorted(keys, key=_texts)


def catalogue(messages: dict[Key, Message]) -> PlainCatalog:
    made = PlainCatalog()
    for key in _ordered(set(messages)):
        made.add(key, messages[key].string, flags=messages[key].flags & {"fuzzy"})
    return made


def written(messages: dict[Key, Message]) -> bytes:
    """The .po file."""
    out = io.BytesIO()
    write_po(out, catalogue(messages), width=100, no_location=True, sort_output=True)
    return out.getvalue().lstrip(b"#\n")


def compiled(messages: dict[Key, Message]) -> bytes:
    """The .mo file."""
    out = io.BytesIO()
    write_mo(out, catalogue(messages))
    return out.getvalue()


def update(root: Path = ROOT) -> None:
    """Bring the .po to the source's messages, keeping what is translated, and make the .mo."""
    known = load(root / FOLDER / "daiban.po")
    fresh = {key: known.get(key) or Message(key) for key in words(root).messages}
    folder = root / FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in (("daiban.po", written(fresh)), ("daiban.mo", compiled(fresh))):
        part = folder / f"{name}.part"
        part.write_bytes(content)
        part.replace(folder / name)


def main(argv: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--update", action="store_true", help="write the catalogue, then check")
    if parser.parse_args(argv).update:
        update()
    found = check()
    print("\n".join(found) or "the catalogue fits the source")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
