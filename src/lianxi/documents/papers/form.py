"""The forms a document of the office may have: what each must hold, may hold and never holds."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from lianxi.kernel.bilingual import Bilingual

# file: the red head of GB/T 9704-2012, 7.2; letter: 10.1; minutes: 10.3, the name of the form
# being part of the head; plain: no head, for what goes out with another document or is signed.
Head = Literal["file", "letter", "minutes", "plain"]

# blank: a place to sign and to date, for whoever fills the paper in.
Signature = Literal["dated", "blank", "none"]

Rule = Literal["must", "may", "never"]


@dataclass(frozen=True)
class Form:
    """One form of document; `word` is what the office calls it."""

    key: str
    word: Bilingual
    head: Head
    recipients: Rule
    signature: Signature = "dated"
    upward: bool = False
    signature_page: Rule = "never"
    annexed_table: bool = False  # a landscape table in an annex is what it is for

    @property
    def signer(self) -> Rule:
        """A signer is named where the document goes upward (7.2.6), and nowhere else."""
        return "must" if self.upward else "never"

    @property
    def numbered(self) -> bool:
        """Whether it has a number of its own."""
        return self.head != "plain"

    @property
    def printed(self) -> bool:
        """Whether the record of its printing (印发机关) is set; a letter has none (10.1)."""
        return self.head in ("file", "minutes")


REQUEST_WORD = Bilingual("请示", "request")


def request(word: Bilingual = REQUEST_WORD) -> Form:
    """A request to the next layer: 请示, or 提请函 by the office's own word.

    >>> request(Bilingual("提请函", "letter of request")).upward
    True
    """
    return Form("request", word, "file", "must", upward=True)


LETTER = Form("letter", Bilingual("函", "letter"), "letter", "must")
MINUTES = Form("minutes", Bilingual("纪要", "minutes"), "minutes", "never", "none")
NOTICE = Form("notice", Bilingual("通知", "notice"), "file", "must")
CIRCULAR = Form("circular", Bilingual("通报", "circular"), "file", "may")
REPORT = Form("report", Bilingual("报告", "report"), "file", "must", upward=True)
REQUEST = request()
SLIP = Form("slip", Bilingual("督办单", "supervision slip"), "minutes", "must")
PLAN = Form("plan", Bilingual("计划", "plan"), "plain", "never")
SUMMARY = Form("summary", Bilingual("总结", "summary"), "plain", "never")
AGREEMENT = Form(
    "agreement", Bilingual("协议", "agreement"), "plain", "never", "none", signature_page="must"
)
REPLY = Form("reply", Bilingual("回执", "reply slip"), "plain", "may", "blank")


def opinions(carrier: Form = LETTER) -> Form:
    """The table of opinions and what became of them (汇总采纳表): a letter or notice carries it.

    >>> opinions(NOTICE).head
    'file'
    """
    word = Bilingual("汇总采纳表", "table of opinions")
    return Form("opinions", word, carrier.head, carrier.recipients, annexed_table=True)


FORMS: Mapping[str, Form] = {
    form.key: form
    for form in (
        LETTER,
        MINUTES,
        NOTICE,
        CIRCULAR,
        REPORT,
        REQUEST,
        SLIP,
        PLAN,
        SUMMARY,
        AGREEMENT,
        REPLY,
        opinions(),
    )
}
