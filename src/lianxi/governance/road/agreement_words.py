"""Why something may not be done with a text, in words."""

from lianxi.kernel.bilingual import Bilingual

NO_TITLE = Bilingual("请写明文件名称", "say what the text is called")
NO_FORM = Bilingual("“{word}”不是文种", "“{word}” is no form of text")
NO_EFFECT = Bilingual("“{word}”不是法律效力", "“{word}” is no legal effect")
TWICE = Bilingual("各方中有重复", "a party is named twice")
FINAL = Bilingual("文本已于{day}定稿", "the text is final since {day}")
NOT_FINAL = Bilingual("文本还没有定稿", "the text is not final yet")
IN_FORCE = Bilingual("已于{day}生效", "it is in force since {day}")
NOT_IN_FORCE = Bilingual("还没有生效", "it is not in force yet")
ENDED = Bilingual("已于{day}终止", "it ended on {day}")
DROPPED = Bilingual("已于{day}撤回", "it was given up on {day}")
NO_ID = Bilingual(
    "条款标识“{id}”应为小写字母、数字和连字符", "clause id “{id}”: lower-case words with hyphens"
)
NO_SUBJECT = Bilingual("请写明条款“{id}”的事项", "say what clause “{id}” is about")
DUE_FIRST = Bilingual(
    "完成时限{due}早于起始日{starts}", "it is due on {due}, before it starts on {starts}"
)
NO_PER = Bilingual("不能分解到“{word}”", "nothing is broken down per “{word}”")
NO_TASK = Bilingual(
    "条款“{id}”的分项任务应各有名称和不同的标识",
    "the tasks of clause “{id}” need names, and ids that differ",
)
NO_CLAUSE = Bilingual("没有条款“{id}”", "there is no clause “{id}”")
NO_CHANGE = Bilingual("与现有文字相同", "it says the same as before")
NO_CLAUSES = Bilingual("还没有条款", "there is no clause yet")
NO_COMMENT = Bilingual("请写明意见", "say what the comment is")
NO_SUCH_COMMENT = Bilingual("没有第{n}条意见", "there is no comment {n}")
WEIGHED = Bilingual("第{n}条意见已有处理结果", "comment {n} was weighed already")
UNWEIGHED = Bilingual("第{n}条意见还没有处理", "comment {n} is not weighed yet")
NO_OUTCOME = Bilingual("“{word}”不是处理结果", "“{word}” is no outcome of a comment")
NO_PARTY = Bilingual("{party}不是一方", "{party} is no party to it")
PARTY = Bilingual("{party}已是一方", "{party} is a party already")
SIGNATURES = Bilingual("已有一方签署，不能再改", "a party signed, so it can't be changed")
SIGNED = Bilingual("{party}已于{day}签署", "{party} signed on {day}")
NO_SIGNATORY = Bilingual("请写明签署人和签署权限", "say who signed, and by what authority")
NOT_SIGNED_FORM = Bilingual(
    "{form}由机构议定、印发，不由各方签署",
    "a {form} is adopted and issued by a body; parties do not sign it",
)
FUTURE = Bilingual("{day}还没有到", "{day} is still to come")
UNSIGNED = Bilingual(
    "还有{n}方没有签署；不再参加的，先登记退出",
    "{n} parties have not signed; enter first who takes no part any more",
)
NO_SCAN = Bilingual("还没有存入签署文本的扫描件", "the scan of the signed text is not filed yet")
NO_DIGEST = Bilingual("扫描件没有摘要值", "the scan has no digest")
NOBODY_SIGNED = Bilingual("还没有一方签署", "nobody signed yet")
NO_DECISION = Bilingual("请写明依据的决定或来函", "say by which decision or letter")
TOO_EARLY = Bilingual("不能早于{day}", "it can't be before {day}")
DUE_BEFORE_JOINING = Bilingual(
    "完成时限{due}早于加入之日{day}", "it is due on {due}, before it joins on {day}"
)
NOTHING = Bilingual("没有任何变动", "nothing is changed by it")
NO_ROWS = Bilingual("没有分解出任务", "nothing was broken down")
ROW_TWICE = Bilingual(
    "条款“{clause}”的这一项已分解为{commitment}",
    "this part of clause “{clause}” is {commitment} already",
)
