"""The sample's calls for help: what was said, when, who was chased, how it ended or where it is."""

from __future__ import annotations

from dataclasses import dataclass

from models.chases import Rung, Urgency, Verdict
from models.requests import Outcome, RequestKind


@dataclass(frozen=True, slots=True)
class Chase:
    """One chase: `day` and `time` as in Call; `until` the clock time after it that was promised."""

    day: int
    time: str
    rung: Rung
    to: str
    said: str
    answered: bool = True
    until: str = ""
    verdict: Verdict | None = None


@dataclass(frozen=True, slots=True)
class Ending:
    """How it ended; `told` empty while the resident is still to be told."""

    day: int
    time: str
    outcome: Outcome
    told: str


@dataclass(frozen=True, slots=True)
class Call:
    """One call.

    Attributes:
        day: days from the sample's day, 0 or before.
        mark: a mark of the household that calls; empty for any.
        lane: whether the call comes from the lanes.
        text: what was said, the door left out.
        harm: hours after the call at which somebody is harmed; 0 where nobody knows.
        caller: who called, where it was not the household.
    """

    day: int
    time: str
    kind: RequestKind
    urgency: Urgency
    text: str
    mark: str = ""
    lane: bool = False
    harm: int = 0
    reason: str = ""
    days_left: int | None = None
    caller: str = ""
    chases: tuple[Chase, ...] = ()
    end: Ending | None = None
    owner: str = ""


_K, _U, _R, _O = RequestKind, Urgency, Rung, Outcome
_REFUSED = Verdict.REFUSED

CALLS: tuple[Call, ...] = (
    # -- one life, the whole night long
    Call(
        -1,
        "23:40",
        _K.BIRTH,
        _U.LIFE,
        "怀孕34周见红，肚子一阵阵痛，昨天混管异常还没复核，救护车叫不到",
        mark="孕妇",
        harm=6,
        reason="早产，出血",
        caller="丈夫",
        owner="林一舟",
        chases=(
            Chase(-1, "23:44", _R.EMERGENCY, "120", "排队第63位，让再打"),
            Chase(-1, "23:58", _R.SUBDISTRICT, "街道值班室", "已报区里，等定点产科回话"),
            Chase(0, "00:35", _R.HOSPITAL, "区妇产科", "没有隔离产房，不收", verdict=_REFUSED),
            Chase(0, "01:20", _R.HOSPITAL, "市六院产科", "电话没人接", answered=False),
            Chase(0, "03:10", _R.LEADERS, "沈静怡书记", "书记在隔离点打给区卫健委熟人"),
            Chase(0, "06:40", _R.EMERGENCY, "120", "排队第12位"),
            Chase(0, "07:30", _R.SUBDISTRICT, "街道值班室", "定点医院有床，车在调", until="08:20"),
        ),
    ),
    # -- today, and late already
    Call(
        -1,
        "19:30",
        _K.DIALYSIS,
        _U.TODAY,
        "今天上午10点半要去医院透析，一周三次不能断，没有车也没有出门证",
        mark="透析",
        harm=15,
        reason="透析断了",
        owner="徐巧云",
        chases=(
            Chase(-1, "19:50", _R.SUBDISTRICT, "街道车队", "登记了，明早派车", until="23:00"),
            Chase(0, "06:30", _R.SUBDISTRICT, "街道车队", "司机被封在家里，再找", until="07:30"),
        ),
    ),
    Call(
        -1,
        "21:05",
        _K.MEDICINE,
        _U.TODAY,
        "胰岛素（门冬，笔芯）只剩2天，医保卡在书记那里",
        mark="胰岛素",
        harm=48,
        reason="胰岛素用完",
        days_left=2,
        owner="韩雪梅",
        chases=(
            Chase(-1, "21:20", _R.SUBDISTRICT, "街道代配药专线", "占线", answered=False),
            Chase(0, "06:10", _R.SUBDISTRICT, "街道代配药专线", "9点以后有人", until="09:30"),
        ),
    ),
    Call(
        -1,
        "20:10",
        _K.FOOD,
        _U.TODAY,
        "一个人住，家里只有半棵白菜和一点米，不会用手机抢菜",
        mark="独居老人",
        harm=14,
        reason="断粮",
        owner="徐巧云",
    ),
    Call(
        -2,
        "16:40",
        _K.TRANSFER,
        _U.TODAY,
        "阳性已经4天，一家三口等转运，老人没感染住在一起，天天问",
        lane=True,
        owner="石磊",
        chases=(
            Chase(-2, "17:00", _R.SUBDISTRICT, "街道转运组", "报上去了", until="20:00"),
            Chase(-1, "09:10", _R.SUBDISTRICT, "街道转运组", "名单还没下来"),
            Chase(-1, "15:30", _R.LINE_LEADER, "条线王科长", "说今晚有车", until="23:30"),
            Chase(0, "00:10", _R.LINE_LEADER, "条线王科长", "电话没人接", answered=False),
        ),
    ),
    Call(
        -1,
        "18:20",
        _K.BABY,
        _U.SOON,
        "四个月宝宝奶粉还有3天，只吃一个牌子，二段",
        mark="婴儿",
        harm=72,
        reason="断奶粉",
        days_left=3,
        owner="韩雪梅",
        chases=(Chase(-1, "18:45", _R.SUBDISTRICT, "街道保供组", "问了供应商，没现货"),),
    ),
    Call(
        0,
        "06:05",
        _K.EMERGENCY,
        _U.TODAY,
        "老先生夜里摔了一跤，腿动不了，不肯麻烦大家，女儿在外地打来的",
        mark="80岁以上",
        harm=4,
        reason="可能骨折",
        caller="女儿（外地）",
        owner="方志远",
        chases=(Chase(0, "06:15", _R.EMERGENCY, "120", "排队第31位，让先别挪动"),),
    ),
    Call(
        0,
        "05:40",
        _K.MEDICINE,
        _U.TODAY,
        "精神科的药后天断，停了要出事，妈妈一个人看着他",
        mark="残疾",
        harm=40,
        reason="停药",
        days_left=2,
        caller="母亲",
    ),
    Call(
        0,
        "07:15",
        _K.TEST,
        _U.TODAY,
        "瘫在床上下不来楼，前天就没做上，今天能不能上门",
        mark="残疾",
        owner="方志远",
    ),
    Call(
        0,
        "07:20",
        _K.MEDICINE,
        _U.SOON,
        "降压药还有5天，空盒子在，能不能一起代配",
        lane=True,
        harm=120,
        reason="降压药断",
        days_left=5,
    ),
    # -- soon
    Call(
        -1,
        "11:00",
        _K.DELIVERY_MISSED,
        _U.SOON,
        "昨天的鸡蛋没发到，楼里别家都有",
        chases=(Chase(-1, "11:40", _R.SELF, "楼组长", "说发完了，要核对"),),
    ),
    Call(-1, "12:00", _K.DELIVERY_MISSED, _U.SOON, "没收到上次的蔬菜包，敲了门没人应"),
    Call(
        -1,
        "13:25",
        _K.FOOD,
        _U.SOON,
        "租的房子没有灶，自热饭快吃完了，想要能直接吃的",
        mark="租客",
        harm=36,
        reason="没有吃的",
        owner="徐巧云",
        chases=(Chase(-1, "14:00", _R.SELF, "老板娘阿香", "能送一箱面包，明天", until="23:59"),),
    ),
    Call(
        -1,
        "15:00",
        _K.REPAIRS,
        _U.SOON,
        "楼上漏水，天花板塌了一块，电灯不敢开",
        owner="石磊",
        chases=(Chase(-1, "15:20", _R.SELF, "宋经理", "水管工被封在家，远程教关了阀门"),),
    ),
    Call(
        -1,
        "16:15",
        _K.BIRTH,
        _U.SOON,
        "下周三产检，出门证怎么开，要不要核酸报告",
        mark="孕妇",
        harm=96,
        reason="产检错过",
        owner="方志远",
        chases=(Chase(-1, "17:05", _R.SUBDISTRICT, "街道防疫办", "凭预约单开，24小时核酸"),),
    ),
    Call(
        -1,
        "17:50",
        _K.MEDICINE,
        _U.SOON,
        "哮喘喷雾剩一支，药名拍了照发群里了",
        harm=60,
        reason="喷雾用完",
        days_left=4,
    ),
    Call(0, "07:35", _K.BABY, _U.SOON, "尿不湿快没有了，L码，用布先凑合", mark="婴儿", days_left=3),
    Call(
        -1,
        "22:30",
        _K.TRANSFER,
        _U.SOON,
        "抗原两道杠，家里还有两岁孩子，要不要分开住，谁来管孩子",
        mark="密接",
        owner="林一舟",
        chases=(
            Chase(-1, "22:50", _R.SUBDISTRICT, "街道转运组", "先做复核，明早上门", until="08:30"),
        ),
    ),
    # -- routine
    Call(-1, "09:20", _K.OPENING, _U.ROUTINE, "什么时候解封，公司催着要证明"),
    Call(-1, "10:05", _K.GROUP_PURCHASE, _U.ROUTINE, "团购的鸡蛋能不能送进来，一共32份", lane=True),
    Call(-1, "10:40", _K.PETS, _U.ROUTINE, "猫粮快没了，猫砂也没了", mark="养猫"),
    Call(
        -1, "14:10", _K.PETS, _U.ROUTINE, "狗三天没下楼了，能不能戴口罩在楼下走5分钟", mark="养狗"
    ),
    Call(-1, "14:45", _K.OPENING, _U.ROUTINE, "14天从哪天算起，隔壁楼又有阳性算不算我们的"),
    Call(-1, "16:00", _K.GROUP_PURCHASE, _U.ROUTINE, "想当团长订面包，要什么手续"),
    Call(-1, "17:15", _K.REPAIRS, _U.ROUTINE, "下水道有点堵，还能用"),
    Call(-1, "20:40", _K.OTHER, _U.ROUTINE, "楼上小孩半夜跳绳，老人睡不着，请帮忙说一声"),
    Call(0, "07:05", _K.OTHER, _U.ROUTINE, "想报名当志愿者，会开车，打过三针"),
    Call(0, "07:45", _K.TEST, _U.ROUTINE, "昨天的核酸结果还没出来，急着要报告"),
    # -- done, but nobody told them yet
    Call(
        -1,
        "13:05",
        _K.MEDICINE,
        _U.SOON,
        "安眠药和降糖药没了，一个人去不了医院",
        mark="独居老人",
        harm=30,
        reason="药断",
        days_left=1,
        owner="韩雪梅",
        chases=(Chase(-1, "13:40", _R.SUBDISTRICT, "街道代配药专线", "今天能配", until="20:00"),),
        end=Ending(-1, "20:20", _O.MET, ""),
    ),
    Call(
        -2,
        "19:00",
        _K.FOOD,
        _U.TODAY,
        "一家七口，菜两天就没了",
        owner="徐巧云",
        chases=(Chase(-2, "19:30", _R.SELF, "老板娘阿香", "赊了50斤米和油"),),
        end=Ending(-1, "10:30", _O.MET_OTHERWISE, ""),
    ),
    # -- closed
    Call(
        0,
        "04:50",
        _K.EMERGENCY,
        _U.LIFE,
        "81岁，胸痛，喘不上气，脸色发紫",
        mark="80岁以上",
        harm=1,
        reason="心梗",
        caller="老伴",
        owner="韩雪梅",
        chases=(
            Chase(0, "04:52", _R.EMERGENCY, "120", "派车了，20分钟"),
            Chase(
                0, "05:15", _R.EMERGENCY, "120", "车在大门口，石磊开门", verdict=Verdict.ACCEPTED
            ),
        ),
        end=Ending(0, "05:50", _O.HOSPITAL, "老伴"),
    ),
    Call(
        -2,
        "08:30",
        _K.MEDICINE,
        _U.TODAY,
        "化疗药要冷藏，快递停在大门口没人拿",
        harm=5,
        reason="药失效",
        owner="石磊",
        end=Ending(-2, "09:10", _O.MET, "本人"),
    ),
    Call(
        -2,
        "10:20",
        _K.BABY,
        _U.TODAY,
        "早产儿特殊奶粉断了",
        mark="婴儿",
        harm=10,
        reason="没有奶",
        owner="徐巧云",
        chases=(Chase(-2, "10:30", _R.SELF, "妈妈群", "3号楼一位妈妈先匀两罐"),),
        end=Ending(-2, "12:00", _O.MET_OTHERWISE, "妈妈"),
    ),
    Call(
        -2,
        "11:15",
        _K.REPAIRS,
        _U.SOON,
        "门锁坏了，独居，关不上门",
        mark="独居老人",
        owner="石磊",
        end=Ending(-2, "15:30", _O.MET, "本人"),
    ),
    Call(
        -2,
        "13:50",
        _K.TRANSFER,
        _U.TODAY,
        "阳性，和八十岁老母亲同住，求快点转走",
        owner="石磊",
        chases=(
            Chase(-2, "14:00", _R.SUBDISTRICT, "街道转运组", "排上了", until="22:00"),
            Chase(-2, "22:05", _R.SUBDISTRICT, "街道转运组", "车在路上"),
        ),
        end=Ending(-1, "01:30", _O.TRANSFERRED, "本人"),
    ),
    Call(
        -2,
        "15:25",
        _K.GROUP_PURCHASE,
        _U.ROUTINE,
        "团购的蔬菜到门口没人搬",
        end=Ending(-2, "18:00", _O.MET, "团长"),
    ),
    Call(
        -2,
        "20:30",
        _K.OPENING,
        _U.ROUTINE,
        "能不能出小区去银行",
        end=Ending(-2, "20:45", _O.WITHDRAWN, "本人"),
    ),
    Call(
        -1,
        "08:15",
        _K.TEST,
        _U.SOON,
        "轮椅下不来，请上门做",
        mark="残疾",
        owner="方志远",
        end=Ending(-1, "11:20", _O.MET, "本人"),
    ),
    Call(
        -1,
        "09:40",
        _K.FOOD,
        _U.TODAY,
        "糖尿病，发的都是粥和面条，能不能换",
        mark="胰岛素",
        owner="徐巧云",
        end=Ending(-1, "17:00", _O.MET_OTHERWISE, "本人"),
    ),
    Call(
        -1,
        "07:50",
        _K.PETS,
        _U.SOON,
        "主人转运走了，猫在家没人喂，钥匙在门卫",
        mark="养猫",
        caller="邻居",
        owner="石磊",
        end=Ending(-1, "12:30", _O.MET, "邻居"),
    ),
)
"""In the order they stand here they are read; their numbers follow the order of time."""

LAST = Chase(
    0, "07:52", Rung.EMERGENCY, "120", "排队第5位，说街道也报过了，让家属楼下等", until="08:15"
)
"""The last chase before the desk is opened, for the first of the calls."""
