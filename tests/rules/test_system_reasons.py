"""Why the system did not do something: in codes with words in both languages, never in its own."""

from __future__ import annotations

import errno
import os

import pytest

from models.system_reasons import system_reason
from screens import i18n
from screens.sentences import say


@pytest.mark.parametrize("language", i18n.LANGUAGES)
@pytest.mark.parametrize(
    "number", [errno.ENOENT, errno.EACCES, errno.ENAMETOOLONG, errno.EINVAL, errno.EMFILE]
)
def test_what_the_system_says_is_said_in_the_language_spoken(number: int, language: str) -> None:
    i18n.set_language(language)
    told = say(system_reason(OSError(number, os.strerror(number))))
    assert os.strerror(number) not in told
    assert told.isascii() == (language == "en")


def test_what_has_no_words_is_told_as_the_system_says_it() -> None:
    error = OSError(errno.ECHILD, "No child processes")
    assert say(system_reason(error)) == "the system says No child processes"
    assert say(system_reason(OSError())) == "the system says OSError"


def test_a_path_no_file_can_have_is_no_fault_of_the_program() -> None:
    assert system_reason(ValueError("embedded null byte")).code == "system_name_impossible"
