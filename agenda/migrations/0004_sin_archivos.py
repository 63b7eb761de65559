"""Una cobertura se entrega con archivos o con la razón de que no los haya."""

from django.db import migrations, models

import nucleo.texto.validadores


class Migration(migrations.Migration):
    dependencies = [
        ("agenda", "0003_lineas_del_pmd"),
    ]

    operations = [
        migrations.AddField(
            model_name="cobertura",
            name="sin_archivos",
            field=models.CharField(
                blank=True,
                default="",
                max_length=200,
                validators=[nucleo.texto.validadores.UN_RENGLON],
                verbose_name="por qué se entregó sin archivos",
            ),
            preserve_default=False,
        ),
        migrations.AddConstraint(
            model_name="cobertura",
            constraint=models.CheckConstraint(
                condition=models.Q(("sin_archivos", ""), ("estado", "entregada"), _connector="OR"),
                name="cobertura_sin_archivos_entregada",
            ),
        ),
    ]
