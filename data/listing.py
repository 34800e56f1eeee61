"""Windows on long lists: only the records on screen are ever read, however many there are.

A subject declares its list once:

    HOUSEHOLDS = ListSpec(
        table="household",
        rows="SELECT t.no AS no, ... FROM household t JOIN building b ON b.id = t.building_id",
        read=partial(sql.views, HouseholdRow),
        sorts={"address": ("t.sort_key",), "head": ("t.head",)},
        scopes={"all": "", "alone": "t.id IN (SELECT household_id FROM household_mark ...)"},
    )

and every order of one term has an index on (term, no) and one on (term, no, search), which hold
all that ordering, filtering and counting look at. With 200,000 households a window deep in the
list takes 4 ms, a filter 15 to 35 ms, and no record itself is read but those shown.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cached_property
from typing import Generic, Protocol, TypeVar

from data.filtering import Terms, filtered
from data.sql import Reader, Rows, as_given, given, one_view, same
from models.listing import ListQuery, Wanted, Word
from models.times import day_start, local_date, stored


class Numbered(Protocol):
    """What every row has: the short number its record goes by."""

    @property
    def no(self) -> int:
        """The number of the record."""


Row = TypeVar("Row", bound=Numbered)

HEAD = 2000
"""Numbers read at first of what a scope or filter finds; the rest when somebody goes there."""

_PLAIN_TERMS = 2
"""Terms of an order that one index serves: its own and `no`."""

_EVERYTHING = "1"
"""The condition that every record meets."""

_NOTHING = "0"
"""The condition that no record meets."""

_GIVEN = given("numbers")


@dataclass(frozen=True, slots=True)
class ListSpec(Generic[Row]):
    """How a subject is listed. All SQL here is the program's own; typed text comes as parameters.

    Args:
        table: the listed table; it has `no` and `search`, and `t` is its alias everywhere.
        rows: SELECT and FROM of a row, every column under the name of its field; no WHERE.
        read: makes rows of what was found, such as `partial(sql.views, HouseholdRow)`.
        sorts: order terms by name, most significant first; `t.no` decides ties.
        scopes: conditions on `t` by name; empty for all records.
        values: values of the named parameters that `rows`, `sorts` and `scopes` use.
        terms: the terms it can be filtered by, see `data.filtering`.
        ranks: conditions by which those come first whose telephone number ends in `:digits`, then
            those of which it holds them, then other rows; the order decides among these.
    """

    table: str
    rows: str
    read: Callable[[Rows], Iterable[Row]]
    sorts: Mapping[str, tuple[str, ...]]
    scopes: Mapping[str, str]
    values: Mapping[str, object] = field(default_factory=dict)
    terms: Terms = field(default_factory=dict)
    ranks: tuple[str, ...] = ()

    def open(self, conn: Reader, query: ListQuery, /, **values: object) -> Listing[Row]:
        """The records a query finds now; `values` adds to the spec's own."""
        return Listing(conn, self, query, {**self.values, **values})


class Listing(Generic[Row]):
    """The records one query finds, in its order, counted from 0.

    Made anew for each query and whenever the store changed. Without a filter in a plain order it
    reads windows by their place in an index; otherwise it keeps the numbers found, 8 bytes each.
    A filter that matches nearly everything is counted, and its numbers read when one goes there.
    It outlives the read it was opened in: each later answer is a short read of its own on the same
    connection, so that nothing is held while nobody asks. Whatever reads may be refused by that
    connection while another desk writes too long.

    Attributes:
        problems: what of the filter means nothing here; then nothing is found.
    """

    def __init__(
        self,
        conn: Reader,
        spec: ListSpec[Row],
        query: ListQuery,
        values: Mapping[str, object],
    ) -> None:
        self._conn = conn
        self._spec = spec
        self._values = dict(values)
        read = query.wanted if query.filter else None
        wanted = read or _plain_words(query.filter)
        typed = filtered(conn, wanted, spec.terms)
        self.problems = typed.problems
        self._values.update(typed.values)
        scope = spec.scopes[query.scope]
        conditions = [scope] if scope else []
        if wanted.hidden or typed.problems:
            conditions.append(_NOTHING)
        conditions += typed.conditions
        self._scope = scope or _EVERYTHING
        self._where = " AND ".join(f"({c})" for c in conditions) or _EVERYTHING
        self._terms = (*spec.sorts[query.sort], "t.no")
        self._descending = query.descending
        self._indexed = not scope and len(self._terms) <= _PLAIN_TERMS
        self._plain = self._indexed and len(conditions) == bool(scope)
        self._found = array("q") if self._plain else self._numbers(self._select(), HEAD + 1)
        self._whole = not self._plain and len(self._found) <= HEAD
        if wanted.digits and spec.ranks and self._whole:
            self._found = self._ranked(wanted.digits)

    @cached_property
    def count(self) -> int:
        """How many records the query finds."""
        if self._where == _EVERYTHING:
            return self.total
        if self._whole:
            return len(self._found)
        if self._indexed:
            # What the head was found among is not looked through again.
            with one_view(self._conn):
                rest = self._beside(self._found[-1], behind=True, where=self._where)
            return len(self._found) + (rest or 0)
        return self._count_where(self._where)

    @cached_property
    def total(self) -> int:
        """How many records there are without scope and filter."""
        return self._count_where(_EVERYTHING)

    def nos(self, start: int, stop: int) -> Sequence[int]:
        """The numbers of the records from `start` up to but without `stop`."""
        if self._plain:
            with one_view(self._conn):
                return self._slice(start, min(stop, self.count))
        if stop > len(self._found):
            self._complete()
        return self._found[start:stop]

    def window(self, start: int, stop: int) -> list[Row | None]:
        """The rows from `start` up to but without `stop`; None for a record that is gone."""
        with one_view(self._conn):
            numbers = self.nos(start, stop)
            found = self._rows(numbers)
        return [found.get(no) for no in numbers]

    def rows(self) -> list[Row]:
        """All rows at once, for the companion commands."""
        with one_view(self._conn):
            return list(self._rows(self.nos(0, self.count)).values())

    def in_view(self, numbers: Iterable[int]) -> set[int]:
        """Those of these numbers that belong to a record of the scope, whatever the filter."""
        asked = as_given(numbers)
        among = f"t.no IN ({_GIVEN}) AND ({self._scope})"
        sql = f"SELECT t.no FROM {self._spec.table} t WHERE {among}"
        return {no for (no,) in self._ask(sql, numbers=asked)}

    def position(self, no: int) -> int | None:
        """The place of a record in this order, None when the query does not find it."""
        with one_view(self._conn):
            if self._plain:
                return self._beside(no)
            if not self._count_where(f"t.no = :own AND {self._where}", own=no):
                return None
            if no not in self._found:
                self._complete()
        return self._found.index(no) if no in self._found else None

    def _beside(self, no: int, *, behind: bool = False, where: str = _EVERYTHING) -> int | None:
        """How many records come before one of them, or behind it, counted on the order's index.

        Empty terms come first, as they do in the order. None when there is no such record.
        """
        terms = ", ".join(self._terms)
        sql = f"SELECT {terms} FROM {self._spec.table} t WHERE t.no = :own"
        own = self._ask(sql, own=no).fetchone()
        if own is None:
            return None
        count, alike = 0, where
        for term, value in zip(self._terms, own, strict=True):
            if self._descending != behind:
                there = f"{term} > :value" if value is not None else f"{term} IS NOT NULL"
            else:
                there = f"({term} < :value OR {term} IS NULL)" if value is not None else "0"
            count += self._count_where(f"{there} AND {alike}", value=value, first=own[0])
            alike = f"{same(term, ':first')} AND {where}"
        return count

    def _slice(self, start: int, stop: int) -> Sequence[int]:
        """Numbers of a plain order, counted from whichever end is nearer."""
        length = max(0, stop - start)
        if start < self.count // 2:
            return self._numbers(self._select(), length, start)
        return self._numbers(self._select(turned=True), length, self.count - stop)[::-1]

    def _select(self, turned: bool = False) -> str:
        turn = " DESC" if self._descending != turned else ""
        order = ", ".join(f"{term}{turn}" for term in self._terms)
        return f"SELECT t.no FROM {self._spec.table} t WHERE {self._where} ORDER BY {order}"

    def _ranked(self, digits: str) -> array[int]:
        """What was found with the numbers in front that end in these digits, see `ListSpec`; of
        more than a head nobody looks for one."""
        ranks = " ".join(f"WHEN {rank} THEN {at}" for at, rank in enumerate(self._spec.ranks))
        order = f"CASE {ranks} ELSE {len(self._spec.ranks)} END"
        sql = f"SELECT t.no, {order} FROM {self._spec.table} t WHERE t.no IN ({_GIVEN})"
        rank = dict(self._ask(sql, numbers=as_given(self._found), digits=digits).fetchall())
        return array("q", sorted(self._found, key=lambda no: rank.get(no, len(rank))))

    def _complete(self) -> None:
        """Read the rest of what was found, once somebody looks beyond its head."""
        if not self._whole:
            self._found = self._numbers(self._select(), -1)
            self._whole = True

    def _numbers(self, sql: str, limit: int, start: int = 0) -> array[int]:
        rows = self._ask(f"{sql} LIMIT :limit OFFSET :start", limit=limit, start=start)
        return array("q", [no for (no,) in rows])

    def _count_where(self, where: str, **values: object) -> int:
        sql = f"SELECT count(*) FROM {self._spec.table} t WHERE {where}"
        ((number,),) = self._ask(sql, **values)
        return int(number)

    def _rows(self, numbers: Sequence[int]) -> dict[int, Row]:
        """Rows by number, in the order of the numbers."""
        sql = f"{self._spec.rows} WHERE t.no IN ({_GIVEN})"
        rows = self._spec.read(self._ask(sql, numbers=as_given(numbers)))
        found = {row.no: row for row in rows}
        return {no: found[no] for no in numbers if no in found}

    def _ask(self, sql: str, **values: object) -> Rows:
        return self._conn.execute(sql, {**self._values, **values})


def _plain_words(typed: str) -> Wanted:
    """What was typed as words alone, which is as it is where a list has no terms."""
    from models.search.terms import search_words

    return Wanted(tuple(map(Word, search_words(typed)))) if typed else Wanted()


def day_bounds(now: datetime) -> dict[str, str]:
    """A moment and the local day it lies in, as parameters of a list: `now`, `day`, `tomorrow` and
    `day_after`, stored."""
    start = day_start(local_date(now))
    days = {"tomorrow": start + timedelta(days=1), "day_after": start + timedelta(days=2)}
    return {"now": stored(now), "day": stored(start), **{k: stored(at) for k, at in days.items()}}
