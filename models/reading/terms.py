"""The book of all words a request is known by, made of the tables beside it."""

from __future__ import annotations

from models.reading.medicine_names import medicine_names
from models.reading.scan import PhraseBook, plain
from models.reading.signal_kinds import SIGNAL_KEYS, Signal, signal_of
from models.word_tables import Words, word_table

NOTHING = Signal("nothing")

Rows = tuple[tuple[Signal, Words], ...]


def _signals(name: str) -> Rows:
    table = word_table(__file__, name)
    table.only("signals")
    rows = []
    for block in table.parts("signals"):
        block.only(*SIGNAL_KEYS, "words")
        rows.append((signal_of(block), _plain(block.words("words"))))
    return tuple(rows)


def _false_friends() -> Words:
    table = word_table(__file__, "false_friends.toml")
    table.only("phrases")
    return _plain(table.words("phrases"))


def _plain(words: Words) -> Words:
    return tuple(map(plain, words))


SYMPTOMS = _signals("symptoms.toml")
"""What happens to a body or a life. All but the outcry can be denied."""

TOPICS = _signals("topics.toml")
"""What is asked for apart from sickness; only who tested positive can be denied."""

GOODS = _signals("goods.toml")
"""Things that run out, days of which are counted."""

CONTEXT = _signals("context.toml")
"""Words that say more about what stands beside them."""

FALSE_FRIENDS = _false_friends()
"""Phrases that hold a word of the tables and do not mean it."""


def _phrases() -> list[tuple[str, Signal]]:
    rows = [*SYMPTOMS, *TOPICS, *GOODS, *CONTEXT]
    listed = [(phrase, signal) for signal, phrases in rows for phrase in phrases]
    medicines = medicine_names()
    for code, named in (("critical_medicine", medicines.vital), ("medicine", medicines.ordinary)):
        for substance, names in named.items():
            listed += ((plain(name), Signal(code)) for name in (substance, *names))
    return [
        *((phrase, NOTHING) for phrase in (*FALSE_FRIENDS, *_plain(medicines.not_medicine))),
        *dict.fromkeys(listed),
    ]


BOOK: PhraseBook[Signal] = PhraseBook(_phrases())
"""Every word of the tables. Several rows may hold one word; it is then found once for each."""


def reasons() -> list[str]:
    """Codes of the signals that make a need by themselves."""
    return [signal.code for signal, _ in (*SYMPTOMS, *TOPICS, *GOODS) if signal.kind]
