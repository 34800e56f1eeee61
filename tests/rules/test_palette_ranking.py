"""How what was typed is told from what something is called: names, beginnings, letters, slips."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.search.ranking import Typed, fit, fit_at_last, named, one_slip, ranked
from models.search.synonyms import synonyms

CHASE = named(
    ("chase", "催办", "remind", "催一下"),
    "log a push for the request under the cursor 对光标下的求助记一次催办",
    ("cuiban", "cb"),
    ("duiguangbiao", "dgb"),
)
CHASED = named(("chased", "已催"), "", ("yicui", "yc"))


def level(text: str) -> int:
    found = fit(Typed(text), CHASE)
    assert found is not None, text
    return found


def test_the_nearer_to_a_name_the_better() -> None:
    typed = ["chase", "催办", "cb", "cuiban", "remi", "push cursor", "cuib", "dgb"]
    levels = [level(one) for one in typed]
    assert levels == sorted(levels)
    assert fit(Typed("chase"), CHASED) != fit(Typed("chase"), CHASE)
    assert level("how do i chase this") == level("chase"), "some words say nothing"
    assert level("催一下街道"), "there are no blanks in Chinese"


@pytest.mark.parametrize("typed", ["xqzz", "cbd", "街道", "chase the bus", "催款"])
def test_what_it_is_not_called_does_not_find_it(typed: str) -> None:
    assert fit(Typed(typed), CHASE) is None


@pytest.mark.parametrize("typed", ["chsae", "chse", "chasse", "chaze", "remimd"])
def test_one_slip_of_the_finger_still_finds_it(typed: str) -> None:
    assert fit(Typed(typed), CHASE) is None
    assert fit_at_last(Typed(typed), CHASE, lambda name: False) is not None


@pytest.mark.parametrize(
    ("typed", "word"), [("cat", "cut"), ("cal", "call"), ("chase", "cahes"), ("chase", "chart")]
)
def test_short_words_and_two_slips_are_other_words(typed: str, word: str) -> None:
    assert not one_slip(typed, word)


@settings(max_examples=40)
@given(st.text("abc", min_size=4, max_size=9), st.data())
def test_a_letter_changed_left_out_or_changed_about_is_one_slip(
    word: str, data: st.DataObject
) -> None:
    at = data.draw(st.integers(0, len(word) - 2))
    assert one_slip(word[:at] + "x" + word[at + 1 :], word)
    assert one_slip(word[:at] + "x" + word[at:], word)
    assert one_slip(word[:at] + word[at + 1] + word[at] + word[at + 2 :], word)
    assert one_slip(word, word[:at] + "x" + word[at + 1 :])


def test_what_can_be_done_here_and_was_used_lately_goes_up_among_its_like() -> None:
    assert ranked([(0, True, 0), (1, True, 1), (1, False, 1), (20, True, 1)]) == [1, 0, 2, 3]
    assert ranked([(92, False, 0), (95, True, 0)]) == [0, 1], "of several words the more the better"


def test_words_of_a_place_stand_before_those_of_the_act_everywhere() -> None:
    words = synonyms()
    assert words.of_act("new", "roster")[0] in words.acts["roster.new"]
    assert set(words.acts["new"]) <= set(words.of_act("new", "roster"))
    assert words.of_act("directory") == words.places["directory"]
