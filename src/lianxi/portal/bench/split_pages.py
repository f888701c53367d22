"""The page of fair division: a small game, side by side by every method that fits it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from lianxi.kernel.bilingual import Bilingual
from lianxi.kernel.classified import marking
from lianxi.portal.bench.splitting import FORMS, Splits, splits
from lianxi.portal.dossiers.asked import asked
from lianxi.portal.dossiers.shown import called
from lianxi.portal.sharing.asked import TAB
from lianxi.portal.sharing.taking import decoded
from lianxi.portal.ui.intake import classified

LONGEST = 200_000  # characters of a game
EXAMPLE = "A 8\nB 11\nC 13"


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def split_page(request: HttpRequest, region: str) -> HttpResponse:
    """A game that is typed or uploaded; it is kept nowhere."""
    of = asked(request, region)
    data = request.POST if request.method == "POST" else request.GET
    form = data.get("form", "needs")
    form = form if form in FORMS else "needs"
    text, total = data.get("game", EXAMPLE), data.get("total", "")
    file = request.FILES.get("file") if request.method == "POST" else None
    if file is not None and (file.size or 0) <= LONGEST:
        text, form = decoded(file.read()) or "", "json"
        marked = marking(text)
        if marked:
            return classified(request, marked.words, IN_FILE.fill(n=marked.line))
    outcome: Splits | Bilingual = LONG
    if len(text) <= LONGEST:
        outcome = splits(form, text, total, lambda player: called(of.found, player))
    values = {
        **of.frame(TAB),
        "forms": FORMS,
        "form_of": form,
        "game": text,
        "total": total,
        "found": outcome if isinstance(outcome, Splits) else None,
        "problem": None if isinstance(outcome, Splits) else outcome,
    }
    status = 200 if isinstance(outcome, Splits) else 422
    return render(request, "bench/splits.html", values, status=status)


LONG = Bilingual("内容太长", "it is too long")
IN_FILE = Bilingual("文件中（第{n}行）", "In line {n} of the file")
