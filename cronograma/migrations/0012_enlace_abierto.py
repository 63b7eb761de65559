"""Qué se halló al abrir el enlace que alguien pegó como prueba."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("cronograma", "0011_prueba_de_diseno"),
    ]

    operations = [
        migrations.AddField("evidenciamanual", "enlace_abrio", models.BooleanField(blank=True, null=True)),
        migrations.AddField(
            "evidenciamanual",
            "enlace_dice",
            models.CharField(
                blank=True, default="", editable=False, max_length=200, verbose_name="qué se halló al abrirlo"
            ),
        ),
        migrations.AddField(
            "evidenciamanual",
            "enlace_visto_en",
            models.DateTimeField(blank=True, null=True, verbose_name="cuándo se abrió el enlace"),
        ),
        migrations.AddIndex(
            "evidenciamanual",
            models.Index(
                fields=["id"],
                condition=models.Q(enlace_visto_en__isnull=True) & ~models.Q(enlace=""),
                name="evidencia_con_enlace_por_abrir",
            ),
        ),
    ]
