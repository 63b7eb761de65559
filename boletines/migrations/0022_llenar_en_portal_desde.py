"""Lo ya emitido tiene su página, menos lo que todavía espera en la bandeja del portal."""

from django.db import migrations
from django.db.models import F


def llenar(apps, _editor):
    envios = apps.get_model("difusion", "Envio").objects.filter(
        canal="portal", clave__startswith="portal:boletines.boletin:", clave__endswith=":publicar"
    )
    sin_escribir = envios.exclude(estado__in=["entregado", "por_verificar"]).values_list("objeto", flat=True)
    esperan = {int(objeto.partition(":")[2]) for objeto in sin_escribir}
    emitidos = apps.get_model("boletines", "Boletin").objects.filter(estado__in=["publicado", "retirado"])
    emitidos.exclude(pk__in=esperan).update(en_portal_desde=F("publicado_en"))


class Migration(migrations.Migration):
    dependencies = [("boletines", "0021_en_portal_desde"), ("difusion", "0006_quitar_no_espera_al_freno")]

    operations = [migrations.RunPython(llenar, migrations.RunPython.noop)]
