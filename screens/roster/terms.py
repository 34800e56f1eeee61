"""What people who work here are filtered by."""

from __future__ import annotations

from functools import cache

from models.listing.terms import Term, coded
from models.roster import Place
from screens import i18n
from screens.kit.term_words import spoken
from screens.roster import words


def terms() -> tuple[Term, ...]:
    """The terms, with the words of the language spoken now first."""
    return _terms(i18n.language())


@cache
def _terms(_language: str) -> tuple[Term, ...]:
    places = spoken(words.PLACES)
    ill = (Place.ISOLATED, Place.HOSPITAL)
    return (
        coded("state", places, health=ill),
        Term("skill"),
        coded("kind", spoken(words.KINDS)),
        Term("compound"),
        Term("building"),
        coded("place", places, health=ill, free=False),
        Term("phone"),
    )
