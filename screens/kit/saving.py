"""How a form saves: what is refused goes back to the form, nothing typed is lost."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, TypeVar

from models.problems import Problem, Refused
from screens.kit.place import Place

if TYPE_CHECKING:
    from data.store import Step
    from screens.kit.desk import Desk

T = TypeVar("T")


async def save(
    place: Place | Desk, command: Callable[[Step], T], said: Callable[[T], str]
) -> Sequence[Problem]:
    """Do what a form says, on the place it stands over; what was refused, or nothing."""
    result = await place.perform(command, said)
    return [result.problem] if isinstance(result, Refused) else []
