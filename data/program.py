"""What this program is called where commands are typed, for all that says what to type."""

from __future__ import annotations

import sys
import tomllib
from contextlib import suppress
from importlib import metadata
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


def version(folder: Path = Path(__file__).parents[1]) -> str:
    """Which version of the program this is: as its project says, else as it was installed.

    Args:
        folder: where the program is; installed by pip it has no project file beside it, or that
            of somebody else.
    """
    with suppress(OSError, ValueError):
        project = tomllib.loads((folder / "pyproject.toml").read_text("utf-8")).get("project", {})
        if project.get("name") == INSTALLED:
            return str(project["version"])
    return metadata.version(INSTALLED)
