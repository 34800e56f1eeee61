"""Web pages saved as one file (MHTML), as spreadsheet programs save a workbook "as a web page".

Read in a process of its own by `workbook_child`; needs the standard library only.
"""

from __future__ import annotations

import email
import email.message
import email.policy

from data.exchange import encodings, pages
from data.exchange.grids import Budget, Grid
from models.problems import Refused


def tables(data: bytes, budget: Budget) -> list[Grid]:
    """The tables of the pages in such a file; of a saved workbook those of its sheets.

    Raises:
        Refused: `file_not_table`, `file_truncated`, and as `encodings.decode` and `pages.tables`.
    """
    message = email.message_from_bytes(data, policy=email.policy.compat32)
    parts = {
        str(part.get("Content-Location", number)): _text(part)
        for number, part in enumerate(message.walk())
        if part.get_content_type() == "text/html"
    }
    if message.is_multipart() and any(
        type(defect).__name__ == "CloseBoundaryNotFoundDefect" for defect in message.defects
    ):
        raise Refused("file_truncated")
    named = [sheet for text in parts.values() for sheet in pages.sheets_named(text)]
    if not named:
        found = [grid for text in parts.values() for grid in _tables(text, budget)]
    else:
        found = [
            grid
            for name, source in named
            for place, text in parts.items()
            if place.endswith(source)
            for grid in _named(_tables(text, budget), name)
        ]
    if not found:
        raise Refused("file_not_table")
    return found


def _text(part: email.message.Message) -> str:
    held = part.get_payload(decode=True)
    return encodings.decode(held, "") if isinstance(held, bytes) else ""


def _tables(text: str, budget: Budget) -> list[Grid]:
    """The tables of one page, of which some have none."""
    try:
        return pages.tables(text, budget)
    except Refused as refused:
        if refused.problem.code != "file_not_table":
            raise
        return []


def _named(grids: list[Grid], name: str) -> list[Grid]:
    for grid in grids:
        grid.sheet = name
    return grids
