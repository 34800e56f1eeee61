"""How well calls are read by people who knew nothing of the program: the floor it stays above."""

from __future__ import annotations

import pytest

from data.clock import FixedClock
from data.sample.make import SAMPLE_NOW
from data.store import Store
from tests.strangers.judged import Judged, calls, judged, settle, share


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> list[Judged]:
    """All calls as they are read, with the households on file that they are about."""
    store = Store(tmp_path_factory.mktemp("strangers") / "store.db", FixedClock(SAMPLE_NOW))
    wanted = calls()
    settle(store, wanted)
    read = list(judged(store, wanted))
    store.close()
    return read


def test_hardly_a_life_is_neither_read_as_one_nor_asked_about(found: list[Judged]) -> None:
    lives = [one for one in found if one.wanted.is_life]
    assert len(lives) >= 60
    assert share(not one.seen for one in lives).of_one <= 0.03


def test_few_that_are_none_are_asked_about(found: list[Judged]) -> None:
    others = [one for one in found if not one.wanted.is_life]
    assert share(one.seen for one in others if one.wanted.decoy).of_one <= 0.30
    assert share(one.seen for one in others if not one.wanted.decoy).of_one <= 0.12


def test_kind_and_urgency_are_right_or_doubted(found: list[Judged]) -> None:
    assert share(one.kind for one in found).of_one >= 0.88
    assert share(one.kind or one.kind_doubted for one in found).of_one >= 0.95
    assert share(one.urgency for one in found).of_one >= 0.90


def test_household_and_number_are_right(found: list[Judged]) -> None:
    assert share(one.door for one in found).of_one >= 0.98
    assert share(one.wrong_door for one in found).part <= 1
    assert share(one.phone for one in found if one.wanted.phone).of_one >= 0.99
