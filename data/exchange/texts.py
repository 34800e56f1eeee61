"""Text files as they come: their bytes to characters, and a table of text to rows, strictly.

What cannot be told for certain is refused with the row where it went wrong; nothing is guessed.
"""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Callable, Iterator, Sequence

from models.problems import Refused

DELIMITERS = (",", "\t", ";", "，", "|")
"""What may stand between cells; the first wins where two do equally well."""

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_OTHER_FILES = (
    b"%PDF",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"MZ",
    b"\x7fELF",
    b"\x1f\x8b",
    b"7z\xbc\xaf",
    b"Rar!",
    b"BZh",
    b"{\\rtf",
    b"SQLite format 3",
)
_PROBE = 1 << 16


def decode(data: bytes, file: str) -> str:
    """The characters of a text file, with plain newlines.

    Takes UTF-8, UTF-16 and UTF-32 with their marks, UTF-8, UTF-16 without a mark, and GB18030.

    Raises:
        Refused: `file_not_table`, `file_has_nul`, `text_damaged`, `encoding_unknown`.
    """
    if data.startswith(_OTHER_FILES):
        raise Refused("file_not_table", file=file)
    text = _characters(data, file)
    if "\0" in text:
        raise Refused("file_has_nul", file=file, row=_row(text[: text.index("\0")]))
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _characters(data: bytes, file: str) -> str:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            try:
                return data[len(mark) :].decode(encoding)
            except UnicodeDecodeError as error:
                raise Refused("text_damaged", file=file, row=_row_of(data, error.start)) from error
    if b"\0" in data:
        return _wide(data, file)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        damage = error
    if _mostly_utf8(data):
        raise Refused("text_damaged", file=file, row=_row_of(data, damage.start)) from damage
    try:
        return data.decode("gb18030")
    except UnicodeDecodeError as error:
        raise Refused("encoding_unknown", file=file, row=_row_of(data, error.start)) from error


def _wide(data: bytes, file: str) -> str:
    """UTF-16 without its mark: the zero bytes of digits and commas all stand on one side."""
    probe = data[:_PROBE]
    even, odd = probe[0::2].count(0), probe[1::2].count(0)
    few = max(even, odd) // 50
    encoding = "utf-16-le" if even <= few else "utf-16-be" if odd <= few else None
    if encoding is None or len(data) % 2 or max(even, odd) * 20 < len(probe):
        raise Refused("file_has_nul", file=file, row=_row_of(data, data.index(0)))
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise Refused("file_has_nul", file=file, row=_row_of(data, data.index(0))) from error


def _mostly_utf8(data: bytes) -> bool:
    """Whether the text is UTF-8 with a few bytes broken, rather than another encoding."""
    text = data.decode("utf-8", errors="replace")
    broken = text.count("\ufffd")
    good = sum(character > "\u02ff" for character in text) - broken
    return good > 4 * broken


def _row_of(data: bytes, at: int) -> int:
    return data.count(b"\n", 0, at) + 1


def _row(text: str) -> int:
    return text.count("\n") + text.count("\r") - text.count("\r\n") + 1


def rows(text: str, file: str, known: Callable[[str], bool]) -> list[list[str]]:
    """The rows of a table of text; a blank line is an empty row, so that row numbers hold.

    Args:
        known: tells whether a cell's text is a heading; the delimiter under which one line has most
            headings is taken.

    Raises:
        Refused: `quote_unclosed`, `quote_misplaced`, each with the row.
    """
    first, _, rest = text.partition("\n")
    if first.strip().lower().startswith("sep=") and len(first.strip()) == 5:
        # The line is the spreadsheet program's own; it keeps its place as an empty row.
        return [[], *_parse(rest, first.strip()[4], file, before=1)]
    return _parse(text, _delimiter(text, known), file, before=0)


def has_headings(text: str, known: Callable[[str], bool]) -> bool:
    """Whether a line among the first has two headings or more, so that a table is meant."""
    return any(_headings(_first_lines(text), delimiter, known) > 1 for delimiter in DELIMITERS)


def _first_lines(text: str) -> list[str]:
    return [line for line in text.split("\n", 60)[:60] if line.strip()]


def _headings(lines: Sequence[str], delimiter: str, known: Callable[[str], bool]) -> int:
    """Headings in the line that has most of them."""
    return max(
        (sum(known(cell.strip().strip('"')) for cell in line.split(delimiter)) for line in lines),
        default=0,
    )


def _delimiter(text: str, known: Callable[[str], bool]) -> str:
    lines = _first_lines(text)

    def evenly(delimiter: str) -> int:
        counts = [line.count(delimiter) for line in lines]
        most = max(counts, default=0)
        return counts.count(most) * most if most else 0

    return max(
        DELIMITERS, key=lambda delimiter: (_headings(lines, delimiter, known), evenly(delimiter))
    )


def _parse(text: str, delimiter: str, file: str, *, before: int) -> list[list[str]]:
    csv.field_size_limit(len(text) + 1)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    found: list[list[str]] = []
    while True:
        row = len(found) + 1 + before
        try:
            cells = next(reader)
        except StopIteration:
            break
        except csv.Error as error:
            raise _quoting(str(error), file, row) from error
        if any("\n" in cell or cell.count(delimiter) > 1 for cell in cells):
            _check_swallowed(cells, delimiter, file, row, max(map(len, found), default=0))
        found.append(cells)
    while found and not any(found[-1]):
        found.pop()
    return found


def _quoting(words: str, file: str, row: int) -> Refused:
    if "end of data" in words:
        return Refused("quote_unclosed", file=file, row=row)
    return Refused("quote_misplaced", file=file, row=row)


def _check_swallowed(cells: list[str], delimiter: str, file: str, row: int, width: int) -> None:
    """Refuse a quoted cell with whole rows inside: its quote was closed by a later stray one."""
    for cell in cells:
        inner = cell.split("\n")
        if (
            len(inner) > 1
            and width > 2
            and any(line.count(delimiter) >= (width - 1) // 2 + 1 for line in inner)
        ):
            raise Refused("quote_unclosed", file=file, row=row)


def is_page(text: str) -> bool:
    """Whether the text is a web page, as some systems call a spreadsheet."""
    start = text[:4096].lstrip().lower()
    return start.startswith(("<html", "<!doctype html", "<table", "<meta")) or (
        start.startswith("<") and "<table" in start
    )


def lines(text: str) -> Iterator[tuple[int, str]]:
    """The lines of free text that are not blank, with their numbers from 1."""
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip():
            yield number, line.strip()
