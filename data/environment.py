"""The program's own environment: folders of libraries made from the locks on a first run.

Runs before any library is there, so it needs the standard library only and speaks both languages
at once. Which folder is used, and the quick look at its stamp, are the start's business.
"""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO
from unicodedata import east_asian_width

from data.locks import file_lock
from models.problems import Refused

PACKAGES = ("screens", "models", "data")
_LONGEST_WAIT = 1800.0
"""Seconds to wait for another first run; one over a slow line takes minutes."""

_OUR_CHOICE = {"PIP_USER": "0", "PIP_REQUIRE_VIRTUALENV": "0", "PIP_NO_COLOR": "1"}
_NOT_OURS = ("PIP_TARGET", "PIP_PREFIX", "PIP_ROOT", "PIP_CONSTRAINT", "PIP_REQUIRE_HASHES")


class Failed(Exception):
    """No environment could be made; the text is one line in both languages."""


class Progress:
    """Says how far the set-up is: one line that is written over on a terminal, else lines."""

    def __init__(self, out: TextIO) -> None:
        self._out = out
        self._terminal = out.isatty()
        self._width = 0

    def stage(self, text: str) -> None:
        """A new stage begins."""
        self._write(text, lasting=not self._terminal)

    def step(self, text: str) -> None:
        """Something of the present stage is done; shown on a terminal only."""
        if self._terminal:
            self._write(text, lasting=False)

    def end(self, text: str) -> None:
        """The last line, which stays."""
        self._write(text, lasting=True)

    def leave(self) -> None:
        """Nothing more will be said; what comes next begins on a line of its own."""
        if self._width:
            self._write("", lasting=True)

    def _write(self, text: str, *, lasting: bool) -> None:
        width = sum(2 if east_asian_width(letter) in "WF" else 1 for letter in text)
        start = "\r" if self._terminal else ""
        blank = " " * (self._width - width)
        self._out.write(start + text + blank + ("\n" if lasting else ""))
        self._out.flush()
        self._width = 0 if lasting else width


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
    def wheelhouse(self) -> Path:
        """The wheels that were brought along, for a machine without a network."""
        return self.lock.parent / "wheelhouse"

    @property
    def beside(self) -> bool:
        """Whether the home is in the project's own folder."""
        return self.home.is_relative_to(self.lock.parent)


def make(part: str, lock: str, homes: Iterable[str], out: TextIO | None = None) -> str:
    """The folder with the libraries of a lock, made in the first of the homes that can be written.

    Raises:
        Failed: when there is no such home, or the installer could not do it.
    """
    progress = Progress(out or sys.stderr)
    for home in homes:
        job = Job(part, Path(lock), Path(home))
        try:
            job.home.mkdir(parents=True, exist_ok=True)
            job.log.touch()
        except OSError:
            continue
        try:
            return _alone(job, progress)
        except KeyboardInterrupt:
            raise Failed(
                "安装中断，下次启动会重新开始 / Set-up was interrupted; the next start begins anew"
            ) from None
        except OSError as problem:
            raise Failed(
                f"安装失败：{problem.strerror or problem} / "
                f"Set-up failed: {problem.strerror or problem} ({job.home})"
            ) from problem
        finally:
            progress.leave()
    raise Failed(
        "安装失败：项目文件夹和用户数据文件夹都不能写入 / "
        "Set-up failed: neither the project's folder nor the user's data folder can be written"
    )


def make_or_exit(part: str, lock: str, homes: Iterable[str]) -> str:
    """As `make`, and the end of the program with the one line when it failed."""
    try:
        return make(part, lock, homes)
    except Failed as problem:
        sys.exit(str(problem))


def run_tests(project: str, folders: list[str], arguments: list[str]) -> int:
    """Run the project's tests with what is importable now.

    Args:
        folders: the libraries' folders, which the programs that the tests start need as well.
    """
    if not (Path(project) / "tests").is_dir():
        sys.exit("测试只在源代码里 / The tests come with the source only")
    import pytest

    os.chdir(project)
    if folders:
        os.environ["PYTHONPATH"] = os.pathsep.join(folders)
    if sys.pycache_prefix:
        os.environ["PYTHONPYCACHEPREFIX"] = sys.pycache_prefix
    return int(pytest.main(arguments))


def _alone(job: Job, progress: Progress) -> str:
    """Make the part unless another first run did so while this one waited for it."""
    gate = job.home / "lock"
    try:
        with file_lock(gate, wait=0):
            return _unless_whole(job, progress)
    except Refused:
        progress.stage("另一个窗口正在安装，请稍候… / Another start is setting up, waiting…")
    try:
        with file_lock(gate, wait=_LONGEST_WAIT):
            return _unless_whole(job, progress)
    except Refused as problem:
        raise Failed(
            "另一个窗口的安装没有结束 / Another start's set-up did not come to an end"
        ) from problem


def _unless_whole(job: Job, progress: Progress) -> str:
    if not is_whole(job):
        began = time.monotonic()
        _begin_anew(job)
        _install(job, progress)
        progress.stage("正在编译 / Compiling…")
        _compile(job)
        taken = f"{time.monotonic() - began:.0f}"
        progress.end(f"组件已装好，{taken} 秒 / Components installed in {taken} s")
    _write_stamp(job)
    return str(job.folder)


def is_whole(job: Job) -> bool:
    """Whether the folder was finished for a lock with these very contents."""
    try:
        words = job.stamp.read_text(encoding="ascii").split()
    except OSError:
        return False
    return words[2:] == [_digest(job.lock)] and job.folder.is_dir()


def _digest(lock: Path) -> str:
    return hashlib.sha256(lock.read_bytes()).hexdigest()


def _write_stamp(job: Job) -> None:
    """Written last and at once, so that an interrupted run leaves none."""
    if hasattr(os, "sync"):
        os.sync()
    found = job.lock.stat()
    part = job.home / f"{job.part}.stamp.part"
    part.write_text(f"{found.st_mtime_ns} {found.st_size}\n{_digest(job.lock)}\n", encoding="ascii")
    part.replace(job.stamp)


def _begin_anew(job: Job) -> None:
    job.stamp.unlink(missing_ok=True)
    for folder in (job.folder, _scratch(job)):
        if folder.exists():
            shutil.rmtree(folder)
    job.log.write_text("", encoding="utf-8")


def _scratch(job: Job) -> Path:
    return job.home / "scratch"


def _install(job: Job, progress: Progress) -> None:
    progress.stage(
        "首次运行，正在安装组件（约一分钟）… / First run: installing components (about a minute)…"
    )
    scratch = _scratch(job)
    scratch.mkdir()
    try:
        pip = _find_pip(job)
        if not any(_run_pip([*pip, *words], job, progress) for words in _arguments(job)):
            raise Failed(_reason(job))
    finally:
        shutil.rmtree(scratch, ignore_errors=True)


def _arguments(job: Job) -> Iterator[list[str]]:
    """What to ask of pip, one try after the other: the wheels brought along, then the network."""
    common = ["install", "--no-deps", "--require-hashes", "--no-compile", "--no-input"]
    common += ["--disable-pip-version-check", "--progress-bar=off", "--retries=2"]
    common += ["--target", str(job.folder), "-r", str(job.lock)]
    if job.wheelhouse.is_dir():
        yield [*common, "--no-index", "--find-links", str(job.wheelhouse)]
        yield [*common, "--find-links", str(job.wheelhouse)]
    else:
        yield common


def _find_pip(job: Job) -> list[str]:
    """A command that runs some pip: one brought along, this Python's, or one made for the purpose.

    Raises:
        Failed: when there is none to be had.
    """
    brought = sorted(job.wheelhouse.glob("pip-*.whl"))
    if brought:
        return [sys.executable, str(brought[-1] / "pip")]
    if _runs([sys.executable, "-m", "pip", "--version"], job):
        return [sys.executable, "-m", "pip"]
    place = _scratch(job) / "venv"
    if _runs([sys.executable, "-m", "venv", str(place)], job):
        python = place / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
        return [str(python), "-m", "pip"]
    raise Failed(
        "安装失败：这个 Python 没有 pip；请装上 python3-pip，或把 pip 的 wheel 放进 wheelhouse / "
        "Set-up failed: this Python has no pip; install python3-pip, or put pip's wheel into "
        "wheelhouse"
    )


def _runs(command: list[str], job: Job) -> bool:
    with job.log.open("ab") as log:
        return (
            subprocess.run(
                command,
                cwd=job.home,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                check=False,
            ).returncode
            == 0
        )


def _run_pip(command: list[str], job: Job, progress: Progress) -> bool:
    """Run it, tell what it gets, keep what it says; whether it succeeded."""
    env = {key: value for key, value in os.environ.items() if key not in _NOT_OURS}
    env |= _OUR_CHOICE | {"TMPDIR": str(_scratch(job)), "PYTHONUTF8": "1"}
    total = job.lock.read_text(encoding="utf-8").count("==")
    done = 0
    with (
        job.log.open("a", encoding="utf-8") as log,
        subprocess.Popen(
            command,
            cwd=job.home,
            env=env,
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


def _compile(job: Job) -> None:
    """Compile the libraries and the program; without it every start would, or be 2.7 times slower.

    A file that does not compile is one that is never imported, such as a template.
    """
    env = dict(os.environ)
    if not job.beside:
        env["PYTHONPYCACHEPREFIX"] = str(job.home / "pycache")
    folders = [job.folder, *(job.lock.parent / name for name in PACKAGES)]
    command = [sys.executable, "-m", "compileall", "-q", "-q", "-j", "0", *map(str, folders)]
    with suppress(OSError):
        subprocess.run(command, cwd=job.home, env=env, stdin=subprocess.DEVNULL, check=False)
