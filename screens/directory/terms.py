"""What who can be called is filtered by."""

from __future__ import annotations

from models.listing.terms import Term, coded
from models.roster import Place
from screens.directory import words
from screens.kit.term_words import in_each_language, said, spoken
from screens.roster import words as people_words


@in_each_language
def terms() -> tuple[Term, ...]:
    """The terms, with the words of the language spoken now first."""
    places = spoken(people_words.PLACES)
    ill = (Place.ISOLATED, Place.HOSPITAL)
    return (
        coded("kind", spoken(words.KINDS)),
        coded("reachable", said("reachable"), free=False),
        coded("place", places, health=ill, free=False),
        Term("phone"),
    )
