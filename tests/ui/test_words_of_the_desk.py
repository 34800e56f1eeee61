"""Words that the desk and the commands share, in the number that is meant."""

from __future__ import annotations

from datetime import datetime

import pytest

from data.reading.capture import read
from data.store import Store
from models.chases import Rung
from models.times import LOCAL
from screens.reading.words import chips
from screens.requests import words

NOW = datetime(2022, 4, 9, 9, tzinfo=LOCAL)


@pytest.mark.parametrize(("days", "told"), [(1, "1 day left"), (2, "2 days left")])
def test_days_left_are_said_in_their_number(filled: Store, days: int, told: str) -> None:
    with filled.read() as conn:
        reading = read(conn, f"大林苑2号1805 胰岛素只剩{days}天", NOW)
    assert told in [chip.words for chip in chips(reading, NOW)]


def test_the_rung_of_120_is_that_of_110_too() -> None:
    assert words.label(Rung.EMERGENCY, "rung") == "120, 110"
