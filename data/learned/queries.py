"""What was learned, and which of it counts: a word of a correction that was undone does not."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from data import sql
from data.learned.file import kept
from data.sql import Reader
from models.learned import Learned, LearnedRow, Standing
from models.learned.rules import taught
from models.reading.scan import plain
from models.reading.shapes import Reading


def rows(conn: Reader) -> list[LearnedRow]:
    """All words, in the order in which they were learned.

    Raises:
        BrokenTable: as `data.learned.file.kept`.
    """
    words = kept(conn).words
    kinds = _kinds_of(conn, words)
    return [LearnedRow(one, _standing(one, kinds)) for one in words]


def as_taught(conn: Reader, read: Reading) -> Reading:
    """What the rules read of a call, with what was learned of its words, see `rules.taught`.

    Raises:
        BrokenTable: as `data.learned.file.kept`.
    """
    found = [hit.means for hit in kept(conn).book.find(plain(read.text))]
    if not found:
        return read
    kinds = _kinds_of(conn, found)
    return taught(read, (one for one in found if _standing(one, kinds) is Standing.COUNTS))


def _kinds_of(conn: Reader, words: Sequence[Learned]) -> Mapping[str, str]:
    """What the requests whose corrections taught words are about now, by their `id`."""
    keys = {one.key for one in words if one.key}
    query = f"SELECT id, kind FROM request WHERE id IN ({sql.given('keys')})"
    return sql.mapped(conn.execute(query, {"keys": sql.as_given(keys)}), "id", "kind")


def _standing(one: Learned, kinds: Mapping[str, str]) -> Standing:
    if one.forgotten:
        return Standing.FORGOTTEN
    if one.key and kinds.get(one.key) != one.kind:
        return Standing.TAKEN_BACK
    return Standing.COUNTS
