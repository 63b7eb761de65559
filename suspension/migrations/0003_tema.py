"""La regla de suspensión es por tema, como se dice en pantalla."""

from django.db import migrations, models

TEMAS = [
    ("obra-publica", "Obra pública"),
    ("servicios-publicos", "Servicios públicos"),
    ("educacion", "Educación"),
    ("salud", "Salud"),
    ("cultura", "Cultura"),
    ("deporte", "Deporte"),
    ("desarrollo-social", "Desarrollo social"),
    ("medio-ambiente", "Medio ambiente"),
    ("proteccion-civil", "Protección civil"),
    ("turismo", "Turismo"),
    ("gobierno", "Gobierno"),
]


class Migration(migrations.Migration):
    dependencies = [("suspension", "0002_tabla_inicial_de_suspension")]

    operations = [
        # La regla única se rehace: el estado de las migraciones guarda el nombre de la columna.
        migrations.RemoveConstraint("regladesuspension", "regla_de_suspension_unica"),
        migrations.RenameField("regladesuspension", "categoria", "tema"),
        migrations.AlterField("regladesuspension", "tema", models.CharField(choices=TEMAS, max_length=20)),
        migrations.AlterModelOptions(
            "regladesuspension",
            {
                "ordering": ["tema", "-fecha_desde"],
                "verbose_name": "regla de suspensión",
                "verbose_name_plural": "reglas de suspensión",
            },
        ),
        migrations.AddConstraint(
            "regladesuspension",
            models.UniqueConstraint(fields=["tema", "fecha_desde"], name="regla_de_suspension_unica"),
        ),
    ]
