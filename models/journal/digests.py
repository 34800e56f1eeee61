"""The digest of a step: what tells later whether its lines are as they were written.

Each is chained to the one before it, so that a step that is lost or put in between is seen, too. It
tells of damage; who can write the file can make digests as well.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable


def literal(value: str | int | None) -> bytes:
    """A value as SQL writes it, which is the form digests are made of: `NULL`, `7`, `'it''s'`."""
    if value is None:
        return b"NULL"
    if isinstance(value, int):
        return b"%d" % value
    return b"'%s'" % value.replace("'", "''").encode()


def digest(previous: str, step: Iterable[bytes], changes: Iterable[Iterable[bytes]]) -> str:
    """SHA-256, in hexadecimal, of a line for each: the digest before, the step, every change.

    Args:
        previous: the digest of the step before this one; empty before the first.
        step: the columns of the step, each as `literal` has it.
        changes: the columns of its changes, in their order.
    """
    made = hashlib.sha256(previous.encode() + b"\n")
    for line in (step, *changes):
        made.update(b",".join(line) + b"\n")
    return made.hexdigest()
