"""What somebody types who begins by hand: the committee's compounds, one a line. Pure."""

from __future__ import annotations

import re

from models.households import CompoundInput, CompoundKind
from models.text import clean

_BETWEEN = re.compile(r"[\s,，;；|]+")
_LANES = re.compile(r"[弄里坊]$|里弄|弄堂|\blane\b", re.IGNORECASE)


def read_compounds(text: str) -> list[CompoundInput]:
    """The compounds of a text: a line each, its name first and then, if wanted, its address.

    A name of lane housing (`四十三弄`, `里弄`) tells the kind; a line said twice counts once.
    """
    found: dict[str, CompoundInput] = {}
    for line in clean(text, multiline=True).splitlines():
        name, _gap, address = (_BETWEEN.sub(" ", line).strip()).partition(" ")
        if name:
            kind = CompoundKind.LANE if _LANES.search(name) else CompoundKind.COMMODITY
            found.setdefault(name, CompoundInput(name, kind, address or None))
    return list(found.values())
