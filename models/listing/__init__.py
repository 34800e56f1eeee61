"""What a list is asked for: which records, in which order, matching what was typed."""

from __future__ import annotations

from typing import NamedTuple

from models.problems import Problem

Codes = tuple[tuple[str, tuple[str, ...]], ...]
"""Codes of values by the name of the term they are values of."""


class Word(NamedTuple):
    """A word that was typed to find something by.

    Attributes:
        forms: as records may hold it; any of them is enough.
        codes: what it says of them as they are shown: `today` is a code of `urgency`.
    """

    forms: tuple[str, ...]
    codes: Codes = ()
    negated: bool = False


class Said(NamedTuple):
    """A term with a name: `kind:food`.

    Attributes:
        values: codes, or folded text where anything may be typed; any of them is enough.
    """

    term: str
    values: tuple[str, ...]
    negated: bool = False


class Wanted(NamedTuple):
    """What was typed into a filter, read by the words of one list; all of it has to fit.

    Attributes:
        place: the words in which the name of a compound and a door may stand, as they were typed.
        digits: those of a telephone number, as far as they were typed; its tail ranks first.
        number: the same where they may stand in groups, so that they are looked for as one, too.
        bare: all that is looked for, without the signs and the names of terms.
        health: whether a value is asked for that tells of somebody's health.
        problems: what of it means nothing here; then nothing is found.
        hidden: whether nobody is looked for by it, since facts of health are hidden.
    """

    words: tuple[Word, ...] = ()
    terms: tuple[Said, ...] = ()
    place: str = ""
    digits: str = ""
    number: str = ""
    bare: str = ""
    health: bool = False
    problems: tuple[Problem, ...] = ()
    hidden: bool = False


class ListQuery(NamedTuple):
    """A question to a listing.

    Attributes:
        scope: name of one of the listing's scopes, such as `open`.
        sort: name of one of its orders, such as `address`.
        descending: whether that order is turned round.
        filter: what was typed; words separated by spaces must all occur.
        wanted: what was typed, read by the words of the list; `filter` as plain words where None.
    """

    scope: str
    sort: str
    descending: bool = False
    filter: str = ""
    wanted: Wanted | None = None

    @property
    def kept(self) -> ListQuery:
        """The question as it is kept and compared: as it was typed."""
        return self._replace(wanted=None)

    @property
    def nothing(self) -> bool:
        """Whether nothing is found whatever was typed, since it may not be looked for now."""
        return bool(self.filter) and self.wanted is not None and self.wanted.hidden


class SavedView(NamedTuple):
    """A question to a listing that was kept under a name."""

    name: str
    query: ListQuery
