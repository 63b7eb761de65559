"""Cada cosa cuenta una vez: dos actividades vigentes del mismo año no cuentan con la misma regla."""

from django.db import migrations, models
from django.db.models import Q

# Si las hubo, la primera se queda con la regla y las demás siguen con lo agregado a mano.
UNA_SOLA = """
UPDATE cronograma_actividad a SET regla = 'manual'
WHERE a.regla <> 'manual' AND a.retirada_en IS NULL AND EXISTS (
    SELECT 1 FROM cronograma_actividad b
    WHERE b.ejercicio = a.ejercicio AND b.regla = a.regla AND b.retirada_en IS NULL AND b.numero < a.numero)
"""


class Migration(migrations.Migration):
    dependencies = [("cronograma", "0005_cierre_intocable")]

    operations = [
        migrations.RunSQL(UNA_SOLA, migrations.RunSQL.noop),
        migrations.AddConstraint(
            "actividad",
            models.UniqueConstraint(
                fields=["ejercicio", "regla"],
                condition=Q(retirada_en__isnull=True) & ~Q(regla="manual"),
                name="actividad_una_por_regla",
                violation_error_message="Otra actividad del año ya cuenta así, y cada cosa cuenta una vez.",
            ),
        ),
    ]
