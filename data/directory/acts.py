"""The acts on the directory, each one transaction and one step of the journal."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from data.directory import commands
from models.directory import ContactInput
from models.journal import Act

if TYPE_CHECKING:
    from data.store import Store


def add_contact(store: Store, given: ContactInput) -> int:
    """Keep somebody new in the directory; see `commands.add`."""
    with store.write(Act("contact_added")) as step:
        return commands.add(step, given)


def change_contact(store: Store, no: int, version: int, changes: Mapping[str, object]) -> int:
    """Change a record; see `commands.edit`."""
    with store.write(Act("contact_changed")) as step:
        commands.edit(step, no, version, changes)
    return no


def archive_contact(store: Store, no: int, version: int) -> int:
    """Take somebody out of the directory; see `commands.archive`."""
    with store.write(Act("contact_archived")) as step:
        commands.archive(step, no, version)
    return no


def restore_contact(store: Store, no: int, version: int) -> int:
    """Put somebody back; see `commands.restore`."""
    with store.write(Act("contact_restored")) as step:
        commands.restore(step, no, version)
    return no
