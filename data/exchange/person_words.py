"""The words of the columns of one person in a register, from the table beside this module."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import NamedTuple

from models.residents import Sex, Whereabouts
from models.text import fold
from models.word_tables import WordTable, word_table


class _Place(NamedTuple):
    """How lists say where somebody is: by a whole cell, within one, within a remark."""

    place: Whereabouts
    words: frozenset[str]
    said: re.Pattern[str]
    in_notes: re.Pattern[str]


class PersonWords(NamedTuple):
    """All words.

    Attributes:
        sexes, answers: by what a whole cell says.
        changed, ended: what an entry says that is about another address, or takes somebody off.
        heads: relations of who a household is registered under.
        as_owner: what stands for the owner's name.
        own: whose a number is that belongs to who lives here.
        plain_homes: states of a home that say nothing.
        partly_let: states of a home whose owner lives beside tenants.
        not_vaccinated: is looked for before `vaccinated`.
        of_households: marks that are of a household wherever they are written.
    """

    sexes: Mapping[str, Sex]
    answers: Mapping[str, bool]
    changed: re.Pattern[str]
    ended: re.Pattern[str]
    heads: frozenset[str]
    as_owner: frozenset[str]
    own: frozenset[str]
    plain_homes: frozenset[str]
    partly_let: frozenset[str]
    not_vaccinated: re.Pattern[str]
    vaccinated: re.Pattern[str]
    of_households: frozenset[str]
    places: tuple[_Place, ...]


@cache
def person_words() -> PersonWords:
    """The words, read when the first register is.

    Raises:
        BrokenTable: what `models.word_tables` refuses.
    """
    table = word_table(__file__, "persons.toml")
    table.only(
        *(
            "female",
            "male",
            "yes",
            "no",
            "changed",
            "ended",
            "heads",
            "as_owner",
            "own",
            "plain_homes",
            "partly_let",
        ),
        *("not_vaccinated", "vaccinated", "of_households", "presence"),
    )
    sexes = [dict.fromkeys(table.words(sex.value), sex) for sex in Sex]
    yes, no = table.words("yes"), table.words("no")
    return PersonWords(
        {word: sex for words in sexes for word, sex in words.items()},
        dict.fromkeys(yes, True) | dict.fromkeys(no, False),
        table.pattern("changed"),
        table.pattern("ended"),
        frozenset(table.words("heads")),
        frozenset(table.words("as_owner")),
        frozenset(table.words("own")),
        frozenset(table.words("plain_homes")),
        frozenset(table.words("partly_let")),
        table.pattern("not_vaccinated"),
        table.pattern("vaccinated"),
        frozenset(table.words("of_households")),
        tuple(map(_place, table.parts("presence"))),
    )


def _place(block: WordTable) -> _Place:
    block.only("place", "words", "said", "in_notes")
    place = Whereabouts(block.one_of("place", tuple(Whereabouts)))
    words = frozenset(block.words("words"))
    return _Place(place, words, block.pattern("said"), block.pattern("in_notes"))


def place_in_cell(text: str) -> Whereabouts | None:
    """Where a cell about it says that somebody is; None where it does not."""
    plain = fold(text)
    places = person_words().places
    whole = next((one.place for one in places if plain in one.words), None)
    return whole or next((one.place for one in places if one.said.search(plain)), None)


def place_in_note(text: str) -> Whereabouts | None:
    """Where a remark says that somebody is; None where it says nothing of it."""
    plain = fold(text)
    return next((one.place for one in person_words().places if one.in_notes.search(plain)), None)


def answer(text: str) -> bool | None:
    """What a cell that says yes or no says; None where it says something else."""
    return person_words().answers.get(fold(text).strip())


def is_head(relation: str) -> bool:
    """Whether a relation is that of who a household is registered under."""
    return fold(relation).strip() in person_words().heads
