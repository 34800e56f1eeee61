"""Lines in the manner of real messages and telephone notes, each with what a person reads in it.

People, households and numbers are invented. A household is named by its number in `HOUSEHOLDS`.
New lines go into a batch of their own, expectations first, so that it shows how unknown lines fare.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from data.pinyin import in_letters
from models.reading.gazetteer import CompoundName, HouseholdRef
from models.text import natural_key
from models.times import LOCAL

NOW = datetime(2022, 4, 9, 20, 0, tzinfo=LOCAL)
"""A Saturday evening; every line is read at this moment."""

COMPOUNDS = (
    CompoundName(1, "大林苑", "大林路338号"),
    CompoundName(2, "西门雅居", "大林路256号"),
    CompoundName(3, "文庙公寓", "大林路255号"),
    CompoundName(4, "林荫小区", "大林路78号"),
    CompoundName(5, "凝和花园", "大林路86号"),
    CompoundName(6, "金家坊新苑", "大林路190号"),
    CompoundName(7, "江阴新村", "大林路10弄"),
    CompoundName(8, "静修大楼", "大林路5弄"),
    CompoundName(9, "四十三弄", "大林路43弄"),
    CompoundName(10, "三十一弄", "大林路31弄"),
)


def _home(no: int, place: str, head: str, phone: str) -> HouseholdRef:
    compound, building, unit, room = place.split("/")
    return HouseholdRef(
        no, compound, None, building, unit or None, room or None, head=head, phone=phone
    )


HOUSEHOLDS = (
    _home(1, "大林苑/2//1805", "陆建华", "13800000101"),
    _home(2, "大林苑/3//1805", "顾美玲", "13800000102"),
    _home(3, "大林苑/1//106", "谭华", "13800000103"),
    _home(4, "大林苑/4//1106", "钱芳芳", "13800000104"),
    _home(5, "西门雅居/2//1803", "刘佳敏", "13800000105"),
    _home(6, "西门雅居/3//2201", "金春", "13800000106"),
    _home(7, "文庙公寓/1//1703", "严阿毛", ""),
    _home(8, "文庙公寓/2//902", "周宝", "13800000108"),
    _home(9, "林荫小区/4//603", "尹艳春", "13800000109"),
    _home(10, "林荫小区/6//601", "何强", "13800000110"),
    _home(11, "凝和花园/3//1301", "顾囡雨", "13800000111"),
    _home(12, "凝和花园/2//1106", "上官丽福", "13800000112"),
    _home(13, "金家坊新苑/1//1204", "肖娜", "13800000113"),
    _home(14, "金家坊新苑/3/2/502", "吴桂英", "13800000114"),
    _home(15, "江阴新村/4//505", "付国宇", "13800000115"),
    _home(16, "江阴新村/2//301", "张秀珍", "13800000116"),
    _home(17, "静修大楼/1//1903", "方桂源", "13800000117"),
    _home(18, "静修大楼/1//2704", "方辉欣", "13800000118"),
    _home(19, "四十三弄/21//后客堂", "秦㛃杰", "13800000119"),
    _home(20, "四十三弄/17//三层阁", "蒋福根", "13800000120"),
    _home(21, "四十三弄/1//晒台间", "王美娟", "63550121"),
    _home(22, "四十三弄/8//二楼前楼", "沈阿大", "13800000122"),
    _home(23, "三十一弄/12//晒台间", "李生阿", "13800000123"),
    _home(24, "三十一弄/10//2", "朱根宝", "13800000124"),
    _home(25, "三十一弄/5//亭子间", "张秀珍", "13800000125"),
    _home(26, "西门雅居/8//", "许国强", "13800000126"),
    _home(27, "四十三弄/21//晒台间", "钟思华", "13800000118"),
    _home(28, "江阴新村/门卫室//", "阿五", "13800000128"),
)


class SmallRegister:
    """The gazetteer of the corpus, held in memory."""

    def compounds(self) -> Sequence[CompoundName]:
        return COMPOUNDS

    def in_letters(self, name: str) -> str:
        return in_letters(name)

    def households_at(
        self,
        compound: str | None,
        lane: str | None,
        building: str | None,
        unit: str | None,
        room: str | None,
    ) -> Sequence[HouseholdRef]:
        wanted = (compound, lane, building, unit, room)
        found = [
            home
            for home in HOUSEHOLDS
            if all(want is None or want == has for want, has in zip(wanted, home[1:6], strict=True))
        ]
        return sorted(found, key=lambda home: natural_key(f"{home.building} {home.room}"))

    def households_with_phone(self, digits: str) -> Sequence[HouseholdRef]:
        return [home for home in HOUSEHOLDS if home.phone == digits]

    def households_with_phone_ending(
        self, ending: str, compound: str | None
    ) -> Sequence[HouseholdRef]:
        homes = self.households_at(compound, None, None, None, None)
        return [home for home in homes if home.phone.endswith(ending)]

    def households_with_head(self, name: str) -> Sequence[HouseholdRef]:
        return [home for home in HOUSEHOLDS if home.head == name]


@dataclass(frozen=True, slots=True)
class Call:
    """One line and what a person reads in it. `happened`: local `MM-DD HH:MM`.

    `patient` and `call_back` (a number's digits) are None where they are not judged.
    """

    line: str
    household: int | None
    kind: str
    urgency: str
    phones: tuple[str, ...] = ()
    days: int | None = None
    caller: str = ""
    happened: str | None = None
    patient: str | None = None
    call_back: str | None = None


CALLS: tuple[Call, ...] = (
    Call("大林2-1805 我妈高血压药还剩3天 麻烦配一下 13800000101", 1, "medicine", "soon",
         ("13800000101",), 3),
    Call("静修1903 老公发烧39度 吃了药退不下去", 17, "emergency", "today"),
    Call("43弄17号三层阁 阿拉爸爸透析 礼拜一要去 帮忙叫部车子", 20, "dialysis", "today"),
    Call("凝和3/1301 今天血透没去成 人吃勿消了 快点", 11, "dialysis", "life"),
    Call("大林苑三号楼1805 宝宝没奶粉了 今晚就断粮", 2, "baby", "today", days=0),
    Call("西门雅居２号１８０３ 毛毛头尿布还剩两天量 １３８０００００１０５", 5, "baby", "soon",
         ("13800000105",), 2),
    Call("张阿姨 13800000116 江阴新村2号301 胃不舒服想配药", 16, "medicine", "soon",
         ("13800000116",), caller="张阿姨"),
    Call("老头子摔了一跤爬不起来 文庙公寓1号1703", 7, "emergency", "life"),
    Call("林荫4号603 猫没吃的了 能不能帮忙买猫粮", 9, "pets", "routine"),
    Call("急急急!!! 鸡蛋 大林苑1号106", 3, "food", "routine"),
    Call("请问什么时候解封啊 都关了20天了", None, "opening", "routine"),
    Call("大林苑4-1106 钱芳芳 核酸漏做了 今天没人来敲门", 4, "test", "today", caller="钱芳芳"),
    Call("三十一弄10号2室 阳性第4天了还没人来拉 家里还有老人", 24, "transfer", "soon"),
    Call("江阴4号505 下水道又堵了 粪水都冒上来了", 15, "repairs", "today"),
    Call("43弄21号后客堂胰岛素今晚没了", 19, "medicine", "today", days=0),
    Call("四十三弄8号2楼前楼 自来水爆了 水漫到楼下", 22, "repairs", "today"),
    Call("338号2号楼1805 电跳闸了 修不好 老人用制氧机的", 1, "emergency", "life"),
    Call("女儿13800007777 母亲一个人住西门雅居3号2201 三天联系不上 怕出事", 6, "emergency",
         "life", ("13800007777",)),
    Call("孕妇38周 见红了 凝和花园2号1106 13800000112", 12, "birth", "life", ("13800000112",)),
    Call("金家坊1-1204 怀孕30周 产检怎么去", 13, "birth", "soon"),
    Call("孕妇出血 金家坊新苑3号2单元502", 14, "birth", "life"),
    Call("不发烧 就是咳嗽 想要点连花清瘟 林荫小区6号601", 10, "medicine", "soon"),
    Call("没有胸痛 只是降压药快没了 三十一弄12号晒台间", 23, "medicine", "soon"),
    Call("已经不出血了 谢谢居委 静修大楼1号1903", 17, "other", "routine"),
    Call("狗呕吐不停 要去宠物医院 大林苑1号106", 3, "pets", "soon"),
    Call("救护车已经来过了 老伴送去医院了 家里猫没人喂 西门雅居3-2201", 6, "pets", "soon"),
    Call("高血压药 一天两片 只剩最后4片 文庙2-902", 8, "medicine", "today", days=2),
    Call("后天要化疗 通行证怎么开 江阴新村2号301 张秀珍", 16, "hospital_trip", "soon",
         caller="张秀珍"),
    Call("团长说菜到了不让进小区 大林苑3-1805", 2, "group_purchase", "routine"),
    Call("今天物资我们家没拿到 隔壁都有 金家坊新苑1号1204", 13, "delivery_missed", "soon"),
    Call("三十一弄5号亭子间少发一份牛奶", 25, "delivery_missed", "soon"),
    Call("Jingxiu 1-1903 pregnant twins bleeding", 17, "birth", "life"),
    Call("Dalin 2-1805 insulin left for 2 days", 1, "medicine", "today", days=2),
    Call("no milk powder for baby, 西门雅居2-1803, call 138-0000-0105", 5, "baby", "today",
         ("13800000105",), 0),
    Call("想不开 一直说不想活了 门反锁 大林苑4号1106室", 4, "distress", "life"),
    Call("煤气味很重 43弄1号 晒台间", 21, "danger", "life"),
    Call("回电63550121 四十三弄1号王美娟 配高血压药", 21, "medicine", "soon", ("63550121",),
         caller="王美娟"),
    Call("021-63551234 大林苑2号1805 女儿代打 老人没菜吃了", 1, "food", "today",
         ("02163551234",)),
    Call("本人13800000111 家属13800006666 凝和花园3号1301 明早8点透析没车", 11, "dialysis",
         "life", ("13800000111", "13800006666")),
    Call("凝和花园2号1106 老人喘不过气 儿子13800006667 在浦东 回电打13800000112", 12,
         "emergency", "life", ("13800006667", "13800000112")),
    Call("13800000109", 9, "other", "routine", ("13800000109",)),
    Call("138 0000 0110 水管漏水", 10, "repairs", "soon", ("13800000110",)),
    Call("138-0000-0118 屋顶漏水", None, "repairs", "soon", ("13800000118",)),
    Call("大林1805 没收到菜", None, "delivery_missed", "soon"),
    Call("昨晚11点 43弄17号三层阁老爷叔跌倒 现在骨头痛 起不来", 20, "emergency", "life",
         happened="04-08 23:00"),
    Call("21:05 静修1-2704 断药脱了 心脏药", 18, "medicine", "today", days=0,
         happened="04-08 21:05"),
    Call("药断脱两天了 羊癫疯的药 江阴2号301", 16, "medicine", "today", days=0),
    Call("囡囡发高烧40度 抽筋 静修大楼1号1903室 电话13800000117", 17, "emergency", "life",
         ("13800000117",)),
    Call("小囡发热38度5 要看医生 西门雅居2号1803", 5, "emergency", "today"),
    Call("外婆90岁 两天没吃东西 叫不醒 43弄8号二楼前楼", 22, "emergency", "life"),
    Call("独居老人 米没了 不会团购 文庙1-1703", 7, "food", "today"),
    Call("家里断粮了 5口人 只剩一包面 三十一弄12号晒台间", 23, "food", "today"),
    Call("问问蔬菜啥辰光发 凝和3-1301", 11, "food", "routine"),
    Call("抗原两条杠 怎么办 林荫小区4号603", 9, "antigen", "soon"),
    Call("核酸报告48小时没出 明天要去医院透析 金家坊新苑1-1204", 13, "dialysis", "life"),
    Call("混管异常 我们整栋楼要不要复核 大林苑3号", None, "test", "today"),
    Call("门口快递能帮忙拿上来吗 腿脚不便 文庙公寓2号902", 8, "group_purchase", "routine"),
    Call("西门雅居8号 许国强 电停了一天 冰箱里东西都坏了", 26, "repairs", "today",
         caller="许国强"),
    Call("江阴新村门卫室 阿五 没饭吃 隔离在岗亭5天了", 28, "food", "today", caller="阿五"),
    Call("大林苑2号18０5 陆建华 糖尿病的药吃完了 13800000101", 1, "medicine", "today",
         ("13800000101",), 0, caller="陆建华"),
    Call("秦㛃杰 胰岛素", 19, "medicine", "today", caller="秦㛃杰"),
    Call("张秀珍 催问转运", None, "transfer", "soon", caller="张秀珍"),
    Call("大林苑2号1805 13800000119 要消毒", 1, "disinfection", "soon", ("13800000119",)),
    Call("凝合花园3号1301 断奶粉", 11, "baby", "today", days=0),
    Call("西门雅园2号1803 楼上装修噪音", 5, "complaint", "routine"),
    Call("三一弄5号亭子间 漏电", 25, "repairs", "today"),
    Call("四三弄21号后客堂 老太婆胸口闷得来 透勿过气", 19, "emergency", "life"),
    Call("31弄10号2 居家隔离几时结束", 24, "opening", "routine"),
    Call("大林路5弄1903 心脏支架 阿司匹林明天断药", 17, "medicine", "today", days=1),
    Call("255号1-1703 没菜没肉", 7, "food", "today"),
    Call("老伴肚子痛得打滚 120打不通 金家坊新苑3-2-502", 14, "emergency", "life"),
    Call("抽水马桶堵了 一家六口没法用 三十一弄5号亭子间 张秀珍 13800000125", 25, "repairs",
         "soon", ("13800000125",), caller="张秀珍"),
    Call("电梯坏了 27楼老人下不来做核酸 静修大楼1-2704", 18, "test", "today"),
    Call("猫粮没了 另外我爸吃的华法林只剩一天 林荫6-601", 10, "medicine", "today", days=1),
    Call("老人割破手 血止不住 文庙公寓2号902 13800000108", 8, "emergency", "life",
         ("13800000108",)),
    Call("癌症病人 吗啡片还有2天 痛得厉害 凝和2-1106", 12, "medicine", "today", days=2),
    Call("明天上午10点产检 凝和花园2号1106 孕36周", 12, "birth", "today"),
    Call("家里着火了!! 江阴新村4号505", 15, "danger", "life"),
    Call("我不急 就是想问下垃圾几点收 林荫小区4号603", 9, "other", "routine"),
    Call("精神病人断药 情绪激动 拿刀 大林苑1号106", 3, "danger", "life", days=0),
    Call("静修大楼1号1903室 双胞胎奶粉够吃一个礼拜", 17, "baby", "routine", days=7),
    Call("转运车来了没人通知 行李没带 三十一弄10号2室", 24, "transfer", "soon"),
    Call("大林苑1号106 谭华 手机13800000103 拆线 要出小区去医院", 3, "hospital_trip", "soon",
         ("13800000103",), caller="谭华"),
    Call("1380000010 听不清 好像是大林苑4号1106", 4, "other", "routine"),
    Call("（转发）江阴新村4号505付国宇，独居，氧气瓶快用完了，电话：13800000115", 15,
         "emergency", "life", ("13800000115",), caller="付国宇"),
    Call("43弄1号晒台间13800004321打来说团购的肉臭了", 21, "group_purchase", "routine",
         ("13800004321",)),
    Call("老人在家去世了 大林苑4号1106", 4, "death", "today"),
    Call("宫缩5分钟一次 羊水破了!!! 静修大楼1号1903室", 17, "birth", "life"),
    Call("尿毒症病人 昨天就该透析 43弄21号后客堂", 19, "dialysis", "life"),
)  # fmt: skip

MORE_CALLS: tuple[Call, ...] = (
    Call("居委吗 我是江阴新村2号301的张秀珍 我家老头子今天早上起来话讲不清楚 嘴巴也歪了", 16,
         "emergency", "life", caller="张秀珍"),
    Call("四十三弄八号二楼前楼 沈阿大 氧气只够用到明天早上", 22, "emergency", "life",
         caller="沈阿大"),
    Call("门卫阿五说有快递堆了一堆没人拿 江阴新村", None, "group_purchase", "routine"),
    Call("西门3-2201 金春 肾透析病人 下午两点华山医院 车子还没有着落", 6, "dialysis", "life",
         caller="金春"),
    Call("13800000104 家里老太太便秘五天了 开塞露有伐", 4, "medicine", "soon",
         ("13800000104",)),
    Call("您好 我女儿三岁 一直在吐 已经脱水了 静修大楼1903", 17, "emergency", "today"),
    Call("大林苑1号106室 老人褥疮感染发烧 需要换药", 3, "emergency", "today"),
    Call("文庙公寓2-902 周宝 抑郁症 药吃完三天了 睡不着 情绪很差", 8, "medicine", "today",
         days=0, caller="周宝"),
    Call("31弄12号晒台间 李生阿家 马桶间漏水漏到我家灶披间了", 23, "repairs", "soon",
         caller="李生阿"),
    Call("楼上11楼在往下扔东西 大林苑4号", None, "complaint", "routine"),
    Call("我们楼今天做不做核酸？ 凝和花园3号1301", 11, "test", "routine"),
    Call("林荫6号601 何强 老婆下周三预产期 想问问医院怎么联系", 10, "birth", "soon",
         caller="何强"),
    Call("陆建华 大林苑2号1805 乙肝抗病毒药恩替卡韦 剩5片 一天一片", 1, "medicine", "soon",
         days=5, caller="陆建华"),
    Call("奶粉只有一罐了 大概还能撑四五天 西门雅居2号1803", 5, "baby", "routine", days=4),
    Call("大林苑3号1805的顾阿姨 一个人在家 两天没吃饭了 说没力气", 2, "food", "today",
         caller="顾阿姨"),
    Call("金家坊新苑一号1204 抗原阳了 38.5度 咽喉痛 求布洛芬", 13, "medicine", "today"),
    Call("冰箱坏了胰岛素没法保存 四十三弄21号后客堂", 19, "medicine", "today"),
    Call("吴桂英（金家坊3号2单元502）86岁 眼睛看不见 要人帮忙做抗原", 14, "antigen", "today",
         caller="吴桂英"),
    Call("大家好请问生姜可乐哪里可以团", None, "group_purchase", "routine"),
    Call("我家煤气灶打不着火 三十一弄5号亭子间", 25, "repairs", "soon"),
    Call("八十岁老娘心脏早搏 药明天早上最后一顿 138 0000 0108", 8, "medicine", "today",
         ("13800000108",), 1),
    Call("尹艳春 林荫4-603 居委发的抗原少一根", 9, "antigen", "soon", caller="尹艳春"),
    Call("4月8日22:15 静修大楼1号2704 孩子吞了纽扣电池", 18, "emergency", "life",
         happened="04-08 22:15"),
    Call("今早7点半来电 江阴新村4号505付国宇 血压220 头晕站不稳", 15, "emergency", "today",
         caller="付国宇", happened="04-09 07:30"),
    Call("老公确诊已经拉去方舱了 家里就我和两个孩子 尿不湿快没了 凝和花园3号1301", 11, "baby",
         "soon"),
    Call("方舱回来第三天 能不能下楼倒垃圾 静修1-1903", 17, "opening", "routine"),
    Call("请问我妈的化疗推迟了两个礼拜 什么时候能出去做 大林苑2-1805", 1, "hospital_trip", "today"),
    Call("大林苑2号楼1805电话021-63550101 断电", 1, "repairs", "today", ("02163550101",)),
    Call("我妈妈一直咳嗽带血 文庙公寓1号1703", 7, "emergency", "life"),
    Call("独居老太一天没接电话了 楼组长敲门也没声音 大林苑1号106", 3, "emergency", "life"),
    Call("楼道里有人晕倒了快来人 西门雅居3号", None, "emergency", "life"),
    Call("志愿者说4号楼少了12份菜 大林苑", None, "delivery_missed", "soon"),
    Call("家里就剩两包方便面了 明天就断炊 林荫小区6号601", 10, "food", "today", days=1),
    Call("阿拉屋里厢米缸见底了 43弄8号二楼前楼", 22, "food", "soon"),
    Call("阿姨讲伊牙齿痛得饭也吃勿进 31弄10号2室", 24, "emergency", "today"),
    Call("囡囡发寒热39度6 伊拉姆妈急煞 静修大楼1号1903", 17, "emergency", "life"),
    Call("配药！降糖药拜糖苹 还有一个星期 顾囡雨 凝和花园3号1301", 11, "medicine", "soon",
         days=7, caller="顾囡雨"),
    Call("哮喘的喷雾用完了 晚上不敢睡 大林苑4号1106钱芳芳", 4, "medicine", "today", days=0,
         caller="钱芳芳"),
    Call("静修2704 漏电保护器一直跳", 18, "repairs", "today"),
    Call("我家小狗走丢了 谁看到了 凝和2-1106", 12, "pets", "routine"),
    Call("被隔壁的狗咬了一口 出血了 要打狂犬疫苗 林荫小区4号603", 9, "emergency", "life"),
    Call("三十一弄10号2室朱根宝 核酸一直显示异常 要上门复测", 24, "test", "today",
         caller="朱根宝"),
    Call("我前天做的核酸到现在没结果 西门雅居2号1803", 5, "test", "soon"),
    Call("麻烦问下居委电话多少", None, "other", "routine"),
    Call("谢谢你们 药收到了 大林苑2-1805", 1, "other", "routine"),
    Call("白血病人要去输血 明天下午 车子进不来 金家坊1-1204", 13, "hospital_trip", "today"),
    Call("老爸帕金森 美多芭后天断 江阴2号301", 16, "medicine", "today", days=2),
    Call("孕32周 肚子一阵一阵发紧 宝宝不动了 凝和花园2号1106", 12, "birth", "life"),
    Call("产后第五天 恶露很多 头晕 静修大楼1号1903", 17, "emergency", "today"),
    Call("Wenmiao 1-1703 grandma fell down and cannot get up", 7, "emergency", "life"),
    Call("hi, Xihe? our power is out since noon, 林荫小区6号601", 10, "repairs", "today"),
    Call("need blood pressure pills, 3 days left. Jiangyin 2-301 tel 13800000116", 16,
         "medicine", "soon", ("13800000116",), 3),
    Call("大林苑四号一一零六 酒精喝多了打老婆", 4, "danger", "life"),
    Call("阳台上的衣服掉到二楼了 能帮忙捡吗 大林苑1号106", 3, "other", "routine"),
    Call("43弄17号三层阁蒋福根电话打不通 他儿子13800007001很着急让去看看", 20, "emergency",
         "life", ("13800007001",), caller="蒋福根"),
    Call("电梯停运老人下不去 静修大楼1号2704", 18, "repairs", "soon"),
    Call("团购的牛肉什么时候发 西门雅居8号", 26, "group_purchase", "routine"),
    Call("小区门口保安不让外卖进来 大林苑3-1805", 2, "group_purchase", "routine"),
    Call("要开居住证明 谭华 13800000103", 3, "other", "routine", ("13800000103",),
         caller="谭华"),
    Call("我们家4口人蔬菜包只发了一份 不够吃 三十一弄5号亭子间", 25, "food", "soon"),
)  # fmt: skip
"""A second batch, written without looking at the tables of words."""

LAST_CALLS: tuple[Call, ...] = (
    Call("西门雅居3-2201 老人夜里从床上滚下来 大腿骨可能断了 动不了", 6, "emergency", "life"),
    Call("金家坊1号1204肖娜：先生突然胸口像压了块石头 满头大汗", 13, "emergency", "life",
         caller="肖娜"),
    Call("23:10 林荫小区4-603 小孩喉咙卡了鱼刺", 9, "emergency", "today", happened="04-08 23:10"),
    Call("大林苑2号1805 陆先生 腹膜透析液只够两天了", 1, "dialysis", "today", days=2,
         caller="陆先生"),
    Call("江阴新村4号505 他莫昔芬还有一周 乳腺癌的", 15, "medicine", "today", days=7),
    Call("静修大楼1号2704方辉欣家宝宝三个月 奶粉过敏 要换水解奶粉", 18, "baby", "soon",
         caller="方辉欣"),
    Call("文庙1号1703 冰箱里只剩半棵白菜了", 7, "food", "soon"),
    Call("凝和花园2号1106 上官丽福 我们楼道阳性那家垃圾没人收 怕传染", 12, "complaint", "routine",
         caller="上官丽福"),
    Call("三十一弄10号2室 已经出舱了 居委什么时候给开证明", 24, "other", "routine"),
    Call("西门雅居2号1803 核酸码扫不出 老人没手机", 5, "test", "soon"),
    Call("43弄21号晒台间 一户五口挤在十平米 有人阳了怎么隔离", 27, "transfer", "soon"),
    Call("大林苑1号106 狗三天没下楼遛了 能通融下吗", 3, "pets", "routine"),
    Call("江阴新村2号301 水龙头滴水关不住", 16, "repairs", "soon"),
    Call("静修大楼1号1903 整栋没水了", 17, "repairs", "today"),
    Call("凝和花园3号1301 顾囡雨 团购的酸奶送错楼了", 11, "group_purchase", "routine",
         caller="顾囡雨"),
    Call("林荫小区6号601 我们几号楼能到小区里走走", 10, "opening", "routine"),
    Call("四十三弄1号晒台间王美娟 送来的菜包是烂的", 21, "delivery_missed", "soon",
         caller="王美娟"),
    Call("大林苑4号1106 居委发的连花清瘟我家没有", 4, "delivery_missed", "soon"),
    Call("抑郁发作了 把自己锁在厕所里哭 拿了刀片 金家坊新苑3号2单元502", 14, "distress", "life"),
    Call("文庙公寓2号902 我爸血糖30多了 人有点糊涂", 8, "emergency", "life"),
    Call("老伯伯尿管堵了 肚子涨得来 三十一弄12号晒台间", 23, "emergency", "today"),
    Call("13800000122 降压药氨氯地平还有十来天 先登记一下", 22, "medicine", "routine",
         ("13800000122",), 10),
    Call("大林苑3号1805 明天孕检糖耐 怎么出小区", 2, "birth", "today"),
    Call("西门雅居8号 许国强 13800000126 母亲做完心脏搭桥复查时间到了", 26, "hospital_trip", "soon",
         ("13800000126",), caller="许国强"),
    Call("我是志愿者 静修大楼1903孕妇说肚子痛 宫缩了", 17, "birth", "life"),
    Call("江阴新村4号505付国宇没气了 做不了饭 煤气卡没法充", 15, "repairs", "today",
         caller="付国宇"),
    Call("孩子在家无聊 有没有书可以借 凝和花园2号1106", 12, "other", "routine"),
    Call("奶奶想吃鱼 林荫小区4号603", 9, "food", "routine"),
    Call("老公公司要证明 能不能盖章 大林苑2-1805", 1, "other", "routine"),
    Call("昨天夜里两点 43弄8号二楼前楼 有人砸门吵闹", 22, "complaint", "routine",
         happened="04-09 02:00"),
)  # fmt: skip
"""A third batch, meant to be hard."""

PLAIN_CALLS: tuple[Call, ...] = (
    Call("22:15 大林苑3号1805室 老人突发心梗 急需120 13800000102", 2, "emergency", "life",
         ("13800000102",), happened="04-08 22:15"),
    Call("20:50 四十三弄8号二楼前楼 沈阿大 高血压药明天吃完 13800000122", 22, "medicine", "today",
         ("13800000122",), 1, caller="沈阿大", happened="04-08 20:50"),
    Call("18:30 西门雅居3号2201室 宝宝尿布用完了", 6, "baby", "today", days=0,
         happened="04-09 18:30"),
    Call("17:20 文庙公寓2号902室 孕妇明天产检 需要车", 8, "birth", "today",
         happened="04-09 17:20"),
    Call("16:05 江阴新村4号505室 独居老人三天没出门 敲门不应", 15, "emergency", "life",
         happened="04-09 16:05"),
    Call("15:40 林荫小区6号601室 停电了 整栋楼", 10, "repairs", "today", happened="04-09 15:40"),
    Call("14:10 三十一弄5号亭子间 快递能送进来吗 13800000125", 25, "group_purchase", "routine",
         ("13800000125",), happened="04-09 14:10"),
    Call("13:00 金家坊新苑1号1204室 狗粮没了", 13, "pets", "routine", happened="04-09 13:00"),
    Call("11:45 静修大楼1号2704室 抗原阳性 要不要转运", 18, "transfer", "soon",
         happened="04-09 11:45"),
    Call("10:30 凝和花园3号1301室 问几号解封", 11, "opening", "routine", happened="04-09 10:30"),
    Call("09:50 大林苑4号1106室 没做核酸 轮椅下不了楼", 4, "test", "today",
         happened="04-09 09:50"),
    Call("08:20 三十一弄10号2室 物资少发了一份", 24, "delivery_missed", "soon",
         happened="04-09 08:20"),
    Call("07:10 西门雅居2号1803室 化疗今天下午 没有通行证 13800000105", 5, "hospital_trip", "today",
         ("13800000105",), happened="04-09 07:10"),
    Call("06:30 四十三弄17号三层阁 老人哮喘发作 喷雾没了", 20, "emergency", "life", days=0,
         happened="04-09 06:30"),
    Call("静修大楼1号1903 我家没收到菜 楼上都有", 17, "delivery_missed", "soon"),
    Call("大林苑2号1805 厨房水管爆了", 1, "repairs", "today"),
    Call("大林苑1号106 想配安眠药和降压药 还能撑一周", 3, "medicine", "soon", days=7),
    Call("文庙公寓1号1703 老人发烧38度 没有退烧药", 7, "medicine", "today", days=0),
    Call("凝和花园2号1106 家里没米了 两个老人", 12, "food", "today"),
    Call("金家坊新苑3号2单元502 孙子发高烧 抽了一次", 14, "emergency", "life"),
    Call("林荫小区4号603 邻居吵架动手了 快来", 9, "danger", "life"),
    Call("江阴新村2号301 怀孕8个月肚子痛", 16, "emergency", "today"),
    Call("西门雅居8号 电梯关人了", 26, "danger", "life"),
    Call("43弄21号后客堂 胰岛素针头用完了", 19, "medicine", "today", days=0),
    Call("43弄1号晒台间 抽水马桶漏水 楼下有意见", 21, "repairs", "soon"),
    Call("大林苑3号1805 老人走丢了 穿蓝色外套", 2, "emergency", "today"),
    Call("三十一弄12号晒台间 核酸结果两天没出", 23, "test", "soon"),
    Call("静修大楼1号2704 确诊四天 一直没有车来接 发烧", 18, "emergency", "today"),
    Call("林荫小区6号601 猫生病了 能送宠物医院吗", 10, "pets", "soon"),
    Call("凝和花园3号1301 能不能帮忙买点蔬菜 老人不会网上买", 11, "food", "soon"),
)  # fmt: skip
"""A fourth batch, plainly written."""

FIFTH_CALLS: tuple[Call, ...] = (
    Call("@居委小王 大林3-1805 婆婆尿毒症礼拜天要做血透 出入证还没批下来", 2, "dialysis", "life"),
    Call("老师好 静修19楼1903 我先生慢阻肺 制氧机坏脱了 人喘得一塌糊涂", 17, "emergency", "life"),
    Call("43弄17号3层阁阿爹一家门勿响 喊了没人应 邻居讲两天没见到了", 20, "emergency", "life"),
    Call("江阴2-301张秀珍138 0000 0116医保卡在居委 倍他乐克和阿托伐他汀只够吃到后天", 16,
         "medicine", "today", ("13800000116",), 2, caller="张秀珍"),
    Call("凝和花园二号一一零六上官丽福 伊讲心口头痛 出冷汗", 12, "emergency", "life",
         caller="上官丽福"),
    Call("林荫小区6号601 家里一老一小 蔬菜只够今天了", 10, "food", "today", days=0),
    Call("西门雅居2号1803 纸尿裤L码 还有七八片", 5, "baby", "soon"),
    Call("三十一弄12号晒台间 李生阿 灯泡坏了 老人摸黑怕摔", 23, "repairs", "routine",
         caller="李生阿"),
    Call("文庙公寓1号1703 马桶堵 粪水溢出来了 没法住", 7, "repairs", "today"),
    Call("大林苑4号1106 今天第七天了 什么辰光好出门", 4, "opening", "routine"),
    Call("金家坊新苑1号1204肖娜 拼多多的包裹在门卫三天了", 13, "group_purchase", "routine",
         caller="肖娜"),
    Call("大林苑1号106 谭华 狗狗绝育伤口崩开了", 3, "pets", "soon", caller="谭华"),
    Call("四十三弄21号后客堂 公用厨房的阿婆抗原两道杠 我们怎么烧饭", 19, "antigen", "soon"),
    Call("昨天半夜12点 大林苑2号1805 老伴从楼梯上滚下来 头破了 血流不止", 1, "emergency",
         "life", happened="04-09 00:00"),
    Call("静修大楼1-2704 物业电话没人接 电闸合不上", 18, "repairs", "today"),
    Call("江阴新村4号505 牛奶没发到 别家都拿了", 15, "delivery_missed", "soon"),
    Call("三十一弄10号2 朱根宝 阳性 82岁 糖尿病 高血压 要求去定点医院", 24, "transfer", "soon",
         caller="朱根宝"),
    Call("四十三弄1号晒台间王美娟63550121 抗原没测 不会弄", 21, "antigen", "today", ("63550121",),
         caller="王美娟"),
    Call("林荫小区4号603 尹艳春 自闭症孩子撞墙 满脸是血", 9, "emergency", "life",
         caller="尹艳春"),
    Call("大林2号楼1805 妈妈阿尔茨海默 半夜往外跑 拦不住", 1, "emergency", "today"),
    Call("西门雅居3号2201金春 孕妇 见红 宫口开两指 120说要等两小时", 6, "birth", "life",
         caller="金春"),
    Call("凝和花园3号1301 13800000111 甲状腺癌术后 优甲乐断了四天", 11, "medicine", "today",
         ("13800000111",), 0),
    Call("请问团长电话 静修大楼1903", 17, "group_purchase", "routine"),
    Call("43弄8号二楼前楼沈阿大 煤气罐没气了 烧不了饭", 22, "repairs", "today",
         caller="沈阿大"),
    Call("金家坊3号2单元502 隔壁把垃圾堆在楼道 臭死了", 14, "complaint", "routine"),
    Call("大林苑3号1805 顾美玲 家里饮用水喝光了 自来水发黄", 2, "food", "today",
         caller="顾美玲"),
    Call("文庙公寓2号902 周宝 想要本《新华字典》给孩子上网课", 8, "other", "routine",
         caller="周宝"),
    Call("西门雅居8号许国强 父亲胃出血 黑便三次 脸色煞白", 26, "emergency", "life",
         caller="许国强"),
    Call("江阴新村门卫室阿五 夜里冷 要床被子", 28, "other", "soon", caller="阿五"),
    Call("静修1903 婴儿黄疸值高 要复查 怎么出去", 17, "hospital_trip", "soon"),
)  # fmt: skip
"""A fifth batch, in a freer manner."""
