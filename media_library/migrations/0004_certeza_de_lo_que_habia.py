"""Lo que ya estaba y no decía cuándo se tomó lleva la fecha de su subida: desde ahora se dice."""

from django.db import migrations

MARCAR = "UPDATE media_library_evidencia SET certeza = 'subida' WHERE capturada_en = subida_en"


class Migration(migrations.Migration):
    dependencies = [("media_library", "0003_certeza_de_la_fecha")]

    operations = [migrations.RunSQL(MARCAR, migrations.RunSQL.noop)]
