"""What speaks against calling people down whom a sheet calls: a hint to look, never a fact. Pure.

Open calls say it, or somebody set them aside by hand in the round before.

Nobody is positive by somebody's word on the telephone, and nobody is left out by it: but who calls
a building down beside an open call `waits four days for the transfer` may bring an infection to
the table. Safety of life wins: a hint too many costs a look, one too few a stairway.
"""

from __future__ import annotations

import re
from enum import StrEnum
from typing import NamedTuple

from models.address import Address


class HintKind(StrEnum):
    """What a call says."""

    POSITIVE = "positive"
    """Somebody behind the door is positive, or waits for the transfer."""
    AT_DOOR = "at_door"
    """Somebody there cannot come down."""
    ASIDE = "aside"
    """Somebody was left out of the round before, or visited in it, by hand."""


class Hint(NamedTuple):
    """What speaks against calling people of a door down."""

    request: int | None
    """The open call that says it."""
    round: int | None
    """The round before in which somebody set them aside."""
    kind: str
    said: str
    people: int
    """Called down there."""
    household: int
    compound: str | None
    lane: str | None
    building: str | None
    unit: str | None
    room: str | None

    @property
    def address(self) -> Address:
        """The door."""
        return Address(self.compound, self.lane, self.building, self.unit, self.room)


_POSITIVE = re.compile(
    r"(?<!不是)(?<!没有)阳性(?!率|的?那家|邻居|的?人家|家庭)|确诊|(?<!没)阳了|(?<!太)(?<!没)转阳"
    r"|\bpositive\b",
    re.IGNORECASE,
)
_AT_DOOR = re.compile(
    r"(?:腿脚|行动|走路)不(?:方)?便|下不[了来]楼?|走不[动了]|不能下楼|卧床|瘫痪|轮椅|起不来"
    r"|上门(?:来)?(?:做|采|核酸)|cannot come down|wheelchair|bed-?ridden",
    re.IGNORECASE,
)
_OF_TESTS = "test"
_TRANSFER = "transfer"


def hint_of(kind: str, text: str) -> HintKind | None:
    """What an open call says of who lives there; None for nothing that matters to a sheet."""
    if kind == _TRANSFER or _POSITIVE.search(text):
        return HintKind.POSITIVE
    if _AT_DOOR.search(text) or (kind == _OF_TESTS and "上门" in text):
        return HintKind.AT_DOOR
    return None
