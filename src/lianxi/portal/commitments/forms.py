"""The forms of what may be done with a commitment, and the acts that they make."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import cast

from django import forms

from lianxi.governance.road.act import Enclosure
from lianxi.governance.road.commitment import OUTCOMES, Commitment
from lianxi.governance.road.commitment_acts import (
    Adjusted,
    ClosureAsked,
    LeadChanged,
    LeadReviewed,
    Paused,
    Reported,
    RequestAnswered,
    RequestDrafted,
    RequestDropped,
    RequestSigned,
    Resumed,
    Reviewed,
    SlipAnswered,
    SlipClosed,
    SlipIssued,
)
from lianxi.kernel import quarter
from lianxi.kernel.bilingual import Bilingual
from lianxi.portal.dossiers import enclosing
from lianxi.portal.dossiers.actions import Upload
from lianxi.portal.dossiers.form_page import ByLetter
from lianxi.portal.ui import fields
from lianxi.portal.ui.templatetags.words import speak

WHY = Bilingual("原因", "Why")
NOTE = Bilingual("说明", "Note")
SIGNER = Bilingual("签发人", "Signed by")
AGREE = {
    "yes": Bilingual("同意办结", "agrees that it is done"),
    "no": Bilingual("不同意", "does not agree"),
}
REVIEW = {
    "closed": OUTCOMES["closed"],
    "returned": Bilingual("退回补充", "returned for more evidence"),
    "not met": OUTCOMES["not met"],
    "adjusted": OUTCOMES["adjusted"],
}


class Evidence(ByLetter):
    """A form that files come with."""

    enclosures = enclosing.field(Bilingual("佐证材料", "Evidence"))
    field_order = ("period", "text", "progress", "begun", "trouble", "figures", "enclosures")

    def clean_enclosures(self) -> tuple[Upload, ...]:
        """The files as they are kept: by what their bytes are, never by their names."""
        return enclosing.taken(self, "enclosures")


class Report(Evidence):
    """How it stands."""

    period = fields.text(
        Bilingual("期间", "Period"),
        most=20,
        hint=Bilingual("如2010年一季度、2010Q1", "such as 2010Q1"),
    )
    progress = fields.area(Bilingual("进展", "Progress"), most=2000)
    begun = fields.yes(Bilingual("已经启动", "It has begun"))
    trouble = fields.area(
        Bilingual("困难", "Difficulties"),
        most=1000,
        required=False,
        hint=Bilingual("不能按期完成的原因", "why it can't be kept as it is"),
    )
    figures = fields.area(
        Bilingual("数据", "Figures"),
        most=2000,
        required=False,
        hint=Bilingual("每行一项：结算人次=6.75万人次", "one a line: settled=67,500 person-times"),
    )

    def clean_period(self) -> str:
        """A quarter as it is kept, however it was typed."""
        return quarter.kept(str(self.cleaned_data["period"]))

    def clean_figures(self) -> Mapping[str, str]:
        """The figures by name."""
        found: dict[str, str] = {}
        for line in str(self.cleaned_data["figures"]).splitlines():
            name, equals, value = (part.strip() for part in line.replace("＝", "=").partition("="))
            if not line.strip():
                continue
            if not (equals and name and value):
                raise forms.ValidationError(str(speak(NO_FIGURE.fill(line=line.strip()[:40]))))
            found[name] = value
        return found


class Closure(Evidence):
    """It is done."""

    text = fields.area(Bilingual("完成情况", "What was done"), most=2000)


class Answer(Evidence):
    """The answer to a slip."""

    text = fields.area(Bilingual("答复", "Answer"), most=2000)


class LeadReview(ByLetter):
    """The lead unit's opinion."""

    agrees = fields.choice(Bilingual("意见", "Opinion"), tuple(AGREE.items()))
    note = fields.area(NOTE, most=1000, required=False)


class Slip(forms.Form):
    """A supervision slip."""

    why = fields.area(WHY, most=1000)
    due = fields.day(Bilingual("答复期限", "To be answered by"))
    signer = fields.text(SIGNER, most=60)


class Note(forms.Form):
    """A note."""

    note = fields.area(NOTE, most=1000, required=False)


class Why(forms.Form):
    """A reason."""

    why = fields.area(WHY, most=1000)


class Request(forms.Form):
    """A request to the next layer."""

    to = fields.choice(Bilingual("提请", "To"))
    text = fields.area(Bilingual("提请协调的事项", "What is to be coordinated"), most=2000)


class Sign(forms.Form):
    """A named person signs."""

    signer = fields.text(SIGNER, most=60)
    office = fields.text(Bilingual("职务", "Office"), most=60)


class Said(forms.Form):
    """What the next layer said."""

    text = fields.area(Bilingual("协调结果", "What was said"), most=2000)


class Review(forms.Form):
    """The office's review."""

    outcome = fields.choice(Bilingual("结论", "Outcome"), tuple(REVIEW.items()))
    due = fields.day(
        Bilingual("接续任务的完成时限", "Due instead"),
        required=False,
        hint=Bilingual(
            "结论为“调整”时填写：由一项新任务接续",
            "where it is adjusted: a new one takes its place",
        ),
    )
    note = fields.area(NOTE, most=1000, required=False)
    signer = fields.text(Bilingual("审定人", "Reviewed by"), most=60)


class Adjust(forms.Form):
    """Other terms."""

    due = fields.day(Bilingual("新的完成时限", "Due instead"), required=False)
    measure = fields.area(
        Bilingual("新的衡量标准", "Measured instead by"), most=500, required=False
    )
    evidence = fields.area(Bilingual("新的佐证要求", "Shown instead by"), most=500, required=False)
    why = fields.area(WHY, most=1000)
    decided = fields.text(
        Bilingual("依据", "Decided by"),
        hint=Bilingual("会议或文号", "a meeting or a document number"),
    )


class ChangeLead(forms.Form):
    """Other units."""

    lead = fields.choice(Bilingual("牵头单位", "Lead unit"), required=False)
    doer = fields.choice(Bilingual("责任单位", "Unit that carries it out"), required=False)
    why = fields.area(WHY, most=1000)


@dataclass(frozen=True)
class ActForm:
    """A form for one act: its question, its button, and the act that a filled form makes."""

    title: Bilingual
    button: Bilingual
    form: type[forms.Form]
    make: Callable[[Mapping[str, object], Commitment], object]


def _enclosed(values: Mapping[str, object]) -> tuple[Enclosure, ...]:
    return enclosing.enclosures(cast("tuple[Upload, ...]", values["enclosures"]))


def _text(values: Mapping[str, object], name: str) -> str:
    return str(values.get(name) or "").strip()


def _report(values: Mapping[str, object], _: Commitment) -> Reported:
    return Reported(
        _text(values, "period"),
        _text(values, "progress"),
        bool(values["begun"]),
        _text(values, "trouble"),
        cast("Mapping[str, str]", values["figures"]),
        _enclosed(values),
    )


def _adjust(values: Mapping[str, object], _: Commitment) -> Adjusted:
    measure, evidence = _text(values, "measure"), _text(values, "evidence")
    why, decided = _text(values, "why"), _text(values, "decided")
    due = cast("date | None", values["due"])
    return Adjusted(why, decided, due, measure or None, evidence or None)


SEND = Bilingual("提交", "Send")
ENTER = Bilingual("登记", "Enter")
ISSUE = Bilingual("发出", "Issue")

# By the name of the act.
ACTS: Mapping[str, ActForm] = {
    "report": ActForm(Bilingual("进展如何？", "How does it stand?"), SEND, Report, _report),
    "ask-closure": ActForm(
        Bilingual("完成了吗？凭什么？", "Is it done, and what shows it?"),
        SEND,
        Closure,
        lambda values, _: ClosureAsked(_text(values, "text"), _enclosed(values)),
    ),
    "answer-slip": ActForm(
        Bilingual("怎样答复督办单？", "What is the answer to the slip?"),
        SEND,
        Answer,
        lambda values, state: SlipAnswered(
            len(state.slips), _text(values, "text"), _enclosed(values)
        ),
    ),
    "review-lead": ActForm(
        Bilingual("牵头单位是否同意办结？", "Does the lead unit agree that it is done?"),
        SEND,
        LeadReview,
        lambda values, _: LeadReviewed(values["agrees"] == "yes", _text(values, "note")),
    ),
    "review": ActForm(
        Bilingual("办结审核的结论是什么？", "What does the review come to?"),
        ENTER,
        Review,
        lambda values, _: Reviewed(
            _text(values, "outcome"), _text(values, "note"), _text(values, "signer")
        ),
    ),
    "issue-slip": ActForm(
        Bilingual("督办什么？", "What is the slip about?"),
        ISSUE,
        Slip,
        lambda values, _: SlipIssued(
            _text(values, "why"),
            cast("date", values["due"]),
            _text(values, "signer"),
        ),
    ),
    "close-slip": ActForm(
        Bilingual("督办单可以核销了吗？", "Can the slip be closed?"),
        Bilingual("核销", "Close"),
        Note,
        lambda values, state: SlipClosed(len(state.slips), _text(values, "note")),
    ),
    "draft-request": ActForm(
        Bilingual("提请哪一层协调什么？", "What should whom coordinate?"),
        Bilingual("拟稿", "Draft"),
        Request,
        lambda values, _: RequestDrafted(_text(values, "to"), _text(values, "text")),
    ),
    "sign-request": ActForm(
        Bilingual("谁签发提请函？", "Who signs the request?"),
        Bilingual("签发", "Sign"),
        Sign,
        lambda values, state: RequestSigned(
            len(state.requests), _text(values, "signer"), _text(values, "office")
        ),
    ),
    "drop-request": ActForm(
        Bilingual("为什么不再提请？", "Why is the request dropped?"),
        ENTER,
        Why,
        lambda values, state: RequestDropped(len(state.requests), _text(values, "why")),
    ),
    "answer-request": ActForm(
        Bilingual("协调的结果是什么？", "What came of the coordination?"),
        ENTER,
        Said,
        lambda values, state: RequestAnswered(len(state.requests), _text(values, "text")),
    ),
    "adjust": ActForm(Bilingual("任务怎样调整？", "How is it adjusted?"), ENTER, Adjust, _adjust),
    "change-lead": ActForm(
        Bilingual("改由谁负责？", "Who is responsible from now on?"),
        ENTER,
        ChangeLead,
        lambda values, _: LeadChanged(
            _text(values, "why"), _text(values, "lead"), _text(values, "doer")
        ),
    ),
    "pause": ActForm(
        Bilingual("为什么暂停？", "Why does it rest?"),
        Bilingual("暂停", "Pause"),
        Why,
        lambda values, _: Paused(_text(values, "why")),
    ),
    "resume": ActForm(
        Bilingual("恢复办理？", "Does it go on?"),
        Bilingual("恢复", "Resume"),
        Note,
        lambda values, _: Resumed(_text(values, "note")),
    ),
}


NO_FIGURE = Bilingual("“{line}”应写成“名称=数值”", "“{line}” should read name=value")
