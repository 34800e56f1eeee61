"""What testing sessions are filtered by."""

from __future__ import annotations

from functools import cache

from models.listing.terms import Term, coded
from screens import i18n
from screens.kit.term_words import due, spoken
from screens.testing import words


def terms() -> tuple[Term, ...]:
    """The terms, with the words of the language spoken now first."""
    return _terms(i18n.language())


@cache
def _terms(_language: str) -> tuple[Term, ...]:
    return (
        coded("state", spoken(words.state)),
        due(),
        coded("kind", spoken(words.kind)),
        Term("compound"),
    )
