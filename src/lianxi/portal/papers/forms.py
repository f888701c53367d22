"""The forms of issuing and withdrawing a paper."""

from django import forms

from lianxi.documents.papers.number import Number
from lianxi.documents.papers.texts import in_words
from lianxi.kernel.bilingual import Bilingual
from lianxi.kernel.finding import Finding, Place
from lianxi.kernel.unreadable import Unreadable
from lianxi.portal.dossiers.form_page import ByLetter
from lianxi.portal.ui import fields
from lianxi.portal.ui.templatetags.words import speak


class Numbered(forms.Form):
    """The number that a paper goes out under."""

    number = fields.text(
        Bilingual("发文字号", "Number"),
        most=60,
        hint=Bilingual("如合作办〔2026〕12号", "such as 合作办〔2026〕12号"),
    )

    def clean_number(self) -> Number:
        """The number as the standard writes it."""
        try:
            return Number.read(str(self.cleaned_data["number"]))
        except Unreadable as why:
            place = Finding("error", why.code, Place("paper", "number"), dict(why.values))
            said = in_words(place)
            raise forms.ValidationError(
                f"{speak(said.message)}{speak(END)}{speak(said.remedy)}"
            ) from why


class Issue(Numbered):
    """An account that goes out: by which body, to whom."""

    body = fields.choice(Bilingual("发文机关", "Issued by"))
    to = fields.many(Bilingual("主送", "To"))


class SendIn(ByLetter, Numbered):
    """A self-assessment that a city sends in: to which body, signed by whom."""

    body = fields.choice(Bilingual("报送", "To"))
    signer = fields.text(Bilingual("签发人", "Signed by"), most=60)
    field_order = ("number", "body", "signer", "letter", "scan")


class Withdraw(forms.Form):
    """Why a paper is withdrawn."""

    why = fields.area(Bilingual("原因", "Why"), most=1000)


END = Bilingual("；", "; ")
