"""The look of a box that can be ticked, the same wherever there is one.

What is shown ticked is what is done: a mark of its own says it, as colour alone says nothing.
"""

from __future__ import annotations

TICKED = "☑"
UNTICKED = "☐"
"""The two looks, each one cell wide."""


def tick(chosen: bool) -> str:
    """The box before something that is chosen or done, or is not."""
    return TICKED if chosen else UNTICKED
