"""The ladder from any released file format to today's; a SQL file a rung, unchanged once released.

A file's format is SQLite's `user_version`; `application_id` tells our files from other programs'.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib import resources
from pathlib import Path

from data.engine import statements
from data.journal import digests
from data.journal import triggers as journal_triggers
from data.migrations import schema
from data.sql import Reader
from models.problems import Refused

APPLICATION_ID = 0x44424E31
"""The letters DBN1."""

ADDED: Mapping[str, frozenset[str]] = {
    "request": frozenset({"is_vital", "doubts"}),
    "person": frozenset({"is_leader", "no_heavy_work", "has_pass"}),
    "duty": frozenset({"to_ask"}),
    "building": frozenset({"closed_why", "is_shared"}),
    "compound": frozenset({"closed_until", "closed_why"}),
    "household": frozenset({"kind", "present", "fed"}),
    "delivery": frozenset(
        {
            *("source", "supplier_id", "run", "promised_at", "arrived_at"),
            *("is_announced", "pass_no", "disinfected_at"),
        }
    ),
    "delivery_item": frozenset(
        {
            *("batch", "kit", "is_paid", "is_cold", "is_heavy"),
            *("base", "first_marks", "closed_first", "each_gets"),
        }
    ),
    "supply_drop": frozenset({"arrived_at", "left_at", "done_at", "counter_id"}),
    "drop_item": frozenset({"owed", "by_hand", "rule", "base", "first_marks", "each_gets"}),
    "test_round": frozenset(
        {
            *("tube_kind", "starts_at", "ends_at", "marks", "team", "team_at"),
            *("frozen_at", "closed_at"),
        }
    ),
}
"""Columns that came with a rung after the first, by table: older steps say nothing of them."""

MADE: Mapping[str, frozenset[str]] = {"secret": frozenset({"identity_key"})}
"""Keys of records that came with a rung, by table: no step of the journal tells of them."""

_WITH_DIGESTS = 2
"""The format whose rung SQL alone does not climb."""

_MOST = 255
"""More formats than there will ever be."""

_NAMED = 3
"""Records named when several are wrong."""


def rungs() -> list[str]:
    """Names of the migration scripts, in order; the n-th leads to format n."""
    files = resources.files(__package__).iterdir()
    return sorted(f.name for f in files if f.name.endswith(".sql"))


def newest() -> int:
    """The format this program writes."""
    return len(rungs())


def is_ours(conn: Reader) -> bool:
    """Whether a file is marked as Daiban's; a new one is not yet."""
    (application,) = conn.execute("PRAGMA application_id").fetchone()
    return bool(application == APPLICATION_ID)


def version(conn: Reader, path: Path) -> int:
    """The file's format; 0 for an empty file.

    Raises:
        Refused: `file_foreign` for another program's file, `file_newer` for one of a newer program,
            `header_damaged` for one of ours whose first page no longer says so.
    """
    (found,) = conn.execute("PRAGMA user_version").fetchone()
    (tables,) = conn.execute("SELECT count(*) FROM sqlite_master").fetchone()
    (ours,) = conn.execute(
        "SELECT count(*) FROM sqlite_master WHERE name IN ('journal_step', 'journal_change')"
    ).fetchone()
    if not is_ours(conn) and (tables or found):
        raise Refused("header_damaged" if ours else "file_foreign", file=str(path))
    if ours and not is_format(found):
        raise Refused("header_damaged", file=str(path))
    if found > newest():
        raise Refused("file_newer", file=str(path), found=found, known=newest())
    return int(found)


def is_format(number: int) -> bool:
    """Whether a number can be that of a format, today's or a later one."""
    return 0 < number <= _MOST


def climb(
    conn: Reader,
    path: Path,
    before: Callable[[int], None],
    steps: list[str] | None = None,
) -> bool:
    """Bring the file to the newest format in one exclusive transaction; True when it changed.

    Args:
        before: called with the old format before anything is changed, for a backup.
        steps: the scripts' texts, for tests; the shipped ones when None.

    The caller holds the lock that keeps other programs from climbing at the same time.

    Raises:
        Refused: `migration_broke_links`, with the records that would lead nowhere; as
            `schema.problem` for a file that is not built as its format is.
    """
    here = resources.files(__package__)
    texts = steps or [here.joinpath(n).read_text(encoding="utf-8") for n in rungs()]
    found = version(conn, path)
    if found >= len(texts):
        return False
    from data.links import broken  # a file of today's format is opened without it

    if found:
        schema.refuse_differing(conn, path)
        before(found)
    conn.execute("PRAGMA foreign_keys=OFF")
    conn.execute("BEGIN EXCLUSIVE")
    try:
        found = version(conn, path)
        journal_triggers.drop_triggers(conn)
        for reached, text in enumerate(texts[found:], found + 1):
            for statement in statements(text):
                conn.execute(statement)
            if reached == _WITH_DIGESTS:
                digests.fill(conn)
        loose = broken(conn)
        if loose:
            raise Refused(
                "migration_broke_links", file=str(path), count=len(loose), which=loose[:_NAMED]
            )
        journal_triggers.install_triggers(conn)
        conn.execute(f"PRAGMA application_id={APPLICATION_ID}")
        conn.execute(f"PRAGMA user_version={len(texts)}")
        conn.execute("COMMIT")
    except BaseException:
        if conn.in_transaction:
            conn.execute("ROLLBACK")
        raise
    finally:
        conn.execute("PRAGMA foreign_keys=ON")
    return True
