"""Reads what is typed into the filter of a list. Pure.

Words must all fit, wherever in a record they stand or as what is shown of it; `!` before one turns
it round, quotes keep blanks. A term has a name, `kind:food`, and takes several values,
`kind:food,baby`. Full-width signs and digits are as good, and so are the words of either language.

What means nothing is a problem, and then nothing is found: a list that was narrowed by less than
somebody asked for would be acted on as a whole.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from models.listing import Codes, Said, Wanted, Word
from models.listing.terms import Term, Value, close, meant, names, tells_health
from models.problems import Problem
from models.search.terms import search_words
from models.spelling import nearest
from models.text import fold
from models.word_tables import Words, unless_broken

_PIECE = re.compile(
    r"(?P<no>!?)(?:(?P<name>[^\W\d_]+):(?!//))?"
    r'(?:["“”](?P<quoted>[^"“”]*)["“”]?|「(?P<within>[^」]*)」?|(?P<bare>\S*))'
)
_PARTS = re.compile(r"[,，、|]")
_DIGITS = re.compile(r"[\d\-‐‑–—−]+")
_TAIL = 3
"""Digits from which on a number may be a telephone's tail."""
_NUMBER = 7
"""Digits of the shortest telephone number that stands in groups."""
_NAMED = 4
"""Names or words offered in place of one that means nothing."""


class Piece(NamedTuple):
    """One word or term of what was typed, folded."""

    negated: bool
    name: str | None
    text: str
    quoted: bool
    start: int
    """Where it begins in the folded text."""


def pieces(text: str) -> Iterator[Piece]:
    """The words and terms of what was typed; text is folded."""
    at = 0
    while at < len(text):
        if text[at] == " ":
            at += 1
            continue
        found = _PIECE.match(text, at)
        assert found
        said = found["quoted"] if found["quoted"] is not None else found["within"]
        quoted = said is not None
        words = said if said is not None else found["bare"]
        yield Piece(bool(found["no"]), found["name"], words.strip(), quoted, at)
        at = max(found.end(), at + 1)


def read_filter(typed: str, terms: Sequence[Term], *, masked: bool = False) -> Wanted:
    """What was typed into the filter of a list that has these terms.

    Args:
        masked: whether facts of health are hidden, so that no word alone stands for one.
    """
    wanted, plain, bare = _Reading(terms, masked), [], []
    for piece in pieces(fold(typed)):
        bare.append(piece.text)
        if piece.name is not None:
            wanted.term(piece)
        elif not piece.text:
            continue
        elif piece.quoted or piece.negated:
            forms = (piece.text,) if piece.quoted else _forms(piece.text)
            wanted.words.append(Word(forms, wanted.codes(piece.text), piece.negated))
        else:
            plain.append(piece.text)
    place = " ".join(plain)
    digits = _digits(plain)
    for forms in search_words(place):
        wanted.words.append(Word(_in_lane(forms), wanted.codes(forms[0])))
    return Wanted(
        tuple(wanted.words),
        tuple(wanted.terms),
        place,
        digits,
        digits if len(digits) >= _NUMBER else "",
        " ".join(filter(None, bare)),
        wanted.health,
        tuple(wanted.problems),
    )


def _forms(word: str) -> tuple[str, ...]:
    return _in_lane(next(iter(search_words(word)), (word,)))


_IN_LANE = re.compile(r"(?P<lane>\d{1,4})-(?P<building>\d{1,3}[a-z]?)(?:-(?P<room>\S*))?")


def _in_lane(forms: tuple[str, ...]) -> tuple[str, ...]:
    """Forms of a word, and of a door as lists show it, 108-6, the one with its lane: 108弄6号."""
    found = _IN_LANE.fullmatch(forms[0])
    if found is None:
        return forms
    return (*forms, f"{found['lane']}弄{found['building']}号{found['room'] or ''}")


def _digits(words: Sequence[str]) -> str:
    """The digits of a telephone number; empty where they may be a door's: `3-1505`."""
    if not words or not all(map(_DIGITS.fullmatch, words)):
        return ""
    digits = "".join(re.findall(r"\d", "".join(words)))
    is_door = len(digits) < _NUMBER and (len(words) > 1 or not words[0].isdigit())
    return "" if is_door or len(digits) < _TAIL else digits


class _Reading:
    """What was read so far."""

    def __init__(self, terms: Sequence[Term], masked: bool) -> None:
        self._terms = {term.name: term for term in terms}
        self._masked = masked
        self.words: list[Word] = []
        self.terms: list[Said] = []
        self.problems: list[Problem] = []
        self.health = False

    def codes(self, word: str) -> Codes:
        """What a word says of records as they are shown."""
        typed = close(word)
        found = ((term, self._shown(term, typed)) for term in self._terms.values() if term.free)
        return tuple((term.name, codes) for term, codes in found if codes)

    def _shown(self, term: Term, typed: str) -> tuple[str, ...]:
        codes = meant(term, typed, alone=True)
        if not self._masked:
            return codes
        return tuple(code for code in codes if not tells_health(term, [code]))

    def term(self, piece: Piece) -> None:
        """Take a term in; one that names nothing is a problem."""
        assert piece.name is not None
        name = term_named(piece.name)
        term = self._terms.get(name or "")
        if term is None:
            self.problems.append(_no_term(piece.name, name, list(self._terms)))
            return
        given = [piece.text] if piece.quoted else _PARTS.split(piece.text)
        values: dict[str, None] = {}
        for one in filter(None, map(str.strip, given)):
            codes = meant(term, close(one)) if term.values else (one,)
            if not codes and term.open:
                codes = (one,)
            if not codes:
                self.problems.append(_no_value(piece.name, one, term.values))
            values |= dict.fromkeys(codes)
        if values:
            self.health = self.health or tells_health(term, values)
            self.terms.append(Said(term.name, tuple(values), piece.negated))


def term_named(said: str) -> str | None:
    """The term of a name in either language; None where it is none's."""
    known = unless_broken(names, {})
    return next((name for name, words in known.items() if said in words), None)


def called(name: str, *, latin: bool) -> str:
    """What a term is called in the letters somebody types."""
    words: Words = unless_broken(names, {}).get(name, (name,))
    return next((word for word in words if word.isascii() is latin), name)


def _no_term(said: str, known: str | None, here: Sequence[str]) -> Problem:
    """That a name is no term's, with those it may have meant; all of the list where it is known
    elsewhere, or like none."""
    latin = said.isascii()
    spoken = {word: name for name in here for word in unless_broken(names, {}).get(name, ())}
    like = [] if known else list(dict.fromkeys(spoken[one] for one in nearest(said, spoken)))
    offered = tuple(f"{called(name, latin=latin)}:" for name in like or here)
    code = "filter_term_like" if like else "filter_term_unknown"
    return Problem(code, {"name": f"{said}:", "names": offered})


def _no_value(name: str, said: str, values: Sequence[Value]) -> Problem:
    """That a word is none of a term's, with those it may have meant; else some there are."""
    like = nearest(close(said), (word for value in values for word in value.words))
    offered = like or [value.words[0] for value in values]
    some = tuple(dict.fromkeys(offered))[:_NAMED]
    code = "filter_value_like" if like else "filter_value_unknown"
    return Problem(code, {"name": f"{name}:", "value": said, "names": some})
