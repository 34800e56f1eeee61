"""Excerpts: the words looked for, with what stands around them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.search.excerpts import excerpt
from models.text import fold


@pytest.mark.parametrize(
    ("text", "words", "piece"),
    [
        ("降压药没了", ["没了"], ("降压药", "没了", "")),
        ("降压药没了", ["猫"], None),
        ("降压药没了", [], None),
        ("Insulin ＲＵＮＳ out", ["runs"], ("Insulin ", "ＲＵＮＳ", " out")),
        ("一\n二\t三", ["二 三"], ("一 ", "二 三", "")),
        ("后面的药，前面的猫", ["猫", "药"], ("后面的", "药", "，前面的猫")),
    ],
)
def test_the_first_word_is_found_with_what_is_around(
    text: str, words: list[str], piece: tuple[str, str, str] | None
) -> None:
    found = excerpt(text, words)
    assert (found and tuple(found)) == piece


def test_long_texts_are_cut_around_the_word() -> None:
    found = excerpt("前" * 100 + "药" + "后" * 100, ["药"], 20)
    assert found == ("…" + "前" * 5, "药", "后" * 14 + "…")


@given(st.text(max_size=60), st.text(min_size=1, max_size=8), st.text(max_size=60))
def test_whatever_is_looked_for_is_shown(before: str, word: str, after: str) -> None:
    text = before + word + after
    looked_for = fold(word)
    found = excerpt(text, [looked_for])
    if looked_for and looked_for in fold(text):
        assert found is not None
        assert fold(found.found) == looked_for
    else:
        assert found is None
