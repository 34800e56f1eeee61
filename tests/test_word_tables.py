"""Tables of words: read as written, and refused in plain words where they are broken."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from enum import StrEnum
from pathlib import Path

import pytest

from data.exchange.list_words import list_words
from models.problems import Refused
from models.reading.medicine_names import medicine_names
from models.word_tables import BrokenTable, WordTable, any_of, word_starts, word_table
from screens import i18n
from screens.sentences import say
from tests.conftest import BreakTable

ROOT = Path(__file__).resolve().parents[1]
PACKAGES = ("models", "data", "screens")


class Colour(StrEnum):
    RED = "red"
    BLUE = "blue"


Make = Callable[[str], WordTable]


@pytest.fixture
def make(tmp_path: Path) -> Make:
    """Reads a table of this text, as the module beside it would."""

    def made(text: str) -> WordTable:
        (tmp_path / "colours.toml").write_text(text, encoding="utf-8")
        return word_table(str(tmp_path / "module.py"), "colours.toml")

    return made


def test_words_have_blanks_between_them_and_underscores_for_blanks_inside(make: Make) -> None:
    table = make("""
        a = "红 深红  dark_red"
        b = '''
        don't
        \\ 蓝
        '''
    """)
    assert table.words("a") == ("红", "深红", "dark red")
    assert table.words("b") == ("don't", "\\", "蓝")
    assert table.rows() == {"a": table.words("a"), "b": table.words("b")}


def test_shared_words_stand_where_they_are_named(make: Make) -> None:
    table = make('a = "<warm> 粉 <> <"')
    assert table.words("a") == ("<warm>", "粉", "<>", "<")
    with pytest.raises(Refused) as refused:
        table.words("a", {"cold": ("蓝",)})
    assert refused.value.problem.params["value"] == "warm"
    assert make('a = "<warm> 粉"').words("a", {"warm": ("红", "橙")}) == ("红", "橙", "粉")


def test_a_pattern_has_a_line_for_each_way_and_parts_it_shares(make: Make) -> None:
    table = make("""
        a = "深<colour>(?<!暗)红"
        b = '''
很红
浅<colour>
  |淡<colour>
'''
    """)
    shared = {"colour": "[红蓝]"}
    assert table.pattern("a", shared).pattern == "深[红蓝](?<!暗)红"
    assert table.pattern("b", shared).pattern == "很红|浅[红蓝]|淡[红蓝]"
    assert table.pattern("a").pattern == "深<colour>(?<!暗)红"
    with pytest.raises(Refused) as refused:
        table.pattern("a", {"shade": "暗"})
    assert refused.value.problem.params["value"] == "colour"


def test_blocks_keep_their_order_and_may_leave_out_what_is_not_set(make: Make) -> None:
    blocks = make("""
        [[colours]]
        kind = "blue"
        dark = true
        [[colours]]
    """).parts("colours")
    assert [block.choice("kind", Colour) for block in blocks] == [Colour.BLUE, None]
    assert [block.flag("dark") for block in blocks] == [True, False]


def test_what_an_editor_of_windows_saved_is_read(tmp_path: Path) -> None:
    (tmp_path / "colours.toml").write_bytes('\ufeffa = """\r\n红\r\n蓝"""\r\n'.encode())
    assert word_table(str(tmp_path / "module.py"), "colours.toml").words("a") == ("红", "蓝")


def test_the_longest_word_that_fits_is_found() -> None:
    assert any_of({"老太", "老太太", "a.b"}) == r"(?:a\.b|老太太|老太)"


def test_english_words_are_found_where_a_word_begins_and_chinese_ones_anywhere() -> None:
    found = re.compile(word_starts(("rob", "打人", "84液")))
    assert [bool(found.search(text)) for text in ("robbed", "a rob", "problem")] == [
        True,
        True,
        False,
    ]
    assert all(found.search(text) for text in ("x打人", "老公打人", "b84液"))
    assert re.fullmatch(word_starts(("a",)), "a")
    assert re.fullmatch(word_starts(("人",)), "人")


def _by_nothing(table: WordTable) -> object:
    """Rows of a table none of whose keys is written as it has to be."""
    return table.rows_by(lambda _key: None, "1-5")


def test_rows_stand_by_what_their_keys_are_read_as(make: Make) -> None:
    assert make('1 = "红 橙"\n2 = "蓝"').rows_by(int, "1") == {1: ("红", "橙"), 2: ("蓝",)}


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize(
    ("text", "ask", "code", "told"),
    [
        ("a = 红", lambda table: table, "unreadable", "line 1"),
        ("b = ''", lambda table: table.words("a"), "lacks", "a"),
        ('a = " "', lambda table: table.words("a"), "empty", "a"),
        ('a = ["红"]', lambda table: table.words("a"), "no_text", "a"),
        ('[a]\nb = "红"', lambda table: table.part("a").only("c"), "unknown", "a.b"),
        ('a = "no"', lambda table: table.flag("a"), "no_flag", "a"),
        ('a = "green"', lambda table: table.choice("a", Colour), "no_choice", "red, blue"),
        ('[a]\n"5-1" = "红"', lambda table: _by_nothing(table.part("a")), "no_key", "a.5-1"),
        ("a = '('", lambda table: table.pattern("a"), "no_pattern", "a"),
        ('a = "红"', lambda table: table.part("a"), "no_table", "a"),
        ('[a]\nb = "红"', lambda table: table.parts("a"), "no_table", "a"),
        ('a = ["红"]', lambda table: table.parts("a"), "no_table", "a 1"),
        ("[[a]]\n[[a]]", lambda table: table.parts("a")[1].words("b"), "lacks", "a 2.b"),
        ('red = "红"', lambda table: table.rows_of(Colour), "lacks", "blue"),
        ('green = "绿"', lambda table: table.rows_of(Colour), "unknown", "green"),
    ],
)
def test_what_is_broken_is_told_with_the_file_and_the_key(
    make: Make, text: str, ask: Callable[[WordTable], object], code: str, told: str, language: str
) -> None:
    with pytest.raises(Refused) as refused:
        ask(make(text))
    problem = refused.value.problem
    assert problem.code == f"word_table_{code}"
    i18n.set_language(language)
    sentence = say(problem)
    assert "colours.toml" in sentence
    assert told in sentence
    assert not sentence.startswith("word_table")


def test_a_table_that_is_missing_or_no_text_is_told(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="unreadable"):
        word_table(str(tmp_path / "module.py"), "gone.toml")
    (tmp_path / "other.toml").write_bytes("a = '红'".encode("gbk"))
    with pytest.raises(Refused, match="unreadable"):
        word_table(str(tmp_path / "module.py"), "other.toml")


def test_every_table_is_read_by_a_module_beside_it() -> None:
    tables = [
        path
        for package in PACKAGES
        for ending in ("*.toml", "*.csv")
        for path in (ROOT / package).rglob(ending)
        if path.parent.parent.name != "sample"  # papers, and what people did beside them
    ]
    assert len(tables) > 10
    for table in tables:
        beside = table.parent.glob("*.py")
        assert any(f'"{table.name}"' in path.read_text(encoding="utf-8") for path in beside), table


def test_every_class_of_medicines_names_substances_that_there_are() -> None:
    names = medicine_names()
    for name, known in names.classes.items():
        assert set(known.members) <= {*names.vital, *names.ordinary}, name


TWICE = """
import json, sys
from pathlib import Path
from models.problems import Refused

def kind():
    from models.exchange.columns import meaning
    from models.reading.medicines import wanted
    from models.households.marks import mark_of
    from models.reading.signals import read_signals
    from datetime import datetime
    from models.exchange import ImportKind
    from models.chases.rungs import rung_names
    from models.directory.rules import read_hours
    from models.duties.workers import skills
    from models.emergency.dangers import dangers
    from models.reading.asking import questions
    from models.households.addresses import bare_room
    from models.hours import parse_hours
    from models.requests.harm import read_answer
    from models.requests.outcomes import outcome_of
    from models.masking import health_shapes
    dangers(), questions(), rung_names(), skills(), health_shapes(), bare_room("客堂")
    parse_hours("上午"), read_hours("工作日 9:00-17:00"), read_answer("今晚"), outcome_of("送医")
    found = meaning(ImportKind.STAFF, "姓名"), wanted("配络活喜")[0].medicine, mark_of("独居")
    return *found, *sorted(read_signals("漏水", datetime(2022, 4, 9)).codes)

table = Path(sys.argv[1])
whole = table.read_text(encoding="utf-8")
table.write_text(whole.replace(sys.argv[2], sys.argv[3], 1), encoding="utf-8")
try:
    kind()
except Refused as refused:
    first = refused.problem.code, refused.problem.params.get("key")
table.write_text(whole, encoding="utf-8")
print(json.dumps([first, kind()]))
"""


@pytest.mark.parametrize(
    ("name", "right", "wrong", "told"),
    [
        ("exchange/headings.toml", "[headings.people]\n", "[headings.peopel]\n", "headings.peopel"),
        ("exchange/headings.toml", 'unit = "', 'unti = "', "headings.register.unti"),
        (
            "exchange/headings.toml",
            'field = "died_on"',
            'field = "dyed_on"',
            "patterns.register 4.field",
        ),
        ("exchange/headings.toml", '"<phone>"', '"<fone>"', "headings.people.phone"),
        ("households/marks.toml", '"养猫" = "', '"养虎" = "', "marks.养虎"),
        ("reading/medicine_names.toml", "[vital]", "[vitel]", "vitel"),
        ("reading/medicine_names.toml", "{ also = ", "{ alike = ", "classes.降压药.alike"),
        ("reading/symptoms.toml", 'urgency = "life"', 'urgency = "lief"', "signals 1.urgency"),
        ("reading/topics.toml", "deniable = true", "denyable = true", "signals 3.denyable"),
        ("reading/goods.toml", "words = '''", "word = '''", "signals 1.word"),
        ("reading/patterns.toml", "<heart>", "<hart>", "signals 1.pattern"),
        ("hours.toml", '"22:00-06:00"', '"at night"', "parts.at night"),
        ("directory/days.toml", '"1-5"', '"5-1"', "days.5-1"),
        ("chases/rungs.toml", "\nleaders =", "\nleader =", "leader"),
        ("emergency/dangers.toml", "small =", "little =", "baby_fever.little"),
        ("emergency/dangers.toml", "fall =", "falls =", "falls"),
        ("reading/asking.toml", "hunger =", "hungry =", "hungry"),
        ("emergency/dangers.toml", "gone =", "went =", "medicine.went"),
        ("households/rooms.toml", "rooms =", "room =", "room"),
        ("requests/harm.toml", "can_wait =", "waits =", "waits"),
        ("requests/outcomes.toml", "met =", "meet =", "meet"),
        ("masking.toml", "words =", "word =", "word"),
        ("reading/day_names.toml", "-2 =", "a2 =", "a2"),
        ("duties/skills.toml", "guide =", "guides =", "guides"),
    ],
)
def test_a_table_that_was_broken_is_read_once_it_is_mended(
    tmp_path: Path, name: str, right: str, wrong: str, told: str
) -> None:
    ignored = shutil.ignore_patterns("__pycache__", "tables")
    shutil.copytree(ROOT / "models", tmp_path / "models", ignore=ignored)
    table = tmp_path / "models" / name
    assert right in table.read_text(encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-c", TWICE, str(table), right, wrong],
        cwd=tmp_path,
        env=os.environ | {"PYTHONUTF8": "1", "PYTHONPATH": ""},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr
    (code, key), read = json.loads(done.stdout)
    assert code.startswith("word_table_")
    assert key == told
    assert read == [["name", 0], "氨氯地平", "独居老人", "leak"]


@pytest.mark.parametrize(
    ("right", "wrong", "told"),
    [
        ('place = "away"', 'place = "gone"', "places 5.place"),
        ("cadre =", "cadres =", "kinds.cadres"),
        ("feet =", "foot =", "foot"),
    ],
)
def test_words_of_lists_are_told_where_they_are_broken(
    break_table: BreakTable, right: str, wrong: str, told: str
) -> None:
    break_table("exchange/lists.toml", right, wrong)
    with pytest.raises(BrokenTable) as broken:
        list_words()
    assert broken.value.problem.params["key"] == told
