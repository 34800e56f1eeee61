"""Sign-up chains: what is asked in them is taken down, results are counted and left out."""

from __future__ import annotations

from datetime import datetime

from data.exchange.calls import Calls
from data.exchange.draft import Draft
from data.exchange.gazetteer import Places
from data.exchange.taken import Taken
from data.reading.capture import input_of_reading
from data.sql import Reader
from models.exchange import ImportKind
from models.exchange.chains import Chain
from models.learned.rules import of_kind
from models.requests import RequestKind
from models.text import clean

_NOT_KEPT = frozenset({ImportKind.ORDERS})
"""What a chain may collect that has no place yet: none of its entries is anybody's call."""


def kind_of(chain: Chain) -> ImportKind:
    """What a chain is brought in as, or refused as."""
    if chain.collects in _NOT_KEPT:
        assert chain.collects
        return chain.collects
    only_results = all(entry.is_result for entry in chain.entries)
    return ImportKind.RESULTS if only_results else ImportKind.CALLS


def read(
    draft: Draft,
    chain: Chain,
    conn: Reader,
    now: datetime,
    coming: Places = (),
    taken: Taken | None = None,
) -> None:
    """Every entry that asks or offers something as a request; of a whole chain of people who sign
    up to help each is an offer.

    Args:
        coming, taken: as for `Calls`.
    """
    calls = Calls(draft, conn, now, coming, taken)
    results = 0
    for entry in chain.entries:
        if entry.is_result:
            results += 1
            continue
        said = clean(entry.text)
        if not calls.is_new(said):
            continue
        reading = calls.reading(said, now)
        if chain.collects is ImportKind.VOLUNTEERS and reading.kind is RequestKind.OTHER:
            reading = of_kind(reading, RequestKind.OFFER)
        calls.take(input_of_reading(reading, said, now), reading, entry.line)
    if results:
        draft.note("chain_results", params={"count": results})
