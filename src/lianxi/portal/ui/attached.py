"""A file that is given back: to be saved under a name of ours, never shown in the page."""

from django.http import HttpResponse


def attached(name: str, media_type: str, content: bytes) -> HttpResponse:
    """The answer that a browser saves, and takes for what it says it is and nothing else."""
    headers = {
        "Content-Disposition": f'attachment; filename="{name}"',
        "X-Content-Type-Options": "nosniff",
    }
    return HttpResponse(content, content_type=media_type, headers=headers)
