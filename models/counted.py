"""Units of goods as English counts them: `1 bag`, `2 bags`.

Only for what is told: what is kept or typed again has its unit as it is on file."""

from __future__ import annotations

_PLURALS = {
    "bag": "bags",
    "bottle": "bottles",
    "box": "boxes",
    "bundle": "bundles",
    "can": "cans",
    "carton": "cartons",
    "jar": "jars",
    "kit": "kits",
    "loaf": "loaves",
    "pack": "packs",
    "packet": "packets",
    "piece": "pieces",
    "roll": "rolls",
    "set": "sets",
    "tin": "tins",
    "tray": "trays",
    "unit": "units",
}
"""Units whose number is known, one and several; any other stays as it was written."""

_SINGULARS = {several: one for one, several in _PLURALS.items()}


def in_number(count: int | str, unit: str) -> str:
    """A unit as it stands behind so many, which may have a sign; as it is where it is no known
    word: `bags` of 1 is `bag`."""
    is_one = str(count).lstrip("+-") == "1"
    return (_SINGULARS if is_one else _PLURALS).get(unit, unit)
