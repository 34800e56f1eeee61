"""A project in small, with wheels of its own making, so that set-up runs without any network."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import zipfile
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]

COMMANDS = """
import json, sys
def run(argv):
    import daiban_made_up
    print(json.dumps({
        "argv": argv,
        "library": daiban_made_up.__file__,
        "loaded": sorted(sys.modules),
        "pycache": sys.pycache_prefix,
    }))
    return 0
"""

SMALL_PIP = """
import os, sys, zipfile
words = sys.argv
wheels = words[words.index("--find-links") + 1]
for name in os.listdir(wheels):
    if not name.startswith("pip-"):
        print("Collecting", name.split("-")[0])
        zipfile.ZipFile(os.path.join(wheels, name)).extractall(words[words.index("--target") + 1])
"""


def write_wheel(folder: Path, name: str, version: str, files: dict[str, str]) -> Path:
    """A pure wheel with these files."""
    info = f"{name}-{version}.dist-info"
    files = files | {
        f"{info}/METADATA": f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n",
        f"{info}/WHEEL": "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
    }
    record = "".join(f"{path},,\n" for path in [*files, f"{info}/RECORD"])
    wheel = folder / f"{name}-{version}-py3-none-any.whl"
    with zipfile.ZipFile(wheel, "w") as archive:
        for path, text in (files | {f"{info}/RECORD": record}).items():
            archive.writestr(path, text)
    return wheel


@dataclass(frozen=True)
class Small:
    """The project in small: its folder, and a user's home folder beside it."""

    folder: Path
    home: Path

    @property
    def lock(self) -> Path:
        return self.folder / "requirements.lock"

    @property
    def pip_lock(self) -> Path:
        return self.folder / "requirements-pip.lock"

    @property
    def wheelhouse(self) -> Path:
        return self.folder / "wheelhouse"

    def start(self, *words: str, **extra: str) -> subprocess.CompletedProcess[str]:
        """Run its `app.py` from another folder, with no network and no library of this Python."""
        env = {k: v for k, v in os.environ.items() if not k.startswith(("PYTHON", "PIP_", "XDG_"))}
        env |= {"HOME": str(self.home), "PIP_NO_INDEX": "1", "PIP_CONFIG_FILE": os.devnull}
        return subprocess.run(
            [sys.executable, "-S", str(self.folder / "app.py"), *words],
            cwd=self.home,
            env=env | {"PYTHONUTF8": "1"} | extra,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            encoding="utf-8",
            check=False,
        )


@pytest.fixture
def small(tmp_path: Path) -> Small:
    """A copy of what set-up needs, a lock that names one made-up library, and its wheel."""
    folder, home = tmp_path / "project", tmp_path / "home"
    modules = ("__init__", "environment", "installer", "locks", "paths", "progress")
    for name in ("app.py", *(f"data/{module}.py" for module in modules)):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / name, folder / name)
    (folder / "models").mkdir()
    for name in ("models/__init__.py", "models/problems.py", "models/text.py"):
        shutil.copy(ROOT / name, folder / name)
    (folder / "screens").mkdir()
    (folder / "screens/command_line.py").write_text(COMMANDS)
    (folder / "wheelhouse").mkdir()
    home.mkdir()
    wheel = write_wheel(
        folder / "wheelhouse", "daiban_made_up", "1.0", {"daiban_made_up.py": "VALUE = 1\n"}
    )
    digest = hashlib.sha256(wheel.read_bytes()).hexdigest()
    (folder / "requirements.lock").write_text(f"daiban-made-up==1.0 --hash=sha256:{digest}\n")
    (folder / "requirements-pip.lock").write_text(f"pip==1.0 --hash=sha256:{'0' * 64}\n")
    return Small(folder, home)


@pytest.fixture
def small_with_pip(small: Small) -> Small:
    """The same with a stand-in for the pinned pip's wheel, which unpacks wheels."""
    pin_pip(small, write_wheel(small.wheelhouse, "pip", "1.0", {"pip/__main__.py": SMALL_PIP}))
    return small


def pin_pip(small: Small, wheel: Path) -> None:
    """Let the lock name this wheel as the pip that may run."""
    version = wheel.name.split("-")[1]
    digest = hashlib.sha256(wheel.read_bytes()).hexdigest()
    small.pip_lock.write_text(f"pip=={version} \\\n    --hash=sha256:{digest}\n")
