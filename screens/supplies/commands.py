"""Commands of supplies beside their listing."""

from __future__ import annotations

import argparse

from screens.commands.call import Groups
from screens.supplies import progress_commands


def add_to(groups: Groups, shared: argparse.ArgumentParser) -> None:
    """Add these commands."""
    progress_commands.add_to(groups, shared)
