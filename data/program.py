"""What this program is called where commands are typed, for all that says what to type."""

from __future__ import annotations

import sys
from pathlib import Path

INSTALLED = "daiban"
"""The name of the command that is put in place where the program is installed."""

_FROM_A_FOLDER = "python3 app.py"


def called() -> str:
    """The program as one calls it: what was typed where that is known."""
    script = Path(sys.argv[0])
    if script.stem in (INSTALLED, f"{INSTALLED}-script"):
        return INSTALLED
    if script.name != "app.py":
        return _FROM_A_FOLDER
    if sys.orig_argv[0] == str(script):
        return str(script)
    return f"{Path(sys.orig_argv[0]).name} {script}"
