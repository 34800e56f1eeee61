"""directory: who can be called and what they answered."""

from __future__ import annotations

import argparse
from datetime import datetime
from typing import Any

from models.directory import Entry
from models.listing import ListQuery
from models.problems import Refused
from screens.commands import shapes
from screens.commands.arguments import add_command, with_meanings
from screens.commands.call import Call, Groups
from screens.commands.out import say_json, say_line, say_table
from screens.directory import words as directory_words
from screens.i18n import N_, _, ngettext

_KINDS = tuple(directory_words.KINDS)


def add_to(groups: Groups, shared: argparse.ArgumentParser) -> None:
    """Add these commands."""
    parser = add_command(
        groups, shared, "directory", directory, N_("who can be called, and what they answered")
    )
    parser.add_argument(
        "--find", metavar=_("TEXT"), default="", help=_("what the desk's filter would find")
    )
    parser.add_argument(
        "--view",
        metavar=_("NAME"),
        default="all",
        help=_("one of the desk's views: now, hospitals, desks, archived"),
    )
    shown = with_meanings(_("what they are"), _KINDS, directory_words.label)
    parser.add_argument("--kind", choices=_KINDS, metavar="…", help=shown)


def directory(call: Call) -> int:
    """List who can be called."""
    from data.directory.queries import CONTACTS, listing

    options = call.options
    if options.view not in CONTACTS.scopes:
        known = ", ".join(CONTACTS.scopes)
        raise Refused("view_not_known", "view", view=options.view, known=known)
    with call.store() as store, store.read() as conn:
        now = store.now()
        found = listing(conn, ListQuery(options.view, "kind", filter=options.find), now).rows()
    rows = [row for row in found if options.kind in (None, row.kind)]
    if call.json:
        say_json([entry_shape(row) for row in rows])
    elif rows:
        say_table(_heads(), [_cells(row, now) for row in rows])
        say_line(ngettext("{count} line", "{count} lines", len(rows)).format(count=len(rows)))
    else:
        say_line(_("Nothing to list."))
    return 0


def entry_shape(row: Entry) -> dict[str, Any]:
    """Somebody to be called, under their number in the directory or in the roster."""
    record = row.record
    return {
        "no": row.contact_no,
        "person": row.person_no,
        "name": row.name,
        "kind": row.kind,
        "rung": row.rung,
        "phone": row.phone or None,
        "hours": row.hours or None,
        "reachable": row.open,
        "reachable_from": shapes.at(row.opens_at),
        "place": row.place or None,
        "note": (row.note or None) if row.contact_no is not None else None,
        "tried": record.tried,
        "answered": record.answered,
        "accepted": record.accepted,
        "refused": record.refused,
        "promises_kept": record.kept,
        "last_at": shapes.at(row.last_at),
        "last_said": row.last_said or None,
        "last_verdict": row.last_verdict,
    }


def _heads() -> tuple[str, ...]:
    return (
        _("No."), _("name"), _("kind"), _("telephone"), _("reachable"), _("hours"), _("helped"),
        _("last answer"),
    )  # fmt: skip


def _cells(row: Entry, now: datetime) -> tuple[object, ...]:
    return (
        row.contact_no or "", row.name,
        directory_words.label(row.kind), row.phone,
        directory_words.reach(row, now), row.hours, directory_words.rate(row.record),
        directory_words.last(row, now, masked=False),
    )  # fmt: skip
