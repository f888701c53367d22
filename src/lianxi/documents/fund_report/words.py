"""The words of the report on a fund's year."""

from lianxi.kernel.bilingual import Bilingual

TITLE = Bilingual("{year}收支和使用情况报告", "Report: {year}")
WHOLE = Bilingual("收支和结余", "Income, spending and surplus")
SAID_WHOLE = Bilingual(
    "{year}年收入{income}元，核销支出{spent}元，当年结余{result}元，累计结余{surplus}元。",
    "In {year} {income} yuan came in and {spent} were spent: the year left over {result}, and "
    "{surplus} are carried over in all.",
)
INCOME_ALL = Bilingual("收入合计", "income in all")
SPENT = Bilingual("核销支出", "spent")
RESULT = Bilingual("当年结余", "left over by the year")
BEFORE = Bilingual("年初结余", "surplus before")
OTHERWISE = Bilingual("其他转入", "put in otherwise")
SURPLUS = Bilingual("累计结余", "surplus carried over")
ITEM = Bilingual("项目", "item")
BUDGETED = Bilingual("预算（元）", "budget (yuan)")
ACTUAL = Bilingual("实际（元）", "actual (yuan)")
DIFFERENCE = Bilingual("差额（元）", "difference (yuan)")
DUES = Bilingual("缴款", "Contributions")
ARREARS = Bilingual(
    "年末有{n}个单位欠缴，共{sum}元。", "At the year's end {sum} yuan are owed, by {n} of them."
)
NO_ARREARS = Bilingual("年末没有欠缴。", "Nobody owes anything at the year's end.")
TOTAL = Bilingual("合计", "in all")
PARTY = Bilingual("缴款单位", "party")
OPENING = Bilingual("年初", "opening")
LEVIED = Bilingual("应缴", "levied")
WAIVED = Bilingual("减免", "waived")
PAID = Bilingual("已缴", "paid")
OWED = Bilingual("欠缴", "owed")
SINCE = Bilingual("最早应缴日", "owed since")
GRANTS = Bilingual("拨付和核销", "Grants")
SAID_GRANTS = Bilingual(
    "全年拨付{granted}元，年末待核销{outstanding}元。",
    "{granted} yuan were granted; {outstanding} are still to be accounted for.",
)
NO_MATTER = Bilingual("未指明", "not named")
MATTER = Bilingual("事项", "matter")
RECIPIENT = Bilingual("用款单位", "recipient")
DOCUMENTS = Bilingual("文号", "documents")
GRANTED = Bilingual("拨付", "granted")
ACCOUNTED = Bilingual("核销", "accounted for")
RETURNED = Bilingual("退回", "given back")
OUTSTANDING = Bilingual("待核销", "outstanding")
BUDGET = Bilingual("预算执行", "Budget")
SETTLED = Bilingual(
    "年度预算由{body}于{day}以{number}核定。",
    "The budget was settled by {body} on {day} as {number}.",
)
ADJUSTED = Bilingual("年内调整{n}次。", "It was adjusted: {n}.")
GRANTED_NET = Bilingual("净拨付（元）", "granted, net (yuan)")
LEFT = Bilingual("余额（元）", "left (yuan)")
HOLDS = Bilingual("年末预留", "Set aside at the year's end")
NUMBER = Bilingual("序号", "no.")
SET_ASIDE = Bilingual("预留日", "since")
UNTIL = Bilingual("到期日", "until")
AMOUNT = Bilingual("金额", "amount")
PERFORMANCE = Bilingual("绩效自评", "Performance, as assessed by the recipients")
SCORE = Bilingual("评价", "score")
TEXT = Bilingual("说明", "what was said")
AUDIT = Bilingual("审计意见和整改", "Audit, and what was mended")
NOT_AUDITED = Bilingual("尚未审计。", "Not audited yet.")
SAID_AUDIT = Bilingual(
    "{auditor}于{day}以{number}出具审计意见：{opinion}。",
    "{auditor} on {day}, {number}: opinion {opinion}.",
)
NO_FINDINGS = Bilingual("没有发现问题。", "Nothing was found.")
FOUND = Bilingual("审计发现的问题", "what was found")
REMEDY = Bilingual("整改要求", "to be done")
ABOUT = Bilingual("账目", "transfer")
MENDED = Bilingual("整改情况", "how it was mended")
ACCEPTED = Bilingual("认可日", "accepted")
NOT_YET = Bilingual("尚未整改", "not yet")
CORRECTED = Bilingual(
    "第{transfer}笔账以第{counter}笔冲销",
    "transfer {transfer} was taken back by {counter}",
)
ANEW = Bilingual("，并以第{anew}笔重记", ", and booked anew as {anew}")
EXPLAINED = Bilingual("{what}：{text}", "{what}: {text}")
CORRECTIONS = Bilingual("更正以前年度账目", "Corrections of earlier years")
CORRECTED_HERE = Bilingual(
    "以前年度已经结转，更正记在本年。",
    "Earlier years are closed: what was corrected counts in this one.",
)
BOOKED = Bilingual("入账日", "booked")
TAKES_BACK = Bilingual("冲销", "takes back")
WORDS = Bilingual("摘要", "what for")
ACCOUNTS = Bilingual("科目余额", "Accounts")
TIES = Bilingual(
    "年初余额加本年增加、减本年减少，等于年末余额；各科目年末余额合计为零。",
    "What an account had and took in, less what it gave, is what it has; together they are zero.",
)
CHAIN = Bilingual(
    "截至{day}，台账第{n}笔账的链尾摘要为{digest}。",
    "On {day} the ledger ended with transfer {n}, whose digest is {digest}.",
)
ACCOUNT = Bilingual("科目", "account")
NAME = Bilingual("名称", "name")
YUAN = Bilingual("元", "yuan")
UNIT = Bilingual("单位", "unit")
TAKEN_IN = Bilingual("本年增加", "taken in")
GIVEN = Bilingual("本年减少", "given")
CLOSING = Bilingual("年末", "closing")
TRANSFERS = Bilingual("台账明细", "Every transfer")
N_TRANSFERS = Bilingual("本年共{n}笔账，逐条分录列出。", "{n} transfers, leg by leg.")
EVENT = Bilingual("发生日", "happened")
DOCUMENT = Bilingual("文号", "document")
