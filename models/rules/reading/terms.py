"""The book of all words a request is known by, made of the tables beside it."""

from __future__ import annotations

from models.rules.reading.scan import PhraseBook, words
from models.rules.reading.signal_kinds import Signal
from models.rules.reading.words_around import CONTEXT, FALSE_FRIENDS, RELATIONS
from models.rules.reading.words_of_health import SYMPTOMS
from models.rules.reading.words_of_things import GOODS, MATTERS

NOTHING = Signal("nothing")


def _phrases() -> list[tuple[str, Signal]]:
    rows = [*SYMPTOMS, *MATTERS, *GOODS, *CONTEXT]
    listed = [(phrase, signal) for signal, table in rows for phrase in words(table)]
    return [*((phrase, NOTHING) for phrase in FALSE_FRIENDS), *listed]


BOOK: PhraseBook[Signal] = PhraseBook(_phrases())
"""Every word of the tables. Several rows may hold one word; it is then found once for each."""

RELATION_BOOK: PhraseBook[str] = PhraseBook((word, word) for word in RELATIONS)


def reasons() -> list[str]:
    """Codes of the signals that make a need by themselves."""
    return [signal.code for signal, _ in (*SYMPTOMS, *MATTERS, *GOODS) if signal.kind]
