"""What is told of all work that can be late: since when, and the filters that look at it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any

from models.duties.late import late_by
from models.problems import Problem
from screens.commands.listing import WHY, Field, Filter
from screens.i18n import N_

IS_LATE = Filter(
    "--late",
    N_("only what is late"),
    lambda told, _given: told["late_minutes"] is not None,
    "nothing",
)
"""Keeps what should have been done by now."""


def late_field(due_at: Callable[[Any], str | None]) -> Field[Any]:
    """How late something is.

    Args:
        due_at: when the next thing about a row is due, in stored form; None for nothing.
    """
    return Field(
        "late_minutes",
        N_("minutes since something was due that nobody said is done; null while nothing is"),
        lambda row, now: late_by(due_at(row), now),
    )


def still_open(*states: str) -> Filter:
    """Keeps what is neither done nor called off, of whatever day.

    Args:
        states: those it is in until then.
    """
    return Filter(
        "--open",
        N_("only what is neither done nor called off, late or to come"),
        lambda told, _given: told["state"] in states,
        "nothing",
    )


def warned(warnings: Callable[[Any, datetime], Sequence[Problem]]) -> Field[Any]:
    """What is wrong with work beside people it lacks, as codes with parameters."""
    return Field(
        "warns",
        N_("what is wrong with it beside people it lacks: a closed gate, too few desks"),
        lambda row, now: list(warnings(row, now)),
        of=WHY,
    )
