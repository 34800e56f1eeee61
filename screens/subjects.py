"""The subjects of the desk, one line each: what it has on screen and on the command line.

A subject is found by its name on every floor: `models.<name>`, `data.<name>`, `screens.<name>`.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Subject:
    """What a subject brings along; each part is a module of that name in `screens.<name>`.

    Args:
        name: the subject's name.
        place: the class of its place in `place`; empty for none.
        speaks: whether `words` holds sentences for its problems and acts.
        commands: whether `commands` adds commands.
        listing: whether `listing` holds a LISTING, which is a command too.
    """

    name: str
    place: str = ""
    speaks: bool = True
    commands: bool = False
    listing: bool = False


SUBJECTS: tuple[Subject, ...] = (
    Subject("today", place="Today", speaks=False, commands=True),
    Subject("requests", place="Requests", commands=True, listing=True),
    Subject("reading", speaks=False, commands=True),
    Subject("emergency", commands=True),
    Subject("directory", place="Directory", listing=True),
    Subject("errands", listing=True),
    Subject("supplies", place="Supplies", listing=True),
    Subject("testing", place="Testing", listing=True),
    Subject("roster", place="Roster", listing=True),
    Subject("duties"),
    Subject("timeline", place="Timeline", speaks=False),
    Subject("attendance"),
    Subject("absence", commands=True),
    Subject("cover", speaks=False, commands=True),
    Subject("suggest", commands=True),
    Subject("sheets", speaks=False, commands=True),
    Subject("custody", speaks=False, listing=True),
    Subject("households", place="Households", listing=True),
    Subject("exchange", commands=True),
    Subject("setup"),
    Subject("journal", speaks=False, commands=True),
    Subject("maintenance", commands=True),
)
"""All subjects, in the order in which help lists their commands."""
