"""round due: which tests are due, from the command line; and a line of it where none is planned."""

from __future__ import annotations

from datetime import datetime

import pytest

from data.clock import FixedClock
from data.store import Store
from models.times import LOCAL
from tests.commands.running import Daiban
from tests.ui.driving import desk

FIELDS = ["day", "kind", "zone", "day_no", "if_positive", "source"]

pytestmark = pytest.mark.usefixtures("store")


def told(daiban: Daiban, *words: object) -> list[tuple[object, ...]]:
    answer = daiban("round", "due", *words, "--json")
    assert answer.status == 0, answer.err
    assert all(list(one) == FIELDS for one in answer.json)
    return [(one["day"], one["kind"], one["day_no"]) for one in answer.json]


def test_the_days_of_the_whole_city_and_of_a_zone(daiban: Daiban) -> None:
    assert told(daiban, "--day", "04-03")[:2] == [
        ("2022-04-03", "antigen", None),
        ("2022-04-04", "pcr", None),
    ]
    zone = ("--zone", "controlled", "--since", "04-11")
    assert told(daiban, "--day", "04-11", *zone) == [("2022-04-16", "pcr", 6)]
    assert told(daiban, "--day", "04-11", "--zone", "precautionary") == []
    assert "No test is due" in daiban("round", "due", "--day", "04-30").out


def test_what_is_no_day_or_no_zone_is_refused(daiban: Daiban) -> None:
    assert daiban("round", "due", "--since", "some day").status == 2
    assert daiban("round", "due", "--zone", "closed").status == 2


async def test_an_empty_place_says_what_the_city_is_tested_for(
    filled: Store, clock: FixedClock
) -> None:
    clock.moment = datetime(2022, 4, 6, 8, tzinfo=LOCAL)
    async with desk(filled, "f5") as pilot:
        shown = pilot.here().empty_hint()
        assert shown.endswith("Due on this day: antigen, PCR only where positives were found")
