"""Words put together without a gap, as Chinese does, are never read as one Latin word."""

from __future__ import annotations

import pytest

from screens.kit.values import filled, run_on, so_many


@pytest.mark.parametrize(
    ("parts", "told"),
    [
        (("6", "bags"), "6 bags"),
        (("6", "袋"), "6袋"),
        (("6", ""), "6"),
        (("Blossom Tower", "bread", "少6 bags"), "Blossom Tower bread少6 bags"),
        (("海棠大楼", "面包", "少6袋"), "海棠大楼面包少6袋"),
        (("Blossom Tower", "", "bread"), "Blossom Tower bread"),
        (("café", "élan"), "café élan"),
        (("kind:", "food"), "kind:food"),
    ],
)
def test_two_latin_words_have_a_blank_between(parts: tuple[str, ...], told: str) -> None:
    assert run_on(*parts) == told
    names = [f"p{at}" for at in range(len(parts))]
    sentence = "".join(f"{{{name}}}" for name in names)
    assert filled(f"<{sentence}>", dict(zip(names, parts, strict=True))) == f"<{told}>"


def test_so_many_of_something() -> None:
    assert (so_many(28, "pieces"), so_many("+6", "bags"), so_many(3, "份")) == (
        "28 pieces",
        "+6 bags",
        "3份",
    )


def test_what_stands_apart_in_a_sentence_is_left_so() -> None:
    assert filled("{a}, {b}{c}", {"a": "x", "b": "y", "c": "，z"}) == "x, y，z"
    assert filled("{a}{b}", {"a": "{b}", "b": "7"}) == "{b}7"
