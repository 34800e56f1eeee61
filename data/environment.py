"""The program's own environment: folders of libraries made from the locks on a first run.

Runs before any library is there, so it needs the standard library only and speaks both languages
at once. Which folder is used, and the quick look at its stamp, are the start's business.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterable
from contextlib import suppress
from importlib import import_module
from pathlib import Path
from typing import TextIO

from data.installer import Failed, Job, install
from data.locks import file_lock
from data.paths import make_private_folder
from data.progress import Progress
from models.problems import Refused
from models.text import one_line

PACKAGES = ("screens", "models", "data")
_LONGEST_WAIT = 1800.0
"""Seconds to wait for another first run; one over a slow line takes minutes."""


def make(part: str, lock: str, homes: Iterable[str], out: TextIO | None = None) -> str:
    """The folder with the libraries of a lock, made in the first of the homes that can be written.

    Raises:
        Failed: when there is no such home, or the installer could not do it.
    """
    progress = Progress(out or sys.stderr)
    for home in homes:
        job = Job(part, Path(lock), Path(home))
        try:
            _make_home(job)
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
        sys.exit(one_line(str(problem)))


def run_tests(project: str, folders: list[str], arguments: list[str]) -> int:
    """Run the project's tests with what is importable now.

    Args:
        folders: the libraries' folders, which the programs that the tests start need as well.
        arguments: pytest's; none runs all of them, as many at once as there are processors.
    """
    if not (Path(project) / "tests").is_dir():
        sys.exit("测试只在源代码里 / The tests come with the source only")
    import pytest

    os.chdir(project)
    if folders:
        os.environ["PYTHONPATH"] = os.pathsep.join(folders)
    if sys.pycache_prefix:
        os.environ["PYTHONPYCACHEPREFIX"] = sys.pycache_prefix
    return int(pytest.main(arguments or ["-n", "auto", "--dist", "worksteal"]))


def run_training(project: str) -> int:
    """Make the weights of the guard anew, with what is importable now."""
    if not (Path(project) / "training").is_dir():
        sys.exit("训练只在源代码里 / The training comes with the source only")
    return int(import_module("training.train").run())


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
        install(job, progress)
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


def _make_home(job: Job) -> None:
    if job.beside:
        job.home.mkdir(parents=True, exist_ok=True)
    else:
        make_private_folder(job.home)


def _begin_anew(job: Job) -> None:
    job.stamp.unlink(missing_ok=True)
    for folder in (job.folder, job.scratch):
        if folder.is_symlink() or folder.is_file():
            folder.unlink()
        elif folder.exists():
            shutil.rmtree(folder)
    job.log.write_text("", encoding="utf-8")


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
