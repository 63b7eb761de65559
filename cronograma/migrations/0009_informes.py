"""Los informes de un periodo, sus partes, sus fotos y sus versiones, que ya hechas no las cambia nadie."""

import django.contrib.postgres.fields
import django.core.validators
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

CREAR = """
CREATE FUNCTION cronograma_informe_hecho() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'INSERT' THEN
        IF EXISTS (SELECT 1 FROM cronograma_versiondeinforme WHERE id = NEW.version_id AND lista_en IS NOT NULL) THEN
            RAISE EXCEPTION 'Esa versión ya está hecha' USING ERRCODE = 'insufficient_privilege';
        END IF;
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'Lo entregado no se cambia ni se borra' USING ERRCODE = 'insufficient_privilege';
END $$;
CREATE FUNCTION cronograma_version_lista() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' AND OLD.lista_en IS NULL THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'Una versión hecha no se cambia ni se borra' USING ERRCODE = 'insufficient_privilege';
END $$;
CREATE TRIGGER intocable BEFORE INSERT OR UPDATE OR DELETE ON cronograma_archivodeinforme
    FOR EACH ROW EXECUTE FUNCTION cronograma_informe_hecho();
CREATE TRIGGER sellada BEFORE UPDATE OR DELETE ON cronograma_versiondeinforme
    FOR EACH ROW EXECUTE FUNCTION cronograma_version_lista();
"""
QUITAR = """
DROP TRIGGER sellada ON cronograma_versiondeinforme;
DROP TRIGGER intocable ON cronograma_archivodeinforme;
DROP FUNCTION cronograma_version_lista();
DROP FUNCTION cronograma_informe_hecho();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("cronograma", "0008_lineas_del_pmd"),
        ("media_library", "0004_certeza_de_lo_que_habia"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Informe",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "tipo",
                    models.CharField(
                        choices=[
                            ("mensual", "Mensual"),
                            ("trimestral", "Trimestral"),
                            ("semestral", "Semestral"),
                            ("anual", "Anual"),
                            ("gobierno", "Informe de gobierno"),
                        ],
                        max_length=12,
                    ),
                ),
                ("fecha_desde", models.DateField(verbose_name="desde el día")),
                ("fecha_hasta", models.DateField(verbose_name="hasta el día")),
                (
                    "titulo",
                    models.CharField(
                        max_length=160,
                        validators=[
                            django.core.validators.RegexValidator(
                                "^[^\\x00-\\x1f\\x7f\\u2028\\u2029]*\\Z",
                                "Escribe el texto en un solo renglón, sin caracteres de control.",
                                code="control",
                            )
                        ],
                        verbose_name="título",
                    ),
                ),
                ("creado_en", models.DateTimeField()),
                (
                    "creado_por",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "verbose_name": "informe",
                "verbose_name_plural": "informes",
                "ordering": ["-fecha_hasta", "tipo"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("tipo", "fecha_desde", "fecha_hasta"),
                        name="informe_uno_por_periodo",
                        violation_error_message="Ese informe ya existe.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("tipo__in", ["mensual", "trimestral", "semestral", "anual", "gobierno"])),
                        name="informe_tipo_conocido",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("fecha_hasta__gt", models.F("fecha_desde"))), name="informe_en_orden"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="FotoDeInforme",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("orden", models.PositiveSmallIntegerField()),
                (
                    "actividad",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="cronograma.actividad"
                    ),
                ),
                (
                    "evidencia",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="en_informes",
                        to="media_library.evidencia",
                    ),
                ),
                (
                    "informe",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="fotos", to="cronograma.informe"
                    ),
                ),
            ],
            options={
                "verbose_name": "foto de un informe",
                "verbose_name_plural": "fotos de un informe",
                "ordering": ["actividad__ejercicio", "actividad__numero", "orden", "pk"],
                "constraints": [
                    models.UniqueConstraint(fields=("informe", "evidencia"), name="foto_de_informe_una_vez")
                ],
            },
        ),
        migrations.CreateModel(
            name="ParteDeInforme",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "seccion",
                    models.CharField(
                        choices=[
                            ("resumen", "Resumen"),
                            ("cronograma", "Cronograma"),
                            ("actividades", "Actividades y sus fotos"),
                            ("boletines", "Boletines"),
                            ("medios", "Medios"),
                            ("redes", "Redes"),
                            ("correcciones", "Correcciones y retiros"),
                            ("pendientes", "Pendientes"),
                            ("anexo", "Anexo de pruebas"),
                            ("firmas", "Firmas"),
                        ],
                        max_length=14,
                        verbose_name="sección",
                    ),
                ),
                ("orden", models.PositiveSmallIntegerField()),
                ("va", models.BooleanField(default=True, verbose_name="va en el informe")),
                (
                    "texto",
                    models.TextField(
                        blank=True,
                        max_length=4000,
                        validators=[
                            django.core.validators.RegexValidator(
                                "^[^\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f\\x7f]*\\Z",
                                "El texto trae caracteres de control; pégalo como texto sencillo.",
                                code="control",
                            )
                        ],
                    ),
                ),
                (
                    "informe",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="partes", to="cronograma.informe"
                    ),
                ),
            ],
            options={
                "verbose_name": "parte de un informe",
                "verbose_name_plural": "partes de un informe",
                "ordering": ["orden", "pk"],
                "constraints": [
                    models.UniqueConstraint(fields=("informe", "seccion"), name="parte_una_por_seccion"),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "seccion__in",
                                [
                                    "resumen",
                                    "cronograma",
                                    "actividades",
                                    "boletines",
                                    "medios",
                                    "redes",
                                    "correcciones",
                                    "pendientes",
                                    "anexo",
                                    "firmas",
                                ],
                            )
                        ),
                        name="parte_seccion_conocida",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="VersionDeInforme",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("numero", models.PositiveSmallIntegerField()),
                (
                    "formatos",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[("pdf", "PDF"), ("pptx", "PowerPoint"), ("xlsx", "Excel")], max_length=4
                        ),
                        size=None,
                    ),
                ),
                ("pedida_en", models.DateTimeField()),
                ("tomada_en", models.DateTimeField(blank=True, null=True)),
                ("intentos", models.PositiveSmallIntegerField(default=0)),
                (
                    "progreso",
                    models.PositiveSmallIntegerField(
                        default=0, validators=[django.core.validators.MaxValueValidator(100)], verbose_name="avance (%)"
                    ),
                ),
                ("paso", models.CharField(blank=True, max_length=80, verbose_name="en qué va")),
                ("lista_en", models.DateTimeField(blank=True, null=True)),
                ("fallo", models.CharField(blank=True, max_length=300, verbose_name="por qué no se pudo")),
                (
                    "avisos",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=300), blank=True, default=list, size=None
                    ),
                ),
                ("cierres", models.CharField(blank=True, max_length=300, verbose_name="qué meses no estaban cerrados")),
                ("huella", models.CharField(blank=True, max_length=64, verbose_name="SHA-256 de lo que dice")),
                (
                    "informe",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="versiones", to="cronograma.informe"
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
                "verbose_name": "versión de un informe",
                "verbose_name_plural": "versiones de un informe",
                "ordering": ["informe", "-numero"],
                "constraints": [
                    models.UniqueConstraint(fields=("informe", "numero"), name="version_de_informe_unica"),
                    models.UniqueConstraint(
                        condition=models.Q(("fallo", ""), ("lista_en__isnull", True)),
                        fields=("informe",),
                        name="version_una_por_hacer",
                        violation_error_message="Este informe ya se está haciendo.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("lista_en__isnull", True),
                            models.Q(("fallo", ""), models.Q(("huella", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="version_lista_con_huella",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ArchivoDeInforme",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "formato",
                    models.CharField(choices=[("pdf", "PDF"), ("pptx", "PowerPoint"), ("xlsx", "Excel")], max_length=4),
                ),
                ("octetos", models.BinaryField()),
                ("pesa", models.PositiveIntegerField(verbose_name="cuántos octetos")),
                ("huella", models.CharField(max_length=64, verbose_name="SHA-256")),
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="archivos",
                        to="cronograma.versiondeinforme",
                    ),
                ),
            ],
            options={
                "verbose_name": "archivo de un informe",
                "verbose_name_plural": "archivos de un informe",
                "ordering": ["version", "formato"],
                "constraints": [models.UniqueConstraint(fields=("version", "formato"), name="archivo_uno_por_formato")],
            },
        ),
        migrations.RunSQL(CREAR, QUITAR),
    ]
