"""Tables of text as they come, to rows, strictly.

What cannot be told for certain is refused with the row where it went wrong; nothing is guessed.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterator, Sequence

from models.problems import Refused

DELIMITERS = (",", "\t", ";", "，", "|")
"""What may stand between cells; the first wins where two do equally well."""

_START = 4096
_XML_WORKBOOK = "urn:schemas-microsoft-com:office:spreadsheet"
_PAGE_TAGS = ("<html", "<!doctype html", "<table", "<meta", "<body", "<tr", "<td")

_AS_FORMULA = re.compile(r'="([^"]*)"')
_AFTER_APOSTROPHE = re.compile(r"'([\d=+\-@＝＋－＠\t\r].*)", re.DOTALL)
_AS_DECIMAL = re.compile(r"(\d+)\.0")


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
    csv.field_size_limit(max(csv.field_size_limit(), len(text) + 1))  # for all who read any
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


def is_saved_page(data: bytes) -> bool:
    """Whether this is a web page saved as one file with all its parts (MHTML)."""
    start = data[:_START].lstrip().lower()
    return start.startswith((b"mime-version:", b"from:", b"content-type:", b"subject:")) and (
        b"multipart/related" in start or b"text/html" in start
    )


def markup(text: str) -> str | None:
    """`xml` for a workbook written as XML, `page` for a web page, as some systems call a
    spreadsheet; None for text without tags."""
    start = text[:_START].lstrip().lower()
    if not start.startswith("<"):
        return None
    if _XML_WORKBOOK in start or '<?mso-application progid="excel.sheet"' in start:
        return "xml"
    return "page" if start.startswith("<?xml") or any(tag in start for tag in _PAGE_TAGS) else None


def bare(cell: str) -> str:
    """A cell without what was put around its value so that no spreadsheet program changes it:
    `="0012"`, `'0012`, `'+44` as lists of this program have it; a number kept as a decimal,
    `13800000001.0`, without its `.0`."""
    plain = cell.strip()
    for shape in (_AS_FORMULA, _AFTER_APOSTROPHE, _AS_DECIMAL):
        if found := shape.fullmatch(plain):
            return found[1]
    return cell if plain else ""


def lines(text: str) -> Iterator[tuple[int, str]]:
    """The lines of free text that are not blank, with their numbers from 1."""
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip():
            yield number, line.strip()
