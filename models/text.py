"""The gates for text, and the plain forms text is compared, sorted and counted by.

What a person typed or a file held passes `clean` once, before it is kept. What goes to a terminal
passes `printable`: a file that was handed over, a folder or an argument never passed the first.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

LIMIT = 10_000
"""Characters kept of one text unless the caller says otherwise."""

MARKS_IN_A_ROW = 4
"""Combining marks kept on one letter; more are only used to smear over neighbouring lines."""

_STRING_BODY = "[^\x07\x1b\x90\x98\x9c-\x9f]*"
_STRING_END = "(?:\x07|\x1b\\\\|\x9c)"
_ESCAPES = (
    rf"(?:\x1b\[|\x9b)[0-?]*[ -/]*[@-~]"  # control sequences: colours, cursor, screen
    rf"|(?:\x1b[\]PX^_]|[\x90\x98\x9d-\x9f]){_STRING_BODY}{_STRING_END}"  # titles, clipboard
    r"|\x1b[ -/]*[0-~]?"  # short escapes; an unfinished one loses its opening only
)
_BREAKS = "\r\n|[\r\v\f\x1c-\x1e\x85\u2028\u2029]"
_PLAIN = "[ -~\u2018-\u201d\u2026\u3001-\u3029\u4e00-\u9fff\uff01-\uff5e]*"
"""Text of these alone holds nothing to take out and is in composed form already."""
_SEEN_ALONE = (
    "\n -~\xa1-\xac\xae-\u02ff\u0370-\u0482\u048a-\u052f\u1e00-\u1fff\u2010-\u2027\u2030-\u205e"
    "\u2070-\u20cf\u2100-\u2bff\u2e80-\u3029\u3030-\u3098\u309b-\u3163\u3165-\ua48c\uac00-\ud7a3"
    "\uf900-\ufaff\uff01-\uff9f\uffe0-\uffee"
)
"""What is seen as it is wherever it stands; nothing of it is put over other letters."""
_SEEN = re.compile(f"[{_SEEN_ALONE}]*")
_SURROGATES = "[\ud800-\udfff]"

_UNSEEN_LETTERS = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u3164\uffa0")
_BLANK_SYMBOL = "\u2800"
_JOINER, _NON_JOINER = "\u200d", "\u200c"
_VIRAMA_CLASS = 9

_NARROW = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: 0x20}

_DIGITS_SAID = dict(zip("零〇一二两三四五六七八九幺", "0012234567891", strict=True)) | dict(
    zip("壹贰叁肆伍陆柒捌玖俩仨", "12345678923", strict=True)
)
_TENS_SAID = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000, "万": 10_000}
_TWENTIES_SAID = {"廿": 20, "卅": 30}
CHINESE_NUMERALS = "".join([*_DIGITS_SAID, *_TENS_SAID, *_TWENTIES_SAID])

_COUNT = (
    rf"(?:约|共|大约|合计)?(\d{{1,3}}(?:,\d{{3}})+|\d+|[{CHINESE_NUMERALS}]+)(?:\.0+)?"
    r"\s*[^\W\d]{0,2}"
)
_RUN = rf"\d+|[{CHINESE_NUMERALS}]+"
_PHONE_SHAPES = (
    r"1[3-9]\d{9}"  # mobile
    r"|0(?:10|2\d|[3-9]\d\d)[2-9]\d{6,7}"  # landline with its area code
    r"|[2-9]\d{6,7}"  # landline of the town
    r"|[48]00\d{7}"
    r"|11\d|12\d|12\d{3}|9[56]\d{3}"  # emergency and service numbers
)

_ELSEWHERE_SHAPES = (
    # As the United Kingdom dials them, but for what may be a mobile with a 0 in front and a digit
    # short; of those only what is kept free there for invented people.
    r"0(?:1[12]|[2-9]\d)\d{8}|01632960\d{3}|01\d14960\d{3}"
    r"|0[2378]5550\d{4}|0491570\d{3}"  # Australia
    r"|1?[2-9]\d\d55501\d\d"  # of North America, kept free for invented people
    r"|44\d{10}|61[2-478]\d{8}|85[23]\d{8}|886\d{9}"  # with their country, as they are kept
)
_DIGITS_GROUPED = r"\s*\(?(?:\d+[ ()\-]{1,2})*\d{3,}\s*"
"""Digits alone; fewer than three behind others would be an extension."""
_LANDLINE = r"(?:0(?:10|2\d|[3-9]\d\d))?[2-9]\d{6,7}"
_IN_POWERS = r"(\d)(?:\.(\d+))?[Ee]\+?(\d{1,2})(?!\d)"
"""A number as a spreadsheet program shows it in a narrow column."""

_pattern = cache(re.compile)
"""Patterns are made when first asked for: together they take milliseconds, which every start and
every command would wait for."""

_SERVICE_DIGITS = 5
"""Emergency and service numbers have no more than these."""


def clean(text: str, *, limit: int = LIMIT, multiline: bool = False) -> str:
    """What is safe to keep and to send to a terminal.

    Takes out escape sequences, control and invisible characters, direction overrides and
    combining marks past the fourth; lone surrogates become U+FFFD; the rest is composed (NFC).
    A zero-width joiner stays only where it joins (between emoji, after a virama). Runs of blanks
    become one space; line breaks too, unless `multiline`, which keeps them and indentation.
    At most `limit` characters are kept. Cleaning twice gives the same.
    """
    if _pattern(_PLAIN).fullmatch(text):
        return _spaced(text[: limit * 4], multiline)[:limit].rstrip()
    text = _pattern(_ESCAPES).sub("", text[: limit * 4])
    text = _pattern(_BREAKS).sub("\n", text)
    text = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    while True:
        kept = unicodedata.normalize("NFC", _without_unseen(text))
        kept = _spaced(kept, multiline)[:limit].rstrip()
        if kept == text:
            return kept
        text = kept


def all_text(text: str) -> str:
    """Text in which bytes that are none, which the system hands on as lone surrogates, are U+FFFD.

    With them neither the store nor a terminal could take it.
    """
    return _pattern(_SURROGATES).sub("\ufffd", text)


def printable(text: str) -> str:
    """Text as it may go to a terminal: without all that `clean` takes out; its lines, its blanks
    and whatever is seen stay as they are."""
    if _SEEN.fullmatch(text):
        return text
    text = all_text(_pattern(_BREAKS).sub("\n", _pattern(_ESCAPES).sub("", text)))
    return _without_unseen(text, blanks=True)


def one_line(text: str) -> str:
    """Text as it may go to a terminal where one line is meant: an end of a line is a blank."""
    shown = printable(text)
    return " ".join(filter(None, shown.split("\n"))) if "\n" in shown else shown


def with_unseen_as(spell: Callable[[str], str], text: str) -> str:
    """Text with each character spelled another way that a terminal obeys or shows nothing of."""

    def seen(found: re.Match[str]) -> str:
        char = found[0]
        joins = char in (_JOINER, _NON_JOINER)
        return spell(char) if joins or _is_unseen(char, unicodedata.category(char)) else char

    return _pattern(f"[^{_SEEN_ALONE}]").sub(seen, text)


def _without_unseen(text: str, *, blanks: bool = False) -> str:
    """Text without what is not seen.

    Args:
        blanks: whether those of other widths stay; else each becomes a space.
    """
    out: list[str] = []
    marks = 0
    for at, char in enumerate(text):
        if char in (_JOINER, _NON_JOINER):
            follower = text[at + 1 : at + 2]
            if out and follower and _joins(char, out[-1], follower):
                out.append(char)
            continue
        category = unicodedata.category(char)
        marks = marks + 1 if category in ("Mn", "Me") else 0
        if marks <= MARKS_IN_A_ROW and not _is_unseen(char, category):
            is_blank = char == "\t" or (not blanks and (category == "Zs" or char == _BLANK_SYMBOL))
            out.append(" " if is_blank else char)
    return "".join(out)


def _is_unseen(char: str, category: str) -> bool:
    if category == "Cc":
        return char not in "\n\t"
    code = ord(char)
    nowhere = code & 0xFFFE == 0xFFFE or 0xFDD0 <= code <= 0xFDEF
    unseen_mark = 0x180B <= code <= 0x180F or char in _UNSEEN_LETTERS
    tag = 0xE0000 <= code <= 0xE007F
    return category in ("Cf", "Cs", "Zl", "Zp") or nowhere or unseen_mark or tag


def _joins(joiner: str, before: str, after: str) -> bool:
    if unicodedata.combining(before) == _VIRAMA_CLASS:
        return True
    pictures = before == "\ufe0f" or unicodedata.category(before) in ("So", "Sk")
    return joiner == _JOINER and pictures and unicodedata.category(after) == "So"


def _spaced(text: str, multiline: bool) -> str:
    if multiline:
        lines = text.replace("\t", " ").split("\n")
        return "\n".join(line.rstrip() for line in lines).strip()
    return " ".join(text.split())


def cells(text: str) -> int:
    """Cells that text takes on a terminal: two for a wide character, one for every other."""
    return sum(1 + (unicodedata.east_asian_width(char) in "WF") for char in text)


def within(text: str, most: int) -> str:
    """The beginning of text that takes so many cells at most."""
    left = most
    for at, char in enumerate(text):
        left -= cells(char)
        if left < 0:
            return text[:at]
    return text


def fold(text: str) -> str:
    """The form for comparing and searching: NFKC, without case, runs of blanks one space."""
    while True:
        folded = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold())
        folded = " ".join(folded.split())
        if folded == text:
            return folded
        text = folded


def narrow(text: str) -> str:
    """Full-width ASCII and the ideographic space made half-width, one for one: places stay."""
    return text.translate(_NARROW)


def spoken_number(text: str) -> int | None:
    """The value of Chinese numerals (`十二` 12, `两百零三` 203, `一九零三` 1903), else None."""
    if not text or len(text) > 12:
        return None
    if all(char in _DIGITS_SAID for char in text):
        return int("".join(_DIGITS_SAID[char] for char in text))
    total = pending = 0
    for char in text:
        if char in _DIGITS_SAID:
            pending = int(_DIGITS_SAID[char])
        elif char in _TWENTIES_SAID:
            total += _TWENTIES_SAID[char]
        elif char in ("万",):
            total, pending = (total + pending or 1) * 10_000, 0
        elif char in _TENS_SAID:
            total, pending = total + (pending or 1) * _TENS_SAID[char], 0
        else:
            return None
    return total + pending


def natural_key(text: str) -> str:
    """A key whose plain order is the order people expect: 2 before 10, names after numbers."""
    return _pattern(_RUN).sub(_number_key, fold(text))


def _number_key(run: re.Match[str]) -> str:
    said = run.group()
    if said.isdigit():
        digits = "".join(str(int(digit)) for digit in said).lstrip("0") or "0"
        return f"{min(len(digits), 999):03d}{digits}"
    value = spoken_number(said)
    return said if value is None else f"一{len(str(value)):03d}{value}"


def phone_digits(text: str) -> str | None:
    """The digits of one telephone number, without +86; None when it is not exactly one.

    Blanks, dashes, brackets and words around the number are passed over, also the `.0` of a
    number that a spreadsheet kept as a decimal.
    """
    raw = narrow(text).strip()
    raw = re.sub(r"(?<=\d)\.0+$", "", raw)
    if _pattern(_IN_POWERS).search(raw):
        whole = number_in_powers(raw)
        return phone_digits(whole) if whole else None
    abroad = re.match(r"(?:\+|00)(?!86)", raw)
    digits = "".join(re.findall(r"[0-9]", raw.replace("(0)", "") if abroad else raw))
    if abroad:
        digits = digits.removeprefix("00")
        return digits if 8 <= len(digits) <= 15 and digits[0] != "0" else None
    if len(digits) > 11:
        digits = re.sub(r"^(?:00)?86", "", digits)
    if not _pattern(_PHONE_SHAPES).fullmatch(digits) or _has_extension(raw, digits):
        return None
    return digits


def number_in_powers(text: str) -> str | None:
    """The digits of a whole number that a spreadsheet program wrote as `1.3800005089E+10`.

    None where some are lost, as in `1.38E+10`: those that are left may still look like a number.
    """
    found = _pattern(_IN_POWERS).fullmatch(text)
    if found is None:
        return None
    whole, decimals, power = found[1], found[2] or "", int(found[3])
    lost = len(decimals) < power or decimals[power:].strip("0")
    return None if lost else whole + decimals[:power]


def _has_extension(raw: str, digits: str) -> bool:
    """Whether the last digits are dialled behind a whole landline: 0571-8888000-1 is no
    0571-88880001."""
    tail = _pattern(r"\D+(\d{1,3})\D*$").search(raw)
    if tail is None or not _pattern(_LANDLINE).fullmatch(digits):
        return False
    return _pattern(_LANDLINE).fullmatch(digits.removesuffix(tail[1])) is not None


def own_phone(text: str) -> str | None:
    """The digits of one number that somebody has: no emergency or service number (120, 12345).

    Numbers of other countries are taken without `+`, too, where nothing here looks like them:
    that is how they are kept.
    """
    digits = phone_digits(text)
    if digits is None and _pattern(_DIGITS_GROUPED).fullmatch(narrow(text)):
        kept = "".join(re.findall(r"[0-9]", narrow(text)))
        digits = kept if _pattern(_ELSEWHERE_SHAPES).fullmatch(kept) else None
    return digits if digits and len(digits) > _SERVICE_DIGITS else None


def whole_number(text: object) -> int | None:
    """A count as sheets and people write it: `3人`, `３`, 3.0, `1,720`, `两人`, `十二`.

    None when it is no whole number of 0 or more, or when more than a unit stands beside it.
    """
    if isinstance(text, bool) or text is None:
        return None
    if isinstance(text, int):
        return text if text >= 0 else None
    if isinstance(text, float):
        return int(text) if text.is_integer() and text >= 0 else None
    match = _pattern(_COUNT).fullmatch(unicodedata.normalize("NFKC", str(text)).strip())
    if not match:
        return None
    said = match.group(1).replace(",", "")
    if not said.isdigit():
        return spoken_number(said)
    return int(said) if len(said) <= 15 else None


def all_clean(value: Any) -> Any:
    """A value as JSON has it, with all text in it made safe to show: it may be as it was typed."""
    if isinstance(value, str):
        return clean(value, multiline=True)
    if isinstance(value, Mapping):
        return {key: all_clean(one) for key, one in value.items()}
    return [all_clean(one) for one in value] if isinstance(value, list | tuple) else value
