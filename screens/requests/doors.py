"""The doors of a request in one field of its form: shown apart by commas, read back one by one."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from data.reading.capture import read
from data.sql import Reader
from models.problems import Refused
from screens.kit.values import joined

_BETWEEN = re.compile(r"[、,，;；\n]")


class Homes(NamedTuple):
    """The households a request is about, by their numbers."""

    household: int | None
    """Its own; None where that is not on file."""
    doors: tuple[int, ...] = ()
    """Further ones, in the order said."""
    unlisted: str = ""
    """Doors that are not on file beside those that are, as they were said."""


def together(places: Sequence[str]) -> str:
    """Doors as the field shows them, apart as the language spoken now does it."""
    return joined(places)


def kept(unlisted: Sequence[str]) -> str:
    """Doors that are not on file as they are kept, the same in all languages."""
    return "、".join(unlisted)


def parts_of(said: str) -> list[str]:
    """The doors that a field names, each as it stands there."""
    return [part.strip() for part in _BETWEEN.split(said) if part.strip()]


def read_homes(conn: Reader, said: str, shown: Sequence[str], known: Homes, now: datetime) -> Homes:
    """The households that a field names: those it showed, and what else can be read.

    Text that names no household at all is an address in somebody's own words. Doors that the call
    named and that are not on file stay as long as the field names them.

    Args:
        shown: the doors as it showed them, and `known`, the households behind them.

    Raises:
        Refused: `door_unclear` for one of several that means none; nobody is left out silently.
    """
    parts = parts_of(said)
    whole = read(conn, said, now) if said else None
    is_read = whole is not None and not whole.unlisted
    if whole is not None and is_read and (len(parts) == 1 or 1 + len(whole.doors) >= len(parts)):
        return Homes(whole.household, tuple(home.no for home in whole.doors))
    numbers = [*([] if known.household is None else [known.household]), *known.doors]
    on_file = [part for part in shown if part not in parts_of(known.unlisted)]
    behind = dict(zip(on_file, numbers, strict=False)) if len(on_file) == len(numbers) else {}
    found: list[int] = []
    missing: list[str] = []
    unlisted: list[str] = []
    was_unlisted = parts_of(known.unlisted)
    compound = ""
    for part in parts:
        if part in was_unlisted:
            unlisted.append(part)
            continue
        if part in behind:
            found.append(behind[part])
            compound = part.rpartition(" ")[0]
            continue
        reading = read(conn, part, now)
        if reading.compound is None and compound:
            reading = read(conn, f"{compound} {part}", now)
        if reading.household is None:
            missing.append(part)
            continue
        compound = reading.compound or compound
        found += [reading.household, *(home.no for home in reading.doors)]
    if found and missing:
        raise Refused("door_unclear", "where", value=missing[0])
    if not found:
        return Homes(None)
    first, *others = dict.fromkeys(found)
    return Homes(first, tuple(others), kept(unlisted))
