"""Sign-up chains and sign-in sheets: who is on them was sampled, the others stay due."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import partial
from itertools import takewhile
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from data.call_sheet.finding import written
from data.sampling import queries
from data.sampling.commands import Begun, Unsettled, begun, note_doubts
from data.sampling.naming import Said, Table, heard, table
from data.sampling.scope import Scope, scope
from data.sampling.ticking import TYPED, take
from data.sql import Reader
from models.address import Address
from models.call_sheet import Person
from models.call_sheet.finding import folded
from models.call_sheet.named import Named, Written
from models.exchange.chains import read_chain
from models.problems import Problem, Refused
from models.reading.pasted import lines_of
from models.results import Result, ResultInput, Source
from models.sampling import Member, Ticked, kits, reading
from models.sampling.reading import Heard
from models.sampling.serials import are_numbered, with_serials_apart
from models.sampling.sign_in import with_doors
from models.testing import RoundKind

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
    compound: str | Sequence[str] | None = None,
    building: str | None = None,
    said: Scope | None = None,
) -> Ticked:
    """Count as sampled who is on a sign-up chain or a sign-in sheet: `615 两人阴性 已上传`.

    Each line is about its own doors and names, and ends as sampled, as missed where it says that
    they were not, or as something to settle; who is not on it stays due. In a round of antigen
    kits what a line says of the result is kept with each of its people.

    Args:
        text: as it was pasted; a building in its title holds for lines with a room alone.
        said: the part of the sheet, where it was found before.

    Raises:
        Refused: as `tick`; `chain_empty` where no line names anybody.
    """
    start = begun(step, round_no)
    part = scope(step.conn, compound, building) if said is None else said
    there = table(step.conn, start.view, part.buildings)
    in_building = len(part.buildings or ()) == 1
    text = TYPED(_with_doors(step.conn, text, in_building=in_building))
    entries = list(_entries(step.conn, there, text, in_building=in_building))
    if not entries:
        raise Refused("chain_empty")
    spoken = [
        Said(one, words, came=not reading.says_not(words))
        for entry in entries
        for one, words in zip(entry.parts, _words_beside(entry), strict=True)
    ]
    unread = [
        words for entry in entries if not entry.parts for words in entry.unread or (entry.text,)
    ]
    found = heard(step.conn, there, spoken, unread, within=True)._replace(in_passing=True)
    antigen = start.view.kind == RoundKind.ANTIGEN
    done = take(step, start, there, found, (), part, text=text, results_kept=antigen)
    if antigen:
        done = done._replace(told=(*done.told, *_keep_results(step, start, found)))
    step.act("chain_ticked", no=round_no, name=start.view.name, count=done.ticked)
    return done


def is_chain(text: str) -> bool:
    """Whether several lines are a sign-up chain or a numbered list, each about who was sampled."""
    return read_chain(text) is not None or are_numbered(text.splitlines())


_LONGEST = 40_000
"""Characters of a table that are looked at."""
_NUMBER = re.compile(r"\s*\d")

_LISTED = re.compile(r"\s*(?:[(（\[【]?\d{1,4}[.．、)）\]】:：]|[+＋]\s*1(?!\d))")
"""What a line of a chain begins with."""


def _with_doors(conn: Reader, text: str, *, in_building: bool) -> str:
    """A sign-in table with the door of each row in front, while its columns are still apart."""
    lines = text[:_LONGEST].splitlines()
    above = takewhile(lambda line: not _NUMBER.match(line), lines)
    in_building = in_building or any(_place(conn, line).building is not None for line in above)
    return "\n".join(with_doors(lines, in_building=in_building))


def _with_rows(conn: Reader, text: str, *, in_building: bool) -> str:
    """A chain with its rows apart: what is a serial number reads as one, and who stands on a line
    of their own door is no more of the line above.

    Args:
        in_building: whether it is about one building by what was said with it.
    """
    lines = text.splitlines()
    above = takewhile(lambda line: not _NUMBER.match(line), lines)
    in_building = in_building or any(_place(conn, line).building is not None for line in above)
    lines = with_serials_apart(lines, in_building=in_building)
    begun = False
    for at, line in enumerate(lines):
        if _LISTED.match(line):
            begun = True
        elif begun and any(one.address.room for one in written(conn, line).named):
            lines[at] = f"+1 {line.strip()}"
    return "\n".join(lines)


def _words_beside(entry: _Entry) -> list[str]:
    """What a line says of each door or name on it: the words behind it, or behind the next one
    that has any; all of the line where they cannot be told apart."""
    if len(entry.parts) < 2:
        return [entry.text] * len(entry.parts)
    ends, at = [], 0
    for one in entry.parts:
        begins = entry.text.find(one.text, at)
        if begins < 0:
            return [entry.text] * len(entry.parts)
        ends.append((begins, at := begins + len(one.text)))
    borders = [*(begins for begins, _end in ends[1:]), len(entry.text)]
    beside = [entry.text[end:to] for (_begins, end), to in zip(ends, borders, strict=True)]
    words, behind = [], entry.text
    for said in reversed(beside):
        behind = said.strip() if any(map(str.isalpha, said)) else behind
        words.append(behind)
    return words[::-1]


def _entries(conn: Reader, there: Table, text: str, *, in_building: bool) -> Iterator[_Entry]:
    """The lines of a chain with whom they name; its title is none of them."""
    text = _with_rows(conn, text, in_building=in_building)
    chain = read_chain(text)
    title = chain.title if chain else ""
    lines = [one.text for one in chain.entries] if chain else list(lines_of(text))
    if not chain and len(lines) > 1 and _is_title(conn, lines[0]):
        title, lines = lines[0], lines[1:]
    where = _place(conn, title)
    for line in lines:
        read = written(conn, line)
        if (heading := _heading(read)) is not None:
            compound = heading.compound or where.compound
            where = heading._replace(compound=compound)
            continue
        is_name = partial(_is_name, reason=reading.says_not(line))
        named = (one._replace(names=tuple(filter(is_name, one.names))) for one in read.named)
        parts = tuple(_within(one, where, there) for one in named if one.door or one.names)
        yield _Entry(parts, read.unread, line)


def _is_name(word: str, *, reason: bool) -> bool:
    """Whether a word is a name, and not a result such as 全家阴性, or why somebody was not sampled.

    Args:
        reason: whether the line says that somebody was not: 没做，发烧.
    """
    if reason and reading.says_why(word):
        return False
    return not (reading.outcome_said(word) or reading.says_came(word) or reading.says_all(word))


def _is_title(conn: Reader, line: str) -> bool:
    """Whether a line names no more than a building, or nobody."""
    named = written(conn, line).named
    return all(not one.names and one.address.room is None for one in named)


def _heading(read: Written) -> Address | None:
    """The building that a line names and nothing else: that of the lines under it."""
    if len(read.named) != 1 or read.unread:
        return None
    one = read.named[0]
    is_bare = one.address.building is not None and one.address.room is None
    said = one.names or one.phones or one.tails or one.whole or one.floor or one.people
    return one.address if is_bare and not said else None


def _place(conn: Reader, title: str) -> Address:
    named = written(conn, title).named if title else ()
    return next((one.address for one in named if one.address.room is None), Address())


def _within(one: Named, where: Address, there: Table) -> Named:
    """A part of a line with the building of the title, where it says none; with its compound,
    where it says a building. Who is named alone is somebody of that building, if one there is
    called so; else whoever is."""
    own = one.address
    if one.names and not any(own) and where.building is not None:
        here = {folded(member.name) for member in there.members if _is_at(member, where)}
        return one._replace(address=where) if here.issuperset(map(folded, one.names)) else one
    if own.compound is None and own.building is not None:
        return one._replace(address=own._replace(compound=where.compound))
    if any(own[:_BUILDING]) or own.room is None or where.building is None:
        return one
    return one._replace(address=where._replace(unit=own.unit, room=own.room))


def _is_at(one: Member, where: Address) -> bool:
    """Whether somebody lives in a building, as far as it is said."""
    said = zip(one.address[:_BUILDING], where[:_BUILDING], strict=True)
    return all(wanted is None or own == wanted for own, wanted in said)


def _keep_results(step: Step, start: Begun, found: Heard) -> list[Problem]:
    """Write down what a chain of antigen kits says of those who are sampled by now; a result that
    is known is not written twice. Whose result is not said is kept to be settled.

    Returns:
        What is kept: as `kits.unsure_problem`.
    """
    from data.results.commands import record
    from models.call_sheet import Sampling

    by_result: dict[Result, set[str]] = {}
    unsure = []
    for group in found.meant:
        told = kits.kits_of(group)
        for key, outcome in told.of.items():
            by_result.setdefault(Result(outcome), set()).add(key)
        if told.unsure:
            unsure.append(group)
    for result, keys in by_result.items():
        people = [
            Person(one.who, one.name, *one.address, household_no=one.household_no)
            for one in queries.of_keys(step.conn, sorted(keys))
            if one.state == Sampling.SAMPLED
        ]
        given = ResultInput(result, Source.ANTIGEN, round_no=start.view.no)
        if people:
            try:
                record(step, people, given)
            except Refused as why:
                if why.problem.code != "result_known":
                    raise
    asked = [(kits.unsure_problem(one), f"{one.text} {one.said}") for one in unsure]
    note_doubts(step, start.view, [Unsettled(problem, said) for problem, said in asked])
    return [problem for problem, _said in asked]


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
    return "\n".join("\t".join("" if cell is None else str(cell) for cell in row) for row in rows)
