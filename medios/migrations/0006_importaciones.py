"""Los archivos que se revisan antes de entrar al directorio, y sus filas."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("medios", "0005_directorio"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Importacion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("archivo", models.CharField(max_length=160, verbose_name="nombre del archivo")),
                ("hoja", models.CharField(blank=True, max_length=80)),
                ("fila_de_titulos", models.PositiveIntegerField(default=1)),
                ("avisos", models.JSONField(blank=True, default=list, verbose_name="lo que no se tomó")),
                ("subida_en", models.DateTimeField()),
                ("confirmada_en", models.DateTimeField(blank=True, null=True)),
                ("deshecha_en", models.DateTimeField(blank=True, null=True)),
                ("resumen", models.JSONField(blank=True, default=dict, verbose_name="cuántas entraron")),
                ("medios_nuevos", models.JSONField(blank=True, default=list)),
                (
                    "subida_por",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "verbose_name": "importación",
                "verbose_name_plural": "importaciones",
                "ordering": ["-subida_en", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="FilaImportada",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("renglon", models.PositiveIntegerField(verbose_name="fila en el archivo")),
                ("leido", models.JSONField(verbose_name="como venía")),
                ("datos", models.JSONField(default=dict, verbose_name="como quedaría")),
                ("errores", models.JSONField(blank=True, default=dict)),
                ("notas", models.JSONField(blank=True, default=list)),
                ("reparados", models.JSONField(blank=True, default=list, verbose_name="campos que se arreglaron")),
                ("hoy", models.JSONField(blank=True, default=dict, verbose_name="lo que hay y cambiaría")),
                ("parecido", models.JSONField(blank=True, default=dict, verbose_name="a qué se parece")),
                ("decisiones", models.JSONField(blank=True, default=dict)),
                (
                    "clase",
                    models.CharField(
                        choices=[
                            ("error", "Con error"),
                            ("decidir", "Por decidir"),
                            ("cambios", "Con cambios"),
                            ("nueva", "Nueva"),
                            ("repetida", "Repetida"),
                        ],
                        max_length=10,
                    ),
                ),
                ("entra", models.BooleanField(default=False)),
                ("nacio", models.BooleanField(default=False, verbose_name="el contacto nació de esta fila")),
                ("antes", models.JSONField(blank=True, default=dict, verbose_name="cómo estaba el contacto")),
                (
                    "contacto",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="medios.contacto",
                        verbose_name="a quién cambia",
                    ),
                ),
                (
                    "importacion",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="filas",
                        to="medios.importacion",
                    ),
                ),
            ],
            options={
                "verbose_name": "fila importada",
                "verbose_name_plural": "filas importadas",
                "ordering": ["renglon"],
            },
        ),
        migrations.AddConstraint(
            model_name="importacion",
            constraint=models.CheckConstraint(
                condition=models.Q(("deshecha_en__isnull", True), ("confirmada_en__isnull", False), _connector="OR"),
                name="importacion_se_deshace_si_entro",
            ),
        ),
        migrations.AddConstraint(
            model_name="filaimportada",
            constraint=models.UniqueConstraint(fields=("importacion", "renglon"), name="fila_una_por_renglon"),
        ),
        migrations.AddConstraint(
            model_name="filaimportada",
            constraint=models.CheckConstraint(
                condition=models.Q(("clase__in", ["error", "decidir", "cambios", "nueva", "repetida"])),
                name="fila_clase_conocida",
            ),
        ),
    ]
