"""What a list's filter reads, with the words of the desk; how a question to a list is put by it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache, wraps
from typing import TYPE_CHECKING

from models.listing import ListQuery
from models.listing.terms import Term, coded, listed
from models.listing.typed import read_filter
from models.problems import Problem, refuse
from models.word_tables import unless_broken
from screens import i18n
from screens.kit import masks

if TYPE_CHECKING:
    from data.listing import Listing, Row


def in_each_language(make: Callable[[], tuple[Term, ...]]) -> Callable[[], tuple[Term, ...]]:
    """The terms of a list, made once for each language that is spoken."""

    @cache
    def made(_language: str) -> tuple[Term, ...]:
        return make()

    @wraps(make)
    def terms() -> tuple[Term, ...]:
        return made(i18n.language())

    return terms


def spoken(
    labels: Mapping[str, str], more: Mapping[str, Iterable[str]] | None = None
) -> dict[str, tuple[str, ...]]:
    """The words of values by their codes, in the language spoken now, then in the other.

    Args:
        labels: their msgids.
        more: what else they are typed by.
    """
    languages = sorted(i18n.LANGUAGES, key=lambda one: one != i18n.language())
    return {
        str(code): (
            *(i18n.in_language(one, message) for one in languages),
            *((more or {}).get(code, ())),
        )
        for code, message in labels.items()
    }


def said(name: str) -> dict[str, tuple[str, ...]]:
    """The words of a term's values in the table, those of the language spoken now first."""
    return {
        code: _spoken_first(words)
        for code, words in unless_broken(lambda: listed(name), {}).items()
    }


def _spoken_first(words: Iterable[str]) -> tuple[str, ...]:
    latin = i18n.language() == "en"
    return tuple(sorted(words, key=lambda one: one.isascii() is not latin))


def due(*, besides_today: bool = False) -> Term:
    """The term for when something is due; its words alone find it, too.

    Args:
        besides_today: whether `today` alone is something else there: it finds how urgent a call is.
    """
    return coded("due", said("due"), named_only=("today", "tomorrow") if besides_today else ())


def owner() -> Term:
    """The term for who has something in hand: a name, a part of it, initials; or nobody."""
    return coded("owner", said("owner"), free=False, open=True, whole=True)


def marks() -> Term:
    """The term for marks, by the words of registers in either language."""
    from models.households import HEALTH_MARKS, KNOWN_MARKS
    from models.households.marks import mark_words

    found, more = unless_broken(mark_words, {}), said("mark")
    words = {
        mark: _spoken_first((mark, *found.get(mark, ()), *more.get(mark, ())))
        for mark in KNOWN_MARKS
    }
    return coded("mark", words, health=HEALTH_MARKS, open=True)


def asked(query: ListQuery, terms: Sequence[Term]) -> ListQuery:
    """A question to a list with what was typed read by its terms. While facts of health are hidden
    nothing is found by them, whichever way they are asked for."""
    if not query.filter:
        return query.kept
    wanted = read_filter(query.filter, terms, masked=masks.is_on())
    hidden = masks.tells_of_health(query.filter) or masks.tells_of_health(wanted.bare)
    hidden = hidden or (wanted.health and masks.is_on())
    return query._replace(wanted=wanted._replace(hidden=hidden))


def rows(listing: Listing[Row]) -> list[Row]:
    """All that a question finds, for a command.

    Raises:
        Refused: what of it means nothing there.
    """
    refuse(listing.problems)
    return listing.rows()


def briefly(problem: Problem) -> str:
    """What may have been meant, in the few cells there are beside the line: `? kind:`."""
    names = problem.params.get("names") or ()
    assert isinstance(names, tuple)
    return f"? {' '.join(names[:2])}".strip()
