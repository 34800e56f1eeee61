"""The card of a drop: what is done at the gate is done on it."""

from __future__ import annotations

from screens.keys import bindings
from screens.keys.supplies import DROP_CARD
from screens.kit.card import Card


class DropCard(Card, inherit_bindings=False):
    """A drop's detail, with the keys of supplies."""

    BINDINGS = bindings(DROP_CARD)
