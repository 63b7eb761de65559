"""Las cuentas nacen de una invitación: enlace personal de un solo uso que vence en siete días."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from allauth.account.models import EmailAddress
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction

from nucleo.dominio.actos import exigir, validar
from nucleo.dominio.bitacora import asentar
from nucleo.dominio.choques import en_fila
from nucleo.dominio.impedimentos import Impedimento, NoSePuede
from nucleo.enlaces.personales import direccion_personal, huella_del_token, nuevo_token
from personas.models import Dependencia, InvitacionDePersona, Persona
from personas.permisos import ADMINISTRAR_PERSONAS, PAPELES
from personas.signals import persona_invitada

VIGENCIA = timedelta(days=7)
ES_LA_MISMA = timedelta(minutes=5)  # en lo que se repite un clic; después, invitar otra vez es mandar otro enlace


class EnlaceVencido(NoSePuede):
    """La invitación no existe, ya se usó o venció; por fuera las tres se ven igual."""


@dataclass(frozen=True)
class Invitada:
    """Una invitación y su enlace, que sólo se conoce al hacerla: va vacío si ya estaba hecha."""

    invitacion: InvitacionDePersona
    enlace: str


@transaction.atomic(durable=True)
def invitar_persona(
    *, correo: str, nombre: str, papeles: list[str], dependencia: Dependencia | None, por: Persona, ahora: datetime
) -> Invitada:
    """Invita a una persona a tener cuenta y avisa para que salga su correo.

    Sustituye la invitación que ese correo tuviera sin usar; la misma, repetida en cinco minutos, devuelve la que ya
    hay y no manda otro correo. Rechaza un correo que ya tiene cuenta.
    """
    exigir(por, ADMINISTRAR_PERSONAS)
    en_fila("invitar persona", correo.lower())
    iguales = InvitacionDePersona.objects.por_estrenar(ahora).filter(vence_en__gt=ahora + VIGENCIA - ES_LA_MISMA)
    if ya := iguales.filter(correo=correo, nombre=nombre, papeles=papeles, dependencia=dependencia).first():
        return Invitada(ya, "")
    return _invitar(
        InvitacionDePersona(correo=correo, nombre=nombre, papeles=papeles, dependencia=dependencia, creada_por=por),
        ahora,
    )


@transaction.atomic(durable=True)
def invitar_primera_directora(*, usuario: str, correo: str, ahora: datetime) -> Invitada:
    """Invita a quien dirige la oficina cuando todavía no hay quién la invite; sólo desde la terminal.

    Sin `correo`, no sale ninguno: lo escribe quien estrena la cuenta.
    """
    nueva = InvitacionDePersona(correo=correo, nombre="Dirección", usuario=usuario, papeles=["directora"])
    return _invitar(nueva, ahora)


def _invitar(invitacion: InvitacionDePersona, ahora: datetime) -> Invitada:
    exigir_papeles(invitacion.papeles, invitacion.dependencia)
    exigir_correo_libre(invitacion.correo)
    token = nuevo_token()
    invitacion.huella = huella_del_token(token)
    invitacion.vence_en = ahora + VIGENCIA
    validar(invitacion)
    InvitacionDePersona.objects.por_estrenar(ahora).filter(correo__iexact=invitacion.correo).update(vence_en=ahora)
    invitacion.save()
    por = invitacion.creada_por
    asentar("invitar persona", invitacion, por=por, ahora=ahora, correo=invitacion.correo, papeles=invitacion.papeles)
    enlace = direccion_personal("cuenta:aceptar", token)
    persona_invitada.send(InvitacionDePersona, invitacion=invitacion, enlace=enlace, por=por, ahora=ahora)
    return Invitada(invitacion, enlace)


def exigir_papeles(papeles: list[str], dependencia: Dependencia | None) -> None:
    """Al menos un papel, que exista; el enlace, con su dependencia."""
    if not papeles or not set(papeles) <= set(PAPELES):
        raise NoSePuede([Impedimento("Elige al menos un papel de la lista.", "papeles")])
    if "enlace" in papeles and dependencia is None:
        raise NoSePuede([Impedimento("El enlace necesita su dependencia.", "dependencia")])


def exigir_correo_libre(correo: str) -> None:
    """Rechaza el correo de otra cuenta, activa o no."""
    if correo and Persona.objects.filter(email__iexact=correo).exists():
        frase = "Ya hay una cuenta con ese correo. Si está desactivada, reactívala desde la lista."
        raise NoSePuede([Impedimento(frase, "correo")])


@transaction.atomic(durable=True)
def retirar_invitacion(invitacion: InvitacionDePersona, *, por: Persona, ahora: datetime) -> None:
    """Deja sin efecto una invitación que nadie ha usado. Rechaza la que ya se usó o venció."""
    exigir(por, ADMINISTRAR_PERSONAS)
    if not InvitacionDePersona.objects.por_estrenar(ahora).filter(pk=invitacion.pk).update(vence_en=ahora):
        raise NoSePuede("Esa invitación ya se usó o ya venció.")
    asentar("retirar invitación", invitacion, por=por, ahora=ahora, correo=invitacion.correo)


@transaction.atomic(durable=True)
def aceptar_invitacion(*, token: str, usuario: str, clave: str, ahora: datetime, correo: str = "") -> Persona:
    """Crea la cuenta y gasta el enlace en la misma transacción. El `correo` sólo cuenta si la invitación no lo trae.

    Rechaza con `EnlaceVencido` lo usado o vencido, y en palabras un usuario repetido o una contraseña débil.
    """
    huella = huella_del_token(token)
    invitacion = InvitacionDePersona.objects.select_for_update(of=("self",)).filter(huella=huella).first()
    if invitacion is None or invitacion.usada_en or invitacion.vence_en <= ahora:
        raise EnlaceVencido("Este enlace ya se usó o venció. Pide otra invitación a la dirección de la oficina.")
    correo = invitacion.correo or correo
    if not correo:
        raise NoSePuede([Impedimento("Escribe tu correo.", "correo")])
    exigir_correo_libre(correo)
    persona = Persona(
        username=Persona.normalize_username(usuario.strip()),
        first_name=invitacion.nombre,
        email=correo,
        papeles=invitacion.papeles,
        dependencia=invitacion.dependencia,
        date_joined=ahora,
    )
    _poner_clave(persona, clave)
    if Persona.objects.filter(username__iexact=persona.username).exists():
        raise NoSePuede([Impedimento("Ese usuario ya está ocupado; elige otro.", "usuario")])
    persona.save()
    # El enlace llegó a ese correo, o lo dio la terminal: queda verificado y con eso puede activar su segundo paso.
    EmailAddress.objects.create(user=persona, email=persona.email, primary=True, verified=True)
    invitacion.usada_en = ahora
    invitacion.save(update_fields=["usada_en"])
    asentar("estrenar cuenta", persona, por=persona, ahora=ahora, invitacion=invitacion.pk)
    return persona


def _poner_clave(persona: Persona, clave: str) -> None:
    try:
        validate_password(clave, persona)
    except ValidationError as error:
        raise NoSePuede([Impedimento(frase, "clave") for frase in error.messages]) from None
    persona.set_password(clave)
    try:
        validar(persona)
    except NoSePuede as error:
        cambio = [Impedimento(i.texto, "usuario" if i.campo == "username" else i.campo) for i in error.impedimentos]
        raise NoSePuede(cambio) from None
