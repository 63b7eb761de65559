"""El informe por eje del plan municipal: una sección más. Los informes que ya existen la traen apagada."""

from django.db import migrations, models

SECCIONES = [
    ("resumen", "Resumen"),
    ("cronograma", "Cronograma"),
    ("actividades", "Actividades y sus fotos"),
    ("ejes", "Por eje del plan municipal"),
    ("boletines", "Boletines"),
    ("medios", "Medios"),
    ("redes", "Redes"),
    ("correcciones", "Correcciones y retiros"),
    ("pendientes", "Pendientes"),
    ("anexo", "Anexo de pruebas"),
    ("firmas", "Firmas"),
]
# Va justo antes de los boletines, donde los haya dejado quien hace el informe.
PONER = """
UPDATE cronograma_partedeinforme p SET orden = p.orden + 1
FROM cronograma_partedeinforme b
WHERE b.informe_id = p.informe_id AND b.seccion = 'boletines' AND p.orden >= b.orden;
INSERT INTO cronograma_partedeinforme (informe_id, seccion, orden, va, texto)
SELECT informe_id, 'ejes', greatest(orden - 1, 0), false, '' FROM cronograma_partedeinforme WHERE seccion = 'boletines';
"""
QUITAR = "DELETE FROM cronograma_partedeinforme WHERE seccion = 'ejes';"


class Migration(migrations.Migration):
    dependencies = [
        ("cronograma", "0012_enlace_abierto"),
    ]

    operations = [
        migrations.RemoveConstraint(model_name="partedeinforme", name="parte_seccion_conocida"),
        migrations.AlterField(
            model_name="partedeinforme",
            name="seccion",
            field=models.CharField(choices=SECCIONES, max_length=14, verbose_name="sección"),
        ),
        migrations.AddConstraint(
            model_name="partedeinforme",
            constraint=models.CheckConstraint(
                condition=models.Q(("seccion__in", [clave for clave, _ in SECCIONES])),
                name="parte_seccion_conocida",
            ),
        ),
        migrations.RunSQL(PONER, QUITAR),
    ]
