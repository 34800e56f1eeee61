"""What is told of copies and of the file's health as JSON."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from models.maintenance import Ahead
from screens.commands.listing import Field, Record

if TYPE_CHECKING:
    from data.maintenance.findings import Finding
    from data.maintenance.restore import Restored


class Made(NamedTuple):
    """A backup that was made; `second` is the copy at the second place, where that is there."""

    file: Path
    second: Path | None


class Taken(NamedTuple):
    """A copy taken back, and what came of it."""

    path: Path
    copy: Path
    came: Restored


class Begun(NamedTuple):
    """A file begun anew; `kept` is where what was left of the old one is."""

    path: Path
    kept: Path | None


class Health(NamedTuple):
    """What was found of a file; `kept` is where it is as it was before it was mended."""

    path: Path
    findings: Sequence[Finding]
    kept: Path | None = None

    @property
    def wrong(self) -> list[Finding]:
        """What something should be done about."""
        return [one for one in self.findings if one.wrong]


BACKUP: Record[Made] = Record(
    "backup",
    "`backup`",
    (
        Field("file"),
        Field("bytes", "how large it is", lambda made, _n: made.file.stat().st_size),
        Field("second", "name of the copy at the second place, where that is there"),
    ),
)

CLOCK: Record[Ahead | None] = Record(
    "times written ahead of the clock",
    "`clock`",
    (
        Field(
            "newest",
            "when the latest of those acts was, still to come",
            lambda a, _n: a and a.newest,
        ),
        Field("steps", "how many acts those are", lambda a, _n: a.steps if a else 0),
        Field(
            "records",
            "how many records have times of theirs that are still to come",
            lambda a, _n: a.records if a else 0,
        ),
    ),
)

RESTORED: Record[Taken] = Record(
    "copy taken back",
    "`restore`",
    (
        Field("file", value=lambda t, _n: t.path),
        Field("from", "name of the copy", lambda t, _n: t.copy),
        Field("made", "when the copy was made", lambda t, _n: t.came.made),
        Field("kept", "name of the file as it was before", lambda t, _n: t.came.kept),
        Field(
            "step",
            "number of the newest step in it",
            lambda t, _n: t.came.newest and t.came.newest.no,
        ),
        Field("at", "when that was done", lambda t, _n: t.came.newest and t.came.newest.at),
        Field(
            "missing",
            "how many steps known of before it lacks; `null` where nobody knows",
            lambda t, _n: t.came.missing.acts,
        ),
        Field(
            "missing_exactly",
            "whether there are no more than that",
            lambda t, _n: t.came.missing.exact,
        ),
    ),
)

BEGUN: Record[Begun] = Record(
    "file begun anew",
    "`begin`",
    (
        Field("file", value=lambda t, _n: t.path),
        Field("kept", "name of what was left of the old one"),
    ),
)

FINDING: Record[Finding] = Record(
    "finding",
    "in `doctor`",
    (
        Field("code", "what was looked at, a stable name in snake_case"),
        Field("wrong", "whether something should be done about it"),
        Field("params", "what the words for it need"),
    ),
)

HEALTH: Record[Health] = Record(
    "health",
    "`doctor`",
    (
        Field("file", value=lambda t, _n: t.path),
        Field("healthy", "whether nothing is wrong", lambda t, _n: not t.wrong),
        Field("kept", "name of the file as it was before `--mend`"),
        Field("findings", "all that was looked at", lambda t, _n: list(t.findings), of=FINDING),
    ),
)
