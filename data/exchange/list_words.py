"""The words that stand in the cells of lists, from the table beside this module."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import NamedTuple, TypeVar

from models.households import CompoundKind
from models.roster import PersonKind, Place
from models.text import fold
from models.word_tables import WordTable, any_of, word_table

_KINDS = (PersonKind.CADRE, PersonKind.VOLUNTEER, PersonKind.PARTNER)
_COMPOUNDS = (CompoundKind.LANE, CompoundKind.COMMODITY)

T = TypeVar("T")
Told = tuple[tuple[re.Pattern[str], T], ...]
"""What tells of something in a plain text; the first that is found counts."""


class ListWords(NamedTuple):
    """All words.

    Attributes:
        no_room: what stands in place of a room's number.
        feet: finds a signature, a date or a remark under a table, as a whole.
        done: what the status of a call begins with that waits for nothing any more.
        still_open: finds what is said of one that still waits.
        private: finds remarks on resigning or retiring.
        answers: where somebody is by yes and no.
        places: where somebody is by anything else.
        kinds: what somebody is.
        compounds: what kind a compound is.
        not_so: what says no in a column that says yes or no of somebody.
        no_vehicle: what an answer on vehicles begins with that says there is none.
        no_heavy_work, has_pass, no_pass: find in free words that somebody may not lift, has a pass,
            has none.
        leader_posts: the posts leaders have, whole and folded.
    """

    no_room: frozenset[str]
    feet: re.Pattern[str]
    done: frozenset[str]
    still_open: re.Pattern[str]
    private: re.Pattern[str]
    answers: Mapping[str, Place]
    places: Told[Place]
    kinds: Told[PersonKind]
    compounds: Told[CompoundKind]
    not_so: frozenset[str]
    no_vehicle: re.Pattern[str]
    no_heavy_work: re.Pattern[str]
    has_pass: re.Pattern[str]
    no_pass: re.Pattern[str]
    leader_posts: frozenset[str]


@cache
def list_words() -> ListWords:
    """The words, read when the first list is.

    Raises:
        BrokenTable: what `models.word_tables` refuses.
    """
    table = word_table(__file__, "lists.toml")
    table.only(
        *("no_room", "feet", "done", "still_open", "private", "yes", "no", "places", "kinds"),
        *("compounds", "not_so", "no_vehicle", "no_heavy_work", "has_pass", "no_pass"),
        "leader_posts",
    )
    kinds, compounds = table.part("kinds"), table.part("compounds")
    kinds.only(*_KINDS)
    compounds.only(*_COMPOUNDS)
    yes, no = table.words("yes"), table.words("no")
    return ListWords(
        frozenset(table.words("no_room")),
        re.compile(table.pattern("feet").pattern, re.DOTALL),
        frozenset(table.words("done")),
        table.pattern("still_open"),
        re.compile(any_of(table.words("private")), re.IGNORECASE),
        dict.fromkeys(yes, Place.ON_SITE) | dict.fromkeys(no, Place.AWAY),
        tuple(map(_place, table.parts("places"))),
        tuple((_any(kinds, kind), kind) for kind in _KINDS),
        tuple((_any(compounds, kind), kind) for kind in _COMPOUNDS),
        frozenset(table.words("not_so")),
        table.pattern("no_vehicle"),
        _any(table, "no_heavy_work"),
        _any(table, "has_pass"),
        _any(table, "no_pass"),
        frozenset(table.words("leader_posts")),
    )


def told(text: str, words: Told[T]) -> T | None:
    """What a text tells of; None for nothing."""
    plain = fold(text)
    return next((found for pattern, found in words if pattern.search(plain)), None)


def _place(block: WordTable) -> tuple[re.Pattern[str], Place]:
    block.only("place", "words")
    return _any(block, "words"), Place(block.one_of("place", tuple(Place)))


def _any(table: WordTable, key: str) -> re.Pattern[str]:
    return re.compile(any_of(table.words(key)))
