"""Commands on compounds, and the neighbourhood's own name. Each runs inside a step of the store."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping
from typing import TYPE_CHECKING, Any

from data import sql
from data.households import queries
from data.households.keys import compound_search
from data.households.refresh import keys_of_compound, refresh
from data.ids import new_id
from data.roster import commands as roster
from models.fields import Changes, Keep, as_said, kept, line, own_number, said
from models.households import CompoundInput, CompoundKind, kind_by_name
from models.problems import Refused, refuse_outdated
from models.text import clean

if TYPE_CHECKING:
    from data.step import Step

_KEPT: Mapping[str, Keep] = {
    **dict.fromkeys(("name", "address", "unloading_point", "leader"), line()),
    "leader_phone": own_number("leader_phone"),
    "kind": CompoundKind,
    **dict.fromkeys(("stated_households", "stated_buildings"), as_said),
}
_FOUND_BY = ("name", "address", "leader", "leader_phone", "unloading_point")
_EMPTY: Mapping[str, object] = {
    **dict.fromkeys(("name", "address", "unloading_point", "leader", "leader_phone"), ""),
    "kind": CompoundKind.OTHER,
    **dict.fromkeys(("stated_households", "stated_buildings")),
}


def name_neighbourhood(step: Step, name: str, subdistrict: str = "") -> None:
    """Give the neighbourhood its name, the first time or anew. Part of a command.

    Raises:
        Refused: `field_empty` when the name is empty.
    """
    from models.households.tables import Neighbourhood

    name, subdistrict = clean(name, limit=80), clean(subdistrict, limit=80)
    if not name:
        raise Refused("field_empty", "name")
    rows = step.conn.execute("SELECT id, subdistrict FROM neighbourhood")
    was = next(sql.named(rows), None)
    if was is None:
        step.add(Neighbourhood(id=new_id(), name=name, subdistrict=subdistrict))
        return
    step.change(
        Neighbourhood,
        was["id"],
        name=name,
        subdistrict=subdistrict or was["subdistrict"],
        version=Neighbourhood.version + 1,
    )


def add_compound(step: Step, given: CompoundInput) -> int:
    """Keep a new compound after the others; its number.

    Raises:
        Refused: `compound_exists`, `field_empty`, `phone_unclear`.
    """
    (no,) = add_compounds(step, [given])
    step.act("compound_added", no=no, name=clean(given.name))
    return no


def add_compounds(step: Step, given: Iterable[CompoundInput]) -> list[int]:
    """Keep new compounds in their order; their numbers. Part of a command.

    Raises:
        Refused: as `add_compound`.
    """
    from models.households.tables import Compound

    first = step.next_no("compound")
    (last,) = step.conn.execute("SELECT coalesce(max(position), 0) FROM compound").fetchone()
    names = set(queries.compound_names(step.conn))
    rows: list[Mapping[str, object]] = []
    for number, one in enumerate(given):
        values = {**_EMPTY, **_checked(said(one))}
        name = str(values["name"])
        if one.kind is None:
            values["kind"] = kind_by_name(name)
        _refuse_taken(name, names)
        names.add(name)
        compound = {
            "id": new_id(),
            "no": first + number,
            "version": 1,
            "position": last + 1 + number,
            "search": _search(values),
        }
        rows.append(compound | values)
    step.add_rows(Compound, rows)
    return [first + number for number in range(len(rows))]


def change_compound(
    step: Step, no: int, version: int | None, changes: Mapping[str, object]
) -> Changes:
    """Change fields of a compound, named as in `CompoundInput`; what really changed.

    Args:
        version: how it was when it was looked at; None where that does not matter.

    Raises:
        Refused: `compound_number_unknown`, `edited_meanwhile` and as `add_compound`.
    """
    from models.households.tables import Compound

    was = queries.compound(step.conn, no)
    if was is None:
        raise Refused("compound_number_unknown", no=no)
    refuse_outdated(no, was.version, version)
    now = _checked(changes)
    changed = {f: (getattr(was, f), now[f]) for f in now if getattr(was, f) != now[f]}
    if not changed:
        return changed
    if "name" in changed:
        _refuse_taken(str(now["name"]), queries.compound_names(step.conn))
    values: dict[str, Any] = {f: now[f] for f in changed}
    search = _search({**was._asdict(), **now})
    step.change(Compound, was.id, **values, search=search, version=Compound.version + 1)
    if {"name", "address"} & set(changed):
        refresh(step, keys_of_compound(step.conn, no))
        roster.refresh_people(step, no)
    step.act("compound_changed", no=no, name=was.name)
    return changed


def _checked(values: Mapping[str, object]) -> dict[str, object]:
    checked = kept(values, _KEPT)
    if checked.get("name") == "":
        raise Refused("field_empty", "name")
    return checked


def _search(values: Mapping[str, object]) -> str:
    return compound_search(*(str(values[field]) for field in _FOUND_BY))


def _refuse_taken(name: str, names: Container[str]) -> None:
    """A compound's name is its own."""
    if name in names:
        raise Refused("compound_exists", "name", name=name)
