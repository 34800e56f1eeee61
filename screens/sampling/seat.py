"""What is in hand at a table of this desk: it is there again after the table was left."""

from __future__ import annotations

from dataclasses import dataclass, field

from data.sampling.scope import Scope


@dataclass(slots=True)
class Seat:
    """What is in hand at a table of this desk while it is left.

    Attributes:
        part: the building that was said; the whole sheet where none was.
        tube: the code of the tube that is filled now.
    """

    part: Scope = field(default_factory=Scope)
    tube: str | None = None
