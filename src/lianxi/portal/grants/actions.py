"""Every write of grants: what is done in the dossier and what is booked for it, or neither."""

from collections.abc import Mapping
from datetime import date

from lianxi.charter.package import Package
from lianxi.governance.authority import Refused
from lianxi.governance.lasting import last_day
from lianxi.governance.road.grant import GRANT
from lianxi.governance.road.grant_acts import (
    Applied,
    Appropriated,
    Approved,
    Assessed,
    AssessmentChecked,
    Checked,
    Corrected,
    GivenBack,
    Released,
    Revised,
    Terms,
    VoucherChecked,
    VoucherSent,
    Withdrawn,
)
from lianxi.governance.road.grant_state import Grant
from lianxi.governance.working_days import working_days
from lianxi.kernel.bilingual import Bilingual
from lianxi.ledger.account import Account, own
from lianxi.ledger.hold import Hold
from lianxi.ledger.standing import Terms as Holding
from lianxi.ledger.terms import approver, grants_on
from lianxi.ledger.transfer import Transfer, move
from lianxi.portal.dossiers.actions import Doing, Upload, Writing, write
from lianxi.portal.dossiers.queries import Opened, Row
from lianxi.portal.ledger import actions as ledger
from lianxi.portal.ledger import queries as books
from lianxi.portal.ledger.terms import terms

# Whose right an act asks for: whoever applied, the body that approves, or the fund's accountants.
APPLICANT = frozenset({Revised, Withdrawn, VoucherSent, Assessed})
APPROVER = frozenset({Approved})
CHECKER = frozenset({Checked, AssessmentChecked})


def right_of(state: Grant, act: type[object]) -> tuple[str, str | None, str | None]:
    """The right that an act on a grant asks for, of which party and of which body."""
    if act in APPLICANT:
        return ("fund.apply", state.applied.by, None)
    if act in APPROVER:
        return ("fund.approve", None, state.body)
    return ("fund.check" if act in CHECKER else "fund.book", None, None)


def apply(
    doing: Doing,
    fund: str,
    by: str,
    said: Terms,
    origin: str = "",
    uploads: tuple[Upload, ...] = (),
) -> Row | Refused:
    """Apply to a fund; who approves so much is as its article has it today."""
    body = approving(doing.found.package, fund, said, doing.today)
    if isinstance(body, Refused):
        return body
    what = Applied(fund, by, body, said, origin)
    outcome = write(doing, Writing(GRANT, what, "fund.apply", party=by, uploads=uploads))
    return outcome if isinstance(outcome, Refused) else outcome[0]


def approving(package: Package, fund: str, said: Terms, day: date) -> str | Refused:
    """The body that approves what is applied for, or why the fund does not pay it."""
    grants = grants_on(package, fund, day)
    if grants is not None and grants.to and said.matter not in grants.to:
        return Refused(NOT_FOR_THIS)
    body = approver(package, fund, said.amount, day)
    return Refused(NOBODY_APPROVES) if body is None else body


def pays(package: Package, fund: str, day: date) -> bool:
    """Whether anybody approves grants of a fund, as its article has it on a day."""
    return approver(package, fund, 0, day) is not None


def account_by(package: Package, fund: str, day: date) -> date | None:
    """The last day for accounting for what is approved on a day, as the article has it."""
    grants = grants_on(package, fund, day)
    if grants is None or grants.account_within is None:
        return None
    return last_day(day, grants.account_within, working_days(package))


def act(
    doing: Doing,
    found: Opened[Grant],
    what: object,
    *,
    seen: int | None = None,
    uploads: tuple[Upload, ...] = (),
) -> Row | Refused:
    """Do one thing in a grant, with what is booked for it."""
    right, party, body = right_of(found.state, type(what))
    writing = Writing(
        GRANT, what, right, found.row.ref, party=party, body=body, seen=seen, uploads=uploads
    )
    written: list[Row] = []

    def enter() -> list[int] | Refused:
        outcome = write(doing, writing)
        if isinstance(outcome, Refused):
            return outcome
        written.append(outcome[0])
        return []

    def keep() -> list[int] | Refused:
        return _books(doing, found, written[0], what, terms(doing))

    outcome = ledger.together(doing, enter, keep)
    return outcome if isinstance(outcome, Refused) else written[0]


def _books(
    doing: Doing, found: Opened[Grant], row: Row, what: object, holding: Mapping[str, Holding]
) -> list[int] | Refused:
    """Book what an act means in the ledger; most acts mean nothing there."""
    match what:
        case Approved(outcome="approved"):
            return _set_aside(doing, found, what, holding)
        case Appropriated() | Released():
            return _resolved(doing, found, what, holding)
        case VoucherChecked(outcome="accepted"):
            sent = {each.sent.voucher: each.sent for each in found.state.vouchers}[what.voucher]
            return ledger.book(
                doing, [_spent(doing, found, row, sent.voucher, sent.amount, sent.day)], holding
            )
        case GivenBack():
            return ledger.book(doing, [_returned(doing, found, row, what)], holding)
        case Corrected():
            return _corrected(doing, found, row, what, holding)
    return []


def _accounts(state: Grant) -> tuple[Account, Account, Account]:
    """The fund's money, what its recipient was granted, and what it has accounted for."""
    fund, by, matter = state.applied.fund, state.applied.by, state.terms.matter
    return (
        own(fund, "cash"),
        Account(fund, by, "granted", matter),
        Account(fund, by, "spent", matter),
    )


def _set_aside(
    doing: Doing, found: Opened[Grant], what: Approved, holding: Mapping[str, Holding]
) -> list[int] | Refused:
    """A hold for each instalment, until its last day."""
    cash, granted, _ = _accounts(found.state)
    numbers = []
    for n, amount in enumerate(what.parts, 1):
        said = SET_ASIDE.fill(title=found.title, n=n)
        wanted = Hold(cash, granted, amount, doing.today, said, what.until, source=found.row.ref)
        placed = ledger.set_aside(doing, wanted, holding, "fund.approve", found.state.body)
        if isinstance(placed, Refused):
            return placed
        numbers.append(placed)
    return numbers


def _resolved(
    doing: Doing,
    found: Opened[Grant],
    what: Appropriated | Released,
    holding: Mapping[str, Holding],
) -> list[int] | Refused:
    """The hold of an instalment is posted or given back."""
    hold = books.holds_from(doing.region, found.row.ref)[what.part - 1]
    if isinstance(what, Released):
        words = RELEASED.fill(title=found.title, n=what.part)
        outcome = ledger.resolve(doing, hold, holding, words=words)
    else:
        outcome = ledger.resolve(
            doing,
            hold,
            holding,
            amount=what.amount,
            words=PAID.fill(title=found.title),
            document=what.document,
            event=what.day,
        )
    if isinstance(outcome, Refused):
        return outcome
    return [] if outcome is None else [outcome]


def _spent(
    doing: Doing, found: Opened[Grant], row: Row, voucher: str, amount: int, day: date
) -> Transfer:
    """A voucher is accepted, or a part of it stands."""
    _, granted, spent = _accounts(found.state)
    made = move(SPENT.fill(title=found.title), day, amount, granted, spent)
    return _of(made, doing, row, voucher)


def _returned(doing: Doing, found: Opened[Grant], row: Row, what: GivenBack) -> Transfer:
    cash, granted, _ = _accounts(found.state)
    made = move(BACK.fill(title=found.title), what.day, what.amount, granted, cash)
    return _of(made, doing, row, what.voucher)


def _of(transfer: Transfer, doing: Doing, row: Row, document: str) -> Transfer:
    """A transfer with where it comes from; its key is the act that it is booked for."""
    return Transfer(
        transfer.words,
        transfer.event,
        doing.today,
        transfer.legs,
        document,
        row.ref,
        f"{row.ref}/{row.acts_count}",
    )


def _corrected(
    doing: Doing, found: Opened[Grant], row: Row, what: Corrected, holding: Mapping[str, Holding]
) -> list[int] | Refused:
    """What was booked for a voucher is taken back; what stands of it is booked anew."""
    key = f"{row.ref}/{_accepted_at(found, what.voucher)}"
    kept = books.by_keys(doing.region, [key])
    if key not in kept:
        return Refused(NOT_BOOKED)
    words = CORRECTED.fill(title=found.title, document=what.document)
    back = ledger.take_back(doing, kept[key].number, words, holding)
    if isinstance(back, Refused) or not what.stands:
        return back if isinstance(back, Refused) else [back]
    day = kept[key].transfer.event
    anew = ledger.book(doing, [_spent(doing, found, row, what.voucher, what.stands, day)], holding)
    return anew if isinstance(anew, Refused) else [back, *anew]


def _accepted_at(found: Opened[Grant], voucher: str) -> int:
    """The number of the act by which a voucher, or what stands of it, was accepted last."""
    at = 0
    for n, each in enumerate(found.acts, 1):
        what = each.what
        if isinstance(what, VoucherChecked | Corrected) and what.voucher == voucher:
            at = n
    return at


SET_ASIDE = Bilingual("预留：{title}，第{n}期", "set aside for {title}, instalment {n}")
RELEASED = Bilingual("释放预留：{title}，第{n}期", "set free: {title}, instalment {n}")
PAID = Bilingual("拨付：{title}", "paid out: {title}")
SPENT = Bilingual("核销：{title}", "accounted for: {title}")
BACK = Bilingual("退回结余：{title}", "given back: {title}")
CORRECTED = Bilingual(
    "审计更正（{document}）：{title}", "corrected after the audit ({document}): {title}"
)
NOT_FOR_THIS = Bilingual(
    "按这项资金的章程，不能用于所选的事项", "its article does not let the fund pay for this matter"
)
NOBODY_APPROVES = Bilingual(
    "这项资金的章程没有写明这一金额由谁审批，不能申请",
    "the fund's article does not say who approves this amount: nothing can be applied for",
)
NOT_BOOKED = Bilingual("台账中找不到这张凭证的账", "the ledger has no transfer for this voucher")
