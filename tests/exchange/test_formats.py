"""Lists under other names than their own: pages, workbooks in XML, and text of other encodings."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from data.exchange.sheets import Limits, Source, Table, source_of
from data.store import Store
from models.exchange import ImportKind, ImportReport
from models.problems import Refused
from tests.exchange.lists import homes, numbers

Bring = Callable[..., ImportReport]

HEADINGS = ["小区", "楼号", "室号", "户主"]
HOME = ["大林苑", "3号", "1505", "汤雪俊"]


def tables(content: str | bytes, *, encoding: str = "utf-8", **limits: int) -> tuple[Table, ...]:
    data = content if isinstance(content, bytes) else content.encode(encoding)
    source: Source = source_of("list.xls", data, limits=Limits(**limits))
    if source.refusal is not None:
        raise source.refusal
    return source.tables


def refusal(content: str | bytes, **limits: int) -> str:
    with pytest.raises(Refused) as refused:
        tables(content, **limits)
    assert refused.value.problem.params["file"] == "list.xls"
    return refused.value.problem.code


def row(cells: list[str], tag: str = "td") -> str:
    return "<tr>" + "".join(f"<{tag}>{cell}</{tag}>" for cell in cells) + "</tr>"


def page(*inner: str, head: str = "") -> str:
    return f"<html><head>{head}</head><body>{''.join(inner)}</body></html>"


def table(*rows: str) -> str:
    return f"<table>{''.join(rows)}</table>"


# -- pages ---------------------------------------------------------------------------------------


def test_cells_over_several_rows_and_columns_are_merged_ranges() -> None:
    (read,) = tables(
        page(
            table(
                '<tr><td colspan="100">江阴新村1号楼</td></tr>',
                row(["室号", "姓名", "电话"]),
                '<tr><td rowspan="2">101</td><td>李华刚</td><td>13800005007</td></tr>',
                "<tr><td>孙秀勇</td><td></td></tr>",
                '<tr><td rowspan="0">102</td><td>宋超强</td></tr>',
                "<tr><td>许娟</td></tr>",
            )
        )
    )
    assert read.rows == [
        ["江阴新村1号楼"],
        ["室号", "姓名", "电话"],
        ["101", "李华刚", "13800005007"],
        [None, "孙秀勇"],
        ["102", "宋超强"],
        [None, "许娟"],
    ]
    assert read.merged == ((0, 0, 0, 2), (2, 0, 3, 0), (4, 0, 5, 0))


def test_scripts_styles_and_comments_are_no_text_and_breaks_are_lines() -> None:
    (read,) = tables(
        page(
            table(
                row(HEADINGS),
                "<tr><td>大林苑<script>alert('1号')</script></td><td>3号<!-- 4号 --></td>"
                "<td><style>td{color:red}</style>1505</td>"
                "<td>汤雪俊<br>139&nbsp;&amp;&#x4e00;\n 号</td></tr>",
            ),
            head="<style>table {}</style><title>新建表格</title>",
        )
    )
    assert read.rows == [HEADINGS, ["大林苑", "3号", "1505", "汤雪俊\n139 &一 号"]]


def test_a_number_shown_cut_short_is_read_as_it_is_kept() -> None:
    (read,) = tables(
        '<table><tr><td x:num="13800005080">1.38E+10</td><td x:num="44660">2022/4/9</td></table>'
    )
    assert read.rows == [["13800005080", "2022/4/9"]]


def test_several_tables_of_a_page_are_several_tables() -> None:
    several = page(
        table(row(HEADINGS), row(HOME)), table(row(["姓名", "角色"]), row(["甲", "组长"]))
    )
    assert [(one.sheet, len(one.rows)) for one in tables(several)] == [("Sheet1", 2), ("Sheet2", 2)]


def test_titles_and_headings_in_tables_of_their_own_belong_to_the_list_below() -> None:
    (read,) = tables(
        page(
            "<h2>江阴新村3号楼<small>居民</small></h2>",
            table(row(["居民名单"])),
            table(row(HEADINGS, "th")),
            table(row(HOME), row(HOME)),
            "<p>制表：居委会</p>",
        )
    )
    assert read.rows == [
        ["江阴新村3号楼居民"], ["居民名单"], HEADINGS, HOME, HOME, ["制表：居委会"]
    ]  # fmt: skip


def test_a_table_within_a_cell_is_read_once() -> None:
    (read,) = tables(page(table("<tr><td>" + table(row(HEADINGS), row(HOME)) + "</td></tr>")))
    assert read.rows == [HEADINGS, HOME]
    phones = table(row(["13800005001"]), row(["13800005002"]))
    (read,) = tables(table(row(["户主", "电话"]), row(["甲", phones]), row(["乙", ""])))
    assert read.rows == [["户主", "电话"], ["甲", "13800005001\n13800005002"], ["乙"]]


@pytest.mark.parametrize("charset", ["gb2312", "GBK", "utf-8", "big5", ""])
@pytest.mark.parametrize("encoding", ["gb18030", "utf-8"])
def test_a_page_is_read_by_its_bytes_where_it_says_what_it_is_not(
    charset: str, encoding: str
) -> None:
    meta = f'<meta http-equiv="Content-Type" content="text/html; charset={charset}">'
    (read,) = tables(page(table(row(HEADINGS), row(HOME)), head=meta), encoding=encoding)
    assert read.rows == [HEADINGS, HOME]


def test_what_is_marked_up_is_never_free_text() -> None:
    assert refusal(page("<p>09:00 1号102室 胰岛素没了</p>")) == "file_not_table"
    assert refusal("<?xml version='1.0'?><calls><call>1号102室 没药</call></calls>") == (
        "file_not_table"
    )


@pytest.mark.parametrize(
    "content",
    [
        "<table>" + "<tr><td>甲" * 30_000,
        "<table><tr>" + "<td>甲" * 600,
        "<table>" + "<tr><td rowspan=9999999 colspan=9999999>甲" * 10,
    ],
)
def test_a_page_asks_for_no_more_than_other_lists(content: str) -> None:
    assert refusal(content) == "sheet_too_large"


@pytest.mark.parametrize(
    "content", ["<table><tr><td>" * 100_000, "<html><table>" + "<!--" * 500_000]
)
def test_a_page_that_takes_too_much_is_given_up(content: str) -> None:
    assert refusal(content, seconds=1) == "file_too_demanding"


# -- pages saved as one file ---------------------------------------------------------------------

_SAVED = """MIME-Version: 1.0
Content-Type: multipart/related; boundary="----=_x"

------=_x
Content-Location: file:///C:/1/list.htm
Content-Type: text/html; charset="gb2312"

<html><head><!--[if gte mso 9]><xml><x:ExcelWorkbook><x:ExcelWorksheets>
<x:ExcelWorksheet><x:Name>居民</x:Name><x:WorksheetSource HRef="list.files/sheet001.htm"/>
</x:ExcelWorksheet></x:ExcelWorksheets></x:ExcelWorkbook></xml><![endif]--></head>
<frameset><frame src="list.files/tabstrip.htm"></frameset></html>

------=_x
Content-Location: file:///C:/1/list.files/tabstrip.htm
Content-Type: text/html; charset="gb2312"

<table><tr><td>居民</td></tr></table>

------=_x
Content-Location: file:///C:/1/list.files/sheet001.htm
Content-Transfer-Encoding: quoted-printable
Content-Type: text/html; charset="gb2312"

{sheet}
------=_x--
"""


def _saved() -> bytes:
    import quopri

    sheet = quopri.encodestring(table(row(HEADINGS), row(HOME)).encode("gb18030")).decode()
    return _SAVED.format(sheet=sheet).encode("gb18030")


def test_a_workbook_saved_as_one_page_is_read_by_its_sheets() -> None:
    (read,) = tables(_saved())
    assert (read.sheet, read.rows) == ("居民", [HEADINGS, HOME])


def test_a_page_saved_as_one_file_that_breaks_off_is_refused() -> None:
    assert refusal(_saved()[:-60]) == "file_truncated"


# -- workbooks in XML ----------------------------------------------------------------------------


def cell(value: str, kind: str = "String", **places: int) -> str:
    told = "".join(f' ss:{name}="{number}"' for name, number in places.items())
    return f'<Cell{told}><Data ss:Type="{kind}">{value}</Data></Cell>'


def book(*sheets: str, doctype: str = "", version: str = "1.0") -> str:
    return (
        f'<?xml version="{version}" encoding="GB2312"?>{doctype}'
        '<?mso-application progid="Excel.Sheet"?>'
        '<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"'
        ' xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"'
        f' xmlns:x="urn:schemas-microsoft-com:office:excel">{"".join(sheets)}</Workbook>'
    )


def sheet(name: str, rows: str, more: str = "") -> str:
    return f'<Worksheet ss:Name="{name}"><Table>{rows}</Table>{more}</Worksheet>'


_HIDDEN = "<x:WorksheetOptions><x:Visible>SheetHidden</x:Visible></x:WorksheetOptions>"


def test_a_workbook_in_xml_is_read_with_its_places_types_and_hidden_sheets() -> None:
    rows = (
        f"<Row>{cell('居民名单', MergeAcross=2)}</Row>"
        f"<Row>{cell('101', MergeDown=1)}{cell('甲')}{cell('13800005001', 'Number')}</Row>"
        f"<Row>{cell('乙', Index=2)}</Row>"
        f'<Row ss:Index="6">{cell("2022-04-09T00:00:00.000", "DateTime", Index=3)}</Row>'
        f"<Row>{cell('000000198607221776', 'Number')}{cell('2.5', 'Number')}{cell('1', 'Boolean')}"
        f"{cell('1.38E+10', 'Number')}"
        "<Cell><Comment><ss:Data>注</ss:Data></Comment>"
        "<ss:Data ss:Type='String'><B>孙</B><Font>秀</Font></ss:Data></Cell></Row>"
    )
    first, second = tables(book(sheet("居民", rows), sheet("藏", "", _HIDDEN)), encoding="gb18030")
    assert (first.sheet, first.hidden, second.sheet, second.hidden) == ("居民", False, "藏", True)
    assert first.rows[:3] == [["居民名单"], ["101", "甲", 13800005001.0], [None, "乙"]]
    assert first.rows[3:5] == [[], []]
    assert [str(value) for value in first.rows[5]] == ["None", "None", "2022-04-09 00:00:00"]
    assert first.rows[6] == ["000000198607221776", 2.5, True, "1.38E+10", "孙秀"]
    assert first.merged == ((0, 0, 0, 2), (1, 0, 2, 0))


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (book(sheet("a", ""), doctype='<!DOCTYPE a [<!ENTITY b "b">]>'), "file_has_doctype"),
        (book(sheet("a", f"<Row>{cell('甲')}</Row>"))[:-30], "file_truncated"),
        (book("<Worksheet><Row></Worksheet>"), "paper_damaged"),
        (book(), "file_not_table"),
        (book(sheet("a", "<Row ss:Index='2000000000'/>")), "sheet_too_large"),
        (book(sheet("a", f"<Row>{cell('a', Index=99999)}</Row>")), "sheet_too_large"),
        (book(sheet("a", "<Row ss:Span='999999999'/><Row/>")), "sheet_too_large"),
        (book(sheet("a", "<Row>" * 200)), "file_too_demanding"),
    ],
)
def test_a_workbook_in_xml_that_is_not_to_be_trusted_is_refused(content: str, code: str) -> None:
    assert refusal(content) == code


@pytest.mark.usefixtures("known")
def test_a_register_in_xml_is_brought_in_and_never_taken_for_calls(
    tmp_path: Path, store: Store, bring: Bring
) -> None:
    rows = "".join(
        f"<Row>{''.join(map(cell, cells))}</Row>"
        for cells in ([*HEADINGS, "备注"], [*HOME, "没药"])
    )
    path = tmp_path / "list.xls"
    path.write_text(book(sheet("居民", rows)), encoding="utf-8")
    report = bring(path)
    assert report.kind is ImportKind.REGISTER
    assert list(homes(store)) == ["大林苑3号1505室"]


# -- text ----------------------------------------------------------------------------------------

_TRADITIONAL = (
    "姓名,小區,樓號,室號,電話\n趙秀敏,江陰新村,1號,612,13800005089\n張超,江陰新村,1號,812,\n"
)


@pytest.mark.parametrize("encoding", ["big5", "cp950", "big5hkscs", "gb18030", "utf-16"])
def test_traditional_characters_are_read_in_the_encoding_they_are_written_in(encoding: str) -> None:
    (read,) = tables(_TRADITIONAL, encoding=encoding)
    assert read.rows[1] == ["趙秀敏", "江陰新村", "1號", "612", "13800005089"]


@pytest.mark.usefixtures("known")
@pytest.mark.parametrize("encoding", ["big5", "utf-8"])
def test_a_register_in_traditional_characters_is_read_with_its_names_as_written(
    tmp_path: Path, store: Store, bring: Bring, encoding: str
) -> None:
    path = tmp_path / "住戶.csv"
    path.write_bytes(
        "小區,樓號,室號,戶主,電話,人數,備註\n四十三弄,1號,612,趙秀敏,女兒13800005089,2,獨居老人\n"
        "大林苑,12號樓,1505室,張國強,13800005090,3,\n".encode(encoding)
    )
    report = bring(path)
    assert not report.problems
    assert homes(store) == {
        "四十三弄1号612室": ("趙秀敏", "", 2, "独居老人", ""),
        "大林苑12号1505室": ("張國強", "13800005090", 3, "", ""),
    }
    assert numbers(store, "612") == ["13800005089 女儿"]


@pytest.mark.parametrize(("encoding", "room"), [("gb18030", "室号"), ("big5", "室號")])
def test_a_short_text_is_told_apart_too(encoding: str, room: str) -> None:
    (read,) = tables(f"姓名,{room}\n王文山,612", encoding=encoding)
    assert read.rows == [["姓名", room], ["王文山", "612"]]


def test_what_may_be_either_of_two_encodings_is_refused() -> None:
    in_both, in_big5 = b"\xb0\xa1" * 20, b"\xc6\x41"
    assert refusal(b"a,b\n" + in_both + in_big5) == "encoding_unclear"


def test_a_western_text_keeps_its_letters() -> None:
    (read,) = tables("Name,Flat\nRenée Müller,12\n", encoding="cp1252")
    assert read.rows[1] == ["Renée Müller", "12"]


@pytest.mark.parametrize(
    ("cell", "plain"),
    [
        ('"=""0101"""', "0101"),
        ("'0101", "0101"),
        ("'+86 138", "+86 138"),
        ("'=1+1", "=1+1"),
        ("'-", "-"),
        ("13800005091.0", "13800005091"),
        ("1.50", "1.50"),
        ("'quoted'", "'quoted'"),
        ("O'Hara", "O'Hara"),
        ("1.38E+10", "1.38E+10"),
    ],
)
def test_what_guards_a_value_from_spreadsheet_programs_is_taken_off(cell: str, plain: str) -> None:
    (read,) = tables(f"户主,电话\n甲,{cell}\n")
    assert read.rows[1] == ["甲", plain]
