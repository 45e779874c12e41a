"""Words that tell labels of speakers from other beginnings of paragraphs."""

import re

from interviews.reading.reading import Role

HAN = "\u3400-\u4dbf\u4e00-\u9fff\u3007"

ROLES = {
    **dict.fromkeys(("节目主持人", "访谈主持人", "主持人", "主持", "主播"), Role.HOST),
    **dict.fromkeys(("特邀嘉宾", "访谈嘉宾", "嘉宾", "发布人", "发言人", "专家"), Role.GUEST),
    **dict.fromkeys(
        ("热心网友", "网友", "网民", "市民", "群众", "居民", "村民", "听众", "观众", "来电人", "提问人"),
        Role.ASKER,
    ),
    **dict.fromkeys(("现场记者", "媒体记者", "记者"), Role.ASKER),
    **dict.fromkeys(("翻译", "旁白", "画外音", "解说", "同期声"), Role.UNKNOWN),
}  # fmt: skip
# Nicknames follow them without anything between; 市民 begins 市民政局 as well.
ONLINE = ("热心网友", "网友", "网民")
ROLE = re.compile("|".join(sorted(ROLES, key=len, reverse=True)))
# Beside a role they say what is done, not who does it.
ACTS = {"问": True, "提问": True, "追问": True, "发问": True, "留言": True, "来电": True,
        "答": False, "回答": False, "答复": False, "回复": False, "发言": False, "": False}  # fmt: skip
QUESTION = re.compile(r"(?:问|提问|网友问|q|question)\s*\d{0,3}", re.IGNORECASE)
ANSWER = re.compile(r"(?:答|回答|答复|回复|a|answer)\s*\d{0,3}", re.IGNORECASE)
# What programs that turn speech into text call speakers.
NUMBERED = re.compile(
    r"(?:说话人|发言人|讲话人|嘉宾|网友|speaker)[\s_]*(?:\d{1,3}|[A-Za-z]|[一二三四五六七八九十])",
    re.IGNORECASE,
)

POSTS = (
    r"(?:局长|主任|处长|科长|书记|市长|区长|县长|镇长|乡长|省长|厅长|部长|司长|院长|校长|所长|站长|队长|支队长"
    r"|大队长|会长|秘书长|理事长|董事长|总经理|经理|总裁|调研员|巡视员|委员|主席|常委|组长|行长|馆长|台长"
    r"|总工程师|总工|工程师|总监|负责人|工作人员|发言人|教授|研究员|医生|医师|律师|代表|主播|记者|干部|专员"
    r"|督学|园长|股长|关长|检察长|法官|检察官|警官|民警|主管)"
)
POST = re.compile(rf".*{POSTS}(?:兼.*)?")
HONORIFIC = re.compile(rf"[{HAN}]{{1,3}}(?:女士|先生|老师|同学|大爷|大妈|阿姨|师傅|小姐|同志)")
ORGAN = re.compile(rf"[{HAN}]{{1,18}}(?:局|委|办|厅|部|处|中心|公司|院|所|协会|街道|集团)")

SURNAMES = frozenset(
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林罗高梁郑谢宋唐许韩冯邓曹彭曾萧肖田董袁潘蔡蒋余于杜叶程魏苏吕丁任卢姚沈"
    "钟姜崔谭陆范汪廖石金韦贾夏付傅方邹熊孟秦邱江尹薛闫阎段雷侯龙史陶贺顾毛郝龚邵万钱严赖覃洪武莫孔汤向常温"
    "康施文牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟殷詹申欧耿关兰焦俞左柳甘祝包宁尚符舒阮柯纪梅童凌毕单季裴霍涂成"
    "苗谷盛曲翁冉骆蓝路游辛靳管柴蒙鲍华喻祁蒲房滕屈饶解牟艾尤阳阚穆农司卓古吉缪简车项连芦麦褚娄窦戚岑景党宫"
    "费卜冷晏席卫米柏宗瞿桂全佟应臧闵苟邬边卞姬师和仇栾隋商刁沙荣巫寇桑郎甄丛仲虞敖巩明佘池查麻苑迟邝"
)
COMPOUND = (
    "欧阳",
    "上官",
    "司马",
    "诸葛",
    "司徒",
    "东方",
    "皇甫",
    "尉迟",
    "公孙",
    "慕容",
    "令狐",
    "夏侯",
)
# Words that a surname begins and that stand before colons.
_NOT_NAMES = """
    方式 方法 方案 方向 方面 高度 高效 成本 成果 成效 成立 任务 任何 安全 安排 平台 关于
    关键 常见 常识 常用 程序 包括 和谐 明确 全文 全程 全市 全省 应当 应对 应该 万一 单位
    单价 简介 简单 简言之 文件 文号 文字 文化 项目 费用 路线 路径 解决 解答 解读 石油 金额
    连接 连线 查询 查看 管理 游客 温馨提示 温度 章程 尚未 向前 左边 江苏 江西 宁夏 海南 云南
    安徽 甘肃 农村 农业 农民 古人 古语 商品 商业 车辆 车站 房屋 房价 景区 党员 党委 师资
    边界 席位 卫生 易错点 易混点 毕竟 毕业 季度 华东 盛夏 曲目 谷雨 莫非 武汉 孔子 孟子 老子
    常言道 于是 余额 余下 何为 何时 何处 何谓 马上 陈述 许可 严禁 顾名思义 计划 石家庄 金融
    向导 华北 华南 司法 明年 申请 申报 章节 夏天 夏季 冷知识 连续 毛利 全国 全部 全面 明天
    文艺 文明 文旅 万元 农历 单独 单次 应急 成人 路况
"""
NOT_NAMES = frozenset(_NOT_NAMES.split())

# Fields of a notice, steps of an argument, captions: whatever has them is no speaker.
NOT_SPEAKERS = re.compile(
    r"时间|地点|主题|题目|标题|日期|来源|编辑|责编|作者|摄影|摄像|撰稿|电话|地址|网址|邮箱|邮编|链接|附件|备注"
    r"|注意|提示|说明|例如|比如|譬如|如下|其中|包括|此外|另外|因此|所以|首先|其次|最后|第[一二三四五六七八九十\d]"
    r"|[一二三四五六七八九十]是|[一二三四五六七八九十]、|原因|结果|问题|答案|总之|关键|核心|导语|摘要|简介|内容|流程|步骤"
    r"|条件|材料|标准|范围|对象|方式|途径|热线|微信|公众号|单位|部门|网站|预告|实录|直播|视频|图片|图为|栏目|期次"
    r"|依据|总数|合计|总计|目标|原则|举措|措施|特点|亮点|数据|资料|文件|政策|如果|但是|而且|比例|金额|费用|截至"
    r"|掌声|笑声|笑$|鼓掌|音乐|字幕|片头|片花|插播|略$"
    r"|请|各位|尊敬|亲爱|[你我他她它咱]|大家|们$|感谢|欢迎|谢谢|您好|你好|好$|话题|环节|篇$|版本|结论|注[释解]?$|情况"
)
# A sentence that goes on after its colon.
SAYING = re.compile(
    r"(?:说|道|表示|指出|认为|强调|介绍|称|讲|谈到|提到|透露|坦言|回应|解释|告诉|要求|指示|提出|反映|建议|希望"
    r"|规定|显示|关注|关心|咨询|询问|想问|请问|问|答|补充|总结|写|看|来说|来讲)$"
)
# Particles and verbs that names of people and nicknames hardly have.
SENTENCE = re.compile(
    r"[的是在对就也还都最了着过吗呢吧把被让从向要能会可]|提|关于|通过|根据|按照|对于"
)
