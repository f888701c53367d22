"""The region that a reader asks for in the address."""

from django.http import Http404

from lianxi.kernel.bilingual import Bilingual
from lianxi.portal.charter.queries import Current, current
from lianxi.portal.ui.answers import Problem


def region(id_: str) -> Current:
    """The version in use of a region, or a page that says there is none."""
    found = current(id_)
    if found is None:
        raise Http404("region")
    return found


def answered(id_: str) -> Current:
    """The same for the API, which says what there is instead."""
    found = current(id_)
    if found is None:
        raise Problem(404, NO_REGION.fill(id=id_[:40]))
    return found


NO_REGION = Bilingual(
    "没有地区“{id}”；有哪些见 /api/v1/regions",
    "there is no region {id}; /api/v1/regions lists them",
)
