"""The outbox as a list that filters, sorts and goes out as files: never what a letter says."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from lianxi.kernel.bilingual import Bilingual
from lianxi.kernel.period import Period
from lianxi.portal.charter.basis import instance_basis
from lianxi.portal.journal.actions import CHINA
from lianxi.portal.mail import queries
from lianxi.portal.mail.models import Letter
from lianxi.portal.mail.queries import KINDS, STATES
from lianxi.portal.ui import column
from lianxi.portal.ui.column import Column, Named
from lianxi.portal.ui.listing import Filter, Listed, Listing
from lianxi.portal.ui.sheet import Form, answer
from lianxi.portal.ui.templatetags.words import reading_language

TITLE = Bilingual("发件箱", "outbox")
STATE, READER = Bilingual("状态", "state"), Bilingual("收信人", "to whom")
_COLUMNS: tuple[Column[Letter], ...] = (
    column.day("day", Bilingual("日期", "day"), lambda each: Period.on(each.day)),
    column.named("person", READER, lambda each: Named(each.person.login, each.person.called)),
    column.text("to", Bilingual("地址", "address"), lambda each: each.to, width=30),
    column.named(
        "kind",
        Bilingual("种类", "kind"),
        lambda each: Named(each.kind, KINDS[each.kind]),
        page=False,
    ),
    column.both(
        "subject",
        Bilingual("标题", "subject"),
        lambda each: Bilingual(each.subject, each.subject),
        page=False,
        width=50,
    ),
    column.named("state", STATE, lambda each: Named(each.state, STATES[each.state])),
    column.number("tries", Bilingual("试发次数", "tries"), lambda each: each.tries),
    column.both(
        "error", Bilingual("最近一次的原因", "last error"), queries.error_of, sorts=False, width=60
    ),
    column.instant(
        "written",
        Bilingual("写信时间", "written"),
        lambda each: each.written_at.astimezone(CHINA),
        page=False,
    ),
    column.instant(
        "sent",
        Bilingual("发出时间", "sent at"),
        lambda each: each.sent_at.astimezone(CHINA) if each.sent_at else None,
        page=False,
    ),
)


def outbox_asked(request: HttpRequest) -> Listed[Letter]:
    """The letters that the address asks for, the newest first."""
    every = queries.letters()
    filters: tuple[Filter[Letter], ...] = (
        Filter("state", STATE, lambda each: (each.state,), STATES),
        Filter(
            "person",
            READER,
            lambda each: (each.person.login,),
            {each.person.login: each.person.called for each in every},
        ),
    )
    return Listing("outbox", TITLE, _COLUMNS, filters).ask(
        every, request.GET.dict(), reading_language()
    )


@require_safe
def outbox_file(request: HttpRequest, form: Form) -> HttpResponse:
    """The letters asked for, for a spreadsheet."""
    return answer(form, "outbox", outbox_asked(request), instance_basis())
