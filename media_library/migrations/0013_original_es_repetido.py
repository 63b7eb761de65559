from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("media_library", "0012_recetario"),
    ]

    operations = [
        migrations.AddField(
            model_name="original",
            name="es_repetido",
            field=models.BooleanField(db_default=False, default=False, verbose_name="ha estado en más de un evento"),
        ),
    ]
