"""Pages: one box for everything on record."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from lianxi.portal.accounts.queries import acting
from lianxi.portal.charter.asked import region as in_use
from lianxi.portal.search.queries import LONGEST, found_in


@require_safe
def search(request: HttpRequest, region: str) -> HttpResponse:
    """What the record holds under a name, its pinyin or its initials."""
    found = in_use(region)
    question = request.GET.get("q", "").strip()[:LONGEST]
    values = {
        "tab": "search",
        "region": found.package.region,
        "in_use": found,
        "package": found.package,
        "question": question,
        "found": found_in(found, question, acting(request), timezone.localdate()),
    }
    return render(request, "search/results.html", values)
