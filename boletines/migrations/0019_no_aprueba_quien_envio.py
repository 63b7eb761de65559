"""Tampoco aprueba quien lo envió. Lo aprobado antes así queda dicho: lo vio una sola persona."""

from django.db import migrations, models
from django.db.models import F, Q


def decirlo(apps, _editor):
    apps.get_model("boletines", "Boletin").objects.filter(aprobado_por=F("enviado_por")).update(es_unipersonal=True)


class Migration(migrations.Migration):
    dependencies = [("boletines", "0018_fijar_palabras_de_lo_publicado")]

    operations = [
        migrations.RemoveConstraint(model_name="boletin", name="boletin_aprueba_otra_persona"),
        migrations.RunPython(decirlo, migrations.RunPython.noop),
        migrations.AddConstraint(
            model_name="boletin",
            constraint=models.CheckConstraint(
                name="boletin_aprueba_otra_persona",
                condition=Q(aprobado_por__isnull=True)
                | Q(es_unipersonal=True)
                | (~Q(aprobado_por=F("autor")) & ~Q(aprobado_por=F("enviado_por"))),
                violation_error_message="Quien escribió o envió el boletín no puede aprobarlo.",
            ),
        ),
    ]
