"""Pages: make a backup and take it away, examine one."""

import shlex
from pathlib import Path

from django.db import connection
from django.http import FileResponse, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from lianxi.governance.authority import Refused
from lianxi.kernel.bilingual import Bilingual
from lianxi.kernel.setting import SettingError
from lianxi.portal.accounts.queries import acting
from lianxi.portal.upkeep import actions, queries
from lianxi.portal.upkeep.forms import ExamineForm


@never_cache
@require_safe
def backup(request: HttpRequest) -> HttpResponse:
    """When the last backup was made, a button that makes one, a door to examine one."""
    return _shown(request, ExamineForm())


@never_cache
@require_POST
def make(request: HttpRequest) -> HttpResponseBase:
    """Make a backup and send it; its file has no name here and goes with the answer."""
    outcome = actions.make(acting(request), timezone.now())
    if isinstance(outcome, Refused):
        return _shown(request, ExamineForm(), problem=outcome.reason, status=409)
    taken = timezone.localtime().strftime("%Y-%m-%d-%H%M")
    return FileResponse(
        outcome.file,
        as_attachment=True,
        filename=f"lianxi-{taken}.zip",
        content_type="application/zip",
    )


@never_cache
@require_POST
def examine(request: HttpRequest) -> HttpResponse:
    """Say what a backup holds, or what is wrong with it; nothing is restored or kept."""
    form = ExamineForm(request.POST, request.FILES)
    if not form.is_valid():
        return _shown(request, form, status=422)
    file = form.cleaned_data["file"]
    held = queries.examined(file, str(file.name))
    if isinstance(held, SettingError):
        return _shown(request, form, problem=held.words, status=422)
    values = {"tab": "backup", "name": file.name, "held": held, "command": _command(file.name)}
    return render(request, "upkeep/examined.html", values)


def _shown(
    request: HttpRequest,
    form: ExamineForm,
    *,
    problem: Bilingual | None = None,
    status: int = 200,
) -> HttpResponse:
    values = {
        "tab": "backup",
        "last": queries.last_backup(),
        "form": form,
        "problem": problem,
        "command": _command("lianxi.zip"),
    }
    return render(request, "upkeep/backup.html", values, status=status)


def _command(name: str) -> str:
    """The command that restores a file, into a database that is new and lies beside this one."""
    return f"LIANXI_DB={shlex.quote(_beside())} lianxi restore {shlex.quote(name)}"


def _beside() -> str:
    """A new database's name: of the same kind as this one, in the same place."""
    database = connection.settings_dict
    if connection.vendor == "sqlite":
        here = Path(str(database["NAME"])).resolve()
        return str(here.with_name(f"{here.stem}-restored{here.suffix}"))
    port = f":{database['PORT']}" if database["PORT"] else ""
    where = f"{database['USER']}@{database['HOST']}{port}"
    return f"postgresql://{where}/{database['NAME']}_restored"
