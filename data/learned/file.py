"""The file of the words that were learned: beside the store's, for people to read and to mend.

It is no part of the store: undo does not touch it. That a word counts no more once its correction
is undone follows from what its request is about by then, see `queries`.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from data import engine
from data.disk import whole
from data.locks import file_lock
from data.sql import Reader
from models.learned import Learned
from models.learned.rules import book_of
from models.reading.scan import PhraseBook
from models.requests import RequestKind
from models.system_reasons import system_reason
from models.word_tables import BrokenTable, WordTable, word_table

_WAIT = 2.0
"""Seconds that another desk may take to write it."""

_BLOCK = "learned"

_TEXTS = ("word", "kind", "instead_of", "request", "key", "at", "by")
"""What stands in a block, in this order, beside `forgotten`."""

_HEAD = """\
# 更正来电类别时学到的词：来电里有这个词，就读作这一类，并注明“按学到的词”。
# Words learned when the kind of a call was corrected: a call with such a word is read as that kind,
# and says that it was.
#
# 可以手改：word、kind 必填；没有 key 的词一直算数，有 key 的只在那件求助还是这一类时算数。
# It can be mended by hand: word and kind are needed; a word without a key always counts, one with a
# key as long as that request is of this kind. forgotten = true takes a word out.
# 这里另写的注释下次学词时不保留。/ Other comments are not kept when the next word is learned.
"""


class Kept(NamedTuple):
    """What stands in a file, and the book of it."""

    words: tuple[Learned, ...]
    book: PhraseBook[Learned]


_NONE = Kept((), PhraseBook(()))


def file_of(store: str | os.PathLike[str]) -> Path:
    """Where the words are kept for a store's file."""
    path = Path(store)
    return path.with_name(path.name + "-words.toml")


def kept(conn: Reader) -> Kept:
    """The words beside a connection's file; read again only once they changed.

    Raises:
        BrokenTable: the file cannot be read, or holds what was not meant to stand there.
    """
    store = engine.file_of(conn)
    return _kept_in(file_of(store)) if store else _NONE


def _kept_in(file: Path) -> Kept:
    try:
        found = file.stat()
    except (FileNotFoundError, NotADirectoryError):
        return _NONE
    except OSError as error:
        raise BrokenTable(
            "word_table_unreadable", file=file, reason=system_reason(error)
        ) from error
    return _read(file, (found.st_mtime_ns, found.st_size, found.st_ino))


@lru_cache(maxsize=2)
def _read(file: Path, _as_of: tuple[int, ...]) -> Kept:
    table = word_table(str(file), file.name)
    table.only(_BLOCK)
    blocks = table.parts(_BLOCK) if _BLOCK in table else []
    words = tuple(_learned(no, block) for no, block in enumerate(blocks, 1))
    return Kept(words, book_of(words))


def _learned(no: int, block: WordTable) -> Learned:
    block.only(*_TEXTS, "forgotten")
    said = {name: block.text(name) for name in ("request", "key", "at", "by") if name in block}
    return Learned(
        no,
        block.text("word").strip(),
        RequestKind(block.one_of("kind", tuple(RequestKind))),
        block.choice("instead_of", RequestKind) or RequestKind.OTHER,
        **said,
        forgotten=block.flag("forgotten"),
    )


@contextmanager
def mending(store: Path | str) -> Iterator[list[Learned]]:
    """The words of a store's file, to be changed and added to; kept whole, or left as they are.

    Raises:
        BrokenTable: as `kept`; nothing is written over what somebody broke.
        Refused: `lock_busy`, `lock_failed`.
        OSError: as the disk says.
    """
    file = file_of(store)
    os.stat(file.parent)  # one that is gone is not made anew
    with file_lock(file.with_suffix(".lock"), _WAIT):
        words = list(_kept_in(file).words)
        before = tuple(words)
        yield words
        if tuple(words) != before:
            with whole(file) as partial:
                partial.write_text(_text(words), encoding="utf-8", newline="\n")


def _text(words: Sequence[Learned]) -> str:
    return "\n".join((_HEAD, *map(_block, words)))


def _block(one: Learned) -> str:
    lines = [f"[[{_BLOCK}]]"]
    # A text of JSON is one of TOML.
    lines += (
        f"{name} = {json.dumps(value, ensure_ascii=False)}"
        for name in _TEXTS
        if (value := str(getattr(one, name)))
    )
    if one.forgotten:
        lines.append("forgotten = true")
    return "\n".join((*lines, ""))
