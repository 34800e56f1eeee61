"""The words of what is asked for apart from sickness: a table, the code beside its words.

Rows are written with blanks between words; `_` stands for a blank inside an English one. Where a
word holds another (降压药, 药) the longer one is read. A new word goes into the row it belongs to.
"""

from __future__ import annotations

from models.requests import RequestKind as K
from models.requests import Urgency as U
from models.rules.reading.signal_kinds import Signal

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
        好出门 好下楼 好出去 好出小区 出门 出小区门
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
        Signal("cold", K.OTHER, U.SOON),
        "被子 棉被 被褥 取暖 冻得 冻煞 冷得 暖气 heater blanket",
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
        电闸 合不上闸 拉闸 空开 没有电了
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
