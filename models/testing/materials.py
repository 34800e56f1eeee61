"""What a round takes of tubes, swabs and antigen kits by its head counts. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from enum import StrEnum
from functools import cache
from math import ceil

from models.testing import RoundInput, RoundKind, SessionPlan, TubeKind
from models.text import fold
from models.word_tables import word_starts, word_table


class Material(StrEnum):
    """What is used up by sampling."""

    TUBE = "tube"
    SWAB = "swab"
    KIT = "kit"
    """An antigen kit."""


def needed(given: RoundInput, sessions: Sequence[SessionPlan]) -> dict[Material, int]:
    """How many of what a round takes at least: each person a swab or a kit, tubes by who shares.

    Pooled tubes are filled at each session of its own, those at the table and those at doors apart.
    Desks that end with a tube not full, and tubes that become void, take more than this.
    """
    people = sum(one.people for one in sessions)
    if given.kind is RoundKind.ANTIGEN:
        return {Material.KIT: people}
    if given.tube_kind is TubeKind.SINGLE:
        tubes = people
    elif given.tube_kind is TubeKind.HOUSEHOLD:
        tubes = sum(batch.households for one in sessions for batch in one.batches)
    else:
        size = given.pool_size
        tubes = sum(ceil(one.down / size) + ceil(one.visited / size) for one in sessions)
    return {Material.TUBE: tubes, Material.SWAB: people}


@cache
def material_words() -> Mapping[Material, re.Pattern[str]]:
    """By which words goods are known for what.

    Raises:
        BrokenTable: what `models.word_tables` refuses.
    """
    rows = word_table(__file__, "materials.toml").rows_of(Material)
    return {what: re.compile(word_starts(map(fold, words))) for what, words in rows.items()}


def materials_of(goods: str) -> tuple[Material, ...]:
    """What goods are of that, by their name; nothing for others. A tube that comes with its swab
    is both, an antigen kit is nothing but that."""
    name = fold(goods)
    found = tuple(what for what, words in material_words().items() if words.search(name))
    return (Material.KIT,) if Material.KIT in found else found
