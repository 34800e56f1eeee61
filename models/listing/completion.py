"""What a filter that is being typed may go on with: a term's name, or a value of one. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from models.listing.terms import Term, close, names
from models.listing.typed import term_named
from models.text import fold
from models.word_tables import unless_broken

_END = re.compile(
    r"(?:^|\s)[!！]?(?:(?P<name>[^\W\d_]+)(?P<colon>[:：]))?(?:[^\s\"“”「]*[,，、|])?"
    r"(?P<part>[^\s:：,，、|\"“”「!！]*)$"
)
_FEWEST = 2
"""Latin letters of a term's name from which on it is offered."""
_SHOWN = 8
"""Values that are shown beside the first."""


class Completion(NamedTuple):
    """How a text may go on: first with what is taken by one key, then others to be seen."""

    first: str
    others: tuple[str, ...] = ()


def completion(typed: str, terms: Sequence[Term], *, masked: bool = False) -> Completion | None:
    """How what was typed may go on; None where nothing is known.

    Args:
        masked: whether facts of health are hidden, so that none is offered.
    """
    found = _END.search(typed)
    if found is None:
        return None
    part = found["part"]
    if len(fold(part)) != len(part):
        return None  # no letter stands for itself
    if found["colon"]:
        term = _term(term_named(fold(found["name"])), terms)
        offered = list(_values(term, fold(part), masked)) if term else []
    else:
        offered = list(_names(fold(part), terms))
    if not offered:
        return None
    rest = [word[len(part) :] for word in offered]
    return Completion(rest[0], tuple(offered[1 : _SHOWN + 1])) if rest[0] else None


def _term(name: str | None, terms: Sequence[Term]) -> Term | None:
    return next((term for term in terms if term.name == name), None)


def _values(term: Term, part: str, masked: bool) -> Iterator[str]:
    """Values with a word that goes on so, each once, with `-` where blanks would end it."""
    for value in term.values:
        if masked and value.health:
            continue
        begun = close(part) if part else ""
        word = next((word for word in value.words if word.startswith(begun)), None)
        if word is not None:
            yield word.replace(" ", "-")


def _names(part: str, terms: Sequence[Term]) -> Iterator[str]:
    """Names of terms that go on so, the first of each."""
    if not part or (part.isascii() and len(part) < _FEWEST):
        return
    known = unless_broken(names, {})
    for term in terms:
        word = next((one for one in known.get(term.name, ()) if one.startswith(part)), None)
        if word is not None:
            yield f"{word}:"
