"""What has ended is counted by its index alone."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("dossiers", "0001_initial")]

    operations = [
        migrations.RemoveIndex(model_name="dossier", name="dossier_open"),
        migrations.AddIndex(
            model_name="dossier",
            index=models.Index(
                fields=["region", "procedure", "ended", "outcome"], name="dossier_ended"
            ),
        ),
    ]
