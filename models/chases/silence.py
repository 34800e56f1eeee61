"""What people write of a push that nobody answered. Pure."""

from __future__ import annotations

import re
from functools import cache

from models.text import fold
from models.word_tables import any_of, unless_broken, word_table


@cache
def silence() -> re.Pattern[str]:
    """A line that begins by saying that nobody answered, as a word of its own.

    Raises:
        BrokenTable: what `models.word_tables` refuses.
    """
    table = word_table(__file__, "silence.toml")
    table.only("silence")
    words = any_of(fold(word) for word in table.words("silence"))
    return re.compile(rf"\W*{words}(?!\w)")


def tells_of_silence(said: str) -> bool:
    """Whether what somebody is written down to have said is that nobody answered: `不接`, but not
    `不接收阳性`; while the table is broken nothing is."""
    pattern = unless_broken(silence, None)
    return pattern is not None and pattern.match(fold(said)) is not None
