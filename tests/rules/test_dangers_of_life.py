"""Which calls are life safety, and which only sound so."""

import pytest

from models.reading.kinds import worst_need
from models.reading.signals import read_signals
from tests.rules.corpus_calls import NOW


def urgency(said: str) -> str | None:
    told = worst_need(read_signals(said, NOW))
    return told.urgency if told else None


@pytest.mark.parametrize(
    "said",
    [
        "血透四天没做了",
        "透析病人 这两天躺不下去",
        "missed dialysis Tuesday and Thursday",
        "他有生命危险",
        "her life is in danger",
        "氧气只够三小时",
        "电梯往下坠了一截",
        "老人被书架压住腿",
        "插座冒火花",
        "小孩吞了纽扣电池",
        "he drank bleach",
        "宝宝软绵绵的",
        "新生儿身上冰凉 不吃奶",
        "满月的宝宝 38.5度",
        "打完疫苗 舌头肿了",
        "had the jab, tongue is swelling",
        "失智的外婆走丢了",
        "瘫痪的爸爸 护工走了没人喂",
        "四天没吃东西 只喝水",
        "no food for five days",
        "倍他乐克 波立维 他汀都断了五天",
        "胰岛素没了 一直吐",
        "癫痫药断了 今天抽了两次",
        "怀孕34周 头痛眼花",
        "屋里烧炭盆 头晕",
        "从梯子上摔下来后脑着地 现在想睡",
        "右手拿不住筷子",
        "眼睛突然看不见",
        "血氧八十几",
        "sats 84",
        "血糖1.9",
        "脖子硬 发烧",
        "she's not waking up",
        "can't breathe",
        "he is turning grey",
        "fell and can't get up",
        "药片都数好了 下辈子见",
        "有人坐在楼顶",
    ],
)
def test_dangers_that_were_seen_too_low(said: str) -> None:
    assert urgency(said) == "life"


@pytest.mark.parametrize(
    "said",
    [
        "急死了",
        "吓死我了",
        "this queue is killing me",
        "昨天昏倒的阿姨已经出院了",
        "抽筋的孩子没事了 谢谢大家",
        "今天下午消防演练 有烟 大家别慌",
        "梦见家里着火",
        "小说里女主割腕",
        "听说隔壁小区有人跳楼",
        "去年中风过 现在问康复科",
        "咖啡没了 感觉活不下去了 求团购",
        "装修吵得我想跳楼",
        "刷牙出血一点点",
        "煤气灶打不着火",
        "血氧82 换了手指98",
        "鹦鹉喘得厉害",
        "手机没气了 充不进",
        "if there is a fire do we use the lift",
        "fire drill at ten tomorrow",
        "false alarm, someone burnt toast, not a fire",
        "i'm dying of boredom",
        "heart attack joke of the day lol",
        "爷爷今天早上走了",
        "没有生命危险",
        "透析明天早上 人都好 车还没定",
    ],
)
def test_what_only_sounds_like_a_danger(said: str) -> None:
    assert urgency(said) != "life"


@pytest.mark.parametrize(
    "said",
    [
        "上个月抽过 今天又抽了",
        "以前中过风 现在右手不会动",
        "刚才好了 又昏过去了",
        "she came round and passed out again",
    ],
)
def test_what_came_again_is_now(said: str) -> None:
    assert urgency(said) == "life"


@pytest.mark.parametrize(
    "said",
    [
        "怀孕34周 不头痛 眼不花",
        "屋里烧炭盆 没头晕",
        "炭盆用完了",
        "胰岛素没了 没吐",
    ],
)
def test_one_of_two_things_is_no_danger_alone(said: str) -> None:
    assert urgency(said) != "life"
