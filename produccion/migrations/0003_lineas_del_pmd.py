"""Qué líneas del plan municipal lleva un diseño y unas láminas."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("pmd", "0001_inicial"),
        ("produccion", "0002_disenos"),
    ]

    operations = [
        migrations.AddField(
            model_name="diseno",
            name="lineas",
            field=models.ManyToManyField(
                blank=True, related_name="disenos", to="pmd.elementodelpmd", verbose_name="líneas del PMD"
            ),
        ),
        migrations.AddField(
            model_name="reunion",
            name="lineas",
            field=models.ManyToManyField(
                blank=True, related_name="reuniones", to="pmd.elementodelpmd", verbose_name="líneas del PMD"
            ),
        ),
    ]
