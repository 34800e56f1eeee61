"""Lines that come all at once: what each says, without what lists add."""

from __future__ import annotations

import pytest

from models.reading.pasted import lines_of


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("a\r\nb\rc\nd\u2028e", ("a", "b", "c", "d", "e")),
        ("\n  一  \n\t\n二\t三\n", ("一", "二 三")),
        ("1. 漏水\n2. 没菜\n3. 没药", ("漏水", "没菜", "没药")),
        ("1、漏水\n2、没菜", ("漏水", "没菜")),
        ("（3）漏水\n（4）没菜", ("漏水", "没菜")),
        ("9) 漏水\n10) 没菜", ("漏水", "没菜")),
        ("- 漏水\n- 没菜", ("漏水", "没菜")),
        ("· 漏水\n· 没菜", ("漏水", "没菜")),
        ("1. 漏水\n3. 没菜", ("1. 漏水", "3. 没菜")),
        ("1. 漏水\n没菜", ("1. 漏水", "没菜")),
        ("1. 漏水", ("1. 漏水",)),
        ("4.9 漏水\n5.9 没菜", ("4.9 漏水", "5.9 没菜")),
        ("8:05 漏水\n9:05 没菜", ("8:05 漏水", "9:05 没菜")),
        ("1号楼 漏水\n2号楼 没菜", ("1号楼 漏水", "2号楼 没菜")),
        ("101 漏水\n102 没菜", ("101 漏水", "102 没菜")),
        ("1-101 漏水\n2-102 没菜", ("1-101 漏水", "2-102 没菜")),
        ("漏\x1b[31m水\x00", ("漏水",)),
        ("", ()),
        (" \n ", ()),
    ],
)
def test_lines_of_a_text(text: str, lines: tuple[str, ...]) -> None:
    assert lines_of(text) == lines
