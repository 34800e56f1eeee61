"""The directory in the store: who can be called when, what came of it; the acts on its records."""

from __future__ import annotations

from typing import TYPE_CHECKING

from data.lazy import lazily

if TYPE_CHECKING:
    from data.directory.acts import (
        add_contact,
        archive_contact,
        change_contact,
        restore_contact,
    )
    from data.directory.commands import (
        add,
        archive,
        edit,
        restore,
    )
    from data.directory.queries import (
        answers,
        contact,
        contacts,
        entry,
        listing,
    )

__all__ = [
    "add",
    "add_contact",
    "answers",
    "archive",
    "archive_contact",
    "change_contact",
    "contact",
    "contacts",
    "edit",
    "entry",
    "listing",
    "restore",
    "restore_contact",
]

__getattr__ = lazily(__name__, "queries", "acts", "commands")
