"""Sign-up chains: what is asked in them is taken down, results are counted and left out."""

from __future__ import annotations

from collections import Counter
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
from models.reading.shapes import Reading
from models.requests import RequestKind
from models.text import clean

_GUESSED = frozenset({"kind_unknown", "kind_guessed"})


def kind_of(chain: Chain) -> ImportKind:
    """What a chain is brought in as, or refused as: one of orders or results alone, in which nobody
    asks for anything, has no place yet."""
    if chain.collects is ImportKind.ORDERS and all(entry.is_order for entry in chain.entries):
        return ImportKind.ORDERS
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
    left: Counter[str] = Counter()
    for entry in chain.entries:
        if entry.is_result or (entry.is_order and chain.collects is ImportKind.ORDERS):
            left["chain_results" if entry.is_result else "chain_orders"] += 1
            continue
        said = clean(entry.text)
        if not calls.is_new(said):
            continue
        reading = _with_kind(chain, calls.reading(said, now))
        calls.take(input_of_reading(reading, said, now), reading, entry.line)
    for code, count in left.items():
        draft.note(code, params={"count": count})


def _with_kind(chain: Chain, reading: Reading) -> Reading:
    """An entry that does not say itself what is asked, of the kind its chain collects."""
    if reading.kind is not RequestKind.OTHER and not _GUESSED & set(reading.doubts):
        return reading
    if chain.collects is ImportKind.VOLUNTEERS:
        return of_kind(reading, RequestKind.OFFER)
    return reading if chain.asks is None else of_kind(reading, chain.asks)
