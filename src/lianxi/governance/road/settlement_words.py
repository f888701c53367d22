"""Why something may not be done with a compensation settlement, in words."""

from lianxi.kernel.bilingual import Bilingual

NO_TITLE = Bilingual("请写明标题", "give it a title")
NO_PERIODS = Bilingual("请写明结算期间", "say which periods are settled")
NO_PARTIES = Bilingual("这项规则不涉及任何成员", "the rule concerns nobody")
WRONG_LINE = Bilingual(
    "第{n}笔不成立：收付双方须不同，金额须大于零",
    "line {n} can't be: two different sides, and more than zero",
)
LINE_TWICE = Bilingual("第{n}笔与前面的一笔相同", "line {n} stands there twice")
TOO_LARGE = Bilingual("合计金额太大，台账记不下", "the sum is too large for the ledger")
NO_DIGEST = Bilingual("缺少核算结果的摘要值", "the result comes without its digest")
WHY_NOT = Bilingual("请写明理由", "say why")
WITHDRAWN = Bilingual("结算已于{day}撤回", "the settlement was withdrawn on {day}")
APPROVED = Bilingual("结算已于{day}审批", "the settlement was approved on {day}")
NOT_APPROVED = Bilingual("结算尚未审批", "the settlement is not approved yet")
CLOSED = Bilingual("结算已于{day}办结", "the settlement was closed on {day}")
RETURNED = Bilingual(
    "结算已于{day}退回，须先重新核算", "it was returned on {day} and must be worked out anew first"
)
CHECKED = Bilingual("这一版已于{day}复核", "this version was checked on {day}")
NOT_CHECKED = Bilingual("这一版尚未复核", "this version is not checked yet")
FOUR_EYES = Bilingual(
    "这一版由您核算，须由另一人复核", "you worked this version out: somebody else checks it"
)
OTHER_DIGEST = Bilingual(
    "重新核算的结果与这一版不同（{other}，这一版为{digest}）：请退回重新核算",
    "worked out anew it comes to another result ({other}; this version says {digest}): return it",
)
SENT = Bilingual("这一版已于{day}发出征求意见", "this version went to the parties on {day}")
NOT_SENT = Bilingual("这一版尚未征求意见", "this version has not gone to the parties yet")
A_CORRECTION = Bilingual(
    "更正不再征求意见，复核后直接报审批",
    "a correction is not sent again: once checked it goes to the body",
)
WITH_PARTIES = Bilingual(
    "结算已征求意见；须先退回，或有异议成立，才能重新核算",
    "it is with the parties: return it first, or let a dispute be upheld",
)
STILL_UPHELD = Bilingual(
    "第{n}项异议已成立，重新核算须一并更正", "dispute {n} was upheld: the new version corrects it"
)
NOT_UPHELD = Bilingual("第{n}项异议没有待更正的", "dispute {n} has nothing to be corrected")
SAME_RESULT = Bilingual(
    "重新核算的结果和依据都没有变化", "worked out anew nothing is different, not even the facts"
)
NO_NUMBER = Bilingual(
    "“{number}”不是发文字号，应如合作办〔2026〕12号",
    "“{number}” is no number of a document like 合作办〔2026〕12号",
)
OVER = Bilingual("{day}已经过去", "{day} is over")
NOT_A_PARTY = Bilingual("这项结算不涉及该成员", "the settlement does not concern this member")
NO_LETTER = Bilingual("请写明来函文号", "give the number of its letter")
CONFIRMED = Bilingual("该成员已经确认", "this member has confirmed it")
OWN_DISPUTE = Bilingual(
    "该成员的第{n}项异议尚未裁决；撤回异议后才能确认",
    "its dispute {n} is not decided: it confirms once it takes that back",
)
NO_ABOUT = Bilingual("请写明对什么有异议", "say what is contested")
NO_CELL = Bilingual("请写明对哪一项数据有异议", "say which figure is contested")
NO_SHOULD = Bilingual("请写明应为多少", "say what it should be")
SAME_VALUE = Bilingual("应为的数值与现有的相同", "that is what it says already")
NO_EVIDENCE = Bilingual("对数据有异议的，请附证明材料", "a figure is contested with evidence")
NO_SYMBOL = Bilingual("请写明是哪一项", "say which one it is")
LATE_WHY = Bilingual(
    "提出异议的期限{day}已过，请写明迟延的理由",
    "the time for disputes ended on {day}: say why it comes late",
)
LATE_ANYWAY = Bilingual(
    "审批后提出异议没有规定期限，请写明此时提出的理由",
    "no time is set for disputes after the approval: say why it comes now",
)
CONTESTED_TWICE = Bilingual(
    "该成员对此已提出第{n}项异议", "this member contests it already, in dispute {n}"
)
NO_DISPUTE = Bilingual("没有第{n}项异议", "there is no dispute {n}")
DISPUTE_OVER = Bilingual("第{n}项异议已经处理", "dispute {n} is dealt with")
NO_OUTCOME = Bilingual("请写明异议是否成立", "say whether it is upheld")
NOT_A_JUDGE = Bilingual(
    "您代某一方办理过答复或异议，须由另一人裁决",
    "you answered for a party: somebody else decides",
)
UNDECIDED = Bilingual("第{n}项异议尚未裁决", "dispute {n} is not decided yet")
UNCORRECTED = Bilingual(
    "第{n}项异议成立，须先重新核算", "dispute {n} was upheld: it is worked out anew first"
)
NOT_ANSWERED = Bilingual(
    "还有{n}个成员未反馈，答复期限到{day}",
    "{n} members have not answered, and have until {day}",
)
PROPOSED = Bilingual(
    "这项规则尚在拟议，只能试算，不能审批", "the rule is only proposed: a trial is not approved"
)
OTHER_EYES = Bilingual(
    "您核算或复核过这项结算，须由另一人审批",
    "you worked it out or checked it: somebody else approves it",
)
NO_BOOKS = Bilingual(
    "这项规则没有对应的资金，收付不在本系统登记",
    "the rule has no fund: payments are kept elsewhere",
)
NO_AMOUNT = Bilingual("金额应大于零", "an amount is more than zero")
NO_VOUCHER = Bilingual(
    "请写明凭证号或银行流水号", "give the number of the voucher or of the bank's line"
)
NOT_YET = Bilingual("{day}还没有到", "{day} is still to come")
NO_WAY = Bilingual("请写明是收还是付", "say whether it was paid in or out")
TOO_MUCH_IN = Bilingual(
    "该成员还应付{left}{unit}，不能记收{amount}{unit}",
    "this member owes {left} {unit}, not {amount}",
)
TOO_MUCH_OUT = Bilingual(
    "该成员还应收{left}{unit}，不能记付{amount}{unit}",
    "this member is owed {left} {unit}, not {amount}",
)
VOUCHER_TWICE = Bilingual(
    "凭证“{voucher}”已记为第{n}笔收付，内容不同；请核对后再记",
    "the voucher “{voucher}” was entered as payment {n} with another content; compare the two",
)
NO_PAYMENT = Bilingual("没有第{n}笔收付", "there is no payment {n}")
TAKEN_BACK = Bilingual("第{n}笔收付已于{day}冲回", "payment {n} was taken back on {day}")
NOT_OVER = Bilingual(
    "付款期限是{day}，期限过后才能催缴", "they may pay until {day}; remind them after that day"
)
NOTHING_LEFT = Bilingual("没有人欠付", "nobody is in arrears")
REMINDED_TWICE = Bilingual("文号“{number}”的催缴函已经登记", "the reminder {number} is entered")
STILL_OPEN = Bilingual(
    "还有{n}个成员的款项没有结清，不能办结", "{n} members are not settled yet: it can't be closed"
)
CORRECTING = Bilingual("更正尚未审批，不能办结", "a correction is not approved yet")
