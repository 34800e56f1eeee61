"""Nothing brought along is run or built but what a lock names by its hash."""

from __future__ import annotations

import hashlib
import io
import json
import os
import tarfile
from pathlib import Path

import pytest

from tests.setup.conftest import SMALL_PIP, Small, pin_pip, write_wheel

MARK = "open({marker!r}, 'a').close()\n"


@pytest.fixture
def marker(tmp_path: Path) -> Path:
    """A file that is there when hostile code ran."""
    return tmp_path / "it ran"


def hostile(marker: Path) -> str:
    return MARK.format(marker=str(marker))


def source(folder: Path, name: str, version: str, marker: Path) -> Path:
    """A release that has to be built, which runs its code."""
    file = folder / f"{name}-{version}.tar.gz"
    with tarfile.open(file, "w:gz") as archive:
        for path, text in (
            ("setup.py", hostile(marker) + "from setuptools import setup\nsetup()\n"),
            ("PKG-INFO", f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n"),
        ):
            member = tarfile.TarInfo(f"{name}-{version}/{path}")
            member.size = len(text.encode())
            archive.addfile(member, io.BytesIO(text.encode()))
    return file


@pytest.mark.parametrize("version", ["99.0", "1.0"], ids=["another version", "another content"])
def test_a_pip_that_the_lock_does_not_name_never_runs(
    small: Small, marker: Path, version: str
) -> None:
    write_wheel(small.wheelhouse, "pip", version, {"pip/__main__.py": hostile(marker)})
    done = small.start("hello")
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["argv"] == ["hello"], "this Python's own did it"
    assert not marker.exists()


def test_a_folder_in_place_of_the_wheel_never_runs(small: Small, marker: Path) -> None:
    package = small.wheelhouse / "pip-1.0-py3-none-any.whl" / "pip"
    package.mkdir(parents=True)
    (package / "__main__.py").write_text(hostile(marker))
    assert small.start("hello").returncode == 0
    assert not marker.exists()


def test_a_pip_in_the_folder_it_is_run_in_never_runs(small: Small, marker: Path) -> None:
    small.start("hello")
    (home,) = (small.folder / ".daiban").iterdir()
    (home / "site.stamp").unlink()
    (home / "pip.py").write_text(hostile(marker))
    done = small.start("hello")
    assert done.returncode == 0, done.stderr
    assert not marker.exists()


def test_nothing_is_built(small: Small, marker: Path) -> None:
    (wheel,) = small.wheelhouse.glob("daiban*.whl")
    wheel.unlink()
    built = source(small.wheelhouse, "daiban_made_up", "1.0", marker)
    digest = hashlib.sha256(built.read_bytes()).hexdigest()
    small.lock.write_text(f"daiban-made-up==1.0 --hash=sha256:{digest}\n")
    done = small.start("hello")
    assert done.returncode == 1
    assert "wheelhouse" in done.stderr
    assert not marker.exists()


def test_a_wheel_whose_hash_is_another_is_not_installed(small: Small, marker: Path) -> None:
    write_wheel(small.wheelhouse, "daiban_made_up", "1.0", {"daiban_made_up.py": hostile(marker)})
    done = small.start("hello")
    assert done.returncode == 1
    assert "does not match" in done.stderr
    assert not marker.exists()


def test_what_pip_was_set_to_bring_along_is_refused(small: Small, tmp_path: Path) -> None:
    other = tmp_path / "other"
    other.mkdir()
    wheel = write_wheel(other, "made_along", "2.0", {"textual.py": ""})
    digest = hashlib.sha256(wheel.read_bytes()).hexdigest()
    (other / "more.txt").write_text(f"made-along==2.0 --hash=sha256:{digest}\n")
    (other / "pip.conf").write_text(
        f"[install]\nrequirement = {other / 'more.txt'}\n[global]\nfind-links = {other}\n"
    )
    kept = small.start("hello", PIP_REQUIREMENT=str(other / "more.txt"), PIP_FIND_LINKS=str(other))
    assert kept.returncode == 0, kept.stderr
    (small.folder / ".daiban").rename(tmp_path / "gone")
    done = small.start("hello", PIP_CONFIG_FILE=str(other / "pip.conf"))
    assert done.returncode == 1
    assert "made_along-2.0" in done.stderr
    assert small.start("hello").returncode == 0, "the next start begins anew"


def test_a_folder_that_leads_elsewhere_is_made_anew(small_with_pip: Small, tmp_path: Path) -> None:
    assert small_with_pip.start("hello").returncode == 0
    (home,) = (small_with_pip.folder / ".daiban").iterdir()
    elsewhere = tmp_path / "elsewhere"
    (home / "site").rename(elsewhere)
    for target in (elsewhere, tmp_path / "nowhere"):
        (home / "site").symlink_to(target)
        (home / "site.stamp").unlink()
        done = small_with_pip.start("hello")
        assert done.returncode == 0, done.stderr
        assert not (home / "site").is_symlink()
        (home / "site").rename(tmp_path / f"{target.stem}-old")
    assert (elsewhere / "daiban_made_up.py").exists()
    assert not (tmp_path / "nowhere").exists()


def test_a_stamp_whose_folder_is_gone_is_not_believed(
    small_with_pip: Small, tmp_path: Path
) -> None:
    assert small_with_pip.start("hello").returncode == 0
    (home,) = (small_with_pip.folder / ".daiban").iterdir()
    (home / "site").rename(tmp_path / "gone")
    assert small_with_pip.start("hello").returncode == 0


def test_the_pinned_pip_runs_from_a_copy_of_what_was_hashed(small: Small) -> None:
    code = SMALL_PIP + "print(__file__)\n"
    pin_pip(small, write_wheel(small.wheelhouse, "pip", "1.0", {"pip/__main__.py": code}))
    assert small.start("hello").returncode == 0
    (log,) = small.folder.glob(".daiban/*/site.log")
    assert os.path.join("scratch", "pip-1.0") in log.read_text()


def test_what_is_set_up_among_the_users_data_is_for_the_user_alone(small_with_pip: Small) -> None:
    (small_with_pip.folder / ".daiban").write_text("in the way of the environment's folder")
    assert small_with_pip.start("hello").returncode == 0
    folder = small_with_pip.home / ".local" / "share" / "daiban"
    assert folder.stat().st_mode & 0o777 == 0o700
