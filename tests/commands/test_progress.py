"""The commands that tell how far a delivery is, and what each household got."""

from __future__ import annotations

import pytest

from data.store import Store
from data.supplies import commands as supply_commands
from models.supplies import DropState
from tests.commands.running import Daiban

pytestmark = pytest.mark.usefixtures("on_the_sample")


def test_progress_tells_gates_pace_and_who_waits(daiban: Daiban, store: Store) -> None:
    drops = daiban("supplies", "--json").json
    open_one = next(one for one in drops if one["state"] == "planned")
    delivery, no = open_one["delivery"], open_one["no"]
    told = daiban("progress", delivery, "--json").json
    assert list(told) == ["delivery", "compounds", "pace", "waiting"]
    assert told["compounds"]
    for gate in told["compounds"]:
        assert list(gate) == [
            "compound", "drop", "state", "planned", "truck", "gate", "building", "doors",
            "households", "done", "missed", "empty", "to_come", "goods",
        ]  # fmt: skip
        doors = [gate[name] for name in ("done", "missed", "empty", "to_come")]
        assert sum(doors) == gate["households"]
        assert gate["planned"] == sum(one["planned"] for one in gate["goods"])
    assert list(told["pace"]) == [
        "doors_an_hour", "needed", "done_at", "handed", "left", "ends_at",
    ]  # fmt: skip
    assert told["pace"]["left"] == sum(gate["to_come"] for gate in told["compounds"])
    store.do(supply_commands.mark_drops, [no], DropState.DONE)
    after = daiban("progress", delivery, "--json").json
    gate = next(gate for gate in after["compounds"] if gate["drop"] == no)
    assert gate["to_come"] == 0
    assert gate["done"] > 0
    text = daiban("progress", delivery).out
    assert gate["compound"] in text
    assert "doors served" in text


def test_progress_of_nothing_is_refused_in_one_line(daiban: Daiban) -> None:
    assert "99" in daiban("progress", 99).refusal
    assert daiban("progress", "one").status == 2
    assert daiban("progress").status == 2


def test_received_has_every_household_who_got_least_first(daiban: Daiban) -> None:
    told = daiban("received", "--json").json
    homes = daiban("households", "--json").json
    assert {row["household"] for row in told} == {row["no"] for row in homes}
    assert list(told[0]) == [
        "household", "compound", "lane", "building", "unit", "room", "head", "goods", "units",
        "drops", "is_fed",
    ]  # fmt: skip
    fed = [row["units"] for row in told if row["is_fed"]]
    assert fed == sorted(fed)
    assert any(fed)
    for row in told:
        of = {False: 0, True: 0}
        for one in row["goods"]:
            assert list(one) == ["goods", "unit", "quantity", "is_shared"]
            of[one["is_shared"]] += one["quantity"]
        assert row["units"] == of[False] + of[True] / 2
    compound = told[0]["compound"]
    only = daiban("received", "--compound", compound, "--json").json
    assert {row["compound"] for row in only} == {compound}
    assert "got nothing at all" in daiban("received").out


def test_what_received_cannot_do_it_says(daiban: Daiban) -> None:
    assert "没有" in daiban("received", "--compound", "没有这个小区").refusal
    assert "366" in daiban("received", "--days", 367).misuse
    assert daiban("received", "--days", 0).status == 2
