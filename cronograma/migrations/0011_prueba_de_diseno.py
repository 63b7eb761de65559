"""Una clase más de prueba: el diseño aprobado y usado."""

from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("cronograma", "0010_prueba_de_reunion"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="nocuenta",
            name="no_cuenta_clase_conocida",
        ),
        migrations.RemoveConstraint(
            model_name="pruebacerrada",
            name="prueba_cerrada_clase",
        ),
        migrations.AlterField(
            model_name="nocuenta",
            name="clase",
            field=models.CharField(
                choices=[
                    ("a_mano", "Agregada a mano"),
                    ("boletin", "Boletines"),
                    ("evento", "Eventos con su memoria"),
                    ("publicacion", "Publicaciones en redes"),
                    ("corte", "Videos y audios publicados con un boletín"),
                    ("cambio", "Cambio visto, con antes y después"),
                    ("pagina", "Página del portal escrita por una persona"),
                    ("solicitud", "Solicitud a Transparencia, verificada"),
                    ("articulo", "Boletines escritos en el portal"),
                    ("reunion", "Láminas entregadas a una reunión"),
                    ("diseno", "Diseños aprobados y usados"),
                ],
                max_length=14,
            ),
        ),
        migrations.AlterField(
            model_name="pruebacerrada",
            name="clase",
            field=models.CharField(
                choices=[
                    ("a_mano", "Agregada a mano"),
                    ("boletin", "Boletines"),
                    ("evento", "Eventos con su memoria"),
                    ("publicacion", "Publicaciones en redes"),
                    ("corte", "Videos y audios publicados con un boletín"),
                    ("cambio", "Cambio visto, con antes y después"),
                    ("pagina", "Página del portal escrita por una persona"),
                    ("solicitud", "Solicitud a Transparencia, verificada"),
                    ("articulo", "Boletines escritos en el portal"),
                    ("reunion", "Láminas entregadas a una reunión"),
                    ("diseno", "Diseños aprobados y usados"),
                ],
                max_length=14,
            ),
        ),
        migrations.AddConstraint(
            model_name="nocuenta",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "clase__in",
                        [
                            "a_mano",
                            "boletin",
                            "evento",
                            "publicacion",
                            "corte",
                            "cambio",
                            "pagina",
                            "solicitud",
                            "articulo",
                            "reunion",
                            "diseno",
                        ],
                    )
                ),
                name="no_cuenta_clase_conocida",
            ),
        ),
        migrations.AddConstraint(
            model_name="pruebacerrada",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "clase__in",
                        [
                            "a_mano",
                            "boletin",
                            "evento",
                            "publicacion",
                            "corte",
                            "cambio",
                            "pagina",
                            "solicitud",
                            "articulo",
                            "reunion",
                            "diseno",
                        ],
                    )
                ),
                name="prueba_cerrada_clase",
            ),
        ),
    ]
