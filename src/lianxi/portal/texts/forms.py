"""The forms of texts."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import count

from django import forms

from lianxi.charter.kinds.agreement import EFFECTS
from lianxi.documents.scan import BYTES_MAX, kind_of
from lianxi.governance.road.agreement_acts import DraftClause
from lianxi.governance.road.agreement_text import COMMENT_OUTCOMES, PER_MEMBER, TEXT_FORMS, Key
from lianxi.governance.road.breakdown import Part
from lianxi.kernel.bilingual import Bilingual
from lianxi.kernel.finding import Explained
from lianxi.portal.dossiers.actions import Upload
from lianxi.portal.dossiers.form_page import NO_SCAN, ByLetter
from lianxi.portal.texts.actions import Whom
from lianxi.portal.ui import fields
from lianxi.portal.ui.templatetags.words import speak

WHY = Bilingual("理由", "Why")
DAY = Bilingual("日期", "Day")
BY = Bilingual("依据的决定或来函文号", "Decision or letter that it rests on")
BAR = "|"


class DraftForm(forms.Form):
    """A text that is begun."""

    title = fields.text(Bilingual("文件名称", "Title"))
    title_en = fields.text(Bilingual("英文名称", "Title in English"), required=False)
    form = fields.choice(Bilingual("文种", "Form"), TEXT_FORMS.items())
    effect = fields.choice(
        Bilingual("法律效力", "Legal effect"),
        [("", Bilingual("尚未商定", "not agreed yet")), *list(EFFECTS.items())[:3]],
        required=False,
        hint=Bilingual("计划不填", "a plan has none"),
    )
    body = fields.choice(Bilingual("主办机构", "Body that sees to it"))
    parties = fields.many(Bilingual("各方", "Parties"))
    year = fields.text(
        Bilingual("计划年度", "Year of the plan"),
        most=4,
        required=False,
        hint=Bilingual("只有计划填写，如2027", "of a plan alone, such as 2027"),
    )
    origin = fields.text(
        Bilingual("来源", "Comes from"),
        most=40,
        required=False,
        hint=Bilingual("提案或会议议题的编号，如 proposal/3", "a proposal or an item: proposal/3"),
    )

    def clean_year(self) -> int | None:
        """The year as a number."""
        text = str(self.cleaned_data["year"])
        if not text:
            return None
        if not (text.isascii() and text.isdigit() and int(text) in YEARS):
            raise forms.ValidationError(str(speak(NO_YEAR.fill(text=text))))
        return int(text)


YEARS = range(1949, 2100)
NO_YEAR = Bilingual("“{text}”不是年度，应如2027", "“{text}” is not a year like 2027")


class TermsForm(forms.Form):
    """What a clause says."""

    subject = fields.text(Bilingual("事项", "Subject"))
    subject_en = fields.text(Bilingual("事项的英文", "Subject in English"), required=False)
    text = fields.area(Bilingual("条文", "Text"), required=False)
    binding = fields.yes(
        Bilingual("约定任务", "It commits"),
        hint=Bilingual("勾选的条款分解为任务", "a clause that does is broken down"),
    )
    lead = fields.choice(Bilingual("牵头单位", "Lead unit"), required=False)
    supports = fields.many(Bilingual("配合单位", "Support units"), required=False)
    starts = fields.day(Bilingual("起始日", "Starts"), required=False)
    due = fields.day(Bilingual("完成时限", "Due"), required=False)
    measure = fields.text(Bilingual("衡量指标", "Measure"), required=False)
    evidence = fields.text(
        Bilingual("佐证材料", "Evidence"),
        required=False,
        hint=Bilingual("办结时凭什么证明", "what shows that it is done"),
    )
    liability = fields.text(
        Bilingual("未做到时的责任", "What follows where it is not kept"), required=False
    )
    per = fields.yes(
        Bilingual("逐一分解到各方", "Broken down to each party"),
    )
    tasks = fields.area(
        Bilingual("分项任务", "Tasks"),
        required=False,
        most=2000,
        hint=Bilingual(
            "每行一项，英文写在“|”之后", "one a line; the English behind a bar: 人员 | Staff"
        ),
    )
    terms = (
        "subject",
        "subject_en",
        "text",
        "binding",
        "lead",
        "supports",
        "starts",
        "due",
        "measure",
        "evidence",
        "liability",
        "per",
        "tasks",
    )

    def said(self, id_: str, known: Mapping[str, str]) -> DraftClause:
        """The clause as it was filled in; `known` are ids that its tasks had, by their names."""
        data = self.cleaned_data
        return DraftClause(
            id_,
            Bilingual(data["subject"], data["subject_en"] or data["subject"]),
            data["text"],
            binding=data["binding"],
            lead=data["lead"],
            supports=tuple(data["supports"]),
            starts=data["starts"],
            due=data["due"],
            measure=data["measure"],
            evidence=data["evidence"],
            liability=data["liability"],
            per=PER_MEMBER if data["per"] else "",
            tasks=tuple(_tasks(data["tasks"], known)),
        )


class ClauseForm(TermsForm):
    """A clause that is drafted, and by whose wish."""

    by = fields.choice(Bilingual("修改意见来自", "By whose wish"), required=False)
    field_order = (*TermsForm.terms, "by")


class AmendForm(TermsForm):
    """A clause that is amended, or added, from a day on."""

    day = fields.day(Bilingual("自何日起", "From"))
    decided = fields.text(BY)
    field_order = ("day", "decided", *TermsForm.terms)


class RepealForm(forms.Form):
    """A clause that is repealed from a day on."""

    day = fields.day(Bilingual("自何日起", "From"))
    decided = fields.text(BY)


class WhyForm(forms.Form):
    """A reason."""

    why = fields.area(WHY, most=1000)


class CommentForm(ByLetter):
    """A comment of a party."""

    party = fields.choice(Bilingual("意见来自", "Comment of"))
    text = fields.area(Bilingual("意见", "Comment"))
    field_order = ("party", "text", "letter", "scan")


class WeighForm(forms.Form):
    """What becomes of a comment."""

    adopted = fields.choice(Bilingual("处理结果", "Outcome"), COMMENT_OUTCOMES.items())
    why = fields.area(
        WHY,
        most=1000,
        required=False,
        hint=Bilingual("未全部采纳的，须写明", "needed unless it is adopted as it is"),
    )


class SettleForm(forms.Form):
    """A text is made final: why each finding is let stand."""

    def ask(self, found: Iterable[Explained]) -> None:
        """Ask for the reason of each finding."""
        self.about: dict[str, tuple[str, str]] = {}
        for n, each in enumerate(found, 1):
            name = f"why-{n}"
            self.about[name] = (each.finding.code, each.finding.place.key)
            self.fields[name] = fields.text(each.message, hint=KEEPS)

    @property
    def reasons(self) -> dict[tuple[str, str], str]:
        """The reasons, by the finding that they are for."""
        return {about: self.cleaned_data[name] for name, about in self.about.items()}


KEEPS = Bilingual("为何保留，不作修改", "why it is let stand")


class SignForm(forms.Form):
    """Ink and seal of a party."""

    party = fields.choice(Bilingual("签署方", "Party"))
    signatory = fields.text(Bilingual("签署人", "Signed by"), most=60)
    office = fields.text(Bilingual("职务", "Office"), most=100, required=False)
    authority = fields.text(
        Bilingual("签署权限", "Authority"),
        hint=Bilingual(
            "如主要负责人，或授权书文号", "head of the party, or the number of a mandate"
        ),
    )
    day = fields.day(Bilingual("签署日期", "Signed on"))


class ScanForm(forms.Form):
    """The scan of a signed or issued text."""

    scan = fields.file(
        Bilingual("扫描件", "Scan"),
        required=True,
        hint=Bilingual("PDF、JPEG 或 PNG", "a PDF, JPEG or PNG file"),
    )

    def clean_scan(self) -> Upload:
        """The scan by what its bytes are, never by its name."""
        found = fields.uploaded(self, "scan")
        name, content = found or ("", b"")
        kind = kind_of(content) if len(content) <= BYTES_MAX else None
        if kind is None:
            raise forms.ValidationError(str(speak(NO_SCAN.fill(mib=BYTES_MAX // 2**20))))
        return Upload(name, kind, content)


class ForceForm(forms.Form):
    """Entry into force."""

    day = fields.day(Bilingual("生效日期", "In force from"))
    by = fields.text(
        BY, required=False, hint=Bilingual("不经签署的文种须填写", "needed where nobody signs")
    )


class MoveForm(forms.Form):
    """A party joins or leaves."""

    party = fields.choice(Bilingual("成员", "Party"))
    day = fields.day(DAY)
    by = fields.text(BY)


class JoinForm(MoveForm):
    """A party joins, perhaps with more time than the others had."""

    due = fields.day(
        Bilingual("该成员的完成时限", "Due, for this party"),
        required=False,
        hint=Bilingual("不填则按条款", "as the clauses say if left out"),
    )


class EndForm(forms.Form):
    """It ends."""

    day = fields.day(Bilingual("终止日期", "Ends on"))
    by = fields.text(BY)


@dataclass(frozen=True)
class Asking:
    """A part that is to be broken down, and who may carry it out."""

    part: Part
    doers: tuple[tuple[str, Bilingual], ...]
    doer: str


class BreakForm(forms.Form):
    """Who carries out each part, and who leads the clauses that name nobody."""

    def ask(self, parts: Sequence[Asking], leads: Sequence[tuple[str, Bilingual]]) -> None:
        """Ask about each part, and for the leads that are missing."""
        self.parts = parts
        self.leadless = dict.fromkeys(p.part.key[0] for p in parts if not p.part.terms.lead)
        for clause in self.leadless:
            self.fields[f"lead-{clause}"] = fields.choice(LEAD, leads)
        for n, each in enumerate(parts, 1):
            field = fields.choice(DOER, each.doers, required=bool(each.part.key[1]))
            field.initial = each.doer
            self.fields[f"doer-{n}"] = field

    @property
    def leads(self) -> list[tuple[Bilingual, forms.BoundField]]:
        """The clauses that name no lead unit, each with its field."""
        first = {each.part.key[0]: each.part.terms for each in reversed(self.parts)}
        return [(first[clause].title, self[f"lead-{clause}"]) for clause in self.leadless]

    @property
    def rows(self) -> list[tuple[Asking, forms.BoundField]]:
        """Each part with its field."""
        return [(each, self[f"doer-{n}"]) for n, each in enumerate(self.parts, 1)]

    @property
    def whom(self) -> dict[Key, Whom]:
        """Who leads and who carries out each part, as it was filled in."""
        data, found = self.cleaned_data, {}
        for n, each in enumerate(self.parts, 1):
            lead = each.part.terms.lead or data[f"lead-{each.part.key[0]}"]
            found[each.part.key] = Whom(lead, data[f"doer-{n}"] or lead)
        return found


LEAD = Bilingual("牵头单位", "Lead unit")
DOER = Bilingual("承办单位", "Carried out by")


def first_terms(clause: DraftClause | None) -> dict[str, object]:
    """What a clause's form says before anybody fills it in."""
    if clause is None:
        return {"binding": True}
    return {
        "subject": clause.subject.zh,
        "subject_en": clause.subject.en if clause.subject.en != clause.subject.zh else "",
        "text": clause.text,
        "binding": clause.binding,
        "lead": clause.lead,
        "supports": list(clause.supports),
        "starts": clause.starts,
        "due": clause.due,
        "measure": clause.measure,
        "evidence": clause.evidence,
        "liability": clause.liability,
        "per": bool(clause.per),
        "tasks": "\n".join(_line(words) for _, words in clause.tasks),
    }


def _line(words: Bilingual) -> str:
    return words.zh if words.zh == words.en else f"{words.zh} {BAR} {words.en}"


def _tasks(text: str, known: Mapping[str, str]) -> Iterable[tuple[str, Bilingual]]:
    """Tasks from their lines; one that had an id keeps it, a new one gets a number of its own."""
    used = set(known.values())
    for line in filter(None, map(str.strip, text.splitlines())):
        zh, _, en = (part.strip() for part in line.partition(BAR))
        id_ = known.get(zh)
        if id_ is None:
            id_ = next(each for n in count(1) if (each := f"task-{n}") not in used)
            used.add(id_)
        yield id_, Bilingual(zh, en or zh)
