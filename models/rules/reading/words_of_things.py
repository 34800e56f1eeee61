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
        pregnancy 孕吐 孕反 妊娠 四维 大排畸 NT检查 保胎针 孕酮 expecting_a_baby antenatal
        """,
    ),
    (
        Signal("dialysis"),
        """
        腹透液 透析液 腹膜透析液 输血 透析病人 血液透析 腹膜透析 做化疗 打化疗 靶向治疗 放化疗
        血滤 透析 血透 腹透 做透 透析室 尿毒症 肾衰 化疗 化療 放疗 dialysis chemotherapy chemo
        透析车 血透车 靶向针 打靶向 化疗针 免疫治疗 血液灌流 血透室 干扰素针 radiotherapy
        haemodialysis hemodialysis
        """,
    ),
    (
        Signal("transfer", K.TRANSFER, U.SOON, deniable=True),
        """
        转阳 成阳性 复检阳 抗原两条杠 抗原阳性 核酸阳性 抗原阳 核酸阳 抗原两道杠 两条杠 二条杠
        两道杠 双杠 阳性 阳了 复阳 羊了 确诊 positive 小阳人 阳性患者 阳脱 阳掉 阳掉了 阳着 两条线
        二道杠 tested_positive test_positive 两道线 两根线 两条红 二条红线 双线 ct两
        """,
    ),
    (Signal("transfer", K.TRANSFER, U.SOON, deniable=True, weak=True), "密接 次密接 同住人阳"),
    (
        Signal("transfer", K.TRANSFER, U.SOON),
        """
        阳性没人管 密接转运 救护转运 大巴来接 送方舱 去方舱 隔离转运 转运 方舱 隔离点 隔离酒店
        没人来拉 来拉走 拉走 拉去隔离 transfer makeshift_hospital 转走 拉去方舱 拉到方舱 转运车
        去隔离 拉去 不拉走 闭环 quarantine_hotel
        """,
    ),
    (
        Signal("test"),
        """
        做核 核算 核酸码 采核酸 采集 检测 核酸 抗原 采样 咽拭子 捅喉咙 漏检 做检测 混管 混采 单采
        复核 测一下 大白上门 pcr antigen swab 核酸检 核酸结果 核酸报告 抗原试纸 抗原检测 自测盒
        试剂盒 健康码 随申码 红码 黄码 绿码 弹窗 测抗原 做抗原 covid_test pcr_test health_code
        上门采样 上门采 上门核酸 上门做核酸 上门抗原 上门检测 单管 采样点
        """,
    ),
    (
        Signal("opening", K.OPENING, U.ROUTINE),
        """
        好出门 好下楼 好出去 好出小区 出门 出小区门 走走 散步 晒太阳 透透气 透口气 跑步 遛弯
        能出楼 出楼 go_out released reopen 能不能下楼 可不可以下楼 能不能出 可不可以出 能下去 下楼
        放风 解禁 开放 出得去 几号能出 封了多久 封控结束 隔离期 14天到了 七天到了 解封 开封
        解除封控 解除隔离 解除管控 放出来 放我们出 能下楼 可以下楼 能出门 可以出门 能出去 可以出去
        能出小区 出小区 封到 封多久 关到 关多久 隔离到 隔离几时 隔离什么时候 隔离啥时候 几时结束
        足不出户 防范区 管控区 封控区 lockdown_end when_open unlock quarantine_end 几时解封 几时放
        几号解封 好放 啥辰光放 解封伐 出得去伐 能放 什么时候放 带他下楼 带她下楼 带伊下楼 闷煞
        憋坏 复工 上班 lift_the_lockdown lockdown
        """,
    ),
    (
        Signal("group_purchase", K.GROUP_PURCHASE, U.ROUTINE),
        """
        团 团菜 团的 拼单 网购 京东到家 每日优鲜 朴朴 骑手 保安不让送 送货 送进来 团购 团长 拼团
        接龙 开团 快递 包裹 外卖 跑腿 叮咚 盒马 美团 饿了么 京东 闪送 parcel delivery_man
        group_buy group_purchase takeaway 拼多多 淘宝 天猫 京东快递 山姆 麦德龙 永辉 大润发 家乐福
        奥乐齐 开市客 costco 配送员 外卖员 快递员 快递小哥 外卖小哥 小哥 快件 顺丰 圆通 中通 韵达
        邮政 菜鸟驿站 菜鸟裹裹 驿站 退款 退钱 团品 团餐 团到 起送 配送 courier package
        """,
    ),
    (
        Signal("pets", K.PETS, U.ROUTINE),
        """
        宠物寄养 小狗 狗子 猫猫 喵 兔 乌龟 小鸟 鸟 鱼食 寄养 宠物医院 宠物 猫粮 狗粮 猫砂 猫罐头
        遛狗 猫咪 狗狗 小猫 猫 狗 泰迪 金毛 仓鼠 鹦鹉 兔子 cat dog pet cat_food dog_food 喂猫 喂狗
        铲屎 猫条 狗窝 绝育 龙猫 荷兰猪 鹦哥 金鱼 柯基 哈士奇 布偶 英短 橘猫 puppy kitten litter
        vet 猫砂颗粒 狗粮颗粒
        """,
    ),
    (
        Signal("cold", K.OTHER, U.SOON),
        """
        被子 棉被 被褥 取暖 冻得 冻煞 冷得 暖气 heater blanket 电热毯 羽绒 热水袋 厚衣服
        """,
    ),
    (
        Signal("doctor", K.OTHER, U.SOON),
        """
        疫苗 打疫苗 去看牙 看牙 配镜 体检 验血 抽血 做B超 ct 核磁 住院手续 去趟医院 陪诊 出诊
        看医生 看毛病 看病 就医 就诊 去医院 到医院 拆线 复查 复诊 打针 换尿管 导尿管 换药 住院
        出院 开刀 手术 挂号 配眼镜 doctor hospital 挂水 吊水 吊针 输液 打点滴 挂盐水 打盐水
        狂犬疫苗 看眼睛 看牙医 看门诊 门诊 做检查 做CT 做核磁 拆石膏 打石膏 换纱布 约了医生 转院
        住院部 急诊科 理疗 康复治疗 胃镜 肠镜 穿刺 配助听器 take_out_stitches appointment picc
        换管 置管 护理导管 监护 验光
        """,
    ),
    (
        Signal("noise", K.OTHER, U.ROUTINE),
        """
        吵相骂 相骂 吵架 吵闹 吵得 太吵 很吵 噪音 噪声 扰民 拖桌子 拖凳子 蹦迪 敲墙 跳绳 大声 喧哗
        唱歌 打牌 搓麻将 广场舞 音响 noise noisy 高空抛物 扔东西 往下扔 往楼下扔 扔下来 敲打
        装修声 电钻 半夜叫 乒乒乓乓 砰砰 响声 吵醒 没法睡觉 影响休息 半夜还在 跑来跑去 跺脚 装修吵
        """,
    ),
    (
        Signal("papers", K.OTHER, U.ROUTINE),
        """
        证明 盖章 居住证 出门证 通行证 出入证 身份证 派出所 社保 公积金 房租 工资 发票 户口 打印
        复印 certificate permit
        """,
    ),
    (
        Signal("small_help", K.OTHER, U.ROUTINE),
        """
        话费 欠费 停机 宽带 网络 断网 没网 wifi 上网课 网课 借个 借一 借用 借把 借本 有借 理发
        剪头发 垃圾 口罩 酒精 消毒 电视 微信群 拉群 进群 internet haircut 蟑螂 老鼠 蚊子 杀虫剂
        虫子 老鼠药粘 多发了 发重 发多了 多了一份 多一份 查监控 监控 拿回去 归还 聊聊天 说说话
        想借 要借 能借 好借 借我
        """,
    ),
    (
        Signal("shopping", K.GROUP_PURCHASE, U.ROUTINE, weak=True),
        """
        代买 代购 哪里买 哪里有卖 有得买 哪里有得 卫生巾 卫生纸 餐巾纸 日用品 洗衣液 洗洁精 洗发水
        牙膏 毛巾 姨妈巾
        """,
    ),
    (
        Signal("burst", K.REPAIRS, U.TODAY),
        """
        电闸 合不上闸 拉闸 空开 没有电了 漏保一直跳 漏电保护 跳电 断了电 没灯 全黑 电路 电线 火花
        烧焦味 焦味 断水了 水不来 自来水停 自来水没 水喉爆 水管裂 墙倒 砸下来 power_is_out
        power_out power_outage no_electricity 自来水爆 水管爆 爆管 爆裂 爆了 漫到 漫出来 水漫 淹
        喷水 水喷 冒上来 冒出来 粪水 塌 掉下来 漏电 短路 跳闸 没电了 停电 断电 没有电 没电 电停
        停水 断水 没水 没有水 水停 停煤气 没煤气 没有煤气 煤气停 power_cut no_power no_water
        flooded 跳闸了 合勿上闸 没有自来水 水管爆裂 管子爆 爆脱 水管断 没自来水 墙塌 墙裂 天花板掉
        吊顶掉 玻璃掉 外墙掉 积水 水漫金山 冒烟的插座 插座冒 电线烧 pipe_burst burst_pipe blackout
        no_electric no_gas 总闸 电表箱 保险丝 黑灯 黑漆漆 烧掉了 液化气
        """,
    ),
    (
        Signal("leak", K.REPAIRS, U.SOON),
        """
        locked_out door_lock 煤气灶 打不着火 灶台 油烟机 热水没有 没热水 空调坏 洗衣机坏 冰箱不
        门禁 锁打不开 钥匙 反锁 漏 渗 天花板 霉 墙面 电梯停运 停运 漏水 渗水 滴水 漏雨 屋顶漏 马桶
        坐便器 电梯坏 电梯停 电梯 门锁坏 锁坏 门打不开 钥匙断 冰箱坏 热水器 leak leaking toilet
        lift_broken 锁在门外 关在门外 进不去门 进不了门 开不了门 锁坏脱 门锁 锁芯 换锁 电梯不动
        电梯停脱 水发黄 自来水发黄 水浑 水有味 自来水有 自来水发臭 自来水浑 打不着 点不着 点勿着
        煤气表 燃气表 煤气卡 打勿着火 热水器坏 没有热水 不出水 勿出水 空调坏脱 冰箱坏脱 冰箱停
        开关坏 门禁坏 elevator clogged water_heater locked_myself_out 反水 返水 倒灌 溢水 下水返
        污水 进不去家 进勿去 进不了家 密码锁 锁没电 指纹锁
        """,
    ),
    (
        Signal("blocked", K.REPAIRS, U.ROUTINE),
        """
        充值 充不了 堵 通一下 疏通 反味 灯不亮 窗 玻璃 水表 电表 坏 修 下水道 下水堵 堵了 堵住
        堵塞 管道 水管 水龙头 灯坏 路灯 修一下 维修 报修 坏了 blocked 坏脱 堵脱 勿亮 不亮 灯泡
        灯管 不响了 失灵 关不掉 关不上 关勿上 开裂 裂了 纱窗 门铃坏 broken fix repair
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
        拿错 not_received didn't_receive missing_delivery never_got 没分着 没拿着 没轮着 没领着
        没发着 勿曾收到 没得着 还没送 没见着 没见到东西 送错 发错 送错了 送到别人家 发到别人家
        被拿走 被人偷 漏脱我 漏脱阿拉 没阿拉 没有阿拉 缺了一 didn't_arrive hasn't_arrived
        not_arrived
        """,
    ),
)
"""What is asked for apart from sickness; only who tested positive can be denied."""

GOODS: tuple[tuple[Signal, str], ...] = (
    (
        Signal("critical_medicine"),
        """
        帕金森药 抗抑郁药 免疫抑制剂 激素药 止喘 喷雾 吸入剂 吸入器 喷剂 速效 化疗药 止痛贴 诺和
        心脏药 心脏病药 心脏病的药 心脏的药 心脏支架 支架药 救心 抗凝药 癫痫药 癫痫的药 抗癫痫
        羊癫疯的药 羊癫疯药 抗排异 排异药 靶向药 精神病药 精神病的药 精神科药 哮喘药 哮喘喷剂
        氧气瓶药 heart_medicine seizure_medicine 激素 吸入 平喘药 救命药 心脏病用药 抗凝 抗凝血药
        透析用药 罕见病药 升白针 升白 保心丸 精神类药 抗精神病 躁郁药 双相的药 heart_pills inhaler
        """,
    ),
    (
        Signal("medicine"),
        """
        成人尿布 成人尿不湿 成人纸尿裤 成人尿片 护理垫 尿垫 抗病毒药 乙肝药 药膏 滴眼液 吃的药
        慢性病药 常用药 代配 配点 代购药 止泻药 蒙脱石 泻药 抗过敏药 消炎药 甲亢药 痛风药 胃药
        尿袋 导尿包 血糖试纸 试纸 针头 碘伏 创可贴 退烧贴 药快 药盒 medicine_for 高血压药 降压药
        血压药 降糖药 糖尿病的药 糖尿病药 降脂药 止痛药 止血药 退烧药 退热药 感冒药 安眠药 眼药水
        配药 开药 买药 断药 断药脱 药断脱 药断 吃药 没药了 药量 药房 药店 处方 药品 药片 药 胶囊
        颗粒 冲剂 口服液 软膏 膏药 针剂 对乙酰 地平 沙坦 他汀 普利 洛尔 双胍 格列 拉唑 雷贝 维生素
        钙片 纱布 造口袋 医保卡 病历卡 medicine medicines medication pills tablets prescription
        drugs 列净 列汀 沙星 替尼 唑仑 西泮 缓释片 肠溶片 控释片 分散片 泡腾片 含片 滴丸 滴鼻 鼻喷
        喷鼻 中成药 西药 中药 煎药 代煎 栓剂 注射液 糖浆 雾化 药丸 药水 丸药 洗鼻 吃安定 安定药
        药箱 常备药 备用药 降压片 钙剂 益生菌 口服补液 补液盐 退热贴 酒精棉 棉签 胶布 绷带 胰岛
        测血糖 造口 胃管 鼻饲 med meds painkiller painkillers antibiotics cough_syrup tablet
        """,
    ),
    (
        Signal("baby_goods"),
        """
        奶粉过敏 牛奶过敏 蛋白过敏 婴儿米粉 水奶 特殊奶粉 深度水解 氨基酸奶粉 奶嘴 湿巾 吸奶器
        隔尿垫 wipes 婴儿奶粉 宝宝奶粉 奶粉 断奶粉 尿不湿 尿布 尿片 纸尿裤 拉拉裤 米粉 辅食 奶瓶
        母乳 milk_powder baby_milk baby_formula formula diapers nappies nappy diaper 没奶 奶不够
        奶水不够 断奶 奶没了 羊奶粉 配方奶 婴儿用品 婴儿湿巾 宝宝辅食 果泥 尿裤 牙胶 formula_milk
        powdered_milk pampers baby_food baby_wipes 小安素 雅培奶 美赞臣 惠氏 爱他美 飞鹤 a2奶 启赋
        纽康特 蔼儿舒 恩敏舒 能恩 美素佳儿 诺优能 金领冠 佳贝艾特 肽敏舒 帮宝适 妮飘 花王 米糊
        奶水 水解奶
        """,
    ),
    (
        Signal("food", K.FOOD, U.ROUTINE, weak=True),
        """
        方便面 泡面 面包 馒头 速冻 豆腐 土豆 胡萝卜 西红柿 白菜 调料 酱油 糖 零食 冷冻 伙食 三餐
        一日三餐 午饭 晚饭 饭 粮 粮食 纯净水 蔬菜包 蔬菜 青菜 小菜 荤菜 菜 大米 米 面条 挂面 面粉
        鸡蛋 蛋 肉 鱼 牛奶 油 盐 水果 食物 食品 口粮 吃的 物资 礼包 大礼包 盒饭 饮用水 桶装水
        vegetables food rice eggs groceries 罐头 饼干 苏打饼干 馄饨 饺子 粥 咸菜 榨菜 豆浆 酸奶
        洋葱 番茄 黄瓜 冬瓜 萝卜 南瓜 茄子 豆角 山药 怀山药 铁棍山药 莲藕 葱 生姜 大蒜 味精 醋
        料酒 米面 米面油 猪肉 牛肉 鸡肉 鸭 虾 香肠 火腿 苹果 香蕉 橙子 小米 年糕 汤圆 食材 生鲜
        吃食 保供 保供菜 保供包 milk bread vegetable meat noodles fruit 豆制品 百叶 素鸡 面筋 菌菇
        蘑菇 海带 紫菜 干粮 午餐肉 火腿肠 矿泉水 净水 罐装
        """,
    ),
    (
        Signal("oxygen"),
        """
        吸氧机 制氧 氧气罐 家用氧 氧气枕 氧气机 无创呼吸机 制氧机 呼吸机 氧气瓶 氧气袋 氧气筒 氧气
        吸氧 oxygen ventilator 氧气包 制氧仪 吸氧管 氧气管 雾化吸氧 oxygen_tank oxygen_cylinder
        """,
    ),
)
"""Things that run out, days of which are counted."""
