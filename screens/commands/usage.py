"""Bad usage that is seen only once a command runs: a value that cannot be what is asked for."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from models.problems import Refused


class BadUsage(Refused):
    """What was typed can mean nothing, whatever is in the file: the exit status is 2."""


@contextmanager
def reading() -> Iterator[None]:
    """What is refused while arguments are read here is bad usage. What is looked for in the file
    does not belong here: a name that is not in it is refused.

    Raises:
        BadUsage: with the problem of what was refused.
    """
    try:
        yield
    except Refused as refused:
        problem = refused.problem
        raise BadUsage(problem.code, problem.field, **problem.params) from refused
