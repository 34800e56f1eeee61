"""Tables in web pages, which some systems hand out under the name of a spreadsheet."""

from __future__ import annotations

from html.parser import HTMLParser

from models.problems import Refused


def rows(text: str, file: str) -> list[list[str]]:
    """The rows of all tables of a web page.

    Raises:
        Refused: `file_not_table` when it has none.
    """
    page = _Page()
    page.feed(text)
    page.close()
    if not page.rows:
        raise Refused("file_not_table", file=file)
    return page.rows


class _Page(HTMLParser):
    """Collects the text of table cells; a cell over several columns leaves the others empty."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.rows: list[list[str]] = []
        self._cell: list[str] | None = None
        self._span = 1

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "tr":
            self._finish()
            self.rows.append([])
        elif tag in ("td", "th") and self.rows:
            self._finish()
            span = dict(attrs).get("colspan") or "1"
            self._span = min(int(span), 512) if span.isdecimal() else 1
            self._cell = []

    def handle_endtag(self, tag: str) -> None:
        if tag in ("td", "th", "tr", "table"):
            self._finish()

    def handle_data(self, data: str) -> None:
        if self._cell is not None:
            self._cell.append(data)

    def _finish(self) -> None:
        if self._cell is not None:
            self.rows[-1].append(" ".join("".join(self._cell).split()))
            self.rows[-1].extend([""] * (self._span - 1))
            self._cell = None
