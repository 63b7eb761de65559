from datetime import date

from django.db import migrations

FUNDAMENTO = "Const. 41-III-C; LGCS 21; verificar con jurídico antes de cada periodo"
# docs/dominio.md, «La suspensión»: lo que la ley exceptúa se difunde; lo que la autoridad ha autorizado caso por caso
# pide su número; lo demás se suspende. «Servicios públicos» se suspende (SRE-PSC-5/2016 fue por poda y alumbrado): un
# corte de agua o un cierre vial se difunde con su excepción, boletín por boletín.
TABLA = {
    "salud": "permitida",
    "educacion": "permitida",
    "proteccion-civil": "permitida",
    "turismo": "con_autorizacion",
    "cultura": "con_autorizacion",
    "deporte": "con_autorizacion",
    "medio-ambiente": "con_autorizacion",
    "obra-publica": "suspendida",
    "servicios-publicos": "suspendida",
    "desarrollo-social": "suspendida",
    "gobierno": "suspendida",
}


def llenar(apps, schema_editor):  # noqa: ARG001 - firma de RunPython
    regla = apps.get_model("suspension", "ReglaDeSuspension")
    regla.objects.bulk_create(
        regla(categoria=c, trato=t, fecha_desde=date(2000, 1, 1), fundamento=FUNDAMENTO) for c, t in TABLA.items()
    )


def vaciar(apps, schema_editor):  # noqa: ARG001 - firma de RunPython
    apps.get_model("suspension", "ReglaDeSuspension").objects.filter(registrada_por__isnull=True).delete()


class Migration(migrations.Migration):
    dependencies = [("suspension", "0001_inicial")]

    operations = [migrations.RunPython(llenar, vaciar)]
