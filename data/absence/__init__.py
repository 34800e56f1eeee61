"""Absence in the store: what somebody holds who falls out, who takes it, what is offered back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from data.lazy import lazily

if TYPE_CHECKING:
    from data.absence.acts import apply_absence, bring_back
    from data.absence.held import falling, holds, met
    from data.absence.offered import offers
    from data.absence.orphaned import orphans
    from data.absence.plans import plan, takers

__all__ = [
    "apply_absence",
    "bring_back",
    "falling",
    "holds",
    "met",
    "offers",
    "orphans",
    "plan",
    "takers",
]

__getattr__ = lazily(__name__, "orphaned", "held", "plans", "offered", "acts")
