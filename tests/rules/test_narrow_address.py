"""Addresses where there is little room: whichever door it is can be read."""

import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from models.address import Where, and_more, said_address, short_address
from screens.kit.columns import cut
from screens.kit.narrow_address import narrowed

WORDS = st.text("ABTower大林苑四é1 3", min_size=1, max_size=24).map(str.strip).filter(bool)
PARTS = st.lists(st.text("0123456789A后客堂", min_size=1, max_size=5), max_size=4)


@pytest.mark.parametrize(
    ("cells", "told"),
    [
        (19, "Blossom Tower 1-802"),
        (18, "Blossom T. 1-802"),
        (16, "Blossom T. 1-802"),
        (15, "Bloss. T. 1-802"),
        (11, "B. T. 1-802"),
        (10, "1-802"),
        (5, "1-802"),
    ],
)
def test_words_of_the_name_give_way_before_the_door(cells: int, told: str) -> None:
    assert narrowed(short_address("Blossom Tower", "1", "802"), cells) == told


@pytest.mark.parametrize(
    ("where", "cells", "told"),
    [
        (short_address("Foundry Court", "108", "10", "1"), 19, "Foundry C. 108-10-1"),
        (short_address("Riverview House", "12", None, "1502"), 18, "Riverv. H. 12-1502"),
        (short_address("四十三弄", "21", "后客堂"), 17, "四十三… 21-后客堂"),
        (short_address("四十三弄", "21", "后客堂"), 16, "四十… 21-后客堂"),
        (short_address("四十三弄", "21", "后客堂"), 9, "21-后客堂"),
        (short_address("Lane 43", "21"), 9, "La. 43 21"),
        (short_address("43 Court", "21"), 8, "43 C. 21"),
        (and_more(short_address("大林苑", "3", "101"), 7), 12, "大… 3-101 +7"),
        (short_address("Blossom Tower"), 10, "Blossom T."),
        (and_more(short_address("Riverview House"), 1), 13, "Riverv. H. +1"),
    ],
)
def test_lanes_numbers_and_further_doors_stay_whole(where: Where, cells: int, told: str) -> None:
    assert narrowed(where, cells) == told
    assert cut(where, cells).rstrip() == told


@given(WORDS, PARTS, st.integers(0, 9), st.integers(1, 40))
def test_a_door_is_whole_wherever_it_alone_has_room(
    compound: str, parts: list[str], doors: int, cells: int
) -> None:
    where = and_more(short_address(compound, *parts), doors)
    assert isinstance(where, Where)
    shown = cut(where, cells)
    assert cell_len(shown) == cells
    if cell_len(where) <= cells:
        assert shown.rstrip() == where
    elif parts and cell_len(where.behind) <= cells:
        assert shown.rstrip().endswith(where.behind)
    else:
        assert shown.rstrip() != where  # what is missing is marked as such
        assert not parts or "…" in shown


def test_an_address_that_went_through_other_hands_is_the_same() -> None:
    where = short_address("Blossom Tower", "1", "802")
    again = pickle.loads(pickle.dumps(where))
    assert (again, again.behind) == (where, "1-802") == ("Blossom Tower 1-802", "1-802")


@pytest.mark.parametrize(
    ("said", "cells", "told"),
    [
        ("Foundry Court 108-10-2", 19, "Foundry C. 108-10-2"),
        ("Foundry Court 108", 16, "Foundry C. 108"),
        ("桂馨里108弄10号", 14, "桂… 108弄10号"),
        ("behind the old mill", 10, "behind th…"),
        ("3 doors further on", 10, "3 doors f…"),
    ],
)
def test_a_door_as_it_was_said_is_kept_too(said: str, cells: int, told: str) -> None:
    assert cut(and_more(said_address(said), 0), cells).rstrip() == told


def test_what_is_no_address_of_the_register_is_cut_at_its_end() -> None:
    assert and_more("behind the old mill", 0) == "behind the old mill"
    assert cut(and_more("behind the old mill", 2), 10) == "behind th…"
