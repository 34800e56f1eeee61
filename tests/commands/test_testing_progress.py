"""testing-progress: exact fields, sums, both languages, nothing to show, what is refused."""

from __future__ import annotations

from pathlib import Path
from shutil import copy

import pytest

from data.clock import FixedClock
from data.sample import SAMPLE_NOW
from data.store import Store
from tests.commands.running import Daiban
from tests.tables import HERE, add_round, begin_town

TOLD = """
round frozen_at compounds pace rounds tubes abnormal overdue no_tube positives undated untested
buildings
""".split()
PEOPLE = "register called sampled missed settled due left_out".split()
PACE = "expected an_hour needed starts_at ends_at done_at".split()
SINCE = "never three two one today not_due".split()


@pytest.fixture(scope="module")
def town_file(empty_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = Path(copy(empty_file, tmp_path_factory.mktemp("town") / "town.db"))
    store = Store(path, FixedClock(SAMPLE_NOW))
    begin_town(store)
    add_round(store)
    store.close()
    return path


@pytest.fixture(autouse=True)
def town(town_file: Path, file: Path) -> None:
    copy(town_file, file)


def test_all_pictures_are_told_and_their_sums_are_the_register(daiban: Daiban) -> None:
    daiban("tick", "1", "501 没下来", "--compound", HERE)
    daiban("tube", "T01", "add", "大林苑3-504", "--round", "1")
    sheet = daiban("call-sheet", "1", "--json").json
    told = daiban("testing-progress", "1", "--json").json
    assert list(told) == TOLD
    assert (told["round"], list(told["pace"])) == (1, PACE)
    for one in told["compounds"]:
        assert list(one) == ["compound", "session", *PEOPLE, *PACE]
        assert one["called"] == sum(one[name] for name in PEOPLE[2:6])
        assert one["register"] == one["called"] + one["left_out"]
    (of_round,) = told["rounds"]
    assert list(of_round) == ["round", "name", "kind", "day", "is_over", *PEOPLE]
    assert sheet["register"] == of_round["register"] == told["untested"]["register"]
    assert sheet["register"] == sum(one["register"] for one in told["compounds"])
    first = told["tubes"][0]
    assert (first["stage"], first["tubes"], first["people"]) == ("open", 1, 2)
    assert list(told["untested"]) == ["register", *SINCE]
    for building in told["buildings"]:
        assert list(building) == [
            *("compound", "lane", "building", "people"),
            *SINCE,
            "floors",
        ]
        assert building["people"] == sum(building[name] for name in SINCE)
        assert building["people"] == sum(one["people"] for one in building["floors"])
    assert sum(one["people"] for one in told["buildings"]) == sheet["register"]
    assert daiban("testing-progress", "--json").json == told


def test_it_is_told_in_words_without_a_name(daiban: Daiban) -> None:
    assert "not begun: its call sheet" in daiban("testing-progress").out
    daiban("tick", "1", "501 没下来", "--compound", HERE)
    daiban("result", "春晖苑3-504 王芳", "阳性")
    english, chinese = (
        daiban("testing-progress", "--lang", language).out for language in ("en", "zh")
    )
    assert "8 of 13 sampled" in english
    assert "1 person positive" in english
    assert "Coverage by round" in english
    assert "13 人，做了 8 人" in chinese
    assert "多久没测" in chinese
    for out in (english, chinese):
        assert not [name for name in ("王芳", "金桂花", "李强") if name in out]


def test_an_abnormal_tube_says_by_which_command_it_is_recalled(daiban: Daiban) -> None:
    daiban("tube", "T01", "add", "春晖苑3-504", "--round", "1")
    daiban("tube", "T01", "result", "abnormal", "--round", "1")
    assert "还没召回：recall T01" in daiban("testing-progress", "--lang", "zh").out


def test_a_round_that_is_not_there_is_refused_in_one_line(daiban: Daiban) -> None:
    assert "99" in daiban("testing-progress", "99").refusal
    assert daiban("testing-progress", "first").status == 2


def test_of_an_empty_file_it_says_that_there_is_nothing(
    daiban: Daiban, file: Path, empty_file: Path
) -> None:
    copy(empty_file, file)
    told = daiban("testing-progress", "--json").json
    assert (told["round"], told["compounds"], told["pace"], told["rounds"]) == (None, [], None, [])
    out = daiban("testing-progress").out
    assert "No round yet." in out
    assert "Nobody is known to be positive" in out
