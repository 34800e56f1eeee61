"""What the reading asks of the register: which compounds there are and who lives where.

The store answers; the reading only states the questions.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple, Protocol


class CompoundName(NamedTuple):
    """A compound by name and street address (`大林路43弄`), so that `43弄` can mean it too.

    `aliases`: other names in use, such as its name in pinyin without blanks.
    """

    no: int
    name: str
    address: str
    aliases: tuple[str, ...] = ()


class HouseholdRef(NamedTuple):
    """A household as far as the reading needs it; address parts are bare text."""

    no: int
    compound: str
    lane: str | None
    building: str
    unit: str | None
    room: str | None
    head: str
    phone: str


class Gazetteer(Protocol):
    """The register's answers. Compounds are named by their full name; None means any."""

    def compounds(self) -> Sequence[CompoundName]:
        """All compounds."""
        ...

    def in_letters(self, name: str) -> str:
        """A name in Latin letters as it is said, without blanks: 大林苑 is `dalinyuan`."""
        ...

    def households_at(
        self,
        compound: str | None,
        lane: str | None,
        building: str | None,
        unit: str | None,
        room: str | None,
    ) -> Sequence[HouseholdRef]:
        """Households whose address has these parts; several may share a room's door."""
        ...

    def households_with_phone(self, digits: str) -> Sequence[HouseholdRef]:
        """Households with this telephone number, whoever's of them it is."""
        ...

    def households_with_phone_ending(
        self, ending: str, compound: str | None
    ) -> Sequence[HouseholdRef]:
        """Households whose telephone number ends so, in one compound or in any."""
        ...

    def households_with_head(self, name: str) -> Sequence[HouseholdRef]:
        """Households of which the head, or somebody who lives there, has exactly this name."""
        ...
