"""What is said in an empty filter: whole, and the most useful first."""

from __future__ import annotations

from rich.cells import cell_len

from screens.kit.filter_line import hints

NAMES = ("kind:", "urgency:", "owner:", "due:", "compound:")
WORDS = ("/ name, room, telephone, initials", "/ name, room")


def test_each_hint_is_shorter_or_says_what_is_found_in_fewer_words() -> None:
    said = list(hints(WORDS, NAMES))
    assert said[0] == " ".join((WORDS[0], *NAMES))
    assert said[-1] == WORDS[1]
    assert set(map(said.count, said)) <= {1, 2}, (
        "what leaves room for more names is tried once more"
    )


def test_words_give_way_to_names_of_terms() -> None:
    fitting = next(one for one in hints(WORDS, NAMES) if cell_len(one) <= 50)
    assert fitting == "/ name, room kind: urgency: owner: due: compound:"
    narrow = next(one for one in hints(WORDS, NAMES) if cell_len(one) <= 30)
    assert narrow == "/ name, room kind: urgency: …"


def test_a_list_without_terms_says_what_it_finds() -> None:
    assert list(dict.fromkeys(hints(WORDS, ()))) == list(WORDS)
