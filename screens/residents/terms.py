"""What people of households are filtered by."""

from __future__ import annotations

from functools import cache

from models.listing.terms import Term, coded
from screens import i18n
from screens.kit.term_words import marks, spoken
from screens.residents import words


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
        coded("state", spoken(words.whereabouts), free=False),
        Term("phone"),
    )
