"""Los colores de la pantalla dejan de llamarse tema; la serie del folio la dice la oficina."""

from django.core.validators import RegexValidator
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("personas", "0001_inicial")]

    operations = [
        migrations.RenameField("persona", "tema", "colores"),
        migrations.AddField(
            "oficina",
            "serie",
            models.CharField(
                default="CS",
                help_text="Como en CS/045/2026",
                max_length=4,
                validators=[
                    RegexValidator(
                        "^[A-Z0-9]{1,4}\\Z",
                        "La serie lleva de una a cuatro letras mayúsculas o cifras.",
                        code="serie",
                    )
                ],
                verbose_name="serie del folio",
            ),
        ),
    ]
