"""What every page is given: the reader's language and who is acting."""

from django.conf import settings
from django.http import HttpRequest

from lianxi.portal.ui.templatetags.words import reading_language


def everywhere(request: HttpRequest) -> dict[str, object]:
    """The frame's own values; asking for them costs no query."""
    return {
        "lang": reading_language(),
        "html_lang": "en" if reading_language() == "en" else "zh-CN",
        "demo": settings.DEMO,
        "here": request.get_full_path(),
    }
