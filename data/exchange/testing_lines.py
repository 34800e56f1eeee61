"""A pasted text of results, line by line, as a table."""

from __future__ import annotations

import re
from collections.abc import Callable

from data.exchange.draft import Draft
from data.exchange.rows import Rows
from data.exchange.sheets import Table
from models.exchange import ImportKind, KindGuess, Reason
from models.exchange.columns import Cell, Layout
from models.results.reading import read_result
from models.text import own_phone

_CODE = re.compile(r"(?=.*\d)[A-Za-z]{0,6}[-_]?\d[\dA-Za-z_-]{3,}")
"""The code of a tube among other words; no telephone and no room is one."""


def lines_as_rows(
    draft: Draft, text: str, kind: ImportKind, is_tube: Callable[[str], bool]
) -> Rows:
    """A pasted text as a table: each line whom it names, with a result and a tube beside them.

    Args:
        is_tube: whether a tube on file has this code, which may be as long as a telephone number.
    """
    columns = ("address", "tube", "result")
    rows: list[list[Cell]] = [list(columns)]
    for line in text.splitlines():
        whom, tube, result = [], "", ""
        for word in _PARTS.split(line.strip()):
            if not result and read_result(word) is not None:
                result = word
            elif not tube and _CODE.fullmatch(word) and (own_phone(word) is None or is_tube(word)):
                tube = word
            else:
                whom.append(word)
        rows.append([" ".join(whom) or None, tube or None, result or None])
    draft.problems.clear()
    draft.shown.clear()
    draft.kind = kind
    draft.guess(KindGuess(kind, (Reason("kind_said"),)))
    table = Table(draft.file, None, rows)
    return Rows(table, Layout(kind, 0, 1, columns, columns), draft)


_PARTS = re.compile(r"[\s,，;；:：]+")
