"""The form a backup comes in by, to be examined."""

from django import forms
from django.conf import settings

from lianxi.kernel.bilingual import Bilingual
from lianxi.portal.ui.templatetags.words import speak


class ExamineForm(forms.Form):
    """A backup's file, within the bound of all uploads."""

    file = forms.FileField(required=False, allow_empty_file=True)

    def clean(self) -> dict[str, object]:
        """A file must be there, and no larger than an upload may be."""
        values: dict[str, object] = super().clean() or {}
        file = values.get("file")
        if not file:
            raise forms.ValidationError(str(speak(NONE)))
        if getattr(file, "size", 0) > settings.UPLOAD_BYTES_MAX:
            most = settings.UPLOAD_BYTES_MAX // 2**20
            raise forms.ValidationError(str(speak(TOO_LARGE.fill(mib=most))))
        return values


NONE = Bilingual("请选择一个备份文件", "choose the file of a backup")
TOO_LARGE = Bilingual(
    "文件超过 {mib} MiB，请用 lianxi restore 试还原",
    "the file has more than {mib} MiB: try it with lianxi restore",
)
