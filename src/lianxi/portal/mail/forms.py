"""The form on which a person says where mail goes."""

from django import forms

from lianxi.kernel.bilingual import Bilingual
from lianxi.portal.mail.queries import OFTEN
from lianxi.portal.ui import fields

LANGUAGES = (("zh", Bilingual("中文", "Chinese")), ("en", Bilingual("英文", "English")))


class MailboxForm(forms.Form):
    """An address, how often, which language."""

    email = fields.text(Bilingual("收件地址", "Address"), most=254, required=False)
    often = fields.choice(Bilingual("待办提要", "Digest"), OFTEN.items())
    lang = fields.choice(Bilingual("信的语言", "Language of the letters"), LANGUAGES)

    def clean_email(self) -> str:
        """The address as it is kept; whether it is one is asked where it is written."""
        return "".join(str(self.cleaned_data["email"]).split()).replace("＠", "@")
