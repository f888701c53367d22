"""Say in templates what parties, units and bodies are called, and link to a dossier."""

from django import template
from django.template import Context
from django.urls import NoReverseMatch, reverse

from lianxi.portal.charter.queries import Current
from lianxi.portal.dossiers.shown import called as name_of
from lianxi.portal.ui.templatetags.words import speak

register = template.Library()


@register.simple_tag(takes_context=True)
def called(context: Context, id_: str) -> object:
    """The name of a party, a unit or a body ("body:council") of the region in use."""
    found = context["in_use"]
    assert isinstance(found, Current)
    return speak(name_of(found, id_)) if id_ else ""


@register.simple_tag(takes_context=True)
def dossier_address(context: Context, procedure: str, number: int) -> str:
    """The address of a dossier's page; the page of the procedure is called as it is."""
    try:
        return reverse(procedure, args=[context["region"].id, number])
    except NoReverseMatch:
        return ""
