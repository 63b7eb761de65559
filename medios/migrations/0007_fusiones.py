"""Contactos que se unen o se distinguen, su canal preferido y el borrado de sus datos."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("medios", "0006_importaciones"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="contacto",
            name="borrado_en",
            field=models.DateTimeField(
                blank=True, editable=False, null=True, verbose_name="pidió que se borraran sus datos"
            ),
        ),
        migrations.AddField(
            model_name="contacto",
            name="canal_preferido",
            field=models.CharField(
                blank=True,
                choices=[
                    ("correo", "Correo"),
                    ("whatsapp", "WhatsApp"),
                    ("telefono", "Teléfono"),
                    ("impresa", "Oficio impreso"),
                ],
                max_length=12,
                verbose_name="por dónde prefiere que se le invite",
            ),
        ),
        migrations.AlterField(
            model_name="avisodecambio",
            name="canal",
            field=models.CharField(
                choices=[
                    ("correo", "Correo"),
                    ("whatsapp", "WhatsApp"),
                    ("telefono", "Teléfono"),
                    ("impresa", "Oficio impreso"),
                ],
                max_length=12,
            ),
        ),
        migrations.AlterField(
            model_name="invitacion",
            name="canal",
            field=models.CharField(
                choices=[
                    ("correo", "Correo"),
                    ("whatsapp", "WhatsApp"),
                    ("telefono", "Teléfono"),
                    ("impresa", "Oficio impreso"),
                ],
                max_length=12,
            ),
        ),
        migrations.AlterField(
            model_name="respuesta",
            name="via",
            field=models.CharField(
                choices=[
                    ("enlace", "Por su enlace"),
                    ("telefono", "Por teléfono"),
                    ("whatsapp", "Por WhatsApp"),
                    ("impresa", "En el acuse impreso"),
                    ("sala", "Por la sala de prensa"),
                ],
                max_length=12,
                verbose_name="vía",
            ),
        ),
        migrations.CreateModel(
            name="Distintos",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("dicho_en", models.DateTimeField()),
                (
                    "dicho_por",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "otro",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="medios.contacto"
                    ),
                ),
                (
                    "uno",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="medios.contacto"
                    ),
                ),
            ],
            options={
                "verbose_name": "par de contactos distintos",
                "verbose_name_plural": "pares de contactos distintos",
                "constraints": [
                    models.UniqueConstraint(fields=("uno", "otro"), name="distintos_una_vez"),
                    models.CheckConstraint(
                        condition=models.Q(("uno__lt", models.F("otro"))), name="distintos_en_orden"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Fusion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("antes", models.JSONField(verbose_name="cómo estaba el que queda")),
                ("correo", models.CharField(blank=True, max_length=254, verbose_name="el correo del que se fue")),
                ("movidas", models.JSONField(default=list, verbose_name="invitaciones que cambiaron de contacto")),
                ("hecha_en", models.DateTimeField()),
                ("deshecha_en", models.DateTimeField(blank=True, null=True)),
                (
                    "hecha_por",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "queda",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="fusiones", to="medios.contacto"
                    ),
                ),
                (
                    "se_fue",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="medios.contacto"
                    ),
                ),
            ],
            options={
                "verbose_name": "fusión",
                "verbose_name_plural": "fusiones",
                "ordering": ["-hecha_en", "-pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("queda", models.F("se_fue")), _negated=True), name="fusion_de_dos_distintos"
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("deshecha_en__isnull", True)),
                        fields=("se_fue",),
                        name="fusion_una_por_el_que_se_fue",
                    ),
                ],
            },
        ),
    ]
