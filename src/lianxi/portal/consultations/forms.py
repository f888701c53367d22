"""The forms of consultations. What a form has many of (comments) are its fields, by number."""

from collections.abc import Sequence

from django import forms

from lianxi.governance.road.consultation import ADOPTED, REPLIES
from lianxi.governance.road.consultation_acts import Comment, Weighed
from lianxi.kernel.bilingual import Bilingual
from lianxi.portal.dossiers import enclosing
from lianxi.portal.dossiers.actions import Upload
from lianxi.portal.dossiers.choices import CHOOSE
from lianxi.portal.dossiers.form_page import ByLetter
from lianxi.portal.ui import fields

COMMENTS_MAX = 60
LAST = ("enclosures", "letter", "scan")  # after the comments
WEIGHED_NOT: tuple[str, Bilingual] = ("", Bilingual("暂不填", "not yet"))


class OpenForm(forms.Form):
    """A consultation to be opened."""

    title = fields.text(Bilingual("标题", "Title"))
    title_en = fields.text(Bilingual("英文标题", "Title in English"), required=False)
    about = fields.choice(Bilingual("征求意见的文本", "About which text"), required=False)
    text = fields.area(
        Bilingual("征求意见的内容", "What is asked"),
        most=20_000,
        hint=Bilingual("将写入征求意见函", "it goes into the letter"),
    )
    body = fields.choice(Bilingual("由哪个机构征求意见", "Body that asks"))
    roll = fields.many(Bilingual("征求意见的成员", "Members asked"))
    due = fields.day(Bilingual("反馈时限", "Answers by"))
    enclosures = enclosing.field(Bilingual("附件", "Attachments"))

    def clean_enclosures(self) -> tuple[Upload, ...]:
        """The attachments as they are kept."""
        return enclosing.taken(self, "enclosures")


class ReplyForm(ByLetter):
    """A party's answer, with as many comments as there are rows."""

    party = fields.choice(Bilingual("成员", "Member"))
    answer = fields.choice(Bilingual("答复", "Answer"), [CHOOSE, *REPLIES.items()])
    text = fields.area(
        Bilingual("总的说明", "In general"),
        required=False,
        hint=Bilingual("保留意见的，请写明理由", "if you reserve, say why"),
    )
    enclosures = enclosing.field(Bilingual("附件", "Attachments"))
    field_order = ("party", "answer", "text")

    rows = 0

    def clean_enclosures(self) -> tuple[Upload, ...]:
        """The attachments as they are kept."""
        return enclosing.taken(self, "enclosures")

    def make_room(self, rows: int) -> None:
        """Add the fields of so many comments, before those of the letter."""
        self.rows = rows
        for n in range(1, rows + 1):
            self.fields[f"place_{n}"] = fields.text(PLACE.fill(n=n), required=False)
            self.fields[f"text_{n}"] = fields.area(COMMENT.fill(n=n), most=2000, required=False)
        self.order_fields([name for name in self.fields if name not in LAST])

    @property
    def comments(self) -> tuple[Comment, ...]:
        """The comments as they were filled in; a row in which nothing stands is none."""
        data = self.cleaned_data
        rows = ((data[f"place_{n}"], data[f"text_{n}"]) for n in range(1, self.rows + 1))
        return tuple(Comment(place, text) for place, text in rows if place or text)


class WeighForm(forms.Form):
    """Every comment with whether it is adopted, and why; what is left empty is not said yet."""

    keys: tuple[tuple[str, int], ...] = ()

    def ask_of(self, comments: Sequence[tuple[str, int, Bilingual]]) -> None:
        """Add the fields of every comment: whose it is, its number, and the comment in words."""
        self.keys = tuple((party, number) for party, number, _ in comments)
        for party, number, said in comments:
            key = f"{party}_{number}"
            self.fields[f"adopted_{key}"] = fields.choice(
                said, [WEIGHED_NOT, *ADOPTED.items()], required=False
            )
            self.fields[f"why_{key}"] = fields.text(WHY, most=500, required=False)

    def weighed(self) -> list[Weighed]:
        """What was said of the comments, where anything was said anew."""
        data = self.cleaned_data
        said = [
            Weighed(party, number, data[f"adopted_{party}_{number}"], data[f"why_{party}_{number}"])
            for party, number in self.keys
            if {f"adopted_{party}_{number}", f"why_{party}_{number}"} & set(self.changed_data)
        ]
        return [each for each in said if each.adopted]


class ExtendForm(forms.Form):
    """More time."""

    due = fields.day(Bilingual("新的反馈时限", "Answers by, instead"))
    why = fields.text(Bilingual("延长理由", "Why"))


class ConfirmForm(forms.Form):
    """Nothing to fill in: the act needs no more than a button."""


def letter(form: forms.Form) -> tuple[str, Upload | None]:
    """The number of the letter that an act is entered from, and its scan."""
    scan = form.cleaned_data.get("scan")
    return form.cleaned_data.get("letter", ""), scan if isinstance(scan, Upload) else None


PLACE = Bilingual("意见{n}：条款或段落", "Comment {n}: clause or paragraph")
COMMENT = Bilingual("意见{n}：内容", "Comment {n}: what should stand there")
WHY = Bilingual("理由", "Why")
