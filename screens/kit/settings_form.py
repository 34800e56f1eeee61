"""The form of what a committee sets of a subject, in whole numbers; saving it is one act."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

from data.sql import Reader
from data.step import Step
from screens.i18n import _
from screens.kit.desk import Desk
from screens.kit.fields import FormField, reader, shown
from screens.kit.form import FormDialog
from screens.kit.kinds import count
from screens.kit.record import Record

S = TypeVar("S")
Given_contra = TypeVar("Given_contra", contravariant=True)

_MOST = 999


def number(
    name: str, label: str, hint: str, least: int = 1, *, wrong: str = "count_unclear"
) -> FormField:
    """A field of a whole number that has to be there."""
    return FormField(name, label, count(least, _MOST, wrong), hint=hint, required=True)


class _Keep(Protocol[Given_contra]):
    """A command that keeps settings, changed from those that `was`."""

    def __call__(
        self, step: Step, given: Given_contra, *, was: Given_contra | None = None
    ) -> object: ...


@dataclass(frozen=True, slots=True)
class SettingsForm(Generic[S]):
    """How the settings of a subject are shown, read and kept.

    Args:
        name: of what is kept of it when it is left.
        title, changed: msgids of what stands over it, and of what is told once it was saved.
        of: makes settings of the fields' values.
        on_file: reads those that hold.
        keep: the command that keeps them.
        ids: of the settings in the store, for what another desk changes meanwhile.
    """

    name: str
    title: str
    changed: str
    fields: tuple[FormField, ...]
    of: Callable[..., S]
    on_file: Callable[[Reader], S]
    keep: _Keep[S]
    ids: tuple[str, ...]

    def open(self, desk: Desk, then: Callable[[], None] = lambda: None) -> None:
        """Open the form.

        Args:
            then: called once it was left.
        """

        def record(conn: Reader) -> Record:
            settings = self.on_file(conn)
            return Record(lambda: _(self.title), shown(self.fields, settings), settings, self.ids)

        desk.open_dialog(
            FormDialog(
                lambda: desk.store.ask(record),
                self.fields,
                reader(self.fields, self.of),
                lambda edit: desk.perform(
                    lambda step: self.keep(step, edit.given, was=edit.version),
                    lambda _set: _(self.changed),
                ),
                self.name,
            ),
            lambda _saved: then(),
        )
