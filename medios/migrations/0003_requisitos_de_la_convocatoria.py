import django.core.validators
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("medios", "0002_inicial")]

    operations = [
        migrations.AddField(
            model_name="convocatoria",
            name="contestar_hasta",
            field=models.DateTimeField(blank=True, null=True, verbose_name="contestar antes de"),
        ),
        migrations.AddField(
            model_name="convocatoria",
            name="requisitos",
            field=models.CharField(
                blank=True,
                help_text="Acreditación, hora de llegada, dónde estacionar la unidad…",
                max_length=500,
                validators=[
                    django.core.validators.RegexValidator(
                        "^[^\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f\\x7f]*\\Z",
                        "El texto trae caracteres de control; pégalo como texto sencillo.",
                        code="control",
                    )
                ],
                verbose_name="requisitos para entrar",
            ),
        ),
    ]
