"""What the procedure of a sitting says: its acts and stages, and why an act can't follow."""

from collections.abc import Mapping

from lianxi.kernel.bilingual import Bilingual

WORDS = Bilingual("会议", "sitting")

SAID: Mapping[str, Bilingual] = {
    "convene": Bilingual("发出会议通知", "convened"),
    "move": Bilingual("会议改期", "moved"),
    "cancel": Bilingual("取消会议", "cancelled"),
    "return-slip": Bilingual("报送回执", "reply slip returned"),
    "list-item": Bilingual("列入议程", "item listed"),
    "strike-item": Bilingual("撤下议题", "item struck"),
    "file-paper": Bilingual("提交会议材料", "paper filed"),
    "open": Bilingual("开会", "opened"),
    "ballot": Bilingual("表决", "voted on"),
    "decide": Bilingual("议定", "item decided"),
    "carry-over": Bilingual("未及审议", "item carried over"),
    "draft-minutes": Bilingual("拟出纪要", "minutes drafted"),
    "confirm-minutes": Bilingual("确认纪要", "minutes confirmed"),
    "object-minutes": Bilingual("对纪要提出意见", "minutes objected to"),
    "correct-minutes": Bilingual("更正纪要", "minutes corrected"),
    "conclude": Bilingual("签发纪要、办结", "minutes signed, concluded"),
}

STAGES: Mapping[str, Bilingual] = {
    "convened": Bilingual("已通知", "convened"),
    "open": Bilingual("会议中", "in session"),
    "minutes": Bilingual("纪要确认中", "minutes out to confirm"),
    "concluded": Bilingual("已办结", "concluded"),
    "cancelled": Bilingual("已取消", "cancelled"),
}

CONCLUDED = Bilingual("会议已于{day}办结", "it was concluded on {day}")
CANCELLED = Bilingual("会议已于{day}取消", "it was cancelled on {day}")
NO_TITLE = Bilingual("请写明会议名称", "say what the sitting is called")
NO_BODY = Bilingual("请写明是哪个机构的会议", "say which body sits")
NO_PLACE = Bilingual("请写明地点", "say where")
NO_ROLL = Bilingual("席位名单是空的", "nobody has a seat")
TWICE = Bilingual("名单上有单位列了两次", "somebody is named twice")
GUEST_SEATED = Bilingual("有席位的单位不必列席", "somebody with a seat is named as a guest too")
PAST = Bilingual("会议日期{day}已过", "the day of the sitting, {day}, is over")
REPLY_PAST = Bilingual("回执期限{day}已过", "the day for the slips, {day}, is over")
REPLY_AFTER = Bilingual(
    "回执期限{day}晚于会议日期{sitting}", "slips are due on {day}, after the sitting on {sitting}"
)
NO_WHY = Bilingual("请写明原因", "say why")
NO_SEAT = Bilingual("不在发通知时的席位名单上", "it had no seat on the day of the notice")
WRONG_COMING = Bilingual(
    "请写明出席、派员代表出席或不出席", "say whether it comes, sends a deputy or does not come"
)
NOT_NAMED = Bilingual("请写明由谁出席", "say who comes")
PROXY_COMES = Bilingual("不出席的才委托表决", "only who does not come lets another vote")
PROXY_SEAT = Bilingual("只能委托另一个席位", "only another seat can vote for it")
AFTER_SITTING = Bilingual("会议已经开始，不再收回执", "the sitting has begun; no slips any more")
OPENED = Bilingual("会议已经开始", "the sitting has begun")
NOT_OPEN = Bilingual("现在不在会议中", "the sitting is not in session")
NOT_YET = Bilingual("会议定于{day}，尚未到日子", "it is called for {day}, which is still to come")
NOBODY_PRESENT = Bilingual("请写明到会单位", "say who is present")
MINUTED = Bilingual("纪要已拟出，议程不再变动", "the minutes are drafted; the agenda stands")
NOT_MINUTED = Bilingual("还没有拟出纪要", "the minutes are not drafted yet")
UNSETTLED = Bilingual(
    "还有{n}项没有结论：请议定、撤下或记为未及审议",
    "items with nothing settled: {n}; decide them, strike them or carry them over",
)
