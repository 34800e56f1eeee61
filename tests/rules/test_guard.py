"""The guard: what it says of clear calls, of any text, and of weights that are not its own."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.reading import guard as guards
from models.reading.guard import UNHEARD_OF, WEIGHTS, Guard, guard
from models.requests import RequestKind
from models.word_tables import BrokenTable
from training.calls import calls, digest

WHOLE = WEIGHTS.read_bytes()


@pytest.fixture
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A file that the guard reads instead of its weights."""
    file = tmp_path / "guard.bin"
    monkeypatch.setattr(guards, "WEIGHTS", file)
    guard.cache_clear()
    yield file
    guard.cache_clear()


# -- the weights -----------------------------------------------------------------------------------


def test_it_was_trained_from_these_calls_as_they_are_looked_at_now() -> None:
    assert guard().trained_from == digest(), "run `python3 app.py train`"


def test_its_weights_are_no_more_than_a_megabyte() -> None:
    assert WEIGHTS.stat().st_size < 1_000_000


def test_its_marks_are_in_order() -> None:
    marks = guard().marks
    assert 0 < marks.ask < marks.sure < 1
    assert all(0 < mark < 1 for mark in marks)


def test_every_call_is_of_a_kind_that_there_is() -> None:
    assert {call.kind for call in calls()} == set(RequestKind)


# -- what it says ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "老伴倒在厕所里叫不醒了",
        "爷爷胸口痛得厉害，出冷汗，脸色发白",
        "孩子误吞了纽扣电池",
        "敲了半天门没人应，里面有煤气味",
        "透析已经五天没做了，人肿得躺不下",
        "my father collapsed and he is not breathing",
        "she has taken all her pills and won't answer the door",
    ],
)
def test_a_call_about_a_life_is_asked_about(text: str) -> None:
    assert guard().guess(text).life >= guard().marks.ask


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("团购的鸡蛋什么时候到", RequestKind.GROUP_PURCHASE),
        ("明天核酸几点开始做", RequestKind.TEST),
        ("我想退掉昨天团的蔬菜", RequestKind.GROUP_PURCHASE),
        ("小区什么时候解封", RequestKind.OPENING),
        ("the lift is broken again", RequestKind.REPAIRS),
        ("can I help deliver parcels at the weekend", RequestKind.OFFER),
    ],
)
def test_an_everyday_call_is_not_asked_about_and_has_its_kind(text: str, kind: RequestKind) -> None:
    guess = guard().guess(text)
    assert guess.life < guard().marks.ask
    assert guess.kind is kind
    assert guess.kind_likely >= guard().marks.kind


def test_an_apostrophe_and_the_width_of_letters_say_nothing() -> None:
    said = guard().guess("she can't breathe")
    assert guard().guess("she cant breathe") == said
    assert guard().guess("ＳＨＥ ｃａｎ’ｔ  ｂｒｅａｔｈｅ") == said


def test_whose_call_it_is_says_nothing() -> None:
    said = guard().guess("5号楼502 家里没米了 13900012345")
    assert guard().guess("12号楼1203 家里没米了 13900054321") == said


@given(st.text(max_size=1_200))
def test_of_any_text_it_says_something_between_never_and_surely(text: str) -> None:
    guess = guard().guess(text)
    assert 0 <= guess.life <= 1
    assert 0 <= guess.kind_likely <= 1
    assert guess.kind in RequestKind


@given(st.sampled_from([call.text for call in calls()]))
def test_the_same_text_is_told_the_same(text: str) -> None:
    first = guard().guess(text)
    assert Guard(WHOLE).guess(text) == first


def test_what_training_did_not_keep_changes_nothing() -> None:
    unknown = "".join(map(chr, range(0x2A700, 0x2A710)))
    assert guard().guess("qqzx") == UNHEARD_OF
    assert guard().guess(f"她{unknown}晕倒了") == guard().guess(f"她{unknown[::-1]}晕倒了")


@pytest.mark.parametrize(
    "begun", ["h", "hel", "喂", "5号楼", "5号楼502 张阿姨", "13900012345", "abc"]
)
def test_of_what_says_nothing_yet_it_asks_nothing(begun: str) -> None:
    assert guard().guess(begun).life < guard().marks.ask


# -- weights that are broken -----------------------------------------------------------------------


def test_weights_that_are_not_there_are_told(elsewhere: Path) -> None:
    with pytest.raises(BrokenTable) as told:
        guard()
    assert told.value.problem.code == "word_table_unreadable"
    assert told.value.problem.params["file"] == elsewhere


@given(st.integers(0, len(WHOLE) - 1), st.integers(1, 255))
def test_a_byte_that_is_another_is_seen_wherever_it_stands(at: int, by: int) -> None:
    broken = bytearray(WHOLE)
    broken[at] ^= by
    with pytest.raises(ValueError, match="not the weights"):
        Guard(bytes(broken))


@pytest.mark.parametrize(
    "broken", [b"", b"\n", WHOLE[:-1], WHOLE[:40_000], WHOLE + b"\x80"], ids=len
)
def test_weights_that_are_cut_off_are_told(elsewhere: Path, broken: bytes) -> None:
    elsewhere.write_bytes(broken)
    with pytest.raises(BrokenTable) as told:
        guard()
    assert told.value.problem.code == "word_table_unreadable"
    assert told.value.problem.params["file"] == elsewhere
