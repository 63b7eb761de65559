"""Lo del mundo de prueba que el público ve o escribe: páginas oficiales, retiros, mensajes, avisos y actas."""

from datetime import datetime, timedelta
from typing import Any

from boletines.models.retiro import PendienteDeRetiro, RetiroUrgente
from portal.models import ActaDeEdicion, AvisoUrgente, MensajeDelPublico, VersionDePagina
from tests.fabricas.paginas import ComprobacionFactory, PaginaFactory, SolicitudFactory
from tests.fabricas.suspension import PeriodoFactory


def de_paginas(mundo: Any) -> None:
    pagina = PaginaFactory(nombre="Portal de transparencia", tipo="transparencia", fundamento="LGTAIP art. 65")
    problemas = ["El enlace https://municipio.invalid/x contesta con el código 404."]
    lectura = ComprobacionFactory(pagina=pagina, leida=True, motivo="antes", problemas=problemas)
    solicitud = SolicitudFactory(pagina=pagina, antes=lectura, enviada_por=mundo.personas["redaccion"])
    mundo.cosas |= {"pagina": pagina, "lectura": lectura, "solicitud": solicitud}


def de_portal(mundo: Any, ahora: datetime) -> None:
    pasado = PeriodoFactory(inicio=ahora - timedelta(days=90), fin=ahora - timedelta(days=30))
    renglon = {
        "folio": "CS/001/2026", "titulo": "Obra", "tema": "Obra pública", "publicado_en": str(ahora),
        "direccion": "http://localhost:8000/boletines/2026/obra/", "sha256": "0" * 64,
    }  # fmt: skip
    mundo.cosas["retiro"] = RetiroUrgente.objects.create(
        motivo="Orden del IEPC", relacion=[{**renglon, "captura": "0" * 64, "correos": 1}], huella="0" * 64,
        hecho_por=mundo.personas["directora"], hecho_en=ahora,
    )  # fmt: skip
    mundo.cosas["pendiente"] = PendienteDeRetiro.objects.create(
        retiro=mundo.retiro, que="Borrar de Facebook", enlace="https://www.facebook.com/x"
    )
    mundo.cosas["mensaje"] = MensajeDelPublico.objects.create(
        folio="MP/001/2026", nombre="Vecina", correo="vecina@correo.invalid", asunto="Un dato",
        mensaje="El año está mal", origen="0" * 32, recibido_en=ahora,
    )  # fmt: skip
    mundo.cosas["aviso"] = AvisoUrgente.objects.create(
        texto="Corte de agua en el centro", clase="servicio", inicio=ahora, fin=ahora + timedelta(days=1),
        creado_por=mundo.personas["directora"], creado_en=ahora,
    )  # fmt: skip
    mundo.cosas["version"] = VersionDePagina.objects.create(
        clave="contacto", numero=1, cuerpo="## Horario\n\nDe 9 a 3", guardada_en=ahora,
        guardada_por=mundo.personas["directora"],
    )  # fmt: skip
    mundo.cosas["acta"] = ActaDeEdicion.objects.create(
        periodo=pasado, sentido="oculta", surtio_en=ahora, levantada_en=ahora, huella="0" * 64, relacion=[renglon]
    )
