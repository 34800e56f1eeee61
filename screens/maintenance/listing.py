"""What is told of copies and of the file's health as JSON."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from models.maintenance import Ahead
from screens.commands.listing import Field, Record

if TYPE_CHECKING:
    from data.maintenance.findings import Finding


class Made(NamedTuple):
    """A backup that was made; `second` is the copy at the second place, where that is there."""

    file: Path
    second: Path | None


class Restored(NamedTuple):
    """A copy taken back; `kept` is where the file of before is."""

    path: Path
    copy: Path
    kept: Path | None


class Health(NamedTuple):
    """What was found of a file."""

    path: Path
    findings: Sequence[Finding]

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

CLOCK: Record[Ahead] = Record(
    "times written ahead of the clock",
    "`clock`",
    (
        Field("newest", "when the latest of those acts was, still to come"),
        Field("steps", "how many acts those are"),
        Field("records", "how many records have times of theirs that are still to come"),
    ),
)

RESTORED: Record[Restored] = Record(
    "copy taken back",
    "`restore`",
    (
        Field("file", value=lambda t, _n: t.path),
        Field("from", "name of the copy", lambda t, _n: t.copy),
        Field("kept", "name of the file as it was before"),
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
        Field("findings", "all that was looked at", lambda t, _n: list(t.findings), of=FINDING),
    ),
)
