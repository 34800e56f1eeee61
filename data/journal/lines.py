"""The journal's lines as views, whatever damage or another program did to them: what cannot be
read is left out and told of, and holds up nothing else."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from models.journal import ChangeView, StepView
from models.problems import Refused
from models.times import loaded, local_date


def step(line: Mapping[str, Any]) -> StepView:
    """A line of `journal_step` as a view, without what cannot be read of it.

    Args:
        line: the fields of a `StepView`, by its names.
    """
    params = read_object(line["params"])
    read = {
        "no": _number(line["no"]) or 0,
        "at": _moment(line["at"]),
        "entered_at": _moment(line["entered_at"]),
        "who": _text(line["who"]),
        "desk": _text(line["desk"]),
        "code": _text(line["code"]),
        "undoes": _number(line["undoes"]),
    }
    lost = params is None or any(value != line[name] for name, value in read.items())
    nothing = read["at"] is None or read["entered_at"] is None
    return StepView(**{**line, **read, "params": params or {}}, damaged=lost or nothing)


def change(line: Mapping[str, Any], step_no: int) -> ChangeView:
    """A line of `journal_change` as a view.

    Raises:
        Refused: `step_damaged` where that cannot be read.
    """
    before, after = read_object(line["before"]), read_object(line["after"])
    if before is None or after is None:
        raise Refused("step_damaged", step=step_no)
    return ChangeView(**{**line, "before": before, "after": after})


def read_object(text: object) -> dict[str, Any] | None:
    """What a column holds that is kept as a JSON object; None where it holds none."""
    try:
        found = json.loads(text) if isinstance(text, str) else None
    except (ValueError, RecursionError):
        return None
    return found if isinstance(found, dict) else None


def _number(value: object) -> int | None:
    return value if isinstance(value, int) else None


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


def _moment(text: object) -> str | None:
    """A stored time that can be told at the desk; None for what is none."""
    try:
        local_date(loaded(str(text)))
    except (ValueError, OverflowError):
        return None
    return str(text)
