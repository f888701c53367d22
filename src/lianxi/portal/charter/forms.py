"""The form a package comes in by."""

from django import forms
from django.conf import settings

from lianxi.kernel.bilingual import Bilingual
from lianxi.portal.ui.templatetags.words import speak

TOO_LARGE = Bilingual("文件过大：至多 {mib} MiB", "the file is too large: at most {mib} MiB")
NEITHER = Bilingual("请选择一个 zip 文件", "choose a zip file")


class ReviewForm(forms.Form):
    """A zip archive, or one of the folders that this portal was started with."""

    archive = forms.FileField(required=False)
    folder = forms.CharField(required=False, max_length=200)

    def clean(self) -> dict[str, object]:
        """One of the two, within bounds; a folder only from the list."""
        values: dict[str, object] = super().clean() or {}
        archive, folder = values.get("archive"), values.get("folder")
        size = getattr(archive, "size", 0)
        if not archive and not folder:
            raise forms.ValidationError(str(speak(NEITHER)))
        if size > settings.UPLOAD_BYTES_MAX:
            most = settings.UPLOAD_BYTES_MAX // 2**20
            raise forms.ValidationError(str(speak(TOO_LARGE.fill(mib=most))))
        if folder and folder not in settings.REGIONS:
            raise forms.ValidationError(str(speak(NEITHER)))
        return values
