"""Which building is meant by its lane and number, where the lane is the compound's own."""

from __future__ import annotations

import pytest

from data.households import buildings
from data.store import Store
from models.households import CompoundInput, HouseholdInput
from tests.beginning import begin


@pytest.mark.parametrize(
    ("said", "compound"),
    [
        ("43-21", "四十三弄"),
        ("43弄21号", "四十三弄"),
        ("五福里5-21", "五福里"),
        ("5-21", "五福里"),
        ("大林21", "大林苑"),
        ("dalinyuan21", "大林苑"),
        ("五福21", "五福里"),
    ],
)
def test_a_lane_with_a_building_is_the_compound_of_that_lane(
    store: Store, said: str, compound: str
) -> None:
    begin(
        store,
        CompoundInput("四十三弄", address="大林路43弄"),
        CompoundInput("五福里"),
        CompoundInput("大林苑", address="大林路338号"),
        HouseholdInput("四十三弄", "21", room="前客堂"),
        HouseholdInput("五福里", "21", lane="5", room="101"),
        HouseholdInput("大林苑", "21", room="101"),
    )
    found = store.ask(buildings.find, said, None)
    assert (found.compound, found.name) == (compound, "21")
