"""The desk itself: on the committee's file, or on a throw-away sample neighbourhood."""

from __future__ import annotations

import argparse

from data.clock import Clock, FixedClock, RunningClock
from screens import i18n
from screens.commands.arguments import add_command
from screens.commands.call import Call, Groups
from screens.commands.out import say_trouble
from screens.i18n import N_, _


def add_to(groups: Groups, shared: argparse.ArgumentParser) -> None:
    """Add these commands."""
    told = N_("the desk on a throw-away sample neighbourhood")
    add_command(groups, shared, "demo", demo, told, json=False)


def open_it(call: Call) -> int:
    """Open the desk on the file; what a command line without a command means."""
    from screens.start import open_desk

    return open_desk(call.path, _running(call.clock), i18n.language())


def demo(call: Call) -> int:
    """Open the desk on a copy of the sample that is gone when the desk is closed."""
    from screens.setup.sample import made
    from screens.start import open_desk

    start = call.clock.now() if isinstance(call.clock, FixedClock) else None
    sample = made(start, lambda: say_trouble(_("Making the sample; this takes a few seconds.")))
    return open_desk(sample.path, sample.clock, i18n.language(), sample.folder)


def _running(clock: Clock) -> Clock:
    """A desk's clock runs on from the moment that was given."""
    return RunningClock(clock.now()) if isinstance(clock, FixedClock) else clock
