"""The forms that figures come in by."""

import base64
import binascii
import zlib

from django import forms

from lianxi.kernel.bilingual import Bilingual
from lianxi.portal.ui import fields

KEPT_MAX = 1_400_000  # characters: the page carries the file along until it is confirmed
UNPACKED_MAX = 64 * 2**20

DOCUMENT = Bilingual("文号", "Number of the document")
SOURCE = Bilingual("数据来源", "Where the figures are from")
SOURCE_HINT = Bilingual(
    "如“国控断面自动监测月报”", "such as “monthly report of the monitoring stations”"
)


class FileForm(forms.Form):
    """A file with figures, by which document, from where."""

    document = fields.text(DOCUMENT, most=100)
    source = fields.text(SOURCE, most=200, hint=SOURCE_HINT)
    file = fields.file(
        Bilingual("填好的表格（xlsx）或CSV", "The workbook that was filled in (xlsx), or a CSV"),
        required=True,
    )


class ConfirmForm(forms.Form):
    """A file that was reviewed, to be entered."""

    document = forms.CharField(widget=forms.HiddenInput, max_length=100)
    source = forms.CharField(widget=forms.HiddenInput, max_length=200)
    name = forms.CharField(widget=forms.HiddenInput, max_length=200)
    kept = forms.CharField(widget=forms.HiddenInput, max_length=KEPT_MAX)


class FigureForm(forms.Form):
    """One figure, entered or corrected."""

    value = fields.text(Bilingual("数值", "Figure"), most=100)
    document = fields.text(DOCUMENT, most=100)
    source = fields.text(SOURCE, most=200, hint=SOURCE_HINT)


def packed(content: bytes) -> str:
    """A file as text that a page can carry along."""
    return base64.b64encode(zlib.compress(content, 9)).decode()


def unpacked(text: str) -> bytes | None:
    """What was packed; None where it was not."""
    try:
        pressed = base64.b64decode(text, validate=True)
        opened = zlib.decompressobj()
        content = opened.decompress(pressed, UNPACKED_MAX)
    except (binascii.Error, ValueError, zlib.error):
        return None
    return None if opened.unconsumed_tail else content
