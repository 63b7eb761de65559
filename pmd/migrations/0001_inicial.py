"""El plan municipal de desarrollo y su árbol."""

import django.core.validators
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("personas", "0003_contraloria"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="PlanMunicipal",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "nombre",
                    models.CharField(
                        max_length=160,
                        validators=[
                            django.core.validators.RegexValidator(
                                "^[^\\x00-\\x1f\\x7f\\u2028\\u2029]*\\Z",
                                "Escribe el texto en un solo renglón, sin caracteres de control.",
                                code="control",
                            )
                        ],
                    ),
                ),
                ("desde", models.PositiveSmallIntegerField(verbose_name="primer año")),
                ("hasta", models.PositiveSmallIntegerField(verbose_name="último año")),
                ("es_ejemplo", models.BooleanField(default=False, verbose_name="es un ejemplo, no el plan publicado")),
                ("rige", models.BooleanField(default=True)),
                ("cargado_en", models.DateTimeField()),
                (
                    "cargado_por",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "verbose_name": "plan municipal",
                "verbose_name_plural": "planes municipales",
                "ordering": ["-desde", "-pk"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("rige", True)), fields=("rige",), name="plan_municipal_uno_rige"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("desde__gte", 1990), ("hasta__gte", models.F("desde")), ("hasta__lte", 2100)
                        ),
                        name="plan_municipal_en_orden",
                        violation_error_message="El último año va después del primero.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ElementoDelPMD",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "nivel",
                    models.CharField(
                        choices=[
                            ("eje", "Eje"),
                            ("objetivo", "Objetivo"),
                            ("estrategia", "Estrategia"),
                            ("linea", "Línea de acción"),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "clave",
                    models.CharField(
                        max_length=20,
                        validators=[
                            django.core.validators.RegexValidator(
                                "^[^\\x00-\\x1f\\x7f\\u2028\\u2029]*\\Z",
                                "Escribe el texto en un solo renglón, sin caracteres de control.",
                                code="control",
                            )
                        ],
                    ),
                ),
                (
                    "texto",
                    models.CharField(
                        max_length=600,
                        validators=[
                            django.core.validators.RegexValidator(
                                "^[^\\x00-\\x1f\\x7f\\u2028\\u2029]*\\Z",
                                "Escribe el texto en un solo renglón, sin caracteres de control.",
                                code="control",
                            )
                        ],
                    ),
                ),
                ("orden", models.PositiveIntegerField(default=0)),
                (
                    "tema",
                    models.CharField(
                        blank=True,
                        choices=[
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
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "dependencia",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="lineas_del_pmd",
                        to="personas.dependencia",
                    ),
                ),
                (
                    "eje",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="de_este_eje",
                        to="pmd.elementodelpmd",
                    ),
                ),
                (
                    "padre",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="hijos",
                        to="pmd.elementodelpmd",
                    ),
                ),
                (
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="elementos", to="pmd.planmunicipal"
                    ),
                ),
            ],
            options={
                "verbose_name": "elemento del PMD",
                "verbose_name_plural": "elementos del PMD",
                "ordering": ["plan", "orden", "pk"],
                "constraints": [
                    models.UniqueConstraint(fields=("plan", "clave"), name="elemento_del_pmd_unico"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("eje__isnull", True), ("nivel", "eje"), ("padre__isnull", True)),
                            models.Q(
                                models.Q(("nivel", "eje"), _negated=True),
                                ("eje__isnull", False),
                                ("padre__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="elemento_del_pmd_cuelga_de_algo",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("nivel__in", ["eje", "objetivo", "estrategia", "linea"])),
                        name="elemento_del_pmd_nivel",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "tema__in",
                                [
                                    "",
                                    "obra-publica",
                                    "servicios-publicos",
                                    "educacion",
                                    "salud",
                                    "cultura",
                                    "deporte",
                                    "desarrollo-social",
                                    "medio-ambiente",
                                    "proteccion-civil",
                                    "turismo",
                                    "gobierno",
                                ],
                            )
                        ),
                        name="elemento_del_pmd_tema",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("texto", ""), _negated=True), models.Q(("clave", ""), _negated=True)
                        ),
                        name="elemento_del_pmd_con_texto",
                    ),
                ],
            },
        ),
    ]
