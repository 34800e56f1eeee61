"""The book of all words a request is known by, made of the tables beside it."""

from __future__ import annotations

from models.rules.medicine_names import NOT_MEDICINE, PLAIN, VITAL
from models.rules.reading.scan import PhraseBook, words
from models.rules.reading.signal_kinds import Signal
from models.rules.reading.words_around import CONTEXT, FALSE_FRIENDS, RELATIONS
from models.rules.reading.words_of_health import SYMPTOMS
from models.rules.reading.words_of_things import GOODS, MATTERS

NOTHING = Signal("nothing")


def _phrases() -> list[tuple[str, Signal]]:
    rows = [*SYMPTOMS, *MATTERS, *GOODS, *CONTEXT]
    listed = [(phrase, signal) for signal, table in rows for phrase in words(table)]
    for code, table_of_names in (("critical_medicine", VITAL), ("medicine", PLAIN)):
        for substance, names in table_of_names.items():
            listed += ((name.lower(), Signal(code)) for name in (substance, *names.split()))
    return [
        *((phrase, NOTHING) for phrase in (*FALSE_FRIENDS, *NOT_MEDICINE)),
        *dict.fromkeys(listed),
    ]


BOOK: PhraseBook[Signal] = PhraseBook(_phrases())
"""Every word of the tables. Several rows may hold one word; it is then found once for each."""

RELATION_BOOK: PhraseBook[str] = PhraseBook((word, word) for word in RELATIONS)


def reasons() -> list[str]:
    """Codes of the signals that make a need by themselves."""
    return [signal.code for signal, _ in (*SYMPTOMS, *MATTERS, *GOODS) if signal.kind]
