"""Which right each address asks for. What is not in this table is open to nobody.

The table is the whole of it: the pages behind it need not ask again, and the actions, which
do the writing, ask for the thing at hand (`can(…, party=…)`).
"""

from collections.abc import Callable, Iterator, Mapping

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils import timezone

from lianxi.governance.authority import NOBODY, Refused, can
from lianxi.kernel.bilingual import Bilingual
from lianxi.portal.accounts.api import ask_again, enter_by_password, enter_by_token
from lianxi.portal.accounts.queries import acting
from lianxi.portal.ui.answers import API, Problem, error
from lianxi.portal.ui.errors import page as error_page

PUBLIC = "public"  # anybody, without signing in
ENTERED = "entered"  # anybody who has signed in, in whatever role

# By right: the names of the addresses that ask for it. `*` is a list that goes out as files too.
ADDRESSES: Mapping[str, str] = {
    PUBLIC: """
        home members* members-year party bodies* body meetings* meetings-ics meeting history*
        calendar* calendar-ics handover*
        topics* figures* agreements* plans* articles* article search mechanisms* sources*
        directory* directory-party enter enter-password enter-code leave language healthz
        api:openapi-json api:api-root api:regions api:articles api:article api:mechanisms
        api:members api:bodies api:calendar api:meetings api:agreements api:plans api:topics
        api:figures
        api:history api:search api:directory
    """,
    ENTERED: """
        me me-calendar me-mail me-password me-second-factor me-end-sessions tokens token-revoke
    """,
    "package.list": """
        packages* package-compare package-version package-zip package-table package-one-city
        package-scan package-draft-scan api:versions api:changes
    """,
    "package.load": """
        package-review package-draft package-again package-confirm package-discard package-restore
        text-article-review trial-amend-review
    """,
    "journal.read": "journal* api:journal api:verified",
    "mail.keep": "outbox* letter letter-again",
    "backup.make": "backup backup-make backup-examine",
    "account.list": "people* person",
    "account.manage": "person-open person-close person-reopen person-password",
    "appointment.make": "person-appoint person-reset appointment-end",
    "attempt.read": "attempts*",
    "road.read": """
        script
        work-handover*
        api:grants api:grant
        api:commitments road desk leader chain years commitments* commitment commitment-evidence
        commitment-act commitments-together practical-matters* rounds round
        texts* agreement text-compare text-clause text-scan-file
        text+ text-article api:texts api:text
        calls* call proposals* proposal proposal-attachment consultations* consultation
        consultation-attachment consultation-csv
        consultation-xlsx consultation+ consultation-letter+ call+
        sittings* sitting sitting-paper sitting+
        fund-years* fund-year fund-year-figures fund-year-file fund-year-draft+ fund-year-tables
        api:fund_years api:fund_year
        grants* grant grant-attachment grant-targets+ grant-payment+ grant-assessment+ grant-act
        accounts account account+ papers* paper paper-file paper-withdraw commitment-paper+
        funds* fund fund-accounts* fund-account* fund-transfers* fund-transfer fund-party
        fund-books-xlsx fund-hledger fund-beancount
        api:funds api:fund_balances api:fund_statement api:fund_transfers api:fund_transfer
        api:fund_holds
        sharing* sharing-rule sharing-lines* sharing-why sharing-why-json sharing-why-docx
        sharing-history sharing-facts* sharing-batch
        splits bench trials* trial trial-docx trial-xlsx trial-amend
        api:rules api:rule_result api:rule_facts api:rule_trace
        notices* notice notice+ notice-reminder+ api:notices api:notice
        settlements* settlement settlement-file settlement-letter+ settlement-summary+
        settlement-decision+ settlement-reminder+ settlement-book
        api:settlements api:settlement
    """,
    "fund.apply": "grant-new grant-revise",
    "clock.set": "clock",
    "commitment.give": "commitment-begin text-break",
    "commitment.report": "round-return round-book round-workbook",
    "paper.issue": "account-issue commitment-paper-issue",
    "paper.report": "account-report",
    "supervision.write": "round-open round-close book-enter book-aside",
    "directory.write": """
        directory-workbook directory-returns directory-return return-receive return-apply
        return-discard return-scan return-workbook post-add post-correct post-replace post-end
        unit-add unit-correct unit-end
    """,
    "agreement.draft": """
        text-draft text-write text-strike text-weigh text-settle text-reopen text-drop text-amend
        text-repeal
    """,
    "agreement.comment": "text-comment",
    "agreement.sign": "text-sign text-scan text-force text-accede text-leave text-end",
    "proposal.call": "call-new call-close",
    "proposal.write": """
        call-nothing call-workbook call-returned proposal-new proposal-revise proposal-withdraw
        proposal-cosign trial-propose
    """,
    "proposal.settle": "proposal-cosigners proposal-settle",
    "consultation.open": """
        consultation-new consultation-weigh consultation-extend consultation-close
    """,
    "consultation.reply": "consultation-reply consultation-workbook consultation-returned",
    "sitting.hold": """
        sitting-convene sitting-move sitting-cancel sitting-agenda sitting-papers sitting-open
        item-strike item-decide item-ballot item-carry minutes-draft minutes-correct
        sitting-conclude
    """,
    "fund.plan": """
        fund-year-new fund-year-begin fund-year-revise fund-year-explain fund-year-report
    """,
    "fund.approve": "fund-year-settle fund-year-return",
    "fund.audit": "fund-year-audit fund-year-judge",
    "fund.book": """
        fund-book fund-take-back
        notice-new notice-draft notice-revise notice-withdraw notice-pay notice-take-back
        notice-remind notice-close notice-owed notice-bank
        fund-year-close fund-year-correct
    """,
    "sharing.draw": """
        settlement-new settlement-draw settlement-redraw settlement-send settlement-remind
        settlement-close settlement-withdraw
    """,
    "sharing.check": "settlement-check settlement-return",
    "sharing.answer": "settlement-confirm settlement-contest settlement-drop",
    "sharing.decide": "settlement-decide",
    "sharing.approve": "settlement-approve",
    "sharing.pay": "settlement-pay settlement-take-back",
    "fund.levy": "notice-issue notice-return notice-waive",
    "trial.keep": "trial-keep",
    "sharing.enter": "sharing-sheet-csv sharing-sheet-xlsx sharing-enter sharing-correct",
    "sitting.reply": """
        sitting-slip slip-workbook slip-returned minutes-confirm minutes-object
    """,
}
# What a calendar program subscribes to: it shows a token where it is asked for a password.
SUBSCRIBED = ("me-calendar",)
FILES = ("", "-csv", "-xlsx")
PAPERS = ("-docx", "-pdf")


def _doors() -> Iterator[tuple[str, str]]:
    """Each address by name, with the right that it asks for."""
    for right, names in ADDRESSES.items():
        for name in names.split():
            kinds = {"*": FILES, "+": PAPERS}.get(name[-1], ("",))
            yield from ((f"{name.rstrip('*+')}{kind}", right) for kind in kinds)


DOORS: Mapping[str, str] = dict(_doors())

Next = Callable[[HttpRequest], HttpResponse]


class Doors:
    """Middleware: whoever asks is let in by the table, or told why not."""

    def __init__(self, next_: Next) -> None:
        self.next = next_

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass on; the address is known only where its page is about to be called."""
        return self.next(request)

    def process_view(
        self,
        request: HttpRequest,
        page: object,  # noqa: ARG002
        args: object,  # noqa: ARG002
        kwargs: object,  # noqa: ARG002
    ) -> HttpResponseBase | None:
        """Refuse where the door is shut; None lets in."""
        by_program = request.path.startswith(API)
        match = request.resolver_match
        name = match.view_name if match else ""
        try:
            if by_program:
                enter_by_token(request)
            elif name in SUBSCRIBED:
                enter_by_password(request)
        except Problem as why:
            answer = error(why.status, why.words)
            return ask_again(answer) if name in SUBSCRIBED else answer
        refused = shut(request, DOORS.get(name, ""))
        if refused is None:
            return None
        if by_program:
            return error(403, refused)
        if name in SUBSCRIBED:
            return ask_again(error(401, refused))
        return error_page(request, 403, refused)


def shut(request: HttpRequest, right: str) -> Bilingual | None:
    """Why a door is shut to whoever asks; None where it is open."""
    if right == PUBLIC:
        return None
    if not right:
        return NO_DOOR
    actor = acting(request)
    if right == ENTERED:
        return NOBODY if actor is None else None
    answer = can(actor, right, timezone.localdate())
    return answer.reason if isinstance(answer, Refused) else None


NO_DOOR = Bilingual("这个地址没有向任何人开放", "this address is open to nobody")
