from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("charter", "0002_version_origin_and_draft")]

    operations = [
        *(
            migrations.AddField(
                model_name,
                name,
                models.CharField(blank=True, default="", max_length=100),
                preserve_default=False,
            )
            for model_name, name in (
                ("version", "on_behalf_of"),
                ("version", "letter"),
                ("version", "scan"),
                ("draft", "on_behalf_of"),
                ("draft", "letter"),
            )
        ),
        migrations.AddField("draft", "scan", models.BinaryField(default=bytes)),
        migrations.AddField("draft", "workbook", models.BinaryField(default=bytes)),
    ]
