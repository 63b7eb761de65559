"""Los colores y las letras de cada administración."""

import django.core.validators
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("personas", "0003_contraloria"),
    ]

    operations = [
        migrations.CreateModel(
            name="JuegoDeIdentidad",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "administracion",
                    models.CharField(
                        max_length=20,
                        unique=True,
                        validators=[
                            django.core.validators.RegexValidator(
                                "^[^\\x00-\\x1f\\x7f\\u2028\\u2029]*\\Z",
                                "Escribe el texto en un solo renglón, sin caracteres de control.",
                                code="control",
                            )
                        ],
                        verbose_name="administración",
                    ),
                ),
                (
                    "color_principal",
                    models.CharField(
                        max_length=7,
                        validators=[
                            django.core.validators.RegexValidator(
                                "^#[0-9A-F]{6}\\Z", "Escribe el color como #7A2E1C.", code="color"
                            )
                        ],
                    ),
                ),
                (
                    "color_de_acento",
                    models.CharField(
                        max_length=7,
                        validators=[
                            django.core.validators.RegexValidator(
                                "^#[0-9A-F]{6}\\Z", "Escribe el color como #7A2E1C.", code="color"
                            )
                        ],
                    ),
                ),
                (
                    "letra",
                    models.CharField(
                        choices=[("casa", "Faustina y Public Sans"), ("sobria", "Sólo Public Sans")],
                        default="casa",
                        max_length=8,
                        verbose_name="tipografía",
                    ),
                ),
                (
                    "que_no",
                    models.CharField(
                        blank=True,
                        max_length=1000,
                        validators=[
                            django.core.validators.RegexValidator(
                                "^[^\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f\\x7f]*\\Z",
                                "El texto trae caracteres de control; pégalo como texto sencillo.",
                                code="control",
                            )
                        ],
                        verbose_name="qué no hacer",
                    ),
                ),
                ("guardado_en", models.DateTimeField()),
                (
                    "guardado_por",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "verbose_name": "juego de identidad",
                "verbose_name_plural": "juegos de identidad",
                "ordering": ["-administracion"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("color_de_acento__regex", "^#[0-9A-F]{6}$"), ("color_principal__regex", "^#[0-9A-F]{6}$")
                        ),
                        name="identidad_colores_en_hexadecimal",
                    )
                ],
            },
        ),
    ]
