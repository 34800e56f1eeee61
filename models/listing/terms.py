"""The terms a list can be filtered by, and the words they and their values are typed with."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from functools import cache
from typing import NamedTuple

from models.text import fold
from models.word_tables import Words, word_table

_FEWEST_LATIN, _FEWEST_HAN = 3, 2
"""Characters of a word by which it may stand for a value that it only begins, or is a part of."""


class Value(NamedTuple):
    """A value of a term.

    Attributes:
        words: as it is shown and typed, the one of the language spoken first; folded.
    """

    code: str
    words: tuple[str, ...]
    health: bool = False
    """Whether it tells of somebody's health."""
    named_only: bool = False
    """Whether a word means it only with the name of the term."""


class Term(NamedTuple):
    """A term with a name.

    Attributes:
        name: a row of `terms.toml`.
        values: the values it takes; none where anything may be typed.
        free: whether a word without the name finds them, too, since the list shows them.
        open: whether anything else may be typed beside the values.
        whole: whether a value is typed whole, since it may be a part of anything else.
    """

    name: str
    values: tuple[Value, ...] = ()
    free: bool = True
    open: bool = False
    whole: bool = False


def coded(
    name: str,
    words: Mapping[str, Iterable[str]],
    *,
    health: Iterable[str] = (),
    free: bool = True,
    open: bool = False,
    whole: bool = False,
    named_only: Collection[str] = (),
) -> Term:
    """A term whose values have words, by their codes.

    Args:
        health: codes that tell of somebody's health.
        named_only: codes that no word alone means.
    """
    ill = frozenset(health)
    values = (
        Value(
            str(code),
            tuple(dict.fromkeys(map(close, (*said, str(code))))),
            code in ill,
            code in named_only,
        )
        for code, said in words.items()
    )
    return Term(name, tuple(values), free, open, whole)


def close(word: str) -> str:
    """A word as it is compared: folded, `_` and `-` as the blanks they stand for."""
    return " ".join(fold(word).replace("_", " ").replace("-", " ").split())


@cache
def names() -> Mapping[str, Words]:
    """What each term is called, the one that is offered first of either language.

    Raises:
        BrokenTable: what `models.word_tables` refuses.
    """
    table = word_table(__file__, "terms.toml")
    table.only("names", "due", "owner", "mark", "urgency", "state", "reachable")
    return {name: tuple(map(fold, said)) for name, said in table.part("names").rows().items()}


@cache
def listed(name: str) -> Mapping[str, Words]:
    """Values of a term of the table, such as `due` or `mark`, with their words.

    Raises:
        BrokenTable: what `models.word_tables` refuses.
    """
    return word_table(__file__, "terms.toml").part(name).rows()


def meant(term: Term, typed: str, *, alone: bool = False) -> tuple[str, ...]:
    """The codes of a term that a word means: the one it is called, else those it begins.

    Args:
        typed: close.
        alone: whether it stands without the term's name, so that few letters mean nothing.
    """
    if not typed:
        return ()
    values = [value for value in term.values if not (alone and value.named_only)]
    exact = tuple(value.code for value in values if typed in value.words)
    fewest = _FEWEST_LATIN if typed.isascii() else _FEWEST_HAN
    if exact or term.whole or (alone and len(typed) < fewest):
        return exact
    return tuple(value.code for value in values if any(begins(word, typed) for word in value.words))


def begins(word: str, typed: str) -> bool:
    """Whether letters begin one of the words of a phrase; of Chinese any part is enough."""
    if not typed.isascii():
        return typed in word
    return word.startswith(typed) or f" {typed}" in word


def tells_health(term: Term, codes: Iterable[str]) -> bool:
    """Whether any of these codes tells of somebody's health."""
    ill = {value.code for value in term.values if value.health}
    return not ill.isdisjoint(codes)
