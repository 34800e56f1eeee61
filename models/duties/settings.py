"""The roster's settings as they are kept. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import time, timedelta

from models.duties import DEFAULT_ROSTER, RosterSettings, Standing, Work
from models.times import whole_minutes

_SPANS = ("rest", "least_rest", "awake_most", "shift")


def kept(settings: RosterSettings) -> dict[str, object]:
    """The settings as they are stored: minutes, numbers, standing work by clock times."""
    return {
        **{name: whole_minutes(getattr(settings, name)) for name in _SPANS},
        "work_per_rest": settings.work_per_rest,
        "contact_days": settings.contact_days,
        "standing": [
            [str(one.work), f"{one.starts:%H:%M}", f"{one.ends:%H:%M}", one.people]
            for one in settings.standing
        ],
    }


def from_kept(found: Mapping[str, object]) -> RosterSettings:
    """The settings of what was stored; defaults for what is not there."""
    given: dict[str, object] = {}
    for name in _SPANS:
        if name in found:
            given[name] = timedelta(minutes=int(str(found[name])))
    if "work_per_rest" in found:
        given["work_per_rest"] = float(str(found["work_per_rest"]))
    if "contact_days" in found:
        given["contact_days"] = int(str(found["contact_days"]))
    standing = found.get("standing")
    if isinstance(standing, list):
        given["standing"] = tuple(
            Standing(Work(work), time.fromisoformat(starts), time.fromisoformat(ends), people)
            for work, starts, ends, people in standing
        )
    return replace(DEFAULT_ROSTER, **given)  # type: ignore[arg-type]
