"""What the program says of a failure, and whether it is true.

Sentences are known by the codes they belong to, so that other words for them change nothing here.
"""

from __future__ import annotations

import errno
import os
import re
from functools import cache
from string import Formatter

from models.system_reasons import system_reason
from screens.sentences import say, sentences_of

CAUSES = {
    errno.EIO: {"disk_failing", "read_failed"},
    errno.ENOSPC: {"disk_full"},
    errno.EDQUOT: {"quota_full"},
    errno.EROFS: {"store_readonly"},
    errno.EACCES: {"file_denied"},
}
"""The sentences that tell an errno as what it is."""

_BY_SQLITE = {errno.EIO: "disk I/O error", errno.ENOSPC: "database or disk is full"}
"""What SQLite says where its own words are given as the reason."""

_UNKNOWN_TO_SQLITE = {errno.EDQUOT, errno.EROFS, errno.EACCES}
"""What SQLite tells as a failing disk, so that a call that failed once is known as no more."""

_IN_TROUBLE = "saved_in_trouble"
"""What is said where all was kept although something went wrong."""

_NOT_SAVED = re.compile(r"\b[Nn]othing (?:was|is|has been) (?:saved|changed|written)|\bnot saved\b")
_SAVED = re.compile(r"\b(?:is|was|were|been) saved\b|\b[Ss]aved as\b|\bMended; ")
_NOT_KNOWN = re.compile(r"not known|unknown whether|cannot be known|cannot tell whether")
_DAMAGED = re.compile(r"(?<!-)\bdamaged\b|newest good (?:copy|backup)")


@cache
def _sentences() -> dict[str, re.Pattern[str]]:
    """A pattern for what is said with each code, whatever is filled in."""
    patterns = {}
    for code, sentence in sentences_of("PROBLEMS").items():
        parts = Formatter().parse(sentence)
        pattern = "".join(re.escape(text) + (".*?" if name else "") for text, name, _, _ in parts)
        patterns[code] = re.compile(pattern)
    return patterns


def codes(text: str) -> set[str]:
    """The codes of the problems that are told in a text."""
    return {code for code, pattern in _sentences().items() if pattern.search(text)}


def tells_cause(text: str, error: int, *, lasting: bool) -> bool:
    """Whether a text names the errno that was given, in the program's words or the system's."""
    right = {*CAUSES[error], _IN_TROUBLE}
    if error in _UNKNOWN_TO_SQLITE and not lasting:
        right |= CAUSES[errno.EIO]
    reason = say(system_reason(OSError(error, os.strerror(error))))
    words = (reason, os.strerror(error), _BY_SQLITE.get(error, os.strerror(error)))
    return bool(right & codes(text)) or any(word in text for word in words)


def says_not_saved(text: str) -> bool:
    """Whether a text says that nothing was kept."""
    return bool(_NOT_SAVED.search(text)) and not says_not_known(text)


def says_saved(text: str) -> bool:
    """Whether a text says that the act was kept."""
    return bool(_SAVED.search(text)) and not _NOT_SAVED.search(text) and not says_not_known(text)


def says_not_known(text: str) -> bool:
    """Whether a text says that it is not known what was kept."""
    return bool(_NOT_KNOWN.search(text))


def says_damaged(text: str) -> bool:
    """Whether a text sends somebody to a copy."""
    return bool(_DAMAGED.search(text))
