"""La corrección señala el envío que la escribe en el portal."""

import django.db.models.deletion
from django.db import migrations, models

LIGAR = """
    UPDATE boletines_correccion c SET envio_id = e.id FROM difusion_envio e
    WHERE e.clave = 'portal:boletines.boletin:' || c.boletin_id || ':corregir:' || c.version
"""


class Migration(migrations.Migration):
    dependencies = [("boletines", "0001_inicial"), ("difusion", "0002_que_es_cada_envio")]

    operations = [
        # En una bandeja de años tarda más que los 15 s que espera una consulta de la web.
        migrations.RunSQL("SET LOCAL statement_timeout = 0", migrations.RunSQL.noop),
        migrations.AddField(
            "correccion",
            "envio",
            models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="difusion.envio",
            ),
        ),
        migrations.RunSQL(LIGAR, migrations.RunSQL.noop),
        # La llave foránea se comprueba aquí: con revisiones pendientes, la tabla ya no admite otro cambio.
        migrations.RunSQL("SET CONSTRAINTS ALL IMMEDIATE", migrations.RunSQL.noop),
    ]
