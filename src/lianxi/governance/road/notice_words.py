"""Why something may not be done with a payment notice, in words."""

from lianxi.kernel.bilingual import Bilingual

NO_TITLE = Bilingual("请写明标题", "give it a title")
NO_LINES = Bilingual("没有要缴款的成员", "nobody is asked to pay")
NOTHING_ASKED = Bilingual("应缴合计是零", "what is asked for comes to nothing")
PARTY_TWICE = Bilingual("有成员列了两次", "a member is named twice")
BELOW_ZERO = Bilingual("应缴金额不能小于零", "nobody is asked for less than nothing")
TOO_LARGE = Bilingual("合计金额太大，台账记不下", "the sum is too large for the ledger")
ADJUSTED_WHY = Bilingual(
    "第{n}行的金额与按办法核定的不同，请写明理由",
    "line {n} asks for another amount than the formula gives: say why",
)
NO_ACCOUNT = Bilingual("请写明缴入哪个账户", "say into which account it is to be paid")
NOTHING_CHANGED = Bilingual("没有任何改动", "nothing is changed by it")
WHY_NOT = Bilingual("请写明理由", "say why")
NOT_A_DRAFT = Bilingual(
    "通知已于{day}印发，不能再改", "the notice was issued on {day} and is changed no more"
)
RETURNED = Bilingual(
    "通知已于{day}退回，须先修改", "it was returned on {day} and must be revised first"
)
NOT_ISSUED = Bilingual("通知尚未印发", "the notice is not issued yet")
WITHDRAWN = Bilingual("通知已于{day}撤回", "the notice was withdrawn on {day}")
CLOSED = Bilingual("通知已于{day}办结", "the notice was closed on {day}")
FOUR_EYES = Bilingual(
    "通知由您拟制，须由另一人印发", "you drafted the notice: somebody else issues it"
)
NO_NUMBER = Bilingual(
    "“{number}”不是发文字号，应如合作办〔2026〕12号",
    "“{number}” is no number of a document like 合作办〔2026〕12号",
)
OVER = Bilingual("缴款期限{day}已经过去", "the day to pay by, {day}, is over")
NOT_ASKED = Bilingual("这份通知没有向该成员收款", "the notice does not ask this member to pay")
NO_AMOUNT = Bilingual("金额应大于零", "an amount is more than zero")
NO_VOUCHER = Bilingual(
    "请写明凭证号或银行流水号", "give the number of the voucher or of the bank's line"
)
NOT_YET = Bilingual("{day}还没有到", "{day} is still to come")
TOO_MUCH = Bilingual(
    "该成员还欠{left}元，不能记{amount}元", "this member owes {left} yuan, not {amount}"
)
VOUCHER_TWICE = Bilingual(
    "凭证“{voucher}”已记为第{n}笔缴款，内容不同；请核对后再记",
    "the voucher “{voucher}” was entered as payment {n} with another content; compare the two",
)
NO_PAYMENT = Bilingual("没有第{n}笔缴款", "there is no payment {n}")
TAKEN_BACK = Bilingual("第{n}笔缴款已于{day}冲回", "payment {n} was taken back on {day}")
NO_DOCUMENT = Bilingual("请写明文号", "give the number of the document")
NOT_OVER = Bilingual(
    "缴款期限是{day}，期限过后才能催缴", "they may pay until {day}; remind them after that day"
)
NOTHING_LEFT = Bilingual("没有人欠缴", "nobody is in arrears")
REMINDED_TWICE = Bilingual("文号“{number}”的催缴函已经登记", "the reminder {number} is entered")
ARREARS_WHY = Bilingual(
    "还有{left}元未缴，办结须写明理由", "{left} yuan are still owed: say why it is closed"
)
