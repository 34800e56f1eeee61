"""Records of the other subjects that a search is about: households, people, who is called, work."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from data import sql
from data.households.addresses import address
from data.sql import Reader
from models.directory import Listed, listed_no
from models.households.marks import mark_of
from models.search.terms import search_words
from models.text import fold
from models.word_tables import unless_broken

FEW = 12
"""Records of one subject up to which they are shown: of more nobody knows which is meant."""

_SUBJECTS = {
    "households": (
        "SELECT t.no AS no, t.head AS name, t.phone AS phone, NULL AS at,"
        f" {address(household='t')} FROM household t"
        " JOIN building b ON b.id = t.building_id JOIN compound c ON c.id = b.compound_id"
        " WHERE {words}"
    ),
    "roster": (
        "SELECT t.no AS no, t.name AS name, t.phone AS phone, NULL AS at, {nowhere}"
        " FROM person t WHERE t.archived_at IS NULL AND {words}"
    ),
    "directory": (
        f"SELECT {listed_no(Listed.DIRECTORY, 0)} + t.no * {len(Listed)} AS no, t.name AS name,"
        " t.phone AS phone, NULL AS at, {nowhere}"
        " FROM contact t WHERE t.archived_at IS NULL AND {words}"
    ),
    "supplies": (
        "SELECT t.no AS no, '' AS name, '' AS phone, t.eta AS at, c.name AS compound,"
        " NULL AS lane, NULL AS building, NULL AS unit, NULL AS room"
        " FROM supply_drop t JOIN compound c ON c.id = t.compound_id WHERE {words}"
    ),
    "testing": (
        "SELECT t.no AS no, t.site AS name, '' AS phone, t.starts_at AS at, {nowhere}"
        " FROM test_session t WHERE {words}"
    ),
}
_NOWHERE = "NULL AS compound, NULL AS lane, NULL AS building, NULL AS unit, NULL AS room"


class RecordHit(NamedTuple):
    """A record found. `subject` is whose place shows it, under `no`; `at` is in stored form."""

    subject: str
    no: int
    name: str
    phone: str
    at: str | None
    compound: str | None
    lane: str | None
    building: str | None
    unit: str | None
    room: str | None


class Records(NamedTuple):
    """What is found beside requests.

    Attributes:
        hits: those of subjects of which a few fit.
        many: of the other subjects how many fit, by subject.
    """

    hits: tuple[RecordHit, ...] = ()
    many: tuple[tuple[str, int], ...] = ()


def records(conn: Reader, text: str) -> Records:
    """Records in which every word occurs, by subject."""
    words = words_or_marks(text)
    if not words:
        return Records()
    holding, values = holds_all(words)
    hits: list[RecordHit] = []
    many: list[tuple[str, int]] = []
    for subject, found in _SUBJECTS.items():
        query = found.format(words=holding, nowhere=_NOWHERE)
        (count,) = conn.execute(f"SELECT count(*) FROM ({query})", values).fetchone()
        if count > FEW:
            many.append((subject, count))
        else:
            rows = sql.named(conn.execute(f"{query} ORDER BY t.no", values))
            hits += [RecordHit(subject, **row) for row in rows]
    return Records(tuple(hits), tuple(many))


def words_or_marks(text: str) -> list[tuple[str, ...]]:
    """What was typed in the forms in which records have it; a mark in any of its words, `living
    alone`, `dialysis`, as registers write it, too."""
    whole = _mark(text)
    if whole is not None:
        return [tuple(dict.fromkeys((fold(text), fold(whole))))]
    return [
        forms if (mark := _mark(forms[0])) is None else (*forms, fold(mark))
        for forms in search_words(text)
    ]


def holds_all(words: Sequence[Sequence[str]]) -> tuple[str, dict[str, object]]:
    """The condition that the searched text of `t` holds any form of each word, and its values."""
    values: dict[str, object] = {}
    parts = []
    for at, forms in enumerate(words):
        names = {f"word{at}_{n}": form for n, form in enumerate(forms)}
        values |= names
        parts.append(f"({' OR '.join(sql.holds('t.search', f':{name}') for name in names)})")
    return " AND ".join(parts), values


def _mark(word: str) -> str | None:
    return unless_broken(lambda: mark_of(word), None)


def nearest_records(conn: Reader, text: str, most: int) -> list[RecordHit]:
    """A few records of each subject in which every word occurs, however many others there are.

    Those whose telephone ends in what was typed stand first, then those it is the name of.
    """
    words = words_or_marks(text)
    if not words:
        return []
    holding, values = holds_all(words)
    values |= {"tail": f"%{text}", "name": text, "most": most}
    hits: list[RecordHit] = []
    for subject, found in _SUBJECTS.items():
        query = found.format(words=holding, nowhere=_NOWHERE)
        order = "CASE WHEN phone LIKE :tail THEN 0 WHEN name = :name THEN 1 ELSE 2 END, no"
        rows = sql.named(
            conn.execute(f"SELECT * FROM ({query}) q ORDER BY {order} LIMIT :most", values)
        )
        hits += [RecordHit(subject, **row) for row in rows]
    return hits
