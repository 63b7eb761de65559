"""Lo que ya había recibe su composición: del boletín que dice su texto de origen, o de nada si ya no existe."""

from django.db import migrations

CIFRAS = 19  # ya no caben en una llave


def llenar(apps, schema_editor):  # noqa: ARG001 - firma de RunPython
    publicacion_, composicion_ = apps.get_model("redes", "Publicacion"), apps.get_model("redes", "Composicion")
    boletin_ = apps.get_model("boletines", "Boletin")
    por_origen = {}
    for p in publicacion_.objects.filter(composicion__isnull=True).order_by("pk"):
        if p.origen not in por_origen:
            etiqueta, _, llave = p.origen.partition(":")
            boletin = None
            if etiqueta == "boletines.boletin" and llave.isdecimal() and len(llave) < CIFRAS:
                boletin = boletin_.objects.filter(pk=int(llave)).first()
            por_origen[p.origen] = composicion_.objects.create(
                titulo=p.titulo,
                texto=p.texto,
                boletin=boletin,
                automatica=boletin is not None,
                creada_en=p.creada_en,
                creada_por_id=p.creada_por_id,
                modificada_en=p.creada_en,
            )
        p.composicion = por_origen[p.origen]
        p.save(update_fields=["composicion"])


class Migration(migrations.Migration):
    dependencies = [
        ("redes", "0002_composiciones"),
        ("boletines", "0005_lineas_del_pmd"),
    ]

    operations = [migrations.RunPython(llenar, migrations.RunPython.noop)]
