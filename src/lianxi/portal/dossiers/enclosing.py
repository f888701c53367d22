"""Files that come with what is done: taken in by their bytes, listed, given out again.

class Report(ByLetter):
    enclosures = enclosing.field(EVIDENCE)

    def clean_enclosures(self) -> tuple[Upload, ...]:
        return enclosing.taken(self, "enclosures")
"""

from collections.abc import Iterable
from typing import TYPE_CHECKING, TypeVar, cast

from django import forms
from django.http import Http404, HttpResponse

from lianxi.documents.evidence import BYTES_MAX, MEDIA_TYPES, kind_of, marked
from lianxi.governance.road.act import Enclosure
from lianxi.kernel.bilingual import Bilingual
from lianxi.portal.dossiers import queries
from lianxi.portal.dossiers.actions import Upload
from lianxi.portal.dossiers.queries import Opened
from lianxi.portal.ui import fields
from lianxi.portal.ui.attached import attached
from lianxi.portal.ui.templatetags.words import speak

if TYPE_CHECKING:
    from django.core.files.uploadedfile import UploadedFile

S = TypeVar("S")


def field(label: Bilingual) -> fields.FilesField:
    """A control for as many files as there are."""
    return fields.files(label, hint=KINDS)


def taken(form: forms.Form, name: str) -> tuple[Upload, ...]:
    """The files of a control as they are kept: by what their bytes are, never by their names."""
    given = cast("list[UploadedFile[bytes]]", form.cleaned_data[name])
    return tuple({each.enclosure.digest: each for each in map(_upload, given)}.values())


def _upload(file: "UploadedFile[bytes]") -> Upload:
    name, content = str(file.name), file.read() if (file.size or 0) <= BYTES_MAX else b""
    kind = kind_of(content)
    if kind is None:
        problem = NO_KIND.fill(name=name, mib=BYTES_MAX // 2**20)
        raise forms.ValidationError(str(speak(problem)))
    secret = marked(content)
    if secret is not None:
        problem = SECRET.fill(name=name, level=secret.words)
        raise forms.ValidationError(str(speak(problem)))
    return Upload(name, kind, content)


def enclosures(uploads: Iterable[Upload]) -> tuple[Enclosure, ...]:
    """How an act names files that are handed in with it."""
    return tuple(upload.enclosure for upload in uploads)


def enclosed(found: Opened[S]) -> list[Enclosure]:
    """Every file that came with something done in a dossier, each once."""
    files = [file for act in found.acts for file in _of(act.what)]
    return list({file.digest: file for file in files}.values())


def _of(what: object) -> tuple[Enclosure, ...]:
    """The files of an act: its own, or those of the terms that it sets."""
    return getattr(what, "files", ()) or getattr(getattr(what, "terms", None), "files", ())


def given_out(found: Opened[S], digest: str) -> HttpResponse:
    """One of a dossier's files, as it was handed in; a page that says there is none."""
    file = next((each for each in enclosed(found) if each.digest == digest), None)
    content = queries.content(digest) if file else None
    if file is None or content is None:
        raise Http404("file")
    row = found.row
    name = f"{row.region}-{row.procedure}-{row.number}-{digest[-12:]}.{file.form}"
    return attached(name, MEDIA_TYPES[file.form], content)


KINDS = Bilingual(
    "PDF、JPEG、PNG、docx 或 xlsx，不含宏", "PDF, JPEG, PNG, docx or xlsx, without macros"
)
NO_KIND = Bilingual(
    "“{name}”不是可以保存的文件：应为 PDF、JPEG、PNG、docx 或 xlsx，不含宏，至多{mib} MiB",
    "{name} is no file that is kept: a PDF, JPEG, PNG, docx or xlsx without macros, "
    "of at most {mib} MiB",
)
SECRET = Bilingual(
    "“{name}”中有密级标志“{level}”：非涉密系统，不予保存",
    "{name} carries a mark of state secrecy ({level}): this is no system for it",
)
