"""Why something can't be done with a fund's year, in words."""

from lianxi.kernel.bilingual import Bilingual

NO_FUND = Bilingual("请选择资金", "say which fund")
NO_TITLE = Bilingual("请写明资金年度的名称", "say what the year is called")
NO_BODY = Bilingual("请写明由谁核定预算", "say who settles the budget")
NO_REASON = Bilingual("请写明原因", "say why")
NO_NUMBER = Bilingual("请写明文号", "give the number of the document")
NEGATIVE = Bilingual("预算各项金额不能小于零", "no amount of a budget is below zero")
TWICE = Bilingual("“{of}”在预算中出现了两次", "“{of}” stands in the budget twice")
MATTERS_OVER = Bilingual(
    "各事项预算合计{sum}，超过拨付总额{grants}",
    "the matters come to {sum}, more than the {grants} that may be granted in all",
)
SAME_BUDGET = Bilingual(
    "与现行预算相同，没有调整", "it is the budget that there is: nothing changed"
)
PENDING = Bilingual(
    "预算自{day}起待核定，请先核定或退回",
    "a budget waits to be settled since {day}: settle or return it first",
)
NOT_PENDING = Bilingual("没有待核定的预算", "there is no budget to be settled")
OWN_BUDGET = Bilingual(
    "预算由您编制，须由他人核定", "you drafted this budget: somebody else settles it"
)
YEAR_CLOSED = Bilingual("{year}年已于{day}结转", "{year} was closed on {day}")
NOT_OVER = Bilingual("{year}年还没有结束，不能结转", "{year} is not over yet")
NOT_CLOSED = Bilingual("{year}年还没有结转，结转后才能审计", "close {year} before it is audited")
AUDITED_TWICE = Bilingual(
    "{year}年的审计意见已于{day}登记", "the audit of {year} was entered on {day}"
)
NOT_AUDITED = Bilingual("还没有登记审计意见", "no audit was entered yet")
NO_OPINION = Bilingual("没有“{word}”这种审计意见", "there is no opinion called {word}")
NO_AUDITOR = Bilingual("请写明审计机构", "say who audited")
AUDIT_EARLY = Bilingual(
    "审计意见的日期{day}早于年终结转日{closed}",
    "the audit is of {day}, before the year was closed on {closed}",
)
AUDIT_LATE = Bilingual("审计意见的日期{day}还没有到", "the day of the audit, {day}, is to come")
CLEAN_FOUND = Bilingual(
    "无保留意见不列问题；有问题的，请选保留意见",
    "a clean opinion has no findings: where there are any, choose one with findings",
)
NO_FINDING = Bilingual("保留意见须列明至少一个问题", "an opinion with findings lists at least one")
REFUSED_WHY = Bilingual("无法表示意见的，请写明理由", "where an opinion is refused, say why")
FINDING_TEXT = Bilingual(
    "第{n}个问题须写明问题和整改要求", "finding {n}: say what was found and what is to be done"
)
FINDING_AMOUNT = Bilingual("第{n}个问题的金额不能小于零", "finding {n}: no amount is below zero")
BOOKED_IT = Bilingual(
    "您在该年度经办过预算或账务，须由他人审计",
    "you planned or booked in this year: somebody else audits it",
)
NO_SUCH_FINDING = Bilingual("没有第{n}个问题", "there is no finding {n}")
ACCEPTED = Bilingual("第{n}个问题的整改已经认可", "how finding {n} was mended is accepted already")
MENDED = Bilingual(
    "第{n}个问题的整改已报送，等待复核", "finding {n} was mended and waits to be looked at"
)
NOT_MENDED = Bilingual("第{n}个问题还没有整改", "finding {n} is not mended yet")
NO_TEXT = Bilingual("请写明整改情况", "say how it was mended")
NO_TRANSFER = Bilingual(
    "第{n}个问题没有指明账目，不能更正，只能说明",
    "finding {n} names no transfer: it can be explained, not corrected",
)
OTHER_TRANSFER = Bilingual(
    "第{n}个问题指的是第{transfer}笔账", "finding {n} is about transfer {transfer}"
)
OWN_MENDING = Bilingual("整改由您办理，须由他人复核", "you mended it: somebody else looks at it")
NOT_ALL_MENDED = Bilingual(
    "还有{n}个问题的整改没有认可，不能报告",
    "how {n} findings were mended is not accepted yet: the report waits",
)
REPORTED = Bilingual(
    "年度报告已于{day}报送，本年度已办结", "the report went out on {day}: it is done"
)
