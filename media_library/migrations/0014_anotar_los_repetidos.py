from django.db import migrations

REPETIDOS = """UPDATE media_library_original SET es_repetido = true WHERE id IN
    (SELECT original_id FROM media_library_evidencia GROUP BY original_id HAVING count(*) > 1)"""


class Migration(migrations.Migration):
    dependencies = [
        ("media_library", "0013_original_es_repetido"),
    ]

    operations = [
        migrations.RunSQL(REPETIDOS, migrations.RunSQL.noop),
    ]
