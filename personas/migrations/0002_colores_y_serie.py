"""Los colores de la pantalla dejan de llamarse tema; la serie del folio la dice la oficina."""

from django.contrib.postgres.fields import ArrayField
from django.core.validators import RegexValidator
from django.db import migrations, models

from nucleo.texto.validadores import telefono_valido


class Migration(migrations.Migration):
    dependencies = [("personas", "0001_inicial")]

    operations = [
        migrations.AlterField(
            "persona",
            "telefono",
            models.CharField(blank=True, max_length=32, validators=[telefono_valido], verbose_name="teléfono"),
        ),
        migrations.AlterField(
            "oficina",
            "telefonos",
            ArrayField(
                base_field=models.CharField(max_length=32, validators=[telefono_valido]),
                blank=True,
                default=list,
                size=None,
                verbose_name="teléfonos",
            ),
        ),
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
                        "^(?!MP\\Z)[A-Z0-9]{1,4}\\Z",
                        "La serie lleva de una a cuatro letras mayúsculas o cifras; «MP» ya es de los mensajes del público.",
                        code="serie",
                    )
                ],
                verbose_name="serie del folio",
            ),
        ),
        migrations.AddConstraint(
            "oficina",
            models.CheckConstraint(
                name="oficina_serie_valida", condition=models.Q(serie__regex="^(?!MP$)[A-Z0-9]{1,4}$")
            ),
        ),
    ]
