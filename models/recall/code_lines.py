"""The codes of tubes in the lines of a list, wherever they stand: `1. K0485`, `K0485管和K0100管`,
`序号 姓名 管号`. Pure.

Who is in a tube may be infected, so that a code is looked for before a line is read as people: one
that is read as nobody's name recalls nobody.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from models.recall import CODE_LIMIT

_MARKED = (
    r"(?:混检|混采|采样|核酸|异常|阳性|样本|试)?管(?:编号|号|编|码)?|试管|条码|编码|样本号"
    r"|tubes?|codes?"
)
_CODE = r"(?=[A-Za-z\-_./]{0,20}\d)[A-Za-z0-9][A-Za-z0-9\-_./]{0,38}"
BEFORE_CODE = re.compile(
    rf"^\W*(?:\d{{1,2}}[.、)）]\s*)?(?:第?\d{{1,2}}管\s*)?(?:{_MARKED})"
    rf"\s*(?:no\.?|number|#|为|是|异常)?\s*[:：]?\s*(?P<code>{_CODE})(?![A-Za-z0-9])",
    re.IGNORECASE,
)
BARE_CODE = re.compile(
    r"^\W*(?P<code>(?:[A-Za-z]{1,4}[\-_]?)?\d[\d\-]{4,18}\d|[A-Za-z]{1,4}[\-_]?\d{2,12})"
    r"(?=$|[\s:：,，、;；|]|号?试?管)"
)
NO_CODE = re.compile(r"1[3-9]\d{9}|\d{17}[\dXx]")
_LEADS = re.compile(r"^(?:号?试?管)?[\s:：,，、;；|\-—异常阳性]*")


_TITLE = re.compile(
    r"\d{1,2}[混合:]\d{1,2}|\d{1,2}(?=[管条根个人])|混[管检采]|单[管检采]|[试采]?管|采样|核酸|异常|初筛"
    r"|阳性|阳|接龙|阴性|结果|第(?=\d)|编号|号码|号|码|条|根|个|人员|人|名单|如下|以下|请|尽快|都|均|也|立即|马上|复[核检采]|通知|紧急|收到|转发"
    r"|街道|疾控|居委会|居委|贵|小区|各位|今[天日晚早]|昨[天日晚]|凌晨|姓名|地址|门牌|房号|室号|楼号|电话|手机|序号|的|为|是|有|共"
    r"|tubes?|abnormal|positive|list|from|of|the|today|tonight|this|morning|evening|and|are|is|please|retest|pool(?:ed)?|[\W_]",
    re.IGNORECASE,
)


def names_nobody(line: str) -> bool:
    """Whether a line in front of the first code only says what the list is of: nobody's name and
    no door is left of it."""
    return not _TITLE.sub("", line) or is_title(line)


_OF_TITLES = re.compile(
    r"(?:混检|混采|混管|核酸|检测|采样|采集|样本|试管|管号|异常|阳性|可疑|结果|召回|名单|清单|列表"
    r"|人员|通报|通知|情况|今天|今日|今晚|昨天|昨日|昨晚|凌晨|上午|下午|晚上|街道|居委会?|我们|本?小区"
    r"|以下|如下|附|的|了|为|是|请|各位|收到|管"
    r"|abnormal|positive|tubes?|codes?|samples?|results?|recalls?|list|lists|pools?|people|names"
    r"|tonight|today|yesterday|night|morning|evening|of|the|for|from|are|is|these|following"
    r"|第?\d{1,2}轮|round\s*\d{1,2}"
    r"|20\d\d[年./-]\d{1,2}[月./-]\d{1,2}[日号]?|\d{1,2}月\d{1,2}[日号]?|\d{1,2}:\d{2}|\d{1,2}[时点]"
    r"|[\s\W_])+",
    re.IGNORECASE,
)
"""The words of a line that stands over a list; of a name or a door it has none."""

_TITLED = re.compile(
    "异常|阳性|名单|清单|列表|通报|通知|管|结果|abnormal|positive|list|tube|result|recall",
    re.IGNORECASE,
)


def is_title(line: str) -> bool:
    """Whether a line over a list tells what the list is, and nobody: `异常管名单 4月10日`."""
    return _OF_TITLES.fullmatch(line) is not None and _TITLED.search(line) is not None


_WITHIN = re.compile(
    rf"(?:^|(?<=[\s,;、，；。]))(?:(?:\d{{1,2}}[.、)）]\s*)?(?:{_MARKED})\s*(?:no\.?|#)?\s*[:：]?"
    rf"\s*{_CODE}|(?!1[3-9]\d{{9}}(?!\d))(?:[A-Za-z]{{1,4}})?\d{{6,16}}(?=$|[\s:：,;、]))",
    re.IGNORECASE,
)
"""A tube's code with what stands before it, wherever in a line it begins."""

_CIRCLED = re.compile("[\u2460-\u2473\u2474-\u2487\u2488-\u249b\u2776-\u277f]")
"""1 to 20 in circles, brackets or with a dot, which are serial numbers."""
_BETWEEN = re.compile(
    r"(?<=[A-Za-z0-9管号])\s*(?:以?及|和|与|跟|还有|&)\s*(?=[A-Za-z0-9])"
    r"|(?<=[A-Za-z0-9])\s+and\s+(?=[A-Za-z0-9])"
)
_SERIAL = re.compile(
    r"\W*(?:no\.?|第)?\s*(?P<no>\d{1,3})(?:\s*[.、)\]】:,|号]+\s*|\s+)"
    r"(?P<word>[A-Za-z0-9][A-Za-z0-9\-_./]*)",
    re.IGNORECASE,
)
_WORD = re.compile(
    r"(?<![A-Za-z0-9\-_./])[A-Za-z0-9](?:[A-Za-z0-9\-_./]*[A-Za-z0-9])?"
    r"(?!\s*(?:室|号楼|栋|幢|单元|弄|座|层))"
)
_OF_TUBE = re.compile(r"\s*号?(?:试|采样)?管")
_LONG = 5
"""Digits of a code that is read wherever it stands: rooms have four or fewer."""


def shape_of(code: str) -> str:
    """How a code looks: `K0485` and `K0100` have one shape."""
    return re.sub(r"\d", "0", code.upper())


def shapes_of(codes: Iterable[str]) -> frozenset[str]:
    """How codes look that are read wherever they stand, whether a tube has them or not: with two
    digits and a letter, for what is of digits alone looks like rooms and telephones."""
    shapes = map(shape_of, codes)
    return frozenset(one for one in shapes if one.count("0") > 1 and not one.isdecimal())


_ROW = re.compile(r"\W*\d{1,3}[.、)\]\t]\s*(?=[^\W\d])")
"""A serial number in front of a row, where its door stands behind it."""


def _is_word_of_tube(found: re.Match[str], is_tube: Callable[[str], bool]) -> bool:
    """Whether a word within a line is a tube's code: short digits only where 管 follows, since
    rooms look like those."""
    word = found[0]
    if not is_tube(word):
        return False
    plain = word.isdecimal() and len(word) < _LONG
    return not plain or bool(_OF_TUBE.match(found.string, found.end()))


def _without_serial(line: str, is_tube: Callable[[str], bool]) -> str:
    """A line without the serial number in front of a code."""
    found = _SERIAL.match(line)
    if found is None or is_tube(found["no"]):
        return line
    rest = line[found.start("word") :]
    shape = BARE_CODE.match(rest)
    is_code = is_tube(found["word"]) or (
        shape is not None and not NO_CODE.fullmatch(shape["code"]) and not shape["code"].isdecimal()
    )
    return rest if is_code else line


def one_code_each(text: str, is_tube: Callable[[str], bool]) -> Iterator[str]:
    """The lines of a list, cut where another tube begins: what was pasted into one line has
    several. Where people stand before a code and nothing behind it they are of it, as in a table
    with the codes in its last column; a line with one code is about that one."""
    text = _CIRCLED.sub(lambda one: f"{int(unicodedata.numeric(one[0]))}. ", text)
    for typed in _BETWEEN.sub("、", unicodedata.normalize("NFKC", text)).splitlines():
        line = _without_serial(_without_slashes(typed, is_tube), is_tube)
        spans = _spans(line, is_tube)
        if spans and not _is_before(line[: spans[0][0]]):
            yield from _behind_people(line, spans)
        elif spans:
            yield from _cut(line, spans)
        elif said := line.strip():
            yield said


def _is_before(said: str) -> bool:
    """Whether what stands before the first code of a line names nobody."""
    return names_nobody(re.sub(r"^\W*\d{1,3}[.、)\]】:,|\s]+", "", said))


def _without_slashes(line: str, is_tube: Callable[[str], bool]) -> str:
    """A line with codes that a stroke parts apart: K0485/K0100."""

    def parted(found: re.Match[str]) -> str:
        parts = found[0].split("/")
        return "、".join(parts) if not is_tube(found[0]) and all(map(is_tube, parts)) else found[0]

    return _WORD.sub(parted, line) if "/" in line else line


def _spans(line: str, is_tube: Callable[[str], bool]) -> list[tuple[int, int]]:
    """Where the codes of a line stand, each with what marks it."""
    front = next(
        (
            one.end("code")
            for shape in (BEFORE_CODE, BARE_CODE)
            if (one := shape.match(line)) and not NO_CODE.fullmatch(one["code"])
        ),
        None,
    )
    found: dict[int, int] = {} if front is None else {0: front}
    for marked in _WITHIN.finditer(line):
        if not _is_inside(marked.start(), found):
            found[marked.start()] = marked.end()
    for word in _WORD.finditer(line):
        if not _is_inside(word.start(), found) and _is_word_of_tube(word, is_tube):
            found[word.start()] = word.end()
    return sorted(found.items())


def _is_inside(at: int, spans: Mapping[int, int]) -> bool:
    return any(first <= at < last for first, last in spans.items())


def _cut(line: str, spans: Sequence[tuple[int, int]]) -> Iterator[str]:
    """A line in parts that each begin with a code; the serial number of the next one is no word
    about it."""
    ends = [*(first for first, _last in spans[1:]), len(line)]
    for (first, last), end in zip(spans, ends, strict=True):
        rest = line[last:end]
        rest = "" if end < len(line) and re.fullmatch(r"\W*\d{1,2}\W*", rest) else rest
        yield f"{line[first:last]} {rest}".strip()


def _behind_people(line: str, spans: Sequence[tuple[int, int]]) -> Iterator[str]:
    """The parts of a line that begins with people and has codes behind them, each code in front."""
    first, last = spans[0]
    if len(spans) == 1:
        before, behind = line[:first].strip(), line[last:].strip()
        row = _ROW.match(before)
        if row and re.search(r"(?<!\d)\d{1,4}(?!\d)", f"{before[row.end() :]} {behind}"):
            before = before[row.end() :]
        yield f"{line[first:last]} {before} {behind}".strip()
    elif names_nobody(line[spans[-1][1] :]):
        begins = 0
        for first, last in spans:
            yield f"{line[first:last]} {line[begins:first].strip()}".strip()
            begins = last
    else:
        yield line[:first].strip()
        yield from _cut(line, spans)


def code_of(line: str, is_tube: Callable[[str], bool]) -> tuple[str, str]:
    """The code in front of a line, empty for none, and the rest of it."""
    for shape in (BEFORE_CODE, BARE_CODE):
        found = shape.match(line)
        if found is not None and not NO_CODE.fullmatch(found["code"]):
            return found["code"][:CODE_LIMIT], _LEADS.sub("", line[found.end() :])
    first, *rest = re.split(r"[\s:：,、;]+", line, maxsplit=1)
    if first and is_tube(first):
        return first, "".join(rest)
    return "", line
