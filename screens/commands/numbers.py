"""Whole numbers as they are typed on a command line."""

from __future__ import annotations

import argparse

from screens.i18n import _

_NARROW = {ord("０") + digit: str(digit) for digit in range(10)}


def positive(text: str) -> int:
    """A whole number from 1 on, its digits of either width.

    Raises:
        argparse.ArgumentTypeError: when it is none.
    """
    digits = text.translate(_NARROW)
    number = int(digits) if digits.isascii() and digits.isdecimal() and len(digits) < 10 else 0
    if number < 1:
        raise argparse.ArgumentTypeError(
            _("{value} is no whole number from 1 on").format(value=repr(text))
        )
    return number
