"""Who is held out of pools and until when, what contradicts what: rules of results."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.call_sheet import Who
from models.results import POOL, Hold, Result, Source
from models.results.reading import read_result, read_source
from models.results.rules import BAD, LISTED, Said, again, contradictions, hold_of
from models.results.settings import DEFAULTS
from models.times import stored

WHO = Who("home", "resident")
BEGIN = datetime(2022, 4, 10, 0, tzinfo=UTC)


def at(hours: float) -> str:
    return stored(BEGIN + timedelta(hours=hours))


def say(*said: tuple[str, str, float]) -> list[Said]:
    """Results as `source result hour`."""
    return [Said(source, result, at(hour)) for source, result, hour in said]


def held(*said: tuple[str, str, float], hours: float = 100, marked: str | None = None) -> object:
    """Why somebody is held, with until when."""
    now = BEGIN + timedelta(hours=hours)
    hold = hold_of(WHO, say(*said), now, DEFAULTS, marked)
    return None if hold is None else (str(hold.why), hold.until, hold.since)


@pytest.mark.parametrize("source", [*Source])
def test_positive_by_any_source_is_out_until_released(source: str) -> None:
    assert held((source, "positive", 1)) == ("positive", None, at(1))
    assert held((source, "positive", 1), ("single", "negative", 30)) == ("positive", None, at(1))
    assert held((source, "positive", 1), ("pool", "negative", 30)) == ("positive", None, at(1))
    assert held((source, "positive", 1), ("subdistrict", "released", 50)) == (
        "exempt",
        "2022-07-11",
        at(50),
    )


@pytest.mark.parametrize("source", ["antigen", "app"])
def test_a_kit_that_the_subdistrict_says_was_wrong_holds_nobody(source: str) -> None:
    assert held((source, "positive", 1), ("subdistrict", "negative", 5)) is None
    assert held((source, "positive", 5), ("subdistrict", "negative", 1)) is not None
    proved = held(
        (source, "positive", 1), ("single", "positive", 2), ("subdistrict", "negative", 5)
    )
    assert proved == ("positive", None, at(1))


@pytest.mark.parametrize("source", [POOL, LISTED])
def test_who_was_in_an_abnormal_tube_waits_for_a_test_of_their_own(source: str) -> None:
    tube = (source, "abnormal", 10)
    assert held(tube) == ("pending", None, at(10))
    assert held(tube, ("single", "negative", 9)) == ("pending", None, at(10))
    assert held(tube, ("single", "negative", 12)) is None
    assert held(tube, ("subdistrict", "negative", 12)) is None
    assert held(tube, ("single", "positive", 12)) == ("positive", None, at(12))
    assert held(tube, ("single", "abnormal", 12)) == ("pending", None, at(10))
    assert held(tube, ("single", "negative", 12), (POOL, "abnormal", 20)) == (
        "pending",
        None,
        at(20),
    )


@pytest.mark.parametrize("source", ["antigen", "app", "pool"])
def test_a_kit_the_app_or_another_pool_sets_nobody_free(source: str) -> None:
    """Safety of life wins: a kit misses one in three, and the app shows another day's test."""
    assert held((POOL, "abnormal", 10), (source, "negative", 12)) == ("pending", None, at(10))


def test_an_own_test_of_a_sample_taken_before_the_tubes_sets_nobody_free() -> None:
    """A single tube of the day before that is told only after the abnormal one."""
    tube = Said(POOL, "abnormal", at(10), sampled=at(5))
    now = BEGIN + timedelta(hours=100)
    for sampled, is_held in ((at(3), True), (at(5), False), (at(11), False), ("", False)):
        own = Said("single", "negative", at(20), sampled=sampled)
        assert (hold_of(WHO, [tube, own], now, DEFAULTS) is not None) == is_held


def test_who_came_back_is_exempt_for_some_days_but_not_from_a_tube_of_since() -> None:
    released = ("subdistrict", "released", 1)
    assert held(released) == ("exempt", "2022-07-09", at(1))
    assert held(released, hours=24 * 90 + 10)[0] == "exempt"  # type: ignore[index]
    assert held(released, hours=24 * 91 + 1) is None
    assert held(released, (POOL, "abnormal", 30)) == ("pending", None, at(30))
    assert held(released, ("antigen", "positive", 30)) == ("positive", None, at(30))


def test_what_is_still_to_come_holds_nobody_yet() -> None:
    assert held(("single", "positive", 20), hours=10) is None


def test_a_mark_of_the_register_holds_until_somebody_is_released() -> None:
    assert held(marked=at(5)) == ("positive", None, at(5))
    assert held(marked="") == ("positive", None, at(100))
    assert held(("subdistrict", "released", 2), marked=at(5)) == ("positive", None, at(5))
    assert held(("subdistrict", "released", 9), marked=at(5))[0] == "exempt"  # type: ignore[index]
    assert held(("subdistrict", "released", 9), marked="")[0] == "exempt"  # type: ignore[index]


SAID = st.lists(
    st.tuples(
        st.sampled_from([*Source, POOL]), st.sampled_from([*Result]), st.integers(0, 200)
    ).map(lambda one: Said(str(one[0]), str(one[1]), at(one[2]))),
    max_size=8,
)


@given(SAID, st.sampled_from(["antigen", "app", POOL]), st.integers(0, 200))
def test_nobody_is_set_free_by_a_word_that_may_be_wrong(
    said: list[Said], source: str, hour: int
) -> None:
    now = BEGIN + timedelta(hours=300)
    before = hold_of(WHO, said, now, DEFAULTS)
    after = hold_of(WHO, [*said, Said(source, "negative", at(hour))], now, DEFAULTS)
    assert after == before


@given(SAID)
def test_the_order_in_which_results_are_told_does_not_matter(said: list[Said]) -> None:
    now = BEGIN + timedelta(hours=300)
    first = hold_of(WHO, said, now, DEFAULTS)
    assert hold_of(WHO, list(reversed(said)), now, DEFAULTS) == first
    if first is not None and first.why != "exempt":
        assert any(one.result in BAD for one in said)


@given(SAID)
def test_a_positive_that_comes_last_always_holds(said: list[Said]) -> None:
    hold = hold_of(
        WHO, [*said, Said("antigen", "positive", at(250))], BEGIN + timedelta(hours=300), DEFAULTS
    )
    assert isinstance(hold, Hold)
    assert hold.why == "positive"


# -- contradictions --------------------------------------------------------------------------------


def differ(*said: tuple[str, str, float]) -> list[str]:
    return [str(one.against) for one in contradictions(say(*said), DEFAULTS)]


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ([("pool", "negative", 1), ("single", "positive", 20)], ["pool_and_own"]),
        ([("antigen", "positive", 1), ("single", "negative", 3)], ["antigen_and_pcr"]),
        ([("single", "negative", 1), ("antigen", "positive", 40)], ["antigen_and_pcr"]),
        ([("pool", "negative", 1), ("antigen", "positive", 3)], ["antigen_and_pcr"]),
        ([("pool", "negative", 1), ("app", "abnormal", 3)], ["app_and_pcr"]),
        ([("single", "positive", 1), ("subdistrict", "negative", 3)], ["subdistrict_and_ours"]),
        ([("pool", "negative", 1), ("subdistrict", "positive", 3)], ["subdistrict_and_ours"]),
        ([("single", "negative", 1), ("single", "positive", 3)], ["same_day"]),
        # What is no contradiction.
        ([("pool", "abnormal", 1), ("single", "negative", 20)], []),
        ([("pool", "abnormal", 1), ("antigen", "negative", 2)], []),
        ([("pool", "abnormal", 1), ("subdistrict", "negative", 9)], []),
        ([("single", "positive", 1), ("antigen", "negative", 2)], []),
        ([("single", "negative", 1), ("single", "positive", 30)], []),
        ([("single", "negative", 1), ("antigen", "positive", 60)], []),
        ([("single", "positive", 1), ("subdistrict", "released", 20)], []),
        ([("single", "positive", 1), ("subdistrict", "positive", 2)], []),
        # What solves one.
        (
            [("antigen", "positive", 1), ("single", "negative", 3), ("subdistrict", "positive", 5)],
            ["subdistrict_and_ours"],
        ),
        (
            [("antigen", "positive", 1), ("single", "negative", 3), ("subdistrict", "negative", 5)],
            [],
        ),
        (
            [("single", "negative", 1), ("subdistrict", "positive", 3), ("single", "positive", 30)],
            [],
        ),
    ],
)
def test_what_contradicts_what(said: list[tuple[str, str, float]], told: list[str]) -> None:
    assert differ(*said) == told


def test_the_same_result_is_known_on_its_day_only() -> None:
    known = say(("single", "negative", 1))
    assert again(known, Said("single", "negative", at(5))) == known[0]
    assert again(known, Said("single", "negative", at(30))) is None
    assert again(known, Said("antigen", "negative", at(5))) is None
    assert again(known, Said("single", "positive", at(5))) is None


# -- words -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "result"),
    [
        ("阴", Result.NEGATIVE),
        ("阴性", Result.NEGATIVE),
        ("Negative", Result.NEGATIVE),
        ("阴性（-）", Result.NEGATIVE),
        ("阳性", Result.POSITIVE),
        ("(+)", Result.POSITIVE),
        ("POS", Result.POSITIVE),
        ("异常", Result.ABNORMAL),
        ("十混一 阳", Result.ABNORMAL),
        ("解除隔离", Result.RELEASED),
        ("released", Result.RELEASED),
        ("也许", None),
        ("", None),
    ],
)
def test_results_are_read_in_both_languages(text: str, result: Result | None) -> None:
    assert read_result(text) is result


def test_whose_word_it_is_is_read_too() -> None:
    said = ("单采", "抗原", "随申码", "街道", "Subdistrict", "谁")
    assert [read_source(one) for one in said] == [*Source, Source.SUBDISTRICT, None]
