"""Names of people in free text: with a title, known to the register, or standing by themselves."""

from __future__ import annotations

import re
from collections.abc import Callable

from models.rules.reading.scan import HAN, Hit, Line, words
from models.rules.reading.shapes import Field
from models.rules.reading.signal_kinds import Signal
from models.rules.reading.terms import BOOK

SURNAMES = frozenset(
    "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏水窦章云苏潘葛奚范彭郎鲁韦昌马"
    "苗凤花方俞任袁柳酆鲍史唐费廉岑薛雷贺倪汤滕殷罗毕郝邬安常乐于时傅皮卞齐康伍余元卜顾孟平黄和穆萧尹姚邵湛汪"
    "祁毛禹狄米贝明臧计伏成戴谈宋茅庞熊纪舒屈项祝董梁杜阮蓝闵席季麻强贾路娄危江童颜郭梅盛林刁钟徐邱骆高夏蔡田"
    "樊胡凌霍虞万支柯管卢莫经房裘缪干解应宗丁宣贲邓郁单杭洪包诸左石崔吉钮龚程嵇邢裴陆荣翁荀羊於惠甄曲家封芮羿"
    "储靳汲邴糜松井段富巫乌焦巴弓牧隗山谷车侯宓蓬全郗班仰秋仲伊宫宁仇栾暴甘厉戎祖武符刘景詹束龙叶幸司韶郜黎蓟"
    "薄印宿白怀蒲邰从鄂索咸籍赖卓蔺屠蒙池乔阴胥能苍双闻莘党翟谭贡劳逄姬申扶堵冉宰郦雍璩桑桂濮牛寿通边扈燕冀郏"
    "浦尚农温别庄晏柴瞿阎充慕连茹习宦艾鱼容向古易慎戈廖庾终暨居衡步都耿满弘匡国文寇广禄阙东欧殳沃利蔚越夔隆师"
    "巩厍聂晁勾敖融冷訾辛阚那简饶空曾毋沙乜养鞠须丰巢关蒯相查后荆红游竺权逯盖益桓公付肖闫覃岳帅缑亢况郈有琴商"
    "佘佴伯赏南宫墨哈谯笪年爱阳佟代苟"
)
DOUBLE_SURNAMES = frozenset(
    words(
        """
        欧阳 太史 端木 上官 司马 东方 独孤 南宫 万俟 闻人 夏侯 诸葛 尉迟 公羊 赫连 澹台 皇甫 宗政
        濮阳 公冶 太叔 申屠 公孙 慕容 仲孙 钟离 长孙 宇文 司徒 鲜于 司空 闾丘 子车 亓官 司寇 令狐
        """
    )
)
_TITLES = "|".join(
    words(
        """
        阿姨 先生 女士 小姐 老师 师傅 医生 大爷 大妈 大哥 大姐 爷叔
        伯伯 老伯 老太太 老太 阿婆 阿公 奶奶 爷爷 妈妈 爸爸 家姆妈 阿叔 叔叔
        """
    )
)
_TITLED = re.compile(
    rf"((?:{'|'.join(sorted(DOUBLE_SURNAMES))}|[{''.join(sorted(SURNAMES))}])(?:某|家)?(?:{_TITLES}))"
)
_COMMON_WORDS_TOO = frozenset("有那都从于和时向能相后全公居应别平常安满连通边步容温古怀经明家师封")
"""Surnames that are everyday words: with a title they count only where no word runs into them."""

_LABELLED = re.compile(
    rf"(?:联系人|姓名|户主|我叫|我是|名字叫|名叫)[:\s]*([{HAN}]{{2,4}})(?![{HAN}])"
)
_RELATIVE_OF = re.compile(
    rf"我是([{HAN}]{{2,4}}?)(?:家|他|她|伊)?的?(?:女儿|儿子|老婆|老公|爱人|妻子|丈夫|妈妈?|爸爸?|母亲|父亲|家属|家人|邻居"
    r"|同事|朋友|媳妇|女婿|孙子|孙女|外孙|侄子|侄女|外甥|弟弟|妹妹|哥哥|姐姐|妹|姐|弟|哥|护工|保姆|阿姨)"
)
_TOKEN = re.compile(rf"(?<![{HAN}])([{HAN}]{{2,4}})(?![{HAN}])")
_HEAD_OF_RUN = re.compile(rf"\s?(?:的|住户|业主|居民|户主)?([{HAN}]{{2,4}})")

_NEVER_IN_NAMES = frozenset(
    "的了吗呢吧啊哦嘛么没不有是在去来能怎我你他她它们要会请问几什给让被把帮谢您还都"
)
_NOT_NAMES = frozenset(
    words(
        """
        志愿者 楼组长 居民 业主 住户 租客 房东 物业 保安 护士 医生 家长 邻居 大白 社工 马上 时间
        方便 严重 安全 温度 全家 家里 家人 家属 平时 常常 高度 干净 向上 经常 明天 明早 后天 年纪
        年龄 利民 计划 国家 金额 文明 公寓 江边 关门 包裹 白天 黄瓜 白菜 花菜 牛奶 鱼肉 米饭 双方
        单元 单独 和谐 应急 管道 水电 水费 连续 有人 有事 都好 居委 居委会 毛病 路口 车子 车辆
        石头 沙发 解决 于是 支付 支架 能否 古怪 那边 那个 相关 安排 广播 年老 步行 容易 别人 盖章
        空调 双胞胎 黄码 阳台 常吃 常用 成功 乐意 从来 元旦 平安 充电 通行证 通知 通道 连线
        """
    )
)

MOST_TOKENS = 12
"""Words that are asked of the register at most, so that a long line stays quick."""


def take_names(line: Line, is_head: Callable[[str], bool]) -> tuple[str, ...]:
    """Speak for the names of people, in the order of the text.

    A word by itself is a name when the register knows it, or when it begins with a surname, has
    a name's length and stands beside an address or a number.
    """
    found: dict[str, tuple[int, int]] = {}
    for hit in _TITLED.finditer(line.rest):
        before = line.rest[hit.start() - 1 : hit.start()]
        if hit[1][0] not in _COMMON_WORDS_TOO or not re.match(rf"[{HAN}]", before):
            found[hit[1]] = hit.span(1)
    relatives = [
        hit
        for hit in _RELATIVE_OF.finditer(line.rest)
        if hit[1][0] in SURNAMES and _may_be_name(hit[1])
    ]
    for hit in _LABELLED.finditer(line.rest):
        if _may_be_name(hit[1]) and not any(hit.start() <= other.start() for other in relatives):
            found[hit[1]] = hit.span()
    for hit in relatives:
        found[hit[1]] = hit.span(1)
    asked = 0
    for hit in _tokens(line):
        if asked >= MOST_TOKENS:
            break
        word = hit[1][:-1] if len(hit[1]) > 2 and hit[1][-1] in "家的" else hit[1]
        if word in found or not _may_be_name(word):
            continue
        asked += 1
        whole = word == hit[1]
        if is_head(word) or (whole and _looks_like_name(word) and _is_beside(line, *hit.span(1))):
            found[word] = (hit.start(1), hit.start(1) + len(word))
    if not found:
        found = _glued(line, is_head) or _within_runs(line, is_head)
    ordered = sorted(found.items(), key=lambda entry: entry[1])
    taken: list[str] = []
    for word, (start, end) in ordered:
        if "\x00" not in line.rest[start:end]:
            line.take(start, end, Field.PERSON)
            taken.append(word)
    return tuple(taken)


def _tokens(line: Line) -> list[re.Match[str]]:
    return list(_TOKEN.finditer(line.rest))


def _may_be_name(word: str) -> bool:
    if word in _NOT_NAMES or not _NEVER_IN_NAMES.isdisjoint(word):
        return False
    return not any(
        hit.end - hit.start > 1 and not _is_given_name(word, hit) for hit in BOOK.find(word)
    )


def _is_given_name(word: str, hit: Hit[Signal]) -> bool:
    """Whether a medicine's name of two characters is a person's behind a surname: 陈美林."""
    is_medicine = hit.means.code in ("medicine", "critical_medicine")
    return is_medicine and len(word) == 3 and hit[:2] == (1, 3) and word[0] in SURNAMES


def _looks_like_name(word: str) -> bool:
    if word[:2] in DOUBLE_SURNAMES:
        return len(word) > 2
    if len(word) not in (2, 3) or word[0] not in SURNAMES or word == 2 * word[0]:
        return False
    return all(_is_given_name(word, hit) for hit in BOOK.find(word))


def _is_beside(line: Line, start: int, end: int) -> bool:
    """Whether only blanks and brackets part a word from an address or a number."""
    before = line.rest[:start].rstrip(" (:,，、：")
    behind = line.rest[end:].lstrip(" ):,，、：")
    return before.endswith("\x00") or behind.startswith("\x00")


def _within_runs(line: Line, is_head: Callable[[str], bool]) -> dict[str, tuple[int, int]]:
    """A head of household at the beginning of a sentence or behind a relation: 沈阿大让我报."""
    asked = 0
    for run in _RUN.finditer(line.rest):
        for at, length in (*((0, size) for size in (3, 2)), *((-size, size) for size in (3, 2))):
            start = run.start() + at if at == 0 else run.end() + at
            word = line.rest[start : start + length]
            if word[0] not in SURNAMES or asked >= MOST_TOKENS:
                continue
            asked += 1
            if is_head(word):
                return {word: (start, start + length)}
    return {}


_RUN = re.compile(rf"(?<![{HAN}])[{HAN}]{{4,16}}(?![{HAN}])")


def _glued(line: Line, is_head: Callable[[str], bool]) -> dict[str, tuple[int, int]]:
    """A head of household written straight on: 4-1106钱芳芳核酸漏做."""
    for span in line.spans_of(Field.ADDRESS) + line.spans_of(Field.PHONE):
        run = _HEAD_OF_RUN.match(line.rest, span.end)
        if not run:
            continue
        for length in (4, 3, 2):
            word = run[1][:length]
            if (word[0] in SURNAMES or word[:2] in DOUBLE_SURNAMES) and is_head(word):
                return {word: (run.start(), run.start(1) + len(word))}
    return {}
