"""Lo ya publicado queda con las palabras que hoy tienen sus fotos."""

from django.db import migrations
from django.db.models import OuterRef, Subquery

PALABRAS = ("pie", "texto_alternativo", "credito")


def fijar(apps, _editor):
    suya = apps.get_model("media_library", "Evidencia").objects.filter(pk=OuterRef("evidencia_id"))
    fotos = apps.get_model("boletines", "FotoDeBoletin").objects.filter(boletin__estado__in=["publicado", "retirado"])
    fotos.update(**{campo: Subquery(suya.values(campo)[:1]) for campo in PALABRAS})


class Migration(migrations.Migration):
    dependencies = [("boletines", "0017_palabras_publicadas")]

    operations = [migrations.RunPython(fijar, migrations.RunPython.noop)]
