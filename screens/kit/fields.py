"""Fields of forms: each declares its kind once; all are read and shown here."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeVar

from models.drafts import Value
from models.problems import Problem
from models.times import counted_from
from models.word_tables import BrokenTable
from screens.kit.kinds import TEXT, Kind

T = TypeVar("T")

Values = Mapping[str, Value]
"""What stands in the fields of a form, by their names."""


@dataclass(frozen=True, slots=True)
class FormField:
    """One field.

    Args:
        name: the input model's field name; problems name it.
        label: msgid of the label.
        kind: how it is read and shown.
        required: an empty field is refused, unless its kind has a value for one.
        hint: msgid of a grey example inside the empty field.
        decides: the input model's fields that are changed with this one, where they are not the
            one of its name.
        after: the name of a field before it; a time of day alone is of the day of that one,
            see `models.times.counted_from`.
        secret: whether what is typed is kept nowhere before it is saved, in no draft either.
    """

    name: str
    label: str
    kind: Kind[Any] = TEXT
    required: bool = False
    hint: str = ""
    decides: tuple[str, ...] = ()
    after: str = ""
    secret: bool = False

    def read(
        self,
        said: Value,
        now: datetime,
        *,
        required: bool = True,
        behind: datetime | None = None,
    ) -> Any:
        """What the field says; a list of problems at this field where that is wrong.

        Args:
            behind: the time in the field it is `after`; None where that says none.
        """
        left_empty = not (said.strip() if isinstance(said, str) else said)
        if required and self.required and left_empty and not self.kind.empty:
            return [Problem("field_empty", {}, self.name)]
        try:
            near = now if behind is None else _counted_from(said, now, behind)
            found = self.kind.read(said, near)
        except BrokenTable as broken:
            found = [broken.problem]
        if isinstance(found, list):
            return [Problem(one.code, one.params, self.name) for one in found]
        return found


def _counted_from(said: Value, now: datetime, behind: datetime) -> datetime:
    with suppress(ValueError):  # what is no time is told by the kind
        return counted_from(str(said), now, behind)
    return now


def read_fields(
    fields: Sequence[FormField], values: Values, now: datetime
) -> dict[str, Any] | list[Problem]:
    """The value of each field by its name, or everything that is wrong with any of them."""
    found: dict[str, Any] = {}
    problems: list[Problem] = []
    for one in fields:
        value = one.read(values.get(one.name, ""), now, behind=found.get(one.after))
        if isinstance(value, list):
            problems += value
        else:
            found[one.name] = value
    return problems or found


def reader(
    fields: Sequence[FormField],
    of: Callable[..., T | list[Problem]],
    check: Callable[[T], list[Problem]] | None = None,
) -> Callable[[Values, datetime], T | list[Problem]]:
    """What reads a form: its input, or everything that is wrong with it.

    Args:
        of: makes the input of the fields' values, given by their names; or says what is wrong.
        check: what is wrong with an input, by the rules.
    """

    def read(values: Values, now: datetime) -> T | list[Problem]:
        found = read_fields(fields, values, now)
        given = found if isinstance(found, list) else of(**found)
        if check is None or isinstance(given, list):
            return given
        return check(given) or given

    return read


def shown(fields: Sequence[FormField], record: object) -> dict[str, Value]:
    """What stands in the fields for a record, which has them by their names or is a mapping."""
    by_name = record.get if isinstance(record, Mapping) else lambda name: getattr(record, name)
    return {one.name: one.kind.show(by_name(one.name)) for one in fields}
