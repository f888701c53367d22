"""What may be done with a grant: the form for each thing, and the act that it makes."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import cast

from django.forms import Form

from lianxi.governance.road import grant_acts as acts
from lianxi.governance.road.act import Enclosure
from lianxi.governance.road.grant_state import Grant
from lianxi.governance.road.performance import Result
from lianxi.kernel.bilingual import Bilingual
from lianxi.portal.dossiers import enclosing
from lianxi.portal.dossiers.actions import Upload
from lianxi.portal.grants import forms

Values = Mapping[str, object]


@dataclass(frozen=True)
class ActForm:
    """A form for one thing: its question, its button, and the act that it makes."""

    title: Bilingual
    button: Bilingual
    form: type[Form]
    make: Callable[[Values, Grant], object]


def _text(values: Values, name: str) -> str:
    return str(values.get(name) or "")


def _files(values: Values) -> tuple[Enclosure, ...]:
    return enclosing.enclosures(cast("tuple[Upload, ...]", values.get("enclosures", ())))


def _day(values: Values, name: str) -> date | None:
    return cast("date | None", values.get(name))


def _amount(values: Values, name: str = "amount") -> int:
    return cast("int | None", values.get(name)) or 0


def _approved(values: Values, state: Grant) -> acts.Approved:
    outcome = _text(values, "outcome")
    approved = outcome == "approved"
    parts = cast("tuple[int, ...]", values["parts"]) or (state.terms.amount,)
    return acts.Approved(
        outcome,
        parts if approved else (),
        _text(values, "document"),
        _text(values, "note"),
        _day(values, "until") if approved else None,
        _day(values, "account_by") if approved else None,
    )


def _paid(values: Values, _: Grant) -> acts.Appropriated:
    day = cast("date", values["day"])
    part = int(_text(values, "part"))
    return acts.Appropriated(part, _amount(values), _text(values, "document"), day)


def _voucher(values: Values, _: Grant) -> acts.VoucherSent:
    said = (_text(values, "voucher"), _amount(values), cast("date", values["day"]))
    return acts.VoucherSent(*said, _text(values, "text"), _files(values))


def _back(values: Values, _: Grant) -> acts.GivenBack:
    return acts.GivenBack(_amount(values), _text(values, "voucher"), cast("date", values["day"]))


def _corrected(values: Values, _: Grant) -> acts.Corrected:
    said = (_text(values, "voucher"), _amount(values, "stands"))
    return acts.Corrected(*said, _text(values, "document"), _text(values, "why"))


ENTER = Bilingual("登记", "Enter")
SEND = Bilingual("报送", "Send it in")
ACTS: Mapping[str, ActForm] = {
    "withdraw": ActForm(
        Bilingual("为什么撤回申请？", "Why is the application withdrawn?"),
        Bilingual("撤回", "Withdraw"),
        forms.Why,
        lambda values, _: acts.Withdrawn(_text(values, "why")),
    ),
    "check": ActForm(
        Bilingual("申请审核得怎样？", "What did checking the application come to?"),
        ENTER,
        forms.Check,
        lambda values, _: acts.Checked(_text(values, "outcome"), _text(values, "note")),
    ),
    "approve": ActForm(
        Bilingual("审批结论是什么？", "What was decided?"), ENTER, forms.Approval, _approved
    ),
    "appropriate": ActForm(
        Bilingual("拨付哪一期？", "Which instalment is paid out?"),
        Bilingual("登记拨付", "Enter the payment"),
        forms.Payment,
        _paid,
    ),
    "release": ActForm(
        Bilingual("哪一期不再拨付？", "Which instalment is not paid out?"),
        Bilingual("释放预留", "Set it free"),
        forms.Release,
        lambda values, _: acts.Released(int(_text(values, "part")), _text(values, "why")),
    ),
    "send-voucher": ActForm(
        Bilingual("钱用在哪里？", "What was the money spent on?"), SEND, forms.VoucherForm, _voucher
    ),
    "check-voucher": ActForm(
        Bilingual("凭证审核得怎样？", "What did checking the voucher come to?"),
        ENTER,
        forms.VoucherCheck,
        lambda values, _: acts.VoucherChecked(
            _text(values, "voucher"), _text(values, "outcome"), _text(values, "note")
        ),
    ),
    "correct": ActForm(
        Bilingual("审计后准予核销多少？", "How much stands after the audit?"),
        Bilingual("登记更正", "Enter the correction"),
        forms.Correction,
        _corrected,
    ),
    "give-back": ActForm(
        Bilingual("退回多少？", "How much came back?"), ENTER, forms.BackForm, _back
    ),
    "assess": ActForm(
        Bilingual("绩效目标完成得怎样？", "How were the targets met?"),
        SEND,
        forms.Assessment,
        lambda values, _: acts.Assessed(
            cast("tuple[Result, ...]", values["results"]), _text(values, "text"), _files(values)
        ),
    ),
    "check-assessment": ActForm(
        Bilingual("自评审核得怎样？", "What did checking the self-assessment come to?"),
        ENTER,
        forms.AssessmentCheck,
        lambda values, _: acts.AssessmentChecked(_text(values, "outcome"), _text(values, "note")),
    ),
    "close": ActForm(
        Bilingual("办结这笔资金？", "Is it closed?"),
        Bilingual("办结", "Close it"),
        forms.Nothing,
        lambda _, __: acts.Closed(),
    ),
}
