"""What drops are filtered by."""

from __future__ import annotations

from models.listing.terms import Term, coded
from screens.kit.term_words import due, in_each_language, spoken
from screens.supplies import words


@in_each_language
def terms() -> tuple[Term, ...]:
    """The terms, with the words of the language spoken now first."""
    return (
        coded("state", spoken(words.drop_state)),
        due(),
        Term("goods"),
        Term("compound"),
        Term("phone"),
    )
