"""What is said of an act of a settlement beyond its name."""

from lianxi.governance.road.settlement import short
from lianxi.governance.road.settlement_acts import (
    Approved,
    Checked,
    Closed,
    Confirmed,
    Contested,
    Decided,
    DrawnUp,
    Dropped,
    Paid,
    Redrawn,
    Reminded,
    Returned,
    Sent,
    TakenBack,
    Withdrawn,
)
from lianxi.governance.road.settlement_money import grouped, money_unit
from lianxi.governance.road.settlement_state import ABOUT, OUTCOMES, WAYS
from lianxi.kernel.bilingual import Bilingual, same
from lianxi.kernel.period import in_words
from lianxi.portal.dossiers import shown
from lianxi.portal.dossiers.asked import Asked
from lianxi.portal.dossiers.shown import called


def detail(asked: Asked) -> shown.Detail:
    """What to say of an act beyond its name."""

    def told(what: object) -> Bilingual | None:
        return _of_result(what) or _of_parties(asked, what) or _of_money(asked, what)

    return told


def _of_result(what: object) -> Bilingual | None:
    match what:
        case DrawnUp(_, worked):
            return DRAWN.fill(n=len(worked.lines), digest=short(worked.digest))
        case Redrawn(worked, why):
            return REDRAWN.fill(n=len(worked.lines), digest=short(worked.digest), why=why)
        case Checked(digest, note):
            return CHECKED.fill(digest=short(digest), note=note) if note else same(short(digest))
        case Sent(number, _) | Approved(number, _):
            return same(number)
        case Returned(why) | Withdrawn(why) | Closed(why):
            return same(why) if why else None
    return None


def _of_parties(asked: Asked, what: object) -> Bilingual | None:
    match what:
        case Confirmed(party, letter):
            return SAYS.fill(party=called(asked.found, party), letter=letter)
        case Contested(party, about, why, _):
            return CONTESTS.fill(party=called(asked.found, party), about=ABOUT[about], why=why)
        case Dropped(dispute, letter):
            return DROPPED.fill(n=dispute, letter=letter)
        case Decided(dispute, outcome, reasons, number):
            held = OUTCOMES[outcome]
            return DECIDED.fill(n=dispute, outcome=held, reasons=reasons, number=number)
    return None


def _of_money(asked: Asked, what: object) -> Bilingual | None:
    match what:
        case Paid(party, way, amount, day, voucher, unit):
            return PAID.fill(
                party=called(asked.found, party),
                way=WAYS[way],
                amount=grouped(amount, unit),
                unit=money_unit(unit),
                day=in_words(day),
                voucher=voucher,
            )
        case TakenBack(payment, why):
            return TAKEN_BACK.fill(n=payment, why=why)
        case Reminded(number, _):
            return same(number)
    return None


DRAWN = Bilingual("{n}笔，摘要值{digest}", "{n} lines, digest {digest}")
REDRAWN = Bilingual("{n}笔，摘要值{digest}；{why}", "{n} lines, digest {digest}; {why}")
CHECKED = Bilingual("摘要值{digest}；{note}", "digest {digest}; {note}")
SAYS = Bilingual("{party}（{letter}）", "{party} ({letter})")
CONTESTS = Bilingual("{party}，{about}：{why}", "{party}, {about}: {why}")
DROPPED = Bilingual("第{n}项（{letter}）", "dispute {n} ({letter})")
DECIDED = Bilingual(
    "第{n}项，{outcome}，{number}：{reasons}", "dispute {n}, {outcome}, {number}: {reasons}"
)
PAID = Bilingual(
    "{party}，{way}{amount}{unit}，{day}，凭证{voucher}",
    "{party}, {way}, {amount} {unit} on {day}, voucher {voucher}",
)
TAKEN_BACK = Bilingual("第{n}笔，{why}", "payment {n}: {why}")
