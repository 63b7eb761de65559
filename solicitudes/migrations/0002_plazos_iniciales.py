"""Los plazos con que empieza la oficina; los cambia en «Plazos de atención»."""

from datetime import date

from django.db import migrations

HORA, DIA = 60, 24 * 60
TABLA = {
    "aviso": 30,
    "agenda": 4 * HORA,
    "cobertura": DIA,
    "boletin": 2 * DIA,
    "fotos": 2 * DIA,
    "informe": 5 * DIA,
    "pagina": 3 * DIA,
    "perifoneo": DIA,
    "diapositivas": 3 * DIA,
    "diseno": 5 * DIA,
}


def llenar(apps, schema_editor):  # noqa: ARG001 - firma de RunPython
    plazo = apps.get_model("solicitudes", "PlazoDeAtencion")
    plazo.objects.bulk_create(plazo(tipo=t, minutos=m, fecha_desde=date(2000, 1, 1)) for t, m in TABLA.items())


def vaciar(apps, schema_editor):  # noqa: ARG001 - firma de RunPython
    apps.get_model("solicitudes", "PlazoDeAtencion").objects.filter(fijado_por__isnull=True).delete()


class Migration(migrations.Migration):
    dependencies = [("solicitudes", "0001_inicial")]

    operations = [migrations.RunPython(llenar, vaciar)]
