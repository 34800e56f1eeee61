"""What the detail of a drop tells of counts."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING

from textual.content import Content

from data.counts import queries
from models.counts import rules
from screens.counts import words
from screens.i18n import _
from screens.kit.detail import heading, set_in

if TYPE_CHECKING:
    from data.store import Store


def count_lines(store: Store, no: int, now: datetime) -> Iterator[Content | None]:
    """What was counted at a drop, what the driver has to be told first; nothing before that."""
    lines = store.ask(queries.of_drop, no)
    told = list(words.facts(lines))
    if not told:
        return
    yield None
    yield heading(_("Counted"))
    found = [one for line in lines for one in rules.lacks(line)]
    for lack in rules.in_order(found, now):
        tone = "bold $error" if rules.is_red(lack, now) else "$warning"
        yield Content.styled(f"⚠ {words.lack(lack, now)}", tone)
    for said, is_open in told:
        yield set_in(said, "$warning" if is_open else "")
