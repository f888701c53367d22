"""What a commitment's page says of each thing that was done, beyond its name."""

from lianxi.governance.road import commitment_acts as acts
from lianxi.governance.road.commitment import OUTCOMES
from lianxi.kernel import quarter
from lianxi.kernel.bilingual import Bilingual, same
from lianxi.kernel.period import in_words


def detail(what: object) -> Bilingual | None:
    """The words of an act: its text as it was typed, or what it settled."""
    match what:
        case acts.ReportAsked(period=period, due=due):
            return ASKED.fill(period=quarter.in_words(period), due=in_words(due))
        case acts.Reported():
            return _reported(what)
        case acts.SlipIssued(why=why, due=due, signer=signer):
            return SLIP.fill(why=why, due=in_words(due), signer=signer)
        case acts.RequestSigned(signer=signer, office=office):
            return same(" ".join(filter(None, (office, signer))))
        case acts.LeadReviewed(agrees=agrees, note=note):
            return _with(AGREES if agrees else DISAGREES, note)
        case acts.Reviewed(outcome=outcome, note=note, signer=signer):
            words = OUTCOMES.get(outcome, RETURNED)
            return _with(words, note, signer)
        case acts.Adjusted(why=why, decided=decided, due=due):
            told = DUE.fill(due=in_words(due)) if due else same("")
            return _with(told, why, decided)
    text = getattr(what, "text", "") or getattr(what, "why", "") or getattr(what, "note", "")
    return same(text) if text else None


def _reported(what: acts.Reported) -> Bilingual:
    parts = [REPORTED.fill(period=quarter.in_words(what.period), progress=what.progress)]
    if what.trouble:
        parts.append(TROUBLE.fill(trouble=what.trouble))
    parts += [same(f"{name} {value}") for name, value in what.figures.items()]
    return Bilingual("；".join(part.zh for part in parts), "; ".join(part.en for part in parts))


def _with(words: Bilingual, *more: str) -> Bilingual:
    zh = "，".join(filter(None, (words.zh, *more)))
    return Bilingual(zh, ", ".join(filter(None, (words.en, *more))))


ASKED = Bilingual("{period}，{due}前报送", "{period}, by {due}")
REPORTED = Bilingual("{period}，{progress}", "{period}: {progress}")
TROUBLE = Bilingual("困难：{trouble}", "difficulties: {trouble}")
SLIP = Bilingual("{why}；{due}前答复；{signer}签发", "{why}; answer by {due}; signed by {signer}")
AGREES = Bilingual("同意办结", "agrees that it is done")
DISAGREES = Bilingual("不同意办结", "does not agree that it is done")
RETURNED = Bilingual("退回补充", "returned for more evidence")
DUE = Bilingual("完成时限改为{due}", "due on {due} instead")
