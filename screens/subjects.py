"""The subjects of the desk, one line each: what it has on screen and on the command line.

A subject is found by its name on every floor: `models.<name>`, `data.<name>`, `screens.<name>`.
Everything of it is named here and imported when it is used first.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from screens.i18n import N_


@dataclass(frozen=True, slots=True)
class Subject:
    """What a subject brings along; each part is in a module of `screens.<name>`.

    Args:
        name: the subject's name.
        place: the class of its place in `place`; empty for none.
        keys: a function key and a digit that lead to the place, such as `f2,1`; empty where it is
            reached in another way.
        label: the place's name in the top line, as a msgid.
        within: the place whose other face its place is, shown by the same key and name.
        speaks: whether `words` holds sentences for its problems, its acts and what is held.
        commands: whether `commands` adds commands.
        opens: what it opens over any place: the name an `open` key asks for it by, and the module
            and its dialog, or a function that is given the desk. The key itself is in `keys.desk`.
        record: what shows one of its records where it has no place: the module and the function
            that is given the desk and the record's number.
        listing: whether `listing` holds a LISTING, which is a command too.
    """

    name: str
    place: str = ""
    keys: str = ""
    label: str = ""
    within: str = ""
    speaks: bool = True
    commands: bool = False
    opens: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    record: tuple[str, str] | None = None
    listing: bool = False


SUBJECTS: tuple[Subject, ...] = (
    Subject("today", "Today", "f2,1", N_("Today"), speaks=False, commands=True),
    Subject("requests", "Requests", "f3,2", N_("Requests"), commands=True, listing=True),
    Subject("chases"),
    Subject("reading", commands=True, opens={"capture": ("opening", "open_capture")}),
    Subject("learned", commands=True, opens={"learned": ("dialog", "LearnedWords")}),
    Subject("emergency", commands=True, opens={"emergency": ("sheet", "open_freshest")}),
    Subject("directory", "Directory", listing=True),
    Subject(
        "errands",
        opens={"errands": ("dialog", "open_errands")},
        record=("dialog", "open_errand"),
        listing=True,
    ),
    Subject(
        "call_down",
        commands=True,
        opens={"call_down": ("dialog", "CallDown")},
        listing=True,
    ),
    Subject("supplies", "Supplies", "f4,3", N_("Supplies"), commands=True, listing=True),
    Subject("drivers", commands=True, listing=True),
    Subject("loads", commands=True, record=("dialog", "open_load")),
    Subject("stock", commands=True, opens={"stock": ("dialog", "Stock")}, listing=True),
    Subject("doors", commands=True, opens={"doors": ("waiting", "Waiting")}),
    Subject("counts", commands=True),
    Subject("testing", "Testing", "f5,4", N_("Testing"), commands=True, listing=True),
    Subject("call_sheet", commands=True),
    Subject("results", commands=True),
    Subject(
        "sampling",
        commands=True,
        opens={"missed": ("opening", "open_missed"), "to_settle": ("opening", "open_to_settle")},
    ),
    Subject(
        "recall",
        commands=True,
        opens={
            "abnormal": ("open", "open_abnormal"),
            "unvisited": ("open", "open_unvisited"),
            "retests": ("open", "open_late"),
        },
        record=("open", "open_retest"),
    ),
    Subject("samples", commands=True, opens={"samples": ("dialog", "Samples")}, listing=True),
    Subject(
        "roster",
        "Roster",
        "f6,5",
        N_("Roster"),
        opens={"at_desk": ("at_desk", "say_who")},
        listing=True,
    ),
    Subject("duties"),
    Subject("timeline", "Timeline", speaks=False),
    Subject("attendance"),
    Subject("absence", commands=True),
    Subject("cover", speaks=False, commands=True),
    Subject("suggest", commands=True),
    Subject("sheets", speaks=False, commands=True),
    Subject("custody", listing=True),
    Subject("households", "Households", "f8,7", N_("Households"), listing=True),
    Subject("residents", "Residents", within="households", listing=True),
    Subject(
        "offers",
        commands=True,
        opens={"offers": ("dialog", "Offers")},
        record=("dialog", "open_offer"),
    ),
    Subject("closed", commands=True, listing=True),
    Subject("preferences", commands=True, opens={"own_settings": ("dialog", "open_own")}),
    Subject("exchange", commands=True, opens={"exchange": ("import_files", "ImportFiles")}),
    Subject("setup", opens={"setup": ("welcome", "Welcome")}),
    Subject("search", opens={"search": ("dialog", "Search")}),
    Subject("statistics", speaks=False, opens={"statistics": ("dialog", "Statistics")}),
    Subject("journal", speaks=False, commands=True, opens={"journal": ("dialog", "Journal")}),
    Subject(
        "maintenance",
        commands=True,
        opens={
            "lost": ("lost", "Lost"),
            "copies": ("copies", "open_copies"),
            "clock": ("clock", "open_clock"),
        },
    ),
)
"""All subjects, in the order in which help lists their commands and the top line their places."""

BY_NAME: Mapping[str, Subject] = {subject.name: subject for subject in SUBJECTS}

PLACES: tuple[Subject, ...] = tuple(subject for subject in SUBJECTS if subject.keys)
"""Those whose place has a key of its own."""


def face_of(place: str) -> str:
    """The place by whose key and name one is shown: its own, unless it is a face of another."""
    return BY_NAME[place].within or place
