"""Names are found by their initials, surnames read as surnames."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from data.pinyin import in_letters, initials


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        ("张国强", "zgq"),
        ("曾国藩", "zgf"),
        ("单雄信", "sxx"),
        ("仇英", "qy"),
        ("解晓东", "xxd"),
        ("查良镛", "zly"),
        ("欧阳娜", "oyn"),
        ("尉迟恭", "ycg"),
        ("万俟卨", "mqx"),
        ("单于勇", "cyy"),
        ("马㛃磊", "mjl"),
        ("刘 晓", "lx"),
        ("Wang Wei", "ww"),
        ("王McDonald", "wm"),
        ("乐嘉", "lj"),
        ("乐嘉", "yj"),
        ("刘朝阳", "lcy"),
        ("刘朝阳", "lzy"),
        ("欧阳", "oy"),
    ],
)
def test_a_name_is_found_by_its_initials(name: str, typed: str) -> None:
    assert typed in initials(name).split()


@pytest.mark.parametrize("name", ["欧阳娜娜", "上官婉儿", "尉迟莹根", "诸葛孔明", "司马相如"])
def test_three_letters_begin_a_name_of_four_characters(name: str) -> None:
    found = initials(name).split()
    assert all(len(letters) == 4 for letters in found)
    assert {letters[:2] for letters in found} == {initials(name[:2] + "一")[:2]}


@pytest.mark.parametrize("name", ["曾国明", "单国明", "欧阳国明", "查国明"])
def test_a_surname_has_no_other_reading(name: str) -> None:
    assert len(initials(name).split()) == 1


def test_initials_are_few_and_the_likeliest_comes_first() -> None:
    many = initials("长长长长长长长长")
    assert len(many.split()) <= 8
    assert many.split()[0] == "z" * 8


@pytest.mark.parametrize("nothing", ["", " ", "()", "。", "☎"])
def test_what_is_no_name_has_no_initials(nothing: str) -> None:
    assert initials(nothing) == ""


def test_names_in_letters() -> None:
    assert in_letters("大林苑") == "dalinyuan"
    assert in_letters("西门雅居 A") == "ximenyajua"


def test_the_package_itself_is_never_loaded() -> None:
    code = "import sys; from data.pinyin import initials; initials('曾国藩'); "
    told = subprocess.run(
        [sys.executable, "-c", code + "print('pypinyin' in sys.modules)"],
        capture_output=True,
        text=True,
        check=True,
        cwd=Path(__file__).parents[2],
    )
    assert told.stdout.strip() == "False"
