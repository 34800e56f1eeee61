"""Slips for who goes to doors: where, when, whom to sample, who shows the way. Pure.

They go to volunteers: they tell no telephone numbers and nothing of health, and look as those for
any sampling at a door do.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from html import escape

from models.recall import RetestRow, RetestState
from screens.i18n import _, language
from screens.kit import masks
from screens.kit.ticks import UNTICKED
from screens.kit.values import beside, headed, joined
from screens.recall import words

_STYLE = (
    "body{font:14pt/1.5 sans-serif;margin:2em}section{break-after:page}h1{font-size:18pt}"
    "pre{font:inherit;white-space:pre-wrap}"
)


def open_ones(rows: Iterable[RetestRow]) -> list[RetestRow]:
    """The re-tests somebody still goes to; all where none is left."""
    found = list(rows)
    over = (RetestState.DONE, RetestState.CANCELLED)
    return [row for row in found if row.state not in over] or found


def slips(rows: Sequence[RetestRow], now: datetime, *, masked: bool = False) -> Iterator[list[str]]:
    """The lines of each slip: one for each who goes, what nobody goes to at the end.

    Args:
        masked: whether the mask hides at whose doors that is, as it does on the screen alone.
    """
    by_person: dict[str, list[RetestRow]] = defaultdict(list)
    for row in open_ones(rows):
        for name in row.goes or (row.guides and ("",)) or ("",):
            by_person[name].append(row)
    for name in sorted(by_person, key=lambda one: (not one, by_person[one][0].starts_at)):
        yield list(_slip(name, by_person[name], now, masked))


def _slip(name: str, rows: Sequence[RetestRow], now: datetime, masked: bool) -> Iterator[str]:
    yield _("Home sampling: {name}").format(name=name or _("nobody so far"))
    for row in rows:
        when = words.span(row.starts_at, row.ends_at, now)
        yield beside(
            f"{UNTICKED} {when}", masks.text(words.door(row), masked), words.people(row.people)
        )
        more = [masks.text(joined(row.names), masked)]
        if row.guides:
            more.append(headed(_("shows the way"), joined(row.guides)))
        elif row.hands_needed > 1:
            more.append(_("nobody shows the way so far"))
        if row.note:
            more.append(masks.text(row.note, masked))
        told = beside(*more)
        if told:
            yield f"     {told}"
    yield _(
        "Before you knock say at the door who you are and what you come for. One tube for each "
        "person; write name and door on it."
    )
    yield _("Tell nobody in the house at whose door you are.")


def text(rows: Sequence[RetestRow], now: datetime, *, masked: bool = False) -> str:
    """The slips, one behind the other."""
    return "\n".join(line for slip in slips(rows, now, masked=masked) for line in (*slip, ""))


def page(rows: Sequence[RetestRow], now: datetime) -> str:
    """The slips as a page to print, each on a sheet of its own."""
    body = "\n".join(
        f"<section><h1>{escape(head)}</h1><pre>{escape(chr(10).join(rest))}</pre></section>"
        for head, *rest in slips(rows, now)
    )
    title = escape(_("Home sampling"))
    return (
        f'<!doctype html>\n<html lang="{language()}"><head><meta charset="utf-8">'
        f"<title>{title}</title><style>{_STYLE}</style></head><body>\n{body}\n</body></html>\n"
    )
