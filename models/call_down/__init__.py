"""Rounds of calls to people who are not to be forgotten: who calls whom, and what came of it.

Views, states and inputs; no tables.
"""

from __future__ import annotations

from enum import StrEnum


class CallResult(StrEnum):
    """What came of a call."""

    WELL = "well"
    NEEDS = "needs"
    NO_ANSWER = "no_answer"
    NOT_HERE = "not_here"
