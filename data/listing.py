"""Windows on long lists: only the records on screen are ever read, however many there are.

A subject declares its list once:

    HOUSEHOLDS = ListSpec(
        table="household",
        rows="SELECT t.no, ... FROM household t JOIN building b ON b.id = t.building_id",
        row=HouseholdRow,
        sorts={"address": ("t.sort_key",), "head": ("t.head",)},
        scopes={"all": "", "alone": "t.id IN (SELECT household_id FROM household_mark ...)"},
    )

and every order of one term has an index on (term, no, search), which holds all that ordering,
filtering and counting look at: with 200,000 households a window deep in the list takes 1 ms, a
filter 20 ms, and no record itself is read but those shown.
"""

from __future__ import annotations

import json
import sqlite3
from array import array
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

from models.listing import ListQuery
from models.rules.text import fold

Row = TypeVar("Row")

_HEAD = 2000
"""Numbers read at first of what a scope or filter finds; the rest when somebody goes there."""

_PLAIN_TERMS = 2
"""Terms of an order that one index serves: its own and `no`."""


@dataclass(frozen=True, slots=True)
class ListSpec(Generic[Row]):
    """How a subject is listed. All SQL here is the program's own; typed text comes as parameters.

    Args:
        table: the listed table; it has `no` and `search`, and `t` is its alias everywhere.
        rows: SELECT and FROM of a row, `t.no` first; no WHERE.
        row: makes a row from the columns.
        sorts: order terms by name, most significant first; `t.no` decides ties.
        scopes: conditions on `t` by name; empty for all records.
        values: values of the named parameters that `rows`, `sorts` and `scopes` use.
    """

    table: str
    rows: str
    row: Callable[..., Row]
    sorts: Mapping[str, tuple[str, ...]]
    scopes: Mapping[str, str]
    values: Mapping[str, object] = field(default_factory=dict)

    def open(self, conn: sqlite3.Connection, query: ListQuery, **values: object) -> Listing[Row]:
        """The records a query finds now; `values` adds to the spec's own."""
        return Listing(conn, self, query, {**self.values, **values})


class Listing(Generic[Row]):
    """The records one query finds, in its order, counted from 0.

    Made anew for each query and whenever the store changed. Without a filter in a plain order it
    reads windows by their place in an index; otherwise it keeps the numbers found, 8 bytes each.
    A filter that matches nearly everything is counted, and its numbers read when one goes there.
    """

    def __init__(
        self,
        conn: sqlite3.Connection,
        spec: ListSpec[Row],
        query: ListQuery,
        values: Mapping[str, object],
    ) -> None:
        self._conn = conn
        self._spec = spec
        self._values = dict(values)
        words = fold(query.filter).split()
        conditions = [spec.scopes[query.scope]] if spec.scopes[query.scope] else []
        for number, word in enumerate(words):
            conditions.append(f"instr(t.search, :word{number})")
            self._values[f"word{number}"] = word
        self._where = " AND ".join(f"({c})" for c in conditions) or "1"
        self._terms = (*spec.sorts[query.sort], "t.no")
        self._descending = query.descending
        self._plain = not conditions and len(self._terms) <= _PLAIN_TERMS
        self._found = array("q") if self._plain else self._numbers(self._select(), _HEAD + 1)
        self._whole = not self._plain and len(self._found) <= _HEAD
        self.count = len(self._found) if self._whole else self._counted()
        """How many records the query finds."""

    @property
    def total(self) -> int:
        """How many records there are without scope and filter."""
        (total,) = self._conn.execute(f"SELECT count(*) FROM {self._spec.table}").fetchone()
        return int(total)

    def nos(self, start: int, stop: int) -> Sequence[int]:
        """The numbers of the records from `start` up to but without `stop`."""
        if self._plain:
            return self._numbers(self._select(), max(0, stop - start), start)
        if stop > len(self._found):
            self._complete()
        return self._found[start:stop]

    def window(self, start: int, stop: int) -> list[Row | None]:
        """The rows from `start` up to but without `stop`; None for a record that is gone."""
        numbers = self.nos(start, stop)
        found = self._rows(numbers)
        return [found.get(no) for no in numbers]

    def rows(self) -> list[Row]:
        """All rows at once, for the companion commands."""
        found = self._rows(self.nos(0, self.count))
        return list(found.values())

    def position(self, no: int) -> int | None:
        """The place of a record in this order, None when the query does not find it."""
        if not self._plain:
            self._complete()
            try:
                return self._found.index(no)
            except ValueError:
                return None
        own = self._conn.execute(
            f"SELECT {', '.join(self._terms)} FROM {self._spec.table} t WHERE t.no = :no",
            {**self._values, "no": no},
        ).fetchone()
        if own is None:
            return None
        names = [f":own{number}" for number in range(len(own))]
        compare = ">" if self._descending else "<"
        (before,) = self._conn.execute(
            f"SELECT count(*) FROM {self._spec.table} t "
            f"WHERE ({', '.join(self._terms)}) {compare} ({', '.join(names)})",
            {**self._values, **{f"own{n}": value for n, value in enumerate(own)}},
        ).fetchone()
        return int(before)

    def _select(self) -> str:
        turn = " DESC" if self._descending else ""
        order = ", ".join(f"{term}{turn}" for term in self._terms)
        return f"SELECT t.no FROM {self._spec.table} t WHERE {self._where} ORDER BY {order}"

    def _complete(self) -> None:
        """Read the rest of what was found, once somebody looks beyond its head."""
        if not self._whole:
            self._found = self._numbers(self._select(), -1)
            self._whole = True

    def _numbers(self, sql: str, limit: int, start: int = 0) -> array[int]:
        rows: Iterable[tuple[int]] = self._conn.execute(
            f"{sql} LIMIT :limit OFFSET :start", {**self._values, "limit": limit, "start": start}
        )
        return array("q", [no for (no,) in rows])

    def _counted(self) -> int:
        (count,) = self._conn.execute(
            f"SELECT count(*) FROM {self._spec.table} t WHERE {self._where}", self._values
        ).fetchone()
        return int(count)

    def _rows(self, numbers: Sequence[int]) -> dict[int, Row]:
        """Rows by number, in the order of the numbers."""
        made: Any = self._spec.row
        found = {
            row[0]: made(*row)
            for row in self._conn.execute(
                f"{self._spec.rows} WHERE t.no IN (SELECT value FROM json_each(:numbers))",
                {**self._values, "numbers": json.dumps(list(numbers))},
            )
        }
        return {no: found[no] for no in numbers if no in found}
