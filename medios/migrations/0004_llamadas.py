"""La hoja de llamadas: cada intento, quién la está llamando y los números que no eran."""

import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from django.db.models import Q

from nucleo.texto.validadores import SIN_CONTROL, UN_RENGLON

RESULTADOS = [
    ("confirmo", "Confirmó"),
    ("no_asiste", "No asiste"),
    ("no_contesto", "No contestó"),
    ("equivocado", "Número equivocado"),
    ("mas_tarde", "Llamar más tarde"),
]


class Migration(migrations.Migration):
    dependencies = [
        ("medios", "0003_anotaciones"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            "contacto",
            "equivocado_en",
            models.DateTimeField(
                blank=True, editable=False, null=True, verbose_name="se dijo que ese teléfono no es suyo"
            ),
        ),
        migrations.AddField(
            "invitacion",
            "la_llama",
            models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            "invitacion",
            "la_llama_hasta",
            models.DateTimeField(blank=True, null=True, verbose_name="nadie más la toma hasta"),
        ),
        migrations.CreateModel(
            name="Llamada",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("clave", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("resultado", models.CharField(choices=RESULTADOS, max_length=12)),
                (
                    "con_quien",
                    models.CharField(
                        blank=True, max_length=120, validators=[UN_RENGLON], verbose_name="quién contestó"
                    ),
                ),
                ("nota", models.CharField(blank=True, max_length=300, validators=[SIN_CONTROL])),
                (
                    "volver_desde",
                    models.DateTimeField(blank=True, null=True, verbose_name="volver a llamar desde"),
                ),
                ("hecha_en", models.DateTimeField()),
                ("deshecha_en", models.DateTimeField(blank=True, null=True)),
                (
                    "hecha_por",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "invitacion",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="llamadas", to="medios.invitacion"
                    ),
                ),
                (
                    "respuesta",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        to="medios.respuesta",
                        verbose_name="lo que contestó",
                    ),
                ),
            ],
            options={
                "verbose_name": "llamada",
                "ordering": ["-hecha_en", "-pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=Q(resultado__in=[r for r, _ in RESULTADOS]), name="llamada_resultado_conocido"
                    ),
                ],
            },
        ),
    ]
