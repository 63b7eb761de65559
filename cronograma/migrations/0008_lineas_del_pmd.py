"""A qué líneas del plan municipal sirve una actividad del POA."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("cronograma", "0007_plazos_del_tablero"),
        ("pmd", "0001_inicial"),
    ]

    operations = [
        migrations.AddField(
            model_name="actividad",
            name="lineas",
            field=models.ManyToManyField(
                blank=True, related_name="actividades", to="pmd.elementodelpmd", verbose_name="líneas del PMD"
            ),
        ),
    ]
