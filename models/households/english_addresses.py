"""Addresses as English writes them: `Flat 3B, 12 Rose Mews`, `Block 4 #05-12`, `Apt 5, Tower B`."""

from __future__ import annotations

import re

from models.address import Address
from models.text import narrow

_NO = r"\s*(?:no\.?|number|#)?\s*"
_NUMBER = r"(?:[A-Za-z]?\d{1,5}[A-Za-z]?|[A-Za-z](?![A-Za-z]))"
_ROOM = re.compile(
    rf"\b(?:flat|apt|apartment|room|rm|unit|suite)\b\.?{_NO}(?P<room>{_NUMBER})(?![\w-])"
    r"|#\s*(?P<level>\d{1,2}-\d{1,4}[A-Za-z]?)(?![\w-])",
    re.IGNORECASE,
)
_BUILDING = re.compile(
    rf"\b(?:block|blk|building|bldg|tower|house)\b\.?{_NO}(?P<building>{_NUMBER})(?![\w-])",
    re.IGNORECASE,
)
_STREET = re.compile(
    r"(?:^|(?<=[ ,]))(?P<building>\d{1,4}[A-Za-z]?)\s+(?P<street>[A-Z][\w'’.]*(?: [A-Z][\w'’.]*)*)"
)
_BARE = {
    "building": re.compile(
        rf"(?:block|blk|building|bldg|tower|house|no)\.?#?(?P<it>{_NUMBER})", re.I
    ),
    "room": re.compile(
        rf"(?:(?:flat|apt|apartment|room|rm|unit|suite|door|no)\.?#?(?P<it>{_NUMBER})"
        r"|#(?P<level>\d{1,2}-\d{1,4}[A-Za-z]?))",
        re.I,
    ),
    "unit": re.compile(rf"(?:entrance|staircase|stair|unit|core)\.?#?(?P<it>{_NUMBER})", re.I),
}


def split_english(text: str) -> Address:
    """Take an address apart; what is neither a door nor a building is the compound's name, the
    number of a house in front of it the building. All None for text that says neither."""
    raw = " ".join(narrow(text).split())
    said: dict[str, str] = {}
    for pattern in (_ROOM, _BUILDING):
        if found := pattern.search(raw):
            said |= {name: part for name, part in found.groupdict().items() if part}
            raw = f"{raw[: found.start()].rstrip(' ,')}, {raw[found.end() :].lstrip(' ,')}"
    raw = raw.strip(" ,")
    compound = raw
    if "building" not in said and (street := _STREET.search(raw)):
        said["building"], compound = street["building"], street["street"]
    if not said:
        return Address()
    room = said.get("room") or said.get("level")
    building = said.get("building")
    return Address(
        compound.split(",")[0].strip() or None,
        building=building.upper() if building else None,
        room=room.upper() if room else None,
    )


def without_word(text: str, part: str) -> str:
    """A building's, unit's or room's number without the English word before it, whose blanks are
    gone: `Block4` is `4`; other text as it stands."""
    pattern = _BARE.get(part)
    found = pattern.fullmatch(text) if pattern else None
    return next(one for one in found.groups() if one) if found else text
