"""Los correos que manda allauth (restablecer contraseña) también salen por la bandeja."""

from django.core.mail import EmailMessage, EmailMultiAlternatives
from django.core.mail.backends.base import BaseEmailBackend
from django.utils import timezone

from difusion.dominio.bandeja import encolar
from difusion.estados import Canal, MotivoDeEnvio


class PorLaBandeja(BaseEmailBackend):
    """Apunta un envío por destinatario; no toca la red."""

    def send_messages(self, email_messages: list[EmailMessage]) -> int:
        for mensaje in email_messages:
            for correo in mensaje.recipients():
                encolar(
                    canal=Canal.CORREO,
                    motivo=MotivoDeEnvio.CUENTA,
                    objeto="cuenta",
                    vez=None,
                    destinatario=correo,
                    asunto=" ".join(mensaje.subject.split())[:250],
                    secreto=self._texto(mensaje),
                    por=None,
                    ahora=timezone.now(),
                    prioridad=1,
                )
        return len(email_messages)

    def _texto(self, mensaje: EmailMessage) -> dict:
        alternativas = mensaje.alternatives if isinstance(mensaje, EmailMultiAlternatives) else []
        html = next((str(a.content) for a in alternativas if a.mimetype == "text/html"), "")
        return {"texto": mensaje.body, "html": html}
