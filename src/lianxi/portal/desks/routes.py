"""The addresses of this slice, under `road/` of a region."""

from django.urls import URLPattern, path

from lianxi.portal.desks import pages, road_pages
from lianxi.portal.desks.handover_pages import handover_file, handover_page

urlpatterns: list[URLPattern] = [
    path("", pages.road, name="road"),
    path("leader/", pages.leader, name="leader"),
    path("years/", road_pages.years, name="years"),
    path("work-handover/", handover_page, name="work-handover"),
    *(
        path(f"work-handover.{form}", handover_file, {"form": form}, f"work-handover-{form}")
        for form in ("csv", "xlsx")
    ),
    path("clock/", pages.clock, name="clock"),
    path("desks/<path:who>/", pages.one, name="desk"),
    path("chain/<slug:procedure>/<int:number>/", road_pages.chain, name="chain"),
]
