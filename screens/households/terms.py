"""What households are filtered by."""

from __future__ import annotations

from models.listing.terms import Term, coded
from screens.households import words
from screens.kit.term_words import in_each_language, marks, spoken


@in_each_language
def terms() -> tuple[Term, ...]:
    """The terms, with the words of the language spoken now first."""
    return (
        marks(),
        Term("compound"),
        Term("building"),
        Term("room"),
        coded("kind", spoken(words.household_kind), free=False),
        Term("phone"),
    )
