"""The form of an amendment: from when, and what it rests on."""

from django import forms

from lianxi.charter.kinds.kind import STATUS
from lianxi.kernel.bilingual import Bilingual
from lianxi.kernel.period import Period
from lianxi.kernel.unreadable import Unreadable
from lianxi.portal.ui import fields
from lianxi.portal.ui.templatetags.words import speak


class AmendForm(forms.Form):
    """What an amendment says of itself."""

    since = fields.text(
        Bilingual("生效日期", "In force from"),
        most=10,
        hint=Bilingual("如2027、2027-01或2027-01-01", "such as 2027, 2027-01 or 2027-01-01"),
    )
    status = fields.choice(Bilingual("依据", "What it rests on"), tuple(STATUS.items()))
    source = fields.text(
        Bilingual("来源", "Source"),
        required=False,
        hint=Bilingual(
            "地区包中的来源标识和出处；示例可不填",
            "a source of the package and the place in it; an example needs none",
        ),
    )
    decided_at = fields.choice(Bilingual("议定会议", "Meeting that decided it"), required=False)

    def clean_since(self) -> str:
        """A date as articles write them."""
        text = str(self.cleaned_data["since"]).strip()
        try:
            found = Period.read(text)
        except Unreadable:
            found = None
        if found is None or not found.known:
            raise forms.ValidationError(str(speak(NO_DATE)))
        return text


NO_DATE = Bilingual(
    "“生效日期”应为日期，如2027-01-01", "“In force from” should be a date such as 2027-01-01"
)
