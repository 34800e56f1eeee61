"""Units written beside each compound: read back, and divided without one of them lost."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from models.supplies import AllocationRule
from models.supplies.allocation import Manner, Tally, divide_written
from models.supplies.written import amounts_written, written_amounts

COUNTS = st.integers(0, 400)
AS_WRITTEN = AllocationRule.AS_WRITTEN


@given(st.dictionaries(st.sampled_from(["甲苑", "新甲苑", "43弄", "Lane 9"]), st.integers(0, 9999)))
def test_what_is_written_is_read_back(amounts: dict[str, int]) -> None:
    words = amounts_written(amounts.items())
    assert written_amounts(AS_WRITTEN, words, amounts) == amounts
    assert written_amounts(AllocationRule.PER_PERSON, words, amounts) == {}


def test_a_building_or_a_longer_name_is_no_amount() -> None:
    assert written_amounts(AS_WRITTEN, "甲苑3号楼优先，新甲苑 20", ["甲苑"]) == {}


@given(
    st.integers(0, 900),
    st.lists(
        st.tuples(COUNTS, st.lists(st.tuples(COUNTS, st.integers(0, 9)), min_size=1)), min_size=1
    ),
)
def test_each_gate_gets_what_is_written_and_nothing_is_lost(
    quantity: int, gates: list[tuple[int, list[tuple[int, int]]]]
) -> None:
    amounts = [amount for amount, _buildings in gates]
    tallies = [
        Tally(gate, homes, homes * 2, owed=owed)
        for gate, (_amount, buildings) in enumerate(gates)
        for homes, owed in buildings
    ]
    found = divide_written(Manner(AS_WRITTEN), quantity, amounts, tallies)
    got = [
        sum(
            share.planned
            for share, of in zip(found.shares, tallies, strict=True)
            if of.gate == gate
        )
        for gate in range(len(gates))
    ]
    assert sum(got) + found.left == quantity
    if quantity >= sum(amounts):
        assert got == amounts
    else:
        assert found.left == 0
    assert all(0 <= share.owed <= share.planned for share in found.shares)
