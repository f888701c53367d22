"""Forms that files come with: handed in anew, and kept or let go in a new version."""

from collections.abc import Iterable
from typing import cast

from django import forms

from lianxi.governance.road.act import Enclosure
from lianxi.kernel.bilingual import Bilingual, same
from lianxi.portal.dossiers import enclosing
from lianxi.portal.dossiers.actions import Upload
from lianxi.portal.dossiers.form_page import ByLetter
from lianxi.portal.ui import fields


class WithFiles(ByLetter):
    """A form that files come with."""

    enclosures = enclosing.field(Bilingual("附件", "Attachments"))

    def clean_enclosures(self) -> tuple[Upload, ...]:
        """The files as they are kept: by what their bytes are, never by their names."""
        return enclosing.taken(self, "enclosures")

    @property
    def uploads(self) -> tuple[Upload, ...]:
        """The files that are handed in."""
        return cast("tuple[Upload, ...]", self.cleaned_data["enclosures"])

    def with_new(self, kept: Iterable[Enclosure]) -> tuple[Enclosure, ...]:
        """Files that were there before with those that are handed in, each once."""
        every = (*kept, *enclosing.enclosures(self.uploads))
        return tuple({each.digest: each for each in every}.values())


class KeepsFiles(forms.Form):
    """A new version of something: which of the files that came with it stay."""

    keep = fields.many(Bilingual("保留的附件", "Attachments that stay"), required=False)

    def of(self, files: Iterable[Enclosure]) -> None:
        """Offer the attachments that are there; where there are none, ask nothing."""
        there = [(each.digest, same(each.name)) for each in files]
        if there:
            fields.choose(self, "keep", there)
        else:
            del self.fields["keep"]

    def kept(self, files: Iterable[Enclosure]) -> list[Enclosure]:
        """Those of the attachments that stay."""
        stay = self.cleaned_data.get("keep", ())
        return [each for each in files if each.digest in stay]
