"""What stands in form fields, read into values; each thing that is wrong names its field."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime

from models.problems import Problem
from models.text import whole_number
from models.times import LOCAL, local_date, parse_moment
from screens.kit.form import Values, differ


def text_of(values: Values, name: str) -> str:
    """The text of a field; empty where there is none."""
    value = values.get(name, "")
    return value if isinstance(value, str) else "\n".join(value)


def several_of(values: Values, name: str) -> tuple[str, ...]:
    """What is chosen in a field of several choices."""
    value = values.get(name, ())
    return tuple(value) if not isinstance(value, str) else ()


def typed_only(changes: Mapping[str, object], values: Values, stood: Values) -> dict[str, object]:
    """The changes whose field says something else than what stood in it.

    What nobody touched stays as it is on file, which may be more exact than what a field shows.
    """
    same = {name for name, said in values.items() if not differ(said, stood.get(name, ""))}
    return {name: value for name, value in changes.items() if name not in same}


def moment_of(values: Values, name: str, now: datetime, problems: list[Problem]) -> datetime | None:
    """The time a field says; `time_unclear` is added when it says none."""
    said = text_of(values, name).strip()
    try:
        return parse_moment(said, now)
    except ValueError:
        problems.append(Problem("time_unclear", {"value": said}, name))
        return None


def day_of(values: Values, name: str, now: datetime, problems: list[Problem]) -> date | None:
    """The local day a field says; `time_unclear` is added when it says none."""
    moment = moment_of(values, name, now, problems)
    return None if moment is None else local_date(moment)


def count_of(values: Values, name: str, default: int, problems: list[Problem]) -> int:
    """The whole number a field says, the default where it is empty; else `number_unclear`."""
    said = text_of(values, name).strip()
    count = whole_number(said) if said else default
    if count is None:
        problems.append(Problem("number_unclear", {"value": said}, name))
        return default
    return count


def time_check(now: Callable[[], datetime]) -> Callable[[str], Problem | None]:
    """A check for a field that says a time."""

    def check(said: str) -> Problem | None:
        problems: list[Problem] = []
        moment_of({"": said}, "", now(), problems)
        return problems[0] if problems else None

    return check


def count_check(said: str) -> Problem | None:
    """A check for a field that says a whole number."""
    return None if whole_number(said) is not None else Problem("number_unclear", {"value": said})


def written(moment: datetime) -> str:
    """A time as a field shows it and `moment_of` reads it back."""
    return f"{moment.astimezone(LOCAL):%m-%d %H:%M}"
