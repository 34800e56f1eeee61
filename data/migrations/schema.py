"""What a file is built of, compared with what the ladder builds: tables, indexes, triggers, views.

A trigger that no Daiban made would run with the next save, and a lost one would leave changes
unrecorded; so a file is compared whenever it is opened, before anything is written to it. What is
right stands in `NNNN.schema` beside the rung it is of, made by `.ci/schema.py --update`.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from functools import cache, lru_cache
from importlib import resources
from pathlib import Path
from typing import Literal, NamedTuple

from data.sql import Reader
from models.problems import Problem, refuse

How = Literal["foreign", "missing", "changed"]

_NAMED = 3
"""Parts named when several differ."""

NO_WAY = Problem("schema_back")
"""What is told where nothing can be put right in the file itself."""

_MADE_BY_ENGINE = "sqlite_"
"""What the names begin with of indexes that belong to their tables, and nobody can take away."""

_STATISTICS = (
    "CREATE TABLE sqlite_stat1(tbl,idx,stat)",
    "CREATE TABLE sqlite_stat4(tbl,idx,neq,nlt,ndlt,sample)",
)
"""What ANALYZE leaves behind, which changes no answer."""


class Difference(NamedTuple):
    """A part of a file that is not as the ladder builds it.

    Attributes:
        how: whether it is not of the ladder, lost, or another one of its name.
        kind: `table`, `index`, `trigger` or `view`.
        name: as the file has it.
    """

    how: How
    kind: str
    name: str

    @property
    def readable(self) -> bool:
        """Whether what is read in spite of it is right: triggers, for one, run on writing only."""
        return self.kind == "trigger" or (self.how, self.kind) in (
            ("foreign", "index"),
            ("foreign", "table"),
            ("foreign", "view"),
            ("missing", "index"),
        )

    @property
    def mendable(self) -> bool:
        """Whether it can be put right without touching what people wrote."""
        return self.kind != "table" and not self.name.startswith(_MADE_BY_ENGINE)


def parts(conn: Reader) -> dict[str, str]:
    """What a file is built of: `table person` and the like -> a digest of the SQL that made it.

    The digest tells nothing but whether it is the same; `.ci/schema.py` keeps the right ones.
    """
    # As bytes: a damaged or made-up file may hold what is no text.
    rows = conn.execute(
        "SELECT CAST(type || ' ' || name AS BLOB) AS part,"
        " CAST(tbl_name || ' ' || coalesce(sql, '') AS BLOB) AS made"
        f" FROM sqlite_master WHERE sql IS NULL OR sql NOT IN {_STATISTICS}"
    )
    return dict(_digested(tuple(rows)))


@lru_cache(maxsize=4)
def _digested(made: tuple[tuple[bytes, bytes], ...]) -> Mapping[str, str]:
    """Parts with the SQL that made them, which is read from the file before each save, as digests;
    reckoned anew as soon as a byte of it is another."""
    found: dict[str, str] = {}
    for name, statement in made:
        part = name.decode(errors="replace")
        found[part] = found.get(part, "") + hashlib.sha256(statement).hexdigest()[:16]
    return found


def differences(conn: Reader) -> list[Difference]:
    """What is not as the ladder builds it in the file's own format.

    Only the schema is read, and nothing of it is run: backups and handed-over files are compared
    by this, too.
    """
    (found,) = conn.execute("PRAGMA user_version").fetchone()
    right, made = built(found), parts(conn)
    changed = {part for part in made.keys() & right.keys() if made[part] != right[part]}
    return [
        *_each("foreign", made.keys() - right.keys()),
        *_each("missing", right.keys() - made.keys()),
        *_each("changed", changed),
    ]


def _each(how: How, which: Iterable[str]) -> list[Difference]:
    apart = [Difference(how, *part.split(" ", 1)) for part in which]
    return sorted(apart, key=lambda one: (one.kind != "table", one.name))


def problem(path: Path, differing: Sequence[Difference]) -> Problem:
    """What is wrong with a file that differs; it names what is of the gravest kind.

    It is `schema_foreign`, `schema_missing` or `schema_changed`.
    """
    how = differing[0].how
    which = [one.name for one in differing if one.how == how]
    readable = all(one.readable for one in differing)
    extent = Problem("schema_unsaved" if readable else "schema_unread")
    mendable = all(one.mendable for one in differing)
    way = Problem("schema_mend") if mendable else NO_WAY
    told = {
        "file": str(path),
        "count": len(which),
        "which": which[:_NAMED],
        "extent": extent,
        "way": way,
    }
    return Problem(f"schema_{how}", told)


def refuse_differing(conn: Reader, path: Path) -> None:
    """See to it that nothing is written to a file that is not built as it should be.

    Raises:
        Refused: as `problem`.
    """
    if differing := differences(conn):
        refuse([problem(path, differing)])


@cache
def built(found: int) -> Mapping[str, str]:
    """What the ladder builds up to a format, as `parts` tells it; nothing for an unknown one."""
    file = resources.files(__package__).joinpath(file_name(found))
    if not file.is_file():
        return {}
    lines = file.read_text(encoding="utf-8").splitlines()
    return {part: digest for digest, part in (line.split(" ", 1) for line in lines)}


def file_name(found: int) -> str:
    """The name of the file, beside the rungs, that holds what a format is built of."""
    return f"{found:04}.schema"
