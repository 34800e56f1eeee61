"""Places as they are typed, answered from the store: which compound, which building is meant."""

from __future__ import annotations

from collections.abc import Sequence

from data.pinyin import in_letters, initials
from data.reading.gazetteer import StoreGazetteer
from data.sql import Reader
from models.reading import places
from models.reading.gazetteer import CompoundName
from models.reading.places import Place


def compounds(conn: Reader) -> Sequence[CompoundName]:
    """All compounds as they are named, with their names in Latin letters."""
    return StoreGazetteer(conn).compounds()


def compounds_meant(conn: Reader, said: str) -> tuple[str, ...]:
    """The names of the compounds somebody means: by name, short name, street number, pinyin or
    initials. Several where it may be any of them; none where it is no compound's, see
    `compounds_like`."""
    known = compounds(conn)
    return places.compounds_meant(said, known, [initials(one.name) for one in known])


def compounds_like(conn: Reader, said: str) -> list[str]:
    """The names that are most like a mistyped one, the likest first."""
    return places.compounds_like(said, compounds(conn), in_letters)


def place_typed(conn: Reader, text: str) -> Place | None:
    """The building or door a text names with its compound or lane, see
    `models.reading.places.place_typed`."""
    return places.place_typed(text, compounds(conn), in_letters)


def building_typed(conn: Reader, said: str) -> tuple[str | None, str | None, str | None]:
    """Compound, lane and name of the building that is meant, see
    `models.reading.places.building_typed`."""
    return places.building_typed(said, compounds(conn), in_letters)
