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
    """

    between: re.Pattern[str]
    acts: re.Pattern[str]
    until: re.Pattern[str]
    not_until: re.Pattern[str]
    not_past: re.Pattern[str]


@cache
def lack_words() -> _LackWords:
    """The words of the table beside this module.

    Raises:
        BrokenTable: what `models.word_tables` refuses.
    """
    table = word_table(__file__, "lacks.toml")
    table.only(*_LackWords._fields)
    words = {key: any_of(table.words(key)) for key in _LackWords._fields}
    return _LackWords(
        re.compile(rf"(?:\s|{words['between']})*"),
        re.compile(words["acts"]),
        *(
            re.compile(rf"{words[key]} ?(?:the |about )?$")
            for key in ("until", "not_until", "not_past")
        ),
    )
