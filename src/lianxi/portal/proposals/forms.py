"""The forms of calls and proposals."""

from collections.abc import Iterable

from django import forms

from lianxi.governance.road.act import Enclosure
from lianxi.governance.road.proposal import OPINIONS, SETTLEMENTS
from lianxi.governance.road.proposal_acts import Terms
from lianxi.kernel.bilingual import Bilingual
from lianxi.portal.dossiers.actions import Upload
from lianxi.portal.dossiers.choices import CHOOSE
from lianxi.portal.dossiers.file_forms import KeepsFiles, WithFiles
from lianxi.portal.dossiers.form_page import ByLetter
from lianxi.portal.ui import fields

DUE = Bilingual("时限", "Due")


class CallForm(forms.Form):
    """A call for proposals."""

    title = fields.text(Bilingual("标题", "Title"))
    title_en = fields.text(Bilingual("英文标题", "Title in English"), required=False)
    text = fields.area(
        Bilingual("征集内容和要求", "What is called for"),
        hint=Bilingual("将写入征集函", "it goes into the letter"),
    )
    body = fields.choice(Bilingual("提请审议的机构", "Body that will decide"))
    to = fields.many(Bilingual("征集对象", "Who is asked"))
    due = fields.day(Bilingual("报送时限", "Answers by"))


class PartyForm(ByLetter):
    """A party's answer that needs no more than its name."""

    party = fields.choice(Bilingual("成员", "Member"))
    field_order = ("party", "letter", "scan")


class TermsForm(WithFiles):
    """What is proposed."""

    title = fields.text(Bilingual("提案名称", "Title"))
    title_en = fields.text(Bilingual("英文名称", "Title in English"), required=False)
    field = fields.choice(Bilingual("领域", "Field"), required=False)
    lead = fields.choice(Bilingual("牵头单位", "Lead unit"))
    partners = fields.many(Bilingual("参加单位", "Units taking part"), required=False)
    aim = fields.area(Bilingual("目的和依据", "Why"), required=False)
    content = fields.area(Bilingual("主要内容", "What is to be done"))
    matter = fields.choice(Bilingual("拟列为", "To become"), required=False)
    terms = ("title", "title_en", "field", "lead", "partners", "aim", "content", "matter")

    def said(self, kept: Iterable[Enclosure] = ()) -> Terms:
        """The terms as they were filled in, with attachments that were there before."""
        data = self.cleaned_data
        return Terms(
            Bilingual(data["title"], data["title_en"] or data["title"]),
            data["field"],
            data["lead"],
            tuple(data["partners"]),
            data["aim"],
            data["content"],
            data["matter"],
            self.with_new(kept),
        )


class ProposeForm(TermsForm):
    """A new proposal."""

    by = fields.choice(Bilingual("报送单位", "Sent in by"))
    body = fields.choice(Bilingual("提请审议的机构", "Body that will decide"))
    field_order = ("by", "body", *TermsForm.terms, "enclosures", "letter", "scan")


class ReviseForm(KeepsFiles, TermsForm):
    """A new version of a proposal."""

    why = fields.text(Bilingual("修改理由", "Why it is revised"))
    field_order = (*TermsForm.terms, "keep", "enclosures", "why", "letter", "scan")


class WithdrawForm(ByLetter):
    """A proposal taken back."""

    why = fields.area(Bilingual("撤回理由", "Why it is withdrawn"))
    field_order = ("why", "letter", "scan")


class CosignersForm(forms.Form):
    """Who is asked to co-sign."""

    units = fields.many(Bilingual("会签单位", "Units asked to co-sign"))
    due = fields.day(Bilingual("会签时限", "Co-sign by"))


class CosignForm(ByLetter):
    """What a unit says when it co-signs."""

    unit = fields.choice(Bilingual("会签单位", "Unit"))
    opinion = fields.choice(Bilingual("会签意见", "Opinion"), [CHOOSE, *OPINIONS.items()])
    text = fields.area(
        Bilingual("修改建议或理由", "What should be amended, or why not"), required=False
    )
    field_order = ("unit", "opinion", "text", "letter", "scan")


class SettleForm(forms.Form):
    """What a level came to."""

    outcome = fields.choice(Bilingual("协商结果", "Outcome"), [CHOOSE, *SETTLEMENTS.items()])
    note = fields.area(Bilingual("协商情况", "What was said"), required=False)


class ConfirmForm(forms.Form):
    """Nothing to fill in: the act needs no more than a button."""


def letter(form: forms.Form) -> tuple[str, Upload | None]:
    """The number of the letter that an act is entered from, and its scan."""
    scan = form.cleaned_data.get("scan")
    return form.cleaned_data.get("letter", ""), scan if isinstance(scan, Upload) else None
