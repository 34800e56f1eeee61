"""What people of households are filtered by."""

from __future__ import annotations

from models.listing.terms import Term, coded
from screens.kit.term_words import in_each_language, marks, spoken
from screens.residents import words


@in_each_language
def terms() -> tuple[Term, ...]:
    """The terms, with the words of the language spoken now first."""
    return (
        marks(),
        Term("compound"),
        Term("building"),
        Term("room"),
        coded("state", spoken(words.whereabouts), free=False),
        Term("phone"),
    )
