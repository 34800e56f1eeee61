"""The words of sickness and danger: a table, the code beside its words.

Rows are written with blanks between words; `_` stands for a blank inside an English one. Where a
word holds another (降压药, 药) the longer one is read. A new word goes into the row it belongs to.
"""

from __future__ import annotations

from models.requests import RequestKind as K
from models.requests import Urgency as U
from models.rules.reading.signal_kinds import Signal


def _symptom(code: str, urgency: U = U.LIFE, kind: K = K.EMERGENCY) -> Signal:
    return Signal(code, kind, urgency, deniable=True)


SYMPTOMS: tuple[tuple[Signal, str], ...] = (
    (
        _symptom("bleeding"),
        """
        是血 满脸血 一身血 头破了 头破血流 大出血了 出了好多血 全是血 血尿 黑便 大出血 出血 流血
        血流不止 血止不住 止不住血 血止勿牢 吐血 呕血 咯血 咳血 便血 尿血 大量血 血崩 失血
        bleeding blood 鼻血不止 鼻血止不住 出血不止 血止勿住 流了很多血 一地血 一滩血 淌血
        """,
    ),
    (
        _symptom("chest_pain"),
        """
        chest_hurts heart_pain chest_tightness 胸痛 胸口痛 胸口疼 胸疼 胸闷 胸口闷 胸口压 心口痛
        心口疼 心绞痛 心梗 心肌梗 心脏病发 心脏病犯 心脏痛 心脏不舒服 心脏骤停 心跳停 心衰
        chest_pain heart_attack 心脏勿适意 心脏不适 心脏不适意 胸口勿适意 心口闷 心脏停 心脏发作
        心绞 pain_in_chest pain_in_his_chest pain_in_her_chest
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
        cannot_breathe cant_breathe difficulty_breathing short_of_breath choking 喘 接不上气
        气透勿过来 气透勿出 呼吸急 呼吸费力 呼吸很重 憋死 哮喘发作 cannot_breath can't_breath
        wheezing gasping 憋醒 闷醒 喘醒
        """,
    ),
    (
        _symptom("unconscious"),
        """
        人糊涂 有点糊涂 说胡话 讲胡话 神志 认不得人 not_breathing passed_out won't_wake 没意识
        没有意识 昏睡不醒 叫了没反应 昏厥 晕死 人事不省 两眼发直 昏迷 昏过去 昏倒 晕倒 晕过去 晕厥
        休克 不省人事 叫不醒 叫勿醒 叫不应 喊不醒 没反应 没有反应 没知觉 没有知觉 失去知觉
        失去意识 意识不清 意识模糊 神志不清 没呼吸 没有呼吸 没脉搏 unconscious fainted collapsed
        unresponsive 迷糊 昏迷不醒 昏脱 晕脱 厥过去 昏沉 胡言乱语 神智不清 神志模糊 认不出人
        叫伊勿应 叫伊不应 没气息 没心跳 断气 fainting 嗜睡 昏沉沉 叫不答应 没有知觉了 神志不太清
        胡话
        """,
    ),
    (
        _symptom("seizure"),
        """
        抽了一次 抽了几次 抽过去 抽起来 在抽搐 一直抽 全身抽 抽搐 抽筋 惊厥 癫痫发 癫痫犯 羊癫疯发
        羊癫疯犯 羊角风发 口吐白沫 翻白眼 seizure convulsion 抽风 浑身抽 四肢抽 手脚抽
        having_a_fit convulsing
        """,
    ),
    (
        _symptom("stroke"),
        """
        中风 脑梗 脑溢血 脑出血 脑卒中 半边不能动 半身不能动 半边身子 半身动不了 嘴歪 口眼歪斜
        口齿不清 话说不清 说不出话 stroke 口角歪 手脚不听使唤 偏瘫发作 讲不出话 讲勿出话 话讲勿清
        讲勿出闲话 一侧无力 偏身 大舌头 一边倒 往一边歪 讲话不利索 说话不利索 口齿不灵 手脚发麻
        嘴角歪 脸歪 面瘫
        """,
    ),
    (
        _symptom("suicide"),
        """
        刀片 自残 割自己 结束生命 不想再活 want_to_die 要跳楼 站在窗台 坐在窗台 爬上窗台
        站在阳台边 想一了百了 安眠药吃了一瓶 不想活了 活着没意思 活着没劲 自杀 轻生 寻死 寻短见
        想死 要死给 不想活 勿想活 活不下去 活勿下去 跳楼 跳下去 割腕 上吊 想不开 喝农药 吞安眠药
        吃安眠药自 遗书 suicide suicidal kill_himself kill_herself 跳下来 跳河 往下跳 从楼上跳
        不活了 勿想做人 不想做人 死了算了 死脱算了 活着没啥 活着没什么意思 没意思活 想死的心
        想了结 了断 一死了之 开煤气自 割脉 吞药 轻声念头 写了遗书 end_my_life end_his_life
        end_her_life kill_myself jump_off 去死 寻短 想去死 要去死 不如死 跳窗 要跳 爬窗 爬上阳台
        坐在阳台 站在楼顶 上了天台 天台上
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
        砍人 家暴 被打伤 杀人 打人 被打 打伤 家庭暴力 砍刀 捅人 捅了 殴打 掐脖子 拿剪刀 拿棍
        拿榔头 往死里打 domestic_violence beating
        """,
    ),
    (
        _symptom("poison"),
        """
        误吃 误喝 误吞 误食 老鼠药 中毒 误服 吃错药 触电 被电 溺水 过敏性休克 overdose poisoned
        吃错了药 药吃错 药吃多 吃多了药 吃过量 药过量 服药过量 一氧化碳 煤气中毒 吃了老鼠药 蟑螂药
        swallowed
        """,
    ),
    (
        _symptom("fire"),
        """
        smoke fire 走火 失火 冒浓烟 有浓烟 燃起来 着火 火灾 起火 火警 烧起来 着起来 冒烟 on_fire
        烧着了 燃烧 烧起 浓烟 很大的烟
        """,
    ),
    (
        _symptom("trapped"),
        """
        困在电梯 关在电梯 电梯关人 电梯困人 电梯里出不来 卡在电梯 电梯里关着 被关电梯 关电梯
        困电梯 stuck_in_the_lift stuck_in_lift stuck_in_elevator stuck_in_the_elevator
        """,
    ),
    (
        _symptom("labour", kind=K.BIRTH),
        """
        随时要生 随时会生 随时生 发动了 马上要生 快要生 要生产 开始阵痛 胎盘早剥 胎膜破 要生了
        快生了 马上生 就要生 破水 破羊水 羊水破 羊水 宫缩 临产 阵痛 见红 开指 labour labor
        water_broke contractions 见红了 羊水少 羊水浑 肚子一阵阵痛 阵痛了 要生了呀
        water_has_broken in_labor in_labour
        """,
    ),
    (
        _symptom("gas_leak", kind=K.REPAIRS),
        """
        smell_gas gas_smell smell_of_gas 煤气味道 煤气臭 闻到煤气 燃气味道 管道漏气 煤气管漏
        煤气味 煤气泄漏 煤气漏 漏煤气 燃气味 燃气泄漏 燃气漏 漏燃气 天然气泄漏 天然气漏 天然气味
        gas_leak 煤气味重 煤气没关 有煤气 煤气管道漏 smells_gas smelling_gas smells_of_gas
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
        _symptom("attack"),
        """
        冷汗 大汗淋漓 满头大汗 面色煞白 面孔煞白 脸色煞白 煞白 脸色惨白 面色惨白 脸色苍白 面色苍白
        嘴唇发白 嘴唇发青 嘴唇发乌 嘴唇紫 脸发青 手脚冰冷 手脚冰凉 人不行了 人要不行 人快不行
        老人不行了 快不行了 快要不行 要勿来三 人勿来三 勿来三了 命要没 要出人命 性命交关 危在旦夕
        手抖出汗 濒死 dying life_threatening
        """,
    ),
    (
        _symptom("fever", U.TODAY),
        """
        high_fever 寒热 发寒热 热度 高温不退 低烧 低热 高烧不退 发高烧 高烧 高热 发烧 发热 烧到
        体温 寒战 寒颤 退不下去 fever 烧得 烧不退 发烧了 feverish
        """,
    ),
    (
        _symptom("fall", U.TODAY),
        """
        摔跟头 跌跟头 摔下床 跌下床 滚下楼梯 从床上摔 从楼梯上摔 滑倒 绊倒 摔到 跌到 摔了一跤
        跌了一跤 跌了跤 摔了一跌 摔倒 跌倒 掼倒 掼了一跤 掼跤 摔跤 摔下来 跌下来 摔伤 跌伤 摔了
        跌了 fell fallen 摔断 跌断 摔坏 跌坏 摔骨折 掼坏 掼下来 摔在 跌在 摔得 跌得 slipped 一跤
        滑了一下 滑一跤 绊了
        """,
    ),
    (
        _symptom("acute", U.TODAY),
        """
        往外跑 冲出去 拦不住 拦勿住 撞墙 高空 关在里面 困在里面 反锁在里面 锁在里面 生病 病了 病得
        发病 拉稀 崴脚 扭伤 骨裂 烫到 烧到手 切到手 划伤 缝针 流脓 发炎 尿管堵 尿管 鱼刺 走不稳
        站不稳 vomiting diarrhea broken burned injured severe_pain dizzy 恶露 脱水 吐了 吐得
        呕血丝 拉血丝 痛风发作 痛得睡不着 疼得睡不着 痛得受不了 疼得受不了 吃勿消了 难受得 虚脱
        抽风 中暑 荨麻疹 肠梗阻 胆结石 尿路感染 褥疮 伤口化脓 咬了一口 被咬 肚子痛 肚子疼 肚皮痛
        腹痛 胃痛 胃疼 剧痛 痛得打滚 疼得打滚 头晕 头昏 眩晕 头痛欲裂 呕吐 吐个不停 上吐下泻
        拉肚子 腹泻 骨折 骨头断 烫伤 烧伤 割伤 割破 受伤 被狗咬 被猫抓 被猫咬 狗咬伤 猫抓伤 过敏
        急诊 心慌 心跳很快 血压很高 血压高到 血压飙 血压升 低血糖 高血糖 血糖高 尿不出 小便不出
        尿潴留 插管 导尿管掉 胃管掉 肾结石 阑尾炎 牙痛 牙疼 重病 病重 病危 吃勿消 撑勿牢 痛煞
        痛得来 疼得来 痛死 疼死 痛得要命 吐血丝 呕吐不止 吐不停 拉水 便血丝 浮肿得 肿得厉害 高烧
        皮疹 起疹 红疹 水痘 带状疱疹 肾绞痛 胰腺炎 胆囊炎 肠套叠 疝气 脱臼 戳到 扎到 夹到 夹伤
        砸伤 砸到 烫着 烫坏 眼睛看勿见 突然看不见 尿血 尿不出来 撒不出尿 几天没吃 没进食 不吃不喝
        stomachache toothache migraine bleeding_gums rash vomit sick throwing_up 没小便 没有小便
        小便解不出 一个大包 砸到人 肿起来 肿了 发抖 手抖 心跳快 心跳得快 心跳得 抽血管 咬舌 吃坏
        没精神 精神很差 精神差 萎靡 不肯吃奶 哭闹不止 一直哭闹 拉了一天 拉了好几 起泡 水泡
        头重脚轻 走路不稳 走路晃 不对劲 不大对 不太对 勿大对 乳腺炎 涨奶 面色发黄 眼睛发黄 黄疸高
        伤口裂 裂开 化脓了 医院叫马上 马上去医院 赶紧去医院 急诊看 报警器响 痉挛
        """,
    ),
    (
        _symptom("unwell", U.SOON),
        """
        咳嗽 咽痛 咽喉痛 鼻涕 乏力 没力气 不舒服 勿舒服 难受 cough unwell 勿适意 不适意 弗适意
        身体不适 头晕晕 嗓子哑 喉咙哑 流鼻涕 鼻塞 浑身酸 没胃口 feeling_ill headache
        """,
    ),
    (
        _symptom("death", U.TODAY),
        """
        后事 殡葬 殡仪 火化 去世 过世 死亡 病故 人没了 过身 遗体 passed_away died
        """,
    ),
    (
        Signal("outcry", K.EMERGENCY, U.LIFE, weak=True),
        """
        救命 出人命 人命关天 人要没了 急救 sos 快来人 快来救 要出事 出事了 来不及了 快点来人
        help_me please_help_quickly
        """,
    ),
)
"""What happens to a body or a life. All but the last can be denied."""
