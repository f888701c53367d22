"""The form a package comes in by: whole, or a table of it as a workbook."""

from django import forms
from django.conf import settings
from django.core.files.uploadedfile import UploadedFile

from lianxi.documents import scan
from lianxi.kernel.bilingual import Bilingual
from lianxi.portal.ui.templatetags.words import speak

TOO_LARGE = Bilingual("文件过大：至多 {mib} MiB", "the file is too large: at most {mib} MiB")
NEITHER = Bilingual("请选择一个 zip 文件", "choose a zip file")
NO_SCAN = Bilingual(
    "扫描件应为 PDF、JPEG 或 PNG 文件，至多 {mib} MiB",
    "the scan should be a PDF, JPEG or PNG file of at most {mib} MiB",
)
MIB = 2**20


class ReviewForm(forms.Form):
    """A zip archive, a workbook, or one of the folders that this portal was started with.

    With it, where it is brought in for a party: which, its letter's number, and the scan.
    """

    archive = forms.FileField(required=False)
    workbook = forms.FileField(required=False)
    folder = forms.CharField(required=False, max_length=200)
    on_behalf_of = forms.CharField(required=False, max_length=100)
    letter = forms.CharField(required=False, max_length=100)
    scan = forms.FileField(required=False, allow_empty_file=True)

    def clean(self) -> dict[str, object]:
        """One of the three, within bounds; a folder only from the list."""
        values: dict[str, object] = super().clean() or {}
        archive, folder = values.get("archive"), values.get("folder")
        if isinstance(archive, UploadedFile) and str(archive.name).lower().endswith(".xlsx"):
            values |= {"workbook": archive, "archive": None}
        file = values.get("workbook") or values.get("archive")
        if not file and not folder:
            raise forms.ValidationError(str(speak(NEITHER)))
        if getattr(file, "size", 0) > settings.UPLOAD_BYTES_MAX:
            most = settings.UPLOAD_BYTES_MAX // MIB
            raise forms.ValidationError(str(speak(TOO_LARGE.fill(mib=most))))
        if folder and folder not in settings.REGIONS:
            raise forms.ValidationError(str(speak(NEITHER)))
        return {**values, "scan": _scanned(values.get("scan"))}


def _scanned(file: object) -> bytes:
    """The bytes of a scan, of a kind that is kept; empty where there is none."""
    if not isinstance(file, UploadedFile):
        return b""
    content = file.read() if (file.size or 0) <= scan.BYTES_MAX else b""
    if scan.kind_of(content) is None:
        raise forms.ValidationError(str(speak(NO_SCAN.fill(mib=scan.BYTES_MAX // MIB))))
    return content
