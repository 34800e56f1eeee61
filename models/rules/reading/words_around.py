"""Words that say more about what stands beside them, false friends, and relations: tables.

Rows are written with blanks between words; `_` stands for a blank inside an English one. Where a
word holds another (降压药, 药) the longer one is read. A new word goes into the row it belongs to.
"""

from __future__ import annotations

from models.rules.reading.scan import words
from models.rules.reading.signal_kinds import Signal

CONTEXT: tuple[tuple[Signal, str], ...] = (
    (
        Signal("alone"),
        """
        一个人 空巢 无子女 没子女 子女在外地 子女不在 孤寡 孤独老人 独居 孤老 一个人住 一个人在家
        独自 身边没人 lives_alone alone 独自一人 一个人过 没有子女 老伴走了 living_alone
        by_himself by_herself 没人照料 身边没子女
        """,
    ),
    (
        Signal("elder"),
        """
        阿爹 老阿爹 老伯伯 老阿婆 老爸爸 老妈妈 老娘 老爹 老父 老母 老太婆 老头子 老年人 老夫妻
        老两口 老先生 老阿姨 爷叔 阿娘 阿爷 丈母娘 岳母 岳父 婆婆 公公 高龄 老人 老太 老伯 老头
        老伴 老爷叔 爷爷 奶奶 外婆 外公 阿婆 阿公 爹爹 母亲 父亲 我妈 我爸 姆妈 爸爸 妈妈 elderly
        old_man old_woman grandma grandpa mother father 老娘舅 老婆婆 老太太 老公公 好婆 亲妈 爸妈
        父母 双亲 阿太 太奶 elder parents mom mum dad grandparents
        """,
    ),
    (
        Signal("child"),
        """
        孙子 孙女 外孙 外孙女 女婴 男婴 月龄 儿童 娃娃 小宝 二宝 大宝 男孩 女孩 宝贝 小毛头 双胞胎
        宝宝 婴儿 囡囡 小囡 毛毛头 毛头 孩子 小孩 小朋友 小人 新生儿 幼儿 娃 baby child infant
        toddler 小家伙 小鬼 小宝宝 小婴儿 男小囡 女小囡 宝妈 kid kids son daughter month-old
        newborn
        """,
    ),
    (
        Signal("immobile"),
        """
        看不见 失明 眼瞎 盲人 拄拐 拐杖 残疾 失能 痴呆 失智 走不动路 下不了床 下不了楼 躺在床上
        不能下床 不能下楼 要人帮 帮忙做 帮他做 帮她做 上门服务 上门核酸 腿脚不便 腿脚不好 腿脚不灵
        行动不便 走不动 走勿动 走不了 下不来 下勿来 卧床 瘫痪 轮椅 要上门 上门做 上门采 bedridden
        wheelchair 下勿了楼 下勿去 下不去 走不来 不好走 坐轮椅 偏瘫 植物人 截肢 高位截瘫 腿断
        can't_walk cannot_walk 上门采样 上门检测 瘫在 瘫了 长期卧床 起不来床 不能走 走不了路
        站勿动 站不动 站不了 站勿牢 排不了队 不能排队
        """,
    ),
    (
        Signal("cannot_rise"),
        """
        起不了身 爬不动 动弹不得 站不住 立不起来 扶不起来 躺地上 躺在地 坐在地上 爬不起来 爬勿起来
        爬不起 站不起来 站勿起来 起不来 起勿来 不能动 动不了 动勿了 没法动 不会动 can't_get_up
        cannot_get_up 立勿起来 爬勿动 动弹勿得 不能动了 动也动不了 cannot_move can't_move
        """,
    ),
    (
        Signal("unreachable"),
        """
        没见到人 没见到 没看见人 没人看见 没见着 喊了没人应 喊没人应 没有动静 没声音 联系不上
        联系勿上 电话不接 电话没人接 不接电话 敲门没人应 敲门不应 敲门不开 叫门不应 没人应门
        没动静 不开门 没人开门 勿开门 敲门没反应 敲门无人 没回音 没有回音 人影都 没看到人
        no_answer not_answering doesn't_answer 联系勿着 联系不着 联系不到 联系勿到 失联 打勿通
        电话关机 关机 没回信 不回信息 不回微信 没大人
        """,
    ),
    (
        Signal("ended"),
        """
        喝光 喝没了 发完了 见底 没存货 没剩 用没了 吃没了 断供 耗尽 弹尽粮绝 没有剩 断炊 不剩 没了
        没有了 没脱了 没脱 断脱了 断脱 断药脱 药断脱 用完 吃完 喝完 吃光 用光 断货 断粮 断了 断药
        药断 断顿 光了 没药了 呒没了 一粒不剩 一点不剩 ran_out run_out runs_out out_of no_more
        用脱 用脱了 吃脱 吃脱了 吃没脱 断掉 断掉了 没脱哉 一片都没 一粒也没 一粒都没 一片也没
        一点也没 一点都没 一包也没 一支也没 全没了 都没了 空了 没货 没有货 用尽 吃尽 缺货
        ran_out_of run_out_of finished
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
        剩得不多 所剩无几 不够 勿够 快不够 running_out running_low almost_out 就一点 快没脱 要没脱
        快断脱 要断脱 没几粒 没几片 没几颗 没几支 没几包 剩勿多 只剩一 就剩一 最后几 low_on
        nearly_out about_to_run
        """,
    ),
    (
        Signal("starving"),
        """
        没水喝 没有水喝 没水吃 断炊 弹尽粮绝 没东西好吃 没啥吃 没啥好吃 没有东西吃 饿了 吃不饱
        没有菜吃 没得菜吃 只有白饭 只吃白饭 只能吃白 就吃白饭 没有任何吃 没吃的 没有吃的 没得吃
        没东西吃 没饭吃 没有饭吃 吃不上饭 吃勿上饭 没菜没 没菜吃 没米没 揭不开锅 断粮 饿肚子 饿着
        挨饿 饿 没吃东西 没吃饭 粒米未进 啥都没了 nothing_to_eat hungry starving no_food 没小菜
        没饭菜 没有粮 饿得 饿煞 饿昏 一天没吃 两天没吃 三天没吃
        """,
    ),
    (
        Signal("missed"),
        """
        推迟 延期 取消 停掉 暂停 耽误 拖了 没有做 没有去 没法去 去不了 没能去 没喊到 没通知 漏下
        没去成 没做成 没做上 没做到 没做 没轮到 没叫到 没叫我 没来敲 没人来敲 没人来做 漏做 漏了
        漏掉 漏采 错过 没赶上 没透成 没透 停了 该透析 该去 没扫到 没测 没采 未做 missed 漏脱
        没做着 没赶着 没喊阿拉 没叫阿拉 没轮着 没排到 没排上 不让去 去勿成 去勿了 没去
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
        报告 没出 不出来 查不到 健康码 results 没出报告 出不来 没有报告 不出报告 转码 变黄 变红
        变绿 赋码
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
        没饭吃 没人遛 关在家里 托管 没人喂 没人管 没人照顾 没人养 没人看 饿死 没人喂养 没猫粮
        没狗粮 没吃
        """,
    ),
    (
        Signal("illness"),
        """
        高血压 糖尿病 高血脂 痛风 甲亢 甲减 乙肝 肝炎 肝硬化 肾病 肾炎 胃病 前列腺 骨质疏松 类风湿
        风湿 青光眼 皮肤病 鼻炎 失眠 慢性病 三高 贫血 diabetes hypertension 脑梗后 颈椎病 腰椎病
        胆结石 胃溃疡 十二指肠 便秘 痔疮 湿疹 荨麻疹 过敏性鼻炎 老慢支 支气管炎 甲状腺 结节 白内障
        黄斑
        """,
    ),
    (
        Signal("critical_illness"),
        """
        心脏病 冠心病 心脏早搏 早搏 房颤 心律不齐 心衰病 搭桥 支架 起搏器 癫痫 羊癫疯 精神病
        精神分裂 抑郁症 抑郁 双相 躁郁 帕金森 哮喘 慢阻肺 肺气肿 肾移植 肝移植 移植 癌 癌症 肿瘤
        白血病 红斑狼疮 狼疮 血友病 1型糖尿病 一型糖尿病 重症肌无力 epilepsy cancer asthma 心梗后
        心肌病 肝硬化失代偿 尿崩 甲状腺癌 骨髓瘤 淋巴瘤 阿尔茨海默 阿尔兹海默 老年痴呆 渐冻 肌无力
        系统性红斑 心衰 COPD transplant parkinson parkinson's
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
        不会网购 不会抢菜 没有手机 没手机 不会用手机 can't_buy cannot_buy 代买 代购 不会弄手机
        不会弄 不会手机
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
        Signal("no_hurry"),
        """
        不急的 不急 不着急 勿急 勿着急 不赶 不要紧 慢慢来 有空再 有空的时候 方便的时候 不用急
        no_rush no_hurry not_urgent
        """,
    ),
    (
        Signal("measured"),
        "血糖 尿糖 血压 血氧 血压计 血糖仪 血氧仪 体温计 体温枪 额温枪",
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
        阳台 阳光 阳春面 阳历 出血热 中风后遗症 脑梗后遗症 脑梗史 后遗症 心梗史 病史 冷菜缸
        手机没电 手机没电了 没电话 断桥 断断续续 不断 打断 判断 诊断 切断 中断 断定 缺席 缺点 急死
        烦死 气死 吓死 累死 笑死 狗屁 热狗 猫眼 米线店 平米 厘米 毫米 玉米须 菜场 菜鸟 药剂师
        药水味 火药 鱼缸 加油 油漆 盐水 楼道灯 蛋糕 面积 面谈 对面 里面 外面 上面 下面 后面 前面
        见面 下水道工 密接者名单 阳性率 抗原体 消毒液 消毒水 灭火器 跳广场舞 生活用品 没收
        收到谢谢 不够意思 肉眼 饿不着 脚抽筋 腿抽筋 抽筋药 血压药水 no_problem no_need
        blood_pressure blood_sugar blood_test 装修 修剪 门勿响 发炎药 砸场 阳性那家 阳性的那家
        阳性邻居 阳性人家 阳性家庭 丁字路 fire_station smoke_free 团圆 团结 团员 一团 团支书
        方舱回来 方舱出来 出舱 转阴 阴性 康复 已转运 转运走了 一个人也没 天窗 窗口 窗户关 停车
        坏人 坏话 坏处 自由职业 门开 开门红 打开门 开放日 饭店 早饭后 午饭后 晚饭后 饭后 饭前
        检测公司 检测点 堵车 堵门 漏斗 修养 维修资金 一个人都 糖尿病 糖友 粮油店 鸟语 兔年 喵星
        采集点 不多说 不多时 渗透 孕妇装 破坏 坏了事 药到病除 开放式 不急死 能不急 怎么不急
        哪能不急 芍药 手机支架 支架床 晾衣支架 支架坏 移植花 移植树 口香糖 激素水平 喘口气
        情绪安定 安定下来 安定团结 隔离酒店回来 隔离点回来 隔离回来 集中隔离回来 葡萄糖 吃得消
        打人家电话 被打扰 被打断 被打开 被打乱 打人工 打牌子 有空了 空了再 空了就 不用跑 没去过
        没吃过 烟酒 修女 修行 进修 自修 动手能力 动手做 烧得好 烧得一手 抽油烟 牛奶箱 奶茶店 奶茶
        烧勿了饭 烧不了饭 做不了饭 做勿了饭 没法烧饭 没法做饭 不能烧饭 烧饭 没人说话 新冠后 地上滑
        """
)
"""Phrases that hold a word of the tables and do not mean it."""

RELATIONS = words(
    """
        我妈 我爸 我母亲 我父亲 我妈妈 我爸爸 阿拉爸爸 阿拉妈妈 阿拉姆妈 阿拉爹 老妈 老爸 姆妈
        爸爸 妈妈 母亲 父亲 老头子 老太婆 老太太 老伴 老公 老婆 丈夫 妻子 爱人 外婆 外公 奶奶 爷爷
        阿婆 阿公 婆婆 公公 岳母 岳父 丈母娘 丈人 老爷叔 囡囡 小囡 宝宝 毛毛头 婴儿 孩子 小孩 儿子
        女儿 孙子 孙女 孕妇 产妇 独居老人 老人 老伯 癌症病人 精神病人 病人 邻居 mother father baby
        wife husband grandma grandpa 我爸妈 爸妈 父母 阿拉娘 阿拉爷 阿拉爸 阿拉妈 阿拉老公
        阿拉老婆 阿拉儿子 阿拉女儿 阿拉囡囡 阿拉老头子 阿拉老太婆 老阿婆 老阿爹 好婆 老爹 老娘
        阿爹 阿娘 阿爷 爷叔 老太 老爷子 老两口 老夫妻 老人家 太太 先生 媳妇 女婿 娃 娃娃 毛头
        小毛头 双胞胎 新生儿 小人 小朋友 男孩 女孩 弟弟 妹妹 哥哥 姐姐 阿哥 阿姐 阿弟 阿妹 外孙
        外孙女 侄子 侄女 舅舅 姑妈 叔叔 伯伯 姨妈 室友 租客 老师傅 dad mom mum son daughter child
        kid toddler parents grandmother grandfather granny 老先生 我哥 我弟 我姐 我妹 男朋友
        女朋友 儿媳 儿媳妇 阿爸 阿姆 阿妈 姑姑 舅妈 婶婶 大伯 老爹爹 小宝 大宝 二宝 女婴 男婴
        小女儿 大女儿 小儿子 大儿子
        """
)
"""For whom help is asked, in the words that are said."""
