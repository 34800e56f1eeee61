"""What the queue is filtered by."""

from __future__ import annotations

from models.listing.terms import Term, coded
from models.requests import HEALTH_KINDS
from models.word_tables import unless_broken
from screens.kit.term_words import due, in_each_language, marks, owner, said, spoken
from screens.requests import words


@in_each_language
def terms() -> tuple[Term, ...]:
    """The terms, with the words of the language spoken now first."""
    from data.requests.search_text import kind_words

    kinds = spoken(words.KINDS, {str(k): v for k, v in unless_broken(kind_words, {}).items()})
    return (
        coded("kind", kinds, health=HEALTH_KINDS),
        coded("urgency", spoken(words.URGENCIES, said("urgency"))),
        owner(),
        due(besides_today=True),
        Term("compound"),
        Term("building"),
        marks(),
        coded("state", spoken(words.STATES, said("state"))),
        Term("room"),
        Term("phone"),
    )
