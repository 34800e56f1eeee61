"""Which words of a call are learned, and what a call is read as by them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.chases import Urgency
from models.learned import Learned
from models.learned.rules import (
    MOST_CHARACTERS,
    MOST_WORDS,
    Surroundings,
    book_of,
    matter_of,
    taught,
    telling,
)
from models.problems import Problem
from models.reading.line import unread
from models.reading.scan import BARRIER
from models.reading.shapes import Field, Reading, Span
from models.requests import RequestKind

COMMON = 50
RARE = 160


def around(
    known: Sequence[str] = (),
    private: Sequence[str] = (),
    others: Sequence[str] = (),
    alike: Sequence[str] = (),
    seen: dict[str, int] | None = None,
    speaks: dict[str, tuple[int, int]] | None = None,
) -> Surroundings:
    return Surroundings(
        (seen or {}).get,
        lambda ngram: (speaks or {}).get(ngram, (0, 0)),
        known.__contains__,
        private.__contains__,
        frozenset("陈王"),
        others,
        alike,
    )


NOWHERE = around()


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ("家里没有猫砂了", ("猫砂",)),
        ("请问琉璃瓦翘角怎么办", ("琉璃瓦翘角",)),
        ("the wisteria trellis needs help", ("wisteria trellis",)),
        ("请问什么时候能不能帮忙", ()),
        ("please help us, we need someone", ()),
        ("砂", ()),
        ("2栋3号 13800009617", ()),
        ("", ()),
    ],
)
def test_words_of_the_matter_are_learned_and_what_anybody_says_is_not(
    said: str, words: tuple[str, ...]
) -> None:
    assert telling(said, NOWHERE) == words


def test_what_is_common_known_private_or_said_of_other_kinds_is_not_learned() -> None:
    said = "猫砂"
    assert telling(said, around(seen={"猫砂": COMMON})) == ()
    assert telling(said, around(known=[said])) == ()
    assert telling(said, around(private=[said])) == ()
    assert telling(said, around(others=["猫砂没了"])) == (said,)
    assert telling(said, around(others=["猫砂没了", "买猫砂"])) == ()
    assert telling(said, around(speaks={said: (-1, 0)})) == ()


def test_what_speaks_for_a_life_is_never_a_mere_kind() -> None:
    assert telling("猫砂", around(speaks={"猫砂": (20, 60)})) == ()


@pytest.mark.parametrize(
    "said", ["陈国栋没接", "Peter Miller", "he'll", "静安路", "花园新村", "五栋"]
)
def test_names_and_places_are_not_learned(said: str) -> None:
    assert telling(said, NOWHERE) == ()


def test_a_surname_in_a_word_that_is_known_is_no_name() -> None:
    assert telling("王冠", around(seen={"王冠": RARE})) == ("王冠",)


def test_inside_of_a_run_only_what_was_seen_together_is_a_word() -> None:
    said = "春蚕桑叶霉斑遍布"
    assert telling(said, NOWHERE) == ()
    assert telling(said, around(seen={"桑叶": RARE})) == ("桑叶",)


def test_of_two_the_one_is_first_that_calls_of_the_kind_hold() -> None:
    said = "猫砂，竹匾"
    assert telling(said, NOWHERE) == ("猫砂", "竹匾")
    assert telling(said, around(alike=["要竹匾"])) == ("竹匾", "猫砂")


def test_where_who_and_when_are_no_part_of_the_matter() -> None:
    text = "大林苑 猫砂"
    assert matter_of(text, [Span(0, 3, Field.ADDRESS), Span(4, 6, Field.KIND)]) == (
        f"{BARRIER * 3} 猫砂"
    )


@given(st.text(alphabet="猫砂没了的2栋 陈catliteréÉ'，-\n", max_size=60))
def test_whatever_is_said_only_plain_pieces_of_it_are_learned(said: str) -> None:
    words = telling(said, NOWHERE)
    assert len(words) <= MOST_WORDS
    for word in words:
        assert word in said.lower()
        assert not any(character.isdigit() for character in word)
        assert word.isascii() or 2 <= len(word) <= MOST_CHARACTERS


# -- what is read by them --------------------------------------------------------------------------


def reading(kind: RequestKind, urgency: Urgency = Urgency.ROUTINE, text: str = "猫砂") -> Reading:
    read = unread(text, Problem("none"))
    return replace(read, kind=kind, urgency=urgency, doubts=("kind_unknown", "coming_day"))


OTHER, PETS, TEST = RequestKind.OTHER, RequestKind.PETS, RequestKind.TEST


def test_a_word_gives_its_kind_where_the_rules_have_none_and_says_so() -> None:
    read = taught(reading(OTHER), [Learned(1, "猫砂", PETS)])
    assert (read.kind, read.doubts) == (PETS, ("kind_learned", "coming_day"))


def test_a_kind_of_the_rules_gives_way_only_where_it_was_corrected_before() -> None:
    word = Learned(1, "猫砂", PETS, instead_of=TEST)
    assert taught(reading(TEST), [word]).kind is PETS
    assert taught(reading(RequestKind.FOOD), [word]).kind is RequestKind.FOOD


def test_the_latest_correction_counts() -> None:
    words = [Learned(1, "猫砂", PETS), Learned(2, "猫", RequestKind.OFFER)]
    assert taught(reading(OTHER), words).kind is RequestKind.OFFER


@pytest.mark.parametrize("kind", RequestKind)
@pytest.mark.parametrize("urgency", Urgency)
def test_nothing_becomes_less_urgent_and_no_life_is_taken_for_something_else(
    kind: RequestKind, urgency: Urgency
) -> None:
    order = list(Urgency)
    for was in (OTHER, RequestKind.EMERGENCY):
        read = taught(reading(was, urgency), [Learned(1, "猫砂", kind, instead_of=was)])
        assert order.index(read.urgency) <= order.index(urgency)
        if urgency is Urgency.LIFE:
            assert read.kind is was


def test_what_somebody_dies_without_stays_what_the_rules_read() -> None:
    medicine = reading(RequestKind.MEDICINE, Urgency.TODAY, "胰岛素断了，猫砂")
    word = Learned(1, "猫砂", PETS, instead_of=RequestKind.MEDICINE)
    assert taught(medicine, [word]) == medicine


def test_a_word_that_was_taken_out_is_not_looked_for() -> None:
    words = [Learned(1, "猫砂", PETS, forgotten=True), Learned(2, "Cat Litter", PETS)]
    book = book_of(words)
    assert [hit.means.no for hit in book.find("猫砂 cat litter")] == [2]
    assert list(book.find("cat litters")) == []
