"""Compares suggested days with the best there are: cover, warnings, even work, time taken.

    python tests/bench/suggest_days.py [--days 200] [--limit 10]

The best is looked for by OR-Tools' CP-SAT, goal after goal in the order the rules name, from the
suggestion on, so that it is never worse; each goal it proves is told apart. Where it is not
installed, only the suggestion is measured. Load over the day is left out on both sides: it is no
sum over pairs of duties.
"""

from __future__ import annotations

import argparse
import importlib.util
import sys
import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any, NamedTuple

sys.path.insert(0, str(Path(__file__).parents[2]))

from models.duties import DEFAULT_ROSTER, Slot
from models.duties.workers import Worker
from models.suggest.cost import Day
from models.suggest.rules import suggest
from models.suggest.search import Filling
from tests.bench import days

SETTINGS = replace(DEFAULT_ROSTER, work_per_rest=1000.0, awake_most=timedelta(hours=1000))
QUARTER = 15


class Result(NamedTuple):
    """How good a filling is."""

    filled: int
    weighing: int
    warnings: int
    squares: int
    """Of quarters of an hour, summed over people."""
    most_to_mean: float
    gini: float
    seconds: float
    proven: int = 0
    """Goals proved to be the best there are, in their order: places, leads, warnings, squares."""


def rate(day: Day, who: Sequence[int | None], seconds: float, proven: int = 0) -> Result:
    """The figures of a filling."""
    shares: list[list[int]] = [[] for _worker in day.workers]
    for at, one in enumerate(who):
        if one is not None:
            shares[one].append(at)
    able = {one for at in range(len(day.slots)) for one in day.able[at]}
    loads = [day.load[w] + sum(day.minutes[at] for at in shares[w]) for w in range(len(shares))]
    some = sorted(loads[w] for w in able)
    total = sum(some)
    mean = total / len(some) if some else 0
    ranked = sum((2 * i - len(some) + 1) * load for i, load in enumerate(some))
    return Result(
        sum(one is not None for one in who),
        sum(one is not None and day.weighs[at] for at, one in enumerate(who)),
        sum(day.warned(w, tuple(share)) for w, share in enumerate(shares)),
        sum((load // QUARTER) ** 2 for load in loads),
        max(some) / mean if mean else 1.0,
        ranked / (len(some) * total) if total else 0.0,
        seconds,
        proven,
    )


def suggested(slots: list[Slot], workers: list[Worker]) -> Result:
    """What the program suggests."""
    began = time.perf_counter()
    suggest(slots, workers, SETTINGS)
    seconds = time.perf_counter() - began
    day = Day(slots, workers, SETTINGS)
    filling = Filling(day)
    filling.fill()
    return rate(day, filling.who, seconds)


def greedy(slots: list[Slot], workers: list[Worker]) -> Result:
    """The scarcest places first, without anything after it."""
    began = time.perf_counter()
    day = Day(slots, workers, SETTINGS)
    filling = Filling(day, 0)
    filling.fill()
    return rate(day, filling.who, time.perf_counter() - began)


# -- the best there is -----------------------------------------------------------------------------


def best(slots: list[Slot], workers: list[Worker], limit: float) -> Result:
    """The best filling, one goal after the other; `limit` seconds for each goal."""
    from ortools.sat.python import cp_model

    began = time.perf_counter()
    day = Day(slots, workers, SETTINGS)
    model = cp_model.CpModel()
    sizes = Counter(day.alike)
    x = {(at, w): model.new_bool_var("") for at in sizes for w in day.able[at]}
    for at, size in sizes.items():
        model.add(sum(x[at, w] for w in day.able[at]) <= size)
        for other in day.clash[at]:
            for w in day.able[at]:
                if at < other and (other, w) in x:
                    model.add_at_most_one(x[at, w], x[other, w])
    goals = [
        -sum(x.values()),
        -sum(var for (at, _w), var in x.items() if day.weighs[at]),
        _warnings(model, day, x),
        _squares(model, day, x),
    ]
    known = Filling(day)
    known.fill()
    for first in sizes:
        mine = {who for at, who in enumerate(known.who) if day.alike[at] == first}
        for w in day.able[first]:
            model.add_hint(x[first, w], w in mine)
    solver = cp_model.CpSolver()
    solver.parameters.max_time_in_seconds = limit
    solver.parameters.num_workers = 2
    proven = 0
    chosen: dict[tuple[int, int], int] = {}
    for position, goal in enumerate(goals):
        if isinstance(goal, int):
            proven += proven == position
            continue
        model.minimize(goal)
        status = solver.solve(model)
        if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
            break  # nothing found in time: what the goal before found stands
        proven += proven == position and status == cp_model.OPTIMAL
        model.add(goal <= round(solver.objective_value))
        model.clear_hints()
        for key, var in x.items():
            chosen[key] = solver.value(var)
            model.add_hint(var, chosen[key])
    who: list[int | None] = [None] * len(day.slots)
    for first in sizes:
        places = [at for at, one in enumerate(day.alike) if one == first]
        taken = [w for w in day.able[first] if chosen.get((first, w))]
        for at, w in zip(places, taken, strict=False):
            who[at] = w
    return rate(day, who, time.perf_counter() - began, proven)


def _warnings(model: Any, day: Day, x: dict[tuple[int, int], Any]) -> Any:
    """Warnings of each place by itself, and rest that two places of one person leave too short."""
    total: Any = 0
    for (at, w), var in x.items():
        codes = [concern.problem.code for concern in day.concerns(w, at, ())]
        total += var * sum(code != "rest_short" for code in codes)
        short = model.new_bool_var("")
        total += short
        if "rest_short" in codes:
            model.add_implication(var, short)
            continue
        for other in dict.fromkeys(day.alike):
            if other == at or (other, w) not in x or other in day.clash[at]:
                continue
            found = day.concerns(w, at, (other,))
            if any(concern.problem.code == "rest_short" for concern in found):
                model.add_bool_or(var.negated(), x[other, w].negated(), short)
    return total


def _squares(model: Any, day: Day, x: dict[tuple[int, int], Any]) -> Any:
    """The squares of everybody's quarters of an hour, by the tangents between whole numbers."""
    total: Any = 0
    for w, load in enumerate(day.load):
        mine = [(day.minutes[at] // QUARTER, var) for (at, who), var in x.items() if who == w]
        if not mine:
            continue
        held = load // QUARTER
        most = held + sum(minutes for minutes, _var in mine)
        square = model.new_int_var(0, most * most, "")
        time_given = held + sum(minutes * var for minutes, var in mine)
        for k in range(held, min(most, 24 * 4) + 1):
            model.add(square >= (2 * k + 1) * time_given - k * (k + 1))
        total += square
    return total


# -- figures ---------------------------------------------------------------------------------------

Way = Callable[[list[Slot], list[Worker]], Result]


def main() -> None:
    """Print a line for each way of filling a day."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--days", type=int, default=200)
    parser.add_argument("--limit", type=float, default=10.0)
    given = parser.parse_args()
    made = [days.day(number) for number in range(given.days)]
    ways: dict[str, Way] = {"scarcest first": greedy, "suggested": suggested}
    if importlib.util.find_spec("ortools") is None:
        print("OR-Tools is not installed here: no comparison with the best.")
    else:
        ways["best"] = lambda slots, workers: best(slots, workers, given.limit)
    results = {name: [way(*one) for one in made] for name, way in ways.items()}
    print(f"{given.days} days, {sum(len(slots) for slots, _ in made)} places")
    for name, found in results.items():
        _line(name, found)
    if "best" in results:
        _against(results["suggested"], results["best"])


def _line(name: str, found: list[Result]) -> None:
    seconds = sorted(one.seconds for one in found)
    count = len(found)
    print(
        f"{name:15} filled {sum(r.filled for r in found):5}  leads and skills"
        f" {sum(r.weighing for r in found):4}  warnings {sum(r.warnings for r in found):4}"
        f"  squares {sum(r.squares for r in found) / 16:9.1f}"
        f"  most/mean {sum(r.most_to_mean for r in found) / count:.3f}"
        f"  gini {sum(r.gini for r in found) / count:.4f}"
        f"  p50 {seconds[count // 2] * 1000:.0f} ms  max {seconds[-1] * 1000:.0f} ms"
    )


def _against(ours: list[Result], bests: list[Result]) -> None:
    pairs = list(zip(ours, bests, strict=True))
    for goals, words in enumerate(("places", "leads and skills", "warnings", "squares"), 1):
        proven = [(a, b) for a, b in pairs if b.proven >= goals]
        reached = sum(a[:goals] == b[:goals] for a, b in proven)
        print(f"as good up to {words}: {sum(a[:goals] == b[:goals] for a, b in pairs)}", end="")
        print(f" of {len(pairs)}; where that is proved the best: {reached} of {len(proven)}")
    ratios = sorted(a.squares / b.squares for a, b in pairs if a[:3] == b[:3] and b.squares)
    if ratios:
        mean = sum(ratios) / len(ratios)
        print(f"squares over the best's, where all else is equal: mean {mean:.4f}", end="")
        print(f"  p95 {ratios[int(len(ratios) * 0.95)]:.4f}  max {ratios[-1]:.4f}")


if __name__ == "__main__":
    main()
