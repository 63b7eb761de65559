"""Los plazos que el tablero compara: cuántos días espera una comunidad y en cuántas horas sale un boletín."""

import django.core.validators
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("cronograma", "0006_una_por_regla"),
    ]

    operations = [
        migrations.AddField(
            model_name="plananual",
            name="dias_sin_cobertura",
            field=models.PositiveSmallIntegerField(
                default=90,
                validators=[django.core.validators.MinValueValidator(7), django.core.validators.MaxValueValidator(730)],
                verbose_name="una comunidad espera cuando lleva más de (días sin cobertura)",
            ),
        ),
        migrations.AddField(
            model_name="plananual",
            name="horas_del_boletin",
            field=models.PositiveSmallIntegerField(
                default=24,
                validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(720)],
                verbose_name="del evento al boletín, a más tardar (horas)",
            ),
        ),
        migrations.AddConstraint(
            model_name="plananual",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("dias_sin_cobertura__gte", 7),
                    ("dias_sin_cobertura__lte", 730),
                    ("horas_del_boletin__gte", 1),
                    ("horas_del_boletin__lte", 720),
                ),
                name="plan_plazos_del_tablero",
            ),
        ),
    ]
