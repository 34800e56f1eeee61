"""How a form saves: what is refused goes back to the form, nothing typed is lost."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, TypeVar

from models.problems import Problem, Refused
from screens.kit.place import Place

if TYPE_CHECKING:
    from data.store import Store
    from screens.shell import Desk

T = TypeVar("T")


async def save(
    place: Place | Desk, command: Callable[[Store], T], said: Callable[[T], str]
) -> Sequence[Problem]:
    """Do what a form says, on the place it stands over; what was refused, or nothing."""
    refused: list[Problem] = []

    def guarded(store: Store) -> T:
        try:
            return command(store)
        except Refused as refusal:
            refused.append(refusal.problem)
            raise

    await place.perform(guarded, said)
    return refused
