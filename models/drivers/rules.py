"""Rules of drivers and suppliers: whose deliveries are one driver's, which supplier is meant."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from models.drivers import DrivenRow
from models.text import fold


def plate_key(plate: str) -> str:
    """A plate as it is compared: `沪A·12345` and `沪a 12345` are one."""
    return "".join(char for char in fold(plate) if char.isalnum())


def by_driver(deliveries: Iterable[DrivenRow]) -> list[list[DrivenRow]]:
    """Deliveries put together that have one driver: the same telephone or the same plate.

    A name alone joins nothing, for many are called Wang. The order is kept, of groups by their
    first delivery.
    """
    groups: list[list[DrivenRow]] = []
    for row in deliveries:
        keys = _keys(row)
        same = [group for group in groups if any(keys & _keys(one) for one in group)]
        if same:
            first, *others = same
            for other in others:
                first += other
                groups.remove(other)
            first.append(row)
        else:
            groups.append([row])
    return groups


def _keys(row: DrivenRow) -> set[str]:
    return {key for key in (row.driver_phone, plate_key(row.plate)) if key}


def named(text: str, names: Sequence[str]) -> int | None:
    """Which of several suppliers a text names: the one with the longest name in it, else the one
    whose name holds it; None where none or several do."""
    said = _bare(text)
    if not said:
        return None
    bare = [_bare(name) for name in names]
    within = [at for at, name in enumerate(bare) if name and name in said]
    if within:
        longest = max(len(bare[at]) for at in within)
        within = [at for at in within if len(bare[at]) == longest]
    found = within or [at for at, name in enumerate(bare) if said in name]
    return found[0] if len(found) == 1 else None


def _bare(text: str) -> str:
    return "".join(char for char in fold(text) if char.isalnum())
