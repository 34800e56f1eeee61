"""What registers and rosters call their columns, in both languages.

Words only; how they are matched is in `columns`.
"""

from __future__ import annotations

import re

from models.exchange import ImportKind

Words = tuple[str, ...]

SERIAL = "serial"
"""A running number of the list: recognised, and of no meaning."""

MARK = "mark:"
"""Prefix of a field that is one mark, ticked row by row."""


def _words(text: str) -> Words:
    return tuple(word.strip() for word in text.split("/"))


_SERIAL = _words("序号 / 编号 / 序 / no / no. / # / index / serial / nr / sn / item")
_PHONE = _words("""
    联系电话 / 电话 / 手机号 / 手机号码 / 手机 / 电话号码 / 联系方式 / 移动电话 /
    联系号码 / 联系手机 / 户主电话 / 住宅电话 / phone / tel / telephone / mobile / cell /
    phone number / phone no / contact number / contact no / mobile number /
    telephone number / contact phone
""")
_COMPOUND = _words("""
    小区名称 / 小区 / 小区名 / 所属小区 / 所在小区 / 居住小区 / 住宅小区 / 楼盘 /
    小区里弄 / 里弄名称 / 小区弄堂 / 院落 / compound / compound name / estate /
    community / residential compound / housing estate / residence
""")
_NOTE = _words("""
    备注 / 特殊情况 / 特殊人群 / 情况说明 / 备注说明 / 重点人群 / 人群标签 / 标签 / 说明 /
    情况 / 特殊需求 / 关注类型 / 特殊标记 / 注 / 其他 / 其它 / 其他情况 / 备考 /
    特殊人员 / 人员情况 / 家庭情况 / 宠物 / note / notes / remark / remarks / comment /
    comments / special / special needs / marks / mark / tags / special situation /
    special circumstances
""")

SYNONYMS: dict[ImportKind, dict[str, Words]] = {
    ImportKind.REGISTER: {
        SERIAL: (*_SERIAL, *_words("户编号")),
        "compound": _COMPOUND,
        "lane": _words("""
            弄 / 弄号 / 支弄 / 支弄号 / 弄堂号 / 路弄 / 路弄号 / lane / lane no / alley
        """),
        "building": _words("""
            楼弄号 / 楼号 / 楼栋 / 楼栋号 / 楼幢 / 楼幢号 / 幢号 / 栋号 / 幢 / 栋 / 楼 /
            号 / 号楼 / 号数 / 楼座 / 座 / 座号 / 楼宇 / 大楼 / 楼号弄号 / 幢号楼号 /
            楼栋名称 / building / bldg / block / building no / bldg no / block no /
            tower / building number
        """),
        "unit": _words("""
            单元 / 单元号 / 门洞 / 门洞号 / unit / unit no / entrance / staircase
        """),
        "room": _words("""
            室号 / 室 / 房号 / 房间号 / 房间 / 房间号码 / 户号 / 门号 / 部位 / 室号部位 /
            居室 / 房室号 / 室号房号 / 户室号 / 户室 / 房屋号 / room / room no / flat /
            apartment / apt / door / room number / flat no / apt no / apartment no /
            door no
        """),
        "address": _words("""
            门牌 / 门牌号 / 门牌号码 / 地址 / 住址 / 详细地址 / 家庭住址 / 居住地址 /
            现住址 / 现居住地址 / 家庭地址 / 房屋地址 / 住房地址 / 具体地址 / 楼室号 /
            楼栋房号 / 楼号室号 / 楼栋室号 / 居住地 / 房屋坐落 / 楼门号 / address /
            home address / house / house no / door address
        """),
        "head": _words("""
            户主姓名 / 户主 / 户主名 / 姓名 / 居民姓名 / 住户姓名 / 业主姓名 / 业主 /
            住户 / 户主业主 / 承租人 / 户代表 / 代表 / 联系人 / 居民 / 人员姓名 / head /
            name / head of household / householder / household head / resident /
            resident name / contact / contact name / contact person / owner / full name /
            head name / family head
        """),
        "phone": _PHONE,
        "people": _words("""
            常住人口 / 常住人数 / 实住人数 / 实住人口 / 居住人数 / 现住人数 / 在住人数 /
            人数 / 人口 / 家庭人口 / 家庭人数 / 人口数 / 户内人数 / 同住人数 / 实有人口 /
            实有人数 / 在家人数 / 总人数 / 居住人口 / 家庭成员数 / 在册人数 / 人口总数 /
            现有人口 / 户籍人口 / 户籍人数 / 口数 / people / persons / residents /
            occupants / household size / headcount / number of people / no of people /
            size / members / family size / number of residents / no of residents /
            no of persons / population / number of persons
        """),
        "elders": _words("""
            其中60岁以上 / 60岁以上 / 60岁及以上 / 60周岁以上 / 60岁以上人数 /
            其中60岁以上人数 / 其中60岁及以上 / 60以上 / 其中60以上 / 60岁以上老人 /
            60岁以上人口 / 65岁以上 / 其中65岁以上 / 老人数 / 老年人数 / 其中老人 /
            其中老年人 / 老年人 / 老人 / 老年人口 / elders / over 60 / 60+ / aged 60+ /
            of whom 60+ / seniors / elderly / 60 and over / of whom over 60 /
            aged over 60 / of whom 60 and over / over 60s / people over 60
        """),
        "note": _NOTE,
        "relation": _words("""
            与户主关系 / 户主关系 / 关系 / 家庭关系 / relation / relationship /
            relation to head
        """),
    },
    ImportKind.COMPOUNDS: {
        SERIAL: _SERIAL,
        "name": (*_COMPOUND, *_words("名称 / 里弄 / name")),
        "kind": _words("""
            类型 / 小区类型 / 性质 / 小区性质 / 房屋类型 / 住宅类型 / 类别 / 房屋性质 /
            type / kind / housing type / category
        """),
        "address": _words("""
            地址 / 坐落 / 位置 / 小区地址 / 详细地址 / 门牌 / 门牌号 / 路名 / 坐落地址 /
            address / location / street / street address
        """),
        "unloading_point": _words("""
            卸货点门口 / 卸货点 / 卸货地点 / 卸货位置 / 卸货处 / 卸货门 / 下货点 /
            收货点 / 物资卸货点 / 物资点 / 物资接收点 / 接收点 / 送货点 /
            unloading point / unloading / drop point / gate / delivery point /
            unloading place / drop off point / drop off / unloading gate
        """),
        "stated_households": _words("""
            户数 / 总户数 / 住户数 / 居民户数 / 户籍户数 / 常住户数 / households /
            number of households / no of households / units / homes
        """),
        "stated_buildings": _words("""
            楼栋数 / 楼数 / 幢数 / 栋数 / 楼幢数 / 门牌数 / 楼栋 / 楼宇数 / buildings /
            number of buildings / no of buildings / blocks
        """),
        "leader": _words("""
            楼组长 / 负责人 / 小区负责人 / 联系人 / 块长 / 楼长 / 组长 / 小区长 /
            楼组长姓名 / 网格员 / leader / contact / building leader / contact person /
            person in charge / head
        """),
        "leader_phone": (*_PHONE, *_words("楼组长电话 / 负责人电话 / 联系人电话 / leader phone")),
    },
}
"""For each kind of table its fields, and what they are called, the surest word first."""

_PEOPLE: dict[str, Words] = {
    SERIAL: _SERIAL,
    "name": _words("""
        姓名 / 名字 / 人员 / 人员姓名 / 志愿者姓名 / 工作人员 / 志愿者 / name /
        full name / person / volunteer / staff / staff name / volunteer name
    """),
    "kind": _words("""
        人员类别 / 人员类型 / 类别 / 身份 / 人员性质 / kind / type / category
    """),
    "post": _words("""
        职务 / 岗位 / 职位 / 职务岗位 / 工作岗位 / 职责 / 分工 / post / title / role /
        position / job / job title / duty
    """),
    "phone": _PHONE,
    "state": _words("""
        状态 / 在岗状态 / 当前状态 / 目前状态 / 在岗情况 / 人员状态 / 现状 / 目前情况 /
        是否在岗 / status / state / presence / current status
    """),
    "since": _words("""
        起始日期 / 开始日期 / 起始时间 / 开始时间 / 隔离日期 / 隔离开始 / 隔离开始日期 /
        隔离起始日期 / 隔离时间 / 起始 / since / from / start / start date /
        isolated since / from date
    """),
    "expected_back": _words("""
        预计返岗 / 预计返岗日期 / 返岗日期 / 预计回岗 / 预计返岗时间 / 返岗时间 /
        预计解除 / 解除日期 / 预计解除日期 / 结束日期 / 预计归岗 / 预计到岗 / 返岗 /
        解隔日期 / expected back / return / returns / until / expected return / back /
        return date / expected back on / due back / end date
    """),
    "lodging": _words("""
        住处 / 住宿 / 住宿地点 / 现住 / 现住处 / 居住地 / 住址 / 现住址 / 住宿地 /
        所在地 / 目前住处 / lodging / staying / staying at / sleeps / whereabouts /
        accommodation
    """),
    "compound": (*_COMPOUND, *_words("服务小区 / 居住地小区")),
    "skills": _words("""
        特长 / 技能 / 专长 / 擅长 / 特长技能 / 个人特长 / skills / skill / strengths /
        good at
    """),
    "vehicle": _words("""
        车辆 / 交通工具 / 车 / 车型 / 自有车辆 / vehicle / transport / vehicles
    """),
    "hours": _words("""
        可用时段 / 服务时段 / 时段 / 可服务时段 / 可服务时间 / 可用时间 / 空闲时间 /
        空闲时段 / 服务时间 / 值班时间 / hours / availability / available /
        available hours / when / available times / time slot
    """),
    "note": _words("""
        备注 / 说明 / 情况说明 / 备注说明 / 其他 / 其它 / 情况 / 特殊情况 / note / notes /
        remark / remarks / comment / comments
    """),
}
SYNONYMS[ImportKind.STAFF] = _PEOPLE
SYNONYMS[ImportKind.VOLUNTEERS] = _PEOPLE

REPEATABLE = frozenset({"note"})
"""Fields several columns may fill together."""

PARTS: dict[ImportKind, tuple[tuple[re.Pattern[str], str], ...]] = {
    ImportKind.REGISTER: (
        (
            re.compile(r"身份证|证件|出生|性别|年龄|紧急|车牌|面积|日期|单位|签名|签字|类型|性质"),
            "",
        ),
        (re.compile(r"电话|手机|联系方式|phone|mobile|\btel"), "phone"),
        (
            re.compile(
                r"6[05](周?岁|及|以上|\+)|6[05] (and|or|years)|over 6[05]|老年?人.*数|elder"
            ),
            "elders",
        ),
        (
            re.compile(
                r"(常住|实住|居住|现住|在住|家庭).*(人数|人口)|人数|人口数"
                r"|people|persons|occupants|headcount|of residents"
            ),
            "people",
        ),
        (re.compile(r"户主|姓名|householder|head of"), "head"),
        (re.compile(r"备注|特殊|说明|remark|note|comment"), "note"),
        (re.compile(r"小区|compound|estate"), "compound"),
        (re.compile(r"单元|\bunit|entrance"), "unit"),
        (re.compile(r"地址|住址|门牌|address"), "address"),
        (re.compile(r"[室房].?号|room|apartment|\bapt|flat|door"), "room"),
        (re.compile(r"[楼幢栋].*号|building|bldg|block|tower"), "building"),
        (re.compile(r"\bname\b|resident"), "head"),
    ),
    ImportKind.COMPOUNDS: (
        (re.compile(r"卸货|下货|unload"), "unloading_point"),
        (re.compile(r"电话|手机|phone|mobile"), "leader_phone"),
        (re.compile(r"[楼幢栋].*数|buildings"), "stated_buildings"),
        (re.compile(r"户.*数|households"), "stated_households"),
        (re.compile(r"组长|负责人|leader"), "leader"),
        (re.compile(r"类型|性质"), "kind"),
        (re.compile(r"地址|address"), "address"),
        (re.compile(r"(小区|里弄).*名|(compound|estate|\bname)"), "name"),
    ),
}
_PEOPLE_PARTS = (
    (re.compile(r"身份证|证件|出生|性别|年龄|紧急"), ""),
    (re.compile(r"电话|手机|联系方式|phone|mobile"), "phone"),
    (re.compile(r"预计|返岗|解除|expected|return"), "expected_back"),
    (re.compile(r"状态|在岗|status"), "state"),
    (re.compile(r"起始|开始|since|start|from"), "since"),
    (re.compile(r"时段|时间|availab|hours"), "hours"),
    (re.compile(r"职务|岗位|职位|position"), "post"),
    (re.compile(r"特长|技能|专长|skill"), "skills"),
    (re.compile(r"车辆|vehicle"), "vehicle"),
    (re.compile(r"住处|住宿|lodging"), "lodging"),
    (re.compile(r"小区"), "compound"),
    (re.compile(r"备注|说明|remark|note"), "note"),
    (re.compile(r"姓名|\bname"), "name"),
)
PARTS[ImportKind.STAFF] = _PEOPLE_PARTS
PARTS[ImportKind.VOLUNTEERS] = _PEOPLE_PARTS

HINTS: dict[ImportKind, re.Pattern[str]] = {
    ImportKind.REGISTER: re.compile(r"居民|住户|户主|人口|register|resident|household|花名册"),
    ImportKind.COMPOUNDS: re.compile(
        r"小区概况|小区情况|小区一览|小区列表|小区信息|compounds|estates"
    ),
    ImportKind.STAFF: re.compile(r"工作人员|社工|干部|在岗|staff|值班|职工|员工"),
    ImportKind.VOLUNTEERS: re.compile(r"志愿|义工|volunteer"),
}
"""Words of a sheet's name, a title or a file's name that tell what a table is about."""
