"""Antes de exigir un correo por cuenta: lo conserva la activa más antigua; las demás quedan sin correo."""

from django.db import migrations
from django.db.models.functions import Lower


def vaciar_repetidos(apps, _):
    """Las cuentas siguen entrando con su usuario; su correo lo pone otra vez quien dirige.

    Tampoco quedan los correos sueltos que alguien agregó en la página de allauth que ya no existe.
    """
    persona = apps.get_model("personas", "Persona")
    vistos = set()
    con_correo = persona.objects.exclude(email="").annotate(correo=Lower("email"))
    for una in con_correo.order_by("-is_active", "date_joined", "pk"):
        if una.correo in vistos:
            persona.objects.filter(pk=una.pk).update(email="")
        vistos.add(una.correo)
    for suelto in apps.get_model("account", "EmailAddress").objects.select_related("user"):
        if suelto.email.lower() != suelto.user.email.lower():
            suelto.delete()


class Migration(migrations.Migration):
    dependencies = [
        ("personas", "0005_primera_cuenta_sin_correo"),
        ("account", "0009_emailaddress_unique_primary_email"),
    ]

    operations = [migrations.RunPython(vaciar_repetidos, migrations.RunPython.noop)]
