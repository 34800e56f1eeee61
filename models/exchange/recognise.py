"""Finds out what a table is about and what its columns mean, by headings wherever they stand.

What a table is, is decided by what speaks for each kind (`evidence`); where that is not clear,
nobody guesses, and the kinds it may be of are told.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from models.exchange import KEPT, ImportKind, KindGuess, Reason
from models.exchange.assigning import assigned
from models.exchange.columns import Area, Cell, Layout, soft
from models.exchange.evidence import FITS, Told, guesses, is_titled, near
from models.exchange.heading_rows import (
    HeadingRows,
    candidates,
    likeliest,
    stand_as_headings,
)
from models.exchange.headings import (
    MEMBER,
    REPEATABLE,
    SERIAL,
    TABLES,
    known_headings,
    writing,
)

_COUNTED = (ImportKind.SIGN_IN,)
"""Lists whose doors are read where they say how many people are behind each, and nothing else."""

_COUNTING = 2
"""Columns of numbers nobody knows with which a list of doors alone is more than a register."""

_COUNTED_FIELDS = frozenset({"compound", "lane", "building", "unit", "room", "address", "people"})
_ASKED = frozenset({"text", "kind_said", "goods", "needed_on"})
_WHO = frozenset({"name", "contact", "patient", "phone", "contact_phone", "patient_phone"})
_STAFF_FACTS = frozenset({"post", "state", "since", "expected_back"})
_PEOPLE_FACTS = _STAFF_FACTS | {"skills", "vehicle", "hours", "heavy_work", "no_heavy_work"}

_AMOUNT = re.compile(r"\d{1,6}(?:\.\d{1,2})?")

Chosen = Mapping[int, str | None]
"""Meanings somebody gave to columns, by index."""


def recognise(
    rows: Sequence[Sequence[Cell]],
    *,
    merged: Sequence[Area] = (),
    names: Sequence[str] = (),
    kind: ImportKind | None = None,
    mapping: Chosen | None = None,
) -> Layout:
    """Find the headings and what they mean.

    Args:
        names: the sheet's and the file's name, which may tell what the table is about.
        kind: the kind somebody chose; None to find out.
        mapping: columns somebody gave a meaning, by index; None as meaning leaves a column alone.
    """
    chosen = mapping or {}
    kinds = [kind] if kind else list(known_headings())
    fitting = _fitting(rows, merged, names, kinds, chosen)
    if kind is not None:
        layout = _as_said(rows, merged, names, kind, fitting)
    else:
        layout = _found_out(rows, merged, names, fitting)
    return _mapped(layout, chosen, kinds, names)


def _fitting(
    rows: Sequence[Sequence[Cell]],
    merged: Sequence[Area],
    names: Sequence[str],
    kinds: Sequence[ImportKind],
    chosen: Chosen,
) -> dict[ImportKind, Layout]:
    """For each kind the layout that understands most, where it has all columns it needs."""
    best: dict[ImportKind, tuple[tuple[float, int, int], Layout]] = {}
    for head in candidates(rows, merged):
        for kind in kinds:
            body = rows[head.first + head.height + head.notes :]
            layout = _laid_out(head, kind, assigned(kind, head.parts, body))
            if kind is ImportKind.CALLS and is_titled(kind, _told(layout, rows, names)):
                layout = replace(layout, fields=_asked_in_notes(layout.fields))
            known = _known(layout.fields)
            of_people = _of_people(layout, names)
            fields = _with(layout.fields, chosen)
            if not known or _missing(kind, fields, of_people, said=len(kinds) == 1):
                continue
            rank = (len(known) + 0.5 * (SERIAL in layout.fields), -head.height, -head.first)
            if kind not in best or rank > best[kind][0]:
                best[kind] = rank, layout
    return {kind: layout for kind, (_rank, layout) in best.items()}


def _asked_in_notes(fields: tuple[str | None, ...]) -> tuple[str | None, ...]:
    """In a list that is called one of requests, and has no column for what is asked or needed, the
    first of notes is that."""
    if _ASKED & set(fields) or "note" not in fields:
        return fields
    first = fields.index("note")
    return (*fields[:first], "text", *fields[first + 1 :])


def _laid_out(head: HeadingRows, kind: ImportKind | None, fields: tuple[str | None, ...]) -> Layout:
    return Layout(
        kind, head.first, head.height, head.headings, fields, head.titles, notes=head.notes
    )


# -- the kind --------------------------------------------------------------------------------------


def _as_said(
    rows: Sequence[Sequence[Cell]],
    merged: Sequence[Area],
    names: Sequence[str],
    kind: ImportKind,
    fitting: Mapping[ImportKind, Layout],
) -> Layout:
    """The layout of the kind somebody chose, with what the table looks like more."""
    said = KindGuess(kind, (Reason("kind_said"),))
    layout = fitting.get(kind)
    if layout is None:
        blank = _unknown(rows, merged)
        parts = [(text,) for text in blank.headings]
        return replace(blank, kind=kind, fields=assigned(kind, parts), guesses=(said,))
    others = guesses(_told(layout, rows, names), _needed(fitting))
    likely = [guess for guess in near(others) if guess.kind is not kind]
    unkept = bool(likely) and all(guess.kind not in KEPT for guess in likely)
    if unkept and len(likely) == len(near(others)):
        # Orders and results never change a household, whoever says that they are a register.
        return _decided(likely[:1], layout, {})
    return replace(layout, guesses=(said,))


def _found_out(
    rows: Sequence[Sequence[Cell]],
    merged: Sequence[Area],
    names: Sequence[str],
    fitting: Mapping[ImportKind, Layout],
) -> Layout:
    """The layout of the kind that is clear from the table; of no kind where none is."""
    surest = max(fitting.values(), key=lambda one: len(_known(one.fields)), default=None)
    layout = surest or _unknown(rows, merged)
    ranked = guesses(_told(layout, rows, names), _needed(fitting))
    ranked = _settled(ranked, layout, names, fitting)
    if _is_doubtful(near(ranked), layout, rows):
        return replace(_decided((), layout, fitting), guesses=tuple(near(ranked)))
    if not any(names[:1]) and not stand_as_headings(layout.headings, rows[layout.body :]):
        ranked = [guess for guess in ranked if guess.kind in TABLES]
    return _decided(near(ranked), layout, fitting)


def _is_doubtful(
    close: Sequence[KindGuess], layout: Layout, rows: Sequence[Sequence[Cell]]
) -> bool:
    """Whether only doors and people speak for a register while several columns that nobody knows
    hold numbers: amounts of something else, as of goods ordered, which are never taken for one.
    """
    if [guess.kind for guess in close] != [ImportKind.REGISTER] or close[0].points > FITS:
        return False
    unknown = [at for at, field in enumerate(layout.fields) if field is None]
    return sum(_holds_numbers(rows[layout.body :], at) for at in unknown) >= _COUNTING


def _holds_numbers(body: Sequence[Sequence[Cell]], column: int) -> bool:
    """Whether most cells of a column are amounts."""
    cells = [row[column] for row in body if column < len(row) and row[column] is not None]
    amounts = sum(bool(_AMOUNT.fullmatch(soft(str(cell)))) for cell in cells)
    return bool(cells) and amounts * 2 > len(cells)


def _decided(
    close: Sequence[KindGuess], layout: Layout, fitting: Mapping[ImportKind, Layout]
) -> Layout:
    """The layout of the one kind that is left, or of the first of several that all cannot be
    kept; of none where somebody has to say."""
    told = tuple(close)
    counted = next((guess for guess in close if guess.kind in _COUNTED), None)
    others = {guess.kind for guess in close} - {ImportKind.REGISTER, *_COUNTED}
    if counted is not None and not others:
        doors = _counted_only(counted, fitting)
        if doors is not None:
            return doors
    blank = replace(layout, kind=None, fields=(None,) * len(layout.headings), guesses=told)
    if not close or (len(close) > 1 and any(guess.kind in KEPT for guess in close)):
        return blank
    kind = close[0].kind
    if kind in fitting:
        return replace(fitting[kind], guesses=told)
    return replace(blank, kind=kind)


def _told(layout: Layout, rows: Sequence[Sequence[Cell]], names: Sequence[str]) -> Told:
    sheet, file = (*names, "", "")[:2]
    return Told(layout.headings, layout.titles, sheet, file, rows[layout.body :])


def _needed(fitting: Mapping[ImportKind, Layout]) -> dict[ImportKind, list[str]]:
    """For each kind the headings of the columns it could not do without."""
    return {
        kind: [
            layout.headings[index]
            for index, field in enumerate(layout.fields)
            if field and any(field in group for group in _groups(kind, known=True))
        ]
        for kind, layout in fitting.items()
    }


def _settled(
    ranked: Sequence[KindGuess],
    layout: Layout,
    names: Sequence[str],
    fitting: Mapping[ImportKind, Layout],
) -> list[KindGuess]:
    """Staff and volunteers have the same columns: titles and names tell, then what is said of
    them; where nothing does, both are left."""
    both = (ImportKind.VOLUNTEERS, ImportKind.STAFF)
    people = [guess for guess in ranked if guess.kind in both]
    if len(near(people)) < 2:
        return list(ranked)
    kind = _named_people(layout, names)
    if kind is None and _known(fitting[ImportKind.STAFF].fields) & _STAFF_FACTS:
        kind = ImportKind.STAFF
    if kind is None:
        return list(ranked)
    return [guess for guess in ranked if guess.kind not in both or guess.kind is kind]


def _named_people(layout: Layout, names: Sequence[str]) -> ImportKind | None:
    """Whether the people of a list are called volunteers or staff by what stands nearest."""
    for text in (*names[:1], *layout.titles, *names[1:]):
        for kind, pattern in writing().people.items():
            if pattern.search(soft(text)):
                return kind
    return None


def _counted_only(guess: KindGuess, fitting: Mapping[ImportKind, Layout]) -> Layout | None:
    """A sheet with people behind each door, read as a register of those doors: counts only."""
    layout = fitting.get(ImportKind.REGISTER)
    if layout is None:
        return None
    fields = tuple(field if field in _COUNTED_FIELDS else None for field in layout.fields)
    if "people" not in fields or not {"room", "address"} & set(fields):
        return None
    why = (Reason("kind_counts_only", {"kind": guess.kind.value}), *guess.why)
    counted = KindGuess(ImportKind.REGISTER, why, guess.points)
    return replace(layout, fields=fields, guesses=(counted,))


def _unknown(rows: Sequence[Sequence[Cell]], merged: Sequence[Area]) -> Layout:
    """A layout nobody recognised, by the row that looks most like headings."""
    head = likeliest(rows, merged)
    if head is not None:
        return _laid_out(head, None, (None,) * len(head.parts))
    for first, row in enumerate(rows):
        if sum(isinstance(cell, str) and bool(cell.strip()) for cell in row) > 1:
            width = max(map(len, rows[first : first + 40]))
            return Layout(None, first, 0, ("",) * width, (None,) * width)
    return Layout(None, 0, 0, (), ())


# -- the columns -----------------------------------------------------------------------------------


def _known(fields: Sequence[str | None]) -> set[str]:
    return {field for field in fields if field and field != SERIAL}


def _groups(kind: ImportKind, *, known: bool, said: bool = False) -> Iterator[set[str]]:
    """Groups of fields of each of which a list of a kind needs one.

    Args:
        known: whether a list of people is known as one, so that names and numbers are enough.
        said: whether somebody said that it is of this kind.
    """
    match kind:
        case ImportKind.REGISTER:
            yield {"room", "address", "building"}
            yield {"head", "name", "given_name", "phone", "people"}
        case ImportKind.COMPOUNDS:
            yield {"name"}
            yield {"unloading_point", "stated_households", "stated_buildings"}
        case ImportKind.CALLS:
            yield set(_ASKED)
            yield {"came_at", "came_on", "address", "room", *_WHO}
        case ImportKind.DELIVERIES:
            yield {"goods"}
            yield {"quantity"}
            if not said:
                yield {"arrives_at", "arrives_on"}
                yield {"plate", "driver"}
        case _:
            yield {"name"}
            yield {*_PEOPLE_FACTS, *(("phone",) if known else ())}


def _missing(
    kind: ImportKind, fields: Sequence[str | None], people: bool, *, said: bool
) -> tuple[str, ...]:
    """What a table of this kind cannot do without and has not; one name for each group.

    Args:
        people: as `known` of `_groups`.
        said: as there.
    """
    known = _known(fields)
    if any(field.startswith(MEMBER) for field in known):
        known.add("name")
    described = {"name", "address"} <= known and known & {"leader", "kind", "leader_phone"}
    if kind is ImportKind.COMPOUNDS and described:
        return ()
    order = list(known_headings()[kind].words)
    return tuple(
        min(group, key=order.index)
        for group in _groups(kind, known=people, said=said)
        if not group & known
    )


def _of_people(layout: Layout, names: Sequence[str]) -> bool:
    """Whether names, titles or headings say that a list is one of staff or volunteers."""
    if layout.kind not in (ImportKind.STAFF, ImportKind.VOLUNTEERS):
        return False
    if _named_people(layout, names) is layout.kind:
        return True
    found = guesses(_told(layout, (), ()), {layout.kind: ()})
    return any(g.kind is layout.kind and g.points > 3 for g in found)


def _mapped(
    layout: Layout, mapping: Chosen, kinds: Sequence[ImportKind], names: Sequence[str]
) -> Layout:
    """The layout with somebody's choices, and what is still missing."""
    fields = _with(layout.fields, mapping)
    headings = layout.headings + ("",) * (len(fields) - len(layout.headings))
    kind, guessed = layout.kind, layout.guesses
    if kind is None and mapping:
        fitting = [
            each
            for each in kinds
            if _known(fields) <= set(known_headings()[each].words)
            and not _missing(
                each, fields, _of_people(replace(layout, kind=each), names), said=False
            )
        ]
        kind = fitting[0] if fitting else None
        guessed = (KindGuess(kind, (Reason("kind_said_of_columns"),)),) if kind else guessed
    missing: tuple[str, ...] = ()
    if kind in known_headings():
        assert kind
        of_people = _of_people(replace(layout, kind=kind), names)
        missing = _missing(kind, fields, of_people, said=len(kinds) == 1)
    return replace(
        layout, kind=kind, fields=fields, headings=headings, missing=missing, guesses=guessed
    )


def _with(fields: Sequence[str | None], mapping: Chosen) -> tuple[str | None, ...]:
    """The fields with those somebody chose; a field moves from the column that had it."""
    width = max([len(fields), *(index + 1 for index in mapping)])
    after = [*fields, *[None] * (width - len(fields))]
    for index, field in mapping.items():
        for other, known in enumerate(after):
            if known == field and field not in REPEATABLE and other not in mapping:
                after[other] = None
        after[index] = field
    return tuple(after)
