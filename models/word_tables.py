"""Tables of words: TOML files that anybody can correct, read and checked for the code beside them.

A table stands next to the module that reads it. What is wrong with one is refused with the file,
the key and the reason, in a sentence of the front ends; nothing of such a table is used. What has
to be done with or without its words, such as taking down a call, tells a `BrokenTable` from others.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from enum import StrEnum
from pathlib import Path
from typing import NoReturn, TypeVar

from models.problems import Refused
from models.system_reasons import system_reason

_CONTINUED = re.compile(r"\n[ \t]+")
_SHARED_PART = re.compile(r"<(\w+)>")

Words = tuple[str, ...]
Choice = TypeVar("Choice", bound=StrEnum)
T = TypeVar("T")
U = TypeVar("U")


class BrokenTable(Refused):
    """A table of words that cannot be used as it stands."""


def unless_broken(read: Callable[[], T], instead: U) -> T | U:
    """What is made of a table; something else while that is broken, for what has to be done even
    then: a call taken down, somebody called for a life."""
    try:
        return read()
    except BrokenTable:
        return instead


def any_of(words: Iterable[str]) -> str:
    """A regular expression for any of these words, the longest that fits."""
    return f"(?:{'|'.join(map(re.escape, sorted(words, key=lambda word: (-len(word), word))))})"


def word_starts(words: Iterable[str]) -> str:
    """The same, those in Latin letters only where a word begins: `rob` is in `robbed`, and not in
    `problem`."""
    given = tuple(words)
    latin = [word for word in given if word[0].isascii() and word[0].isalpha()]
    rest = [word for word in given if word not in latin]
    found = ([rf"(?<![a-z]){any_of(latin)}"] if latin else []) + ([any_of(rest)] if rest else [])
    return f"(?:{'|'.join(found)})"


def word_table(module_file: str, name: str) -> WordTable:
    """The table in a file beside a module.

    Read anew on every call: whoever needs it keeps what was made of it, so that a table that was
    refused is read again once it is mended.

    Args:
        module_file: the module's `__file__`.
        name: of the file, such as `marks.toml`.

    Raises:
        BrokenTable: `word_table_unreadable`; the table's methods refuse what they find.
    """
    import tomllib

    file = Path(module_file).with_name(name)
    try:
        values = tomllib.loads(file.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise BrokenTable(
            "word_table_unreadable", file=file, reason=system_reason(error)
        ) from error
    except ValueError as error:  # no UTF-8, or no TOML
        raise BrokenTable("word_table_unreadable", file=file, reason=error) from error
    return WordTable(file, "", values)


class WordTable:
    """A file's table or a part of one; remembers where it stands, to say what is wrong where."""

    __slots__ = ("_file", "_values", "_where")

    def __init__(self, file: Path, where: str, values: Mapping[str, object]) -> None:
        self._file = file
        self._where = where
        self._values = values

    def __contains__(self, key: str) -> bool:
        return key in self._values

    @property
    def keys(self) -> Words:
        """The keys in the order of the file."""
        return tuple(self._values)

    def only(self, *known: str) -> None:
        """Refuse with `word_table_unknown` a key that is none of these."""
        for key in self._values:
            if key not in known:
                self._refuse("word_table_unknown", key, known=", ".join(known))

    def words(self, key: str, shared: Mapping[str, Words] | None = None) -> Words:
        """Words of a text with blanks between them; `_` stands for a blank inside one.

        Args:
            shared: words that several texts have, by name; `<name>` in the text stands for them.

        Raises:
            BrokenTable: `word_table_lacks`, `word_table_no_text`, `word_table_empty`, and
                `word_table_no_choice` for a name that is not shared.
        """
        found: list[str] = []
        for word in self._split(key):
            name = word[1:-1]
            if shared is None or word != f"<{name}>":
                found.append(word)
            elif name in shared:
                found += shared[name]
            else:
                self._refuse("word_table_no_choice", key, value=name, known=", ".join(shared))
        if not found:
            self._refuse("word_table_empty", key)
        return tuple(found)

    def rows(self) -> dict[str, Words]:
        """Every key with its words, of which there may be none.

        Raises:
            BrokenTable: `word_table_no_text`.
        """
        return {key: self._split(key) for key in self._values}

    def rows_by(self, read: Callable[[str], T | None], example: str) -> dict[T, Words]:
        """Words by what their keys are read as.

        Args:
            read: gives None for a key that is written wrongly.
            example: a key that is written as it has to be.

        Raises:
            BrokenTable: `word_table_no_key`, and as `words`.
        """
        return {found: self.words(key) for found, key in self.keys_by(read, example).items()}

    def keys_by(self, read: Callable[[str], T | None], example: str) -> dict[T, str]:
        """The keys by what they are read as.

        Args:
            read, example: as for `rows_by`.

        Raises:
            BrokenTable: `word_table_no_key`.
        """
        keys: dict[T, str] = {}
        for key in self._values:
            found = read(key)
            if found is None:
                self._refuse("word_table_no_key", key, example=example)
            keys[found] = key
        return keys

    def rows_of(self, choices: type[Choice]) -> dict[Choice, Words]:
        """Words for each member of an enumeration, every one of which has a row.

        Raises:
            BrokenTable: `word_table_unknown`, and as `words`.
        """
        self.only(*choices)
        rows = {choices(key): self.words(key) for key in self._values}
        for choice in choices:
            if choice not in rows:
                self._refuse("word_table_lacks", choice)
        return rows

    def text(self, key: str) -> str:
        """A text as it stands.

        Raises:
            BrokenTable: `word_table_lacks`, `word_table_no_text`.
        """
        value = self._value(key)
        if not isinstance(value, str):
            self._refuse("word_table_no_text", key)
        return value

    def flag(self, key: str) -> bool:
        """Whether a key is set; not where it is left out.

        Raises:
            BrokenTable: `word_table_no_flag`.
        """
        value = self._values.get(key, False)
        if not isinstance(value, bool):
            self._refuse("word_table_no_flag", key)
        return value

    def choice(self, key: str, choices: type[Choice]) -> Choice | None:
        """A member of an enumeration; None where the key is left out.

        Raises:
            BrokenTable: as `one_of`.
        """
        return choices(self.one_of(key, tuple(choices))) if key in self else None

    def choices(self, key: str, choices: type[Choice]) -> tuple[Choice, ...]:
        """Members of an enumeration, of a text with blanks between them.

        Raises:
            BrokenTable: `word_table_no_choice`, and as `text`.
        """
        known = tuple(choices)
        for word in self.text(key).split():
            if word not in known:
                self._refuse("word_table_no_choice", key, value=word, known=", ".join(known))
        return tuple(map(choices, self.text(key).split()))

    def one_of(self, key: str, known: Words) -> str:
        """A text that is one of those known.

        Raises:
            BrokenTable: `word_table_no_choice`, and as `text`.
        """
        value = self.text(key)
        if value not in known:
            self._refuse("word_table_no_choice", key, value=value, known=", ".join(known))
        return value

    def pattern(self, key: str, shared: Mapping[str, str] | None = None) -> re.Pattern[str]:
        """A regular expression; of several lines any, where an indented one goes on the last.

        Args:
            shared: parts that several expressions have, by name; `<name>` stands for them.

        Raises:
            BrokenTable: `word_table_no_pattern`, `word_table_no_choice` for a name that is not
                shared, and as `text`.
        """

        def part(found: re.Match[str]) -> str:
            assert shared is not None
            if found[1] not in shared:
                self._refuse("word_table_no_choice", key, value=found[1], known=", ".join(shared))
            return shared[found[1]]

        text = _CONTINUED.sub("", self.text(key).strip("\n")).replace("\n", "|")
        try:
            return re.compile(text if shared is None else _SHARED_PART.sub(part, text))
        except re.error as error:
            self._refuse("word_table_no_pattern", key, reason=error)

    def part(self, key: str) -> WordTable:
        """The table under a key.

        Raises:
            BrokenTable: `word_table_lacks`, `word_table_no_table`.
        """
        return self._part(key, self._value(key))

    def parts(self, key: str) -> list[WordTable]:
        """The tables under a key that is written `[[key]]`, one block each, numbered from 1.

        Raises:
            BrokenTable: `word_table_lacks`, `word_table_no_table`.
        """
        values = self._value(key)
        if not isinstance(values, list):
            self._refuse("word_table_no_table", key)
        return [self._part(f"{key} {number}", value) for number, value in enumerate(values, 1)]

    def _part(self, key: str, value: object) -> WordTable:
        if not isinstance(value, dict):
            self._refuse("word_table_no_table", key)
        return WordTable(self._file, self._key(key), value)

    def _split(self, key: str) -> Words:
        return tuple(word.replace("_", " ") for word in self.text(key).split())

    def _value(self, key: str) -> object:
        if key not in self._values:
            self._refuse("word_table_lacks", key)
        return self._values[key]

    def _key(self, key: str) -> str:
        return f"{self._where}.{key}" if self._where else key

    def _refuse(self, code: str, key: str, **params: object) -> NoReturn:
        raise BrokenTable(code, file=self._file, key=self._key(key), **params)
