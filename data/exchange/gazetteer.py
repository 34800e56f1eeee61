"""The register as it will be once an import is done, for the calls that come in with it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from data.exchange.households import without_number
from data.pinyin import in_letters
from data.reading.gazetteer import MOST, ByParts, StoreGazetteer
from data.sql import Reader
from models.households import CompoundInput, HouseholdInput
from models.reading.gazetteer import CompoundName, HouseholdRef
from models.residents.rules import lives_here

Places = Sequence[CompoundInput | HouseholdInput]
"""Compounds and households that an import brings in."""


_Part = tuple[str, str]
"""The name of a part and its text, empty where a household has none."""

_PARTS = tuple(name for name in HouseholdRef._fields if name != "no")


class ComingGazetteer(ByParts):
    """A gazetteer over the store and what an import adds; none of that has a number yet.

    A household to come has a number below zero, told from the others by it and never kept: the
    call is read once more when it is written, see `calls.read_again`.
    """

    def __init__(self, conn: Reader, coming: Places) -> None:
        self._store = StoreGazetteer(conn)
        self._compounds = _with(self._store.compounds(), coming)
        self._by: dict[_Part, dict[int, HouseholdRef]] = {}
        homes = [one for one in coming if isinstance(one, HouseholdInput)]
        for no, one in enumerate(homes, 1):
            home = HouseholdRef(
                -no,
                one.compound,
                one.lane,
                one.building,
                one.unit,
                one.room,
                one.head or "",
                one.phone or "",
            )
            for part in _asked_by(home, one):
                self._by.setdefault(part, {})[home.no] = home

    def compounds(self) -> Sequence[CompoundName]:
        """All compounds there will be."""
        return self._compounds

    def households_of(self, parts: Mapping[str, str]) -> list[HouseholdRef]:
        """Those on file, then those to come."""
        return [*self._store.households_of(parts), *self._coming(parts)][:MOST]

    def households_with_phone_ending(self, ending: str, compound: str | None) -> list[HouseholdRef]:
        """Those on file, then those to come."""
        coming = [
            home
            for (name, digits), homes in self._by.items()
            if name == "phone" and digits.endswith(ending)
            for home in homes.values()
            if compound in (None, home.compound)
        ]
        on_file = self._store.households_with_phone_ending(ending, compound)
        return list(dict.fromkeys([*on_file, *coming]))[:MOST]

    def _coming(self, parts: Mapping[str, str]) -> Iterable[HouseholdRef]:
        having = [self._by.get((name, part), {}) for name, part in parts.items()]
        if any(parts.values()):
            fewest = min(having, key=len)
            yield from (home for no, home in fewest.items() if all(no in one for one in having))


def _asked_by(home: HouseholdRef, given: HouseholdInput) -> Iterable[_Part]:
    """Everything a household is found by: its parts, the room of its door where it shares that,
    everybody who lives there and all their numbers."""
    for name in _PARTS:
        yield name, getattr(home, name) or ""
    yield "room", without_number(home.room or "")
    living = [one for one in given.residents or () if lives_here(one)]
    yield from (("head", one.name) for one in living)
    numbers = [
        *(given.phones or ()),
        *(p for one in given.residents or () for p in one.phones or ()),
    ]
    yield from (("phone", phone.number) for phone in numbers)


def _with(known: Sequence[CompoundName], coming: Places) -> list[CompoundName]:
    """The compounds on file and those to come, each once by its name."""
    by_name = {one.name: one for one in known}
    for one in coming:
        if isinstance(one, CompoundInput):
            letters = in_letters(one.name)
            aliases = (letters,) if letters else ()
            by_name[one.name] = CompoundName(0, one.name, one.address or "", aliases)
    return list(by_name.values())
