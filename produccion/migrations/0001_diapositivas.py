"""Las reuniones que piden láminas, sus versiones y sus entregas: lo guardado y lo entregado no lo cambia nadie."""

import django.core.validators
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

CREAR = """
CREATE FUNCTION produccion_lo_guardado() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'Lo guardado y lo entregado no se cambia ni se borra' USING ERRCODE = 'insufficient_privilege';
END $$;
CREATE TRIGGER intocable BEFORE UPDATE OR DELETE ON produccion_versiondelaminas
    FOR EACH ROW EXECUTE FUNCTION produccion_lo_guardado();
CREATE TRIGGER intocable BEFORE UPDATE OR DELETE ON produccion_imagendelamina
    FOR EACH ROW EXECUTE FUNCTION produccion_lo_guardado();
CREATE TRIGGER intocable BEFORE UPDATE OR DELETE ON produccion_entregadelaminas
    FOR EACH ROW EXECUTE FUNCTION produccion_lo_guardado();
"""
QUITAR = """
DROP TRIGGER intocable ON produccion_entregadelaminas;
DROP TRIGGER intocable ON produccion_imagendelamina;
DROP TRIGGER intocable ON produccion_versiondelaminas;
DROP FUNCTION produccion_lo_guardado();
"""


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("agenda", "0002_tema"),
        ("personas", "0003_contraloria"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Reunion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "tema",
                    models.CharField(
                        max_length=160,
                        validators=[
                            django.core.validators.RegexValidator(
                                "^[^\\x00-\\x1f\\x7f\\u2028\\u2029]*\\Z",
                                "Escribe el texto en un solo renglón, sin caracteres de control.",
                                code="control",
                            )
                        ],
                        verbose_name="de qué trata",
                    ),
                ),
                ("fecha", models.DateField(verbose_name="cuándo es la reunión")),
                (
                    "quienes",
                    models.CharField(
                        blank=True,
                        max_length=160,
                        validators=[
                            django.core.validators.RegexValidator(
                                "^[^\\x00-\\x1f\\x7f\\u2028\\u2029]*\\Z",
                                "Escribe el texto en un solo renglón, sin caracteres de control.",
                                code="control",
                            )
                        ],
                        verbose_name="ante quiénes",
                    ),
                ),
                ("pedida_en", models.DateTimeField()),
                (
                    "entregada_en",
                    models.DateTimeField(blank=True, editable=False, null=True, verbose_name="primera entrega"),
                ),
                ("cancelada_en", models.DateTimeField(blank=True, editable=False, null=True)),
                (
                    "motivo",
                    models.CharField(
                        blank=True,
                        max_length=200,
                        validators=[
                            django.core.validators.RegexValidator(
                                "^[^\\x00-\\x1f\\x7f\\u2028\\u2029]*\\Z",
                                "Escribe el texto en un solo renglón, sin caracteres de control.",
                                code="control",
                            )
                        ],
                        verbose_name="por qué se canceló",
                    ),
                ),
                (
                    "dependencia",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reuniones",
                        to="personas.dependencia",
                        verbose_name="quién las pide",
                    ),
                ),
                (
                    "evento",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reuniones",
                        to="agenda.evento",
                        verbose_name="evento de la agenda",
                    ),
                ),
                (
                    "pedida_por",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "verbose_name": "reunión",
                "verbose_name_plural": "reuniones",
                "ordering": ["-fecha", "-pk"],
                "indexes": [
                    models.Index(
                        condition=models.Q(("entregada_en__isnull", False)),
                        fields=["entregada_en"],
                        name="reunion_entregada",
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("cancelada_en__isnull", True)),
                        fields=("tema", "fecha", "dependencia"),
                        name="reunion_una_vez",
                        violation_error_message="Esa reunión ya está registrada.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("cancelada_en__isnull", True), models.Q(("motivo", ""), _negated=True), _connector="OR"
                        ),
                        name="reunion_cancelada_con_motivo",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("cancelada_en__isnull", True), ("entregada_en__isnull", True), _connector="OR"
                        ),
                        name="reunion_cancelada_sin_entregar",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="VersionDeLaminas",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("numero", models.PositiveSmallIntegerField()),
                ("origen", models.CharField(choices=[("generada", "Hecha aquí"), ("subida", "Subida")], max_length=8)),
                (
                    "formato",
                    models.CharField(
                        choices=[("pptx", "PowerPoint"), ("pdf", "PDF"), ("odp", "Presentación de LibreOffice")],
                        max_length=4,
                    ),
                ),
                ("nombre", models.CharField(max_length=200, verbose_name="nombre del archivo")),
                ("octetos", models.BinaryField()),
                ("pesa", models.PositiveIntegerField(verbose_name="cuántos octetos")),
                ("huella", models.CharField(max_length=64, verbose_name="SHA-256")),
                ("laminas", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="cuántas láminas")),
                ("nota", models.CharField(blank=True, max_length=300, verbose_name="de qué se hizo")),
                ("hecha_en", models.DateTimeField()),
                (
                    "hecha_por",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "reunion",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="versiones", to="produccion.reunion"
                    ),
                ),
            ],
            options={
                "verbose_name": "versión de láminas",
                "verbose_name_plural": "versiones de láminas",
                "ordering": ["reunion", "-numero"],
                "constraints": [
                    models.UniqueConstraint(fields=("reunion", "numero"), name="version_de_laminas_unica"),
                    models.UniqueConstraint(
                        fields=("reunion", "huella"),
                        name="version_de_laminas_distinta",
                        violation_error_message="Ese mismo archivo ya está en esta reunión.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ImagenDeLamina",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("numero", models.PositiveSmallIntegerField()),
                ("titulo", models.CharField(max_length=260)),
                ("png", models.BinaryField()),
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="imagenes",
                        to="produccion.versiondelaminas",
                    ),
                ),
            ],
            options={
                "verbose_name": "imagen de lámina",
                "verbose_name_plural": "imágenes de láminas",
                "ordering": ["version", "numero"],
                "constraints": [models.UniqueConstraint(fields=("version", "numero"), name="imagen_de_lamina_unica")],
            },
        ),
        migrations.CreateModel(
            name="EntregaDeLaminas",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "a_quien",
                    models.CharField(
                        max_length=160,
                        validators=[
                            django.core.validators.RegexValidator(
                                "^[^\\x00-\\x1f\\x7f\\u2028\\u2029]*\\Z",
                                "Escribe el texto en un solo renglón, sin caracteres de control.",
                                code="control",
                            )
                        ],
                        verbose_name="a quién se entregaron",
                    ),
                ),
                ("entregada_en", models.DateTimeField()),
                ("registrada_en", models.DateTimeField()),
                (
                    "registrada_por",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "reunion",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="entregas", to="produccion.reunion"
                    ),
                ),
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="entregas",
                        to="produccion.versiondelaminas",
                    ),
                ),
            ],
            options={
                "verbose_name": "entrega de láminas",
                "verbose_name_plural": "entregas de láminas",
                "ordering": ["-entregada_en", "-pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("version", "a_quien"),
                        name="entrega_una_vez",
                        violation_error_message="Esa versión ya se entregó a esa persona.",
                    )
                ],
            },
        ),
        migrations.RunSQL(CREAR, QUITAR),
    ]
