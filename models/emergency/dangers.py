"""What endangers a life, by the words of a call; they stand in the table beside. Pure functions."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import NamedTuple

from models.emergency import EmergencyKind
from models.requests import RequestKind
from models.text import fold
from models.word_tables import WordTable, unless_broken, word_starts, word_table

_DEGREES = r"\d\d度"

_IN_ORDER = (
    EmergencyKind.SUICIDE,
    EmergencyKind.FIRE,
    EmergencyKind.VIOLENCE,
    EmergencyKind.POISON,
    EmergencyKind.TRAPPED,
    EmergencyKind.MISSING,
    EmergencyKind.BIRTH,
    EmergencyKind.DIALYSIS,
    EmergencyKind.BABY_FEVER,
    EmergencyKind.CHEST_PAIN,
    EmergencyKind.BREATHING,
    EmergencyKind.FALL,
    EmergencyKind.BLEEDING,
    EmergencyKind.MEDICINE,
)
"""The first that fits decides.

Who means to die is talked to, whatever they took or opened; that list says what gas asks for. Fire,
gas and violence harm whoever comes to help, so they go before what they did to somebody. What was
swallowed decides what is done, of a baby or a woman with child, too. To who is stuck or behind a
door nobody comes before it is opened, however ill they are said to be. Then somebody bleeding and
with child is looked after as one, and a drug that is gone comes last: what its lack has done to
somebody goes before it."""


_BOTH: Mapping[EmergencyKind, tuple[str, str]] = {
    EmergencyKind.BABY_FEVER: ("small", "fever"),
    EmergencyKind.MEDICINE: ("drug", "gone"),
}
"""Dangers that are told by two things in one line, each a row of the table."""


class Danger(NamedTuple):
    """What tells of a danger in a plain text, and what only seems to."""

    kind: EmergencyKind
    words: re.Pattern[str]
    other: re.Pattern[str] | None

    def is_told_in(self, plain: str) -> bool:
        """Whether a text, folded, tells of it."""
        return bool(self.words.search(self.other.sub(" ", plain) if self.other else plain))


@cache
def dangers() -> tuple[Danger, ...]:
    """The dangers that words tell of, the first to be looked for first.

    Raises:
        BrokenTable: what `models.word_tables` refuses.
    """
    table = word_table(__file__, "dangers.toml")
    table.only(*_IN_ORDER, "other")
    other = table.part("other")
    other.only(*_IN_ORDER)
    seeming = {key: re.compile(word_starts(other.words(key))) for key in other.keys}
    return tuple(
        Danger(kind, re.compile(_words_of(table, kind)), seeming.get(kind)) for kind in _IN_ORDER
    )


def _words_of(table: WordTable, kind: EmergencyKind) -> str:
    """A regular expression for what tells of a danger; of two things, for both in one line."""
    if kind not in _BOTH:
        return word_starts(table.words(kind))
    both = table.part(kind)
    both.only(*_BOTH[kind])
    one, other = (word_starts(both.words(key)) for key in _BOTH[kind])
    if kind is EmergencyKind.BABY_FEVER:
        other = f"(?:{other}|{_DEGREES})"
    return f"{one}.*{other}|{other}.*{one}"


_BY_REQUEST = {
    RequestKind.BIRTH: EmergencyKind.BIRTH,
    RequestKind.DIALYSIS: EmergencyKind.DIALYSIS,
    RequestKind.MEDICINE: EmergencyKind.MEDICINE,
}
"""What endangers a life whose words tell nothing: a call of `danger`, `distress`, `baby` or `death`
may be about any, so that nobody is sent the wrong way."""


def checklist_kind(kind: str, text: str) -> EmergencyKind:
    """The kind of emergency a request tells of, by its words, then by its own kind; by that
    alone while the table of words is broken."""
    plain = fold(text)
    for danger in unless_broken(dangers, ()):
        if danger.is_told_in(plain):
            return danger.kind
    return _BY_REQUEST.get(RequestKind(kind), EmergencyKind.UNCLEAR)
