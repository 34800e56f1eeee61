"""Words that corrections taught: by which of them a call is of which kind. Views only.

They are this committee's own, kept in a file beside the store's that anybody can read and mend.
"""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

from models.problems import Problem
from models.requests import RequestKind


class Learned(NamedTuple):
    """A word as it stands in the file.

    Attributes:
        no: its place in the file, from 1 on.
        word: Chinese characters, or English words, in small letters.
        kind: what calls with it are about.
        instead_of: the kind they were read as by the rules; `other` where these told none.
        request: number of the request whose correction taught it; empty where somebody wrote it in.
        key: that request's `id`; a word without one counts whatever became of any request.
        at: when it was taught, ISO 8601; empty where nobody said.
        by: who taught it.
        forgotten: whether somebody took it out.
    """

    no: int
    word: str
    kind: RequestKind
    instead_of: RequestKind = RequestKind.OTHER
    request: str = ""
    key: str = ""
    at: str = ""
    by: str = ""
    forgotten: bool = False


class Standing(StrEnum):
    """Whether a word is read by."""

    COUNTS = "counts"
    FORGOTTEN = "forgotten"
    TAKEN_BACK = "taken_back"
    """Its request is of another kind by now: the correction was undone, or made again."""


class LearnedRow(NamedTuple):
    """A word with whether it is read by."""

    learned: Learned
    standing: Standing


class Lesson(NamedTuple):
    """What a correction taught.

    Attributes:
        words: none where nothing in the call tells its kind from others.
        trouble: why nothing could be kept, or looked for; None where it could.
    """

    words: tuple[str, ...] = ()
    trouble: Problem | None = None


NOTHING = Lesson()
"""What a correction taught that taught nothing."""
