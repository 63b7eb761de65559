from datetime import UTC, datetime

import django.contrib.postgres.fields
import django.core.validators
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("agenda", "0002_inicial"),
        ("boletines", "0004_busqueda_con_y_sin_acentos"),
        ("medios", "0002_inicial"),
        ("personas", "0002_invitaciones_por_estrenar"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Adelanto",
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
                        verbose_name="para quién",
                    ),
                ),
                ("huella", models.CharField(max_length=64, unique=True, verbose_name="SHA-256 del enlace")),
                ("dado_en", models.DateTimeField()),
                ("vence_en", models.DateTimeField()),
                ("retirado_en", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "verbose_name": "adelanto",
                "ordering": ["-dado_en", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="AperturaDeAdelanto",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("abierto_en", models.DateTimeField()),
                ("desde_ip", models.GenericIPAddressField(blank=True, null=True, verbose_name="dirección de red")),
            ],
            options={
                "verbose_name": "apertura de adelanto",
                "verbose_name_plural": "aperturas de adelanto",
                "ordering": ["-abierto_en", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="Comentario",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("ancla", models.CharField(blank=True, max_length=64, verbose_name="SHA-256 del párrafo")),
                ("lugar", models.PositiveSmallIntegerField(default=0, verbose_name="qué número de párrafo era")),
                ("cita", models.CharField(blank=True, max_length=400, verbose_name="cómo decía el párrafo")),
                (
                    "texto",
                    models.CharField(
                        max_length=1000,
                        validators=[
                            django.core.validators.RegexValidator(
                                "^[^\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f\\x7f]*\\Z",
                                "El texto trae caracteres de control; pégalo como texto sencillo.",
                                code="control",
                            )
                        ],
                    ),
                ),
                ("escrito_en", models.DateTimeField()),
                ("resuelto_en", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "verbose_name": "comentario",
                "ordering": ["escrito_en", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Correccion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "nota",
                    models.CharField(
                        max_length=300,
                        validators=[
                            django.core.validators.RegexValidator(
                                "^[^\\x00-\\x1f\\x7f\\u2028\\u2029]*\\Z",
                                "Escribe el texto en un solo renglón, sin caracteres de control.",
                                code="control",
                            )
                        ],
                        verbose_name="qué se corrigió",
                    ),
                ),
                ("version", models.PositiveIntegerField()),
                ("corregido_en", models.DateTimeField()),
            ],
            options={
                "verbose_name": "corrección",
                "verbose_name_plural": "correcciones",
                "ordering": ["-corregido_en", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="PresenciaEnBoletin",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("abierto_en", models.DateTimeField()),
                ("visto_en", models.DateTimeField()),
            ],
            options={
                "verbose_name": "presencia en boletín",
                "verbose_name_plural": "presencias en boletín",
            },
        ),
        migrations.CreateModel(
            name="TextoGuardado",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("numero", models.PositiveIntegerField(verbose_name="versión que guardó, o de la que partía si chocó")),
                ("contenido", models.JSONField()),
                (
                    "choco",
                    models.BooleanField(
                        default=False, verbose_name="no se pudo guardar porque otra persona guardó antes"
                    ),
                ),
                ("guardado_en", models.DateTimeField()),
            ],
            options={
                "verbose_name": "texto guardado",
                "verbose_name_plural": "textos guardados",
                "ordering": ["-guardado_en", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="Titular",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "nombre",
                    models.CharField(
                        max_length=120,
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
                    "cargo",
                    models.CharField(
                        max_length=120,
                        validators=[
                            django.core.validators.RegexValidator(
                                "^[^\\x00-\\x1f\\x7f\\u2028\\u2029]*\\Z",
                                "Escribe el texto en un solo renglón, sin caracteres de control.",
                                code="control",
                            )
                        ],
                    ),
                ),
                ("preside", models.BooleanField(default=False, verbose_name="preside el municipio")),
                ("activo", models.BooleanField(default=True)),
                ("orden", models.CharField(default="", editable=False, max_length=200)),
            ],
            options={
                "verbose_name": "titular",
                "verbose_name_plural": "titulares",
                "ordering": ["-activo", "orden", "pk"],
            },
        ),
        migrations.CreateModel(
            name="VistoBueno",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "nombre",
                    models.CharField(
                        max_length=120,
                        validators=[
                            django.core.validators.RegexValidator(
                                "^[^\\x00-\\x1f\\x7f\\u2028\\u2029]*\\Z",
                                "Escribe el texto en un solo renglón, sin caracteres de control.",
                                code="control",
                            )
                        ],
                        verbose_name="a quién se le pide",
                    ),
                ),
                ("correo", models.EmailField(max_length=254)),
                ("huella", models.CharField(max_length=64, unique=True, verbose_name="SHA-256 del enlace")),
                ("version", models.PositiveIntegerField(verbose_name="versión que se le mandó")),
                ("pedido_en", models.DateTimeField()),
                ("vence_en", models.DateTimeField()),
                ("retirado_en", models.DateTimeField(blank=True, null=True)),
                (
                    "respuesta",
                    models.CharField(
                        choices=[
                            ("pendiente", "Sin respuesta"),
                            ("conforme", "Conforme"),
                            ("corregir", "Pide correcciones"),
                        ],
                        default="pendiente",
                        max_length=10,
                    ),
                ),
                (
                    "correcciones",
                    models.CharField(
                        blank=True,
                        max_length=2000,
                        validators=[
                            django.core.validators.RegexValidator(
                                "^[^\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f\\x7f]*\\Z",
                                "El texto trae caracteres de control; pégalo como texto sencillo.",
                                code="control",
                            )
                        ],
                    ),
                ),
                ("respondido_en", models.DateTimeField(blank=True, null=True)),
                ("version_respondida", models.PositiveIntegerField(blank=True, null=True)),
            ],
            options={
                "verbose_name": "visto bueno",
                "verbose_name_plural": "vistos buenos",
                "ordering": ["-pedido_en", "-pk"],
            },
        ),
        migrations.RemoveConstraint(
            model_name="boletin",
            name="boletin_estado_conocido",
        ),
        migrations.RemoveConstraint(
            model_name="boletin",
            name="boletin_aprobado_con_quien",
        ),
        migrations.AddField(
            model_name="boletin",
            name="balazos",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.CharField(
                    max_length=160,
                    validators=[
                        django.core.validators.RegexValidator(
                            "^[^\\x00-\\x1f\\x7f\\u2028\\u2029]*\\Z",
                            "Escribe el texto en un solo renglón, sin caracteres de control.",
                            code="control",
                        )
                    ],
                ),
                blank=True,
                default=list,
                size=3,
            ),
        ),
        migrations.AddField(
            model_name="boletin",
            name="corrige",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="propuestas_de_correccion",
                to="boletines.boletin",
            ),
        ),
        migrations.AddField(
            model_name="boletin",
            name="frase",
            field=models.CharField(
                blank=True,
                max_length=300,
                validators=[
                    django.core.validators.RegexValidator(
                        "^[^\\x00-\\x1f\\x7f\\u2028\\u2029]*\\Z",
                        "Escribe el texto en un solo renglón, sin caracteres de control.",
                        code="control",
                    )
                ],
                verbose_name="frase destacada",
            ),
        ),
        migrations.AddField(
            model_name="boletin",
            name="frase_de",
            field=models.CharField(
                blank=True,
                max_length=160,
                validators=[
                    django.core.validators.RegexValidator(
                        "^[^\\x00-\\x1f\\x7f\\u2028\\u2029]*\\Z",
                        "Escribe el texto en un solo renglón, sin caracteres de control.",
                        code="control",
                    )
                ],
                verbose_name="quién la dijo",
            ),
        ),
        migrations.AddField(
            model_name="boletin",
            name="no_salio_porque",
            field=models.CharField(blank=True, max_length=500, verbose_name="por qué no salió a su hora"),
        ),
        migrations.AddField(
            model_name="boletin",
            name="nota_de_correccion",
            field=models.CharField(
                blank=True,
                max_length=300,
                validators=[
                    django.core.validators.RegexValidator(
                        "^[^\\x00-\\x1f\\x7f\\u2028\\u2029]*\\Z",
                        "Escribe el texto en un solo renglón, sin caracteres de control.",
                        code="control",
                    )
                ],
            ),
        ),
        migrations.AddField(
            model_name="boletin",
            name="programa",
            field=models.CharField(
                blank=True,
                choices=[
                    ("", "Por decidir"),
                    ("no", "No habla de programas ni apoyos"),
                    ("apoyo", "Programa, apoyo o subsidio público"),
                    ("social", "Programa de desarrollo social"),
                ],
                default="",
                max_length=8,
                verbose_name="programas y apoyos",
            ),
        ),
        migrations.AddField(
            model_name="boletin",
            name="programado_por",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="boletin",
            name="publicar_en",
            field=models.DateTimeField(blank=True, null=True, verbose_name="se publica el"),
        ),
        migrations.AddField(
            model_name="boletin",
            name="tipo",
            field=models.CharField(
                choices=[
                    ("boletin", "Boletín"),
                    ("nota", "Nota informativa"),
                    ("aviso", "Aviso"),
                    ("agenda", "Agenda informativa"),
                    ("posicionamiento", "Posicionamiento"),
                    ("esquela", "Esquela"),
                    ("fe-de-erratas", "Fe de erratas"),
                ],
                default="boletin",
                max_length=16,
            ),
        ),
        migrations.AddField(
            model_name="boletin",
            name="urgencia_motivo",
            field=models.CharField(blank=True, max_length=300, verbose_name="por qué salió sin revisión"),
        ),
        migrations.AddField(
            model_name="boletin",
            name="urgencia_por",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="versiondeboletin",
            name="balazos",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.CharField(max_length=160), blank=True, default=list, size=None
            ),
        ),
        migrations.AddField(
            model_name="versiondeboletin",
            name="es_automatica",
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name="versiondeboletin",
            name="frase",
            field=models.CharField(blank=True, max_length=300),
        ),
        migrations.AddField(
            model_name="versiondeboletin",
            name="frase_de",
            field=models.CharField(blank=True, max_length=160),
        ),
        migrations.AddField(
            model_name="versiondeboletin",
            name="iniciada_en",
            field=models.DateTimeField(
                default=datetime(2021, 1, 1, tzinfo=UTC),
                verbose_name="cuándo se empezó a juntar",
            ),
            preserve_default=False,
        ),
        migrations.AlterField(
            model_name="boletin",
            name="cuerpo",
            field=models.TextField(
                blank=True,
                max_length=40000,
                validators=[
                    django.core.validators.RegexValidator(
                        "^[^\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f\\x7f]*\\Z",
                        "El texto trae caracteres de control; pégalo como texto sencillo.",
                        code="control",
                    )
                ],
            ),
        ),
        migrations.AlterField(
            model_name="boletin",
            name="estado",
            field=models.CharField(
                choices=[
                    ("borrador", "Borrador"),
                    ("en_revision", "En revisión"),
                    ("con_cambios", "Con cambios"),
                    ("aprobado", "Aprobado"),
                    ("programado", "Programado"),
                    ("publicado", "Publicado"),
                    ("retirado", "Retirado"),
                    ("aplicado", "Corrección aplicada"),
                    ("descartado", "Descartado"),
                ],
                default="borrador",
                max_length=12,
            ),
        ),
        migrations.AddIndex(
            model_name="boletin",
            index=models.Index(
                condition=models.Q(("estado", "programado")), fields=["publicar_en", "id"], name="boletin_programados"
            ),
        ),
        migrations.AddIndex(
            model_name="boletin",
            index=models.Index(
                condition=models.Q(("aprobado_por__isnull", True), ("urgencia_por__isnull", False)),
                fields=["-publicado_en"],
                name="boletin_sin_visto_bueno",
            ),
        ),
        migrations.AddConstraint(
            model_name="boletin",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "estado__in",
                        [
                            "borrador",
                            "en_revision",
                            "con_cambios",
                            "aprobado",
                            "programado",
                            "publicado",
                            "retirado",
                            "aplicado",
                            "descartado",
                        ],
                    )
                ),
                name="boletin_estado_conocido",
            ),
        ),
        migrations.AddConstraint(
            model_name="boletin",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("estado__in", ["aprobado", "programado", "publicado", "retirado", "aplicado"]), _negated=True
                    ),
                    models.Q(
                        ("aprobado_en__isnull", False),
                        ("aprobado_por__isnull", False),
                        models.Q(("huella_aprobada", ""), _negated=True),
                    ),
                    models.Q(
                        ("estado__in", ("publicado", "retirado")),
                        ("urgencia_por__isnull", False),
                        models.Q(("urgencia_motivo", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="boletin_aprobado_con_quien",
            ),
        ),
        migrations.AddConstraint(
            model_name="boletin",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("aprobado_por__isnull", True),
                    ("urgencia_por__isnull", True),
                    ("es_unipersonal", True),
                    models.Q(("aprobado_por", models.F("urgencia_por")), _negated=True),
                    _connector="OR",
                ),
                name="boletin_firma_otra_persona",
                violation_error_message="Quien lo publicó de urgencia no puede firmarlo.",
            ),
        ),
        migrations.AddConstraint(
            model_name="boletin",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("estado", "programado"), ("programado_por__isnull", False), ("publicar_en__isnull", False)
                    ),
                    models.Q(models.Q(("estado", "programado"), _negated=True), ("publicar_en__isnull", True)),
                    _connector="OR",
                ),
                name="boletin_programado_con_hora",
            ),
        ),
        migrations.AddConstraint(
            model_name="boletin",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("corrige__isnull", True),
                    models.Q(("estado__in", ["programado", "publicado", "retirado"]), _negated=True),
                    _connector="OR",
                ),
                name="boletin_correccion_sin_folio",
            ),
        ),
        migrations.AddConstraint(
            model_name="boletin",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("estado", "aplicado"), _negated=True),
                    models.Q(("corrige__isnull", False), models.Q(("nota_de_correccion", ""), _negated=True)),
                    _connector="OR",
                ),
                name="boletin_aplicado_corrige_algo",
            ),
        ),
        migrations.AddConstraint(
            model_name="boletin",
            constraint=models.UniqueConstraint(
                condition=models.Q(
                    ("corrige__isnull", False), models.Q(("estado__in", ["aplicado", "descartado"]), _negated=True)
                ),
                fields=("corrige",),
                name="boletin_una_correccion_abierta",
            ),
        ),
        migrations.AddConstraint(
            model_name="boletin",
            constraint=models.CheckConstraint(
                condition=models.Q(("programa__in", ["", "no", "apoyo", "social"])), name="boletin_programa_conocido"
            ),
        ),
        migrations.AddField(
            model_name="adelanto",
            name="boletin",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="adelantos", to="boletines.boletin"
            ),
        ),
        migrations.AddField(
            model_name="adelanto",
            name="contacto",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="adelantos",
                to="medios.contacto",
            ),
        ),
        migrations.AddField(
            model_name="adelanto",
            name="dado_por",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="aperturadeadelanto",
            name="adelanto",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="aperturas", to="boletines.adelanto"
            ),
        ),
        migrations.AddField(
            model_name="comentario",
            name="boletin",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="comentarios", to="boletines.boletin"
            ),
        ),
        migrations.AddField(
            model_name="comentario",
            name="escrito_por",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="comentario",
            name="resuelto_por",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="correccion",
            name="boletin",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="correcciones", to="boletines.boletin"
            ),
        ),
        migrations.AddField(
            model_name="correccion",
            name="por",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="correccion",
            name="propuesta",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.PROTECT, related_name="correccion_hecha", to="boletines.boletin"
            ),
        ),
        migrations.AddField(
            model_name="presenciaenboletin",
            name="boletin",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="presencias", to="boletines.boletin"
            ),
        ),
        migrations.AddField(
            model_name="presenciaenboletin",
            name="persona",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="textoguardado",
            name="boletin",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="textos_guardados", to="boletines.boletin"
            ),
        ),
        migrations.AddField(
            model_name="textoguardado",
            name="guardado_por",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="titular",
            name="dependencia",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="titulares",
                to="personas.dependencia",
            ),
        ),
        migrations.AddField(
            model_name="vistobueno",
            name="boletin",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="vistos_buenos", to="boletines.boletin"
            ),
        ),
        migrations.AddField(
            model_name="vistobueno",
            name="pedido_por",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddConstraint(
            model_name="adelanto",
            constraint=models.CheckConstraint(
                condition=models.Q(("vence_en__gt", models.F("dado_en"))), name="adelanto_vence_despues"
            ),
        ),
        migrations.AddConstraint(
            model_name="adelanto",
            constraint=models.CheckConstraint(
                condition=models.Q(("nombre", ""), _negated=True), name="adelanto_con_nombre"
            ),
        ),
        migrations.AddConstraint(
            model_name="comentario",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("resuelto_en__isnull", True), ("resuelto_por__isnull", True)),
                    models.Q(("resuelto_en__isnull", False), ("resuelto_por__isnull", False)),
                    _connector="OR",
                ),
                name="comentario_resuelto_con_quien",
            ),
        ),
        migrations.AddConstraint(
            model_name="comentario",
            constraint=models.CheckConstraint(
                condition=models.Q(("texto", ""), _negated=True), name="comentario_con_texto"
            ),
        ),
        migrations.AddConstraint(
            model_name="correccion",
            constraint=models.UniqueConstraint(fields=("boletin", "version"), name="correccion_una_por_version"),
        ),
        migrations.AddConstraint(
            model_name="correccion",
            constraint=models.CheckConstraint(
                condition=models.Q(("nota", ""), _negated=True), name="correccion_con_nota"
            ),
        ),
        migrations.AddConstraint(
            model_name="presenciaenboletin",
            constraint=models.UniqueConstraint(fields=("boletin", "persona"), name="presencia_unica"),
        ),
        migrations.AddIndex(
            model_name="textoguardado",
            index=models.Index(fields=["boletin", "numero"], name="texto_guardado_base"),
        ),
        migrations.AddConstraint(
            model_name="titular",
            constraint=models.UniqueConstraint(
                fields=("nombre", "cargo"),
                name="titular_unico",
                violation_error_message="Ese nombre ya está con ese cargo.",
            ),
        ),
        migrations.AddConstraint(
            model_name="titular",
            constraint=models.UniqueConstraint(
                condition=models.Q(("activo", True), ("preside", True)),
                fields=("preside",),
                name="titular_uno_preside",
                violation_error_message="Ya hay otra persona que preside el municipio.",
            ),
        ),
        migrations.AddConstraint(
            model_name="vistobueno",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("respondido_en__isnull", True), ("respuesta", "pendiente")),
                    models.Q(("respondido_en__isnull", False), ("respuesta__in", ["conforme", "corregir"])),
                    _connector="OR",
                ),
                name="visto_bueno_respondido_con_fecha",
            ),
        ),
        migrations.AddConstraint(
            model_name="vistobueno",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("respuesta", "corregir"), _negated=True),
                    models.Q(("correcciones", ""), _negated=True),
                    _connector="OR",
                ),
                name="visto_bueno_correcciones_dichas",
            ),
        ),
    ]
