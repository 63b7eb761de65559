"""A quiénes les llega cada lunes el resumen del tablero."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("cronograma", "0013_por_eje"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="ResumenSemanal",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("puesto_en", models.DateTimeField()),
                ("fecha_del_ultimo", models.DateField(blank=True, null=True, verbose_name="lunes del último")),
                (
                    "persona",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="resumen_semanal",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "puesto_por",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "verbose_name": "resumen semanal",
                "verbose_name_plural": "resúmenes semanales",
                "ordering": ["pk"],
            },
        ),
    ]
