"""Say what the record says, in templates: names, statuses, tiers, citations, figures."""

from collections.abc import Sequence
from datetime import date
from urllib.parse import urlencode

from django import template
from django.urls import NoReverseMatch, reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.text import slugify

from lianxi.charter.citation import Citation
from lianxi.charter.columns import PARTY_KINDS, VIA
from lianxi.charter.figures import figure_words
from lianxi.charter.kinds.body import TIERS
from lianxi.charter.kinds.kind import STANDING, STATUS
from lianxi.charter.package import Package
from lianxi.charter.region import Region
from lianxi.charter.register import MECHANISM_KINDS, STATES
from lianxi.charter.rows import Meeting, Observation
from lianxi.charter.topics import LEVELS, WORK
from lianxi.governance.authority import ROLES
from lianxi.governance.bodies import Body
from lianxi.governance.handover import SECTIONS
from lianxi.kernel.bilingual import Bilingual, same
from lianxi.kernel.numerals import chinese
from lianxi.portal.ui.templatetags.words import speak

register = template.Library()


@register.simple_tag
def name_of(kind: str, id_: str, package: Package) -> object:
    """The name of a party, a body, a meeting …"""
    return speak(package.of(kind, id_))


@register.simple_tag
def meeting_name(meeting: Meeting, package: Package) -> object:
    """What a meeting is called."""
    return speak(package.meeting_name(meeting))


@register.simple_tag
def meeting_number(meeting: Meeting) -> object:
    """What a meeting is called among those of its body."""
    if meeting.ordinal is None:
        return speak(meeting.name or same(meeting.id))
    return speak(
        Bilingual("第{zh}次", "No. {n}").fill(zh=chinese(meeting.ordinal), n=meeting.ordinal)
    )


@register.simple_tag
def status_words(status: str) -> object:
    """What a fact rests on."""
    return speak(STATUS[status])


@register.simple_tag
def standing_words(standing: str) -> object:
    """How far something is practised."""
    return speak(STANDING[standing])


@register.simple_tag
def mechanism_kind(kind: str) -> object:
    """Whose engine runs a mechanism."""
    return speak(MECHANISM_KINDS[kind])


@register.simple_tag
def state_words(state: str) -> object:
    """How far a mechanism runs here."""
    return speak(STATES[state])


@register.simple_tag
def tier_words(tier: str | None) -> object:
    """The tier of a body, where it has one."""
    return speak(TIERS[tier]) if tier else ""


@register.simple_tag
def month_words(day: date) -> object:
    """The month of a day, by its name."""
    return speak(Bilingual(f"{day.month}月", f"{day:%B}"))


@register.simple_tag
def section_words(section: str) -> object:
    """A part of a handover pack."""
    return speak(SECTIONS[section])


@register.simple_tag
def via_words(via: str) -> object:
    """How a seat came about."""
    return speak(VIA[via])


@register.simple_tag
def level_words(level: str) -> object:
    """At which level a topic is."""
    return speak(LEVELS[level])


@register.simple_tag
def work_words(kind: str) -> object:
    """What kind of work a topic is."""
    return speak(WORK[kind])


@register.simple_tag
def lead_link(lead: str, package: Package) -> SafeString:
    """A party or a unit that leads, linked to its party."""
    name = package.of("unit" if "/" in lead else "party", lead)
    address = reverse("party", args=[package.region.id, lead.partition("/")[0]])
    return format_html('<a href="{}">{}</a>', address, speak(name))


@register.simple_tag
def subject_link(kind: str, id_: str, package: Package) -> SafeString:
    """What a figure is of, linked to its page where it has one; of a city, after its code."""
    name = speak(package.of(kind, id_))
    if kind == "topic":
        address = f"{reverse('topics', args=[package.region.id])}#{id_}"
    elif kind in ("meeting", "party", "body"):
        address = reverse(kind, args=[package.region.id, id_])
    else:
        return format_html("{}", name)
    return format_html('<a href="{}">{}</a>', address, name)


@register.filter
def address(asked: dict[str, str]) -> str:
    """What is asked for, as the end of an address."""
    return urlencode({name: value for name, value in asked.items() if value})


@register.simple_tag
def party_kind(kind: str) -> object:
    """What kind of party it is."""
    return speak(PARTY_KINDS[kind])


@register.simple_tag
def role_words(role: str) -> object:
    """The name of a role."""
    return speak(ROLES.get(role, same(role)))


@register.simple_tag
def rhythm(body: Body) -> object:
    """How often a body meets."""
    return speak(body.rhythm) if body.rhythm else ""


@register.simple_tag
def tab_in(package: Package, tab: str) -> str:
    """The address of a tab in a region; of its members where it has no such tab."""
    none = tab == "mechanisms" and not package.mechanisms
    try:
        return reverse("members" if none else tab, args=[package.region.id])
    except NoReverseMatch:  # a tab of the whole instance
        return reverse("members", args=[package.region.id])


@register.simple_tag
def within(region: Region, regions: Sequence[Region]) -> SafeString:
    """The larger region that a region lies in, linked where the instance holds it."""
    larger = next((other for other in regions or () if other.id == region.within), None)
    name: object = region.within or ""
    if larger is not None:
        address = reverse("members", args=[larger.id])
        name = format_html('<a href="{}">{}</a>', address, speak(larger.name))
    return format_html(str(speak(Bilingual("位于{}", "in {}"))), name)


@register.simple_tag
def figure(observation: Observation) -> object:
    """A figure with its qualifier and unit."""
    return speak(figure_words(observation))


@register.simple_tag
def cite(citations: Sequence[Citation], package: Package) -> SafeString:
    """Citations with author, title, year and sections, each linked to the list of sources."""
    sections: dict[str, list[str]] = {}
    for citation in citations:
        sections.setdefault(citation.source, []).append(citation.section)
    address = reverse("sources", args=[package.region.id])
    sources = [
        format_html(
            '<a href="{}#{}">{}</a>{}',
            address,
            slugify(id_),
            speak(package.sources[id_].words()),
            _sections([name for name in names if name]),
        )
        for id_, names in sections.items()
    ]
    between = speak(Bilingual("；", "; "))
    return format_html_join(str(between), "{}", ((source,) for source in sources))


def _sections(names: list[str]) -> SafeString | str:
    """The sections of one source, in the document's own words."""
    if not names:
        return ""
    return format_html(' · <span lang="zh-CN">{}</span>', "、".join(names))
