"""Papers nobody can have meant, and some that somebody meant badly: each a name and its bytes."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator, Sequence
from random import Random

import xlsxwriter

from tests.faults.texts import TEXTS

_ROWS = (
    ("姓名", "岗位", "联系电话", "备注"),
    ("甲一", "社工", "13800000001", "药"),
    ("乙二", "志愿者", "13800000002", "车"),
)
_TEXT = "".join(",".join(row) + "\n" for row in _ROWS)
_HEAD = _TEXT.splitlines(keepends=True)[0]

_SHEET, _BOOK = "xl/worksheets/sheet1.xml", "xl/workbook.xml"

_OLD = bytes.fromhex("D0CF11E0A1B11AE1")
"""How workbooks of the nineties begin, and locked ones of today."""

Paper = tuple[str, bytes]


def small() -> Iterator[Paper]:
    """Papers that are no trouble to make."""
    yield from _encoded()
    yield from _tables_of_text()
    yield from _not_what_they_say()
    yield from _workbooks()
    yield from _named()


def large() -> Iterator[Paper]:
    """Papers that are larger than they look, or larger than anybody's."""
    yield "one-line.csv", b"x" * 30_000_000
    yield "rows.csv", (_HEAD + _TEXT.splitlines(keepends=True)[1] * 150_000).encode()
    yield "columns.csv", b",".join([b"c"] * 100_000) + b"\n" + b",".join([b"1"] * 100_000)
    yield "lines.txt", "".join(f"大林苑{n}号{n} 没药 138{n:08}\n" for n in range(5_000)).encode()
    yield "line.txt", ("桂枝苑1号1204室没药了" * 40_000).encode()
    yield "deep.xls", b"<html>" + b"<table><tr><td>" * 20_000
    cell = '<c r="A%d" t="inlineStr"><is><t>' + "A" * 1000 + "</t></is></c>"
    rows = "".join(f'<row r="{n}">{cell % n}</row>' for n in range(5, 60_000))
    yield "bomb-rows.xlsx", _with_rows(rows)
    one = '<row r="9"><c r="A9" t="inlineStr"><is><t>' + "A" * 60_000_000 + "</t></is></c></row>"
    yield "bomb-cell.xlsx", _with_rows(one)
    yield "bomb-member.xlsx", _with_part("xl/media/x.bin", bytes(200_000_000))
    many = "<row>" + "<c><v>1</v></c>" * 512 + "</row>"
    yield "cells.xlsx", _with_rows(many * 5_000)
    yield "parts.xlsx", _with_parts({f"xl/p{n}.xml": b"<x/>" for n in range(5_000)})
    merges = "".join(f'<mergeCell ref="A{n}:C{n + 1}"/>' for n in range(1, 100_000, 2))
    yield "merges.xlsx", _merged(merges)


def broken(rnd: Random, good: Sequence[tuple[str, bytes]]) -> Paper:
    """A good paper with some of its bytes changed, cut out or doubled."""
    name, content = rnd.choice(good)
    harmed = bytearray(content)
    for _ in range(rnd.choice((1, 3, 20))):
        if not harmed:
            break
        at = rnd.randrange(len(harmed))
        change = rnd.choice(("bit", "byte", "cut", "double"))
        if change == "bit":
            harmed[at] ^= 1 << rnd.randrange(8)
        elif change == "byte":
            harmed[at] = rnd.randrange(256)
        elif change == "cut":
            del harmed[at : at + rnd.randrange(1, 200)]
        else:
            harmed[at:at] = harmed[at : at + rnd.randrange(1, 200)]
    return f"broken-{name}", bytes(harmed)


# -- text ------------------------------------------------------------------------------------------


def _encoded() -> Iterator[Paper]:
    for encoding in ("utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-7", "gb18030"):
        yield f"{encoding}.csv", _TEXT.encode(encoding)
    for encoding in ("big5", "shift_jis", "euc_kr"):
        yield f"{encoding}.csv", _TEXT.encode(encoding, "replace")
    yield "gb-broken.csv", _TEXT.encode("gb18030") + b"\x81\xff\xff,x\n"
    yield "mixed.csv", _TEXT.encode() + "丙三,社工,13800000003,药\n".encode("gb18030")
    yield "utf8-broken.csv", _TEXT.encode()[:-3] + b"\xff\xfe\n"
    yield "half-a-letter.csv", _TEXT.encode()[:-2]


def _tables_of_text() -> Iterator[Paper]:
    yield "empty.csv", b""
    yield "blank.csv", b"\n \n\t\n"
    yield "mark-only.csv", b"\xef\xbb\xbf"
    yield "nul.csv", _TEXT.replace("甲", "甲\0").encode()
    yield "nuls.csv", bytes(50_000)
    yield "head-only.csv", _HEAD.encode()
    yield "no-head.csv", _TEXT.removeprefix(_HEAD).encode()
    yield "foreign-head.csv", b"foo,bar\n1,2\n"
    yield "same-head.csv", "姓名,姓名,联系电话\na,b,13800000005\n".encode()
    yield "short-rows.csv", (_HEAD + "甲一\n乙二,社工\n").encode()
    yield "long-rows.csv", (_HEAD + "甲一,社工,13800000001,x,y,z,q,r\n").encode()
    yield "open-quote.csv", (_HEAD + '"甲一,社工,1380\n' + _TEXT * 200).encode()
    yield "stray-quote.csv", (_HEAD + '甲"一,社工,13800000001,x\n"乙"二,a,b,c\n').encode()
    yield "swallowed.csv", (_HEAD + '甲一,社工,13800000001,"x\n乙二,a,b,y"\n').encode()
    yield "cell.csv", (_HEAD + f"甲一,社工,13800000001,{'x' * 200_000}\n").encode()
    yield "digits.csv", (_HEAD + f"甲一,社工,{'9' * 60_000},x\n").encode()
    yield "numerals.csv", (_HEAD + f"甲一,社工,13800000001,{'一' * 60_000}\n").encode()
    for n, text in enumerate(TEXTS):
        given = text.encode("utf-8", "replace").decode().replace("\n", " ")
        quoted = given.replace('"', '""')
        yield f"text-{n}.csv", f'{_HEAD}甲一,社工,13800000001,"{quoted}"\n'.encode()
        yield f"head-{n}.csv", f'姓名,岗位,联系电话,"{quoted}"\n甲一,社工,13800000001,x\n'.encode()
        yield f"call-{n}.txt", f"桂枝苑1号1204室 {given} 没药了 13800000001\n".encode()


def _not_what_they_say() -> Iterator[Paper]:
    noise = Random(1).randbytes(3_000)
    for name, start in (
        ("program.csv", b"MZ\x90\0"),
        ("paper.xlsx", b"%PDF-1.7\n"),
        ("packed.csv", b"\x1f\x8b\x08"),
        ("picture.csv", b"\x89PNG\r\n\x1a\n"),
        ("store.csv", b"SQLite format 3\0"),
        ("old.xls", _OLD),
        ("zip.xlsx", b"PK\3\4"),
        ("noise.csv", b""),
        ("noise.xlsx", b""),
    ):
        yield name, start + noise
    yield "locked.xlsx", _OLD + bytes(1500) + _wide("EncryptedPackage")
    yield "page.xls", "<html><table><tr><td>姓名<td>联系电话<tr><td>甲一<td>138</table>".encode()
    yield "spans.xls", "<table><tr><td colspan=99999999 rowspan=99999999>姓名</table>".encode()
    yield "rich.txt", b"{\\rtf1 x}"
    yield "book.csv", book()
    yield "text.xlsx", _TEXT.encode()


def _wide(text: str) -> bytes:
    return text.encode("utf-16-le") + bytes(2_000)


def _named() -> Iterator[Paper]:
    """Good papers with bad names."""
    for text in TEXTS:
        name = text.replace("/", "")[:40]
        if name.strip(" .\n\t") and "\x00" not in name:
            yield f"{name}.csv", _TEXT.encode()
    yield "..\\escaped.csv", _TEXT.encode()


# -- workbooks -------------------------------------------------------------------------------------


def book(name: str = "名单", rows: Sequence[Sequence[str]] = _ROWS) -> bytes:
    """A workbook as it should be."""
    out = io.BytesIO()
    made = xlsxwriter.Workbook(out, {"in_memory": True})
    sheet = made.add_worksheet(name)
    for at, row in enumerate(rows):
        for column, cell in enumerate(row):
            sheet.write_string(at, column, cell)
    made.close()
    return out.getvalue()


def _parts(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        return {name: packed.read(name) for name in packed.namelist()}


def _packed(parts: dict[str, bytes], how: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", how) as packed:
        for name, content in parts.items():
            packed.writestr(name, content)
    return out.getvalue()


def _changed(part: str, was: str, becomes: str) -> bytes:
    """A workbook in which a text of one part is another."""
    parts = _parts(book())
    text = parts[part].decode()
    assert was in text
    parts[part] = text.replace(was, becomes, 1).encode()
    return _packed(parts)


def _with_parts(more: dict[str, bytes]) -> bytes:
    return _packed(_parts(book()) | more)


def _with_part(name: str, content: bytes) -> bytes:
    return _with_parts({name: content})


def _without(part: str) -> bytes:
    parts = _parts(book())
    del parts[part]
    return _packed(parts)


def _with_rows(rows: str) -> bytes:
    return _changed(_SHEET, "</sheetData>", f"{rows}</sheetData>")


def _merged(merges: str) -> bytes:
    return _changed(_SHEET, "</sheetData>", f"</sheetData><mergeCells>{merges}</mergeCells>")


def _typed(prefix: str) -> str:
    """A document type in which each entity is ten of the one before."""
    lines = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 9))
    return f'{prefix}<!DOCTYPE x [<!ENTITY a0 "lolololololololo">{lines}]>'


_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


def _workbooks() -> Iterator[Paper]:
    good = book()
    yield "good.xlsx", good
    yield "half.xlsx", good[: len(good) // 2]
    yield "no-tail.xlsx", good[:-30]
    yield "junk-first.xlsx", b"X" * 100 + good
    yield "flagged.xlsx", good.replace(b"PK\1\2\x14\0\x14\0\0\0", b"PK\1\2\x14\0\x14\0\1\0")
    yield "lzma.xlsx", _packed(_parts(good), zipfile.ZIP_LZMA)
    yield "stored.xlsx", _packed(_parts(good), zipfile.ZIP_STORED)
    yield "no-sheet.xlsx", _without(_SHEET)
    yield "no-book.xlsx", _without(_BOOK)
    yield "no-types.xlsx", _without("[Content_Types].xml")
    yield "open-tag.xlsx", _changed(_SHEET, "</sheetData>", "")
    yield "entities.xlsx", _changed(_SHEET, _XML, _typed(_XML))
    yield (
        "outside.xlsx",
        _changed(_SHEET, _XML, _XML + '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/hostname">]>'),
    )
    strings = _typed('<?xml version="1.0" encoding="UTF-16"?>') + "<sst/>"
    yield "wide-entities.xlsx", _with_part("xl/sharedStrings.xml", strings.encode("utf-16"))
    yield "climbing.xlsx", _with_part("../../../../daiban-slip.txt", b"x")
    yield "far.xlsx", _with_rows('<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>')
    yield "too-far.xlsx", _with_rows('<row r="9"><c r="ZZZZ99999999"><v>1</v></c></row>')
    yield "nowhere.xlsx", _with_rows("<row><c><v>1</v></c></row>" * 50)
    yield "no-string.xlsx", _with_rows('<row r="9"><c r="A9" t="s"><v>999999</v></c></row>')
    yield "no-number.xlsx", _with_rows('<row r="9"><c r="C9"><v>１e９９９</v></c></row>')
    yield "huge-number.xlsx", _with_rows('<row r="9"><c r="C9"><v>1e308</v></c></row>')
    yield "wrong.xlsx", _with_rows('<row r="9"><c r="A9" t="e"><v>#N/A</v></c></row>')
    yield "no-day.xlsx", _with_rows('<row r="9"><c r="A9" t="d"><v>9999-99-99</v></c></row>')
    yield "merged.xlsx", _merged('<mergeCell ref="A1:XFD1048576"/>')
    yield "merged-wrong.xlsx", _merged('<mergeCell ref="C9:A1"/><mergeCell ref=""/>')
    more = "".join(f'<sheet name="S{n}" sheetId="{n + 2}" r:id="rId1"/>' for n in range(500))
    yield "sheets.xlsx", _changed(_BOOK, "</sheets>", f"{more}</sheets>")
    yield "nameless.xlsx", _changed(_BOOK, 'name="名单"', 'name=""')
    for n, name in enumerate(("&#27;]0;x&#7;", "&#155;2J", "\u202e单名", "[/]", "{0}", "x" * 500)):
        yield f"sheet-{n}.xlsx", _changed(_BOOK, 'name="名单"', f'name="{name}"')
    for n, text in enumerate(TEXTS[:40]):
        clean = "".join(c if c.isprintable() else f"_x{ord(c):04X}_" for c in text)
        clean = clean.encode("utf-8", "replace").decode()
        yield f"cell-{n}.xlsx", book(rows=(*_ROWS, (clean, "社工", "13800000009", clean)))
