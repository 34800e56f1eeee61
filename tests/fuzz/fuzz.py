"""Paperwork and spoken lines broken at random, then read, compared, brought in and told.

`python -m tests.fuzz.fuzz MINUTES [SEED]` tries as many as fit and tells what was found;
`test_fuzz.py` tries a few in the ordinary suite. Whatever is in a file, it is read or refused with
a code that has words; nothing told of it holds what a terminal obeys; what was brought in is
undone without a trace.
"""

from __future__ import annotations

import io
import random
import re
import shutil
import sys
import time
import traceback
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from data.clock import FixedClock
from data.exchange.apply import run_import
from data.exchange.plan import plan_sources
from data.exchange.sheets import read_source
from data.journal.commands import undo
from data.reading.gazetteer import StoreGazetteer
from data.store import Store
from models.exchange import ImportPlan, report
from models.problems import Refused
from models.reading.line import read_line
from models.reading.notice import read_notice
from models.text import clean
from screens import i18n
from screens.exchange import words
from screens.exchange.import_lines import Reading
from screens.exchange.import_views import VIEWS, lines
from screens.sentences import say
from tests.paperwork.make import make
from tests.rules.corpus_calls import CALLS
from tests.states import state

NOW = datetime(2022, 4, 9, 0, 0, tzinfo=UTC)

NOTICE = (
    "4月10日上午9点到货，蔬菜包1720份（每户一份），牛奶860箱，司机朱师傅13800001111，沪A·D1234。"
)

TOKENS = (
    *("\0", "\x1b]0;title\x07", "\x1b[2J", "\x9b5i", "\u202e", "\u2066", "\ufeff", "\ud800"),
    *('"', '""', "'", ",", "\t", ";", "，", "|", "\r", "\r\n", "\n\n", "\v", "\u2028", "\u3164"),
    *("=1+1", "@SUM(1)", "<!DOCTYPE a [<!ENTITY b 'c'>]>", "<table>", "</td>", "&#27;", "[/]"),
    *("{0}", "%s", "９９９９", "-1", "1e308", "nan", "inf", "0x7f", "零", "一百二十三万", "廿"),
    *("9" * 400, "e" + "\u0301" * 40, "😀", "👨\u200d👩\u200d👧", "龘", "𠮷"),
    *("小区", "楼号", "室号", "户主", "电话", "姓名", "弄", "号", "室", "合计"),
    *("2022-13-45", "25:61", "明天", "今晚23点", "胰岛素只剩", "天"),
)
"""What files and callers bring along that breaks readers."""


OBEYED = re.compile("[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


@dataclass
class Tried:
    """What came of the trials so far.

    Attributes:
        ends: how often each trial ended which way.
        faults: what should never happen: the trial's seed and what went wrong.
        slowest: seconds and seed of the slowest trial of each kind.
    """

    ends: Counter[str] = field(default_factory=Counter)
    faults: list[tuple[int, str]] = field(default_factory=list)
    slowest: dict[str, tuple[float, int]] = field(default_factory=dict)


# -- what is broken --------------------------------------------------------------------------------


_XML = """<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?>
<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"
 xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"><Worksheet ss:Name="1"><Table>
<Row><Cell><Data ss:Type="String">楼号</Data></Cell><Cell><Data ss:Type="String">室号</Data></Cell>
<Cell><Data ss:Type="String">户主</Data></Cell></Row><Row><Cell ss:MergeDown="1">
<Data ss:Type="Number">1</Data></Cell><Cell><Data ss:Type="String">103</Data></Cell>
<Cell><Data ss:Type="String">王</Data></Cell></Row></Table></Worksheet></Workbook>"""


def papers(folder: Path) -> list[Path]:
    """Sound files of all sorts to break: the small neighbourhood's, a notice, calls, pages, XML."""
    make(folder)
    (folder / "notice.txt").write_text(NOTICE, encoding="utf-8")
    page = (
        "<html><table><tr><th>小区<th>楼号<th>室号<th>户主<tr><td>桂枝苑<td>1<td>101<td>王</table>"
    )
    (folder / "page.xls").write_text(page, encoding="gb18030")
    (folder / "xml.xls").write_text(_XML, encoding="utf-8")
    (folder / "wide.csv").write_bytes("小区,楼号,室号,户主\n桂枝苑,1,102,王\n".encode("utf-16"))
    return sorted(path for path in folder.iterdir() if path.suffix != ".json")


def broken(path: Path, rng: random.Random) -> bytes:
    """The bytes of a file with something wrong: in its parts where it is a workbook."""
    data = path.read_bytes()
    if data.startswith(b"PK") and rng.random() < 0.8:
        return _broken_workbook(data, rng)
    if rng.random() < 0.5:
        return _broken_bytes(data, rng)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return _broken_bytes(data, rng)
    encoding = rng.choice(("utf-8", "utf-8", "gb18030", "utf-16", "utf-8-sig"))
    return broken_text(text, rng).encode(
        encoding, "surrogatepass" if "utf" in encoding else "replace"
    )


def broken_text(text: str, rng: random.Random) -> str:
    """A text with pieces put in, taken out, doubled and moved."""
    for _ in range(rng.randrange(1, 6)):
        at, to = sorted(rng.randrange(len(text) + 1) for _ in "ab")
        part = text[at : min(to, at + 40)]
        text = rng.choice(
            (
                text[:at] + rng.choice(TOKENS) + text[at:],
                text[:at] + rng.choice(TOKENS) + text[at + len(part) :],
                text[:at] + text[at + len(part) :],
                text[:at] + part * rng.randrange(2, 30) + text[at:],
                text[:at] + chr(rng.choice((rng.randrange(32), rng.randrange(0xD7FF)))) + text[at:],
            )
        )
    return text


def _broken_bytes(data: bytes, rng: random.Random) -> bytes:
    buffer = bytearray(data)
    for _ in range(rng.randrange(1, 8)):
        at = rng.randrange(len(buffer) + 1)
        how = rng.randrange(4)
        if how == 0:
            buffer[at:at] = rng.choice(TOKENS).encode("utf-8", "surrogatepass")
        elif how == 1:
            del buffer[at : at + rng.randrange(1, 200)]
        elif how == 2:
            buffer[at : at + 1] = bytes([rng.randrange(256)])
        else:
            buffer[at:at] = buffer[at : at + rng.randrange(1, 500)] * rng.randrange(1, 4)
    return bytes(buffer)


def _broken_workbook(data: bytes, rng: random.Random) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        parts = old.infolist()
        chosen = rng.choice([part.filename for part in parts])
        for part in parts:
            content = old.read(part)
            if part.filename == chosen:
                content = (
                    _broken_bytes(content, rng)
                    if rng.random() < 0.5
                    else broken_text(content.decode("utf-8", "replace"), rng).encode(
                        "utf-8", "surrogatepass"
                    )
                )
            new.writestr(part.filename, content)
    return out.getvalue()


# -- the trials ----------------------------------------------------------------------------------


class Trials:
    """Trials on one throw-away store, each from a seed of its own so that it can be had again."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.tried = Tried()
        (folder / "papers").mkdir()
        self.papers = papers(folder / "papers")
        self.store = Store(folder / "fuzz.db", FixedClock(NOW))
        for name in ("compounds.xlsx", "register.xlsx", "staff.xlsx"):
            sources = [read_source(folder / "papers" / name)]
            run_import(self.store, self.store.ask(plan_sources, sources, now=NOW))
        self.lines = [*(call.line for call in CALLS), NOTICE]

    def run(self, seed: int) -> None:
        """One trial: a file in one of four, else a line."""
        rng = random.Random(seed)
        kind, trial = ("file", self._file) if rng.random() < 0.25 else ("line", self._line)
        begun = time.perf_counter()
        try:
            self.tried.ends[f"{kind} {trial(rng)}"] += 1
        except Exception:  # noqa: BLE001 - whatever it is, it is what is looked for
            self.tried.faults.append((seed, traceback.format_exc()))
        taken = time.perf_counter() - begun
        self.tried.slowest[kind] = max(self.tried.slowest.get(kind, (0.0, 0)), (taken, seed))

    def _file(self, rng: random.Random) -> str:
        paper = rng.choice(self.papers)
        path = self.folder / f"broken{paper.suffix}"
        path.write_bytes(broken(paper, rng))
        try:
            source = read_source(path)
            with self.store.read() as conn:
                plan = plan_sources(conn, [source], now=self.store.now())
        except Refused as refused:
            _see(say(refused.problem))
            return "refused"
        _tell(plan)
        if not plan.changes:
            return "nothing new"
        before = state(self.store)
        try:
            run_import(self.store, plan)
        except Refused as refused:
            _see(say(refused.problem))
            assert state(self.store) == before, "what was refused left something"
            return "refused in writing"
        self.store.do(undo)
        assert state(self.store) == before, "what was undone left something"
        return "brought in"

    def _line(self, rng: random.Random) -> str:
        said = broken_text(rng.choice(self.lines), rng)
        once = clean(said, multiline=True)
        assert clean(once, multiline=True) == once
        _see(clean(said))
        with self.store.read() as conn:
            reading = read_line(clean(said), StoreGazetteer(conn), NOW)
        read_notice(said, NOW)
        return "read" if reading.phones else "read without a number"


def _tell(plan: ImportPlan) -> None:
    """All that commands and the desk say of a plan."""
    for language in i18n.LANGUAGES:
        i18n.set_language(language)
        for file in report(plan):
            _see(words.outcome(file))
            for problem in (*file.problems, *file.notes):
                _see(words.at_place(problem))
            for change in file.changes:
                _see(words.change_words(change))
        for view in dict(VIEWS):
            for line in lines(plan, Reading(view=view), masked=False, cells=72):
                _see(str(line.text))


def _see(told: str) -> None:
    """Nothing that is told holds what a terminal obeys."""
    obeyed = [char for char in told if char != "\n" and OBEYED.match(char)]
    assert not obeyed, f"a terminal would obey {obeyed!r} in {told!r}"


def run_for(minutes: float, seed: int, heard: Callable[[Tried], None]) -> Tried:
    """Trials for so long; what was found is told each minute."""
    with TemporaryDirectory() as folder:
        trials = Trials(Path(folder))
        ends, told = time.monotonic() + minutes * 60, time.monotonic()
        for each in _seeds(seed):
            trials.run(each)
            if each % 500 == 0:  # backups before each import pile up
                shutil.rmtree(Path(folder) / "fuzz.db-backups", ignore_errors=True)
            if time.monotonic() > told + 60:
                told = time.monotonic()
                heard(trials.tried)
            if time.monotonic() > ends:
                break
        trials.store.close()
        return trials.tried


def _seeds(first: int) -> Iterator[int]:
    while True:
        first += 1
        yield first


def main(arguments: Sequence[str]) -> int:
    """Try, and tell what was found; 1 when anything was."""
    minutes, seed = float(arguments[0]), int(arguments[1]) if len(arguments) > 1 else 0

    def heard(tried: Tried) -> None:
        print(
            sum(tried.ends.values()), dict(tried.ends), len(tried.faults), tried.slowest, flush=True
        )

    tried = run_for(minutes, seed, heard)
    heard(tried)
    for number, fault in tried.faults[:20]:
        print(f"-- seed {number}\n{fault}")
    return 1 if tried.faults else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
