"""Un correo puede ser el de una redacción; un teléfono lleva extensión; cada respuesta dice a qué acto contestó."""

from django.db import migrations, models
from django.db.models import Q
from django.db.models.functions import Lower

from nucleo.texto.validadores import telefono_valido

# La vigente contestó a lo que dice su invitación; de las de antes no se sabe.
LA_ULTIMA = """
    UPDATE medios_respuesta r SET acto = i.acto_contestado FROM medios_invitacion i
    WHERE r.id = (SELECT max(u.id) FROM medios_respuesta u WHERE u.invitacion_id = i.id)
"""


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
        migrations.AddField(
            "respuesta",
            "acto",
            models.CharField(blank=True, default="", max_length=64, verbose_name="huella del acto que vio"),
            preserve_default=False,
        ),
        migrations.RunSQL(LA_ULTIMA, migrations.RunSQL.noop),
        migrations.RunSQL("SET CONSTRAINTS ALL IMMEDIATE", migrations.RunSQL.noop),
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
