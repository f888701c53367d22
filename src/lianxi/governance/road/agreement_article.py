"""A text in force as an article of the region package, ready to be reviewed into it.

    made = article_of(state, "2026-agreement-1", source="2026-agreement-1")
    files[made.path] = made.content

The article is canonical: the same text always comes to the same bytes. What took effect on one
day is one amendment of it. A text is written in Chinese; where the package asks for both
languages the Chinese stands in both, until somebody translates it there.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from lianxi.charter.kinds.plan import PLAN_FORMS
from lianxi.governance.road.agreement_acts import DraftClause
from lianxi.governance.road.agreement_text import PER_MEMBER, Text, effect_days, text_as_of
from lianxi.kernel.bilingual import Bilingual, same

EXAMPLE = "example"


@dataclass(frozen=True)
class Made:
    """An article: where it stands in the package, and what it says."""

    path: str
    content: str


def article_id(state: Text, number: int) -> str:
    """The id that the article of a text in force has in the package; `number` is the text's."""
    assert state.force is not None, "only what is in force is an article"
    return f"{state.force.day.year}-{'plan' if state.plan else 'agreement'}-{number}"


def article_of(state: Text, id_: str, source: str = "") -> Made:
    """The article of a text in force; without a source it is an example's, of a rehearsal."""
    assert state.force is not None, "only what is in force is an article"
    plan = state.plan
    rests = _rests(source)
    lines = [*_head(state, id_, plan), f"in_force_from = {_text(str(state.force.day))}", *rests]
    before = text_as_of(state, state.force.day)
    if not plan and before.parties:
        lines.append(_parties(before.parties))
    for clause in before.clauses:
        lines += _clause("task" if plan else "clause", clause, before.parties)
    for day in effect_days(state)[1:]:
        lines += _amendment(state, day, plan, rests)
    folder = "plans" if plan else "agreements"
    return Made(f"{folder}/{id_}.toml", "\n".join(lines) + "\n")


def source_of(state: Text, id_: str, office: Bilingual) -> str:
    """The entry of `sources.toml` that an article of a text rests on: the signed text itself."""
    assert state.force is not None, "only what is in force is an article"
    signed = max([each.day for each in state.signatures], default=state.force.day)
    lines = [
        "",
        "[[source]]",
        f"id = {_text(id_)}",
        'kind = "document"',
        f"title = {_both(state.terms.title)}",
        f"author = {_both(office)}",
        f"date = {_text(str(signed))}",
    ]
    if state.scans:
        digest = state.scans[-1].digest
        note = Bilingual(f"签署文本扫描件摘要 {digest}", f"scan of the signed text: {digest}")
        lines.append(f"note = {_both(note)}")
    return "\n".join(lines) + "\n"


def _head(state: Text, id_: str, plan: bool) -> Iterator[str]:
    terms = state.terms
    yield f"id = {_text(id_)}"
    yield f"kind = {_text('plan' if plan else 'agreement')}"
    yield f"name = {_both(terms.title)}"
    if plan:
        if terms.form in PLAN_FORMS:
            yield f"form = {_text(terms.form)}"
        yield f"set_by = {_text(terms.body)}"
        if terms.year is not None:
            yield f"for = {_text(str(terms.year))}"
        return
    yield f"form = {_text(terms.form)}"
    yield f"effect = {_text(terms.effect or 'unknown')}"
    if state.signatures:
        yield f"signed = {_text(str(max(each.day for each in state.signatures)))}"


def _rests(source: str) -> list[str]:
    if not source:
        return [f"status = {_text(EXAMPLE)}"]
    return [f"status = {_text('stated')}", f"source = {_text(source)}"]


def _amendment(state: Text, day: date, plan: bool, rests: list[str]) -> list[str]:
    """What took effect on a day, as one amendment; nothing where the text stays the same."""
    before, after = text_as_of(state, _eve(day)), text_as_of(state, day)
    word = "task" if plan else "clause"
    changed = [each for each in after.clauses if before.clause(each.id) != each]
    gone = [each.id for each in before.clauses if after.clause(each.id) is None]
    said = []
    if after.standing == "ended":
        said.append('standing = "ended"')
    if not plan and after.parties != before.parties:
        said.append(_parties(after.parties))
    if gone:
        said.append(f"repeals = {_texts(gone)}")
    if not said and not changed:
        return []
    lines = ["", "[[amendment]]", f"in_force_from = {_text(str(day))}", *rests, *said]
    for clause in changed:
        lines += _clause(f"amendment.{word}", clause, after.parties)
    return lines


def _eve(day: date) -> date:
    return date.fromordinal(day.toordinal() - 1)


def _clause(word: str, clause: DraftClause, parties: tuple[str, ...]) -> Iterator[str]:
    yield ""
    yield f"[[{word}]]"
    yield f"id = {_text(clause.id)}"
    yield f"subject = {_both(clause.subject)}"
    if clause.text.strip():
        yield f"text = {_both(same(clause.text))}"
    if not clause.binding:
        return
    yield ""
    yield f"[{word}.commitment]"
    yield f"lead = {_text(clause.lead or 'unknown')}"
    if clause.supports and set(parties) <= set(clause.supports):
        yield f"support = {_text(PER_MEMBER)}"
    elif len(clause.supports) == 1:
        yield f"support = {_text(clause.supports[0])}"
    yield f"due = {_text(str(clause.due) if clause.due else 'unknown')}"
    for name, value in (("measure", clause.measure), ("evidence", clause.evidence)):
        if value.strip():
            yield f"{name} = {_both(same(value))}"
    if clause.liability.strip():
        yield f"liability = {_both(same(clause.liability))}"
    else:
        yield 'liability = "unknown"'
    if clause.per:
        yield f"per = {_text(clause.per)}"
    if clause.tasks:
        named = ", ".join(f"{id_} = {_both(words)}" for id_, words in clause.tasks)
        yield f"tasks = {{ {named} }}"


def _parties(parties: tuple[str, ...]) -> str:
    return f"parties = {{ each = {_texts(parties)} }}"


def _texts(texts: list[str] | tuple[str, ...]) -> str:
    return f"[{', '.join(map(_text, texts))}]"


def _both(text: Bilingual) -> str:
    return f"{{ zh = {_text(text.zh)}, en = {_text(text.en.strip() or text.zh)} }}"


def _text(text: str) -> str:
    r"""A text as TOML writes it; JSON's escapes are TOML's too, but for the one it leaves out.

    >>> print(_text('say "pier"\x7f'))
    "say \"pier\"\u007f"
    """
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
