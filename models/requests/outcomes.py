"""How people say that a request ended: words to values. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from models.requests import Outcome
from models.text import fold
from models.word_tables import word_table


@cache
def _outcomes() -> Mapping[str, Outcome]:
    rows = word_table(__file__, "outcomes.toml").rows_of(Outcome)
    return {word: outcome for outcome, words in rows.items() for word in words}


def outcome_of(said: str) -> Outcome | None:
    """The outcome somebody names (`met another way`, 已解决); None when it is none.

    Raises:
        BrokenTable: what `models.word_tables` refuses.
    """
    return _outcomes().get(re.sub(r"[\s_-]+", " ", fold(said)))
