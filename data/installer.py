"""The installer of the set-up: which pip may run, what it is asked, what it must not bring in.

Nothing is run before its hash was found in a lock, but what belongs to this Python; nothing is
built. Needs the standard library only.
"""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from data.progress import Progress

PIP_LOCK = "requirements-pip.lock"
"""The one pip that may be brought along, with its hashes."""

_SETTINGS = frozenset(
    f"PIP_{name}"
    for name in (
        "INDEX_URL EXTRA_INDEX_URL NO_INDEX FIND_LINKS PROXY CERT CLIENT_CERT TRUSTED_HOST TIMEOUT "
        "DEFAULT_TIMEOUT RETRIES CACHE_DIR NO_CACHE_DIR CONFIG_FILE KEYRING_PROVIDER"
    ).split()
)
"""What somebody may have set of where pip gets things; what it does with them is ours."""

_OURS = {"PIP_USER": "0", "PIP_REQUIRE_VIRTUALENV": "0", "PIP_NO_COLOR": "1", "PYTHONUTF8": "1"}


class Failed(Exception):
    """No environment could be made; the text is one line in both languages."""


@dataclass(frozen=True, slots=True)
class Job:
    """One part to be made: which lock, into which home.

    `home` holds a folder and a stamp for each part; `beside` says that home stands in the project's
    folder, so that compiled files may stand there too.
    """

    part: str
    lock: Path
    home: Path

    @property
    def folder(self) -> Path:
        """Where the libraries go."""
        return self.home / self.part

    @property
    def stamp(self) -> Path:
        """The file that says the folder is whole, and for which lock."""
        return self.home / f"{self.part}.stamp"

    @property
    def log(self) -> Path:
        """What the installer said."""
        return self.home / f"{self.part}.log"

    @property
    def scratch(self) -> Path:
        """What is there only while the installer runs."""
        return self.home / "scratch"

    @property
    def pip_lock(self) -> Path:
        """The lock of the installer itself."""
        return self.lock.parent / PIP_LOCK

    @property
    def wheelhouse(self) -> Path:
        """The wheels that were brought along, for a machine without a network."""
        return self.lock.parent / "wheelhouse"

    @property
    def beside(self) -> bool:
        """Whether the home is in the project's own folder."""
        return self.home.is_relative_to(self.lock.parent)


def install(job: Job, progress: Progress) -> None:
    """Put the libraries of the lock into the job's folder, which is not there yet.

    Raises:
        Failed: with the reason.
    """
    progress.stage(
        "首次运行，正在安装组件（约一分钟）… / First run: installing components (about a minute)…"
    )
    job.scratch.mkdir()
    try:
        pip = _find_pip(job)
        if not any(_run_pip([*pip, *words], job, progress) for words in _arguments(job)):
            raise Failed(_reason(job))
        _refuse_others(job)
    finally:
        shutil.rmtree(job.scratch, ignore_errors=True)


def _arguments(job: Job) -> Iterator[list[str]]:
    """What to ask of pip, one try after the other: the wheels brought along, then the network."""
    common = ["install", "--no-deps", "--require-hashes", "--only-binary=:all:"]
    common += ["--no-compile", "--no-input"]
    common += ["--disable-pip-version-check", "--progress-bar=off", "--retries=2"]
    common += ["--target", str(job.folder), "-r", str(job.lock)]
    if job.wheelhouse.is_dir():
        yield [*common, "--no-index", "--find-links", str(job.wheelhouse)]
        yield [*common, "--find-links", str(job.wheelhouse)]
    else:
        yield common


def _find_pip(job: Job) -> list[str]:
    """A command that runs some pip: the pinned one brought along, this Python's, or one that
    this Python makes.

    Raises:
        Failed: when there is none to be had.
    """
    brought = _pinned_pip(job)
    if brought is not None:
        return [sys.executable, "-I", str(brought / "pip")]
    # Without the folder it is run in, where a module of that name could lie.
    if _runs([sys.executable, "-P", "-m", "pip", "--version"], job):
        return [sys.executable, "-P", "-m", "pip"]
    place = job.scratch / "venv"
    if _runs([sys.executable, "-P", "-m", "venv", str(place)], job):
        python = place / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
        return [str(python), "-P", "-m", "pip"]
    wheel = next(iter(_pins(job.pip_lock)), "pip")
    raise Failed(
        "安装失败：这个 Python 没有 pip；请装上 python3-pip，"
        f"或把 {wheel} 的 wheel 放进 wheelhouse / "
        f"Set-up failed: this Python has no pip; install python3-pip, or put the wheel of {wheel} "
        "into wheelhouse"
    )


def _pinned_pip(job: Job) -> Path | None:
    """A copy of the pip in the wheelhouse that stands in its lock; None when there is no such."""
    for pin, hashes in _pins(job.pip_lock).items():
        wheel = job.wheelhouse / f"{pin}-py3-none-any.whl"
        if wheel.is_file():
            content = wheel.read_bytes()
            if hashlib.sha256(content).hexdigest() in hashes:
                copy = job.scratch / wheel.name
                copy.write_bytes(content)
                return copy
    return None


def _pins(lock: Path) -> dict[str, set[str]]:
    """The hashes of each library in a lock, by `name-version` as folders and wheels spell it."""
    pins: dict[str, set[str]] = {}
    for name, version, rest in _PIN.findall(lock.read_text(encoding="utf-8")):
        pins[f"{_spelled(name)}-{version}"] = set(re.findall(r"sha256:([0-9a-f]{64})", rest))
    return pins


_PIN = re.compile(r"^([\w.-]+)==([^\s;\\]+)((?:.*\\\n)*.*)", re.MULTILINE)


def _spelled(name: str) -> str:
    return re.sub(r"[-_.]+", "_", name).lower()


def _refuse_others(job: Job) -> None:
    """See that nothing came along that no lock names, as settings of pip's could have it.

    Raises:
        Failed: where something did.
    """
    pins = _pins(job.lock)
    for info in job.folder.glob("*.dist-info"):
        name, _, version = info.name.removesuffix(".dist-info").rpartition("-")
        if f"{_spelled(name)}-{version}" not in pins:
            raise Failed(
                f"安装失败：{info.stem} 不在清单里；请看 pip 的设置 / "
                f"Set-up failed: {info.stem} is not in the lock; look at pip's settings"
            )


def _runs(command: list[str], job: Job) -> bool:
    with job.log.open("ab") as log:
        return (
            subprocess.run(
                command,
                cwd=job.home,
                env=_surroundings(job),
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                check=False,
            ).returncode
            == 0
        )


def _surroundings(job: Job) -> dict[str, str]:
    kept = {
        key: value
        for key, value in os.environ.items()
        if not key.startswith("PIP_") or key in _SETTINGS
    }
    return kept | _OURS | {"TMPDIR": str(job.scratch)}


def _run_pip(command: list[str], job: Job, progress: Progress) -> bool:
    """Run it, tell what it gets, keep what it says; whether it succeeded."""
    total = job.lock.read_text(encoding="utf-8").count("==")
    done = 0
    with (
        job.log.open("a", encoding="utf-8") as log,
        subprocess.Popen(
            command,
            cwd=job.home,
            env=_surroundings(job),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            errors="replace",
        ) as pip,
    ):
        try:
            for line in pip.stdout or ():
                log.write(line)
                if line.startswith("Ignoring "):
                    total -= 1
                elif got := re.match(r"Collecting ([\w.-]+)", line):
                    done += 1
                    progress.step(f"下载 / getting {done}/{total}: {got[1]}")
                elif line.startswith("Installing collected"):
                    progress.step("解包 / unpacking…")
        except BaseException:
            pip.kill()
            raise
    return pip.returncode == 0


_REASONS = (
    (
        r"DO NOT MATCH THE HASHES",
        "下载的文件与清单不符，未安装",
        "a file does not match the lock's hash, nothing was installed",
    ),
    (r"No space left on device|Errno 28", "磁盘已满", "the disk is full"),
    (
        r"Could not find a version|No matching distribution|connection|ConnectTimeout|resolve",
        "没有网络，wheelhouse 文件夹也不全；请联网，或放好 wheelhouse 文件夹再试",
        "no network, and no wheelhouse folder with all that is needed; connect or bring one",
    ),
)


def _reason(job: Job) -> str:
    """Why pip did not succeed, from what it said."""
    said = job.log.read_text(encoding="utf-8", errors="replace")
    for pattern, chinese, english in _REASONS:
        if re.search(pattern, said, re.IGNORECASE):
            return f"安装失败：{chinese} / Set-up failed: {english} ({job.log})"
    return f"安装失败，详见 / Set-up failed, see {job.log}"
