"""The command that tells how a day is covered, and the roster at another moment."""

from __future__ import annotations

import pytest

from tests.commands.running import Daiban

pytestmark = pytest.mark.usefixtures("on_the_sample")


def test_cover_tells_have_need_and_short_of_the_day(daiban: Daiban) -> None:
    told = daiban("cover", "--json").json
    assert list(told) == ["day", "jobs", "weakest_hour"]
    assert told["day"] == "2022-04-09"
    for row in told["jobs"]:
        assert list(row) == [
            "starts_at", "ends_at", "work", "no", "where", "have", "need", "short", "gaps",
            "times", "members", "unasked",
        ]  # fmt: skip
        assert row["need"] - row["have"] == row["short"]
        assert bool(row["short"]) == bool(row["gaps"] or row["unasked"]) == bool(row["times"])
    listed = {row["no"]: row for row in daiban("testing", "--day", "2022-04-09", "--json").json}
    sessions = [row for row in told["jobs"] if row["work"] == "session"]
    assert sessions
    assert all(row["need"] == listed[row["no"]]["need"] for row in sessions)
    assert all(row["have"] == listed[row["no"]]["have"] for row in sessions)
    yesterday = daiban("testing", "--day", "04-08").out
    assert "04-08 15:00  04-08 17:00" in yesterday, "both ends are told the same way"
    text = daiban("cover").out
    assert "4/5" in text
    assert str(sum(row["short"] for row in told["jobs"])) in text


def test_cover_of_another_day_and_of_none(daiban: Daiban) -> None:
    tomorrow = daiban("cover", "--day", "04-10", "--json").json
    assert tomorrow["day"] == "2022-04-10"
    assert {row["starts_at"][:10] for row in tomorrow["jobs"]} == {"2022-04-10"}
    standing = {row["work"] for row in daiban("cover", "--day", "05-01", "--json").json["jobs"]}
    assert standing == {"telephone", "night"}
    assert daiban("cover", "--day", "someday").status == 2


def test_the_roster_at_another_time_has_the_load_of_then(daiban: Daiban) -> None:
    def load(*said: str) -> dict[str, float]:
        return {row["name"]: row["load_hours"] for row in daiban("roster", *said, "--json").json}

    now, later = load(), load("--at", "14:00")
    assert later["林一舟"] > now["林一舟"] > 0
    assert load("--at", "2022-05-01")["林一舟"] == 0
    assert daiban("roster", "--at", "noonish").status == 2
    for row in daiban("roster", "--json").json:
        assert 0 <= row["load_hours"] + row["rest_hours"] <= 24
        assert row["only_they"] >= 0
