"""What may be done with a text now, by whoever looks at it."""

from collections.abc import Iterator
from dataclasses import dataclass

from lianxi.governance.road.agreement import stage
from lianxi.governance.road.agreement_text import Text, owes_breakdown
from lianxi.kernel.bilingual import Bilingual
from lianxi.portal.dossiers.asked import Asked
from lianxi.portal.dossiers.queries import Opened

WORDS: dict[str, Bilingual] = {
    "write": Bilingual("拟写条款", "Write a clause"),
    "settle": Bilingual("定稿", "Make it final"),
    "reopen": Bilingual("重新修改", "Open it again"),
    "drop": Bilingual("撤回", "Give it up"),
    "sign": Bilingual("登记签署", "Enter a signature"),
    "scan": Bilingual("存入扫描件", "File the scan"),
    "force": Bilingual("登记生效", "Enter into force"),
    "break": Bilingual("分解任务", "Break down"),
    "amend": Bilingual("增补条款", "Add a clause by amendment"),
    "accede": Bilingual("登记加入", "Enter an accession"),
    "leave": Bilingual("登记退出", "Enter a withdrawal"),
    "end": Bilingual("登记终止", "Enter its end"),
    "article": Bilingual("编入地区包", "Put it into the region package"),
}
# What the buttons of a page ask for, where it is not drafting.
ENTERING = frozenset({"sign", "scan", "force", "accede", "leave", "end"})


@dataclass(frozen=True)
class Doable:
    """The buttons of a text's page, and what may be done beside each clause."""

    buttons: tuple[tuple[str, Bilingual], ...]
    beside: frozenset[str]  # "draft", "comment", "weigh", "amend"


def doable(asked: Asked, found: Opened[Text]) -> Doable:
    """What whoever asks may do with a text as it stands."""
    body = found.state.terms.body
    drafts = asked.may("agreement.draft", body=body)
    enters, gives = asked.may("agreement.sign"), asked.may("commitment.give", body=body)
    allowed = {
        name: enters if name in ENTERING else gives if name == "break" else drafts for name in WORDS
    }
    at = stage(found.state)
    buttons = tuple(
        (f"text-{name}", WORDS[name]) for name in _of_stage(found.state, at) if allowed[name]
    )
    return Doable(buttons, frozenset(_beside(asked, found.state, at, drafts=drafts)))


def _of_stage(state: Text, at: str) -> Iterator[str]:
    """What the stage that a text is in leaves open to be done."""
    if at == "draft":
        yield from ("write", "settle", "drop")
    elif at in ("signing", "signed"):
        yield from ("sign",) if state.unsigned else ()
        yield from ("scan", "force")
        yield from ("leave",) if state.unsigned else ()
        yield from ("drop",) if state.signatures else ("reopen", "drop")
    elif at == "in force":
        yield from ("break",) if owes_breakdown(state) else ()
        yield from ("amend", "accede", "leave", "scan", "end", "article")
    elif at == "ended":
        yield "article"


def _beside(asked: Asked, state: Text, at: str, *, drafts: bool) -> Iterator[str]:
    if at == "draft":
        if drafts:
            yield from ("draft", "weigh")
        if any(asked.may("agreement.comment", party=party) for party in state.terms.parties):
            yield "comment"
    elif at == "in force" and drafts:
        yield "amend"
