"""Una página de Facebook. Las fotos se suben antes sin publicarse; lo que no tiene regreso es una sola petición.

Si la respuesta se pierde, se busca: por la foto (`page_story_id`) si llevaba; si no, por lo que dice y cuándo.
"""

import json
import unicodedata
from collections.abc import Callable, Collection, Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from django.utils.dateparse import parse_datetime

from redes.clientes.contrato import (
    Bien,
    CuentaDetenida,
    Hallada,
    HayQueAguardar,
    LeerFoto,
    Limites,
    NoEsta,
    NoSePudo,
    NoSeSabe,
    Rechazada,
    Resultado,
    Vista,
)
from redes.clientes.graph import Contestacion, Graph, clasificar

LIMITES = Limites(texto=63_206, fotos=10, octetos_por_foto=4 * 1024 * 1024, corta_en=240, etiquetas=30)
CAMPOS = "id,message,created_time,permalink_url,application,attachments{unshimmed_url}"
HOLGURA = timedelta(seconds=120)  # relojes que no van iguales
YA_NO_ESTA = (100, 33)


class PaginaDeFacebook:
    """El cliente de una página, con su identificador y su llave."""

    limites = LIMITES

    def __init__(self, pagina: str, llave: str, aplicacion: str = "") -> None:
        self.pagina, self.aplicacion = pagina, aplicacion
        self._graph = Graph(llave)

    def cerrar(self) -> None:
        self._graph.cerrar()

    def presentarse(self) -> str:
        """Por qué esa llave no sirve para esa página; vacío si contesta como ella."""
        contestacion = self._graph.leer("me", fields="id,name")
        cuerpo = contestacion.cuerpo or {}
        self.cerrar()
        if not contestacion.bien:
            return f"Facebook no la aceptó. {contestacion.dicho.respuesta}".strip()
        if str(cuerpo.get("id")) != self.pagina:
            return f"Esa llave es de «{cuerpo.get('name', 'otra cuenta')}», no de esa página: pide la de la página."
        return ""

    def validar(self, congelada: Mapping[str, Any]) -> list[str]:
        """Lo que Facebook rechazaría, dicho antes de pedirle nada."""
        faltas = []
        largo = len(mensaje_de(congelada))
        if not largo and not congelada["fotos"]:
            faltas.append("Escribe el texto o elige una foto: vacía no se puede publicar.")
        if largo > LIMITES.texto:
            faltas.append(f"El texto tiene {largo:,} letras y Facebook acepta {LIMITES.texto:,}.")
        if len(congelada["fotos"]) > LIMITES.fotos:
            faltas.append(f"Lleva {len(congelada['fotos'])} fotos y Facebook acepta {LIMITES.fotos}.")
        return faltas

    def preparar(
        self, congelada: Mapping[str, Any], etapa: dict[str, Any], leer: LeerFoto, guardar: Callable[[], None]
    ) -> None:
        """Sube sin publicar las fotos que falten, cada una con su descripción. Si una no entra, no sale ninguna."""
        subidas = etapa.setdefault("fotos", {})
        for lugar, foto in enumerate(congelada["fotos"], 1):
            if llave_de_la_foto(foto) in subidas:
                continue
            octetos = leer(foto["evidencia"])
            if len(octetos) > LIMITES.octetos_por_foto:
                raise NoSePudo(Rechazada(f"La foto {lugar} pesa más de 4 MB."))
            datos = {"published": "false", "alt_text_custom": foto["alt"]}
            contestacion = self._graph.mandar(f"{self.pagina}/photos", datos, octetos)
            if not contestacion.bien or "id" not in (contestacion.cuerpo or {}):
                raise NoSePudo(_de_la_foto(lugar, contestacion))
            subidas[llave_de_la_foto(foto)] = str((contestacion.cuerpo or {})["id"])
            guardar()

    def publicar(self, congelada: Mapping[str, Any], etapa: Mapping[str, Any]) -> Resultado:
        """La única petición que no tiene regreso."""
        datos = {"message": mensaje_de(congelada), "fields": "id,permalink_url"}
        fotos = [etapa["fotos"][llave_de_la_foto(foto)] for foto in congelada["fotos"]]
        if fotos:
            datos["attached_media"] = json.dumps([{"media_fbid": foto} for foto in fotos])
        elif congelada["enlace"]:
            datos["link"] = congelada["enlace"]
        contestacion = self._graph.mandar(f"{self.pagina}/feed", datos)
        cuerpo = contestacion.cuerpo or {}
        if contestacion.bien and cuerpo.get("id"):
            return Bien(str(cuerpo["id"]), self._enlace(cuerpo), contestacion.dicho)
        return clasificar(contestacion)

    def mirar(
        self, congelada: Mapping[str, Any], etapa: Mapping[str, Any], desde: datetime, ajenas: Collection[str]
    ) -> Vista:
        """Si ya está en la página: por su primera foto o, si no lleva, por lo que dice y cuándo apareció."""
        if congelada["fotos"]:
            subida = etapa.get("fotos", {}).get(llave_de_la_foto(congelada["fotos"][0]))
            if not subida:
                return NoEsta()
            return self._por_su_foto(subida)
        contestacion = self._graph.leer(f"{self.pagina}/published_posts", fields=CAMPOS, limit="25")
        puestas = (contestacion.cuerpo or {}).get("data")
        if not contestacion.bien or not isinstance(puestas, list):  # sin lista no se puede decir que no está
            return NoSeSabe("No se pudo leer la página para saber si salió.", contestacion.dicho)
        iguales = [p for p in puestas if p.get("id") not in ajenas and self._es_esta(p, congelada)]
        if len(iguales) > 1:
            return NoSeSabe(f"Hay {len(iguales)} iguales en la página: mira cuál sobra.")
        if not iguales:
            return NoEsta()
        hallada = self._hallada(iguales[0])
        return replace(hallada, segura=hallada.segura and _a_su_hora(iguales[0], desde))

    def verificar(self, id_remoto: str) -> Vista:
        contestacion = self._graph.leer(id_remoto, fields="id,message,created_time,permalink_url,application")
        if contestacion.bien and (contestacion.cuerpo or {}).get("id"):
            return self._hallada(contestacion.cuerpo or {})
        if (contestacion.codigo, contestacion.subcodigo) == YA_NO_ESTA:
            return NoEsta()
        return NoSeSabe("No se pudo leer la publicación.", contestacion.dicho)

    def editar(self, id_remoto: str, texto: str) -> Resultado:
        """Cambia el texto y lo vuelve a leer: Facebook sólo deja a la aplicación que la puso."""
        contestacion = self._graph.mandar(id_remoto, {"message": texto})
        if not contestacion.bien:
            return clasificar(contestacion)
        vista = self.verificar(id_remoto)
        if isinstance(vista, Hallada) and igual(vista.texto, texto):
            return Bien(vista.id_remoto, vista.enlace)
        return NoSeSabe("Se pidió el cambio y la página todavía no lo enseña.")

    def borrar(self, id_remoto: str) -> Resultado:
        """Que ya no esté es haberla borrado."""
        contestacion = self._graph.borrar(id_remoto)
        ya_no_esta = (contestacion.codigo, contestacion.subcodigo) == YA_NO_ESTA
        if contestacion.bien or ya_no_esta:
            return Bien(id_remoto, "", contestacion.dicho)
        return clasificar(contestacion)

    def _por_su_foto(self, foto: str) -> Vista:
        contestacion = self._graph.leer(foto, fields="page_story_id")
        if not contestacion.bien or (contestacion.cuerpo or {}).get("id") != foto:
            return NoSeSabe("No se pudo leer la foto para saber si salió.", contestacion.dicho)
        historia = str((contestacion.cuerpo or {}).get("page_story_id") or "")
        if not historia:
            return NoEsta()
        return self.verificar(historia)

    def _es_esta(self, p: Mapping[str, Any], congelada: Mapping[str, Any]) -> bool:
        puso = str((p.get("application") or {}).get("id", ""))
        if puso and self.aplicacion and puso != self.aplicacion:
            return False
        marca = congelada.get("marca", "")
        con_la_marca = bool(marca) and f"utm_content={marca}" in json.dumps(p)
        return con_la_marca or igual(str(p.get("message", "")), mensaje_de(congelada))

    def _hallada(self, p: Mapping[str, Any]) -> Hallada:
        puso = str((p.get("application") or {}).get("id", ""))
        segura = bool(puso) and (not self.aplicacion or puso == self.aplicacion)
        return Hallada(
            str(p["id"]), self._enlace(p), str(p.get("message", "")), str(p.get("created_time", "")), segura=segura
        )

    def _enlace(self, p: Mapping[str, Any]) -> str:
        return str(p.get("permalink_url") or f"https://www.facebook.com/{p['id']}")


def mensaje_de(congelada: Mapping[str, Any]) -> str:
    """El texto como va. Con fotos el enlace no tiene tarjeta: se escribe al final, si no está ya."""
    texto, enlace = congelada["texto"].strip(), congelada["enlace"]
    if congelada["fotos"] and enlace and enlace not in texto:
        return f"{texto}\n\n{enlace}".strip()
    return texto


def _a_su_hora(p: Mapping[str, Any], desde: datetime) -> bool:
    """Si apareció después de pedirla. La de antes quizá no es ésta, o los relojes no van iguales: la mira alguien."""
    creada = parse_datetime(str(p.get("created_time", "")).replace("+0000", "+00:00"))
    return creada is not None and creada >= desde - HOLGURA


def llave_de_la_foto(foto: Mapping[str, Any]) -> str:
    return f"{foto['evidencia']}:{foto['sha256'][:16]}"


def igual(uno: str, otro: str) -> bool:
    return _llano(uno) == _llano(otro)


def _llano(texto: str) -> str:
    return " ".join(unicodedata.normalize("NFC", texto).split())


def _de_la_foto(lugar: int, c: Contestacion) -> Rechazada | HayQueAguardar | CuentaDetenida | NoSeSabe:
    """Qué foto y por qué; subirla sin publicar no tiene consecuencias, así que lo incierto se repite."""
    que = clasificar(c)
    if isinstance(que, Rechazada):
        return Rechazada(f"La foto {lugar} no entró. {que.frase}", que.dicho)
    return que
