"""The portal with one bare page more: same query, same template, values made beforehand."""

import os
from datetime import date

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lianxi.portal.settings")

from django.core.wsgi import get_wsgi_application
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path

from lianxi.portal import (
    boot,  # noqa: F401  # before any model
    doors,
    urls,
)
from lianxi.portal.charter.queries import current, newest
from lianxi.portal.governance.members import _asked
from lianxi.portal.governance.queries import membership
from lianxi.portal.ui.asked import Asked

REGION, DAY = "yangtze-delta", date(2019, 12, 31)
made: dict[str, object] = {}


def bare(request: HttpRequest) -> HttpResponse:
    """The members' page without any of our code but its template."""
    if not made:
        found = current(REGION)
        assert found is not None
        package = found.package
        view = membership(found, DAY)
        listed = _asked(request, package, Asked(DAY), view)
        assert listed.rows  # worked out once, as the labels are
        assert listed.selects
        made.update(region=package.region, package=package, view=view, labels=view.labels("zh"))
        made.update(on=Asked(DAY), in_use=found, listed=listed)
        made["tab"] = "members"
    newest(REGION)
    return render(request, "governance/members.html", made)


urls.urlpatterns.append(path("bare/", bare, name="bare"))
doors.DOORS = {**doors.DOORS, "bare": doors.PUBLIC}
application = get_wsgi_application()
