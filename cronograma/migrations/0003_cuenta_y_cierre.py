"""Reglas con versión, lo que sale de la cuenta, explicaciones y el cierre de cada mes."""

import django.core.validators
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("cronograma", "0002_meta_mensual"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="CambioDeMeta",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "mes",
                    models.PositiveSmallIntegerField(
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(12),
                        ]
                    ),
                ),
                ("antes", models.PositiveIntegerField()),
                ("despues", models.PositiveIntegerField()),
                ("pasa_a", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="mes al que pasa")),
                (
                    "motivo",
                    models.CharField(
                        max_length=300,
                        validators=[
                            django.core.validators.RegexValidator(
                                "^[^\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f\\x7f]*\\Z",
                                "El texto trae caracteres de control; pégalo como texto sencillo.",
                                code="control",
                            )
                        ],
                    ),
                ),
                ("hecho_en", models.DateTimeField()),
            ],
            options={
                "verbose_name": "cambio de meta",
                "verbose_name_plural": "cambios de meta",
                "ordering": ["hecho_en", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("mes__gte", 1),
                            ("mes__lte", 12),
                            models.Q(
                                ("pasa_a__isnull", True),
                                models.Q(("pasa_a__gte", 1), ("pasa_a__lte", 12)),
                                _connector="OR",
                            ),
                        ),
                        name="cambio_de_meta_en_un_mes",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("motivo", ""), _negated=True), name="cambio_de_meta_con_motivo"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="CierreMensual",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("ejercicio", models.PositiveSmallIntegerField()),
                (
                    "mes",
                    models.PositiveSmallIntegerField(
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(12),
                        ]
                    ),
                ),
                ("version", models.PositiveSmallIntegerField()),
                ("programado", models.PositiveIntegerField()),
                ("cuenta", models.PositiveIntegerField(verbose_name="lo que cuenta hasta la meta")),
                ("pruebas", models.PositiveIntegerField(verbose_name="cuántas pruebas lo respaldan")),
                ("porcentaje", models.PositiveSmallIntegerField(null=True, verbose_name="cumplimiento (%)")),
                ("huella", models.CharField(max_length=64, verbose_name="SHA-256 de las cifras y las pruebas")),
                ("sellado", models.BooleanField(default=False)),
                ("firmado_en", models.DateTimeField()),
                ("contrafirmado_en", models.DateTimeField(blank=True, null=True, verbose_name="segunda firma")),
                ("reabierto_en", models.DateTimeField(blank=True, null=True)),
                (
                    "motivo_de_reapertura",
                    models.CharField(
                        blank=True,
                        max_length=300,
                        validators=[
                            django.core.validators.RegexValidator(
                                "^[^\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f\\x7f]*\\Z",
                                "El texto trae caracteres de control; pégalo como texto sencillo.",
                                code="control",
                            )
                        ],
                    ),
                ),
            ],
            options={
                "verbose_name": "cierre de mes",
                "verbose_name_plural": "cierres de mes",
                "ordering": ["ejercicio", "mes", "version"],
                "constraints": [
                    models.UniqueConstraint(fields=("ejercicio", "mes", "version"), name="cierre_version_unica"),
                    models.UniqueConstraint(
                        condition=models.Q(("reabierto_en__isnull", True)),
                        fields=("ejercicio", "mes"),
                        name="cierre_uno_vigente",
                        violation_error_message="Ese mes ya está cerrado.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("mes__gte", 1), ("mes__lte", 12)), name="cierre_mes_valido"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="CifraCerrada",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("programado", models.PositiveIntegerField(null=True)),
                ("realizado", models.PositiveIntegerField()),
                ("de_antes", models.PositiveIntegerField(default=0, verbose_name="extemporáneas que cuenta")),
                (
                    "avance",
                    models.CharField(
                        choices=[
                            ("sin_meta", "No programado"),
                            ("por_iniciar", "Por iniciar"),
                            ("en_curso", "En curso"),
                            ("cumplido", "Cumplido"),
                            ("sobrecumplido", "Sobrecumplido"),
                            ("fuera_de_plazo", "Fuera de plazo"),
                            ("parcial", "Parcial"),
                            ("no_cumplido", "No cumplido"),
                            ("suspendido", "Suspendido por veda"),
                            ("reprogramado", "Reprogramado"),
                        ],
                        max_length=14,
                    ),
                ),
                (
                    "fundamento",
                    models.CharField(blank=True, max_length=300, verbose_name="fundamento de la suspensión"),
                ),
            ],
            options={
                "verbose_name": "cifra cerrada",
                "verbose_name_plural": "cifras cerradas",
                "ordering": ["cierre", "actividad"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "avance__in",
                                [
                                    "sin_meta",
                                    "por_iniciar",
                                    "en_curso",
                                    "cumplido",
                                    "sobrecumplido",
                                    "fuera_de_plazo",
                                    "parcial",
                                    "no_cumplido",
                                    "suspendido",
                                    "reprogramado",
                                ],
                            )
                        ),
                        name="cifra_cerrada_avance",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="DocumentoDeCierre",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("octetos", models.BinaryField()),
                ("huella", models.CharField(max_length=64, verbose_name="SHA-256")),
            ],
            options={
                "verbose_name": "documento de cierre",
                "verbose_name_plural": "documentos de cierre",
            },
        ),
        migrations.CreateModel(
            name="Explicacion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "mes",
                    models.PositiveSmallIntegerField(
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(12),
                        ]
                    ),
                ),
                (
                    "caso",
                    models.CharField(
                        choices=[
                            ("falto", "Por qué faltó"),
                            ("sobro", "Por qué se pasó"),
                            ("pico", "Muchas en un día"),
                            ("sin_archivo", "Prueba sin su archivo"),
                        ],
                        max_length=12,
                    ),
                ),
                ("asunto", models.CharField(blank=True, max_length=60, verbose_name="de qué prueba o día")),
                (
                    "texto",
                    models.CharField(
                        max_length=600,
                        validators=[
                            django.core.validators.RegexValidator(
                                "^[^\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f\\x7f]*\\Z",
                                "El texto trae caracteres de control; pégalo como texto sencillo.",
                                code="control",
                            )
                        ],
                    ),
                ),
                ("propuesta", models.CharField(blank=True, max_length=200, verbose_name="de dónde salió la propuesta")),
                ("escrita_en", models.DateTimeField()),
            ],
            options={
                "verbose_name": "explicación",
                "verbose_name_plural": "explicaciones",
                "ordering": ["escrita_en", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("mes__gte", 1), ("mes__lte", 12)), name="explicacion_mes_valido"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("texto", ""), _negated=True), name="explicacion_con_texto"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="NoCuenta",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "clase",
                    models.CharField(
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
                        ],
                        max_length=14,
                    ),
                ),
                ("cosa", models.BigIntegerField(verbose_name="llave de la prueba")),
                (
                    "mes",
                    models.PositiveSmallIntegerField(
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(12),
                        ]
                    ),
                ),
                ("titulo", models.CharField(max_length=300)),
                (
                    "motivo",
                    models.CharField(
                        max_length=300,
                        validators=[
                            django.core.validators.RegexValidator(
                                "^[^\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f\\x7f]*\\Z",
                                "El texto trae caracteres de control; pégalo como texto sencillo.",
                                code="control",
                            )
                        ],
                        verbose_name="por qué no cuenta",
                    ),
                ),
                ("quitada_en", models.DateTimeField()),
                ("vuelve_en", models.DateTimeField(blank=True, null=True, verbose_name="desde cuándo vuelve a contar")),
            ],
            options={
                "verbose_name": "prueba fuera de la cuenta",
                "verbose_name_plural": "pruebas fuera de la cuenta",
                "ordering": ["-quitada_en", "-pk"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("vuelve_en__isnull", True)),
                        fields=("clase", "cosa"),
                        name="no_cuenta_una_vigente",
                        violation_error_message="Esa prueba ya está fuera de la cuenta.",
                    ),
                    models.CheckConstraint(
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
                                ],
                            )
                        ),
                        name="no_cuenta_clase_conocida",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("motivo", ""), _negated=True), name="no_cuenta_con_motivo"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PlanAnual",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("ejercicio", models.PositiveSmallIntegerField(unique=True)),
                (
                    "administracion",
                    models.CharField(
                        blank=True,
                        max_length=80,
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
                    "parcial_desde",
                    models.PositiveSmallIntegerField(
                        default=70,
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(99),
                        ],
                        verbose_name="parcial desde (%)",
                    ),
                ),
                (
                    "sobrecumplido_desde",
                    models.PositiveSmallIntegerField(
                        default=110,
                        validators=[
                            django.core.validators.MinValueValidator(100),
                            django.core.validators.MaxValueValidator(500),
                        ],
                        verbose_name="sobrecumplido con más de (%)",
                    ),
                ),
                (
                    "dias_que_suspenden",
                    models.PositiveSmallIntegerField(
                        default=15,
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(31),
                        ],
                        verbose_name="días de veda que suspenden un mes",
                    ),
                ),
                (
                    "cierra_hasta_el",
                    models.PositiveSmallIntegerField(
                        default=5,
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(28),
                        ],
                        verbose_name="cada mes se cierra a más tardar el día",
                    ),
                ),
                (
                    "pide_segunda_firma",
                    models.BooleanField(default=False, verbose_name="pedir la segunda firma a Contraloría"),
                ),
            ],
            options={
                "verbose_name": "plan anual",
                "verbose_name_plural": "planes anuales",
                "ordering": ["-ejercicio"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("parcial_desde__gte", 1), ("parcial_desde__lt", 100), ("sobrecumplido_desde__gte", 100)
                        ),
                        name="plan_umbrales_en_orden",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("cierra_hasta_el__gte", 1),
                            ("cierra_hasta_el__lte", 28),
                            ("dias_que_suspenden__gte", 1),
                            ("dias_que_suspenden__lte", 31),
                        ),
                        name="plan_dias_posibles",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PruebaCerrada",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "clase",
                    models.CharField(
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
                        ],
                        max_length=14,
                    ),
                ),
                ("cosa", models.BigIntegerField(verbose_name="llave de la prueba")),
                ("ocurrio_en", models.DateTimeField()),
                ("titulo", models.CharField(max_length=400)),
                ("direccion", models.CharField(max_length=600, verbose_name="a dónde lleva")),
                ("cantidad", models.PositiveIntegerField(default=1)),
                ("extemporanea", models.BooleanField(default=False, verbose_name="es de un mes que ya estaba cerrado")),
                (
                    "huella",
                    models.CharField(blank=True, max_length=64, verbose_name="SHA-256 de su archivo o su texto"),
                ),
            ],
            options={
                "verbose_name": "prueba cerrada",
                "verbose_name_plural": "pruebas cerradas",
                "ordering": ["cierre", "actividad", "clase", "ocurrio_en", "pk"],
                "indexes": [models.Index(fields=["clase", "cosa"], name="prueba_cerrada_de_cosa")],
                "constraints": [
                    models.CheckConstraint(
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
                                ],
                            )
                        ),
                        name="prueba_cerrada_clase",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="VersionDeRegla",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "regla",
                    models.CharField(
                        choices=[
                            ("boletines", "Boletines emitidos con folio"),
                            ("memoria", "Eventos con su memoria fotográfica entregada"),
                            ("diapositivas", "Presentaciones entregadas a una reunión"),
                            ("disenos", "Diseños aprobados y usados"),
                            ("audiovisual", "Piezas publicadas con su enlace"),
                            ("paginas", "Cambios que una persona hizo en una página oficial"),
                            ("manual", "Sólo evidencia agregada a mano"),
                        ],
                        max_length=12,
                    ),
                ),
                ("numero", models.PositiveSmallIntegerField()),
                ("fecha_desde", models.DateField(verbose_name="rige desde")),
                ("parametros", models.JSONField(default=dict)),
                (
                    "motivo",
                    models.CharField(
                        max_length=300,
                        validators=[
                            django.core.validators.RegexValidator(
                                "^[^\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f\\x7f]*\\Z",
                                "El texto trae caracteres de control; pégalo como texto sencillo.",
                                code="control",
                            )
                        ],
                        verbose_name="por qué",
                    ),
                ),
                ("puesta_en", models.DateTimeField()),
            ],
            options={
                "verbose_name": "versión de una regla",
                "verbose_name_plural": "versiones de las reglas",
                "ordering": ["regla", "numero"],
                "constraints": [
                    models.UniqueConstraint(fields=("regla", "numero"), name="version_de_regla_unica"),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "regla__in",
                                ["boletines", "memoria", "diapositivas", "disenos", "audiovisual", "paginas", "manual"],
                            )
                        ),
                        name="version_de_regla_conocida",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("fecha_desde__day", 1)), name="version_de_regla_en_dia_primero"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("motivo", ""), _negated=True), name="version_de_regla_con_motivo"
                    ),
                ],
            },
        ),
        migrations.AddField(
            model_name="actividad",
            name="formula",
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
                verbose_name="fórmula",
            ),
        ),
        migrations.AddField(
            model_name="actividad",
            name="fuente",
            field=models.CharField(
                blank=True,
                max_length=200,
                validators=[
                    django.core.validators.RegexValidator(
                        "^[^\\x00-\\x1f\\x7f\\u2028\\u2029]*\\Z",
                        "Escribe el texto en un solo renglón, sin caracteres de control.",
                        code="control",
                    )
                ],
                verbose_name="medio de verificación",
            ),
        ),
        migrations.AddField(
            model_name="actividad",
            name="indicador",
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
                verbose_name="nombre del indicador",
            ),
        ),
        migrations.AddField(
            model_name="actividad",
            name="linea_base",
            field=models.CharField(
                blank=True,
                max_length=120,
                validators=[
                    django.core.validators.RegexValidator(
                        "^[^\\x00-\\x1f\\x7f\\u2028\\u2029]*\\Z",
                        "Escribe el texto en un solo renglón, sin caracteres de control.",
                        code="control",
                    )
                ],
                verbose_name="línea base",
            ),
        ),
        migrations.AddField(
            model_name="actividad",
            name="linea_del_pmd",
            field=models.CharField(
                blank=True,
                max_length=200,
                validators=[
                    django.core.validators.RegexValidator(
                        "^[^\\x00-\\x1f\\x7f\\u2028\\u2029]*\\Z",
                        "Escribe el texto en un solo renglón, sin caracteres de control.",
                        code="control",
                    )
                ],
                verbose_name="línea del PMD",
            ),
        ),
        migrations.AddField(
            model_name="actividad",
            name="motivo_de_retiro",
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
            model_name="actividad",
            name="peso",
            field=models.DecimalField(
                blank=True,
                decimal_places=2,
                help_text="Vacío: pesa lo que su parte de lo programado.",
                max_digits=5,
                null=True,
                validators=[django.core.validators.MinValueValidator(0), django.core.validators.MaxValueValidator(100)],
                verbose_name="peso en el año (%)",
            ),
        ),
        migrations.AddField(
            model_name="actividad",
            name="retirada_en",
            field=models.DateTimeField(blank=True, null=True, verbose_name="retirada del plan"),
        ),
        migrations.AlterField(
            model_name="actividad",
            name="regla",
            field=models.CharField(
                choices=[
                    ("boletines", "Boletines emitidos con folio"),
                    ("memoria", "Eventos con su memoria fotográfica entregada"),
                    ("diapositivas", "Presentaciones entregadas a una reunión"),
                    ("disenos", "Diseños aprobados y usados"),
                    ("audiovisual", "Piezas publicadas con su enlace"),
                    ("paginas", "Cambios que una persona hizo en una página oficial"),
                    ("manual", "Sólo evidencia agregada a mano"),
                ],
                max_length=12,
                verbose_name="cómo se cuenta",
            ),
        ),
        migrations.AddConstraint(
            model_name="actividad",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "regla__in",
                        ["boletines", "memoria", "diapositivas", "disenos", "audiovisual", "paginas", "manual"],
                    )
                ),
                name="actividad_regla_conocida",
            ),
        ),
        migrations.AddConstraint(
            model_name="actividad",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("peso__isnull", True), models.Q(("peso__gte", 0), ("peso__lte", 100)), _connector="OR"
                ),
                name="actividad_peso_posible",
            ),
        ),
        migrations.AddConstraint(
            model_name="actividad",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("retirada_en__isnull", True), models.Q(("motivo_de_retiro", ""), _negated=True), _connector="OR"
                ),
                name="actividad_retirada_con_motivo",
            ),
        ),
        migrations.AddField(
            model_name="cambiodemeta",
            name="actividad",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="cambios_de_meta", to="cronograma.actividad"
            ),
        ),
        migrations.AddField(
            model_name="cambiodemeta",
            name="hecho_por",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="cierremensual",
            name="contrafirmado_por",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="cierremensual",
            name="firmado_por",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="cierremensual",
            name="reabierto_por",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="cifracerrada",
            name="actividad",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="cifras_cerradas", to="cronograma.actividad"
            ),
        ),
        migrations.AddField(
            model_name="cifracerrada",
            name="cierre",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="cifras", to="cronograma.cierremensual"
            ),
        ),
        migrations.AddField(
            model_name="documentodecierre",
            name="cierre",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.PROTECT, related_name="documento", to="cronograma.cierremensual"
            ),
        ),
        migrations.AddField(
            model_name="explicacion",
            name="actividad",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="explicaciones", to="cronograma.actividad"
            ),
        ),
        migrations.AddField(
            model_name="explicacion",
            name="escrita_por",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="nocuenta",
            name="actividad",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="fuera_de_la_cuenta",
                to="cronograma.actividad",
            ),
        ),
        migrations.AddField(
            model_name="nocuenta",
            name="quitada_por",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="nocuenta",
            name="vuelve_por",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="pruebacerrada",
            name="actividad",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="pruebas_cerradas", to="cronograma.actividad"
            ),
        ),
        migrations.AddField(
            model_name="pruebacerrada",
            name="cierre",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="pruebas_cerradas",
                to="cronograma.cierremensual",
            ),
        ),
        migrations.AddField(
            model_name="versionderegla",
            name="puesta_por",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddIndex(
            model_name="cambiodemeta",
            index=models.Index(fields=["actividad", "mes"], name="cambio_de_meta_de_celda"),
        ),
        migrations.AddConstraint(
            model_name="cierremensual",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("motivo_de_reapertura", ""), ("reabierto_en__isnull", True), ("reabierto_por__isnull", True)
                    ),
                    models.Q(
                        ("reabierto_en__isnull", False),
                        ("reabierto_por__isnull", False),
                        models.Q(("motivo_de_reapertura", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="cierre_reabierto_con_motivo",
            ),
        ),
        migrations.AddConstraint(
            model_name="cierremensual",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("contrafirmado_en__isnull", True), ("contrafirmado_por__isnull", True)),
                    models.Q(
                        ("contrafirmado_en__isnull", False),
                        ("contrafirmado_por__isnull", False),
                        models.Q(("contrafirmado_por", models.F("firmado_por")), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="cierre_segunda_firma_de_otra_persona",
            ),
        ),
        migrations.AddConstraint(
            model_name="cifracerrada",
            constraint=models.UniqueConstraint(fields=("cierre", "actividad"), name="cifra_cerrada_unica"),
        ),
        migrations.AddIndex(
            model_name="explicacion",
            index=models.Index(fields=["actividad", "mes"], name="explicacion_de_celda"),
        ),
        migrations.AddIndex(
            model_name="nocuenta",
            index=models.Index(fields=["actividad", "mes"], name="no_cuenta_de_celda"),
        ),
        migrations.AddConstraint(
            model_name="nocuenta",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("vuelve_en__isnull", True), ("vuelve_por__isnull", True)),
                    models.Q(("vuelve_en__isnull", False), ("vuelve_por__isnull", False)),
                    _connector="OR",
                ),
                name="no_cuenta_vuelve_por_alguien",
            ),
        ),
        migrations.AddConstraint(
            model_name="pruebacerrada",
            constraint=models.UniqueConstraint(
                fields=("cierre", "actividad", "clase", "cosa"), name="prueba_cerrada_unica"
            ),
        ),
    ]
