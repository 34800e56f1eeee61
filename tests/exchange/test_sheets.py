"""Files of all sorts are read by what they hold, or refused in one clear way."""

from __future__ import annotations

import errno
import html
import os
import struct
import subprocess
import zipfile
from pathlib import Path

import pytest

from data.exchange.sheets import LIMITS, Limits, Table, read_source
from models.problems import Refused
from tests.exchange.lists import HEADINGS, text, workbook

ROWS = [HEADINGS, ("大林苑", "3号", "1505", "汤雪俊", "13800001094", 2, "婴儿，养狗")]
AS_TEXT = [[str(cell) for cell in row] for row in ROWS]


def read_tables(path: Path, limits: Limits = LIMITS) -> tuple[Table, ...]:
    """The tables of a file that can be read as such."""
    source = read_source(path, limits=limits)
    if source.refusal is not None:
        raise source.refusal
    return source.tables


def refusal(path: Path, **limits: int) -> tuple[str, object]:
    with pytest.raises(Refused) as refused:
        read_tables(path, limits=Limits(**limits))
    problem = refused.value.problem
    assert problem.params["file"] in (path.name, str(path))
    return problem.code, problem.params.get("row")


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le", "utf-16-be", "utf-32"]
)
@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_text_is_read_in_any_encoding_with_any_delimiter(
    tmp_path: Path, encoding: str, delimiter: str
) -> None:
    path = text(tmp_path / "list.csv", ROWS, encoding=encoding, delimiter=delimiter)
    (table,) = read_tables(path)
    assert table.rows == AS_TEXT
    assert table.sheet is None


def test_full_width_commas_may_separate(tmp_path: Path) -> None:
    path = tmp_path / "list.txt"
    path.write_text("小区，楼号，室号，户主\n大林苑，3号，1505，汤雪俊\n", encoding="gb18030")
    (table,) = read_tables(path)
    assert table.rows[1] == ["大林苑", "3号", "1505", "汤雪俊"]


def test_row_numbers_hold_over_blank_lines_quotes_and_a_separator_line(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text('sep=;\r\n\r\n小区;户主\r\n"大林\n苑";"a""b"\r\n', encoding="utf-8")
    (table,) = read_tables(path)
    assert table.rows == [[], [], ["小区", "户主"], ["大林\n苑", 'a"b']]


def test_workbook_cells_keep_their_kind(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", 一=[(None, "小区"), (), (1.5, True, "003")])
    (table,) = read_tables(path)
    assert table.rows == [[None, "小区"], [], [1.5, True, "003"]]
    assert table.sheet == "一"


def test_merged_and_hidden_sheets_are_told(tmp_path: Path) -> None:
    import xlsxwriter

    book = xlsxwriter.Workbook(str(tmp_path / "a.xlsx"))
    sheet = book.add_worksheet("一")
    sheet.merge_range(0, 0, 0, 3, "居民登记表")
    book.add_worksheet("藏").hide()
    book.close()
    first, second = read_tables(tmp_path / "a.xlsx")
    assert first.merged == ((0, 0, 0, 3),)
    assert (first.hidden, second.hidden) == (False, True)


_ODS = """<?xml version="1.0" encoding="UTF-8"?>
<office:document-content office:version="1.2"
  xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
  xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"
  xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0">
<office:body><office:spreadsheet><table:table table:name="住户">{rows}</table:table>
</office:spreadsheet></office:body></office:document-content>"""


_ODS_MANIFEST = """<?xml version="1.0" encoding="UTF-8"?>
<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">
<manifest:file-entry manifest:full-path="/"
  manifest:media-type="application/vnd.oasis.opendocument.spreadsheet"/>
</manifest:manifest>"""


def test_ods_is_read(tmp_path: Path) -> None:
    def cell(text: str) -> str:
        return (
            '<table:table-cell office:value-type="string">'
            f"<text:p>{html.escape(text)}</text:p></table:table-cell>"
        )

    rows = "".join(
        f"<table:table-row>{''.join(cell(text) for text in row)}</table:table-row>"
        for row in AS_TEXT
    )
    with zipfile.ZipFile(tmp_path / "a.ods", "w") as book:
        book.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        book.writestr("META-INF/manifest.xml", _ODS_MANIFEST)
        book.writestr("content.xml", _ODS.format(rows=rows))
    (table,) = read_tables(tmp_path / "a.ods")
    assert (table.sheet, table.rows) == ("住户", AS_TEXT)


def test_merged_cells_of_ods_are_told(tmp_path: Path) -> None:
    def cell(text: str, more: str = "") -> str:
        return (
            f'<table:table-cell office:value-type="string" {more}>'
            f"<text:p>{text}</text:p></table:table-cell>"
        )

    over = 'table:number-rows-spanned="2" table:number-columns-spanned="1"'
    wide = 'table:number-columns-spanned="99"'
    rows = (
        f"<table:table-row>{cell('名单', wide)}</table:table-row>"
        '<table:table-row table:number-rows-repeated="2"><table:table-cell/></table:table-row>'
        f"<table:table-row>{cell('甲')}{cell('101', over)}</table:table-row>"
        f"<table:table-row>{cell('乙')}<table:covered-table-cell/></table:table-row>"
    )
    with zipfile.ZipFile(tmp_path / "a.ods", "w") as book:
        book.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        book.writestr("META-INF/manifest.xml", _ODS_MANIFEST)
        book.writestr("content.xml", _ODS.format(rows=rows))
    (table,) = read_tables(tmp_path / "a.ods")
    assert table.rows == [["名单"], [], [], ["甲", "101"], ["乙"]]
    assert table.merged == ((0, 0, 0, 98), (3, 1, 4, 1))


@pytest.mark.parametrize("name", ["list.csv", "list.txt", "list", "list.xls"])
def test_a_workbook_under_another_name_is_read(tmp_path: Path, name: str) -> None:
    path = workbook(tmp_path / "a.xlsx", 住户=ROWS).rename(tmp_path / name)
    (table,) = read_tables(path)
    assert table.rows[1][:4] == ["大林苑", "3号", "1505", "汤雪俊"]


@pytest.mark.parametrize("name", ["list.xlsx", "list.xls", "list.ods"])
def test_text_under_a_workbooks_name_is_read(tmp_path: Path, name: str) -> None:
    (table,) = read_tables(text(tmp_path / name, ROWS, encoding="gb18030"))
    assert table.rows == AS_TEXT


def test_a_web_page_under_a_workbooks_name_is_read(tmp_path: Path) -> None:
    path = tmp_path / "list.xls"
    path.write_text(
        "<html><table><tr><th>小区<th>户主</tr>"
        "<tr><td>大林苑</td><td> 汤&amp;雪 </td></tr></table>",
        encoding="utf-8",
    )
    (table,) = read_tables(path)
    assert table.rows == [["小区", "户主"], ["大林苑", "汤&雪"]]


# -- refusals ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("number", "code"),
    [(errno.EIO, "paper_unread"), (errno.ENODEV, "paper_unread"), (errno.EACCES, "paper_denied")],
)
def test_a_paper_that_its_disk_does_not_give_is_not_called_damaged(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, code: str
) -> None:
    path = workbook(tmp_path / "list.xlsx", Sheet1=ROWS)

    def fails(_path: Path) -> bytes:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(Path, "read_bytes", fails)
    assert refusal(path)[0] == code


def test_a_reader_that_does_not_start_is_no_fault_of_the_paper(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = workbook(tmp_path / "list.xlsx", Sheet1=ROWS)

    def no_memory(*_given: object, **_named: object) -> None:
        raise OSError(errno.ENOMEM, os.strerror(errno.ENOMEM))

    def broken_python(command: list[str], **_named: object) -> subprocess.CompletedProcess[bytes]:
        return subprocess.CompletedProcess(command, 1, b"")

    for starts in (no_memory, broken_python):
        monkeypatch.setattr(subprocess, "run", starts)
        assert refusal(path)[0] == "reader_failed"


def test_missing_folder_and_empty_files(tmp_path: Path) -> None:
    assert refusal(tmp_path / "none.csv")[0] == "paper_missing"
    assert refusal(tmp_path)[0] == "paper_is_folder"
    (tmp_path / "a.csv").write_bytes(b"")
    assert refusal(tmp_path / "a.csv")[0] == "paper_empty"
    (tmp_path / "b.csv").write_bytes(b"\xef\xbb\xbf \r\n\t\n")
    assert refusal(tmp_path / "b.csv")[0] == "paper_empty"


@pytest.mark.parametrize("start", [b"%PDF-1.7\n", b"\x89PNG\r\n", b"MZ\x90", b"\x1f\x8b\x08"])
def test_other_files_are_not_taken_for_text(tmp_path: Path, start: bytes) -> None:
    path = tmp_path / "list.csv"
    path.write_bytes(start + b"1,2,3\n" * 20)
    assert refusal(path)[0] == "file_not_table"


def test_an_archive_that_is_no_workbook(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.xlsx", "w") as archive:
        archive.writestr("word/document.xml", "<w/>")
    assert refusal(tmp_path / "a.xlsx")[0] == "file_not_table"


def test_a_truncated_workbook(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", 住户=[*ROWS] * 50)
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    assert refusal(path)[0] == "file_truncated"


def test_a_damaged_workbook(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", 住户=[*ROWS] * 50)
    data = bytearray(path.read_bytes())
    with zipfile.ZipFile(path) as archive:
        at = archive.getinfo("xl/worksheets/sheet1.xml").header_offset + 60
    data[at : at + 40] = b"\xff" * 40
    path.write_bytes(data)
    assert refusal(path)[0] == "paper_damaged"


def test_an_encrypted_workbook(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    names = "EncryptionInfo\0EncryptedPackage\0".encode("utf-16-le")
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 504 + names + b"\0" * 2048)
    assert refusal(path)[0] == "file_encrypted"


def test_an_old_workbook_that_is_none(tmp_path: Path) -> None:
    path = tmp_path / "a.xls"
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(range(256)) * 20)
    assert refusal(path)[0] == "file_not_table"
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
    assert refusal(path)[0] == "file_not_table"


def test_an_old_workbook_whose_list_of_parts_is_cut_off(tmp_path: Path) -> None:
    header = bytearray(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".ljust(512, b"\0"))
    header[30:32] = (9).to_bytes(2, "little")
    header[48:52] = (100).to_bytes(4, "little")
    path = tmp_path / "a.xls"
    path.write_bytes(bytes(header) + bytes(2048))
    assert refusal(path)[0] == "file_truncated"


def test_an_encrypted_part(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", 住户=ROWS)
    data = bytearray(path.read_bytes())
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = -1
        while (at := data.find(signature, at + 1)) >= 0:
            (flags,) = struct.unpack_from("<H", data, at + offset)
            struct.pack_into("<H", data, at + offset, flags | 1)
    path.write_bytes(data)
    assert refusal(path)[0] == "file_encrypted"


def _with_sheet(path: Path, xml: str) -> Path:
    """A workbook whose first sheet is this."""
    whole = workbook(path.with_name("whole.xlsx"), 住户=ROWS)
    with zipfile.ZipFile(whole) as old, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.infolist():
            mine = part.filename == "xl/worksheets/sheet1.xml"
            new.writestr(part.filename, xml if mine else old.read(part.filename))
    return path


SHEET = (
    '<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/'
    'main"><sheetData>{}</sheetData></worksheet>'
)


def test_merged_cells_end_where_their_sheet_does(tmp_path: Path) -> None:
    cells = '<row r="1"><c r="A1"><v>101</v></c></row><row r="2"><c r="B2"><v>1</v></c></row>'
    areas = '<mergeCells><mergeCell ref="A1:A1048576"/><mergeCell ref="C7:D9"/></mergeCells>'
    xml = SHEET.format(cells).replace("</worksheet>", f"{areas}</worksheet>")
    path = _with_sheet(tmp_path / "a.xlsx", xml)
    (table,) = read_tables(path)
    assert table.merged == ((0, 0, 1, 0),)
    many = "<mergeCells>" + '<mergeCell ref="A1:A1048576"/>' * 60 + "</mergeCells>"
    path = _with_sheet(path, xml.replace(areas, many))
    assert refusal(path, cells=100) == ("sheet_too_large", None)


def test_a_document_type_is_refused(tmp_path: Path) -> None:
    xml = SHEET.format("").replace("?><w", '?><!DOCTYPE a [<!ENTITY b "c">]><w')
    assert refusal(_with_sheet(tmp_path / "a.xlsx", xml))[0] == "file_has_doctype"


def test_a_bomb_of_zeros_is_refused_without_unpacking(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", 住户=ROWS)
    with (
        zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as archive,
        archive.open("xl/media/zeros.bin", "w") as part,
    ):
        for _ in range(8):
            part.write(bytes(1 << 20))
    assert path.stat().st_size < 40_000
    assert refusal(path, unpacked=4 << 20)[0] == "file_unpacks_too_large"


def test_a_bomb_that_lies_about_its_size_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    _with_sheet(path, SHEET.format(" " * (3 << 20)))
    data = bytearray(path.read_bytes())
    size = struct.pack("<I", len(SHEET.format(" " * (3 << 20)).encode()))
    assert data.count(size) >= 2
    path.write_bytes(data.replace(size, struct.pack("<I", 100)))
    assert refusal(path, unpacked=1 << 20)[0] in ("paper_damaged", "file_unpacks_too_large")


def test_a_sheet_of_a_million_rows_by_thousands_of_columns_is_refused(tmp_path: Path) -> None:
    last = '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
    cells = '<row r="1"><c r="A1"><v>1</v></c></row>' + last
    assert refusal(_with_sheet(tmp_path / "a.xlsx", SHEET.format(cells)))[0] == "sheet_too_large"


def test_a_sheet_wide_with_styled_cells_alone_is_read(tmp_path: Path) -> None:
    cells = '<row r="1"><c r="A1"><v>1</v></c><c r="XFD1" s="1"/></row>'
    (table,) = read_tables(_with_sheet(tmp_path / "a.xlsx", SHEET.format(cells)))
    assert table.rows[0][0] == 1


@pytest.mark.skipif(os.name == "nt", reason="Windows sets no such limit")
def test_a_reader_that_takes_too_much_memory_is_ended(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", 住户=[("甲" * 30_000,)] * 3000)
    assert refusal(path, memory=80 << 20)[0] == "file_too_demanding"


def test_a_large_file_is_not_read(tmp_path: Path) -> None:
    path = text(tmp_path / "a.csv", [*ROWS] * 20)
    assert refusal(path, file=200)[0] == "file_too_large"


def test_too_many_rows_of_text(tmp_path: Path) -> None:
    path = text(tmp_path / "a.csv", [*ROWS] * 20)
    assert refusal(path, rows=10)[0] == "sheet_too_large"


def test_nul_characters_are_refused_with_their_row(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes("小区,户主\n大林苑,汤\0雪\n".encode() + "大林苑,某某\n".encode() * 30)
    assert refusal(path) == ("file_has_nul", 2)


def test_damaged_utf8_is_not_taken_for_gb18030(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    data = ("小区,户主\n" + "大林苑,汤雪俊\n" * 20).encode()
    path.write_bytes(data[:100] + b"\xff" + data[101:])
    assert refusal(path)[0] == "text_damaged"


def test_an_unknown_encoding_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(b"a,b\n\xff\xff,\xff\n")
    assert refusal(path) == ("encoding_unknown", 2)


@pytest.mark.parametrize(
    ("lines", "code", "row"),
    [
        ('小区,室号,户主\n大林苑,101,甲\n大林苑,"102,乙\n大林苑,103,丙\n', "quote_unclosed", 3),
        ('小区,室号,户主\n大林苑,"101,甲\n大林苑,102,乙"\n大林苑,103,丙\n', "quote_unclosed", 2),
        ('小区,室号,户主\n大林苑,101,"甲"乙\n', "quote_misplaced", 2),
    ],
)
def test_a_quote_never_swallows_rows(tmp_path: Path, lines: str, code: str, row: int) -> None:
    path = tmp_path / "a.csv"
    path.write_text(lines, encoding="utf-8")
    assert refusal(path) == (code, row)


def test_free_text_keeps_its_characters_whatever_its_quotes(tmp_path: Path) -> None:
    path = tmp_path / "calls.txt"
    path.write_text('09:00 "急" 1号102室\n', encoding="gb18030")
    source = read_source(path)
    assert source.text == '09:00 "急" 1号102室\n'


@pytest.mark.skipif(os.name == "nt", reason="no named pipes there")
def test_a_named_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.csv")
    assert refusal(tmp_path / "a.csv")[0] == "file_not_table"
