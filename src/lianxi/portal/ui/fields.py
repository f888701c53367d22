"""The fields of forms, called and explained in the reader's language.

    class CallForm(forms.Form):
        title = text(Bilingual("标题", "Title"), most=100)
        due = day(Bilingual("截止", "By"))

Django's own forms read and check; here is what they are called, how long they may be, and what is
said, with the field's name, where one is left empty or filled in wrongly.
"""

import re
from collections.abc import Callable, Iterable, Mapping

from django import forms
from django.core.files.uploadedfile import UploadedFile

from lianxi.kernel.bilingual import Bilingual
from lianxi.kernel.quantity import Quantity
from lianxi.kernel.unreadable import Unreadable
from lianxi.portal.ui.templatetags.words import speak

_THOUSANDS = re.compile(r"\d{1,3}(,\d{3})+(\.\d+)?", re.ASCII)
Choices = Iterable[tuple[str, Bilingual]]


class Select(forms.Select):
    """One of several, of which there may be hundreds: written without a template for each."""

    template_name = "ui/select.html"


class Spoken:
    """A text that is said in the reader's language whenever it is shown."""

    def __init__(self, text: Bilingual) -> None:
        self.text = text

    def __str__(self) -> str:
        return str(speak(self.text))

    def __mod__(self, values: object) -> "Spoken":
        """Django fills values into what is wrong; here they stand in it already."""
        return self


def text(
    label: Bilingual, *, most: int = 200, required: bool = True, hint: Bilingual | None = None
) -> forms.CharField:
    """A line of text."""
    return forms.CharField(
        label=_say(label),
        max_length=most,
        required=required,
        help_text=_hint(hint),
        error_messages=_wrong(label, required=FILL_IN, max_length=TOO_LONG.fill(n=most)),
    )


def area(
    label: Bilingual, *, most: int = 5000, required: bool = True, hint: Bilingual | None = None
) -> forms.CharField:
    """Text of several lines."""
    return forms.CharField(
        label=_say(label),
        max_length=most,
        required=required,
        help_text=_hint(hint),
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages=_wrong(label, required=FILL_IN, max_length=TOO_LONG.fill(n=most)),
    )


def day(
    label: Bilingual, *, required: bool = True, hint: Bilingual | None = None
) -> forms.DateField:
    """A day."""
    return forms.DateField(
        label=_say(label),
        required=required,
        help_text=_hint(hint),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        input_formats=["%Y-%m-%d", "%Y/%m/%d", "%Y年%m月%d日"],
        error_messages=_wrong(label, required=FILL_IN, invalid=NO_DAY),
    )


def choice(
    label: Bilingual, choices: Choices = (), *, required: bool = True, hint: Bilingual | None = None
) -> forms.ChoiceField:
    """One of several; the choices may be given later (`choose`)."""
    return forms.ChoiceField(
        label=_say(label),
        choices=_spoken(choices),
        required=required,
        help_text=_hint(hint),
        widget=Select,
        error_messages=_wrong(label, required=CHOOSE_ONE, invalid_choice=NO_CHOICE),
    )


def many(
    label: Bilingual, choices: Choices = (), *, required: bool = True, hint: Bilingual | None = None
) -> forms.MultipleChoiceField:
    """As many as one likes of several."""
    return forms.MultipleChoiceField(
        label=_say(label),
        choices=_spoken(choices),
        required=required,
        help_text=_hint(hint),
        widget=forms.CheckboxSelectMultiple,
        error_messages=_wrong(
            label, required=CHOOSE_SOME, invalid_choice=NO_CHOICE, invalid_list=NO_CHOICE
        ),
    )


def whole(label: Bilingual, *, most: int, required: bool = True) -> forms.IntegerField:
    """A whole number from 0 on."""
    wrong = NO_NUMBER.fill(n=most)
    return forms.IntegerField(
        label=_say(label),
        min_value=0,
        max_value=most,
        required=required,
        error_messages=_wrong(
            label, required=FILL_IN, invalid=wrong, min_value=wrong, max_value=wrong
        ),
    )


class MoneyField(forms.CharField):
    """An amount of yuan as people write it, read as a whole number of fen.

    Commas between thousands and a sign for yuan before it may stand there; nothing else.
    """

    def __init__(self, label: Bilingual, *, least: int = 1, **more: object) -> None:
        super().__init__(label=_say(label), max_length=30, **more)  # type: ignore[arg-type]
        self.least = least  # in fen
        self.wrong = (NO_MONEY if least else NO_AMOUNT).fill(label=label)

    def clean(self, value: object) -> int | None:  # fen, not text
        """The amount in fen; None where nothing is filled in."""
        text = str(super().clean(value)).removeprefix("¥").removeprefix("￥").strip()
        if not text:
            return None
        if "," in text and _THOUSANDS.fullmatch(text) is None:
            raise forms.ValidationError(str(speak(self.wrong)))
        try:
            amount = Quantity.read(text.replace(",", ""), "CNY").amount
        except Unreadable as why:
            raise forms.ValidationError(str(speak(self.wrong))) from why
        if amount < self.least:
            raise forms.ValidationError(str(speak(self.wrong)))
        return amount


def money(
    label: Bilingual, *, required: bool = True, hint: Bilingual | None = None, least: int = 1
) -> MoneyField:
    """An amount of yuan: above zero, or from `least` fen on."""
    said = _wrong(label, required=FILL_IN, max_length=NO_MONEY if least else NO_AMOUNT)
    return MoneyField(
        label, least=least, required=required, help_text=_hint(hint), error_messages=said
    )


def yes(label: Bilingual, *, hint: Bilingual | None = None) -> forms.BooleanField:
    """A box to tick."""
    return forms.BooleanField(label=_say(label), required=False, help_text=_hint(hint))


def file(
    label: Bilingual, *, required: bool = False, hint: Bilingual | None = None
) -> forms.FileField:
    """A file."""
    return forms.FileField(
        label=_say(label),
        required=required,
        help_text=_hint(hint),
        allow_empty_file=True,
        error_messages=_wrong(label, required=CHOOSE_FILE, invalid=NO_FILE),
    )


def choose(form: forms.Form, name: str, choices: Choices) -> None:
    """Give a field of a form its choices."""
    field = form.fields[name]
    assert isinstance(field, forms.ChoiceField)
    field.choices = _spoken(choices)


def labels(form: type[forms.Form]) -> Mapping[str, Bilingual]:
    """What the fields of a form are called, for `ui.intake.labelled`."""
    named: dict[str, object] = {name: field.label for name, field in form.base_fields.items()}
    return {name: label.text for name, label in named.items() if isinstance(label, Spoken)}


def uploaded(form: forms.Form, name: str) -> tuple[str, bytes] | None:
    """The name and content of the file that was handed in, where one was."""
    found = form.cleaned_data.get(name)
    return (str(found.name), found.read()) if isinstance(found, UploadedFile) else None


def _spoken(choices: Choices) -> Callable[[], list[tuple[str, str]]]:
    """Choices said anew for each reader: a form's fields are made once for all of them."""
    kept = tuple(choices)
    return lambda: [(value, str(speak(words))) for value, words in kept]


def _say(label: Bilingual) -> str:
    return Spoken(label)  # type: ignore[return-value]  # Django says str() of it when it is shown


def _hint(hint: Bilingual | None) -> str:
    return "" if hint is None else Spoken(hint)  # type: ignore[return-value]


def _wrong(label: Bilingual, **said: Bilingual) -> dict[str, str]:
    """What is said of a field that is wrong in a way, with its name."""
    return {code: _say(words.fill(label=label)) for code, words in said.items()}


class _Files(forms.ClearableFileInput):
    """A control that takes several files."""

    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Several files, or none."""

    widget = _Files

    def clean(self, data: object, initial: object = None) -> list["UploadedFile[bytes]"]:
        """Check each of them."""
        given = data if isinstance(data, list) else [data] if data else []
        return [super(FilesField, self).clean(each, initial) for each in given]


def files(label: Bilingual, *, hint: Bilingual | None = None) -> FilesField:
    """As many files as there are."""
    return FilesField(
        label=_say(label),
        required=False,
        help_text=_hint(hint),
        allow_empty_file=True,
        error_messages=_wrong(label, invalid=NO_FILE),
    )


FILL_IN = Bilingual("请填写“{label}”", "Please fill in “{label}”")
CHOOSE_ONE = Bilingual("请选择“{label}”", "Please choose “{label}”")
CHOOSE_SOME = Bilingual("“{label}”至少选一项", "Please choose at least one: “{label}”")
CHOOSE_FILE = Bilingual("请附上“{label}”", "Please add a file: “{label}”")
TOO_LONG = Bilingual("“{{label}}”至多{n}字", "“{{label}}” may have {n} characters at most")
NO_DAY = Bilingual(
    "“{label}”应为日期，如2026-03-02", "“{label}” should be a day, such as 2026-03-02"
)
NO_CHOICE = Bilingual(
    "“{label}”没有这个选项，请从列出的各项中选",
    "“{label}” has no such choice: take one that is listed",
)
NO_NUMBER = Bilingual(
    "“{{label}}”应为0至{n}的整数", "“{{label}}” should be a whole number from 0 to {n}"
)
NO_MONEY = Bilingual(
    "“{label}”应为大于零的金额，如50000.00，用半角数字，至多两位小数",
    "“{label}” should be an amount above zero such as 50000.00, with two decimals at most",
)
NO_AMOUNT = Bilingual(
    "“{label}”应为金额，如50000.00，用半角数字，至多两位小数",
    "“{label}” should be an amount such as 50000.00, with two decimals at most",
)
NO_FILE = Bilingual("“{label}”没有收到文件，请重新选择", "“{label}”: no file came, choose it again")
