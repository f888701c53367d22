"""A paper of the office (公文) that went out: issued under its number, perhaps withdrawn.

Its file is kept as it went out. That a number is given once is the portal's to see to, which
knows every paper.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from lianxi.governance.authority import Refused
from lianxi.governance.road.act import Act
from lianxi.governance.road.paper_acts import Issued, Withdrawn
from lianxi.governance.road.procedure import BEGIN, BEGUN, Face, Link, Procedure
from lianxi.kernel.bilingual import Bilingual
from lianxi.kernel.period import in_words

FORMS: Mapping[str, Bilingual] = {
    "circular": Bilingual("督查通报", "supervision circular"),
    "plan": Bilingual("年度计划", "year plan"),
    "summary": Bilingual("年度总结", "annual summary"),
    "next": Bilingual("下一年事项清单", "list for the next year"),
    "self-assessment": Bilingual("自评报告", "self-assessment"),
    "slip": Bilingual("督办单", "supervision slip"),
    "request": Bilingual("提请函", "request for coordination"),
    "fund-report": Bilingual("资金年度报告", "report on a fund's year"),
}
# What goes to a body above, and so names who signed it.
UPWARD = frozenset({"request", "self-assessment", "fund-report"})
NUMBER = re.compile(r"\S+〔\d{4}〕[1-9]\d*号")


@dataclass(frozen=True)
class Paper:
    """A paper as it stands."""

    issued: Issued
    since: date
    withdrawn: tuple[Withdrawn, date] | None = None


def follow(state: Paper | None, act: Act[object]) -> Paper | Refused:
    """The state after one more act, or why it can't follow."""
    what = act.what
    if isinstance(what, Issued):
        return _issued(what, act.day) if state is None else Refused(BEGUN)
    if state is None:
        return Refused(BEGIN)
    assert isinstance(what, Withdrawn), "there is no other act"
    if state.withdrawn is not None:
        return Refused(WITHDRAWN.fill(day=in_words(state.withdrawn[1])))
    if not what.why.strip():
        return Refused(NO_WHY)
    return replace(state, withdrawn=(what, act.day))


def _issued(what: Issued, day: date) -> Paper | Refused:
    if what.form not in FORMS:
        return Refused(NO_FORM.fill(word=what.form))
    if not NUMBER.fullmatch(what.number):
        return Refused(NO_NUMBER.fill(number=what.number))
    if not what.title.zh.strip():
        return Refused(NO_TITLE)
    if not what.to:
        return Refused(NO_RECIPIENT)
    if what.form in UPWARD and not what.signer.strip():
        return Refused(NO_SIGNER)
    return Paper(what, day)


def face(state: Paper) -> Face:
    """What a paper amounts to; nobody owes anything of it."""
    issued, withdrawn = state.issued, state.withdrawn
    return Face(
        issued.title,
        "withdrawn" if withdrawn else "issued",
        state.since,
        matter=issued.number,
        owner=issued.party,
        body=issued.body,
        parties=tuple(who for who in issued.to if not who.startswith("body:")),
        ended=withdrawn[1] if withdrawn else state.since,
        links=tuple(Link("paper", ref) for ref in issued.about),
    )


WITHDRAWN = Bilingual("这份公文已于{day}撤回", "it was withdrawn on {day}")
NO_WHY = Bilingual("请写明撤回的原因", "say why it is withdrawn")
NO_FORM = Bilingual("“{word}”不是这里制发的公文", "“{word}” is no paper that is issued here")
NO_NUMBER = Bilingual(
    "“{number}”不是发文字号，应如合作办〔2026〕12号",
    "“{number}” is no number of a document like 合作办〔2026〕12号",
)
NO_TITLE = Bilingual("请写明标题", "give it a title")
NO_RECIPIENT = Bilingual("请选择主送单位", "say to whom it goes")
NO_SIGNER = Bilingual("上行文须写明签发人", "what goes upward names its signer")

PAPER: Procedure[Paper] = Procedure(
    "paper",
    Bilingual("公文", "paper"),
    acts={"issue": Issued, "withdraw": Withdrawn},
    said={
        "issue": Bilingual("制发", "issued"),
        "withdraw": Bilingual("撤回", "withdrawn"),
    },
    stages={
        "issued": Bilingual("已发", "issued"),
        "withdrawn": Bilingual("已撤回", "withdrawn"),
    },
    follow=follow,
    face=face,
)
