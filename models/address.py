"""An address as it is read everywhere. Apart from taking one apart, which the desk's start need not
wait for: `models.households.addresses`.
"""

from __future__ import annotations

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


def short_address(compound: str | None, *parts: str | None) -> str:
    """An address as it is read everywhere, in any language: `大林苑 2-1805`, `四十三弄 21-后客堂`.

    Args:
        compound: None, or empty, for an address that is not in the register; then it is empty.
        parts: lane, building, unit, room, as far as they are known.
    """
    return f"{compound} {dashed(*parts)}".rstrip() if compound else ""


def and_more(where: str, doors: int) -> str:
    """The first of several doors, with how many more there are: `大林苑 3-101 +7`."""
    return f"{where} +{doors}" if doors else where
