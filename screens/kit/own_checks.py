"""What of somebody's own settings does not count, also what only lists and keys can know."""

from __future__ import annotations

import importlib
from collections.abc import Iterator

from models.preferences import Preferences, by_line, no_such
from models.problems import Problem
from screens.subjects import SUBJECTS


def problems(found: Preferences) -> tuple[Problem, ...]:
    """All that does not count, and why, in the order of the file."""
    from screens.keys.own import put_on

    return by_line((*found.problems, *put_on(found).problems, *wrong_columns(found)))


def wrong_columns(found: Preferences) -> Iterator[Problem]:
    """Lists and columns that there are none of."""
    places = [one.name for one in SUBJECTS if one.place and one.listing]
    for part, said in (("columns", found.columns), ("widths", found.widths)):
        for place, names in said.items():
            if place not in places:
                yield found.problem_at((part, place), no_such(place, places))
                continue
            module = importlib.import_module(f"screens.{place}.listing")
            known = [column.name for column in module.LISTING.record.columns]
            for name in names:
                if name not in known:
                    yield found.problem_at((part, place, name), no_such(name, known))
