"""What a round takes of tubes, swabs and kits, and by which names the store-room has them."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.testing import Batch, RoundInput, RoundKind, SessionPlan, TubeKind
from models.testing.materials import Material, materials_of, needed
from models.times import LOCAL

DAY = date(2022, 4, 10)
SIX = datetime(2022, 4, 10, 6, tzinfo=LOCAL)


def session(*batches: tuple[int, int, bool]) -> SessionPlan:
    """A session with batches of so many households and people, at their doors or not."""
    rows = tuple(
        Batch("b", "101", "102", homes, people, SIX, at_door=at_door)
        for homes, people, at_door in batches
    )
    return SessionPlan("大林苑", "花园", 1, 2, SIX, SIX, rows, {})


def of(tube_kind: TubeKind, kind: RoundKind = RoundKind.PCR) -> RoundInput:
    return RoundInput("一轮", kind, DAY, 10, tube_kind=tube_kind)


def test_pooled_tubes_are_filled_at_each_session_and_at_doors_apart() -> None:
    two = [session((4, 11, False), (1, 2, True)), session((3, 10, False))]
    assert needed(of(TubeKind.POOLED), two) == {Material.TUBE: 2 + 1 + 1, Material.SWAB: 23}
    assert needed(of(TubeKind.HOUSEHOLD), two) == {Material.TUBE: 8, Material.SWAB: 23}
    assert needed(of(TubeKind.SINGLE), two) == {Material.TUBE: 23, Material.SWAB: 23}
    antigen = of(TubeKind.SINGLE, RoundKind.ANTIGEN)
    assert needed(antigen, two) == {Material.KIT: 23}


@given(st.lists(st.tuples(st.integers(1, 20), st.integers(1, 60), st.booleans()), max_size=8))
def test_there_is_a_place_in_a_tube_for_everybody(batches: list[tuple[int, int, bool]]) -> None:
    found = needed(of(TubeKind.POOLED), [session(*batches)])
    people = sum(count for _homes, count, _door in batches)
    assert people <= found[Material.TUBE] * 10 < people + 20


@pytest.mark.parametrize(
    ("goods", "found"),
    [
        ("采样管", (Material.TUBE,)),
        ("病毒采样管（含拭子）", (Material.TUBE, Material.SWAB)),
        ("咽拭子", (Material.SWAB,)),
        ("抗原试剂盒", (Material.KIT,)),
        ("Antigen kit with swab", (Material.KIT,)),
        ("Sampling tubes", (Material.TUBE,)),
        ("防护服", ()),
    ],
)
def test_goods_are_known_by_their_names(goods: str, found: tuple[Material, ...]) -> None:
    assert materials_of(goods) == found
