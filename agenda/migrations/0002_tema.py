"""De qué trata un evento se llama tema, como en pantalla."""

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
    dependencies = [("agenda", "0001_inicial")]

    operations = [
        # La regla se rehace: el estado de las migraciones guarda el nombre de la columna.
        migrations.RemoveConstraint("evento", "evento_tema_conocido"),
        migrations.RenameField("evento", "categoria", "tema"),
        migrations.AlterField("evento", "tema", models.CharField(blank=True, choices=TEMAS, max_length=20)),
        migrations.AddConstraint(
            "evento",
            models.CheckConstraint(
                name="evento_tema_conocido", condition=models.Q(tema__in=["", *(clave for clave, _ in TEMAS)])
            ),
        ),
    ]
