"""What households are filtered by."""

from __future__ import annotations

from functools import cache

from models.listing.terms import Term, coded
from screens import i18n
from screens.households import words
from screens.kit.term_words import marks, spoken


def terms() -> tuple[Term, ...]:
    """The terms, with the words of the language spoken now first."""
    return _terms(i18n.language())


@cache
def _terms(_language: str) -> tuple[Term, ...]:
    return (
        marks(),
        Term("compound"),
        Term("building"),
        Term("room"),
        coded("kind", spoken(words.household_kind), free=False),
        Term("phone"),
    )
