"""Los diseños: su texto, sus versiones intocables, su aprobación, su impresión y dónde se colocan."""

import django.core.validators
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

CREAR = """
CREATE FUNCTION produccion_version_intocable() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'Una versión de un diseño no se cambia ni se borra' USING ERRCODE = 'insufficient_privilege';
END $$;
CREATE TRIGGER intocable BEFORE UPDATE OR DELETE ON produccion_versiondediseno
    FOR EACH ROW EXECUTE FUNCTION produccion_version_intocable();
"""
QUITAR = """
DROP TRIGGER intocable ON produccion_versiondediseno;
DROP FUNCTION produccion_version_intocable();
"""


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("produccion", "0001_diapositivas"),
        ("agenda", "0002_tema"),
        ("media_library", "0004_certeza_de_lo_que_habia"),
        ("personas", "0003_contraloria"),
        ("suspension", "0003_tema"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Diseno",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "plantilla",
                    models.CharField(
                        choices=[
                            ("aviso", "Aviso"),
                            ("evento", "Evento"),
                            ("agua", "Corte de agua"),
                            ("convocatoria", "Convocatoria"),
                            ("cita", "Cita"),
                            ("esquela", "Esquela"),
                            ("efemeride", "Efeméride"),
                            ("propio", "Archivo propio"),
                        ],
                        default="aviso",
                        max_length=12,
                    ),
                ),
                (
                    "titulo",
                    models.CharField(
                        max_length=200,
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
                (
                    "cuando",
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
                        verbose_name="día y hora",
                    ),
                ),
                (
                    "lugar",
                    models.CharField(
                        blank=True,
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
                    "detalle",
                    models.CharField(
                        blank=True,
                        max_length=400,
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
                    "enlace_del_qr",
                    models.CharField(
                        blank=True,
                        max_length=300,
                        validators=[
                            django.core.validators.URLValidator(
                                message="Escribe la dirección completa, con http:// o https://.",
                                schemes=["http", "https"],
                            ),
                            django.core.validators.RegexValidator(
                                "^[^\\x00-\\x1f\\x7f\\u2028\\u2029]*\\Z",
                                "Escribe el texto en un solo renglón, sin caracteres de control.",
                                code="control",
                            ),
                        ],
                        verbose_name="a dónde lleva el código QR",
                    ),
                ),
                (
                    "encargo",
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
                        verbose_name="qué pide la dependencia",
                    ),
                ),
                ("fecha_entrega", models.DateField(blank=True, null=True, verbose_name="para cuándo")),
                ("fecha_retiro", models.DateField(blank=True, null=True, verbose_name="cuándo se retira")),
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
                    "programa",
                    models.CharField(
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
                (
                    "estado",
                    models.CharField(
                        choices=[
                            ("pedido", "Pedido"),
                            ("en_prueba", "En prueba"),
                            ("aprobado", "Aprobado"),
                            ("impreso", "Impreso y entregado"),
                            ("publicado", "Publicado"),
                            ("colocado", "En la calle"),
                            ("por_retirar", "Por retirar"),
                            ("retirado", "Retirado"),
                            ("cancelado", "Cancelado"),
                        ],
                        default="pedido",
                        max_length=12,
                    ),
                ),
                ("version", models.PositiveIntegerField(default=0, verbose_name="última versión mandada a prueba")),
                ("edicion", models.PositiveIntegerField(default=1, verbose_name="cuántas veces se ha guardado")),
                ("aprobado_en", models.DateTimeField(blank=True, null=True)),
                ("huella_aprobada", models.CharField(blank=True, max_length=64, verbose_name="SHA-256 de lo aprobado")),
                (
                    "sin_dependencia",
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
                        verbose_name="por qué se aprobó sin la dependencia",
                    ),
                ),
                (
                    "enlace_publicado",
                    models.CharField(
                        blank=True,
                        max_length=500,
                        validators=[
                            django.core.validators.URLValidator(
                                message="Escribe la dirección completa, con http:// o https://.",
                                schemes=["http", "https"],
                            ),
                            django.core.validators.RegexValidator(
                                "^[^\\x00-\\x1f\\x7f\\u2028\\u2029]*\\Z",
                                "Escribe el texto en un solo renglón, sin caracteres de control.",
                                code="control",
                            ),
                        ],
                        verbose_name="dónde se publicó",
                    ),
                ),
                (
                    "uso",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("impreso", "Impreso y entregado"),
                            ("colocado", "Colocado, con foto"),
                            ("publicado", "Publicado"),
                        ],
                        max_length=10,
                        verbose_name="primera prueba de uso",
                    ),
                ),
                (
                    "usado_en",
                    models.DateTimeField(blank=True, null=True, verbose_name="día de la primera prueba de uso"),
                ),
                (
                    "motivo_de_cancelacion",
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
                ("busqueda", models.CharField(default="", editable=False, max_length=500)),
                ("creado_en", models.DateTimeField()),
                (
                    "aprobado_por",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "archivo",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="media_library.evidencia",
                    ),
                ),
                (
                    "creado_por",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "dependencia",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="disenos", to="personas.dependencia"
                    ),
                ),
                (
                    "evento",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="disenos",
                        to="agenda.evento",
                    ),
                ),
                (
                    "foto",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="media_library.evidencia",
                    ),
                ),
                (
                    "hecho_por",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "diseño",
                "ordering": ["-creado_en", "-pk"],
                "indexes": [
                    models.Index(fields=["estado", "-id"], name="diseno_por_estado"),
                    models.Index(
                        condition=models.Q(("usado_en__isnull", False)), fields=["usado_en"], name="diseno_usado"
                    ),
                    models.Index(
                        condition=models.Q(("estado", "colocado")), fields=["fecha_retiro"], name="diseno_en_la_calle"
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "estado__in",
                                [
                                    "pedido",
                                    "en_prueba",
                                    "aprobado",
                                    "impreso",
                                    "publicado",
                                    "colocado",
                                    "por_retirar",
                                    "retirado",
                                    "cancelado",
                                ],
                            )
                        ),
                        name="diseno_estado_conocido",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "plantilla__in",
                                ["aviso", "evento", "agua", "convocatoria", "cita", "esquela", "efemeride", "propio"],
                            )
                        ),
                        name="diseno_plantilla_conocida",
                    ),
                    models.CheckConstraint(condition=models.Q(("titulo", ""), _negated=True), name="diseno_con_titulo"),
                    models.CheckConstraint(
                        condition=models.Q(("plantilla", "propio"), ("archivo__isnull", True), _connector="OR"),
                        name="diseno_archivo_solo_si_es_propio",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("aprobado_en__isnull", True), ("aprobado_por__isnull", True), ("huella_aprobada", "")
                            ),
                            models.Q(
                                ("aprobado_en__isnull", False),
                                ("aprobado_por__isnull", False),
                                models.Q(("huella_aprobada", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="diseno_aprobado_con_quien_y_que",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                (
                                    "estado__in",
                                    ("aprobado", "impreso", "publicado", "colocado", "por_retirar", "retirado"),
                                ),
                                _negated=True,
                            ),
                            models.Q(("aprobado_en__isnull", False), ("version__gte", 1)),
                            _connector="OR",
                        ),
                        name="diseno_fuera_solo_aprobado",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("usado_en__isnull", True), ("uso", "")),
                            models.Q(
                                ("aprobado_en__isnull", False),
                                ("usado_en__gte", models.F("aprobado_en")),
                                ("uso__in", ["impreso", "colocado", "publicado"]),
                            ),
                            _connector="OR",
                        ),
                        name="diseno_usado_solo_aprobado",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("estado__in", ("colocado", "por_retirar")), _negated=True),
                            ("fecha_retiro__isnull", False),
                            _connector="OR",
                        ),
                        name="diseno_en_la_calle_con_retiro",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("estado", "cancelado"),
                                ("usado_en__isnull", True),
                                models.Q(("motivo_de_cancelacion", ""), _negated=True),
                            ),
                            models.Q(models.Q(("estado", "cancelado"), _negated=True), ("motivo_de_cancelacion", "")),
                            _connector="OR",
                        ),
                        name="diseno_cancelado_con_motivo",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="DecisionDeDiseno",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("permite", models.BooleanField()),
                (
                    "excepcion",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("salud", "Servicios de salud"),
                            ("educacion", "Servicios educativos"),
                            ("proteccion_civil", "Protección civil en caso de emergencia"),
                            ("electoral", "Información de la autoridad electoral"),
                            ("servicio", "Trámite o servicio: cierre vial, corte de agua, horario"),
                            ("mandato_legal", "Publicación ordenada por ley: gaceta, convocatoria, transparencia"),
                            ("autorizacion", "Autorizado por el INE o el IEPC"),
                        ],
                        max_length=16,
                        verbose_name="excepción de ley",
                    ),
                ),
                (
                    "autorizacion",
                    models.CharField(
                        blank=True,
                        max_length=60,
                        validators=[
                            django.core.validators.RegexValidator(
                                "^[^\\x00-\\x1f\\x7f\\u2028\\u2029]*\\Z",
                                "Escribe el texto en un solo renglón, sin caracteres de control.",
                                code="control",
                            )
                        ],
                        verbose_name="número de autorización",
                    ),
                ),
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
                ("tomada_en", models.DateTimeField()),
                ("sustituida_en", models.DateTimeField(blank=True, null=True)),
                (
                    "periodo",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="suspension.periodosuspension"
                    ),
                ),
                (
                    "tomada_por",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "diseno",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="decisiones_de_suspension",
                        to="produccion.diseno",
                    ),
                ),
            ],
            options={
                "verbose_name": "decisión de diseño",
                "verbose_name_plural": "decisiones de diseños",
                "ordering": ["-tomada_en", "-pk"],
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("permite", False), models.Q(("excepcion", ""), _negated=True), _connector="OR"
                        ),
                        name="decisiondediseno_permite_con_excepcion",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("excepcion", "autorizacion"), _negated=True),
                            models.Q(("autorizacion", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="decisiondediseno_autorizada_con_numero",
                        violation_error_message="Escribe el número de la autorización.",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("sustituida_en__isnull", True)),
                        fields=("diseno", "periodo"),
                        name="decisiondediseno_una_vigente",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ComentarioDeDiseno",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField()),
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
                (
                    "escrito_por",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "diseno",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="comentarios", to="produccion.diseno"
                    ),
                ),
            ],
            options={
                "verbose_name": "comentario de un diseño",
                "verbose_name_plural": "comentarios de diseños",
                "ordering": ["escrito_en", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("texto", ""), _negated=True), name="comentario_de_diseno_con_texto"
                    ),
                    models.UniqueConstraint(
                        fields=("diseno", "version", "escrito_por", "texto"),
                        name="comentario_de_diseno_una_vez",
                        violation_error_message="Eso ya está dicho de esta versión.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Colocacion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "lugar",
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
                    "copias",
                    models.PositiveIntegerField(
                        default=1,
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(100000),
                        ],
                    ),
                ),
                ("apuntada_en", models.DateTimeField()),
                ("fecha", models.DateField(blank=True, null=True, verbose_name="día en que se puso")),
                (
                    "nota_del_retiro",
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
                        verbose_name="por qué no hay foto del retiro",
                    ),
                ),
                ("retirada_en", models.DateTimeField(blank=True, null=True)),
                (
                    "apuntada_por",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "comunidad",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="personas.comunidad",
                    ),
                ),
                (
                    "foto",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="media_library.evidencia",
                    ),
                ),
                (
                    "foto_del_retiro",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="media_library.evidencia",
                    ),
                ),
                (
                    "puesta_por",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "retirada_por",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "diseno",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="colocaciones", to="produccion.diseno"
                    ),
                ),
            ],
            options={
                "verbose_name": "colocación",
                "verbose_name_plural": "colocaciones",
                "ordering": ["fecha", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("diseno", "lugar"),
                        name="colocacion_una_por_lugar",
                        violation_error_message="Ese lugar ya está en la lista.",
                    ),
                    models.CheckConstraint(condition=models.Q(("copias__gte", 1)), name="colocacion_con_copias"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("fecha__isnull", True), ("foto__isnull", True), ("puesta_por__isnull", True)),
                            models.Q(("fecha__isnull", False), ("foto__isnull", False), ("puesta_por__isnull", False)),
                            _connector="OR",
                        ),
                        name="colocacion_con_foto_y_dia",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("foto_del_retiro__isnull", True),
                                ("nota_del_retiro", ""),
                                ("retirada_en__isnull", True),
                                ("retirada_por__isnull", True),
                            ),
                            models.Q(
                                ("foto__isnull", False),
                                ("retirada_en__isnull", False),
                                ("retirada_por__isnull", False),
                                models.Q(
                                    ("foto_del_retiro__isnull", False),
                                    models.Q(("nota_del_retiro", ""), _negated=True),
                                    _connector="OR",
                                ),
                            ),
                            _connector="OR",
                        ),
                        name="colocacion_retirada_con_prueba",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("foto_del_retiro__isnull", True),
                            models.Q(("foto_del_retiro", models.F("foto")), _negated=True),
                            _connector="OR",
                        ),
                        name="colocacion_otra_foto_al_retirar",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="AprobacionDeDependencia",
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
                ("correo", models.EmailField(blank=True, max_length=254)),
                ("huella", models.CharField(max_length=64, unique=True, verbose_name="SHA-256 del enlace")),
                ("version", models.PositiveIntegerField(verbose_name="versión que se le mandó")),
                ("pedida_en", models.DateTimeField()),
                ("vence_en", models.DateTimeField()),
                ("retirada_en", models.DateTimeField(blank=True, null=True)),
                (
                    "respuesta",
                    models.CharField(
                        choices=[("pendiente", "Sin respuesta"), ("aprueba", "Aprueba"), ("cambios", "Pide cambios")],
                        default="pendiente",
                        max_length=10,
                    ),
                ),
                (
                    "comentario",
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
                    ),
                ),
                ("respondida_en", models.DateTimeField(blank=True, null=True)),
                ("version_respondida", models.PositiveIntegerField(blank=True, null=True)),
                (
                    "huella_respondida",
                    models.CharField(blank=True, max_length=64, verbose_name="SHA-256 de lo que se vio"),
                ),
                (
                    "pedida_por",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "diseno",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="aprobaciones", to="produccion.diseno"
                    ),
                ),
            ],
            options={
                "verbose_name": "aprobación de la dependencia",
                "verbose_name_plural": "aprobaciones de las dependencias",
                "ordering": ["-pedida_en", "-pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("huella_respondida", ""),
                                ("respondida_en__isnull", True),
                                ("respuesta", "pendiente"),
                                ("version_respondida__isnull", True),
                            ),
                            models.Q(
                                ("respondida_en__isnull", False),
                                ("respuesta__in", ["aprueba", "cambios"]),
                                ("version_respondida__isnull", False),
                                models.Q(("huella_respondida", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="aprobacion_respondida_con_que_y_cuando",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("respuesta", "cambios"), _negated=True),
                            models.Q(("comentario", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="aprobacion_con_cambios_dice_cuales",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("respuesta", "pendiente"), ("retirada_en__isnull", True)),
                        fields=("diseno", "nombre", "correo", "version"),
                        name="aprobacion_pendiente_una_por_persona",
                        violation_error_message="Ya se le pidió y no ha contestado: para darle otro enlace retira el primero.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="OrdenDeImpresion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField()),
                (
                    "medida",
                    models.CharField(
                        choices=[
                            ("tabloide", "Cartel tabloide"),
                            ("carta", "Cartel carta"),
                            ("volante", "Volante de media carta"),
                            ("lona", "Lona de 2 × 1 m"),
                            ("espectacular", "Espectacular"),
                            ("historia", "Historia"),
                            ("publicacion", "Publicación"),
                            ("pantalla", "Pantalla 16:9"),
                        ],
                        max_length=12,
                    ),
                ),
                (
                    "copias",
                    models.PositiveIntegerField(
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(100000),
                        ]
                    ),
                ),
                (
                    "papel",
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
                    ),
                ),
                (
                    "costo",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        max_digits=10,
                        null=True,
                        validators=[django.core.validators.MinValueValidator(0)],
                    ),
                ),
                (
                    "imprenta",
                    models.CharField(
                        blank=True,
                        max_length=120,
                        validators=[
                            django.core.validators.RegexValidator(
                                "^[^\\x00-\\x1f\\x7f\\u2028\\u2029]*\\Z",
                                "Escribe el texto en un solo renglón, sin caracteres de control.",
                                code="control",
                            )
                        ],
                        verbose_name="quién imprime",
                    ),
                ),
                ("pedida_en", models.DateTimeField()),
                ("entregada_en", models.DateTimeField(blank=True, null=True)),
                (
                    "entregada_a",
                    models.CharField(
                        blank=True,
                        max_length=120,
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
                (
                    "diseno",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="ordenes", to="produccion.diseno"
                    ),
                ),
                (
                    "entrego",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
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
                "verbose_name": "orden de impresión",
                "verbose_name_plural": "órdenes de impresión",
                "ordering": ["-pedida_en", "-pk"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("entregada_en__isnull", True)),
                        fields=("diseno", "version", "medida"),
                        name="orden_por_entregar_una_por_medida",
                        violation_error_message="Ya hay una orden de esa medida por entregar.",
                    ),
                    models.CheckConstraint(condition=models.Q(("copias__gte", 1)), name="orden_con_copias"),
                    models.CheckConstraint(
                        condition=models.Q(("costo__isnull", True), ("costo__gte", 0), _connector="OR"),
                        name="orden_costo_no_negativo",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("entregada_a", ""), ("entregada_en__isnull", True), ("entrego__isnull", True)),
                            models.Q(
                                ("entregada_en__isnull", False),
                                ("entrego__isnull", False),
                                models.Q(("entregada_a", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="orden_entregada_con_quien",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="VersionDeDiseno",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("numero", models.PositiveIntegerField()),
                (
                    "plantilla",
                    models.CharField(
                        choices=[
                            ("aviso", "Aviso"),
                            ("evento", "Evento"),
                            ("agua", "Corte de agua"),
                            ("convocatoria", "Convocatoria"),
                            ("cita", "Cita"),
                            ("esquela", "Esquela"),
                            ("efemeride", "Efeméride"),
                            ("propio", "Archivo propio"),
                        ],
                        max_length=12,
                    ),
                ),
                ("contenido", models.JSONField(verbose_name="lo que decía")),
                ("huella", models.CharField(max_length=64, verbose_name="SHA-256")),
                (
                    "nota",
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
                        verbose_name="qué cambió",
                    ),
                ),
                ("hecha_en", models.DateTimeField()),
                (
                    "archivo",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="media_library.evidencia",
                    ),
                ),
                (
                    "diseno",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="versiones", to="produccion.diseno"
                    ),
                ),
                (
                    "foto",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="media_library.evidencia",
                    ),
                ),
                (
                    "hecha_por",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "verbose_name": "versión de un diseño",
                "verbose_name_plural": "versiones de diseños",
                "ordering": ["diseno", "-numero"],
                "constraints": [
                    models.UniqueConstraint(fields=("diseno", "numero"), name="version_de_diseno_unica"),
                    models.CheckConstraint(
                        condition=models.Q(("huella", ""), _negated=True), name="version_de_diseno_con_huella"
                    ),
                ],
            },
        ),
        migrations.RunSQL(CREAR, QUITAR),
    ]
