"""An address as it is read everywhere. Apart from taking one apart, which the desk's start need not
wait for: `models.households.addresses`.
"""

from __future__ import annotations

import re
from typing import NamedTuple


class Address(NamedTuple):
    """Parts of an address as bare text; None where the text has no such part."""

    compound: str | None = None
    lane: str | None = None
    building: str | None = None
    unit: str | None = None
    room: str | None = None


class Spot(NamedTuple):
    """Where something is, as it is said."""

    called: str
    address: Address | None = None
    """The same in parts, where that is an address of the register."""


def dashed(*parts: str | None) -> str:
    """The parts there are of an address within its compound: `43-17`, `2-501`, `21-后客堂`."""
    return "-".join(filter(None, parts))


class Where(str):
    """An address as it is read everywhere, which still knows what of it may be shortened."""

    __slots__ = ("behind",)
    behind: str
    """What tells the door, behind the compound's name: `2-1805`, also `3-101 +7`; may be empty."""

    def __new__(cls, text: str, behind: str = "") -> Where:
        """The text of an address, and the end of it that is never shortened."""
        made = super().__new__(cls, text)
        made.behind = behind
        return made

    @property
    def compound(self) -> str:
        """Its compound's name."""
        return self[: len(self) - len(self.behind)].rstrip()


def short_address(compound: str | None, *parts: str | None) -> Where:
    """An address as it is read everywhere, in any language: `大林苑 2-1805`, `四十三弄 21-后客堂`.

    Args:
        compound: None, or empty, for an address that is not in the register; then it is empty.
        parts: lane, building, unit, room, as far as they are known.
    """
    if not compound:
        return Where("")
    behind = dashed(*parts)
    return Where(f"{compound} {behind}".rstrip(), behind)


_SAID = re.compile(r"(?P<name>\D+?)\s*(?P<door>\d\S{0,15})")
"""An address as somebody said it, which ends in its door: `Foundry Court 108`, `桂馨里108弄`."""


def said_address(said: str) -> str:
    """An address that is not in the register as it was said; what ends in a door keeps that."""
    found = _SAID.fullmatch(said)
    return Where(said, found["door"]) if found else said


def and_more(where: str, doors: int) -> str:
    """The first of several doors, with how many more there are: `大林苑 3-101 +7`."""
    if not doors:
        return where
    behind = f"{where.behind} +{doors}".strip() if isinstance(where, Where) else ""
    return Where(f"{where} +{doors}", behind)
