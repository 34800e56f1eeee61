"""Why the system did not do what was asked of a file or a stream, as codes that have words in both
languages: what it says by itself is in its own. Pure."""

from __future__ import annotations

import errno
from collections.abc import Mapping

from models.problems import Problem

_CODES: Mapping[int, str] = {
    number: code
    for code, names in (
        ("system_nothing_there", "ENOENT ENOTDIR ENODEV ENXIO"),
        ("system_forbids", "EACCES EPERM"),
        ("system_folder", "EISDIR"),
        ("system_there", "EEXIST ENOTEMPTY"),
        ("system_name_long", "ENAMETOOLONG"),
        ("system_name_impossible", "EINVAL EILSEQ"),
        ("system_circle", "ELOOP"),
        ("system_many_open", "EMFILE ENFILE"),
        ("system_memory", "ENOMEM"),
        ("system_disk_failing", "EIO ESTALE"),
        ("system_disk_full", "ENOSPC EDQUOT"),
        ("system_protected", "EROFS"),
        ("system_in_use", "EBUSY EAGAIN ETXTBSY EDEADLK"),
        ("system_silent", "ETIMEDOUT EHOSTDOWN EHOSTUNREACH ENOTCONN"),
        ("system_file_large", "EFBIG"),
        ("system_impossible", "ENOSYS EOPNOTSUPP EXDEV"),
    )
    for name in names.split()
    if (number := getattr(errno, name, None)) is not None  # no system has all of them
}


def system_reason(error: BaseException) -> Problem:
    """Why an error came up, to be told within a sentence: a code of this table; `system_said` with
    the system's own words for what has none here."""
    if isinstance(error, ValueError) and not isinstance(error, UnicodeError):
        return Problem("system_name_impossible")  # of a path with a character that none may have
    code = _CODES.get(getattr(error, "errno", None) or 0)
    if code is not None:
        return Problem(code)
    said = getattr(error, "strerror", None) or getattr(error, "sqlite_errorname", None)
    return Problem("system_said", {"said": said or type(error).__name__})
