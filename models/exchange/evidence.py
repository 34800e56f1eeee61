"""What speaks for a table being of a kind: its headings, its titles and names, its cells.

The kinds it is of, or may be of, come with the reasons. The words are in a table beside.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from models.exchange import KEPT, ImportKind, KindGuess, Reason
from models.exchange.columns import Cell, bare, letter, soft
from models.households.marks import mark_of
from models.word_tables import WordTable, word_table

PLAIN_HEADING = 3
HINT = 1
TITLE = 3
CELLS = 3
FITS = 1
"""Points: for a heading that a kind alone has, one it often has, a title or name, a column of its
cells, and for having all columns that a list of the kind cannot do without."""

LEAST = 3
"""Points from which on a kind that cannot be kept counts."""

NEAR = 1.5
"""A kind is not clear while another has less than this fewer points."""

_OF_THE_WHOLE = frozenset({"kind_title", "kind_file", "kind_cells"})
"""Reasons that are more than one heading."""

_READ_ROWS = 60
_SHARE = 0.6
"""Part of a column's filled cells that have to be like those of a kind."""


class Signs(NamedTuple):
    """What speaks for one kind; None where nothing of the sort does.

    Attributes:
        alone: whether one heading of its own is enough beside those of another kind.
    """

    headings: re.Pattern[str]
    hints: re.Pattern[str] | None
    titles: re.Pattern[str] | None
    cells: re.Pattern[str] | None
    alone: bool


@cache
def signs() -> Mapping[ImportKind, Signs]:
    """What speaks for each kind of table.

    Raises:
        BrokenTable: what `models.word_tables` refuses.
    """
    table = word_table(__file__, "evidence.toml")
    table.only(*ImportKind)
    return {kind: _signs(table.part(kind)) for kind in ImportKind}


def _signs(part: WordTable) -> Signs:
    part.only("headings", "hints", "titles", "cells", "alone")
    hints, titles, cells = (
        part.pattern(key) if key in part else None for key in ("hints", "titles", "cells")
    )
    return Signs(part.pattern("headings"), hints, titles, cells, part.flag("alone"))


class Told(NamedTuple):
    """What a table tells of itself.

    Attributes:
        headings: one text a column.
        titles: texts above the headings.
        sheet, file: their names; empty where there is none.
        rows: below the headings.
    """

    headings: Sequence[str]
    titles: Sequence[str]
    sheet: str
    file: str
    rows: Sequence[Sequence[Cell]]


def guesses(told: Told, fitting: Mapping[ImportKind, Sequence[str]]) -> list[KindGuess]:
    """The kinds a table may be of, what most speaks for first.

    Args:
        fitting: kinds that can be kept and have all columns they need, with the headings of these.
    """
    cells = _cells_of(told)
    found = [_weighed(kind, told, cells, fitting) for kind in signs()]
    clear = any(one.kind in fitting and one.points > FITS for one in found)
    counted = (one for one in found if _counts(one, told, fitting))
    return sorted(
        (one for one in counted if not (clear and _is_aside(one, told))),
        key=lambda one: -one.points,
    )


def _is_aside(guess: KindGuess, told: Told) -> bool:
    """Whether one heading is all that speaks for a kind, and one that other lists have beside."""
    if guess.kind in KEPT or signs()[guess.kind].alone:
        return False
    own, _hints = _headings_of(guess.kind, tuple(told.headings))
    said = any(reason.code in _OF_THE_WHOLE for reason in guess.why)
    return len(own) < 2 and not said


def _counts(guess: KindGuess, told: Told, fitting: Mapping[ImportKind, Sequence[str]]) -> bool:
    """Whether a kind may be what a table is: any list of doors and people is a register, but for
    another kind something of its own has to speak, and for calls more than a column of states."""
    if guess.kind is ImportKind.CALLS and not _speaks(guess, told):
        return False
    if guess.kind not in KEPT:
        return guess.points >= LEAST
    alone = set(fitting) == {guess.kind} or guess.kind is ImportKind.REGISTER
    return guess.kind in fitting and (alone or guess.points > FITS)


def _speaks(guess: KindGuess, told: Told) -> bool:
    """Whether a heading that a kind alone has, two that it often has, its title or its cells speak
    for it."""
    own, hints = _headings_of(guess.kind, tuple(told.headings))
    told_by = {reason.code for reason in guess.why} - {"kind_headings", "kind_columns"}
    return bool(own or told_by or len(hints) > 1)


def is_titled(kind: ImportKind, told: Told) -> bool:
    """Whether a table's titles or names speak for a kind."""
    return any(True for _reason in _titles_of(kind, told))


def near(found: Sequence[KindGuess]) -> list[KindGuess]:
    """Of guesses, the best first, those between which nobody can decide; one where it is clear.
    Nothing of nothing."""
    return [guess for guess in found if guess.points > found[0].points - NEAR] if found else []


def _weighed(
    kind: ImportKind,
    told: Told,
    cells: Mapping[ImportKind, list[str]],
    fitting: Mapping[ImportKind, Sequence[str]],
) -> KindGuess:
    own, hints = _headings_of(kind, tuple(told.headings))
    why: list[Reason] = []
    points = PLAIN_HEADING * len(own) + HINT * len(hints)
    if own or hints:
        why.append(Reason("kind_headings", {"headings": [*own, *hints]}))
    for reason in _titles_of(kind, told):
        why.append(reason)
        points += TITLE
        break
    for column in cells.get(kind, ()):
        why.append(Reason("kind_cells", {"column": column}))
        points += CELLS
        break
    if kind in fitting:
        why.append(Reason("kind_columns", {"headings": list(fitting[kind])}))
        points += FITS
    return KindGuess(kind, tuple(why), points)


@lru_cache(maxsize=512)
def _headings_of(
    kind: ImportKind, headings: tuple[str, ...]
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The headings a kind alone has, and those it often has; a mark of households is none."""
    known = signs()[kind]
    own: dict[str, None] = {}
    hints: dict[str, None] = {}
    for heading in headings:
        plain = soft(bare(heading))
        if not plain or mark_of(bare(heading)):
            continue
        if known.headings.search(plain):
            own[heading] = None
        elif known.hints and known.hints.search(plain):
            hints[heading] = None
    return tuple(own), tuple(hints)


def _titles_of(kind: ImportKind, told: Told) -> Iterator[Reason]:
    """Names and titles that speak for a kind, the nearest to the table first."""
    pattern = signs()[kind].titles
    if pattern is None:
        return
    for text in (told.sheet, *told.titles):
        if pattern.search(soft(text)):
            yield Reason("kind_title", {"text": text[:40]})
    if pattern.search(soft(told.file)):
        yield Reason("kind_file", {"text": told.file})


def is_telling(heading: str) -> bool:
    """Whether a heading speaks for a kind of list."""
    return any(any(_headings_of(kind, (heading,))) for kind in signs())


def _cells_of(told: Told) -> dict[ImportKind, list[str]]:
    """Columns whose cells are like those of a kind, by their headings."""
    found: dict[ImportKind, list[str]] = {}
    for index, heading in enumerate(told.headings):
        texts = [
            soft(cell)
            for row in told.rows[:_READ_ROWS]
            if index < len(row) and isinstance(cell := row[index], str) and cell.strip()
        ]
        for kind, known in signs().items():
            if known.cells is None or not texts:
                continue
            like = sum(bool(known.cells.fullmatch(text)) for text in texts)
            if like >= _SHARE * len(texts):
                found.setdefault(kind, []).append(heading or letter(index))
    return found
