"""The numbers of a household: which is dialled first, which are its people's, which are others."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from data.exchange.person_words import is_head
from models.residents import ResidentInput
from models.telephones import Telephone

_LEAST = 2
"""Characters of a name that are told from another's."""


class Numbers(NamedTuple):
    """The numbers of a household: the one that is dialled first, None where nobody of it has any,
    and those of nobody of it."""

    first: str | None
    others: tuple[Telephone, ...]


def numbers_of(
    head: str,
    own: Sequence[Telephone],
    others: Sequence[Telephone],
    residents: Sequence[ResidentInput],
) -> Numbers:
    """The first number of who lives here; others are kept with whose they are, and never dialled as
    theirs: a child, who owns the flat or is to be called in an emergency do not answer for them."""
    names = [head, *(one.name for one in residents)]
    answered = [one for one in own if _is_of_one(one, names)]
    ranked = sorted(answered, key=lambda one: bool(one.whose) and not _is_of(one, head))
    others = [*(phone for phone in own if phone not in answered), *others]
    every = [*ranked, *others]
    if not ranked:
        return Numbers(None, tuple(dict.fromkeys(others)))
    theirs = {phone[:2] for one in residents for phone in one.phones or ()}
    first = ranked[0]
    said_of_first = first.extension or (first.whose and not _is_of(first, head))
    kept = [phone for phone in every if phone[:2] not in (*theirs, first[:2])]
    if said_of_first and first[:2] not in theirs:
        kept.insert(0, first)
    return Numbers(first.number, tuple(dict.fromkeys(kept)))


def with_numbers(
    residents: Sequence[ResidentInput], own: Iterable[Telephone]
) -> list[ResidentInput]:
    """The people of a household, with the numbers that are said to be theirs."""
    found = list(residents)
    for phone in own:
        at = [i for i, one in enumerate(found) if phone.whose and _names(phone.whose, one.name)]
        if len(at) == 1:
            one = found[at[0]]
            known = {other[:2] for other in one.phones or ()}
            more = () if phone[:2] in known else (phone._replace(whose=""),)
            found[at[0]] = one._replace(phones=(*(one.phones or ()), *more))
    return found


def _is_of_one(phone: Telephone, names: Iterable[str]) -> bool:
    """Whether a number is said to be of nobody else than some people."""
    return not phone.whose or any(_is_of(phone, name) for name in names)


def _is_of(phone: Telephone, head: str) -> bool:
    return is_head(phone.whose) or bool(head and phone.whose and _names(phone.whose, head))


def _names(whose: str, name: str) -> bool:
    """Whether words beside a number are somebody's name, or hold it: `张敏`, `Anna` of Anna Li."""
    return name in whose or (len(whose) >= _LEAST and whose in name)
