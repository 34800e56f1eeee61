"""Signs, units and lists that mean one thing only, in the language they are said in."""

from __future__ import annotations

from screens import i18n
from screens.requests.doors import parts_of, together
from screens.supplies import progress_words


def test_no_sign_of_supplies_means_two_things() -> None:
    signs = [*progress_words.SIGNS.values(), *progress_words.BAR]
    assert len(set(signs)) == len(signs)
    assert not {"·", "."} <= set(signs), "two dots are told apart by nobody"
    both = progress_words.legend() + "  " + progress_words.bar_legend()
    assert "- nobody there" in both
    assert "+ at the gate" in both


def test_doors_of_a_form_are_apart_as_their_language_does_it() -> None:
    doors = ["3-101", "3-203"]
    assert together(doors) == "3-101, 3-203"
    assert parts_of(together(doors)) == doors
    before = i18n.language()
    i18n.set_language("zh")
    try:
        assert together(doors) == "3-101，3-203"
        assert parts_of(together(doors)) == doors
    finally:
        i18n.set_language(before)
