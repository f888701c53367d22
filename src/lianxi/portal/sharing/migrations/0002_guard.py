"""The guard: what the database refuses by itself."""

from django.db import migrations

from lianxi.portal.sharing import guard


def put_up(_apps: object, editor: object) -> None:
    """Set it."""
    guard.put_up(editor.connection)  # type: ignore[attr-defined]


def take_down(_apps: object, editor: object) -> None:
    """Lift it."""
    guard.taken_down(editor.connection)  # type: ignore[attr-defined]


class Migration(migrations.Migration):
    dependencies = [("sharing", "0001_initial")]

    operations = [migrations.RunPython(put_up, take_down)]
