"""Commands on compounds, and the neighbourhood's own name. Each runs inside a step of the store."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from data.households.keys import compound_search
from data.ids import new_id
from models.households import CompoundInput, CompoundKind
from models.problems import Refused
from models.text import clean, own_phone, phone_digits

if TYPE_CHECKING:
    from data.store import Step
    from models.households.tables import Compound

_TEXTS = ("name", "address", "unloading_point", "leader")
_COUNTS = ("stated_households", "stated_buildings")
Changes = Mapping[str, tuple[object, object]]
"""For each field that changed: what it was and what it is now."""


def name_neighbourhood(step: Step, name: str, subdistrict: str = "") -> None:
    """Give the neighbourhood its name, the first time or anew.

    Raises:
        Refused: `field_empty` when the name is empty.
    """
    from sqlmodel import select

    from models.households.tables import Neighbourhood

    name, subdistrict = clean(name, limit=80), clean(subdistrict, limit=80)
    if not name:
        raise Refused("field_empty", "name")
    found = step.session.exec(select(Neighbourhood)).first()
    if found is None:
        step.session.add(Neighbourhood(id=new_id(), name=name, subdistrict=subdistrict))
    else:
        found.name = name
        found.subdistrict = subdistrict or found.subdistrict
        found.version += 1
    step.session.flush()
    step.tell(name=name)


def add_compound(step: Step, given: CompoundInput) -> int:
    """Keep a new compound after the others; its number.

    Raises:
        Refused: `compound_exists`, `field_empty`, `phone_unclear`.
    """
    (no,) = insert_compounds(step, [given])
    step.tell(no=no, name=clean(given.name))
    return no


def insert_compounds(step: Step, given: Iterable[CompoundInput]) -> list[int]:
    """Keep new compounds in their order; their numbers. Raises as `add_compound` does."""
    from models.households.tables import Compound

    no = step.next_no("compound")
    (last,) = step.conn.execute("SELECT coalesce(max(position), 0) FROM compound").fetchone()
    made: list[int] = []
    for number, one in enumerate(given):
        values = _values(one)
        values.pop("kind")
        compound = Compound(
            id=new_id(),
            no=no + number,
            position=last + 1 + number,
            name="",
            kind=one.kind or CompoundKind.OTHER,
        )
        _set(compound, {field: value for field, value in values.items() if value is not None})
        _refuse_taken_name(step, compound)
        step.session.add(compound)
        step.session.flush()
        made.append(compound.no)
    return made


def edit_compound(step: Step, no: int, version: int, changes: Mapping[str, object]) -> Changes:
    """Change fields of a compound, named as in `CompoundInput`; what really changed.

    Raises:
        Refused: `compound_number_unknown`, `edited_meanwhile` and as `add_compound`.
    """
    compound = _compound(step, no)
    if compound.version != version:
        raise Refused("edited_meanwhile", no=no)
    step.tell(no=no, name=compound.name)
    return _change(step, compound, changes)


def update_compound(step: Step, given: CompoundInput) -> Changes:
    """Bring the compound of that name to what an import says of it; what really changed.

    Raises:
        Refused: `compound_unknown` and as `edit_compound` does.
    """
    from sqlmodel import select

    from models.households.tables import Compound

    found = step.session.exec(select(Compound).where(Compound.name == clean(given.name))).first()
    if found is None:
        raise Refused("compound_unknown", "compound", value=given.name)
    said = {field: value for field, value in _values(given).items() if value is not None}
    return _change(step, found, said)


def _compound(step: Step, no: int) -> Compound:
    from sqlmodel import select

    from models.households.tables import Compound

    found = step.session.exec(select(Compound).where(Compound.no == no)).first()
    if found is None:
        raise Refused("compound_number_unknown", no=no)
    return found


def _values(given: CompoundInput) -> dict[str, object]:
    return {name: getattr(given, name) for name in (*_TEXTS, "kind", "leader_phone", *_COUNTS)}


def _change(step: Step, compound: Compound, changes: Mapping[str, object]) -> Changes:
    before = {field: getattr(compound, field) for field in changes}
    _set(compound, changes)
    _refuse_taken_name(step, compound)
    now = {field: getattr(compound, field) for field in changes}
    changed = {f: (before[f], now[f]) for f in changes if before[f] != now[f]}
    if changed:
        compound.version += 1
        step.session.flush()
    if {"name", "address"} & set(changed):
        from data.households.commands import refresh_households
        from data.roster.commands import refresh_people

        refresh_households(step, compound.id)
        refresh_people(step, compound.id)
    return changed


def _set(compound: Compound, values: Mapping[str, object]) -> None:
    for field, value in values.items():
        setattr(compound, field, _checked(field, value))
    if not compound.name:
        raise Refused("field_empty", "name")
    compound.search = compound_search(
        compound.name,
        compound.address,
        compound.leader,
        compound.leader_phone,
        compound.unloading_point,
    )


def _checked(field: str, value: object) -> object:
    if field in _TEXTS:
        return clean(str(value or ""), limit=120)
    if field == "leader_phone":
        return kept_phone(str(value or ""), field, own=True)
    if field == "kind":
        return CompoundKind(str(value))
    if field in _COUNTS:
        return value
    raise KeyError(field)


def kept_phone(text: str, field: str, *, own: bool = False) -> str:
    """The digits to keep of a telephone number; empty for none.

    Args:
        own: whether it is somebody's own, which no emergency or service number is.

    Raises:
        Refused: `phone_unclear` when it is not exactly one such number.
    """
    text = clean(text, limit=80)
    digits = (own_phone if own else phone_digits)(text) if text else ""
    if digits is None:
        raise Refused("phone_unclear", field, value=text)
    return digits


def _refuse_taken_name(step: Step, compound: Compound) -> None:
    taken = step.conn.execute(
        "SELECT 1 FROM compound WHERE name = ? AND id <> ?", (compound.name, compound.id)
    ).fetchone()
    if taken:
        raise Refused("compound_exists", "name", name=compound.name)
