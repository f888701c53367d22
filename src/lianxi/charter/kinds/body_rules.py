"""How a body works: how it decides, consults, settles, confirms minutes and follows up.

These are keys of the kind `body` (`body.py` lists them); `governance/rules.py` reads them as
of a day. A duration is the longest that something may take, unless its meaning says otherwise.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from lianxi.charter.forms import Every, Length, ListOf, Ref, Word, Yes
from lianxi.charter.naming import Share
from lianxi.charter.reading import Names
from lianxi.charter.tables import TableOf, key
from lianxi.kernel.bilingual import Bilingual
from lianxi.kernel.period import Duration

WAYS: Mapping[str, Bilingual] = {
    "consensus": Bilingual("协商一致", "consensus"),
    "majority": Bilingual("多数决", "majority"),
}
OUTCOMES: Mapping[str, Bilingual] = {
    "adopted": Bilingual("通过", "adopted"),
    "adopted in principle": Bilingual("原则通过", "adopted in principle"),
    "deferred": Bilingual("暂缓", "deferred"),
    "returned": Bilingual("退回", "returned"),
}
WHOLES: Mapping[str, Bilingual] = {
    "present": Bilingual("到会成员", "the members present"),
    "seats": Bilingual("全体席位", "all seats"),
    "votes cast": Bilingual("所投票数", "the votes cast"),
}
BALLOTS: Mapping[str, Bilingual] = {
    "open": Bilingual("记名或举手表决", "open"),
    "secret": Bilingual("无记名投票", "secret"),
}
SILENCE: Mapping[str, Bilingual] = {
    "no reply": Bilingual("记为未反馈", "recorded as no reply"),
    "no comment": Bilingual("视为无意见", "taken as no comment"),
}


@dataclass(frozen=True)
class Threshold:
    """A share that must be reached (`at_least`) or passed (`more_than`), and of what."""

    at_least: Fraction | None = None
    more_than: Fraction | None = None
    of: str | None = None

    def met(self, number: int, whole: int) -> bool:
        """Whether so many of the whole are enough.

        >>> Threshold(more_than=Fraction(1, 2)).met(8, 16)
        False
        >>> Threshold(at_least=Fraction(2, 3)).met(11, 16)
        True
        """
        if self.more_than is not None:
            return number > self.more_than * whole
        return self.at_least is not None and number >= self.at_least * whole


class ThresholdForm(TableOf[Threshold]):
    """A threshold: one of the two ways to say it, and in words one phrase."""

    def words(self, value: Threshold, names: Names) -> Bilingual:
        """The share and of what, as a charter says it: 到会成员的三分之二以上."""
        share = value.at_least if value.at_least is not None else value.more_than
        if share is None:
            return super().words(value, names)
        part = Share().words(share, names)
        if value.of is not None:
            part = OF.fill(whole=WHOLES[value.of], share=part)
        said = AT_LEAST if value.at_least is not None else MORE_THAN
        return said.fill(share=part)


@dataclass(frozen=True)
class Decides:
    """How a body decides, where its charter says so."""

    by: str | None = None
    outcomes: tuple[str, ...] | None = None
    quorum: Threshold | None = None
    majority: Threshold | None = None
    ballots: str | None = None
    proxies: bool | None = None
    recuses: bool | None = None


@dataclass(frozen=True)
class Consults:
    """How long members have to answer when they are consulted, and what silence means."""

    within: Duration
    silence: str | None = None


@dataclass(frozen=True)
class Minutes:
    """How long members have to confirm the minutes."""

    confirm_within: Duration


@dataclass(frozen=True)
class FollowUp:
    """How an office follows commitments: rounds, thresholds, slips, requests, review."""

    every: Duration
    report_within: Duration | None = None
    at_risk_before: Duration | None = None
    slip_after: Duration | None = None
    slip_answer_within: Duration | None = None
    request_after: Duration | None = None
    request_to: str | None = None
    request_signed_by: str | None = None
    review_within: Duration | None = None


AT_LEAST = Bilingual("{share}以上", "at least {share}")
MORE_THAN = Bilingual("超过{share}", "more than {share}")
OF = Bilingual("{whole}的{share}", "{share} of {whole}")

_AT_LEAST = key("at_least", Share(), "以上 — 含本数", "at least — this share or more", '"2/3"')
_MORE_THAN = key("more_than", Share(), "超过 — 不含本数", "more than — above this share", '"1/2"')

DECIDES = key(
    "decides",
    TableOf(
        Decides,
        key("by", Word(WAYS), "方式 — 以何种方式决定", "by — the way it decides", '"consensus"'),
        key(
            "outcomes",
            ListOf(Word(OUTCOMES)),
            "结论 — 可能的结论",
            "outcomes — the outcomes there may be",
            '["adopted", "deferred"]',
        ),
        key(
            "quorum",
            ThresholdForm(Threshold, _AT_LEAST, _MORE_THAN),
            "法定人数 — 到会席位占全体席位的多少方可议决",
            "quorum — the share of the seats that must be present to decide",
            '{ at_least = "2/3" }',
        ),
        key(
            "majority",
            ThresholdForm(
                Threshold,
                _AT_LEAST,
                _MORE_THAN,
                key(
                    "of",
                    Word(WHOLES),
                    "基数 — 以什么为基数",
                    "of — of what the share is counted",
                    '"votes cast"',
                    required=True,
                ),
            ),
            "多数 — 多少赞成方可通过",
            "majority — how many in favour carry it",
            '{ more_than = "1/2", of = "votes cast" }',
        ),
        key(
            "ballots",
            Word(BALLOTS),
            "表决方式 — 记名或无记名",
            "ballots — open or secret",
            '"open"',
        ),
        key(
            "proxies",
            Yes(),
            "委托 — 是否可委托其他成员代为表决",
            "proxies — whether a member may let another vote for it",
            "false",
        ),
        key(
            "recuses",
            Yes(),
            "回避 — 有利害关系的成员是否回避",
            "recuses — whether a member with an interest of its own stands aside",
            "true",
        ),
    ),
    "议决 — 章程写明时，如何议决",
    "decides — how it decides, where its charter says so",
    '{ by = "consensus", outcomes = ["adopted", "deferred"] }',
)
CONSULTS = key(
    "consults",
    TableOf(
        Consults,
        key(
            "within",
            Length(),
            "答复时限 — 成员自发函起多久内答复",
            "within — how long members have to answer, from the letter on",
            '"15 working days"',
            required=True,
        ),
        key(
            "silence",
            Word(SILENCE),
            "逾期未复 — 记为未反馈，或视为无意见",
            "silence — what no answer means",
            '"no reply"',
        ),
    ),
    "征求意见 — 会前征求成员意见的办法",
    "consults — how members are asked before it decides",
    '{ within = "15 working days", silence = "no reply" }',
)
SETTLES = key(
    "settles",
    ListOf(Ref("body")),
    "逐级协商 — 议题上会前依次经过的机构",
    "settles — the bodies through which a proposal is settled, level by level, before it meets",
    '["liaisons", "directors-meeting"]',
)
MINUTES = key(
    "minutes",
    TableOf(
        Minutes,
        key(
            "confirm_within",
            Length(),
            "确认时限 — 成员多久内确认纪要",
            "confirmed within — how long members have to confirm them",
            '"10 working days"',
            required=True,
        ),
    ),
    "纪要 — 纪要如何确认",
    "minutes — how its minutes are confirmed",
    '{ confirm_within = "10 working days" }',
)
FOLLOW_UP = key(
    "follow_up",
    TableOf(
        FollowUp,
        key(
            "every",
            Every(),
            "调度周期 — 多久调度一次",
            "rounds — the time from one round of follow-up to the next",
            '"3 months"',
            required=True,
        ),
        key(
            "report_within",
            Length(),
            "报送时限 — 每期结束后多久内报送进展",
            "report within — how long after a round's end progress is reported",
            '"10 working days"',
        ),
        key(
            "at_risk_before",
            Length(),
            "预警提前期 — 距时限多久仍未办结即为有风险",
            "at risk before — how long before the deadline what is not closed is at risk",
            '"20 working days"',
        ),
        key(
            "slip_after",
            Length(),
            "督办起点 — 逾期多久可发督办单",
            "slip after — how long overdue before a supervision slip is proposed",
            '"5 working days"',
        ),
        key(
            "slip_answer_within",
            Length(),
            "督办答复时限 — 收到督办单后多久内答复",
            "slip answered within — how long there is to answer a slip",
            '"10 working days"',
        ),
        key(
            "request_after",
            Length(),
            "提请起点 — 逾期多久可提请协调",
            "request after — how long overdue before a request for coordination is drafted",
            '"1 month"',
        ),
        key(
            "request_to",
            Ref("body"),
            "提请对象 — 提请哪个机构协调",
            "request to — the body that is asked to coordinate",
            '"directors-meeting"',
        ),
        key(
            "request_signed_by",
            Ref("office"),
            "提请签发 — 由何种职务的人签发提请函",
            "request signed by — the office whose holder signs it; no request goes out by itself",
            '"office director"',
        ),
        key(
            "review_within",
            Length(),
            "办结审核时限 — 报办结后多久内审核",
            "review within — how long there is to review what is reported as closed",
            '"10 working days"',
        ),
    ),
    "跟踪调度 — 任务如何调度、预警、督办、提请协调和审核",
    "follow-up — how commitments are followed: rounds, thresholds, slips, requests, review",
    '{ every = "3 months", report_within = "10 working days" }',
)
