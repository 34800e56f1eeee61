"""What help a call asks for, by its words: the kinds that were once taken for others."""

import pytest

from models.reading.kinds import worst_need
from models.reading.needs import Need
from models.reading.signals import read_signals
from tests.rules.corpus_calls import NOW


def need(said: str) -> Need:
    told = worst_need(read_signals(said, NOW))
    assert told is not None, said
    return told


@pytest.mark.parametrize(
    ("said", "kind", "urgency"),
    [
        ("石膏该拆了 约了明天骨科 怎么去", "hospital_trip", "today"),
        ("下个月要复查", "hospital_trip", "soon"),
        ("明天化疗没有车", "hospital_trip", "today"),
        ("my dad's chemo is tomorrow, no car", "hospital_trip", "today"),
        ("鱼刺卡喉咙", "hospital_trip", "today"),
        ("单位要我回岗 出门证怎么开", "pass", "soon"),
        ("need an exit pass for work", "pass", "soon"),
        ("我出差回来 小区不让我进", "way_home", "soon"),
        ("拖着箱子在虹桥站睡了三天", "way_home", "soon"),
        ("I'm stranded at the railway station", "way_home", "soon"),
        ("我是密接 什么时候来接", "contact_move", "soon"),
        ("we are close contacts, when is the bus", "contact_move", "soon"),
        ("老人用的成人尿布没有了", "care_goods", "today"),
        ("造口袋还有三天的量", "care_goods", "soon"),
        ("想借个轮椅", "care_goods", "soon"),
        ("out of catheters", "care_goods", "today"),
        ("隔壁拉走了 楼道几时来消杀", "disinfection", "soon"),
        ("they sprayed our corridor and it stinks", "disinfection", "soon"),
        ("心理热线号码有吗", "distress", "soon"),
        ("几天没睡 撑不下去了", "distress", "today"),
        ("外墙瓷砖要掉下来了", "danger", "today"),
        ("电表箱冒火花", "danger", "life"),
        ("奶奶在家过世了 殡仪馆怎么叫", "death", "today"),
        ("my father passed away last night", "death", "today"),
        ("楼上半夜装修太吵", "complaint", "routine"),
        ("投诉团长涨价", "complaint", "routine"),
        ("the loudspeaker wakes us at six", "complaint", "routine"),
        ("楼上抽烟 飘到我家", "complaint", "routine"),
        ("抗原一道杠一道淡的 怎么报", "antigen", "soon"),
        ("no antigen kits came", "antigen", "soon"),
        ("今天做核酸吗", "test", "routine"),
        ("我会修水管 免费", "offer", "routine"),
        ("happy to help with translation", "offer", "routine"),
    ],
)
def test_new_kinds_by_their_words(said: str, kind: str, urgency: str) -> None:
    told = need(said)
    assert (told.kind, told.urgency) == (kind, urgency)


@pytest.mark.parametrize(
    ("said", "kind"),
    [
        ("心脏药快吃完了", "medicine"),
        ("狗一直吐 不吃东西", "pets"),
        ("主人被拉走了 猫没人喂", "pets"),
        ("救护车把人送去医院了 家里两只猫没人管", "pets"),
        ("三天没有蔬菜了", "food"),
        ("核酸报告要带吗 明天去眼科复查", "hospital_trip"),
        ("大人用的纸尿裤没了", "care_goods"),
        ("no milk for the baby", "baby"),
        ("化疗回来发烧38.9", "emergency"),
        ("消杀完孩子过敏起疹子", "emergency"),
        ("安眠药思诺思没了 快递消毒静置", "medicine"),
        ("团长说菜到了不让进小区", "group_purchase"),
        ("猫发情乱叫 邻居投诉", "pets"),
        ("隔壁阳了不拉走 消毒也没来", "transfer"),
    ],
)
def test_a_word_in_passing_makes_no_other_kind(said: str, kind: str) -> None:
    assert need(said).kind == kind


@pytest.mark.parametrize(
    ("said", "kind"),
    [
        ("孕妇大出血", "birth"),
        ("透析的管子出血 按不住", "dialysis"),
        ("十天的宝宝嘴唇发紫", "baby"),
        ("老人嘴唇发紫", "emergency"),
    ],
)
def test_a_danger_of_life_is_of_the_kind_of_whom_it_befalls(said: str, kind: str) -> None:
    told = need(said)
    assert (told.kind, told.urgency) == (kind, "life")
