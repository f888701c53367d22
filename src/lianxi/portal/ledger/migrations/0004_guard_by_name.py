"""The guard anew: it holds where its tables are shadowed, and where a row is passed over."""

from django.db import migrations

from lianxi.portal.ledger import guard


def put_up_anew(_apps: object, editor: object) -> None:
    """Set it as it says now."""
    guard.taken_down(editor.connection)  # type: ignore[attr-defined]
    guard.put_up(editor.connection)  # type: ignore[attr-defined]


class Migration(migrations.Migration):
    dependencies = [("ledger", "0003_guard_by_index")]

    operations = [migrations.RunPython(put_up_anew, migrations.RunPython.noop)]
