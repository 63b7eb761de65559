import pytest
from django.core.mail import EmailMultiAlternatives, send_mail

from difusion.correo_de_cuenta import PorLaBandeja
from difusion.models import Envio

pytestmark = pytest.mark.django_db


def test_un_correo_de_cuenta_se_apunta_y_no_toca_la_red(smtp, settings):
    settings.EMAIL_BACKEND = "difusion.correo_de_cuenta.PorLaBandeja"

    send_mail(
        "Restablecer\ncontraseña".replace("\n", " "), "Sigue el enlace", None, ["a@medio.invalid", "b@medio.invalid"]
    )

    envios = Envio.objects.order_by("pk")
    assert [e.destinatario for e in envios] == ["a@medio.invalid", "b@medio.invalid"]
    assert {(e.objeto, e.prioridad, e.secreto["texto"], e.secreto["html"]) for e in envios} == {
        ("cuenta", 1, "Sigue el enlace", "")
    }
    assert smtp.diario() == []


def test_guarda_tambien_la_version_html():
    mensaje = EmailMultiAlternatives("Asunto", "texto", to=["a@medio.invalid"])
    mensaje.attach_alternative("<p>texto</p>", "text/html")

    assert PorLaBandeja().send_messages([mensaje]) == 1

    assert Envio.objects.get().secreto == {"texto": "texto", "html": "<p>texto</p>"}


def test_una_persona_real_lo_recibe(smtp, despachar_en):
    PorLaBandeja().send_messages([EmailMultiAlternatives("Asunto", "texto", to=["a@medio.invalid"])])

    despachar_en(Envio.objects.get().no_antes_desde)

    assert smtp.mensajes()[0]["Subject"] == "Asunto"
