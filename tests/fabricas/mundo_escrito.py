"""Lo del mundo de prueba que se escribe: un boletín en cada estado, con lo que enseñan sus pantallas."""

import hashlib
from datetime import timedelta
from typing import Any

from django.utils import timezone

from boletines.dominio.redaccion.contenido import contenido_de
from boletines.models import Boletin, TextoGuardado, Titular
from nucleo.referencias import ref
from tests.fabricas.boletines import (
    AdelantoFactory,
    BoletinFactory,
    ComentarioFactory,
    FotoDeBoletinFactory,
    VersionDeBoletinFactory,
    VistoBuenoFactory,
)
from tests.fabricas.difusion import EnvioFactory
from tests.fabricas.redes import ComposicionFactory, FotoDeComposicionFactory, PublicacionFactory


def de_boletines(mundo: Any, token: str) -> None:
    comunes = {"autor": mundo.personas["redaccion"], "dependencia": mundo.dependencia, "evento": mundo.evento}
    borrador = BoletinFactory(titulo="Borrador de la obra", **comunes)
    FotoDeBoletinFactory(boletin=borrador, evidencia=mundo.foto)
    mundo.cosas |= {
        "boletin": borrador,
        "en_revision": BoletinFactory(en_revision=True, **comunes),
        "con_cambios": BoletinFactory(con_cambios=True, **comunes),
        "publicado": BoletinFactory(publicado=True, publicado_en=timezone.now(), **comunes),
        "retirado": BoletinFactory(retirado=True, **comunes),
    }
    FotoDeBoletinFactory(boletin=mundo.publicado, evidencia=mundo.foto)
    _de_redaccion(mundo)
    _de_revision(mundo, token)
    mundo.cosas["envio"] = EnvioFactory(por_verificar=True, objeto=ref(mundo.publicado))
    mundo.cosas["composicion"] = ComposicionFactory(creada_por=mundo.personas["directora"])
    PublicacionFactory(borrador=True, composicion=mundo.composicion, creada_por=mundo.personas["directora"])
    FotoDeComposicionFactory(composicion=mundo.composicion, evidencia=mundo.foto)
    mundo.cosas["publicacion"] = PublicacionFactory(boletin=mundo.publicado, creada_por=mundo.personas["directora"])


def _de_redaccion(mundo: Any) -> None:
    """Dos versiones y un texto apartado: lo que enseñan las pantallas de redacción."""
    boletin, ahora = mundo.boletin, timezone.now()
    Boletin.objects.filter(pk=boletin.pk).update(version=2)
    boletin.refresh_from_db()
    VersionDeBoletinFactory(boletin=boletin, numero=1, guardada_por=mundo.personas["redaccion"], cuerpo="<p>Antes</p>")
    actual = contenido_de(boletin)
    VersionDeBoletinFactory(boletin=boletin, numero=2, guardada_por=mundo.personas["directora"], **actual)
    mundo.cosas["apartado"] = TextoGuardado.objects.create(
        boletin=boletin, numero=1, contenido=contenido_de(boletin), choco=True, guardado_en=ahora,
        guardado_por=mundo.personas["redaccion"],
    )  # fmt: skip


def _de_revision(mundo: Any, token: str) -> None:
    """Lo demás que enseña un boletín: comentario, visto bueno, adelanto, programado, deuda y corrección."""
    ahora, comunes = timezone.now(), {"autor": mundo.personas["redaccion"], "dependencia": mundo.dependencia}
    huella = hashlib.sha256(token.encode()).hexdigest()
    programado = BoletinFactory(
        programado=True, publicar_en=ahora + timedelta(days=1), embargo_hasta=ahora + timedelta(days=2), **comunes
    )
    urgente = BoletinFactory(
        publicado=True, aprobado_por=None, aprobado_en=None, huella_aprobada="",
        urgencia_por=mundo.personas["redaccion"], urgencia_motivo="Crecida del arroyo", publicado_en=ahora, **comunes,
    )  # fmt: skip
    correccion = BoletinFactory(corrige=mundo.publicado, nota_de_correccion="Se corrigió la cifra", **comunes)
    mundo.cosas |= {
        "programado": programado,
        "urgente": urgente,
        "correccion": correccion,
        "comentario": ComentarioFactory(boletin=mundo.en_revision, escrito_por=mundo.personas["directora"]),
        "visto": VistoBuenoFactory(
            boletin=mundo.en_revision, huella=huella, pedido_por=mundo.personas["redaccion"],
            vence_en=ahora + timedelta(days=3),
        ),
        "adelanto": AdelantoFactory(
            boletin=programado, huella=huella, dado_en=ahora, dado_por=mundo.personas["directora"],
            vence_en=ahora + timedelta(days=2),
        ),
        "titular": Titular.objects.create(nombre="Titular de Obras", cargo="Titular de Obras Públicas"),
    }  # fmt: skip
