"""Answers from the store to what the reading of free text asks: compounds, doors, numbers."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence

from data import engine, sql
from data.households.addresses import address
from data.pinyin import in_letters
from data.sql import Reader
from models.reading.gazetteer import CompoundName, HouseholdRef
from models.residents import LIVING_HERE

MOST = 200
"""Households given for one question; an address that fits more of them means none in particular."""

_HOUSEHOLD = f"""
SELECT h.no AS no, {address()}, h.head AS head, h.phone AS phone
FROM household h JOIN building b ON b.id = h.building_id JOIN compound c ON c.id = b.compound_id
"""

_ENDS_SO = """(h.rowid IN (SELECT rowid FROM household WHERE phone LIKE :ending)
  OR h.id IN (SELECT household_id FROM telephone WHERE number LIKE :ending))"""
"""The numbers alone are read from their indexes: households are wider by far."""

_IS = {
    "compound": "c.name = :compound",
    "lane": "b.lane = :lane",
    "building": "b.name = :building",
    "unit": "h.unit = :unit",
    # Behind 101 are 101/2 and 101/3, too; 0 is the character after the stroke.
    "room": "(h.room = :room OR (h.room > :room || '/' AND h.room < :room || '0'))",
    "head": f"""(h.head = :head OR h.id IN (SELECT household_id FROM resident
  WHERE name = :head AND presence IN ({sql.quoted(sorted(LIVING_HERE))})))""",
    "phone": """(h.phone = :phone OR h.id IN (SELECT household_id FROM telephone
  WHERE number = :phone))""",
}
"""What a household has to be, by the part it is asked by."""


class ByParts(ABC):
    """A gazetteer that knows each household by its parts, whichever of them is asked by."""

    def in_letters(self, name: str) -> str:
        """A name in Latin letters as it is said."""
        return in_letters(name)

    @abstractmethod
    def households_of(self, parts: Mapping[str, str]) -> list[HouseholdRef]:
        """Households that have all these parts, at most `MOST`; none where all of them are empty.

        A room is that of all households that share its door; a head may be anybody who lives there,
        a telephone any of theirs.

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
        """Households with this telephone number, whoever's of them it is."""
        return self.households_of({"phone": digits})

    @abstractmethod
    def households_with_phone_ending(
        self, ending: str, compound: str | None
    ) -> Sequence[HouseholdRef]:
        """Households whose telephone number ends so, in one compound or in any; at most `MOST`."""

    def households_with_head(self, name: str) -> Sequence[HouseholdRef]:
        """Households of which the head, or somebody who lives there, has exactly this name."""
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
        where = " AND ".join(_IS[name] for name in parts)
        # The plus keeps the order's index out: walking it would read every household there is.
        query = f"{_HOUSEHOLD} WHERE {where} ORDER BY +h.sort_key LIMIT {MOST}"
        return sql.views(HouseholdRef, self._conn.execute(query, dict(parts)))

    def households_with_phone_ending(
        self, ending: str, compound: str | None
    ) -> Sequence[HouseholdRef]:
        """Those on file, in the order of doors; all numbers of the index are looked through."""
        where = "AND c.name = :compound" if compound else ""
        given = {"ending": f"%{ending}", "compound": compound}
        query = f"{_HOUSEHOLD} WHERE {_ENDS_SO} {where} ORDER BY +h.sort_key LIMIT {MOST}"
        return sql.views(HouseholdRef, self._conn.execute(query, given))
