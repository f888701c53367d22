"""The forms of a sitting, from its notice to its signed minutes."""

from collections.abc import Mapping, Sequence

from django import forms

from lianxi.charter.kinds.body_rules import OUTCOMES
from lianxi.governance.road.agenda import Line
from lianxi.governance.road.ballot import VOTES, Room
from lianxi.governance.road.sitting import COMING
from lianxi.governance.road.sitting_acts import Rules
from lianxi.kernel.bilingual import Bilingual
from lianxi.portal.dossiers.form_page import ByLetter
from lianxi.portal.ui import fields
from lianxi.portal.ui.fields import Choices

BY_ARTICLE = Bilingual("不填则按条文", "by the article if left out")
ENGLISH = Bilingual("不填则用中文", "the Chinese if left out")
NOBODY = Bilingual("无", "none")


class ConveneForm(forms.Form):
    """The notice of a sitting."""

    bodies = fields.many(
        Bilingual("哪个机构的会议", "Which body sits"),
        hint=Bilingual(
            "联席会议可选几个；先列的为主", "several sit together; the first has charge"
        ),
    )
    title = fields.text(Bilingual("会议名称", "What it is called"))
    title_en = fields.text(
        Bilingual("英文名称", "In English"), most=400, required=False, hint=ENGLISH
    )
    day = fields.day(Bilingual("会议日期", "Day of the sitting"))
    place = fields.text(Bilingual("地点", "Place"))
    host = fields.choice(Bilingual("承办方", "Host"), required=False)
    chair = fields.text(Bilingual("主持人", "Chair"), most=100, required=False)
    guests = fields.many(Bilingual("列席", "Guests"), required=False)
    reply_by = fields.day(Bilingual("回执期限", "Slips by"), required=False, hint=BY_ARTICLE)


class MoveForm(forms.Form):
    """Another day or place."""

    day = fields.day(Bilingual("会议日期", "Day of the sitting"))
    place = fields.text(Bilingual("地点", "Place"))
    why = fields.text(Bilingual("原因", "Why"))
    reply_by = fields.day(
        Bilingual("新的回执期限", "New day for the slips"),
        required=False,
        hint=Bilingual("填写后各席须重报回执", "with one, every seat returns its slip again"),
    )


class WhyForm(forms.Form):
    """Why something is not done, or taken back."""

    why = fields.text(Bilingual("原因", "Why"))


class SlipForm(ByLetter):
    """A party's reply slip."""

    party = fields.choice(Bilingual("单位", "Party"))
    coming = fields.choice(Bilingual("是否出席", "Whether it comes"), COMING.items())
    name = fields.text(Bilingual("出席人", "Who comes"), most=100, required=False)
    office = fields.text(Bilingual("职务", "Office held"), most=100, required=False)
    proxy = fields.choice(
        Bilingual("委托谁表决", "Who votes for it"),
        required=False,
        hint=Bilingual("不出席、且条文允许时填写", "where it does not come, if the article allows"),
    )
    field_order = ("party", "coming", "name", "office", "proxy", "letter", "scan")


class AgendaForm(forms.Form):
    """What is put on the agenda: of what is proposed, and one item of the sitting's own."""

    lines = fields.many(Bilingual("建议列入", "Proposed for the agenda"), required=False)
    title = fields.text(Bilingual("另列一项", "Another item"), required=False)
    title_en = fields.text(
        Bilingual("英文名称", "In English"), most=400, required=False, hint=ENGLISH
    )
    why = fields.text(Bilingual("列入理由", "Why it is listed"), required=False)
    presenter = fields.text(Bilingual("汇报单位", "Presented by"), most=100, required=False)
    ballot = fields.yes(Bilingual("以上各项须经表决", "All of these go by ballot"))


class PaperForm(forms.Form):
    """A paper for an item or for the whole."""

    item = fields.choice(Bilingual("对应议题", "For which item"))
    file = fields.file(
        Bilingual("材料", "Paper"),
        required=True,
        hint=Bilingual("PDF、JPEG 或 PNG", "a PDF, JPEG or PNG file"),
    )


class OpenForm(forms.Form):
    """Who is present."""

    present = fields.many(Bilingual("到会单位", "Who is present"))


class DecideForm(forms.Form):
    """The outcome of an item."""

    outcome = fields.choice(Bilingual("结论", "Outcome"))
    text = fields.area(
        Bilingual("议定事项", "What was decided"),
        required=False,
        hint=Bilingual("照纪要的写法", "as the minutes will say it"),
    )
    to = fields.text(
        Bilingual("何时、由谁再办", "To when or whom"),
        required=False,
        hint=Bilingual("暂缓或退回时填写", "where it is deferred or returned"),
    )


class CarryForm(forms.Form):
    """Why an item was not reached."""

    why = fields.text(Bilingual("原因", "Why"), required=False)


class BallotForm(forms.Form):
    """The votes on an item: seat by seat, or only their numbers where the ballot is secret."""

    rules = Rules()
    voters: Mapping[str, str] = {}

    def ask(self, rules: Rules, room: Room, names: Mapping[str, Bilingual]) -> None:
        """Give it a field for each seat that may vote, or for each number."""
        self.rules = rules
        self.voters = _voters(rules, room)
        if rules.recuses:
            self.fields["recused"] = fields.many(
                Bilingual("回避", "Stand aside"),
                [(seat, names[seat]) for seat in room.roll],
                required=False,
            )
        if rules.ballots == "secret":
            for word, label in VOTES.items():
                self.fields[f"number-{word}"] = fields.whole(label, most=len(room.roll))
            return
        for seat, holder in self.voters.items():
            label = names[seat] if not holder else BY_PROXY.fill(seat=names[seat], by=names[holder])
            choices = (("", NO_VOTE), *VOTES.items())
            self.fields[f"vote-{seat}"] = fields.choice(label, choices, required=False)

    @property
    def recused(self) -> tuple[str, ...]:
        """Who stands aside."""
        return tuple(self.cleaned_data.get("recused", ()))

    @property
    def votes(self) -> dict[str, str]:
        """How each seat voted, of those that did."""
        found = {seat: self.cleaned_data.get(f"vote-{seat}", "") for seat in self.voters}
        return {seat: vote for seat, vote in found.items() if vote}

    @property
    def counted(self) -> dict[str, int]:
        """The numbers of a secret ballot."""
        if self.rules.ballots != "secret":
            return {}
        return {word: self.cleaned_data[f"number-{word}"] for word in VOTES}

    @property
    def proxies(self) -> dict[str, str]:
        """Who votes for which absent seat, without those of whom either stands aside."""
        return {
            seat: holder
            for seat, holder in self.voters.items()
            if holder and seat not in self.recused and holder not in self.recused
        }


class DraftForm(forms.Form):
    """The minutes."""

    text = fields.area(Bilingual("纪要正文", "The minutes"), most=50000)
    confirm_by = fields.day(Bilingual("确认期限", "Confirm by"), required=False, hint=BY_ARTICLE)


class ConfirmForm(ByLetter):
    """A party confirms the minutes."""

    party = fields.choice(Bilingual("单位", "Party"))
    field_order = ("party", "letter", "scan")


class ObjectForm(ByLetter):
    """A party says what should be corrected."""

    party = fields.choice(Bilingual("单位", "Party"))
    text = fields.area(Bilingual("应更正之处", "What should be corrected"))
    field_order = ("party", "text", "letter", "scan")


class CorrectForm(forms.Form):
    """A correction that stays visible."""

    old = fields.area(Bilingual("原文", "What stands there"), most=2000)
    new = fields.area(Bilingual("更正为", "What should stand there"), most=2000, required=False)
    why = fields.text(Bilingual("原因", "Why"))


class ConcludeForm(forms.Form):
    """Who signs the minutes, and under which number."""

    signer = fields.text(Bilingual("签发人", "Signed by"), most=100)
    number = fields.text(Bilingual("纪要编号", "Number of the minutes"), most=100, required=False)


def outcomes(rules: Rules) -> Choices:
    """The outcomes that the article allows."""
    return [(word, said) for word, said in OUTCOMES.items() if word in (rules.outcomes or OUTCOMES)]


def lines(proposed: Sequence[Line]) -> Choices:
    """The lines that are proposed, each with its reason, to be ticked."""
    return [
        (line.about, LINE.fill(title=line.title, reason=line.words, why=line.why))
        for line in proposed
    ]


def _voters(rules: Rules, room: Room) -> dict[str, str]:
    """Who may vote: those present for themselves (""), and absent seats by who holds theirs."""
    by_proxy = {
        seat: holder
        for seat, holder in room.named.items()
        if rules.proxies and seat not in room.present and holder in room.present
    }
    return {**dict.fromkeys(room.present, ""), **by_proxy}


LINE = Bilingual("{title}（{reason}：{why}）", "{title} ({reason}: {why})")
BY_PROXY = Bilingual("{seat}（由{by}代为表决）", "{seat} (by {by})")
NO_VOTE = Bilingual("未表决", "no vote")
