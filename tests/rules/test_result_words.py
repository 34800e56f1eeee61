"""What a result is called, and by whom it was told: one meaning for all that read it."""

from __future__ import annotations

import pytest

from models import sampling
from models.results import POOL, Result, Source
from models.results.reading import Heading, read_heading, read_result, read_source
from models.sampling.reading import Outcome, tube_result
from models.word_tables import word_table
from screens.i18n import LANGUAGES, in_language
from screens.results import words


@pytest.mark.parametrize(
    ("said", "source"),
    [
        ("混管", POOL), ("混采", POOL), ("混检", POOL), ("10混1", POOL), ("十合一", POOL),
        ("pooled", POOL), ("单采", Source.SINGLE), ("抗原检测", Source.ANTIGEN), ("乱写", None),
    ],
)  # fmt: skip
def test_by_whom_a_result_was_told(said: str, source: str | None) -> None:
    assert read_source(said) == source


@pytest.mark.parametrize(
    ("line", "heading"),
    [
        ("以下人员阳性：", Heading(Result.POSITIVE, None)),
        ("4月10日 混管异常名单", Heading(Result.ABNORMAL, POOL)),
        ("抗原两道杠：", Heading(Result.POSITIVE, Source.ANTIGEN)),
        ("The following people are positive:", Heading(Result.POSITIVE, None)),
        ("1-104 阴性", None), ("3号 阳性", None), ("王都 阳性", None), ("没有阳性：", None),
        ("阴性3人 阳性2人", None), ("4月10日", None), ("", None),
    ],
)  # fmt: skip
def test_a_line_that_says_what_the_lines_below_came_to(line: str, heading: Heading | None) -> None:
    assert read_heading(line) == heading


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_a_list_of_ours_says_is_read_again(language: str) -> None:
    for source, said in words.source.items():
        assert read_source(in_language(language, said)) == source
    for result, said in words.result.items():
        assert read_result(in_language(language, said)) == result


def test_tables_and_lists_read_a_result_the_same() -> None:
    """But for a kit that shows nothing, which is no result of anybody in a list."""
    table = word_table(sampling.__file__, "words.toml")
    for outcome in Outcome:
        for word in table.words(outcome):
            assert read_result(word) in (Result(outcome), None), word
            assert tube_result(word) is outcome
    for word in ("两道杠", "两条杠", "二条杠", "双杠", "阳了", "单杠", "灰区"):
        assert read_result(word) is not None, word
