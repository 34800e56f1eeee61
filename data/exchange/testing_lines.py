"""A pasted text of results, line by line, as a table.

A line of nothing but a result is that of the lines below it, to the next one that ends in a colon.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from data.exchange.draft import Draft
from data.exchange.rows import Rows
from data.exchange.sheets import Table
from models.exchange import ImportKind, KindGuess, Reason
from models.exchange.columns import Cell, Layout
from models.results.reading import Heading, read_heading, read_result, read_source
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
    columns = ("address", "tube", "result", "source")
    rows: list[list[Cell]] = []
    above: Heading | None = None
    for line in map(str.strip, text.splitlines()):
        heading = read_heading(line)
        if heading is not None or line.endswith((":", "：")):
            above = heading
        if heading is not None or not line:
            rows.append([])
            continue
        whom, tube, result, source = [], "", "", ""
        for word in _PARTS.split(_SERIAL.sub("", line)):
            if not result and read_result(word) is not None:
                result = word
            elif not tube and _CODE.fullmatch(word) and (own_phone(word) is None or is_tube(word)):
                tube = word
            elif not source and len(word) > 1 and read_source(word) is not None:
                source = word
            else:
                whom.append(word)
        rows.append(
            [
                " ".join(whom) or None,
                tube or None,
                result or (above.result if above else None),
                source or (above.source if above else None),
            ]
        )
    draft.problems.clear()
    draft.shown.clear()
    draft.kind = kind
    draft.guess(KindGuess(kind, (Reason("kind_said"),)))
    table = Table(draft.file, None, rows)
    return _Lines(table, Layout(kind, 0, 0, columns, columns), draft)


class _Lines(Rows):
    """Lines of a text: none has columns by which a problem would be found, and none is passed over
    that may be of somebody."""

    def heading(self, name: str) -> str | None:
        return None

    def _is_line(self, row: Sequence[Cell], filled: Sequence[int]) -> bool:
        return False


_SERIAL = re.compile(r"^(?:[（(]?\d{1,3}(?:[.．](?!\d)|[、)）])|[①-⑳])\s*")
"""The number of a line."""

_PARTS = re.compile(r"[\s,，;；:：]+")
