"""Cada publicación cuelga de una composición; las cuentas de red y la bitácora de lo que se le pide a la red."""

import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("agenda", "0004_sin_archivos"),
        ("boletines", "0005_lineas_del_pmd"),
        ("difusion", "0008_en_red"),
        ("media_library", "0004_certeza_de_lo_que_habia"),
        ("redes", "0001_inicial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Composicion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("clave", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("titulo", models.CharField(max_length=250, verbose_name="de qué trata")),
                ("texto", models.TextField(verbose_name="texto original")),
                ("enlace", models.URLField(blank=True, max_length=400, verbose_name="enlace")),
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
                        max_length=30,
                    ),
                ),
                (
                    "automatica",
                    models.BooleanField(default=False, verbose_name="la preparó el sistema al publicar el boletín"),
                ),
                ("version", models.PositiveIntegerField(default=1)),
                ("creada_en", models.DateTimeField()),
                ("modificada_en", models.DateTimeField()),
            ],
            options={
                "verbose_name": "composición",
                "verbose_name_plural": "composiciones",
                "ordering": ["-creada_en", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="CuentaDeRed",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "red",
                    models.CharField(
                        choices=[("facebook", "Facebook"), ("youtube", "YouTube")], max_length=20, unique=True
                    ),
                ),
                ("nombre", models.CharField(max_length=120, verbose_name="nombre de la página")),
                ("id_remoto", models.CharField(blank=True, max_length=60, verbose_name="identificador de la página")),
                (
                    "salud",
                    models.CharField(
                        choices=[
                            ("conectada", "Conectada"),
                            ("por_reconectar", "Hay que volver a conectarla"),
                            ("desconectada", "Sin conectar"),
                        ],
                        default="desconectada",
                        max_length=20,
                    ),
                ),
                ("razon", models.CharField(blank=True, max_length=300, verbose_name="por qué está así")),
                ("llave_cifrada", models.TextField(blank=True, default="")),
                (
                    "acceso_hasta",
                    models.DateTimeField(blank=True, null=True, verbose_name="hasta cuándo da permiso la red"),
                ),
                ("pausada_hasta", models.DateTimeField(blank=True, null=True)),
                ("ocupada_hasta", models.DateTimeField(blank=True, null=True)),
                ("revisada_en", models.DateTimeField(blank=True, null=True, verbose_name="última vez que contestó")),
                ("conectada_en", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "verbose_name": "cuenta de red",
                "verbose_name_plural": "cuentas de red",
                "ordering": ["red"],
            },
        ),
        migrations.CreateModel(
            name="FotoDeComposicion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("orden", models.PositiveSmallIntegerField()),
                (
                    "texto_alternativo",
                    models.CharField(blank=True, max_length=500, verbose_name="descripción de la foto"),
                ),
            ],
            options={
                "verbose_name": "foto de composición",
                "verbose_name_plural": "fotos de composición",
                "ordering": ["orden", "pk"],
            },
        ),
        migrations.CreateModel(
            name="IntentoEnRed",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "paso",
                    models.CharField(
                        choices=[
                            ("preparar", "Subir las fotos sin publicarlas"),
                            ("publicar", "Publicar"),
                            ("mirar", "Mirar si salió"),
                        ],
                        max_length=12,
                    ),
                ),
                (
                    "resultado",
                    models.CharField(
                        choices=[
                            ("abierto", "En curso"),
                            ("bien", "Salió"),
                            ("rechazado", "La red dijo que no"),
                            ("espera", "La red pidió esperar"),
                            ("bloqueado", "La cuenta no deja publicar"),
                            ("desconocido", "No se sabe"),
                            ("hallado", "Está en la página"),
                            ("no_esta", "No está en la página"),
                        ],
                        default="abierto",
                        max_length=12,
                    ),
                ),
                ("empezo_en", models.DateTimeField()),
                ("termino_en", models.DateTimeField(blank=True, null=True)),
                ("frase", models.CharField(blank=True, max_length=500, verbose_name="qué pasó")),
                ("respuesta", models.CharField(blank=True, max_length=2000, verbose_name="lo que dijo la red")),
                ("codigo", models.IntegerField(blank=True, null=True)),
                ("subcodigo", models.IntegerField(blank=True, null=True)),
                ("rastro", models.CharField(blank=True, max_length=80)),
            ],
            options={
                "verbose_name": "intento en la red",
                "verbose_name_plural": "intentos en la red",
                "ordering": ["publicacion", "pk"],
            },
        ),
        migrations.AddField(
            model_name="publicacion",
            name="aprobada_en",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="publicacion",
            name="aprobada_por",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="publicacion",
            name="asistida",
            field=models.BooleanField(default=True, verbose_name="la pone una persona"),
        ),
        migrations.AddField(
            model_name="publicacion",
            name="congelada",
            field=models.JSONField(blank=True, default=dict, verbose_name="lo que se aprobó"),
        ),
        migrations.AddField(
            model_name="publicacion",
            name="envio",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="difusion.envio",
            ),
        ),
        migrations.AddField(
            model_name="publicacion",
            name="etapa",
            field=models.JSONField(blank=True, default=dict, verbose_name="lo ya subido a la red"),
        ),
        migrations.AddField(
            model_name="publicacion",
            name="huella",
            field=models.CharField(blank=True, max_length=64, verbose_name="huella de lo aprobado"),
        ),
        migrations.AddField(
            model_name="publicacion",
            name="id_remoto",
            field=models.CharField(blank=True, max_length=120, verbose_name="cómo la llama la red"),
        ),
        migrations.AddField(
            model_name="publicacion",
            name="notas_del_enlace",
            field=models.JSONField(blank=True, default=list, verbose_name="lo que se vio al abrirlo"),
        ),
        migrations.AddField(
            model_name="publicacion",
            name="pedida_en",
            field=models.DateTimeField(blank=True, null=True, verbose_name="cuándo se envió a aprobación"),
        ),
        migrations.AddField(
            model_name="publicacion",
            name="pedida_por",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="publicacion",
            name="razon",
            field=models.CharField(blank=True, max_length=500, verbose_name="por qué está así"),
        ),
        migrations.AddField(
            model_name="publicacion",
            name="revision_del_enlace",
            field=models.CharField(
                blank=True,
                choices=[("", "Sin revisar"), ("comprobado", "Abierto y revisado"), ("no_abrio", "No se pudo abrir")],
                default="",
                max_length=20,
            ),
        ),
        migrations.AddField(
            model_name="publicacion",
            name="sale_en",
            field=models.DateTimeField(blank=True, null=True, verbose_name="a qué hora sale"),
        ),
        migrations.AlterField(
            model_name="publicacion",
            name="estado",
            field=models.CharField(
                choices=[
                    ("borrador", "Borrador"),
                    ("por_aprobar", "Por aprobar"),
                    ("por_publicar", "Por publicar"),
                    ("programada", "Programada"),
                    ("saliendo", "Saliendo"),
                    ("publicada", "Publicada"),
                    ("fallida", "Falló"),
                    ("por_verificar", "Por verificar"),
                    ("retenida", "Retenida"),
                    ("bloqueada", "Bloqueada"),
                    ("vencida", "Se pasó su hora"),
                    ("descartada", "Descartada"),
                ],
                default="por_publicar",
                max_length=20,
            ),
        ),
        migrations.AddField(
            model_name="composicion",
            name="boletin",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="composiciones",
                to="boletines.boletin",
                verbose_name="boletín",
            ),
        ),
        migrations.AddField(
            model_name="composicion",
            name="creada_por",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="composicion",
            name="evento",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="composiciones",
                to="agenda.evento",
            ),
        ),
        migrations.AddField(
            model_name="composicion",
            name="evidencia",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="composiciones",
                to="media_library.evidencia",
            ),
        ),
        migrations.AddField(
            model_name="publicacion",
            name="composicion",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="publicaciones",
                to="redes.composicion",
            ),
        ),
        migrations.AddIndex(
            model_name="publicacion",
            index=models.Index(fields=["sale_en"], name="publicacion_por_hora"),
        ),
        migrations.AddField(
            model_name="cuentadered",
            name="conectada_por",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="fotodecomposicion",
            name="composicion",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="fotos", to="redes.composicion"
            ),
        ),
        migrations.AddField(
            model_name="fotodecomposicion",
            name="evidencia",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="en_redes", to="media_library.evidencia"
            ),
        ),
        migrations.AddField(
            model_name="intentoenred",
            name="publicacion",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="intentos", to="redes.publicacion"
            ),
        ),
        migrations.AddConstraint(
            model_name="composicion",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("boletin__isnull", True), ("evento__isnull", True)),
                    models.Q(("boletin__isnull", True), ("evidencia__isnull", True)),
                    models.Q(("evento__isnull", True), ("evidencia__isnull", True)),
                    _connector="OR",
                ),
                name="composicion_un_origen_o_ninguno",
            ),
        ),
        migrations.AddConstraint(
            model_name="composicion",
            constraint=models.CheckConstraint(
                condition=models.Q(("automatica", False), ("boletin__isnull", False), _connector="OR"),
                name="composicion_automatica_de_un_boletin",
            ),
        ),
        migrations.AddConstraint(
            model_name="composicion",
            constraint=models.UniqueConstraint(
                condition=models.Q(("automatica", True)),
                fields=("boletin",),
                name="composicion_automatica_una_por_boletin",
            ),
        ),
        migrations.AddConstraint(
            model_name="cuentadered",
            constraint=models.CheckConstraint(
                condition=models.Q(("salud__in", ["conectada", "por_reconectar", "desconectada"])),
                name="cuenta_salud_conocida",
            ),
        ),
        migrations.AddConstraint(
            model_name="cuentadered",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("salud", "conectada"), _negated=True),
                    models.Q(
                        models.Q(("llave_cifrada", ""), _negated=True), models.Q(("id_remoto", ""), _negated=True)
                    ),
                    _connector="OR",
                ),
                name="cuenta_conectada_con_llave",
            ),
        ),
        migrations.AddConstraint(
            model_name="fotodecomposicion",
            constraint=models.UniqueConstraint(fields=("composicion", "evidencia"), name="foto_de_composicion_unica"),
        ),
        migrations.AddConstraint(
            model_name="intentoenred",
            constraint=models.CheckConstraint(
                condition=models.Q(("paso__in", ["preparar", "publicar", "mirar"])), name="intento_en_red_paso_conocido"
            ),
        ),
        migrations.AddConstraint(
            model_name="intentoenred",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "resultado__in",
                        ["abierto", "bien", "rechazado", "espera", "bloqueado", "desconocido", "hallado", "no_esta"],
                    )
                ),
                name="intento_en_red_resultado_conocido",
            ),
        ),
        migrations.AddConstraint(
            model_name="intentoenred",
            constraint=models.CheckConstraint(
                condition=models.Q(("resultado", "abierto"), ("termino_en__isnull", False), _connector="OR"),
                name="intento_en_red_terminado",
            ),
        ),
    ]
