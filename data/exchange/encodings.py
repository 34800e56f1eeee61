"""The characters of text files, in whatever encoding their bytes are, strictly.

What cannot be told for certain is refused with the row where it went wrong; nothing is guessed.
"""

from __future__ import annotations

import codecs
import re

from models.problems import Refused

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
_COMMON = {
    "gb18030": re.compile(rb"[\xb0-\xd7\xa1\xa3][\xa1-\xfe]"),
    "cp950": re.compile(rb"[\xa4-\xc6\xa1\xa2][\x40-\x7e\xa1-\xfe]"),
}
"""Encodings of Chinese with the bytes of their common characters: the 3755 of the first level of
GB 2312, the 5401 of that of Big5, and punctuation."""
_PLAUSIBLE = 0.6
"""The share of common characters below which a text is hardly Chinese in an encoding."""
_SURELY_PLAUSIBLE = 0.8
_SURER = 0.1
"""How much more of a text has to be common characters in Big5 before it is taken for that."""
_CERTAIN = 0.3
"""How much more of a page has to be common characters in what it does not say that it is in."""
_DECLARED = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([\w-]+)""", re.IGNORECASE)
_DECLARED_AS = {b"gb2": "gb18030", b"gbk": "gb18030", b"gb1": "gb18030", b"big": "cp950"}
_WESTERN_MARKS = "\u2018\u2019\u201c\u201d\u2013\u2014\u2026\u20ac\xa0\xa3\xa9\xae\xb0\xb7\xbd"
_START = 4096


def decode(data: bytes, file: str) -> str:
    """The characters of a text file, with plain newlines.

    Takes UTF-8, UTF-16 and UTF-32 with their marks, UTF-8 and UTF-16 without, GB18030, Big5, and
    plain text with single letters of Windows-1252.

    Raises:
        Refused: `file_not_table`, `file_has_nul`, `text_damaged`, `encoding_unknown`,
            `encoding_unclear` for what may be either of two.
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
    return _chinese(data, file)


def _chinese(data: bytes, file: str) -> str:
    """Text of one of the two families of Chinese encodings, by what it says of itself where it does
    and else by how common the characters are that it would be; of western ones where it is neither.

    Most texts of one can be read as the other, too, as characters that hardly anybody uses.
    """
    found = {code: text for code in _COMMON if (text := _strictly(data, code)) is not None}
    common = {code: _common_share(text, code) for code, text in found.items()}
    simplified, traditional = common.get("gb18030", 0.0), common.get("cp950", 0.0)
    said = _DECLARED.search(data[:_START]) if data.lstrip()[:1] == b"<" else None
    declared = _DECLARED_AS.get(said[1].lower()[:3], "") if said else ""
    if declared in found and common[declared] + _CERTAIN >= max(simplified, traditional):
        return found[declared]
    if max(simplified, traditional) < _PLAUSIBLE and (western := _western(data)) is not None:
        return western
    if "gb18030" in found and simplified >= traditional:
        return found["gb18030"]
    if traditional >= max(_SURELY_PLAUSIBLE, simplified + _SURER):
        return found["cp950"]
    code = "encoding_unclear" if "gb18030" in found else "encoding_unknown"
    raise Refused(code, file=file, row=_row_of(data, _first_wrong(data, "gb18030")))


def _strictly(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


def _first_wrong(data: bytes, encoding: str) -> int:
    """The place of the first byte that does not fit an encoding, else of the first beyond ASCII."""
    try:
        data.decode(encoding)
    except UnicodeDecodeError as error:
        return error.start
    return next((at for at, byte in enumerate(data) if byte > 0x7F), 0)


def _common_share(text: str, encoding: str) -> float:
    """The share of the characters beyond ASCII that are among the common ones of an encoding."""
    beyond = [char.encode(encoding) for char in text[:_PROBE] if char > "\x7f"]
    common = _COMMON[encoding]
    return sum(bool(common.fullmatch(char)) for char in beyond) / max(1, len(beyond))


def _western(data: bytes) -> str | None:
    """Text with single accented letters and typographic marks between plain ones, else None."""
    if re.search(rb"[\x80-\xff]{2}", data):
        return None
    text = _strictly(data, "cp1252")
    if text is None:
        return None
    beyond = {char for char in text if char > "\x7f"}
    return text if all(char.isalpha() or char in _WESTERN_MARKS for char in beyond) else None


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
