"""The address of this slice, under `road/` of a region."""

from django.urls import URLPattern, path

from lianxi.portal.rehearsals import pages

urlpatterns: list[URLPattern] = [path("script/", pages.script, name="script")]
