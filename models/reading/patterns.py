"""Signals told by how words are put together: a part of the body and what is wrong with it.

For what no table of words can list. Gaps are short and hold no end of a clause, so that each
pattern costs little and joins nothing that does not belong together.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from models.chases import Urgency
from models.reading.scan import Hit
from models.reading.signal_kinds import Signal
from models.requests import RequestKind


def _gap(most: int) -> str:
    return rf"[^\x00\s,，。;；!！?？]{{0,{most}}}?"


_HURTS = r"(?:痛|疼|肿|发麻|麻木|发炎|化脓|出脓|感染|溃烂|烂了|抽筋|断了|扭|伤了)"
_FEELS = r"(?:难受|不舒服|勿舒服|[勿不弗]适意|胀|涨|酸|痒)"
_BODY = (
    r"(?:肚子|肚皮|小腹|胃|头|脑袋|牙齿|牙|腰|腿|脚|手|臂|喉咙|嗓子|眼睛|耳朵|背|骨头|关节|伤口|膝盖|脖子|褥疮"
    r"|皮肤|尿道|肾|肝|胆|痔疮|刀口)"
)
_HEART = r"(?:胸口|心口|胸部|前胸|胸|心脏)"
_NOT_BLOOD = r"(?![压糖透脂液型管氧检常])"
_MEASURE = r"(?:根|份|盒|个|袋|箱|包|支|瓶|样|家|户|种)"


def _symptom(code: str, urgency: Urgency, *shapes: str) -> tuple[Signal, re.Pattern[str]]:
    signal = Signal(code, RequestKind.EMERGENCY, urgency, deniable=True)
    return signal, re.compile("|".join(shapes))


PATTERNS: tuple[tuple[Signal, re.Pattern[str]], ...] = (
    _symptom(
        "chest_pain",
        Urgency.LIFE,
        rf"{_HEART}{_gap(3)}(?:痛|疼|闷|难受|不舒服|勿舒服|[勿不弗]适意|像石头|压|绞)",
    ),
    _symptom(
        "bleeding",
        Urgency.LIFE,
        rf"(?:咳|吐|呕|便|尿|痰|流|出了|带|喷){_gap(3)}血{_NOT_BLOOD}",
        rf"血{_NOT_BLOOD}{_gap(2)}(?:不停|止不|止勿|直流|喷|不止|很多|一地|一滩)",
    ),
    _symptom(
        "stroke",
        Urgency.LIFE,
        rf"嘴[巴角]?{_gap(2)}歪",
        rf"[讲说]话{_gap(2)}[不勿]清",
        rf"话{_gap(2)}[讲说]{_gap(1)}[不勿]清",
        rf"[半一]边{_gap(4)}(?:麻|没力|动不了)",
        rf"[左右半单一][手脚腿边侧臂]{_gap(3)}(?:没力|无力|没劲|发麻|抬不|抬勿|动不|举不)",
        rf"[讲说]{_gap(1)}[不勿]出{_gap(1)}话",
    ),
    _symptom(
        "breathless",
        Urgency.LIFE,
        rf"(?:气|呼吸){_gap(3)}(?:上不来|上勿来|不过来|勿过来|困难|不畅|很急|急促)",
        rf"血氧{_gap(4)}(?:低|掉|只有|降|[5-8]\d|9[0-3])",
        rf"喘{_gap(3)}(?:厉害|不行|不过|勿过|不上|慌)",
    ),
    _symptom(
        "unconscious", Urgency.LIFE, rf"[叫喊推]{_gap(2)}[不勿]{_gap(1)}醒|昏睡{_gap(2)}[不勿]"
    ),
    _symptom(
        "suicide",
        Urgency.LIFE,
        rf"(?:要|想|说|准备|打算){_gap(2)}(?:去死|死掉|死了算|寻死|结束自己|跳下)",
    ),
    _symptom(
        "poison",
        Urgency.LIFE,
        r"(?:误吞|吞了|吞下|吞进|误食|误喝|喝了|喝下)(?!口水|水|粥|汤|药片)"
        rf"{_gap(4)}(?:电池|硬币|消毒|洗洁|酒精|药|纽扣|钉|磁|玩具|刀|清洁|农药|洁厕|汽油|香蕉水)",
        rf"(?:吃了|吃下|咽了|咽下|喝了|舔了){_gap(3)}(?:樟脑|干燥剂|电池|硬币|洗衣|洁厕|84|消毒液|消毒水|农药"
        r"|老鼠药|蟑螂|纽扣|香水|洗洁精|磁珠|水银)",
        rf"药{_gap(3)}[吃喝服]错|(?:一次|一下子|一口气){_gap(2)}[吃吞]了{_gap(2)}(?:瓶|板|盒|把|[几\d十]+片|[几\d十]+粒)",
    ),
    _symptom(
        "violence",
        Urgency.LIFE,
        r"(?:在打|打|殴打|动手打)(?:老婆|老公|孩子|小孩|小囡|小人|女人|女儿|老人|人了|人$|妈|爸|娘|爷|我|起来|架)"
        r"(?!家|的|电话|手机|号码|疫苗|针|招呼|听|们?[^\x00]{0,2}(?:电话|手机)|[\s:：]*[\x001])",
    ),
    _symptom(
        "ambulance",
        Urgency.LIFE,
        rf"(?:120|救护车|急救车){_gap(4)}(?:打不通|打勿通|占线|排队|不来|没来|勿来|叫不到|等了|还没)",
    ),
    _symptom(
        "acute",
        Urgency.TODAY,
        rf"{_BODY}{_gap(3)}{_HURTS}",
        rf"(?:一直|不停|反复|老是){_gap(2)}(?:吐|拉|咳|抖|发冷)",
        rf"血压{_gap(3)}(?:1[89]\d|2\d\d)|血糖{_gap(3)}(?:[23]\d)",
        rf"(?:精神|情绪){_gap(3)}(?:不正常|异常|失常|崩溃|失控)",
        rf"[塞弄掉插卡戳]{_gap(1)}[进到在]{_gap(2)}(?:耳朵|鼻孔|鼻子|喉咙|气管|眼睛)",
        r"(?:stomach|belly|abdominal|tummy|back|head|tooth|ear|leg|kidney|throat)"
        r"(?: is| are|'s)? ?(?:pain|ache|aching|hurt)",
        rf"头{_gap(2)}[晕昏](?!黄|暗)|(?:没有?|不|勿){_gap(1)}(?:小便|排尿|解尿)",
        rf"把自己{_gap(2)}[反锁关]|大便{_gap(4)}(?:没解|解不|不通|没有)|没有?大便|肚[子皮]{_gap(2)}硬",
        rf"(?:鼻饲|胃|导尿|尿|引流|造口|插|透析|静脉|气切){_gap(5)}管子?{_gap(3)}(?:掉|脱|堵|出来|拔|滑)|管子{_gap(2)}(?:掉|脱)出",
        rf"血糖{_gap(6)}(?:hi(?![a-z])|lo(?![a-z])|爆表|测不出|很高|太高|很低|太低)|血压{_gap(3)}(?:很高|太高|很低|太低|测不出)",
        rf"骨{_gap(5)}断|(?:喉咙|嗓子){_gap(2)}卡|卡[了住到]{_gap(2)}(?:刺|骨头|异物)",
    ),
    _symptom(
        "attack",
        Urgency.LIFE,
        rf"起搏器{_gap(4)}(?:报警|响|没电|坏)",
        rf"(?:精神病?|抑郁症?|躁狂症?|癫痫|心脏病|哮喘|心绞痛){_gap(1)}(?:发作|发病|犯病|犯了|复发)",
    ),
    _symptom(
        "trapped",
        Urgency.LIFE,
        rf"电梯{_gap(4)}(?:被关|关了?人|被困|困住|困了|卡住了?人)",
    ),
    _symptom(
        "fire",
        Urgency.LIFE,
        rf"烟{_gap(2)}(?:很大|好大|大得|滚滚|呛)|(?:很大|好大|好多|很多)的?烟(?!花|酒|草|盒)",
    ),
    _symptom(
        "attack",
        Urgency.LIFE,
        rf"(?:老人|爸|妈|爷|奶|婆|公|人|伊|他|她)(?:快|要|已经)*[不勿]行了|人{_gap(2)}[不勿]来三|(?:面孔|脸色?|面色){_gap(2)}(?:煞白|惨白|发青|发紫|发灰)",
    ),
    _symptom(
        "fall",
        Urgency.TODAY,
        rf"从{_gap(4)}(?:滚|摔|跌|掉|翻){_gap(1)}[下落]",
        r"[滚翻摔跌]下(?:床|来|楼)",
    ),
    _symptom("unwell", Urgency.SOON, rf"{_BODY}{_gap(3)}{_FEELS}"),
)
"""What happens to a body; each can be denied."""

THINGS: tuple[tuple[Signal, re.Pattern[str]], ...] = (
    (
        Signal("unreachable"),
        re.compile(
            rf"(?:敲门|叫门|门铃|电话|手机|微信|联系){_gap(5)}"
            r"(?:没声音|没人应|不应|没人接|没接|不接|打不通|打勿通|联系不上|没反应|没人理|不回)"
            rf"|没[有]?接电话|没人接电话|打{_gap(4)}没人[接应](?![送走管])"
        ),
    ),
    (
        Signal("dose"),
        re.compile(
            r"(?:一天|每天|一日|每日|早晚|一次|每次)[吃服打用]?[一二两三四半\d]\s*[片粒颗针丸支]"
            r"|[\d一二两三四五六七八九十半]\s*(?:mg|毫克|微克|ug|μg)(?![a-z/])"
            r"|(?:长期|天天|每天|一直|必须|要)(?:要|在|得)?[吃服](?!饭|菜|的|了|什|啥|东|素|肉|完|苦|亏|力|勿|不|水|晚|早|午|点|老)"
            r"[^\x00\s,，。]{2,6}(?=\s*(?:只?剩|快没|没了|断|还有|吃完|只有))"
        ),
    ),
    (
        Signal("medicine"),
        re.compile(
            r"[配开代](?:点|些|一点|一?[盒瓶支]|[两二三\d]\s?[盒瓶支])(?![菜饭水心钥货肉蛋零眼])"
            r"|[要买配吃开][^\x00\s,，。]{1,3}[^\x00\s,，。薯尿麦肉面豆名照卡贴刀笋鱼藕果苔茶图]片(?=[\s\x00,，。]|$)"
            r"|阿乐(?=\s*(?:没|断|快|吃|剩|还|只|[\d一两二三]\s?[盒片粒]))"
        ),
    ),
    (
        Signal("nothing"),
        re.compile(
            r"(?:电池|手机|助听器|遥控器?|充电宝|血压计|手表|电瓶车|电动车|轮椅|锁|门铃|电脑|平板|电筒|体温枪|钥匙)"
            rf"{_gap(3)}没有?电了?"
            r"|(?:手机|平板|电脑|充电器|血压计|助听器|眼镜|假牙|耳机|手表|拐杖|\x00)坏(?:了|脱|掉)*"
        ),
    ),
    (
        Signal("doctor", RequestKind.OTHER, Urgency.SOON),
        re.compile(rf"[去到上]{_gap(5)}(?:医院|门诊|卫生中心|卫生院|牙防所)"),
    ),
    (
        Signal("delivery_missed"),
        re.compile(rf"(?:少|缺|漏)了?(?:[一两三四五六]|\d{{1,3}})\s*{_MEASURE}"),
    ),
    (
        Signal("ended"),
        re.compile(
            r"断了?(?:已经|有)?\s?(?:[\d一二两三四五六七八九十半好几]+个?)(?:天|礼拜|星期|周|月)"
        ),
    ),
    (
        Signal("baby_goods"),
        re.compile(r"milk (?:\w+ ){0,3}(?:baby|infant|newborn)|(?:baby|infant)(?:'s)? milk"),
    ),
    (
        Signal("food", RequestKind.FOOD, Urgency.ROUTINE, weak=True),
        re.compile(r"想吃(?!药)"),
    ),
    (
        Signal("blocked", RequestKind.REPAIRS, Urgency.ROUTINE),
        re.compile(
            r"(?:空调|冰箱|洗衣机|电视机?|热水器|油烟机|微波炉|电饭煲|马桶|龙头|电灯|灯|水槽|花洒|门铃|对讲|暖气|抽油烟机)"
            rf"{_gap(3)}(?:不制|不转|不工作|不亮|不动|不通|坏|漏|关不|开不|打不开|卡住|松|断|异响|没反应|失灵)"
        ),
    ),
    (
        Signal("burst", RequestKind.REPAIRS, Urgency.TODAY),
        re.compile(
            rf"(?:液化气|煤气|钢瓶|燃气|天然气){_gap(4)}(?:用完|没了|用光|没有了|断了|停了|空了|烧完)"
            rf"|(?:整个|整栋|整幢|全楼|单元|楼道|一层){_gap(4)}(?:黑的|都黑|一片黑|漆黑|断电|断水)"
            rf"|(?:闸|电表|插座|线路|配电箱){_gap(2)}(?:烧|爆|冒|炸)"
        ),
    ),
    (
        Signal("delivery_missed"),
        re.compile(rf"被{_gap(4)}(?:偷|顺走|拿走|领走|冒领|拿错|拎走|搬走)"),
    ),
    (
        Signal("opening", RequestKind.OPENING, Urgency.ROUTINE),
        re.compile(
            r"封(?:我们|阿拉|楼|着|起来|到|条|了\s?[\d一二三四五六七八九十廿半多])|隔离期?满|期满|(?:还|再)要(?:关|封)"
        ),
    ),
    (
        Signal("medicine"),
        re.compile(
            r"(?:降压|降糖|降脂|降血[压糖脂]|退[烧热]|止痛|止咳|化痰|消炎|安神|助眠|护肝|保肝|护胃|养胃|通便|止泻|抗凝"
            r"|抗癫痫?|抗抑郁|抗过敏|利尿|补钙|补铁|补血|活血|通便|抗病毒|止吐)的?(?:灵|片|丸|宁|平|液|针|贴|膏|类|水|剂|栓|茶)"
        ),
    ),
    (
        Signal("trouble", RequestKind.EMERGENCY, Urgency.TODAY, deniable=True, weak=True),
        re.compile(
            r"[痛疼晕昏喘瘫](?!快|恨)|(?<![血验采抽])血(?![压糖脂透液型管氧检常库统])|(?<![不呕谈吞倾])吐(?!槽|司|鲁|露)"
            r"|(?<![损])伤(?!心|脑筋|感)|(?<![烦急气累笑吓臭吵热冷忙馋困饿闷卡堵锁封])死(?!机|角|活|板|党|结)|救(?!助|心|济)"
            r"|pain|hurt|blood|dying|emergency"
        ),
    ),
    (
        Signal("nothing"),
        re.compile(
            rf"(?:驿站|药店|药房|超市|商店|小店|银行|门卫|菜场|医院|物业|饭店){_gap(3)}(?:不开门|没人|关门|没开门)"
            rf"|(?:抗原|核酸){_gap(4)}[是都全为]?阴|(?:在|进了?|去了|到了|住)方舱|已经{_gap(4)}(?:方舱|隔离点)"
            rf"|(?:还|拿回|取回|归还|退){_gap(1)}医保卡|钥匙{_gap(1)}(?:在|放|给|交|留)|[^\x00\s,，。只还不勿仅]{{1,3}}(?<![只还不勿仅])(?:够吃|够用|不缺|充足|足够)(?=[\s\x00,，。]|$)"
            rf"|(?:水管|马桶|电梯|门锁|灯|空调|冰箱|水表|龙头|煤气){_gap(1)}没(?:坏|漏|堵)"
        ),
    ),
    (
        Signal("pet_ill"),
        re.compile(
            r"(?:猫|狗|宠物)[^\x00\s,，。;；咬抓扑]{0,6}?(?:伤|病|呕|吐|血|撞|瘸|崩开|难产|没精神|不吃|拉稀|中毒)"
        ),
    ),
    (
        Signal("handout_missed"),
        re.compile(
            rf"发的{_gap(3)}(?:不够|勿够)|(?:居委|街道|政府|统一|你们|社区)?发的{_gap(8)}(?:没有|没收|没拿|没领|没发|没给)"
        ),
    ),
    (
        Signal("ending"),
        re.compile(
            rf"(?:只剩|就剩|仅剩|只有|剩下){_gap(3)}[半一两几]{_gap(1)}(?!天|礼拜|星期|周|个月)"
        ),
    ),
    (
        Signal("unborn"),
        re.compile(
            rf"(?:胎动|宝宝|胎儿){_gap(2)}(?:不动|没动|没了|少|减|弱|慢|异常|不正常)|肚子{_gap(4)}(?:发紧|发硬|往下坠|一阵一阵)"
        ),
    ),
    (
        Signal("pregnancy", RequestKind.BIRTH, Urgency.SOON),
        re.compile(r"孕\s*\d{1,2}\s*周|孕[晚早中]期"),
    ),
    (
        Signal("asking"),
        re.compile(r"[?？]|吗|伐(?=$|\s)|[做要能是有]不[做要能是]|有没有|多少|哪里|哪能"),
    ),
)
"""What else is told by patterns; nothing of it is denied."""


def find_patterns(text: str) -> Iterator[Hit[Signal]]:
    """Every pattern in plain text."""
    for signal, pattern in (*PATTERNS, *THINGS):
        for hit in pattern.finditer(text):
            yield Hit(hit.start(), hit.end(), signal)


def reasons() -> list[str]:
    """Codes of the signals that make a need by themselves."""
    return [signal.code for signal, _ in (*PATTERNS, *THINGS) if signal.kind]
