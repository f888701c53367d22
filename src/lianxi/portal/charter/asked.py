"""The region that a reader asks for in the address."""

from django.http import Http404

from lianxi.portal.charter.queries import Current, current


def region(id_: str) -> Current:
    """The version in use of a region, or a page that says there is none."""
    found = current(id_)
    if found is None:
        raise Http404("region")
    return found
