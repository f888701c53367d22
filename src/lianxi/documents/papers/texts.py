"""The texts of what is wrong with a paper, from `findings.toml` beside this file."""

from collections.abc import Iterable
from importlib.resources import files

from lianxi.kernel.bilingual import Bilingual
from lianxi.kernel.finding import Explained, Finding, catalogue, explain

TEXTS = catalogue((files("lianxi.documents.papers") / "findings.toml").read_text("utf-8"))


def in_words(finding: Finding) -> Explained:
    """Put a finding of a paper into words."""
    return explain(finding, TEXTS)


class PaperRefused(Exception):
    """The paper can't be set: its errors, and the first of them in both languages."""

    def __init__(self, findings: Iterable[Finding]) -> None:
        self.findings = tuple(findings)
        first = in_words(self.findings[0])
        self.words = Bilingual(
            f"{first.message.zh}；{first.remedy.zh}", f"{first.message.en}; {first.remedy.en}"
        )
        super().__init__(self.words.en)
