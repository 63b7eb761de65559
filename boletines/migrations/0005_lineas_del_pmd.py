"""Qué líneas del plan municipal lleva un boletín."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("boletines", "0004_boletin_con_embargo"),
        ("pmd", "0001_inicial"),
    ]

    operations = [
        migrations.AddField(
            model_name="boletin",
            name="lineas",
            field=models.ManyToManyField(
                blank=True, related_name="boletines", to="pmd.elementodelpmd", verbose_name="líneas del PMD"
            ),
        ),
    ]
