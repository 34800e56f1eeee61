"""The book of all words a request is known by, made of the tables beside it."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

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


class _Terms(NamedTuple):
    """The rows of the tables.

    Attributes:
        symptoms: what happens to a body or a life. All but the outcry can be denied.
        topics: what is asked for apart from sickness; only who tested positive can be denied.
        goods: things that run out, days of which are counted.
        context: words that say more about what stands beside them.
        false_friends: phrases that hold a word of the tables and do not mean it.
    """

    symptoms: Rows
    topics: Rows
    goods: Rows
    context: Rows
    false_friends: Words


@cache
def _terms() -> _Terms:
    return _Terms(
        _signals("symptoms.toml"),
        _signals("topics.toml"),
        _signals("goods.toml"),
        _signals("context.toml"),
        _false_friends(),
    )


def _phrases() -> list[tuple[str, Signal]]:
    terms = _terms()
    rows = [*terms.symptoms, *terms.topics, *terms.goods, *terms.context]
    listed = [(phrase, signal) for signal, phrases in rows for phrase in phrases]
    medicines = medicine_names()
    for code, named in (("critical_medicine", medicines.vital), ("medicine", medicines.ordinary)):
        for substance, names in named.items():
            listed += ((plain(name), Signal(code)) for name in (substance, *names))
    return [
        *((phrase, NOTHING) for phrase in (*terms.false_friends, *_plain(medicines.not_medicine))),
        *dict.fromkeys(listed),
    ]


@cache
def book() -> PhraseBook[Signal]:
    """Every word of the tables, read when the first line is.

    Several rows may hold one word; it is then found once for each.

    Raises:
        BrokenTable: what `models.word_tables` refuses.
    """
    return PhraseBook(_phrases())


def reasons() -> list[str]:
    """Codes of the signals that make a need by themselves."""
    terms = _terms()
    rows = (*terms.symptoms, *terms.topics, *terms.goods)
    return [signal.code for signal, _ in rows if signal.kind]
