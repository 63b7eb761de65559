from django.db import migrations, models
from django.db.models import F


def desde_su_creacion(apps, schema_editor):  # noqa: ARG001 - firma de Django
    apps.get_model("difusion", "Publicacion").objects.update(no_antes_desde=F("creada_en"))


class Migration(migrations.Migration):
    dependencies = [("difusion", "0002_inicial")]

    operations = [
        migrations.AddField(
            "publicacion", "no_antes_desde", models.DateTimeField(null=True, verbose_name="no antes de")
        ),
        migrations.RunPython(desde_su_creacion, migrations.RunPython.noop),
        migrations.AlterField("publicacion", "no_antes_desde", models.DateTimeField(verbose_name="no antes de")),
    ]
