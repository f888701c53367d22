"""`/api/v1`: the routers of the slices, and the one form of whatever goes wrong.

No page of its own that would load anything from elsewhere: `openapi.json` says it all.
"""

from django.http import HttpRequest, HttpResponse
from ninja import NinjaAPI
from ninja.errors import ValidationError
from ninja.renderers import JSONRenderer

from lianxi import __version__
from lianxi.kernel.bilingual import Bilingual, same
from lianxi.kernel.setting import SettingError
from lianxi.portal.accounts.api import Token
from lianxi.portal.charter.api import router as charter
from lianxi.portal.commitments.api import router as commitments
from lianxi.portal.directory.api import router as directory
from lianxi.portal.fund_years.api import router as fund_years
from lianxi.portal.governance.api import router as governance
from lianxi.portal.grants.api import router as grants
from lianxi.portal.journal.api import router as journal
from lianxi.portal.ledger.api import router as ledger
from lianxi.portal.notices.api import router as notices
from lianxi.portal.search.api import router as search
from lianxi.portal.settlements.api import router as settlements
from lianxi.portal.sharing.api import router as sharing
from lianxi.portal.texts.api import router as texts
from lianxi.portal.ui.answers import PLAINLY, Problem, error


class Renderer(JSONRenderer):
    """JSON with Chinese as it is."""

    json_dumps_params = PLAINLY


api = NinjaAPI(
    title="Lianxi 联席",
    version=__version__,
    description="The record of a city cluster's cooperation, as the pages and the commands "
    "have it. Reading what is public needs no token. · 城市群合作的记录，与页面和命令一致；"
    "公开内容无须令牌。",
    urls_namespace="api",
    docs_url=None,
    renderer=Renderer(),
    auth=Token(),
)
for router in (
    charter,
    governance,
    directory,
    commitments,
    fund_years,
    texts,
    notices,
    settlements,
    grants,
    ledger,
    sharing,
    search,
    journal,
):
    api.add_router("", router)


@api.exception_handler(Problem)
def problem(request: HttpRequest, why: Problem) -> HttpResponse:  # noqa: ARG001
    """What a slice refuses."""
    return error(why.status, why.words)


@api.exception_handler(SettingError)
def unusable(request: HttpRequest, why: SettingError) -> HttpResponse:  # noqa: ARG001
    """A day or a word that is none."""
    return error(422, why.words)


@api.exception_handler(ValidationError)
def invalid(request: HttpRequest, why: ValidationError) -> HttpResponse:  # noqa: ARG001
    """A value of the wrong form."""
    names = dict.fromkeys(str(each["loc"][-1]) for each in why.errors)
    return error(422, INVALID.fill(names=same(", ".join(names))))


INVALID = Bilingual(
    "{names} 缺少或不合形式，见 /api/v1/openapi.json",
    "{names}: missing or of the wrong form; see /api/v1/openapi.json",
)
