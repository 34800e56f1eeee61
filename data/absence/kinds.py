"""The kinds of things people hold, in the order in which they change hands: all in one list."""

from __future__ import annotations

from data.call_down.holding import CALLING_DOWN
from data.custody.holding import KEEPING
from data.duties.holding import WORKING
from data.emergency.holding import CALLING
from data.holdings import Holding
from data.households.holding import LEADING
from data.requests.holding import ADVISING, OWNING, PROMISING
from data.roster.holding import CHARGE
from data.samples.holding import TAKING_SAMPLES
from data.stock.holding import STORE_KEYS
from data.supplies.holding import COUNTING

HOLDINGS: tuple[Holding, ...] = (
    WORKING,
    COUNTING,
    CHARGE,
    OWNING,
    PROMISING,
    CALLING,
    ADVISING,
    CALLING_DOWN,
    TAKING_SAMPLES,
    KEEPING,
    STORE_KEYS,
    LEADING,
)
"""Who is to take one thing of a matter is found by the first of its kinds here."""

BY_KIND: dict[str, Holding] = {holding.what: holding for holding in HOLDINGS}
