"""Telephone numbers in free text, and whose they are by the words beside them."""

from __future__ import annotations

import re

from models.rules.reading.names import SURNAMES
from models.rules.reading.scan import BARRIER, Line, words
from models.rules.reading.shapes import Field, PhoneRole, SaidPhone
from models.rules.text import spoken_number

_ROLES: tuple[tuple[PhoneRole, list[str]], ...] = (
    (
        PhoneRole.CALL_BACK,
        words(
            """
        回电请打 回电打 回电话打 回电话到 回电话 回电到 回电 回拨 回我 请回 回复电话 回复 打回
        请打到 请打 打这个 有事打 有事情打 打给我 打我手机 打我 打到 改打 换打 可以打 请拨打 请拨
        拨打 联系电话请打 请联系 有事联系 回头打 回这个 回到 call_back call_me_back call_me_at
        call_me_on call_me ring_me callback reach_me_at reach_me_on
        """
        ),
    ),
    (
        PhoneRole.PATIENT,
        words(
            """
        本人电话 本人 病人电话 病人 患者 老人自己 老人电话 老人家 老人 孕妇 产妇 当事人 她本人
        他本人
        """
        ),
    ),
    (
        PhoneRole.CALLER,
        words(
            """
        家属电话 家属 女儿 儿子 老公 老婆 丈夫 妻子 爱人 媳妇 女婿 孙子 孙女 外甥 侄女 侄子 妹妹
        姐姐 哥哥 弟弟 妈妈 爸爸 母亲 父亲 邻居 朋友 同事 保姆 护工 志愿者 楼组长 来电 家人 子女
        阿姨 囡儿 外孙女 外孙 老伴 我自己 我的 我 我妈 我爸 姆妈 外婆 外公 爷爷 奶奶 阿婆 阿公
        婆婆 公公 老太 老头 son daughter wife husband 儿媳 儿媳妇 男朋友 女朋友 亲戚 同学 房东
        物业
        """
        ),
    ),
)
_LABELS = words(
    """
        单位电话 单位 公司电话 公司 宅电 新号码 新号 备用号 备用 联系电话 联系方式 手机号码 手机号
        电话号码 家里电话 家里座机 手机 电话 座机 号码 联系 打来 微信同号 微信 tel phone mobile
        number call
        """
)
_GLUE = " :：(（,，是为的"

_SEP = r"[ \-—.]?"
_MOBILE = re.compile(
    rf"(?<!\d)(?:\+?86{_SEP})?1[3-9]\d"
    rf"(?:\d{{8}}|{_SEP}\d{{4}}{_SEP}\d{{4}}|\d{_SEP}\d{{4}}{_SEP}\d{{3}}|\d{_SEP}\d{{3}}{_SEP}\d{{4}})(?!\d)"
)
_WITH_AREA = re.compile(
    rf"(?<!\d)\(?0(?:10|2\d|[3-9]\d\d)\)?{_SEP}[2-9]\d{{2,3}}{_SEP}\d{{4}}(?!\d)"
)
_LOCAL = re.compile(r"(?<![\d\-])[2-9]\d{3}[ \-]?\d{4}(?!\d|[-.]\d)")
_SERVICE = re.compile(r"(?<!\d)[48]00[ \-]?\d{3,4}[ \-]?\d{3,4}(?!\d)")
_IN_HAN = re.compile(r"[幺一][三五七八九][零〇幺一二三四五六七八九]{9}")
_BROKEN = re.compile(r"(?<!\d)1[3-9]\d(?:[ \-]?\d){5,11}(?!\d)")


def take_numbers(line: Line) -> None:
    """Speak for mobile numbers and landlines with an area code."""
    for shape in (_MOBILE, _WITH_AREA, _SERVICE, _IN_HAN):
        _take(line, shape)


def take_local_numbers(line: Line) -> bool:
    """Speak for landlines without an area code; only safe once addresses are taken.

    Returns:
        Whether there is something that must have been meant as a number but is none.
    """
    _take(line, _LOCAL)
    broken = bool(_BROKEN.search(line.rest))
    _take(line, _BROKEN)
    return broken


def _take(line: Line, shape: re.Pattern[str]) -> None:
    for found in list(shape.finditer(line.rest)):
        line.take(found.start(), found.end(), Field.PHONE)


def read_phones(line: Line) -> tuple[SaidPhone, ...]:
    """The numbers taken, with whose they are; words that only introduce a number are taken too.

    Without any word the first number is the caller's, and so is each further one.
    """
    phones: list[SaidPhone] = []
    spans = line.spans_of(Field.PHONE)
    line.spans = [span for span in line.spans if span.field is not Field.PHONE]
    for span in spans:
        digits = _digits(line.said[span.start : span.end])
        role, whose, start, end = _owner(line, span.start, span.end)
        line.take(start, end, Field.PHONE)
        if digits:
            phones.append(SaidPhone(digits, role, whose))
    return tuple(dict.fromkeys(_told_apart(phones)))


_IN_NEED = frozenset(
    words(
        "妈妈 爸爸 母亲 父亲 我妈 我爸 姆妈 外婆 外公 爷爷 奶奶 阿婆 阿公 婆婆 公公 老太 老头 老伴"
    )
)


def _told_apart(phones: list[SaidPhone]) -> list[SaidPhone]:
    """Beside a number that is nobody's parent's, a parent's is the one in need, not the caller."""
    callers = {phone.digits for phone in phones if phone.role is PhoneRole.CALLER}
    elders = {phone.digits for phone in phones if phone.whose in _IN_NEED}
    if not callers - elders:
        return phones
    return [
        phone._replace(role=PhoneRole.PATIENT) if phone.digits in elders else phone
        for phone in phones
    ]


def _digits(said: str) -> str | None:
    if not said[:1].isdigit() and said[0] not in "+(":
        return "".join(str(spoken_number(char)) for char in said)
    digits = "".join(re.findall(r"\d", said))
    if digits.startswith("86") and len(digits) == 13:
        digits = digits[2:]
    broken = digits[0] == "1" and len(digits) != 11
    return None if broken else digits


def _owner(line: Line, start: int, end: int) -> tuple[PhoneRole, str, int, int]:
    """Role, the word that says it, and the span with the words that belong to the number."""
    start = _before_labels(line.rest, start)
    for role, names in _ROLES:
        for name in names:
            begins = _ends_with(line.rest, start, name)
            if begins is not None and not _is_title(line.rest, begins, name):
                return role, name, _glued_labels(line.rest, begins), end
    for role, names in _ROLES:
        for name in names:
            ends = _starts_with(line.rest, end, name)
            if ends is not None:
                return role, name, start, ends
    return PhoneRole.CALLER, "", start, end


def _is_title(rest: str, begins: int, name: str) -> bool:
    """Whether the word is the title of somebody named: 张阿姨."""
    return name in _TITLES and rest[begins - 1 : begins] in SURNAMES


_TITLES = frozenset(words("阿姨 阿婆 阿公 爷爷 奶奶 老太 老头 妈妈 爸爸 姆妈"))


def _before_labels(rest: str, start: int) -> int:
    for label in _LABELS:
        begins = _ends_with(rest, start, label)
        if begins is not None:
            is_call = "电话" in label and rest[begins - 1 : begins] in _CALLING
            return start if is_call else begins
    return start


def _glued_labels(rest: str, start: int) -> int:
    return start if rest[start - 1 : start].isspace() else _before_labels(rest, start)


_CALLING = tuple("接听打回通来")
"""Before 电话 these make a call of it, not a number's label: 不接电话."""


def _ends_with(rest: str, start: int, word: str) -> int | None:
    at = start
    while at > max(0, start - 3) and rest[at - 1] in _GLUE:
        at -= 1
    return at - len(word) if rest[:at].endswith(word) else None


def _starts_with(rest: str, end: int, word: str) -> int | None:
    """A word behind a number belongs to it when glued or in brackets, not when another follows."""
    at = end + 1 if rest[end : end + 1] in ("(", "（") else end
    if not rest.startswith(word, at):
        return None
    at += len(word)
    at += 1 if rest[at : at + 1] in (")", "）") else 0
    return None if rest[at : at + 1] == BARRIER else at
