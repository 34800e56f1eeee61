"""Finds out what a table is about and what its columns mean, from headings wherever they stand."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cache, lru_cache

from models.exchange import ImportKind
from models.exchange.headings import MARK, REPEATABLE, SERIAL, known_headings
from models.households.marks import mark_of

Cell = str | float | int | bool | datetime | date | None
Area = tuple[int, int, int, int]
"""A merged range: first row, first column, last row, last column, from 0."""

_SEARCHED_ROWS = 40
_HEADING_ROWS = 3
_PART_RANK = 1000
_SYMBOLS = re.compile(r"[\s*:：()（）\[\]【】<>《》/\\、，,.·_\-—\"'“”‘’?？]+")
_BRACKETS = re.compile(r"[（(\[【].*?[)）\]】]")
_VALUE = re.compile(r"\d{5}|^\d+(\.\d+)?$|^\d+[号室人]$")


@dataclass(frozen=True, slots=True)
class Layout:
    """How a table is laid out.

    Attributes:
        kind: None when the headings tell too little.
        first: index of the first heading row.
        height: rows of headings; 0 when there are none.
        headings: one text a column.
        fields: what each column is, None for a column that is left alone.
        titles: texts above the headings.
        missing: fields without which a row of this kind cannot be read.
    """

    kind: ImportKind | None
    first: int
    height: int
    headings: tuple[str, ...]
    fields: tuple[str | None, ...]
    titles: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()

    @property
    def body(self) -> int:
        """Index of the first row below the headings."""
        return self.first + self.height

    def columns(self, field: str) -> list[int]:
        """Indexes of the columns that fill a field."""
        return [index for index, known in enumerate(self.fields) if known == field]


def letter(index: int) -> str:
    """A column's letters as a spreadsheet shows them: 0 is A, 26 is AA."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def fields_of(kind: ImportKind) -> tuple[str, ...]:
    """The fields a column of such a table may be given."""
    known = known_headings().get(kind)
    return tuple(field for field in known.words if field != SERIAL) if known else ()


def _squeezed(text: str) -> str:
    return _SYMBOLS.sub("", unicodedata.normalize("NFKC", text).lower())


def _soft(text: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", text).lower().split())


@cache
def _exact() -> Mapping[ImportKind, Mapping[str, tuple[str, int]]]:
    """Field and rank of every heading that is written as the lists of words have it."""
    return {
        kind: {
            _squeezed(word): (field, rank)
            for field, words in known.words.items()
            for rank, word in reversed(list(enumerate(words)))
        }
        for kind, known in known_headings().items()
    }


def is_heading(text: str) -> bool:
    """Whether a text is a heading of any kind of table, written as the lists of words have it."""
    plain = _squeezed(text)
    return bool(plain) and any(plain in words for words in _exact().values())


@lru_cache(maxsize=4096)
def meaning(kind: ImportKind, heading: str) -> tuple[str, int] | None:
    """The field a heading stands for and its rank, lower being surer; None when unknown."""
    for text in (heading, _BRACKETS.sub("", heading)):
        plain = _squeezed(text)
        if plain in _exact()[kind]:
            return _exact()[kind][plain]
        mark = mark_of(text) if kind is ImportKind.REGISTER else None
        if mark:
            return MARK + mark, 0
    soft = _soft(heading)
    if len(soft) > 20 or any(mark in soft for mark in "，。；"):
        return None
    for pattern, field in known_headings()[kind].patterns:
        if pattern.search(soft):
            return (field, _PART_RANK) if field else None
    return None


def recognise(
    rows: Sequence[Sequence[Cell]],
    *,
    merged: Sequence[Area] = (),
    names: Sequence[str] = (),
    kind: ImportKind | None = None,
    mapping: Mapping[int, str | None] | None = None,
) -> Layout:
    """Find the headings and what they mean.

    Args:
        names: the sheet's and the file's name, which may tell what the table is about.
        kind: the kind somebody chose; None to find out.
        mapping: columns somebody gave a meaning, by index; None as meaning leaves a column alone.
    """
    kinds = [kind] if kind else list(known_headings())
    chosen = mapping or {}
    found = [
        layout
        for layout in _candidates(rows, merged, kinds)
        if layout.kind
        and _known(layout.fields)
        and not _missing(layout.kind, _with(layout.fields, chosen), _told(layout, names))
    ]
    if found:
        titles = min(found, key=lambda layout: layout.first).titles
        best = max(
            found,
            key=lambda each: (_score(each, names, titles), -each.height, -each.first),
        )
        best = _settled(best, names) if kind is None else best
    else:
        best = replace(_guessed(rows), kind=kind)
        if kind:
            best = replace(best, fields=_assigned(kind, [(text,) for text in best.headings]))
    return _mapped(best, chosen, kinds, names)


def _candidates(
    rows: Sequence[Sequence[Cell]], merged: Sequence[Area], kinds: Sequence[ImportKind]
) -> Iterator[Layout]:
    for first in range(min(len(rows), _SEARCHED_ROWS)):
        for height in range(1, _HEADING_ROWS + 1):
            if first + height > len(rows) or not may_head(rows[first + height - 1]):
                break
            parts = _heading_parts(rows, first, height, merged)
            headings = tuple("".join(texts) for texts in parts)
            titles = _titles(rows[:first])
            for kind in kinds:
                yield Layout(kind, first, height, headings, _assigned(kind, parts), titles)


def may_head(row: Sequence[Cell]) -> bool:
    """Whether a row may be one of headings: texts only, none of them a value."""
    texts = [cell for cell in row if cell is not None]
    return bool(texts) and all(
        isinstance(cell, str) and not _VALUE.search(_soft(cell)) for cell in texts
    )


def _heading_parts(
    rows: Sequence[Sequence[Cell]], first: int, height: int, merged: Sequence[Area]
) -> list[tuple[str, ...]]:
    """For each column its heading texts from top to bottom, merged cells filled in."""
    width = max((len(row) for row in rows[first : first + height]), default=0)
    for top, left, bottom, right in merged:
        if top < first + height and bottom >= first and left < width:
            width = max(width, min(right + 1, 512))
    grid = [[_text(row, column) for column in range(width)] for row in rows[first : first + height]]
    for top, left, bottom, right in merged:
        if top < first or top >= first + height:
            continue
        text = grid[top - first][left] if left < width else ""
        for row in range(top - first, min(bottom - first + 1, height)):
            for column in range(left, min(right + 1, width)):
                grid[row][column] = text
    return [
        tuple(dict.fromkeys(line[column] for line in grid if line[column]))
        for column in range(width)
    ]


def _text(row: Sequence[Cell], column: int) -> str:
    cell = row[column] if column < len(row) else None
    return cell.strip() if isinstance(cell, str) else ""


def _titles(rows: Sequence[Sequence[Cell]]) -> tuple[str, ...]:
    return tuple(
        cell.strip() for row in rows for cell in row if isinstance(cell, str) and cell.strip()
    )


def _assigned(kind: ImportKind, parts: Sequence[tuple[str, ...]]) -> tuple[str | None, ...]:
    """Give each column its field; of several that would fill one field the surest does."""
    wanted: list[tuple[str, int] | None] = [_meaning_of(kind, texts) for texts in parts]
    best: dict[str, int] = {}
    for index, found in enumerate(wanted):
        if found and (found[0] not in best or found[1] < (wanted[best[found[0]]] or ("", 0))[1]):
            best[found[0]] = index
    return tuple(
        found[0] if found and (found[0] in REPEATABLE or best[found[0]] == index) else None
        for index, found in enumerate(wanted)
    )


def _meaning_of(kind: ImportKind, texts: tuple[str, ...]) -> tuple[str, int] | None:
    """The surest meaning of a column's heading: its texts joined, then the lowest, then the top."""
    if not texts:
        return None
    tried = dict.fromkeys(("".join(texts), texts[-1], texts[0]))
    found = [known for text in tried if (known := meaning(kind, text))]
    return min(found, key=lambda known: known[1] >= _PART_RANK) if found else None


def _known(fields: Sequence[str | None]) -> set[str]:
    return {field for field in fields if field and field != SERIAL}


def _missing(
    kind: ImportKind, fields: Sequence[str | None], told: frozenset[ImportKind] = frozenset()
) -> tuple[str, ...]:
    """What a table of this kind cannot do without and has not; one name for each group."""
    known = _known(fields)
    if kind is ImportKind.REGISTER:
        groups = ({"room", "address", "building"}, {"head", "phone", "people"})
    elif kind is ImportKind.COMPOUNDS:
        if {"name", "address"} <= known and known & {"leader", "kind", "leader_phone"}:
            return ()
        groups = ({"name"}, {"unloading_point", "stated_households", "stated_buildings"})
    else:
        facts = {"post", "state", "since", "expected_back", "skills", "vehicle", "hours"}
        groups = ({"name"}, facts | ({"phone"} if kind in told else set()))
    order = list(known_headings()[kind].words)
    return tuple(min(group, key=order.index) for group in groups if not group & known)


def _told(layout: Layout, names: Sequence[str]) -> frozenset[ImportKind]:
    """The kinds the names and titles speak of."""
    words = [_soft(text) for text in (*names, *layout.titles)]
    return frozenset(
        kind for kind, known in known_headings().items() if any(map(known.title.search, words))
    )


def _score(layout: Layout, names: Sequence[str], titles: Sequence[str]) -> float:
    """How much of a table is understood by this layout; names and titles speak for a kind."""
    assert layout.kind
    score: float = len(_known(layout.fields)) + 0.5 * (SERIAL in layout.fields)
    title = known_headings()[layout.kind].title
    near = [_soft(text) for text in (*names[:1], *titles)]
    if any(map(title.search, near)):
        score += 1.5
    elif any(title.search(_soft(text)) for text in names[1:]):
        score += 0.5
    return score


def _settled(layout: Layout, names: Sequence[str]) -> Layout:
    """Staff and volunteers have the same columns: the names tell, then what is said of them."""
    people = (ImportKind.STAFF, ImportKind.VOLUNTEERS)
    if layout.kind not in people:
        return layout
    for text in (*names[:1], *layout.titles, *names[1:]):
        for kind in (ImportKind.VOLUNTEERS, ImportKind.STAFF):
            if known_headings()[kind].title.search(_soft(text)):
                return replace(layout, kind=kind)
    staff = _known(layout.fields) & {"post", "state", "since", "expected_back"}
    return replace(layout, kind=ImportKind.STAFF if staff else ImportKind.VOLUNTEERS)


def _guessed(rows: Sequence[Sequence[Cell]]) -> Layout:
    """A layout nobody recognised: the first row of several texts is taken for its headings."""
    for first, row in enumerate(rows[:_SEARCHED_ROWS]):
        if len(_titles([row])) < 2:
            continue
        height = int(may_head(row))
        width = max(len(line) for line in rows[first : first + _SEARCHED_ROWS])
        headings = tuple(_text(row, column) if height else "" for column in range(width))
        return Layout(None, first, height, headings, (None,) * width, _titles(rows[:first]))
    return Layout(None, 0, 0, (), ())


def _mapped(
    layout: Layout,
    mapping: Mapping[int, str | None],
    kinds: Sequence[ImportKind],
    names: Sequence[str],
) -> Layout:
    """The layout with somebody's choices, and what is still missing."""
    fields = _with(layout.fields, mapping)
    headings = layout.headings + ("",) * (len(fields) - len(layout.headings))
    kind = layout.kind
    if kind is None:
        fitting = [
            each
            for each in kinds
            if _known(fields)
            and _known(fields) <= set(known_headings()[each].words)
            and not _missing(each, fields, _told(layout, names))
        ]
        kind = fitting[0] if fitting else None
    missing = _missing(kind, fields, _told(layout, names)) if kind else ()
    return replace(layout, kind=kind, fields=fields, headings=headings, missing=missing)


def _with(
    fields: Sequence[str | None], mapping: Mapping[int, str | None]
) -> tuple[str | None, ...]:
    """The fields with those somebody chose; a field moves from the column that had it."""
    width = max([len(fields), *(index + 1 for index in mapping)])
    after = [*fields, *[None] * (width - len(fields))]
    for index, field in mapping.items():
        for other, known in enumerate(after):
            if known == field and field not in REPEATABLE and other not in mapping:
                after[other] = None
        after[index] = field
    return tuple(after)
