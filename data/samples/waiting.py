"""Which samples are waited for, as SQL: read without what else is asked of them."""

from __future__ import annotations

KNOWN = "(SELECT count(*) FROM tube k WHERE k.trip_id = t.id)"
"""How many tubes of a trip `t` are on file."""

TOLD = "(SELECT count(*) FROM tube k WHERE k.trip_id = t.id AND k.state <> 'pending')"
"""How many of those have a result, or are void."""

_PENDING = "EXISTS (SELECT 1 FROM tube k WHERE k.trip_id = t.id AND k.state = 'pending')"

ALL_IN = f"(NOT {_PENDING} AND {KNOWN} >= t.tubes)"
"""Whether each tube of a trip has a result, or is void; never where not all are on file."""

OPEN = f"(t.state IN ('on_way', 'at_laboratory') AND NOT {ALL_IN})"
"""Whether results of a trip are waited for."""

ON_WAY = f"(t.state = 'on_way' AND NOT {ALL_IN})"
"""Whether somebody has the samples of a trip in hand."""

TO_CHASE = f"SELECT count(*) FROM sample_trip t WHERE {OPEN} AND t.next_chase_at <= :now"
"""How many trips have results that somebody should be asked for at a moment."""
