"""How a form saves: what is refused goes back to the form, nothing typed is lost."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from models.problems import Problem, Refused
from screens.place import Place

if TYPE_CHECKING:
    from data.store import Store


async def save(
    place: Place, command: Callable[[Store], int], said: Callable[[int], str]
) -> Sequence[Problem]:
    """Do what a form says, on the place it stands over; what was refused, or nothing."""
    refused: list[Problem] = []

    def guarded(store: Store) -> int:
        try:
            return command(store)
        except Refused as refusal:
            refused.append(refusal.problem)
            raise

    await place.perform(guarded, said)
    return refused
