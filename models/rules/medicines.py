"""Which medicine a request names: substance, brand, maker, strength, how many. Tables and patterns.

Pure. A new name goes into the row of its substance; a class of medicines stands for itself, since
two kinds of pressure pill are got at the same counter though they are not the same.
"""

from __future__ import annotations

import re
from functools import cache

from models.errands import Wanted
from models.rules.medicine_names import GENERIC, NOT_MEDICINE, PLAIN, VITAL
from models.rules.text import fold, whole_number

_CLASSES = """
    降压药 血压药 高血压药 降糖药 糖尿病药 降脂药 心脏药 心脏病药 安眠药 哮喘药 哮喘喷雾 抗凝药
    化疗药 靶向药 甲状腺药 抗癫痫药 癫痫药 帕金森药 精神科药 抗抑郁药 止痛药 退烧药 退热药 消炎药
    抗生素 眼药水 胃药 保胎药 抗排异药 痛风药 激素药 中药
    """.split()
_ALIKE = {
    "血压药": "降压药",
    "高血压药": "降压药",
    "糖尿病药": "降糖药",
    "心脏病药": "心脏药",
    "哮喘喷雾": "哮喘药",
    "癫痫药": "抗癫痫药",
    "退热药": "退烧药",
    "抗生素": "消炎药",
}
"""Words for a class that has another name too."""

_MEMBERS: dict[str, str] = {
    "降压药": "硝苯地平 氨氯地平 缬沙坦 厄贝沙坦 氯沙坦 培哚普利 美托洛尔 比索洛尔",
    "降糖药": "二甲双胍 阿卡波糖 格列美脲 达格列净 西格列汀 胰岛素",
    "降脂药": "阿托伐他汀 瑞舒伐他汀",
    "心脏药": "硝酸甘油 美托洛尔 比索洛尔",
    "抗凝药": "阿司匹林 氯吡格雷 华法林 利伐沙班",
    "甲状腺药": "左甲状腺素 甲巯咪唑",
    "哮喘药": "沙丁胺醇 布地奈德 沙美特罗 孟鲁司特",
    "胃药": "奥美拉唑",
    "帕金森药": "卡左双多巴",
    "抗癫痫药": "丙戊酸 卡马西平",
    "精神科药": "奥氮平 利培酮 舍曲林 艾司西酞普兰",
    "抗抑郁药": "舍曲林 艾司西酞普兰",
    "安眠药": "艾司唑仑 唑吡坦",
    "抗排异药": "他克莫司 环孢素",
    "眼药水": "拉坦前列素",
    "退烧药": "布洛芬 对乙酰氨基酚",
    "止痛药": "布洛芬 对乙酰氨基酚",
}
"""Substances of a class: who names one beside its class wants one medicine, not two."""

_MAKERS = """
    拜耳 辉瑞 诺华 默克 默沙东 阿斯利康 赛诺菲 诺和诺德 礼来 施维雅 葛兰素 罗氏 武田 强生 雅培
    勃林格 信谊 上药 新亚 齐鲁 华海 恒瑞 扬子江 石药 正大天晴 信立泰 乐普 京新 通化东宝 甘李 双鹤
    华润 国药 以岭 同仁堂 雷允上 进口 国产 原研
    """.split()


def _is_generic(name: str, substance: str) -> bool:
    return name == substance or name.isascii() or name in GENERIC


@cache
def _names() -> dict[str, tuple[str, str]]:
    """Substance and brand of every name; made when the first text is read."""
    return {
        fold(name): (substance, "" if _is_generic(name, substance) else name)
        for substance, names in (*VITAL.items(), *PLAIN.items())
        for name in (substance, *names.split())
    } | {name: (_ALIKE.get(name, name), "") for name in _CLASSES}


@cache
def _named() -> re.Pattern[str]:
    return re.compile("|".join(sorted(map(re.escape, _names()), key=len, reverse=True)))


@cache
def _mistaken() -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, NOT_MEDICINE)))


_MADE = re.compile("|".join(sorted(_MAKERS, key=len, reverse=True)))
_STRENGTH = re.compile(
    r"(\d+(?:\.\d+)?)\s*(mg|ug|μg|mcg|毫克|微克|ml|毫升|克|g|iu|万?单位)(?![a-z])", re.IGNORECASE
)
_MEASURES = "盒瓶支板包袋片粒管罐"
_COUNTED = re.compile(rf"([\d一二两三四五六七八九十半]+)\s*([{_MEASURES}])(?!装)")
_LEFT = re.compile(r"(?:剩|还有|只有|剩下|仅有|就)(?:了|最后|下)?\s*$")
_UNNAMED = re.compile(
    r"(?:[还想需要我给爸妈他她求帮请配开买吃点些个的和有没]*)"
    r"([\u4e00-\u9fff]{1,4}?(?:胶囊|滴丸|颗粒|口服液|喷雾|滴眼液|软膏|缓释片|肠溶片|控释片|分散片"
    r"|沙坦|地平|洛尔|他汀|普利|列净|列汀|拉唑|沙星|替尼|唑仑|西泮|西林|糖浆|栓剂))"
)


def wanted(text: str) -> tuple[Wanted, ...]:
    """The medicines a text names, in its order, each once; a made-up name counts when it says
    what it is (`某某胶囊`). Empty when it names none."""
    plain = _mistaken().sub(lambda hit: " " * len(hit.group()), fold(text))
    found = list(_named().finditer(plain)) or list(_UNNAMED.finditer(plain))
    by_name: dict[str, Wanted] = {}
    for at, match in enumerate(found):
        substance, brand = _names().get(match.group(), (match.group(), ""))
        start = 0 if at == 0 else found[at - 1].end()
        end = found[at + 1].start() if at + 1 < len(found) else len(plain)
        before, after = plain[start : match.start()], plain[match.end() : end]
        one = _described(substance, brand, before if at == 0 else "", after)
        known = by_name.get(substance)
        by_name[substance] = one if known is None else _joined(known, one)
    meant = {
        name: next((m for m in _MEMBERS.get(name, "").split() if m in by_name), name)
        for name in by_name
    }
    for name, member in meant.items():
        if member != name:
            by_name[member] = _joined(by_name[member], by_name[name])._replace(medicine=member)
    return tuple(one for name, one in by_name.items() if meant[name] == name)


def _described(medicine: str, brand: str, before: str, after: str) -> Wanted:
    maker = _MADE.search(before[-8:]) or _MADE.search(after)
    strength = _STRENGTH.search(after)
    counted = _asked_for(after) or _asked_for(before[-8:])
    return Wanted(
        medicine,
        brand,
        maker.group() if maker else "",
        "".join(strength.groups()) if strength else "",
        whole_number(counted.group(1)) if counted else None,
        counted.group(2) if counted else "",
    )


def _asked_for(text: str) -> re.Match[str] | None:
    """The first number of packs that is asked for rather than left."""
    for match in _COUNTED.finditer(text):
        if not _LEFT.search(text[: match.start()]) and whole_number(match.group(1)):
            return match
    return None


def _joined(one: Wanted, other: Wanted) -> Wanted:
    said = {name: value for name, value in one._asdict().items() if value}
    return other._replace(**said)


def labelled(one: Wanted) -> str:
    """What it is called on a list: the brand, then the substance, where both are known."""
    return f"{one.brand}({one.medicine})" if one.brand else one.medicine
