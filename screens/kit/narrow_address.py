"""Addresses where there is little room: the compound's name gives way, never the door.

Nobody finds a door by `Blossom Tower 1-8…`, while `Blossom T. 1-802` can still be told from the
compounds beside it. The record itself and what is written to files have the whole name.
"""

from __future__ import annotations

from collections.abc import Iterator

from rich.cells import cell_len, set_cell_size

from models.address import Where


def narrowed(where: Where, cells: int) -> str:
    """An address in `cells` cells at most, with its door whole wherever that alone has room.

    The words behind the first become initials, the last of them first; then the first is
    shortened, then the name is left out. What is still too wide is left as it is, to be cut.

    Returns:
        `Blossom Tower 1-802`, `Blossom T. 1-802`, `Blos. T. 1-802`, `1-802`; `大林… 2-1805`.
    """
    if cell_len(where) <= cells:
        return where
    behind = f" {where.behind}" if where.behind else ""
    room = cells - cell_len(behind)
    names = (name for name in _shorter(where.compound) if cell_len(name) <= room)
    name = next(names, "")
    return f"{name}{behind}" if name else where.behind or where


def _shorter(name: str) -> Iterator[str]:
    """Ever shorter forms of a compound's name, the longest first; no number in it is cut."""
    words = name.split()
    for at in range(len(words) - 1, 0, -1):
        if words[at].isascii() and words[at].isalpha() and len(words[at]) > 2:
            words[at] = f"{words[at][0]}."
            yield " ".join(words)
    if not words or any(letter.isdecimal() for letter in words[0]):
        return
    rest = "".join(f" {word}" for word in words[1:])
    mark = "." if words[0].isascii() else "…"
    for cells in range(cell_len(words[0]) - 2, 0, -1):
        first = set_cell_size(words[0], cells).rstrip()
        if cell_len(first) == cells:  # else half of a wide character was left out
            yield f"{first}{mark}{rest}"
