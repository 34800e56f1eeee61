"""The form of a record on file: how one kind of record is read, shown, changed and told of."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from data.sql import Reader
from models.problems import Problem
from screens.kit.fields import FormField, Values
from screens.kit.form import FormDialog
from screens.kit.record import Edit, Record

if TYPE_CHECKING:
    from data.step import Step
    from screens.kit.desk import Desk

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordForm(Generic[T]):
    """One kind of record in a form.

    Args:
        name: under which what is typed is kept: `person`, `person:7` for the one numbered so.
        read: makes the input of what stands in the fields, or says what is wrong with it.
        record: reads one on file by its number.
        change: the command that changes one: a step, its number, its version, the changes.
        changed: the sentence for one that was changed, by its number.
    """

    name: str
    read: Callable[[Values, datetime], T | list[Problem]]
    record: Callable[[Reader, int], Record]
    change: Callable[[Step, int, Any, Mapping[str, object]], object]
    changed: Callable[[int, Edit[T]], str]

    def edit(
        self,
        desk: Desk,
        fields: Sequence[FormField],
        no: int,
        *,
        first: str | None = None,
        then: Callable[[bool | None], None] | None = None,
    ) -> None:
        """Open the form of one of them.

        Args:
            first: the field the cursor is in at first; the first of all when None.
            then: called when the form is left, with True once it was saved.
        """
        desk.open_dialog(
            FormDialog(
                partial(desk.store.ask, self.record, no),
                fields,
                self.read,
                lambda edit: desk.perform(
                    lambda step: self.change(step, no, edit.version, edit.changes),
                    lambda _done: self.changed(no, edit),
                ),
                f"{self.name}:{no}",
                first=first,
            ),
            then,
        )
