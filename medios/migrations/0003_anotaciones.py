"""Quien se anota por la sala de prensa espera a que la oficina lo reconozca."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from django.db.models import Q
from django.db.models.functions import Lower

from nucleo.texto.validadores import UN_RENGLON

ESTADOS = [("por_reconocer", "Por reconocer"), ("reconocida", "Reconocida"), ("descartada", "Descartada")]
VIAS = [
    ("enlace", "Por su enlace"),
    ("telefono", "Por teléfono"),
    ("impresa", "En el acuse impreso"),
    ("sala", "Por la sala de prensa"),
]


class Migration(migrations.Migration):
    dependencies = [
        ("medios", "0002_buzon_compartido"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AlterField("respuesta", "via", models.CharField(choices=VIAS, max_length=12, verbose_name="vía")),
        migrations.CreateModel(
            name="Anotacion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("nombre", models.CharField(max_length=120, validators=[UN_RENGLON])),
                ("medio", models.CharField(max_length=120, validators=[UN_RENGLON])),
                ("personas", models.PositiveSmallIntegerField(verbose_name="cuántas personas")),
                (
                    "localizar",
                    models.CharField(
                        blank=True, max_length=254, validators=[UN_RENGLON], verbose_name="teléfono o correo"
                    ),
                ),
                ("origen", models.CharField(max_length=32, verbose_name="huella de la conexión")),
                ("recibida_en", models.DateTimeField()),
                ("estado", models.CharField(choices=ESTADOS, default="por_reconocer", max_length=14)),
                ("atendida_en", models.DateTimeField(blank=True, null=True)),
                (
                    "atendida_por",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "evento",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="anotaciones",
                        to="agenda.evento",
                    ),
                ),
                (
                    "invitacion",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="anotaciones",
                        to="medios.invitacion",
                    ),
                ),
            ],
            options={
                "verbose_name": "anotación de la sala de prensa",
                "verbose_name_plural": "anotaciones de la sala de prensa",
                "ordering": ["recibida_en", "pk"],
                "indexes": [
                    models.Index(fields=["evento", "estado"], name="anotacion_del_evento"),
                    models.Index(fields=["origen", "recibida_en"], name="anotacion_origen"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        name="anotacion_estado",
                        condition=Q(estado__in=["por_reconocer", "reconocida", "descartada"]),
                    ),
                    models.CheckConstraint(name="anotacion_personas", condition=Q(personas__range=(1, 50))),
                    models.CheckConstraint(
                        name="anotacion_reconocida_de_alguien",
                        condition=~Q(estado="reconocida") | Q(invitacion__isnull=False),
                    ),
                    models.UniqueConstraint(
                        Lower("nombre"),
                        Lower("medio"),
                        "evento",
                        condition=Q(estado="por_reconocer"),
                        name="anotacion_una_por_reconocer",
                        violation_error_message="Ya estaba anotado.",
                    ),
                ],
            },
        ),
    ]
