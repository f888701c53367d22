"""Every address of the portal."""

from collections.abc import Callable

from django.http import HttpResponse
from django.urls import URLPattern, URLResolver, include, path
from django.views.i18n import set_language

from lianxi.portal.accounts import entrance, me, tokens
from lianxi.portal.accounts import lists as accounts_lists
from lianxi.portal.accounts import pages as accounts
from lianxi.portal.accounts import people_pages as people
from lianxi.portal.api import api
from lianxi.portal.charter import articles, register, sources, versions
from lianxi.portal.charter import pages as charter
from lianxi.portal.charter import table_pages as tables
from lianxi.portal.directory import form_pages, party_pages, return_pages
from lianxi.portal.directory import pages as directory
from lianxi.portal.governance import (
    agreements,
    bodies,
    calendar,
    feeds,
    figures,
    handover,
    history,
    meetings,
    members,
    plans,
    topics,
    year,
)
from lianxi.portal.governance import pages as governance
from lianxi.portal.journal import pages as journal
from lianxi.portal.mail import listing as mail_listing
from lianxi.portal.mail import pages as mail
from lianxi.portal.search import pages as search
from lianxi.portal.texts.routes import routes as texts
from lianxi.portal.ui import health
from lianxi.portal.upkeep import pages as upkeep

View = Callable[..., HttpResponse]
FORMS = ("csv", "xlsx")


def files(name: str, view: View, under: str = "") -> list[URLPattern]:
    """A list as CSV and as a workbook."""
    return [path(f"{under}{name}.{form}", view, {"form": form}, f"{name}-{form}") for form in FORMS]


post = [
    path("correct/", form_pages.correct_post, name="post-correct"),
    path("replace/", form_pages.replace_post, name="post-replace"),
    path("end/", form_pages.end_post, name="post-end"),
]
one_return = [
    path("", return_pages.one_return, name="directory-return"),
    path("apply/", return_pages.apply, name="return-apply"),
    path("discard/", return_pages.discard, name="return-discard"),
    path("scan/", return_pages.scan, name="return-scan"),
    path("workbook/", return_pages.workbook, name="return-workbook"),
]
in_directory: list[URLPattern | URLResolver] = [
    path("", directory.directory, name="directory"),
    path("workbook.xlsx", directory.workbook, name="directory-workbook"),
    path("returns/", return_pages.all_returns, name="directory-returns"),
    path("returns/receive/", return_pages.receive, name="return-receive"),
    path("returns/<int:number>/", include(one_return)),
    path("<str:party>/", party_pages.party, name="directory-party"),
    path("<str:party>/posts/", form_pages.add_post, name="post-add"),
    path("<str:party>/posts/<int:number>/", include(post)),
    path("<str:party>/units/", form_pages.add_unit, name="unit-add"),
    path("<str:party>/units/<str:unit>/correct/", form_pages.correct_unit, name="unit-correct"),
    path("<str:party>/units/<str:unit>/end/", form_pages.end_unit, name="unit-end"),
]

region: list[URLPattern | URLResolver] = [
    path("", members.members, name="members"),
    path("year/", members.members_year, name="members-year"),
    *files("members", members.members_file),
    path("parties/<str:party>/", governance.party, name="party"),
    path("bodies/", bodies.bodies, name="bodies"),
    *files("bodies", bodies.bodies_file),
    path("bodies/<str:body>/", bodies.body, name="body"),
    path("meetings/", meetings.meetings, name="meetings"),
    *files("meetings", meetings.meetings_file),
    path("meetings.ics", calendar.meetings_ics, name="meetings-ics"),
    path("meetings/<str:meeting>/", meetings.meeting, name="meeting"),
    path("calendar/", year.year_page, name="calendar"),
    *files("calendar", year.year_file),
    path("calendar.ics", feeds.year_ics, name="calendar-ics"),
    path("calendar/handover/", handover.handover_page, name="handover"),
    *files("handover", handover.handover_file, "calendar/"),
    path("history/", history.history, name="history"),
    *files("history", history.history_file),
    path("topics/", topics.topics_page, name="topics"),
    *files("topics", topics.topics_file),
    path("figures/", figures.figures_page, name="figures"),
    *files("figures", figures.figures_file),
    path("agreements/", agreements.agreements_page, name="agreements"),
    *files("agreements", agreements.agreements_file),
    path("plans/", plans.plans_page, name="plans"),
    *files("plans", plans.plans_file),
    path("articles/", articles.articles, name="articles"),
    *files("articles", articles.articles_file),
    path("articles/<str:article>/", articles.article, name="article"),
    path("search/", search.search, name="search"),
    path("mechanisms/", register.mechanisms, name="mechanisms"),
    *files("mechanisms", register.mechanisms_file),
    path("sources/", sources.sources, name="sources"),
    *files("sources", sources.sources_file),
    path("directory/", include(in_directory)),
    path("road/", include("lianxi.portal.desks.routes")),
    path("road/", include("lianxi.portal.commitments.routes")),
    *files("directory", directory.directory_file),
    path("road/", include(texts)),
    path("road/", include("lianxi.portal.proposals.routes")),
    path("road/", include("lianxi.portal.consultations.routes")),
    path("road/", include("lianxi.portal.sittings.routes")),
    path("road/", include("lianxi.portal.papers.routes")),
    path("road/", include("lianxi.portal.fund_years.routes")),
    path("road/", include("lianxi.portal.grants.routes")),
    path("road/", include("lianxi.portal.notices.routes")),
    path("road/", include("lianxi.portal.settlements.routes")),
    path("road/", include("lianxi.portal.rehearsals.routes")),
    path("", include("lianxi.portal.ledger.routes")),
    path("", include("lianxi.portal.bench.routes")),
    path("", include("lianxi.portal.sharing.routes")),
]

urlpatterns = [
    path("", charter.home, name="home"),
    path("regions/<str:region>/", include(region)),
    path("packages/", charter.packages, name="packages"),
    *files("packages", versions.versions_file),
    path("packages/<str:region>/compare/", versions.compare, name="package-compare"),
    path("packages/review/", charter.review, name="package-review"),
    path("packages/drafts/<uuid:draft>/", charter.draft, name="package-draft"),
    path("packages/drafts/<uuid:draft>/again/", charter.review_again, name="package-again"),
    path("packages/drafts/<uuid:draft>/confirm/", charter.confirm, name="package-confirm"),
    path("packages/drafts/<uuid:draft>/discard/", charter.discard, name="package-discard"),
    path("packages/<str:region>/<int:number>/", charter.version, name="package-version"),
    path("packages/<str:region>/<int:number>/restore/", charter.restore, name="package-restore"),
    path("packages/drafts/<uuid:draft>/scan/", tables.draft_scan, name="package-draft-scan"),
    path("packages/<str:region>/<int:number>/scan/", tables.version_scan, name="package-scan"),
    path("packages/<str:region>/<int:number>/tables/", tables.one_city, name="package-one-city"),
    path(
        "packages/<str:region>/<int:number>/tables/<path:table>.xlsx",
        tables.table_xlsx,
        name="package-table",
    ),
    path("packages/<str:region>/<int:number>.zip", charter.version_zip, name="package-zip"),
    path("journal/", journal.lines, name="journal"),
    *files("journal", journal.lines_file),
    path("outbox/", mail.outbox, name="outbox"),
    *files("outbox", mail_listing.outbox_file),
    path("outbox/<int:number>/", mail.letter, name="letter"),
    path("outbox/<int:number>/again/", mail.again, name="letter-again"),
    path("backup/", upkeep.backup, name="backup"),
    path("backup/make/", upkeep.make, name="backup-make"),
    path("backup/examine/", upkeep.examine, name="backup-examine"),
    path("tokens/", tokens.tokens, name="tokens"),
    path("tokens/<int:number>/revoke/", tokens.revoke, name="token-revoke"),
    path("people/", people.people, name="people"),
    *files("people", accounts_lists.accounts_file),
    *files("attempts", accounts_lists.attempts_file, "people/"),
    path("people/open/", people.open_, name="person-open"),
    path("people/attempts/", people.attempts, name="attempts"),
    path("people/appointments/<int:number>/end/", people.end, name="appointment-end"),
    path("people/<str:login>/", people.person, name="person"),
    path("people/<str:login>/appoint/", people.appoint, name="person-appoint"),
    path("people/<str:login>/password/", people.give_password, name="person-password"),
    path("people/<str:login>/close/", people.close, name="person-close"),
    path("people/<str:login>/reopen/", people.reopen, name="person-reopen"),
    path("people/<str:login>/reset/", people.reset, name="person-reset"),
    path("me/", me.me, name="me"),
    path("me/calendar.ics", feeds.mine_ics, name="me-calendar"),
    path("me/mail/", mail.mine, name="me-mail"),
    path("me/password/", me.password, name="me-password"),
    path("me/second-factor/", me.second_factor, name="me-second-factor"),
    path("me/end-sessions/", me.end_sessions, name="me-end-sessions"),
    path("enter/", accounts.enter, name="enter"),
    path("enter/password/", entrance.new_password, name="enter-password"),
    path("enter/code/", entrance.code, name="enter-code"),
    path("leave/", accounts.leave, name="leave"),
    path("language/", set_language, name="language"),
    path("api/v1/", api.urls),
    path("healthz", health.healthz, name="healthz"),
]

handler400 = "lianxi.portal.ui.errors.bad_request"
handler403 = "lianxi.portal.ui.errors.forbidden"
handler404 = "lianxi.portal.ui.errors.not_found"
handler500 = "lianxi.portal.ui.errors.failed"
