"""Why something may not be done with a proposal, in words."""

from lianxi.kernel.bilingual import Bilingual

ENDED = Bilingual("提案已于{day}办结（{stage}）", "it ended on {day}: {stage}")
NO_TITLE = Bilingual("请写明提案名称", "say what the proposal is called")
NO_LEAD = Bilingual("请写明牵头单位", "say who leads")
NO_CONTENT = Bilingual("请写明主要内容", "say what is to be done")
LEAD_TWICE = Bilingual("牵头单位不必再列为参加单位", "whoever leads takes part anyway")
PARTNER_TWICE = Bilingual("参加单位有重复", "a partner is named twice")
NOTHING_CHANGED = Bilingual("没有任何改动", "nothing is changed by it")
WHY_NOT = Bilingual("请写明理由", "say why")
NO_UNITS = Bilingual("请选择会签单位", "say who is to co-sign")
OVER = Bilingual("会签时限{due}已经过去", "the day for co-signing, {due}, is over")
ASKED_TWICE = Bilingual("有单位正在会签，或被选了两次", "somebody is asked already, or twice")
NOT_ASKED = Bilingual("没有请该单位会签", "this unit was not asked to co-sign")
NO_OPINION = Bilingual("“{word}”不是会签意见", "“{word}” is no opinion")
OPINION_WHY = Bilingual(
    "建议修改或不同意的，请写明意见", "say what should be amended, or why you object"
)
NO_SETTLEMENT = Bilingual("“{word}”不是协商结果", "“{word}” is no outcome of a settlement")
RETURNED = Bilingual(
    "提案已于{day}退回，须先修改", "it was returned on {day} and must be revised first"
)
SETTLED = Bilingual("各级都已协商，待提请审议", "every level has settled it: it awaits a decision")
OTHER_LEVEL = Bilingual("现在不由这一级协商", "this is not the level that it is at")
COSIGN_FIRST = Bilingual(
    "还有{n}个单位未会签，会签时限是{due}", "{n} have not co-signed yet and may until {due}"
)
ON_AGENDA = Bilingual("已列入这次会议的议程", "it is on the agenda of this sitting already")
NOT_ON_AGENDA = Bilingual("没有列入这次会议的议程", "it is not on the agenda of this sitting")
NO_OUTCOME = Bilingual("“{word}”不是审议结论", "“{word}” is no outcome")
