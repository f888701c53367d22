"""A procedure: what may be done in a dossier of its kind, and what a dossier of it amounts to.

    state = follow(procedure, acts)        # the acts folded, one after another
    face = procedure.face(state)           # what lists, desks and links are made of

A procedure is pure. What depends on the articles or on the day (who is asked, which day an
answer is due) is settled before an act is made and stands in it, so that the same acts always
come to the same state.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any, Generic, TypeAlias, TypeVar

from lianxi.governance.authority import Refused
from lianxi.governance.road.act import Act
from lianxi.kernel.bilingual import Bilingual

S = TypeVar("S")

# What somebody may owe, by the word that stands for it.
DUTIES: Mapping[str, Bilingual] = {
    "propose": Bilingual("报送提案", "send in proposals"),
    "cosign": Bilingual("会签", "co-sign"),
    "answer": Bilingual("反馈意见", "answer the consultation"),
    "weigh": Bilingual("研究意见采纳", "weigh the comments"),
    "settle": Bilingual("协商", "settle the proposal"),
    "revise": Bilingual("修改提案", "revise the proposal"),
    "reply": Bilingual("报送回执", "return the reply slip"),
    "decide": Bilingual("提请审议", "decide on it"),
    "minute": Bilingual("整理纪要", "write the minutes"),
    "confirm": Bilingual("确认纪要", "confirm the minutes"),
    "comment": Bilingual("对文本提出意见", "comment on the text"),
    "sign": Bilingual("签署", "sign"),
    "break-down": Bilingual("分解任务", "break down into commitments"),
    "do": Bilingual("办理", "carry it out"),
    "report": Bilingual("报送进展", "report progress"),
    "enter": Bilingual("审阅录入工作簿", "review the workbook"),
    "explain": Bilingual("答复督办单", "answer the supervision slip"),
    "close-slip": Bilingual("核销督办单", "close the supervision slip"),
    "sign-request": Bilingual("签发提请函", "sign the request for coordination"),
    "coordinate": Bilingual("协调", "coordinate"),
    "close": Bilingual("办理结束", "close it"),
    "hold": Bilingual("召开会议", "hold the sitting"),
    "settle-text": Bilingual("定稿", "settle the text"),
    "bring-in": Bilingual("办理生效", "bring it into force"),
    "release": Bilingual("商定退出方任务的去留", "decide what becomes of a leaver's part"),
    "review-lead": Bilingual("牵头单位审核", "review as lead unit"),
    "review": Bilingual("办结审核", "review for closure"),
    "revise-notice": Bilingual("修改缴款通知", "revise the payment notice"),
    "issue-notice": Bilingual("印发缴款通知", "issue the payment notice"),
    "pay-in": Bilingual("缴款", "pay in"),
    "collect": Bilingual("催缴", "remind who is in arrears"),
    "check-application": Bilingual("审核资金申请", "check the application"),
    "approve": Bilingual("审批资金申请", "approve the application"),
    "appropriate": Bilingual("拨付", "pay out"),
    "check-voucher": Bilingual("审核核销凭证", "check a voucher"),
    "account-for": Bilingual("报送核销凭证", "account for what was granted"),
    "assess": Bilingual("报送绩效自评", "send in the self-assessment"),
    "check-assessment": Bilingual("审核绩效自评", "check the self-assessment"),
    "give-back": Bilingual("退回结余", "give back what is left"),
    "settle-budget": Bilingual("核定年度预算", "settle the budget of the year"),
    "draft-budget": Bilingual("修改年度预算", "revise the budget of the year"),
    "close-year": Bilingual("年终结转", "close the year"),
    "audit": Bilingual("登记审计意见", "enter what the audit found"),
    "mend": Bilingual("整改审计发现的问题", "mend what the audit found"),
    "check-mending": Bilingual("复核整改", "look at what was mended"),
    "report-year": Bilingual("报送资金年度报告", "report on the fund's year"),
    "draw-settlement": Bilingual("重新核算补偿", "work the settlement out anew"),
    "check-settlement": Bilingual("复核补偿核算", "check the settlement"),
    "send-settlement": Bilingual("就补偿结算征求意见", "send the settlement to the parties"),
    "confirm-settlement": Bilingual("确认补偿结算", "confirm or contest the settlement"),
    "decide-dispute": Bilingual("裁决异议", "decide the dispute"),
    "approve-settlement": Bilingual("审批补偿结算", "approve the settlement"),
    "pay-out": Bilingual("支付补偿款", "pay out what is owed"),
}

ONE_DAY = timedelta(days=1)

# How one dossier comes from another.
LINKS: Mapping[str, Bilingual] = {
    "call": Bilingual("应征集", "answers the call"),
    "about": Bilingual("征求意见", "consults on"),
    "item": Bilingual("列入议程", "on the agenda of"),
    "decided": Bilingual("议定", "decided on at"),
    "from": Bilingual("源自", "comes from"),
    "round": Bilingual("调度", "asked about in"),
    "requests": Bilingual("提请协调", "requests coordination of"),
    "paper": Bilingual("公文", "is a paper about"),
    "paid for": Bilingual("用于", "is paid for"),
}


@dataclass(frozen=True)
class Duty:
    """What a party, a unit or a body owes from one day on; `due` is the last day for it.

    That day may be to come: what an office does once the last day for answers is over.

    `who` is the id of a party or unit, `body:` and the id of a body, or `fund:` and the id of a
    fund, whose accounts somebody keeps. `about` tells two of
    one kind apart: the number of a slip, a clause, an item.
    """

    what: str
    who: str
    since: date
    due: date | None = None
    about: str = ""


@dataclass(frozen=True)
class Link:
    """That a dossier comes from another, by its reference ("proposal/3")."""

    how: str
    to: str


@dataclass(frozen=True)
class Course:
    """The days that the status of a commitment is computed from (`standing.py`)."""

    starts: date | None = None
    due: date | None = None
    begun: date | None = None  # the first report that says so
    asked: date | None = None  # the last day for the earliest report that is still owed
    troubled: date | None = None  # since when the lead says that it can't be kept as it is
    delivered: date | None = None  # its evidence waits for review
    paused: date | None = None
    ended: date | None = None
    outcome: str = ""


@dataclass(frozen=True)
class Face:
    """What a dossier amounts to, apart from its acts.

    `parties` are all whose desk it concerns beside its `owner` (who carries it out or sent it
    in) and its `lead`. `matter` names what several dossiers belong to: the clause behind them.
    """

    title: Bilingual
    stage: str
    since: date
    owner: str = ""
    lead: str = ""
    matter: str = ""
    body: str = ""
    parties: tuple[str, ...] = ()
    due: date | None = None
    ended: date | None = None
    duties: tuple[Duty, ...] = ()
    links: tuple[Link, ...] = ()
    course: Course | None = None


@dataclass(frozen=True)
class Procedure(Generic[S]):
    """A kind of dossier: the acts that there are, how they follow each other, its face."""

    name: str
    words: Bilingual
    acts: Mapping[str, type[object]]  # by the name that they are kept under
    said: Mapping[str, Bilingual]  # each act in words, for the journal and the dossier's page
    stages: Mapping[str, Bilingual]
    follow: Callable[[S | None, Act[object]], S | Refused]
    face: Callable[[S], Face]
    names: Mapping[type[object], str] = field(init=False)

    def __post_init__(self) -> None:
        assert self.acts.keys() == self.said.keys(), "every act is said in words"
        object.__setattr__(self, "names", {of: name for name, of in self.acts.items()})

    def name_of(self, what: object) -> str:
        """The name that an act is kept under."""
        return self.names[type(what)]


# A procedure of whatever state: what keeps dossiers need not know what is in them.
AnyProcedure: TypeAlias = "Procedure[Any]"


class Broken(Exception):
    """Kept acts that do not follow each other: only a change behind the system's back does it."""


def fold(procedure: Procedure[S], acts: Iterable[Act[object]]) -> S | None:
    """The state that kept acts come to; None where there are none."""
    state: S | None = None
    for act in acts:
        outcome = procedure.follow(state, act)
        if isinstance(outcome, Refused):
            raise Broken(f"{procedure.name}: {outcome.reason.en}")
        state = outcome
    return state


BEGIN = Bilingual("卷宗须由此开始", "a dossier begins with this")
BEGUN = Bilingual("卷宗已经开始", "the dossier has begun already")
