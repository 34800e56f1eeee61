"""Lines broken for a width, and the width that columns need: pure, in both languages."""

from __future__ import annotations

import pytest
from rich.cells import cell_len
from textual.content import Content

from screens import i18n
from screens.kit.columns import Column, View, share_out
from screens.kit.detail import broken, fact, hanging, line_ends
from screens.kit.pointed import short
from screens.kit.times import short_span
from screens.requests import words

CHASE = "07:52  120: 排队第5位，说街道也报过了，让家属楼下等 → 答应08:15"


@pytest.mark.parametrize("width", [20, 38, 50, 75])
def test_a_line_of_wide_characters_is_filled_and_hangs_from_its_time(width: int) -> None:
    lines = broken(Content(CHASE), width).plain.split("\n")
    assert "".join(line.strip() for line in lines).replace(" ", "") == CHASE.replace(" ", "")
    assert all(cell_len(line.rstrip()) <= width + 2 for line in lines)
    assert all(line.startswith(" " * 7) for line in lines[1:])
    assert all(cell_len(line) > width - 12 for line in lines[:-1])


def test_broken_lines_keep_their_styles() -> None:
    text = Content.assemble(Content.styled("07:52  ", "dim"), Content.styled("水" * 40, "bold"))
    made = broken(text, 30)
    assert made.plain.count("\n") > 1
    bold = [made.plain[s.start : s.end] for s in made.spans if s.style == "bold"]
    assert "".join(bold).count("水") == 40


def test_no_line_begins_with_what_closes_a_sentence() -> None:
    for width in range(8, 30):
        for line in hanging("在找床，别走开 03:15，已20小时30分。（看）", width, 0).split("\n"):
            assert line.lstrip()[0] not in "，。）"


def test_no_line_begins_with_a_comma_or_ends_in_a_sign() -> None:
    for width in range(8, 40):
        for line in hanging("⚠ 兰亭小区届时封闭  王芳, 李强, 严红; ✗ 没人去", width, 0).split("\n"):
            assert line.lstrip()[0] not in ",;"
            assert line.rstrip()[-1] not in "⚠✗"


def test_a_short_name_in_brackets_stays_whole() -> None:
    for width in range(10, 40):
        assert "(林一舟)" in hanging("排队第5位，说街道也报过了 (林一舟)", width, 2)


@pytest.mark.parametrize(
    ("minutes", "said"),
    [
        (0, "0 min"),
        (59, "59 min"),
        (200, "3 h 20"),
        (599, "9 h 59"),
        (610, "10 h"),
        (1439, "23 h"),
        (1440, "1 d"),
        (1440 * 2 + 500, "2 d"),
        (-70, "1 h 10"),
    ],
)
def test_long_spans_leave_their_small_part_out(minutes: int, said: str) -> None:
    assert short_span(minutes) == said


def _columns() -> tuple[Column[str], ...]:
    def cell(row: str, _view: View) -> str:
        return row

    return (
        Column("", "kind", cell, 8, 9, says=words.kinds),
        Column("", "where", cell, 10, 24),
        Column("", "what", cell, 8, wants=20),
    )


@pytest.mark.parametrize(("language", "kind", "what"), [("en", 8, 12), ("zh", 4, 16)])
def test_a_column_needs_no_more_than_its_words_and_what_wants_gets_the_rest(
    language: str, kind: int, what: int
) -> None:
    i18n.set_language(language)
    cells = [cells for _column, cells in share_out(_columns(), 32)]
    assert cells == [kind, 10, what]


def said(width: int, text: str) -> list[str]:
    return [part.plain.rstrip() for part in Content(text).divide(line_ends(text, width))]


def test_chinese_is_broken_between_any_two_characters_but_not_before_what_closes() -> None:
    lines = said(20, "⚠ t14/d.db 被另一个程序占用着，请把它关掉（或者等一等），再继续。")
    assert lines[0] == "⚠ t14/d.db 被另一个"
    assert not [line for line in lines if line[0] in "，。、；：）」" or line[-1] in "（「"]
    assert all(cell_len(line) <= 20 + 2 for line in lines)


def test_a_long_fact_is_broken_once_and_hangs_from_where_it_begins() -> None:
    said = "米袋在最里面，先卸菜。师傅车上没水喝，备两瓶\n门卫有钥匙"
    lines = broken(fact("unload at", said), 38).plain.split("\n")
    assert lines == [
        "unload at  米袋在最里面，先卸菜。师傅",
        "           车上没水喝，备两瓶",
        "           门卫有钥匙",
    ]


def test_a_time_is_never_broken_and_a_long_path_begins_where_it_stands() -> None:
    assert said(24, "The last act was 2022-04-09 09:00, then") == [
        "The last act was",
        "2022-04-09 09:00, then",
    ]
    assert said(20, "钟点：04-09 09:00，之前的是04-09 08:00")[-1].endswith("04-09 08:00")
    assert said(10, "⚠ " + "x" * 15) == ["⚠ " + "x" * 8, "x" * 7]


def test_a_plate_stays_whole_and_what_is_set_in_hangs() -> None:
    lines = broken(Content("  朱师傅 13800009999 走北门和东门 沪A·D1234"), 36).plain.split("\n")
    assert len(lines) == 2
    assert lines[1] == "  沪A·D1234"


@pytest.mark.parametrize(
    "text", ["3号501 王芳", "", "二号楼 已做核酸 二号楼 已做核酸", "a\nb", "\ta", "a b " * 9]
)
@pytest.mark.parametrize("width", [1, 4, 10, 11, 12, 30])
def test_a_text_of_a_long_list_is_as_high_as_any(text: str, width: int) -> None:
    own = Content.styled(text, "bold")
    assert short(own).get_height({}, width) == own.get_height({}, width)
    assert short(own).is_same(own)
