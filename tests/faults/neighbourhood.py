"""The neighbourhood the campaigns are about: its file with copies beside it, made by commands."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from data import backup
from tests.faults.shim import Fault
from tests.faults.warm import NOW, Answer, Command, Warm
from tests.paperwork.make import make

EARLIER = "2022-04-09T07:00+08:00"
"""When the file was begun; its copy is from half an hour later."""
_COPIED = "2022-04-09T07:30+08:00"

SECRETS = ("卞哨岗", "13899990000", "卟啉病")
"""A name, a telephone and a diagnosis that are in the file, and must be nowhere else."""

_NAME, _PHONE, _HEALTH = SECRETS

CALL = f"桂枝苑1号9901室 {_NAME} {_HEALTH} 没药了 {_PHONE}"
"""A call in which all of them are said."""

_REGISTER = (
    f"小区名称,楼栋,室号,户主,联系电话,人数,备注\n桂枝苑,1,9901,{_NAME},{_PHONE},2,{_HEALTH}\n"
)

HARM_AT, HARM_SIZE = 2 * 4096, 10 * 4096


class Place:
    """A folder with a store's file of its own, for one trial."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.db = folder / "a.db"
        self.copies = backup.folder(self.db)
        self.stick = folder / "stick"

    @property
    def copy(self) -> Path:
        """The copy that was made by hand."""
        return next(self.copies.glob("*by-hand.db"))

    @property
    def journal(self) -> Path:
        return self.folder / "a.db-journal"

    @property
    def wal(self) -> Path:
        return self.folder / "a.db-wal"

    def content(self) -> bytes:
        """The bytes of the file; none where there is none."""
        return self.db.read_bytes() if self.db.exists() else b""

    def beside(self) -> bytes:
        """The bytes of the journal and of the log that lie beside it."""
        return b"".join(file.read_bytes() for file in (self.journal, self.wal) if file.exists())

    def files(self) -> Iterator[Path]:
        """All files there are."""
        return (file for file in sorted(self.folder.rglob("*")) if file.is_file())

    def backups(self) -> Iterator[Path]:
        """Those with the name of a backup; a damaged file that was set aside has another."""
        folders = (self.copies, self.stick)
        found = (file for folder in folders for file in sorted(folder.glob("*.db")))
        return (file for file in found if "damaged" not in file.name)

    def damage(self) -> None:
        """Write over a part of the file."""
        with self.db.open("r+b") as file:
            file.seek(HARM_AT)
            file.write(bytes(HARM_SIZE))


class Neighbourhood:
    """The file all trials begin with, and the programs that run on copies of it.

    Args:
        root: a folder for everything; only what is under its `area` is watched by the shim.
    """

    def __init__(self, root: Path, shim: Path | None) -> None:
        self.home = root / "home"
        self.elsewhere = root / "elsewhere"
        self._area = root / "area"
        printed = root / "printed"
        for folder in (self.home, self.elsewhere, self._area, printed):
            folder.mkdir()
        self.papers = make(root / "papers")
        self.warm = Warm(printed, self.home, shim, self._area)
        self._base = Place(self._area / "base")
        self._begin()

    def fresh(self, *, empty: bool = False) -> Place:
        """A place for the next trial; the one of the last trial is gone."""
        place = Place(self._area / "trial")
        shutil.rmtree(place.folder, ignore_errors=True)
        for file in self.home.rglob("*"):
            if file.is_file():
                file.unlink()
        if empty:
            place.folder.mkdir()
        else:
            shutil.copytree(self._base.folder, place.folder)
        return place

    def words(self, place: Place, words: tuple[str, ...]) -> list[str]:
        """A command's words, the names of files in braces filled in."""
        names = {"papers": self.papers, "folder": place.folder, "elsewhere": self.elsewhere}
        if "{copy}" in words:
            names["copy"] = place.copy
        return [word.format_map(names) if word.startswith("{") else word for word in words]

    def run(
        self,
        place: Place,
        *words: str,
        now: str = NOW,
        fault: Fault | None = None,
        log: Path | None = None,
    ) -> Answer:
        """Run a command on a place's file."""
        return self.warm.run(Command(self.words(place, words), place.db, now, fault=fault, log=log))

    def close(self) -> None:
        """Let go of the programs."""
        self.warm.close()

    def _begin(self) -> None:
        place = self._base
        place.folder.mkdir()
        register = self.papers / "register.csv"
        register.write_text(_REGISTER, encoding="utf-8")
        papers = ("{papers}/compounds.xlsx", "{papers}/staff.xlsx", "{papers}/register.xlsx")
        for words in (
            ("import", *papers),
            ("import", "{papers}/register.csv"),
            ("import", "{papers}/delivery_notice.txt"),
            ("add", CALL),
            ("add", "二十六弄7号后客堂 胰岛素只够2天 13800020021"),
            ("add", "望潮公寓1号903室 断菜了"),
            ("add", "望潮公寓1号502室 菜没收到"),
            ("chase", "1", "--to", "街道", "--said", f"{_NAME} {_HEALTH} 等通知"),
            ("suggest", "--apply"),
            ("absent", "滕小满", "--apply"),
        ):
            self._do(place, words, EARLIER)
        shutil.rmtree(place.copies)
        self._do(place, ("backup",), _COPIED)
        self._do(place, ("add", "桂枝苑2号803室 狗粮快没了"), _COPIED)
        self._do(place, ("log",), _COPIED)
        place.stick.mkdir(mode=0o700)

    def _do(self, place: Place, words: tuple[str, ...], now: str) -> None:
        answer = self.run(place, *words, now=now)
        assert answer.status == 0, (words, answer)


def hot_journal(place: Place) -> bytes:
    """The journal of a transaction on the place's file that was cut off half way."""
    other = Place(place.folder / "half")
    with closing(_copied(place, other)) as conn:
        conn.execute("PRAGMA cache_size=1")
        conn.execute("BEGIN")
        conn.execute("REINDEX")
        left = other.journal.read_bytes()
        conn.execute("ROLLBACK")
    shutil.rmtree(other.folder)
    return left


def full_wal(place: Place) -> bytes:
    """A write-ahead log of the place's file with a transaction in it."""
    other = Place(place.folder / "half")
    with closing(_copied(place, other)) as conn:
        conn.execute("PRAGMA journal_mode=WAL")
        conn.execute("PRAGMA wal_autocheckpoint=0")
        conn.execute("REINDEX")
        left = other.wal.read_bytes()
    shutil.rmtree(other.folder)
    return left


def _copied(place: Place, other: Place) -> sqlite3.Connection:
    other.folder.mkdir()
    shutil.copyfile(place.db, other.db)
    return sqlite3.connect(other.db, isolation_level=None)
