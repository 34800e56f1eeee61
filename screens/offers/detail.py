"""What a request's detail tells of the offers of help that may serve it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from textual.content import Content

from screens.i18n import _, ngettext
from screens.kit.values import headed
from screens.offers import words

if TYPE_CHECKING:
    from data.offers.queries import Serving

_SHOWN = 3


def offer_lines(found: Sequence[Serving], masked: bool) -> Iterator[Content]:
    """How many offers suit, and the first of them with why; those that do not while none does."""
    if not found:
        return
    suits = [one for one in found if one.fit.suits]
    count = len(suits)
    title = ngettext("{count} offer suits, g", "{count} offers suit, g", count).format(count=count)
    yield Content("")
    yield Content.styled(title if suits else _("Offers, none suits now"), "bold")
    for one in (suits or found)[:_SHOWN]:
        said = headed(words.giver(one.offer, masked), words.reasons(one.fit, masked))
        yield Content.styled(said, "" if one.fit.suits else "dim")
