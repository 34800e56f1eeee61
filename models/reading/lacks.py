"""Words beside what somebody has no more of, from the table beside this module."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from models.word_tables import any_of, word_table


class _LackWords(NamedTuple):
    """What finds words beside a lack.

    Attributes:
        between: all that may stand between a day and what lacks then.
        acts: behind 没, what was not done, so that it is no thing that lacks.
        until: right before a day, that things last until then.
        not_until: that they do not last so long.
        not_past: that they end on it.
        or_else: right before a lack, that it comes only where nothing is brought in time.
    """

    between: re.Pattern[str]
    acts: re.Pattern[str]
    until: re.Pattern[str]
    not_until: re.Pattern[str]
    not_past: re.Pattern[str]
    or_else: re.Pattern[str]


@cache
def lack_words() -> _LackWords:
    """The words of the table beside this module.

    Raises:
        BrokenTable: what `models.word_tables` refuses.
    """
    table = word_table(__file__, "lacks.toml")
    table.only(*_LackWords._fields)
    words = {key: any_of(table.words(key)) for key in _LackWords._fields}
    soon = r"(?:我|他|她|就|又|要|会|得|i|we|he|she|will|'ll|\s){0,5}"
    shapes = {
        "between": rf"(?:\s|{words['between']})*",
        "acts": words["acts"],
        **{key: rf"{words[key]} ?(?:the |about )?$" for key in ("until", "not_until", "not_past")},
        "or_else": rf"(?<![a-z]){words['or_else']}{soon}$",
    }
    return _LackWords(**{key: re.compile(shape) for key, shape in shapes.items()})
