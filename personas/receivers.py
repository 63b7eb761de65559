"""Lo que personas oye de allauth; cada receptor es una llamada."""

from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.signals import authenticator_added, authenticator_removed, authenticator_reset
from django.dispatch import receiver
from django.utils import timezone

from personas.dominio.credenciales import apuntar_segundo_paso
from personas.models import Persona

QUE = {
    Authenticator.Type.TOTP: "aplicación de códigos",
    Authenticator.Type.WEBAUTHN: "llave de acceso",
    Authenticator.Type.RECOVERY_CODES: "códigos de recuperación",
}


@receiver(authenticator_added)
def agregaron(*, user: Persona, authenticator: Authenticator, **_: Any) -> None:
    apuntar_segundo_paso(user, accion="agregar", que=QUE[authenticator.type], ahora=timezone.now())


@receiver(authenticator_removed)
def quitaron(*, user: Persona, authenticator: Authenticator, **_: Any) -> None:
    apuntar_segundo_paso(user, accion="quitar", que=QUE[authenticator.type], ahora=timezone.now())


@receiver(authenticator_reset)
def renovaron(*, user: Persona, authenticator: Authenticator, **_: Any) -> None:
    apuntar_segundo_paso(user, accion="renovar", que=QUE[authenticator.type], ahora=timezone.now())
