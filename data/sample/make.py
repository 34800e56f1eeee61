"""Making the sample's file: papers brought in as any are, and what was done beside them.

In the folder of a language stand lists, notices and notes of calls, and `acts.toml`, what people
did, in the order in which they wrote it down. All of it goes through the commands the desk uses.
`rounds.toml` is what the demo has besides: rounds of tests with all their people and tubes, which
whoever looks at the desk wants to see, and who works on a copy of the sample does without.
"""

from __future__ import annotations

import gc
import tomllib
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from data.clock import Clock, FixedClock
from data.sample import SAMPLE_NOW
from data.sample.acts import VERBS
from data.sample.days import Days
from data.sample.scene import Scene
from data.step import Step
from data.store import Store
from models.journal import Author

__all__ = ["SAMPLE_NOW", "add_rounds", "make"]

_NOBODY = Author("", "")
"""Whose the sample's acts are: nobody's who works with it, so that none is taken for their own."""

_SELDOM = (100_000, 50, 50)
"""When Python looks for what can go while acts are played: nearly all that is read for one stays
until its end, so that looking as often as ever takes a tenth of the time and finds nothing."""


def make(path: Path, clock: Clock, language: str = "zh") -> None:
    """Make a store at a path that must be free, as if its last days had gone by until now.

    Args:
        clock: its day is the sample's day, of which everything is told up to eight in the morning,
            or up to its time in the night before.
        language: `zh` or `en`; the same story with other people in another place.
    """
    _play_all(path, clock.now(), language, "acts")


def add_rounds(path: Path, clock: Clock, language: str = "zh") -> None:
    """Add what the demo has besides to a store that was made, as far as it has gone by until now.

    Args:
        clock, language: as the store was made with.
    """
    _play_all(path, clock.now(), language, "rounds")


def _play_all(path: Path, now: datetime, language: str, name: str) -> None:
    """Play the acts of a list of a language, in a store that is made where there is none."""
    folder = Path(__file__).with_name(language)
    days = Days(now)
    acts = tomllib.loads((folder / f"{name}.toml").read_text(encoding="utf-8"))["acts"]
    desk_clock = FixedClock(days.at(acts[0]["at"]))
    if days.passed(desk_clock.moment):
        store = Store(path, desk_clock, author=_NOBODY)
        collecting = gc.get_threshold()
        gc.set_threshold(*_SELDOM)
        try:
            for act in acts:
                # What was done earlier, and written down later, is told with its own time.
                desk_clock.moment = max(desk_clock.moment, days.at(act["at"]))
                if not days.passed(desk_clock.moment):
                    break
                store.do(_play, folder, days, act)
        finally:
            gc.set_threshold(*collecting)
            store.close()


def _play(step: Step, folder: Path, days: Days, act: Mapping[str, Any]) -> None:
    """Do one act of the list: its verb with what else its line says."""
    scene = Scene(step, folder, days, days.at(act["at"]))
    told = {name: value for name, value in act.items() if name not in ("at", "do")}
    VERBS[act["do"]](scene, **told)
