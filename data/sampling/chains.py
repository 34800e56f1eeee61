"""Sign-up chains and sign-in sheets: who is on them was sampled, the others stay due."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from data.call_sheet.finding import written
from data.sampling.commands import begun
from data.sampling.naming import Said, heard, table
from data.sampling.scope import scope
from data.sampling.ticking import TYPED, take
from data.sql import Reader
from models.address import Address
from models.call_sheet.named import Named
from models.exchange.chains import read_chain
from models.problems import Refused
from models.reading.pasted import lines_of
from models.sampling import Ticked, reading

if TYPE_CHECKING:
    from data.step import Step

_BUILDING = 3
"""Parts of an address down to its building."""


class _Entry(NamedTuple):
    parts: tuple[Named, ...]
    unread: tuple[str, ...]
    text: str


def tick_chain(
    step: Step,
    round_no: int,
    text: str,
    *,
    compound: str | None = None,
    building: str | None = None,
) -> Ticked:
    """Count as sampled who is on a sign-up chain or a sign-in sheet: `615 两人阴性 已上传`.

    Each line is about its own doors and names; a line that says that somebody was not sampled
    changes nothing, and so does nobody's silence: who is not on it stays due. In a round of antigen
    kits what a line says of the result is kept with each of its people.

    Args:
        text: as it was pasted; a building in its title holds for lines with a room alone.

    Raises:
        Refused: as `tick`; `chain_empty` where no line names anybody.
    """
    start = begun(step, round_no)
    part = scope(step.conn, compound, building)
    there = table(step.conn, start.view, part.buildings)
    entries = list(_entries(step.conn, TYPED(text)))
    if not entries:
        raise Refused("chain_empty")
    said = [
        Said(one, entry.text, came=True)
        for entry in entries
        if not reading.says_not(entry.text)
        for one in entry.parts
    ]
    unread = [
        words for entry in entries if not entry.parts for words in entry.unread or (entry.text,)
    ]
    found = heard(step.conn, there, said, unread)
    done = take(step, start, there, found, (), part)
    step.act("chain_ticked", no=round_no, name=start.view.name, count=done.ticked)
    return done


def _entries(conn: Reader, text: str) -> Iterator[_Entry]:
    """The lines of a chain with whom they name; its title is none of them."""
    chain = read_chain(text)
    title = chain.title if chain else ""
    lines = [one.text for one in chain.entries] if chain else list(lines_of(text))
    if not chain and len(lines) > 1 and _is_title(conn, lines[0]):
        title, lines = lines[0], lines[1:]
    where = _place(conn, title)
    for line in lines:
        read = written(conn, line)
        yield _Entry(tuple(_within(one, where) for one in read.named), read.unread, line)


def _is_title(conn: Reader, line: str) -> bool:
    """Whether a line names no more than a building, or nobody."""
    named = written(conn, line).named
    return all(not one.names and one.address.room is None for one in named)


def _place(conn: Reader, title: str) -> Address:
    named = written(conn, title).named if title else ()
    return next((one.address for one in named if one.address.room is None), Address())


def _within(one: Named, where: Address) -> Named:
    """A part of a line with the building of the title, where it says none."""
    own = one.address
    if any(own[:_BUILDING]) or own.room is None or where.building is None:
        return one
    return one._replace(address=where._replace(unit=own.unit, room=own.room))


def text_of(path: Path) -> str:
    """The lines of a file with a chain or a sign-in sheet, of a table a row each.

    Raises:
        Refused: as `data.exchange.sheets.read_source`.
    """
    from data.exchange.sheets import read_source

    found = read_source(path)
    if found.text is not None:
        return found.text
    rows = (row for table in found.tables for row in table.rows)
    return "\n".join(" ".join(str(cell) for cell in row if cell is not None) for row in rows)
