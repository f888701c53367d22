from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("charter", "0001_initial")]

    operations = [
        migrations.AddField(
            model_name="version",
            name="origin",
            field=models.CharField(blank=True, default="", max_length=200),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="version",
            name="draft",
            field=models.UUIDField(editable=False, null=True, unique=True),
        ),
    ]
