"""Answers from the store to what the reading of free text asks: compounds, doors, numbers."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence

from data import engine, sql
from data.households.addresses import address
from data.pinyin import in_letters
from data.sql import Reader
from models.reading.gazetteer import CompoundName, HouseholdRef

MOST = 200
"""Households given for one question; an address that fits more of them means none in particular."""

_HOUSEHOLD = f"""
SELECT h.no AS no, {address()}, h.head AS head, h.phone AS phone
FROM household h JOIN building b ON b.id = h.building_id JOIN compound c ON c.id = b.compound_id
"""

_ENDS_SO = "h.rowid IN (SELECT rowid FROM household WHERE phone LIKE ?)"
"""The numbers alone are read from their index: households are wider by far."""

_COLUMNS = {
    "compound": "c.name",
    "lane": "b.lane",
    "building": "b.name",
    "unit": "h.unit",
    "room": "h.room",
    "head": "h.head",
    "phone": "h.phone",
}


class ByParts(ABC):
    """A gazetteer that knows each household by its parts, whichever of them is asked by."""

    def in_letters(self, name: str) -> str:
        """A name in Latin letters as it is said."""
        return in_letters(name)

    @abstractmethod
    def households_of(self, parts: Mapping[str, str]) -> list[HouseholdRef]:
        """Households that have all these parts, at most `MOST`; none where all of them are empty.

        Args:
            parts: by the names of `HouseholdRef`.
        """

    def households_at(
        self,
        compound: str | None,
        lane: str | None,
        building: str | None,
        unit: str | None,
        room: str | None,
    ) -> Sequence[HouseholdRef]:
        """Households whose address has these parts."""
        parts = {
            "compound": compound,
            "lane": lane,
            "building": building,
            "unit": unit,
            "room": room,
        }
        return self.households_of({name: part for name, part in parts.items() if part is not None})

    def households_with_phone(self, digits: str) -> Sequence[HouseholdRef]:
        """Households with this telephone number."""
        return self.households_of({"phone": digits})

    @abstractmethod
    def households_with_phone_ending(
        self, ending: str, compound: str | None
    ) -> Sequence[HouseholdRef]:
        """Households whose telephone number ends so, in one compound or in any; at most `MOST`."""

    def households_with_head(self, name: str) -> Sequence[HouseholdRef]:
        """Households whose head has exactly this name."""
        return self.households_of({"head": name})


class StoreGazetteer(ByParts):
    """A gazetteer over one connection; compounds are kept until anybody changes the store."""

    def __init__(self, conn: Reader) -> None:
        self._conn = conn
        self._compounds: tuple[CompoundName, ...] = ()
        self._as_of: tuple[int, int] | None = None

    def compounds(self) -> Sequence[CompoundName]:
        """All compounds in the committee's order; their names in Latin letters are aliases."""
        now = (engine.data_version(self._conn), self._conn.total_changes)
        if now != self._as_of:
            rows = self._conn.execute("SELECT no, name, address FROM compound ORDER BY position")
            self._compounds = tuple(
                CompoundName(**one, aliases=tuple(filter(None, [in_letters(one["name"])])))
                for one in sql.named(rows)
            )
            self._as_of = now
        return self._compounds

    def households_of(self, parts: Mapping[str, str]) -> list[HouseholdRef]:
        """Those on file, in the order of doors."""
        if not any(parts.values()):
            return []
        where = " AND ".join(f"{_COLUMNS[name]} = ?" for name in parts)
        # The plus keeps the order's index out: walking it would read every household there is.
        query = f"{_HOUSEHOLD} WHERE {where} ORDER BY +h.sort_key LIMIT {MOST}"
        return sql.views(HouseholdRef, self._conn.execute(query, tuple(parts.values())))

    def households_with_phone_ending(
        self, ending: str, compound: str | None
    ) -> Sequence[HouseholdRef]:
        """Those on file, in the order of doors; all numbers of the index are looked through."""
        where, given = ("AND c.name = ?", (compound,)) if compound else ("", ())
        query = f"{_HOUSEHOLD} WHERE {_ENDS_SO} {where} ORDER BY +h.sort_key LIMIT {MOST}"
        return sql.views(HouseholdRef, self._conn.execute(query, (f"%{ending}", *given)))
