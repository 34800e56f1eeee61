"""Marks as forms show them: in the language spoken, read back as they are kept, in either."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from models.households import KNOWN_MARKS
from models.residents import PersonMark
from screens import i18n
from screens.households.form import household_fields
from screens.residents.form import resident_fields

NOW = datetime(2022, 4, 9, tzinfo=UTC)
OWN = "晕车"
"""A mark that only one committee has."""

MAY_BE_CHINESE = ("F12: 中文 / English", "`孕妇`, `独居老人`")
"""What English says in Chinese: a language by its name, and the words that JSON has."""


@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_marks_are_shown_in_the_language_spoken_and_read_in_either(language: str) -> None:
    kind = next(one.kind for one in household_fields(()) if one.name == "marks")
    person = next(one.kind for one in resident_fields() if one.name == "marks")
    kept = (*KNOWN_MARKS, OWN)
    told = tuple(PersonMark(mark, "Tue, Thu" if mark == "透析" else "") for mark in kept)
    i18n.set_language(language)
    shown, of_person = kind.show(kept), person.show(told)
    assert ("living alone" in shown) is (language == "en")
    assert ("dialysis（Tue, Thu）" in of_person) is (language == "en")
    i18n.set_language("zh" if language == "en" else "en")
    assert kind.read(shown, NOW) == kept
    assert person.read(of_person, NOW) == told


def test_english_has_no_chinese_examples() -> None:
    source = Path(i18n.__file__).parents[1] / "data/locales/zh/LC_MESSAGES/daiban.po"
    lines = source.read_text(encoding="utf-8").split("\n")
    english = (line for line in lines if line.startswith("msgid "))
    chinese = [line for line in english if any("\u4e00" <= char <= "\u9fff" for char in line)]
    assert [line for line in chinese if not any(one in line for one in MAY_BE_CHINESE)] == []
