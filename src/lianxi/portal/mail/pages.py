"""Pages: where one's own mail goes, and the outbox for whoever keeps it."""

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from lianxi.governance.authority import Refused
from lianxi.kernel.bilingual import Bilingual
from lianxi.portal.accounts.queries import acting, person
from lianxi.portal.mail import actions, queries
from lianxi.portal.mail.actions import Wanted
from lianxi.portal.mail.forms import MailboxForm
from lianxi.portal.mail.listing import outbox_asked
from lianxi.portal.mail.models import Letter
from lianxi.portal.mail.wording import subject_of, told
from lianxi.portal.ui import fields
from lianxi.portal.ui.errors import page as error_page
from lianxi.portal.ui.intake import labelled
from lianxi.portal.ui.templatetags.words import reading_language, speak

SHOWN = 200


@labelled(fields.labels(MailboxForm))
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def mine(request: HttpRequest) -> HttpResponse:
    """Where does my mail go?"""
    actor = acting(request)
    if request.method != "POST":
        box = queries.mailbox(actor.login) if actor else None
        begins = {
            "email": box.email if box else "",
            "often": box.often if box else "daily",
            "lang": box.lang if box else reading_language(),
        }
        return _mine(request, MailboxForm(initial=begins))
    form = MailboxForm(request.POST)
    if not form.is_valid():
        return _mine(request, form, status=422)
    outcome = actions.settle(actor, Wanted(**form.cleaned_data), timezone.now())
    if isinstance(outcome, Refused):
        return _mine(request, form, problem=outcome.reason, status=422)
    messages.info(request, str(speak(KEPT)))
    return redirect("me-mail")


def _mine(
    request: HttpRequest, form: MailboxForm, *, problem: Bilingual | None = None, status: int = 200
) -> HttpResponse:
    actor = acting(request)
    assert actor is not None, "the door lets in only who has entered"
    box = queries.mailbox(actor.login)
    parts = queries.parts(actor, queries.worked_in(), box.told if box else ())
    tells = [part for part in parts if not part.empty]
    values = {
        "tab": "me",
        "form": form,
        "problem": problem,
        "on": settings.MAIL is not None,
        "may": person(actor.login) is not None,
        "letters": [_row(each) for each in queries.letters_to(actor.login)],
        "tellings": [told(part, "") for part in tells],
        "subject": subject_of(tells, timezone.localdate()) if tells else None,
    }
    return render(request, "mail/mine.html", values, status=status)


@never_cache
@require_safe
def outbox(request: HttpRequest) -> HttpResponse:
    """What was sent, and what waits?"""
    listed = outbox_asked(request)
    oldest = queries.oldest_waiting()
    values = {
        "tab": "outbox",
        "on": settings.MAIL is not None,
        "listed": listed,
        "problem": listed.problem,
        "rows": [_row(each) for each in listed.rows[:SHOWN]],
        "more": len(listed.rows) > SHOWN,
        "most": SHOWN,
        "oldest": _row(oldest) if oldest else None,
        "waiting": sum(each.state == "waiting" for each in listed.every),
    }
    return render(request, "mail/outbox.html", values)


@never_cache
@require_safe
def letter(request: HttpRequest, number: int) -> HttpResponse:
    """What became of one letter?"""
    found = queries.letter(number)
    if found is None:
        raise Http404("letter")
    values = {"tab": "outbox", "each": _row(found), "may_again": found.state in AGAIN}
    return render(request, "mail/letter.html", values)


@require_POST
def again(request: HttpRequest, number: int) -> HttpResponse:
    """Have a letter sent once more."""
    if queries.letter(number) is None:
        raise Http404("letter")
    outcome = actions.send_again(acting(request), number, timezone.now())
    if isinstance(outcome, Refused):
        return error_page(request, 422, outcome.reason)
    messages.info(request, str(speak(WAITS)))
    return redirect("letter", number=number)


def _row(each: Letter) -> dict[str, object]:
    """A letter for a reader, with its words."""
    return {
        "row": each,
        "kind": queries.KINDS[each.kind],
        "state": queries.STATES[each.state],
        "error": queries.error_of(each),
    }


AGAIN = ("failed", "given up")
KEPT = Bilingual("已保存，并已记入日志。", "Saved, and kept in the journal.")
WAITS = Bilingual("已列入待发，下次运行时发出。", "It waits again, and goes with the next run.")
