"""Un correo puede ser el de una redacción entera; un teléfono puede llevar extensión."""

from django.db import migrations, models
from django.db.models import Q
from django.db.models.functions import Lower

from nucleo.texto.validadores import telefono_valido


class Migration(migrations.Migration):
    dependencies = [("medios", "0001_inicial")]

    operations = [
        migrations.AddField(
            "contacto",
            "comparte_buzon",
            models.BooleanField(
                default=False,
                help_text="Como el de una redacción: a cada quien le llega su invitación, y el boletín una sola vez.",
                verbose_name="comparte ese correo con otra persona",
            ),
        ),
        migrations.AlterField(
            "contacto",
            "telefono",
            models.CharField(blank=True, max_length=32, validators=[telefono_valido], verbose_name="teléfono"),
        ),
        migrations.RemoveConstraint("contacto", "contacto_correo_unico"),
        migrations.AddConstraint(
            "contacto",
            models.UniqueConstraint(
                Lower("correo"),
                condition=~Q(correo="") & Q(comparte_buzon=False),
                name="contacto_correo_unico",
                violation_error_message="Ya hay un contacto con ese correo.",
            ),
        ),
    ]
