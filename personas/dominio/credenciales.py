"""Con qué entra cada quien: correo, contraseña y segundo paso. Todo cambio queda asentado y se avisa por correo."""

from datetime import datetime

from allauth.account.models import EmailAddress
from django.db import transaction

from nucleo.dominio.actos import exigir, validar
from nucleo.dominio.bitacora import asentar
from nucleo.dominio.impedimentos import Impedimento, NoSePuede
from personas.dominio.invitaciones import exigir_correo_libre
from personas.models import Persona
from personas.permisos import ADMINISTRAR_PERSONAS
from personas.signals import credencial_cambiada

# En la sesión, mientras se confirma algo que se firma: no se ofrece la contraseña.
SOLO_SEGUNDO_PASO = "solo_segundo_paso"


@transaction.atomic(durable=True)
def cambiar_correo(persona: Persona, *, correo: str, por: Persona, ahora: datetime) -> Persona:
    """Cambia el correo de una cuenta y lo avisa al de antes y al nuevo.

    Sólo quien administra personas. Rechaza el correo de otra cuenta y el que ya tenía.
    """
    exigir(por, ADMINISTRAR_PERSONAS)
    persona = Persona.objects.select_for_update(of=("self",), no_key=True).get(pk=persona.pk)
    antes = persona.email
    if correo == antes:
        raise NoSePuede([Impedimento("Ya es su correo.", "correo")])
    if correo.lower() != antes.lower():
        exigir_correo_libre(correo)
    persona.email = correo
    validar(persona, salvo=("password",))
    persona.save(update_fields=["email"])
    EmailAddress.objects.filter(user=persona).delete()
    EmailAddress.objects.create(user=persona, email=correo.lower(), primary=True, verified=True)
    asentar("cambiar correo", persona, por=por, ahora=ahora, de=antes, a=correo)
    _avisar(persona, f"Tu correo cambió: ahora es {correo}", ahora, *filter(None, (antes, correo)))
    return persona


@transaction.atomic
def cambiar_contrasena(persona: Persona, *, clave: str, por: Persona | None, ahora: datetime) -> Persona:
    """Guarda una contraseña ya revisada. Sin `por`, llegó por el enlace de «Olvidé mi contraseña»."""
    persona.set_password(clave)
    persona.save(update_fields=["password"])
    accion = "cambiar contraseña" if por else "restablecer contraseña"
    asentar(accion, persona, por=por or persona, ahora=ahora)
    _avisar(persona, "Tu contraseña cambió", ahora, persona.email)
    return persona


@transaction.atomic
def apuntar_segundo_paso(persona: Persona, *, accion: str, que: str, ahora: datetime) -> None:
    """Asienta que su segundo paso cambió (`accion`: agregar, quitar o renovar) y se lo avisa."""
    asentar(f"{accion} {que}", persona, por=persona, ahora=ahora)
    frases = {"agregar": f"Se agregó {que} a tu cuenta", "quitar": f"Se quitó {que} de tu cuenta"}
    _avisar(persona, frases.get(accion, f"Se hicieron de nuevo: {que}"), ahora, persona.email)


def _avisar(persona: Persona, frase: str, ahora: datetime, *correos: str) -> None:
    for correo in filter(None, correos):
        credencial_cambiada.send(Persona, persona=persona, frase=frase, correo=correo, ahora=ahora)
