"""The acts on the directory, each one transaction and one step of the journal."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from data.store import Step


from collections.abc import Mapping
from typing import TYPE_CHECKING

from data.directory import commands
from models.directory import ContactInput

if TYPE_CHECKING:
    pass


def add_contact(step: Step, given: ContactInput) -> int:
    """Keep somebody new in the directory; see `commands.add`."""
    step.act("contact_added")
    return commands.add(step, given)


def change_contact(step: Step, no: int, version: int, changes: Mapping[str, object]) -> int:
    """Change a record; see `commands.edit`."""
    step.act("contact_changed")
    commands.edit(step, no, version, changes)
    return no


def archive_contact(step: Step, no: int, version: int) -> int:
    """Take somebody out of the directory; see `commands.archive`."""
    step.act("contact_archived")
    commands.archive(step, no, version)
    return no


def restore_contact(step: Step, no: int, version: int) -> int:
    """Put somebody back; see `commands.restore`."""
    step.act("contact_restored")
    commands.restore(step, no, version)
    return no
