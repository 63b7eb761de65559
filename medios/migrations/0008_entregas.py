"""Cada entrega de una invitación, por su canal, y a quién se dejó fuera y por qué."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("media_library", "0004_certeza_de_lo_que_habia"),
        ("medios", "0007_fusiones"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Entrega",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "canal",
                    models.CharField(
                        choices=[
                            ("correo", "Correo"),
                            ("whatsapp", "WhatsApp"),
                            ("telefono", "Teléfono"),
                            ("impresa", "Oficio impreso"),
                        ],
                        max_length=12,
                    ),
                ),
                ("intento", models.PositiveSmallIntegerField(default=1)),
                (
                    "resultado",
                    models.CharField(
                        choices=[("por_hacer", "Por entregar"), ("entregada", "Entregada"), ("no_llego", "No llegó")],
                        default="por_hacer",
                        max_length=12,
                    ),
                ),
                ("nota", models.CharField(blank=True, max_length=200)),
                ("ejercicio", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="año del oficio")),
                ("consecutivo", models.PositiveIntegerField(blank=True, null=True, verbose_name="número del oficio")),
                ("creada_en", models.DateTimeField()),
                ("hecha_en", models.DateTimeField(blank=True, null=True)),
                (
                    "acuse",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="media_library.evidencia",
                        verbose_name="foto del acuse sellado",
                    ),
                ),
                (
                    "hecha_por",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "invitacion",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="entregas",
                        to="medios.invitacion",
                    ),
                ),
            ],
            options={
                "verbose_name": "entrega",
                "ordering": ["invitacion", "intento", "pk"],
                "constraints": [
                    models.UniqueConstraint(fields=("invitacion", "canal", "intento"), name="entrega_un_intento"),
                    models.UniqueConstraint(fields=("ejercicio", "consecutivo"), name="entrega_folio_unico"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("canal", "impresa"), _negated=True),
                            models.Q(("consecutivo__isnull", False), ("ejercicio__isnull", False)),
                            _connector="OR",
                        ),
                        name="entrega_oficio_con_folio",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("resultado__in", ["por_hacer", "entregada", "no_llego"])),
                        name="entrega_resultado_conocido",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("resultado", "por_hacer"), ("hecha_en__isnull", False), _connector="OR"),
                        name="entrega_hecha_con_fecha",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Exclusion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "razon",
                    models.CharField(
                        choices=[
                            ("otra_fuente", "No es su fuente"),
                            ("va_otro", "Va otra persona de su medio"),
                            ("lo_pidio", "Pidió no recibir estas invitaciones"),
                            ("cupo", "Cupo limitado en el lugar"),
                        ],
                        max_length=16,
                        verbose_name="razón",
                    ),
                ),
                (
                    "contacto",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="medios.contacto"
                    ),
                ),
                (
                    "convocatoria",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="exclusiones",
                        to="medios.convocatoria",
                    ),
                ),
            ],
            options={
                "verbose_name": "exclusión",
                "verbose_name_plural": "exclusiones",
                "constraints": [
                    models.UniqueConstraint(fields=("convocatoria", "contacto"), name="exclusion_una_por_contacto"),
                    models.CheckConstraint(
                        condition=models.Q(("razon__in", ["otra_fuente", "va_otro", "lo_pidio", "cupo"])),
                        name="exclusion_razon_conocida",
                    ),
                ],
            },
        ),
    ]
