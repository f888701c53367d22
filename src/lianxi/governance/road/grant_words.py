"""Why something may not be done with a grant, in words."""

from collections.abc import Mapping

from lianxi.kernel.bilingual import Bilingual

STAGES: Mapping[str, Bilingual] = {
    "checking": Bilingual("待审核", "being checked"),
    "returned": Bilingual("已退回", "returned"),
    "approving": Bilingual("待审批", "awaits approval"),
    "approved": Bilingual("待拨付", "approved, to be paid out"),
    "granted": Bilingual("执行中", "paid out, being used"),
    "assessed": Bilingual("自评待审核", "self-assessment to be checked"),
    "closed": Bilingual("已办结", "closed"),
    "refused": Bilingual("不予同意", "refused"),
    "withdrawn": Bilingual("已撤回", "withdrawn"),
}
ASSESSED = Bilingual("自评已通过", "self-assessment accepted")

ENDED = Bilingual("这笔资金已于{day}办结（{stage}）", "it ended on {day}: {stage}")
NOT_NOW = Bilingual("现在是“{stage}”，不能这样办", "it is at “{stage}”: this can't be done now")
NO_TITLE = Bilingual("请写明项目名称", "say what it is called")
NO_CONTENT = Bilingual("请写明申请理由和主要内容", "say why, and what is to be done")
NO_AMOUNT = Bilingual("申请金额应大于零", "the amount is more than zero")
BACKWARDS = Bilingual(
    "结束日期{ends}早于开始日期{begins}", "it ends on {ends}, before it begins on {begins}"
)
NOTHING_CHANGED = Bilingual("没有任何改动", "nothing is changed by it")
WHY_NOT = Bilingual("请写明理由", "say why")
NO_OUTCOME = Bilingual("“{word}”不是这里的结论", "“{word}” is no outcome here")
OWN_CHECK = Bilingual(
    "申请是您登记的，须由另一人审核", "you entered the application: somebody else checks it"
)
OWN_APPROVAL = Bilingual(
    "申请的登记、审核和审批须由不同的人办理；您已办过其中一步",
    "entering, checking and approving are done by different people; you did one of them",
)
OWN_PAYMENT = Bilingual(
    "审批是您登记的，须由另一人拨付", "you entered the approval: somebody else pays it out"
)
OWN_VOUCHER = Bilingual(
    "凭证是您登记的，须由另一人审核", "you entered the voucher: somebody else checks it"
)
OWN_ASSESSMENT = Bilingual(
    "自评是您登记的，须由另一人审核", "you entered the assessment: somebody else checks it"
)
PARTS = Bilingual(
    "分期金额合计{sum}，应大于零且不超过申请的{amount}",
    "the instalments come to {sum}: more than zero and at most the {amount} applied for",
)
NO_DOCUMENT = Bilingual("请写明文号", "give the number of the document")
NO_PART = Bilingual("没有待拨付的第{n}期", "there is no instalment {n} to be paid out")
OVER_PART = Bilingual("第{n}期至多拨付{amount}", "at most {amount} can be paid for instalment {n}")
TO_COME = Bilingual("{day}还没有到", "{day} is still to come")
NO_VOUCHER = Bilingual("请写明凭证号", "give the number of the voucher")
VOUCHER_TWICE = Bilingual("凭证“{voucher}”已经报送过", "voucher “{voucher}” was sent in before")
NO_SUCH_VOUCHER = Bilingual("没有凭证“{voucher}”", "there is no voucher “{voucher}”")
VOUCHER_DONE = Bilingual("凭证“{voucher}”已经审核过", "voucher “{voucher}” was checked already")
NOT_ACCEPTED = Bilingual(
    "凭证“{voucher}”没有核销，不需要更正",
    "voucher “{voucher}” was not accepted: there is nothing to correct",
)
STANDS = Bilingual(
    "保留的金额应在零与原核销的{amount}之间", "what stands is from zero up to less than {amount}"
)
MORE = Bilingual(
    "尚未核销{left}，不能核销或退回{amount}",
    "{left} is not accounted for yet: {amount} can't be accounted for or given back",
)
BEFORE_PAID = Bilingual(
    "支出日{day}早于首次拨付日{paid}", "it was spent on {day}, before the first payment on {paid}"
)
PARTS_OPEN = Bilingual("还有未拨付的分期", "there are instalments that are not paid out yet")
VOUCHERS_OPEN = Bilingual("还有待审核的凭证", "there are vouchers that wait to be checked")
LEFT = Bilingual("还有{left}没有核销或退回", "{left} is neither accounted for nor given back")
NO_ASSESSMENT = Bilingual("绩效自评还没有通过审核", "its self-assessment was not accepted yet")
NOTHING_PAID = Bilingual("还没有拨付", "nothing was paid out yet")
