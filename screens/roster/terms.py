"""What people who work here are filtered by."""

from __future__ import annotations

from models.duties import Work
from models.listing.terms import Term, coded
from models.roster import Place
from screens.duties.words import said_of
from screens.kit.term_words import in_each_language, spoken
from screens.roster import words


@in_each_language
def terms() -> tuple[Term, ...]:
    """The terms, with the words of the language spoken now first."""
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
        coded("work", spoken({one: said_of(one, "WORKS") for one in Work}), free=False),
    )
