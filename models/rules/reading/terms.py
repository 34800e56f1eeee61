"""The words a request is known by: tables only. A new word goes into the row it belongs to.

Rows are written with blanks between words; `_` stands for a blank inside an English one. Where a
word holds another (降压药, 药) the longer one is read; false friends are rows without a kind.
"""

from __future__ import annotations

from typing import NamedTuple

from models.requests import RequestKind as K
from models.requests import Urgency as U
from models.rules.reading.scan import PhraseBook, words


class Signal(NamedTuple):
    """What a word tells.

    Attributes:
        code: stable name; of signals with an urgency also the reason of harm.
        kind, urgency: the request it makes by itself; None where only rules in `kinds` do.
        deniable: whether 不, 没有 and "is over" take it back, as with symptoms.
        weak: counts only when nothing else tells a kind.
    """

    code: str
    kind: K | None = None
    urgency: U | None = None
    deniable: bool = False
    weak: bool = False


def _symptom(code: str, urgency: U = U.LIFE, kind: K = K.EMERGENCY) -> Signal:
    return Signal(code, kind, urgency, deniable=True)


SYMPTOMS: tuple[tuple[Signal, str], ...] = (
    (
        _symptom("bleeding"),
        """
        大出血了 出了好多血 全是血 血尿 黑便 大出血 出血 流血 血流不止 血止不住 止不住血 血止勿牢
        吐血 呕血 咯血 咳血 便血 尿血 大量血 血崩 失血 bleeding blood
        """,
    ),
    (
        _symptom("chest_pain"),
        """
        chest_hurts heart_pain chest_tightness 胸痛 胸口痛 胸口疼 胸疼 胸闷 胸口闷 胸口压 心口痛
        心口疼 心绞痛 心梗 心肌梗 心脏病发 心脏病犯 心脏痛 心脏不舒服 心脏骤停 心跳停 心衰
        chest_pain heart_attack
        """,
    ),
    (
        _symptom("breathless"),
        """
        trouble_breathing hard_to_breathe not_able_to_breathe asthma_attack 喘得厉害 喘得不行
        喘得来 气上不来 气接不上 呼吸不畅 氧饱和度低 血氧只有 喘不上气 喘不过气 喘不上来 喘不过来
        喘勿过气 喘勿上气 喘不动 透不过气 透勿过气 透不出气 气透不过来 上不来气 呼吸困难 呼吸不上
        呼吸勿过来 不能呼吸 没法呼吸 呼吸急促 气急 气喘 气促 憋气 憋得慌 哮喘发 哮喘犯 缺氧 血氧低
        血氧掉 嘴唇发紫 脸色发紫 脸发紫 窒息 噎住 噎着 卡喉 卡住喉咙 呛住 breathless can't_breathe
        cannot_breathe cant_breathe difficulty_breathing short_of_breath choking
        """,
    ),
    (
        _symptom("unconscious"),
        """
        人糊涂 有点糊涂 说胡话 讲胡话 神志 认不得人 not_breathing passed_out won't_wake 没意识
        没有意识 昏睡不醒 叫了没反应 昏厥 晕死 人事不省 两眼发直 昏迷 昏过去 昏倒 晕倒 晕过去 晕厥
        休克 不省人事 叫不醒 叫勿醒 叫不应 喊不醒 没反应 没有反应 没知觉 没有知觉 失去知觉
        失去意识 意识不清 意识模糊 神志不清 没呼吸 没有呼吸 没脉搏 unconscious fainted collapsed
        unresponsive
        """,
    ),
    (
        _symptom("seizure"),
        """
        抽了一次 抽了几次 抽过去 抽起来 在抽搐 一直抽 全身抽 抽搐 抽筋 惊厥 癫痫发 癫痫犯 羊癫疯发
        羊癫疯犯 羊角风发 口吐白沫 翻白眼 seizure convulsion
        """,
    ),
    (
        _symptom("stroke"),
        """
        中风 脑梗 脑溢血 脑出血 脑卒中 半边不能动 半身不能动 半边身子 半身动不了 嘴歪 口眼歪斜
        口齿不清 话说不清 说不出话 stroke
        """,
    ),
    (
        _symptom("suicide"),
        """
        刀片 自残 割自己 结束生命 不想再活 want_to_die 要跳楼 站在窗台 坐在窗台 爬上窗台
        站在阳台边 想一了百了 安眠药吃了一瓶 不想活了 活着没意思 活着没劲 自杀 轻生 寻死 寻短见
        想死 要死给 不想活 勿想活 活不下去 活勿下去 跳楼 跳下去 割腕 上吊 想不开 喝农药 吞安眠药
        吃安眠药自 遗书 suicide suicidal kill_himself kill_herself
        """,
    ),
    (
        _symptom("fallen"),
        """
        倒在地 躺在地 瘫在地 瘫倒 倒地不起
        """,
    ),
    (
        _symptom("violence"),
        """
        动手了 动上手 打起架 吵架动手 砸东西 动刀子 拿菜刀 拿着刀 打起来了 持械 拿刀 动刀 持刀
        砍人 家暴 被打伤 杀人
        """,
    ),
    (
        _symptom("poison"),
        """
        中毒 误服 吃错药 触电 被电 溺水 过敏性休克 overdose poisoned
        """,
    ),
    (
        _symptom("fire"),
        """
        smoke fire 走火 失火 冒浓烟 有浓烟 燃起来 着火 火灾 起火 火警 烧起来 着起来 冒烟 on_fire
        """,
    ),
    (
        _symptom("trapped"),
        """
        困在电梯 关在电梯 电梯关人 电梯困人 电梯里出不来 卡在电梯
        """,
    ),
    (
        _symptom("labour", kind=K.BIRTH),
        """
        发动了 马上要生 快要生 要生产 开始阵痛 胎盘早剥 胎膜破 要生了 快生了 马上生 就要生 破水
        破羊水 羊水破 羊水 宫缩 临产 阵痛 见红 开指 labour labor water_broke contractions
        """,
    ),
    (
        _symptom("gas_leak", kind=K.REPAIRS),
        """
        smell_gas gas_smell smell_of_gas 煤气味道 煤气臭 闻到煤气 燃气味道 管道漏气 煤气管漏
        煤气味 煤气泄漏 煤气漏 漏煤气 燃气味 燃气泄漏 燃气漏 漏燃气 天然气泄漏 天然气漏 天然气味
        gas_leak
        """,
    ),
    (
        _symptom("ambulance"),
        """
        叫不到救护车 等救护车 救护车要排队 需要救护车 送急救 要送急诊 送抢救 叫救护车 要救护车
        派救护车 叫120 打120 120打不通 120不来 120没来 救护车不来 救护车没来 救护车等 叫不到车急救
        抢救 ambulance
        """,
    ),
    (
        _symptom("fever", U.TODAY),
        """
        high_fever 寒热 发寒热 热度 高温不退 低烧 低热 高烧不退 发高烧 高烧 高热 发烧 发热 烧到
        体温 寒战 寒颤 退不下去 fever
        """,
    ),
    (
        _symptom("fall", U.TODAY),
        """
        摔跟头 跌跟头 摔下床 跌下床 滚下楼梯 从床上摔 从楼梯上摔 滑倒 绊倒 摔到 跌到 摔了一跤
        跌了一跤 跌了跤 摔了一跌 摔倒 跌倒 掼倒 掼了一跤 掼跤 摔跤 摔下来 跌下来 摔伤 跌伤 摔了
        跌了 fell fallen
        """,
    ),
    (
        _symptom("acute", U.TODAY),
        """
        生病 病了 病得 发病 拉稀 崴脚 扭伤 骨裂 烫到 烧到手 切到手 划伤 缝针 流脓 发炎 尿管堵 尿管
        鱼刺 走不稳 站不稳 vomiting diarrhea broken burned injured severe_pain dizzy 恶露 脱水
        吐了 吐得 呕血丝 拉血丝 痛风发作 痛得睡不着 疼得睡不着 痛得受不了 疼得受不了 吃勿消了
        难受得 虚脱 抽风 中暑 荨麻疹 肠梗阻 胆结石 尿路感染 褥疮 伤口化脓 咬了一口 被咬 肚子痛
        肚子疼 肚皮痛 腹痛 胃痛 胃疼 剧痛 痛得打滚 疼得打滚 头晕 头昏 眩晕 头痛欲裂 呕吐 吐个不停
        上吐下泻 拉肚子 腹泻 骨折 骨头断 烫伤 烧伤 割伤 割破 受伤 被狗咬 被猫抓 被猫咬 狗咬伤
        猫抓伤 过敏 急诊 心慌 心跳很快 血压很高 血压高到 血压飙 血压升 低血糖 高血糖 血糖高 尿不出
        小便不出 尿潴留 插管 导尿管掉 胃管掉 肾结石 阑尾炎 牙痛 牙疼 重病 病重 病危
        """,
    ),
    (
        _symptom("unwell", U.SOON),
        """
        咳嗽 咽痛 咽喉痛 鼻涕 乏力 没力气 不舒服 勿舒服 难受 cough unwell
        """,
    ),
    (
        _symptom("death", U.TODAY),
        """
        去世 过世 死亡 病故 人没了 过身 遗体 passed_away died
        """,
    ),
    (
        Signal("outcry", K.EMERGENCY, U.LIFE, weak=True),
        """
        救命 出人命 人命关天 人要没了 急救 sos
        """,
    ),
)
"""What happens to a body or a life. All but the last can be denied."""

MATTERS: tuple[tuple[Signal, str], ...] = (
    (
        Signal("pregnancy", K.BIRTH, U.SOON),
        """
        孕检 糖耐 唐筛 建卡 待产包 prenatal 孕 产后 坐月子 月子里 早产 保胎 预产 双胞胎肚子 孕妇
        怀孕 孕期 孕晚期 预产期 产检 大肚子 孕产 产妇 待产 建大卡 胎动 胎心 双胎 pregnant
        pregnancy
        """,
    ),
    (
        Signal("dialysis"),
        """
        腹透液 透析液 腹膜透析液 输血 透析病人 血液透析 腹膜透析 做化疗 打化疗 靶向治疗 放化疗
        血滤 透析 血透 腹透 做透 透析室 尿毒症 肾衰 化疗 化療 放疗 dialysis chemotherapy chemo
        """,
    ),
    (
        Signal("transfer", K.TRANSFER, U.SOON),
        """
        阳性患者 转阳 成阳性 阳性没人管 小阳人 密接转运 次密接 救护转运 大巴来接 送方舱 去方舱
        隔离转运 复检阳 转运 方舱 抗原两条杠 抗原阳性 核酸阳性 抗原阳 核酸阳 抗原两道杠 两条杠
        二条杠 两道杠 双杠 阳性 阳了 复阳 羊了 隔离点 隔离酒店 密接 没人来拉 来拉走 拉走 拉去隔离
        确诊 positive transfer makeshift_hospital
        """,
    ),
    (
        Signal("test"),
        """
        做核 核算 核酸码 采核酸 采集 检测 核酸 抗原 采样 咽拭子 捅喉咙 漏检 做检测 混管 混采 单采
        复核 测一下 大白上门 pcr antigen swab
        """,
    ),
    (
        Signal("opening", K.OPENING, U.ROUTINE),
        """
        走走 散步 晒太阳 透透气 透口气 跑步 遛弯 能出楼 出楼 go_out released reopen 能不能下楼
        可不可以下楼 能不能出 可不可以出 能下去 下楼 放风 解禁 开放 出得去 几号能出 封了多久
        封控结束 隔离期 14天到了 七天到了 解封 开封 解除封控 解除隔离 解除管控 放出来 放我们出
        能下楼 可以下楼 能出门 可以出门 能出去 可以出去 能出小区 出小区 封到 封多久 关到 关多久
        隔离到 隔离几时 隔离什么时候 隔离啥时候 几时结束 足不出户 防范区 管控区 封控区
        lockdown_end when_open unlock quarantine_end
        """,
    ),
    (
        Signal("group_purchase", K.GROUP_PURCHASE, U.ROUTINE),
        """
        团 团菜 团的 拼单 网购 京东到家 每日优鲜 朴朴 骑手 保安不让送 送货 送进来 代购 代买 团购
        团长 拼团 接龙 开团 快递 包裹 外卖 跑腿 叮咚 盒马 美团 饿了么 京东 闪送 parcel
        delivery_man group_buy group_purchase takeaway
        """,
    ),
    (
        Signal("pets", K.PETS, U.ROUTINE),
        """
        宠物寄养 小狗 狗子 猫猫 喵 兔 乌龟 小鸟 鸟 鱼食 寄养 宠物医院 宠物 猫粮 狗粮 猫砂 猫罐头
        遛狗 猫咪 狗狗 小猫 猫 狗 泰迪 金毛 仓鼠 鹦鹉 兔子 cat dog pet cat_food dog_food
        """,
    ),
    (
        Signal("doctor", K.OTHER, U.SOON),
        """
        疫苗 打疫苗 去看牙 看牙 配镜 体检 验血 抽血 做B超 ct 核磁 住院手续 去趟医院 陪诊 出诊
        看医生 看毛病 看病 就医 就诊 去医院 到医院 拆线 复查 复诊 打针 换尿管 导尿管 换药 住院
        出院 开刀 手术 挂号 配眼镜 doctor hospital
        """,
    ),
    (
        Signal("burst", K.REPAIRS, U.TODAY),
        """
        漏保一直跳 漏电保护 跳电 断了电 没灯 全黑 电路 电线 火花 烧焦味 焦味 断水了 水不来
        自来水停 自来水没 水喉爆 水管裂 墙倒 砸下来 power_is_out power_out power_outage
        no_electricity 自来水爆 水管爆 爆管 爆裂 爆了 漫到 漫出来 水漫 淹 喷水 水喷 冒上来 冒出来
        粪水 塌 掉下来 漏电 短路 跳闸 没电了 停电 断电 没有电 没电 电停 停水 断水 没水 没有水 水停
        停煤气 没煤气 没有煤气 煤气停 power_cut no_power no_water flooded
        """,
    ),
    (
        Signal("leak", K.REPAIRS, U.SOON),
        """
        locked_out door_lock 煤气灶 打不着火 灶台 油烟机 热水没有 没热水 空调坏 洗衣机坏 冰箱不
        门禁 锁打不开 钥匙 反锁 漏 渗 天花板 霉 墙面 电梯停运 停运 漏水 渗水 滴水 漏雨 屋顶漏 马桶
        坐便器 电梯坏 电梯停 电梯 门锁坏 锁坏 门打不开 钥匙断 冰箱坏 热水器 leak leaking toilet
        lift_broken
        """,
    ),
    (
        Signal("blocked", K.REPAIRS, U.ROUTINE),
        """
        充值 充不了 堵 通一下 疏通 反水 返水 反味 灯不亮 窗 玻璃 水表 电表 坏 修 下水道 下水堵
        堵了 堵住 堵塞 管道 水管 水龙头 灯坏 路灯 修一下 维修 报修 坏了 blocked
        """,
    ),
    (
        Signal("delivery_missed"),
        """
        haven't_received didn't_get not_delivered did_not_receive not_got missing 没给我们
        没给我家 没发我们 没有发给 没送 没有送到 没分给 没有分 少给 发少了 漏送 漏掉了我
        没轮到我们 被人拿走 被偷 拿走了 找不到了 不翼而飞 没收到 没有收到 未收到 还没收 没拿到
        没有拿到 勿曾拿到 没领到 没发到 没有发到 没送到 没送来 没发给 没分到 没轮到我 没有我家
        没我家 没我们家 漏发 少发 漏了我 漏掉我 少了一份 少一份 少拿 发漏 忘了我家 不见了 被人拿
        拿错 not_received didn't_receive missing_delivery never_got
        """,
    ),
)
"""What is asked for apart from sickness; nothing of it is taken back by 没有."""

GOODS: tuple[tuple[Signal, str], ...] = (
    (
        Signal("critical_medicine"),
        """
        美多芭 帕金森药 抗抑郁药 舍曲林 碳酸锂 阿立哌唑 免疫抑制剂 吗替麦考酚酯 强的松 甲泼尼龙
        激素药 止喘 喷雾 吸入剂 吸入器 喷剂 速效 螺内酯 呋塞米 沙库巴曲 诺欣妥 拜瑞妥 格列卫
        易瑞沙 化疗药 止痛贴 芬太尼 奥施康定 胰岛素 诺和 来得时 甘精 门冬 insulin 心脏药 心脏病药
        心脏病的药 心脏的药 心脏支架 支架药 救心丸 救心 硝酸甘油 华法林 利伐沙班 达比加群 阿司匹林
        氯吡格雷 波立维 替格瑞洛 倍他乐克 美托洛尔 比索洛尔 地高辛 胺碘酮 可达龙 抗凝药 癫痫药
        癫痫的药 抗癫痫 羊癫疯的药 羊癫疯药 德巴金 丙戊酸 卡马西平 开浦兰 左乙拉西坦 抗排异 排异药
        他克莫司 环孢素 吗啡 靶向药 精神病药 精神病的药 精神科药 奥氮平 氯氮平 利培酮 哮喘药
        哮喘喷剂 沙丁胺醇 万托林 信必可 氧气瓶药 heart_medicine seizure_medicine
        """,
    ),
    (
        Signal("medicine"),
        """
        成人尿布 成人尿不湿 成人纸尿裤 成人尿片 护理垫 尿垫 恩替卡韦 抗病毒药 乙肝药 拜糖苹 拜糖平
        阿卡波糖 二甲双胍 药膏 滴眼液 吃的药 慢性病药 常用药 代配 配点 代购药 感冒灵 板蓝根 止泻药
        蒙脱石 泻药 氯雷他定 抗过敏药 消炎药 阿奇霉素 避孕药 钙尔奇 甲亢药 痛风药 秋水仙碱
        非布司他 胃药 奥美拉唑 尿袋 导尿包 血糖试纸 试纸 针头 碘伏 创可贴 退烧贴 药快 药盒
        medicine_for tylenol ibuprofen 高血压药 降压药 血压药 降糖药 糖尿病的药 糖尿病药 降脂药
        止痛药 止血药 退烧药 退热药 感冒药 安眠药 眼药水 配药 开药 买药 断药 断药脱 药断脱 药断
        吃药 没药了 药量 药房 药店 处方 药品 药片 药 胶囊 颗粒 冲剂 口服液 软膏 膏药 针剂 连花清瘟
        布洛芬 泰诺 美林 对乙酰 头孢 阿莫西林 地平 沙坦 他汀 普利 洛尔 双胍 格列 拉唑 优甲乐 雷贝
        维生素 叶酸 钙片 开塞露 纱布 造口袋 医保卡 病历卡 medicine medicines medication pills
        tablets prescription drugs
        """,
    ),
    (
        Signal("baby_goods"),
        """
        奶粉过敏 牛奶过敏 蛋白过敏 婴儿米粉 水奶 特殊奶粉 深度水解 氨基酸奶粉 奶嘴 湿巾 吸奶器
        隔尿垫 wipes 婴儿奶粉 宝宝奶粉 奶粉 断奶粉 尿不湿 尿布 尿片 纸尿裤 拉拉裤 米粉 辅食 奶瓶
        母乳 milk_powder baby_milk baby_formula formula diapers nappies nappy diaper
        """,
    ),
    (
        Signal("food", K.FOOD, U.ROUTINE, weak=True),
        """
        方便面 泡面 面包 馒头 速冻 豆腐 土豆 胡萝卜 西红柿 白菜 调料 酱油 糖 零食 冷冻 伙食 三餐
        一日三餐 午饭 晚饭 饭 粮 粮食 纯净水 蔬菜包 蔬菜 青菜 小菜 荤菜 菜 大米 米 面条 挂面 面粉
        鸡蛋 蛋 肉 鱼 牛奶 油 盐 水果 食物 食品 口粮 吃的 物资 礼包 大礼包 盒饭 饮用水 桶装水
        vegetables food rice eggs groceries
        """,
    ),
    (
        Signal("oxygen"),
        """
        吸氧机 制氧 氧气罐 家用氧 氧气枕 氧气机 无创呼吸机 制氧机 呼吸机 氧气瓶 氧气袋 氧气筒 氧气
        吸氧 oxygen ventilator
        """,
    ),
)
"""Things that run out, days of which are counted."""

CONTEXT: tuple[tuple[Signal, str], ...] = (
    (
        Signal("alone"),
        """
        一个人 空巢 无子女 没子女 子女在外地 子女不在 孤寡 孤独老人 独居 孤老 一个人住 一个人在家
        独自 身边没人 lives_alone alone
        """,
    ),
    (
        Signal("elder"),
        """
        老娘 老爹 老父 老母 老太婆 老头子 老年人 老夫妻 老两口 老先生 老阿姨 爷叔 阿娘 阿爷 丈母娘
        岳母 岳父 婆婆 公公 高龄 老人 老太 老伯 老头 老伴 老爷叔 爷爷 奶奶 外婆 外公 阿婆 阿公
        爹爹 母亲 父亲 我妈 我爸 姆妈 爸爸 妈妈 elderly old_man old_woman grandma grandpa mother
        father
        """,
    ),
    (
        Signal("child"),
        """
        孙子 孙女 外孙 外孙女 女婴 男婴 月龄 儿童 娃娃 小宝 二宝 大宝 男孩 女孩 宝贝 小毛头 双胞胎
        宝宝 婴儿 囡囡 小囡 毛毛头 毛头 孩子 小孩 小朋友 小人 新生儿 幼儿 娃 baby child infant
        toddler
        """,
    ),
    (
        Signal("immobile"),
        """
        看不见 失明 眼瞎 盲人 拄拐 拐杖 残疾 失能 痴呆 失智 走不动路 下不了床 下不了楼 躺在床上
        不能下床 不能下楼 要人帮 帮忙做 帮他做 帮她做 上门服务 上门核酸 腿脚不便 腿脚不好 腿脚不灵
        行动不便 走不动 走勿动 走不了 下不来 下勿来 卧床 瘫痪 轮椅 要上门 上门做 上门采 bedridden
        wheelchair
        """,
    ),
    (
        Signal("cannot_rise"),
        """
        起不了身 爬不动 动弹不得 站不住 立不起来 扶不起来 躺地上 躺在地 坐在地上 爬不起来 爬勿起来
        爬不起 站不起来 站勿起来 起不来 起勿来 不能动 动不了 动勿了 没法动 不会动 can't_get_up
        cannot_get_up
        """,
    ),
    (
        Signal("unreachable"),
        """
        联系不上 联系勿上 电话不接 电话没人接 不接电话 敲门没人应 敲门不应 敲门不开 叫门不应
        没人应门 没动静
        """,
    ),
    (
        Signal("ended"),
        """
        见底 没存货 没剩 用没了 吃没了 断供 耗尽 弹尽粮绝 没有剩 断炊 不剩 没了 没有了 没脱了 没脱
        断脱了 断脱 断药脱 药断脱 用完 吃完 喝完 吃光 用光 断货 断粮 断了 断药 药断 断顿 光了
        没药了 呒没了 一粒不剩 一点不剩 ran_out run_out runs_out out_of no_more
        """,
    ),
    (
        Signal("lacking"),
        """
        没 没有 断 缺 呒没 断奶粉 no
        """,
    ),
    (
        Signal("ending"),
        """
        快见底 见底了 快没 要没 剩一点 剩一点点 只剩一点 紧张 快吃光 不多 一点点了 撑不了
        撑不住几天 就要断 马上用完 马上吃完 马上没 马上要没 撑不到 快没了 快没有了 快要没 就快没
        要没了 快断 要断 马上断 快吃完 快用完 快完了 快要完 快光 不多了 没多少 没几天 剩不多
        剩得不多 所剩无几 不够 勿够 快不够 running_out running_low almost_out
        """,
    ),
    (
        Signal("starving"),
        """
        断炊 弹尽粮绝 没东西好吃 没啥吃 没啥好吃 没有东西吃 饿了 吃不饱 没有菜吃 没得菜吃 只有白饭
        只吃白饭 只能吃白 就吃白饭 没有任何吃 没吃的 没有吃的 没得吃 没东西吃 没饭吃 没有饭吃
        吃不上饭 吃勿上饭 没菜没 没菜吃 没米没 揭不开锅 断粮 饿肚子 饿着 挨饿 饿 没吃东西 没吃饭
        粒米未进 啥都没了 nothing_to_eat hungry starving no_food
        """,
    ),
    (
        Signal("missed"),
        """
        推迟 延期 取消 停掉 暂停 耽误 拖了 没有做 没有去 没法去 去不了 没能去 没喊到 没通知 漏下
        没去成 没做成 没做上 没做到 没做 没轮到 没叫到 没叫我 没来敲 没人来敲 没人来做 漏做 漏了
        漏掉 漏采 错过 没赶上 没透成 没透 停了 该透析 该去 没扫到 没测 没采 未做 missed
        """,
    ),
    (
        Signal("abnormal"),
        """
        复测 阳性管 混阳 十混一 异常管 十人管 待复核 异常 复核 可疑 混管 abnormal
        """,
    ),
    (
        Signal("results"),
        """
        not_updated 没结果 没有结果 没报告 没更新 显示不出 24小时 48小时 变灰 黄码 红码 绿码 结果
        报告 没出 不出来 查不到 健康码 results
        """,
    ),
    (
        Signal("asking"),
        """
        什么时候 啥时候 啥辰光 几时 几点 什么辰光 多久 啥时间 何时 哪天 when how_long
        """,
    ),
    (
        Signal("unfed"),
        """
        没饭吃 没人遛 关在家里 托管 没人喂 没人管 没人照顾 没人养 没人看 饿死
        """,
    ),
    (
        Signal("illness"),
        """
        高血压 糖尿病 高血脂 痛风 甲亢 甲减 乙肝 肝炎 肝硬化 肾病 肾炎 胃病 前列腺 骨质疏松 类风湿
        风湿 青光眼 皮肤病 鼻炎 失眠 慢性病 三高 贫血 diabetes hypertension
        """,
    ),
    (
        Signal("critical_illness"),
        """
        心脏病 冠心病 心脏早搏 早搏 房颤 心律不齐 心衰病 搭桥 支架 起搏器 癫痫 羊癫疯 精神病
        精神分裂 抑郁症 抑郁 双相 躁郁 帕金森 哮喘 慢阻肺 肺气肿 肾移植 肝移植 移植 癌 癌症 肿瘤
        白血病 红斑狼疮 狼疮 血友病 1型糖尿病 一型糖尿病 重症肌无力 epilepsy cancer asthma
        """,
    ),
    (
        Signal("spoilt"),
        """
        烂的 烂了 烂掉 坏的 坏了 坏掉 发霉 霉的 有虫 长虫 过期 发臭 臭了 变质 馊了 不新鲜 rotten
        spoiled spoilt
        """,
    ),
    (
        Signal("no_air"),
        """
        没气了 没气
        """,
    ),
    (
        Signal("lost"),
        """
        走失 走丢 不见了 找不到人 失踪 lost missing
        """,
    ),
    (
        Signal("to_be_bought"),
        """
        帮忙买 帮买 帮我买 帮我们买 买不到 买勿到 抢不到 抢勿到 买点 买不了 不会网上买 不会团
        不会网购 不会抢菜 没有手机 没手机 不会用手机 can't_buy cannot_buy
        """,
    ),
    (
        Signal("worry"),
        """
        去看看 去看一看 上门看看 看看人 看一下人 怕出事 怕出意外 怕有事 会不会出事 着急 担心
        check_on_him check_on_her
        """,
    ),
    (
        Signal("bitten"),
        """
        咬伤 咬了 抓伤 抓了 咬破 抓破
        """,
    ),
)
"""Words that say more about what stands beside them."""

FALSE_FRIENDS = words(
    """
    血压计 血糖仪 血氧仪 阳台 阳光 阳春面 阳历 出血热 中风后遗症 脑梗后遗症 脑梗史 后遗症 心梗史
    病史 冷菜缸 手机没电 手机没电了 没电话 断桥 断断续续 不断 打断 判断 诊断 切断 中断 断定 缺席
    缺点 急死 烦死 气死 吓死 累死 笑死 狗屁 热狗 猫眼 米线店 平米 厘米 毫米 玉米须 菜场 菜鸟
    药剂师 药水味 火药 鱼缸 加油 油漆 盐水 楼道灯 蛋糕 面积 面谈 对面 里面 外面 上面 下面 后面
    前面 见面 下水道工 密接者名单 阳性率 抗原体 消毒液 消毒水 灭火器 跳广场舞 生活用品 没收
    收到谢谢 不够意思 肉眼 饿不着 脚抽筋 腿抽筋 抽筋药 血压药水 no_problem no_need blood_pressure
    blood_sugar blood_test 装修 修剪 发炎药 砸场 血糖 尿糖 阳性那家 阳性的那家 阳性邻居 阳性人家
    阳性家庭 锁在门外 丁字路 fire_station smoke_free 团圆 团结 团员 一团 团支书 方舱回来 方舱出来
    出舱 转阴 阴性 康复 已转运 转运走了 一个人也没 天窗 窗口 窗户关 停车 坏人 坏话 坏处 自由职业
    门开 开门红 打开门 开放日 饭店 早饭后 午饭后 晚饭后 饭后 饭前 检测公司 检测点 堵车 堵门 漏斗
    修养 维修资金 一个人都 糖尿病 糖友 粮油店 鸟语 兔年 喵星 采集点 不多说 不多时 渗透 孕妇装 破坏
    坏了事 药到病除 开放式
    """
)
"""Phrases that hold a word of the tables and do not mean it."""

RELATIONS = words(
    """
    我妈 我爸 我母亲 我父亲 我妈妈 我爸爸 阿拉爸爸 阿拉妈妈 阿拉姆妈 阿拉爹 老妈 老爸 姆妈 爸爸
    妈妈 母亲 父亲 老头子 老太婆 老太太 老伴 老公 老婆 丈夫 妻子 爱人 外婆 外公 奶奶 爷爷 阿婆
    阿公 婆婆 公公 岳母 岳父 丈母娘 丈人 老爷叔 囡囡 小囡 宝宝 毛毛头 婴儿 孩子 小孩 儿子 女儿
    孙子 孙女 孕妇 产妇 独居老人 老人 老伯 癌症病人 精神病人 病人 邻居 mother father baby wife
    husband grandma grandpa
    """
)
"""For whom help is asked, in the words that are said."""


NOTHING = Signal("nothing")


def _phrases() -> list[tuple[str, Signal]]:
    rows = [*SYMPTOMS, *MATTERS, *GOODS, *CONTEXT]
    listed = [(phrase, signal) for signal, table in rows for phrase in words(table)]
    return [*((phrase, NOTHING) for phrase in FALSE_FRIENDS), *listed]


BOOK: PhraseBook[Signal] = PhraseBook(_phrases())
"""Every word of the tables. Several rows may hold one word; it is then found once for each."""

RELATION_BOOK: PhraseBook[str] = PhraseBook((word, word) for word in RELATIONS)


def reasons() -> list[str]:
    """Codes of the signals that make a need by themselves."""
    return [signal.code for signal, _ in (*SYMPTOMS, *MATTERS, *GOODS) if signal.kind]
