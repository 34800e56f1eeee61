"""What commands say of a clock that was wrong: the year, a life from the future, what to do."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.commands.running import NOW, Daiban

pytestmark = pytest.mark.usefixtures("on_the_sample")

A_DAY_AHEAD = (NOW + timedelta(days=1)).isoformat()
A_YEAR_AHEAD = (NOW + timedelta(days=365)).isoformat()
BLEEDING = "大林苑2号1805室 孕妇大出血 13800009617"
PETS = "大林苑2号1805室 猫粮快没了"


@pytest.mark.parametrize(
    ("now", "until"), [(A_DAY_AHEAD, "tomorrow 0"), (A_YEAR_AHEAD, "2023-04-09 0")]
)
@pytest.mark.parametrize("lives", [True, False])
def test_a_request_from_the_future_says_so_and_when(
    daiban: Daiban, now: str, until: str, lives: bool
) -> None:
    no = daiban("add", BLEEDING if lives else PETS, "--json", "--now", now).json["no"]
    (found,) = [one for one in daiban("requests", "--json").json if one["no"] == no]
    assert found["why_first"]["code"] == ("life_reckoned_ahead" if lives else "reckoned_ahead")
    listed = daiban("requests").out
    assert f"it was written while the clock was ahead ({until}" in listed
    assert "due now" in listed


def test_a_life_from_the_future_counts_as_to_be_chased(daiban: Daiban) -> None:
    before = daiban("today", "--json").json["requests"]["life"]["to_chase"]
    daiban("add", BLEEDING, "--now", A_DAY_AHEAD)
    after = daiban("today", "--json").json["requests"]["life"]["to_chase"]
    assert after == before + 1
    assert f", to be chased now: {after}" in daiban("today").out


def test_a_refusal_says_the_year_of_a_time_that_is_a_year_away(daiban: Daiban) -> None:
    no = daiban("requests", "--json").json[0]["no"]
    told = daiban("chase", no, "--to", "街道", "--promised", "2021-04-09 09:00").refusal
    assert "2021-04-09 09:00" in told


def test_the_log_says_the_year_of_acts_of_another(daiban: Daiban) -> None:
    daiban("add", PETS, "--now", A_YEAR_AHEAD)
    assert "2023-04-09 08:00" in daiban("log").out


def test_what_is_written_long_after_the_last_act_says_so_once(daiban: Daiban) -> None:
    first = daiban("add", PETS, "--now", A_YEAR_AHEAD)
    (told,) = first.err.splitlines()
    assert told.startswith("The last act before this was at 2022-04-09 ")
    assert "now it is 2023-04-09 08:00" in told
    assert "clock --set-right" in told
    assert daiban("add", BLEEDING, "--now", A_YEAR_AHEAD).err == ""


def test_what_is_written_before_the_last_act_says_so(daiban: Daiban) -> None:
    daiban("add", PETS, "--now", A_YEAR_AHEAD)
    for words in (("add", PETS), ("undo",)):
        (told,) = daiban(*words).err.splitlines()
        assert told.startswith("The last act was at 2023-04-09 08:00, but now it is 2022-04-09 ")


def test_the_clock_command_says_what_to_do(daiban: Daiban) -> None:
    assert daiban("clock").out == "Nothing was written while the clock was ahead.\n"
    far = daiban("clock", "--now", A_YEAR_AHEAD).out
    assert "set the clock of this computer right. In the file there is nothing to set" in far
    daiban("add", PETS, "--now", A_YEAR_AHEAD)
    told = daiban("clock").out
    assert "1 act is later than that, up to 2023-04-09 08:00" in told
    assert "clock --set-right sets those times right" in told
    done = daiban("clock", "--set-right")
    assert (done.status, done.err) == (0, "")
    assert daiban("clock").out == "Nothing was written while the clock was ahead.\n"
