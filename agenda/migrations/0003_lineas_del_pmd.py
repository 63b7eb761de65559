"""Qué líneas del plan municipal lleva un evento."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("agenda", "0002_tema"),
        ("pmd", "0001_inicial"),
    ]

    operations = [
        migrations.AddField(
            model_name="evento",
            name="lineas",
            field=models.ManyToManyField(
                blank=True, related_name="eventos", to="pmd.elementodelpmd", verbose_name="líneas del PMD"
            ),
        ),
    ]
