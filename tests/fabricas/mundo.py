"""Una oficina pequeña con un objeto de cada clase, propio y ajeno: lo que piden todas las direcciones."""

import hashlib
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone

from cronograma.models import CierreMensual, NoCuenta
from media_library.models import Album, BajaDocumental, Etiqueta, Subtitulos
from media_library.models.receta import DEL_VISOR
from personas.models import DiaInhabil, Oficina
from suspension.models import PeriodoSuspension
from tests.fabricas.agenda import CoberturaFactory, EventoFactory
from tests.fabricas.cronograma import ActividadFactory, EvidenciaManualFactory, InformeFactory, MetaFactory
from tests.fabricas.media_library import (
    BuzonFactory,
    ConsentimientoFactory,
    CorteFactory,
    DerivadoFactory,
    EvidenciaFactory,
    OriginalFactory,
    PaqueteFactory,
    SubidaFactory,
)
from tests.fabricas.medios import (
    AnotacionFactory,
    AvisoDeCambioFactory,
    ContactoFactory,
    ConvocatoriaFactory,
    EntregaFactory,
    FusionFactory,
    ImportacionFactory,
    InvitacionFactory,
    LlamadaFactory,
    MedioFactory,
    convocatoria_de,
)
from tests.fabricas.mundo_escrito import de_boletines
from tests.fabricas.mundo_pedido import de_solicitudes
from tests.fabricas.mundo_producido import de_disenos
from tests.fabricas.mundo_publico import de_paginas, de_portal
from tests.fabricas.personas import ComunidadFactory, DependenciaFactory, PersonaFactory
from tests.fabricas.pmd import plan_sencillo
from tests.fabricas.reuniones import ImagenDeLaminaFactory, VersionDeLaminasFactory

PAPELES = ("directora", "redaccion", "fotografia", "redes", "consulta", "enlace")
TOKEN = "token-del-mundo"
SRT = "1\n00:00:01,000 --> 00:00:03,000\nBuenos días.\n"


@dataclass
class Mundo:
    """Las personas por papel y los objetos por nombre."""

    personas: dict[str, Any]
    cosas: dict[str, Any] = field(default_factory=dict)

    def __getattr__(self, nombre: str) -> Any:
        try:
            return self.__dict__["cosas"][nombre]
        except KeyError:
            raise AttributeError(nombre) from None


def crear_mundo() -> Mundo:
    """Todo lo que hace falta para abrir cualquier pantalla, con un evento de hoy."""
    ahora = timezone.now()
    _oficina(ahora)
    propia, ajena = DependenciaFactory(nombre="Obras Públicas"), DependenciaFactory(nombre="Cultura")
    personas = {
        p: PersonaFactory(username=p, first_name=p.capitalize(), papeles=[p], dependencia=propia) for p in PAPELES
    }
    for persona in personas.values():
        persona.set_password("una-clave-larga-9")
        persona.save()
    mundo = Mundo(personas)
    inicio = (timezone.localtime(ahora) + timedelta(hours=1)).replace(minute=0, second=0, microsecond=0)
    comunes = {
        "inicio": inicio,
        "fin": inicio + timedelta(hours=1),
        "creado_por": personas["directora"],
        "alcance": "publico",
    }
    evento = EventoFactory(titulo="Abre la unidad deportiva", dependencia=propia, **comunes)
    ajeno = EventoFactory(titulo="Concierto en la plaza", dependencia=ajena, **comunes)
    mundo.cosas |= {"dependencia": propia, "evento": evento, "evento_ajeno": ajeno, "comunidad": ComunidadFactory()}
    mundo.cosas["cobertura"] = CoberturaFactory(evento=evento, persona=personas["fotografia"])
    _de_biblioteca(mundo)
    _de_medios(mundo)
    de_boletines(mundo, TOKEN)
    _de_cronograma(mundo)
    _de_informes(mundo)
    de_paginas(mundo)
    _de_calendario(mundo, ahora)
    de_portal(mundo, ahora)
    de_disenos(mundo, TOKEN)
    de_solicitudes(mundo, TOKEN)
    _de_pmd(mundo)
    return mundo


def _de_calendario(mundo: Mundo, ahora: datetime) -> None:
    mundo.cosas["dia"] = DiaInhabil.objects.create(fecha=timezone.localdate() + timedelta(days=9), motivo="Asueto")
    mundo.cosas["periodo"] = PeriodoSuspension.objects.create(
        tipo="eleccion",
        nombre="Elección",
        inicio=ahora + timedelta(days=30),
        fin=ahora + timedelta(days=60),
        fundamento="LGCS art. 21",
    )


def _oficina(ahora: datetime) -> None:
    datos = {
        "municipio": "Mazamitla",
        "entidad": "Jalisco",
        "domicilio": "Portal 5 de Mayo 4",
        "telefonos": ["+523825380149"],
        "correo": "comunicacion@mazamitla.invalid",
        "administracion": "2024-2027",
        "configurada_en": ahora,
    }
    Oficina.objects.update_or_create(pk=1, defaults=datos)


def _de_biblioteca(mundo: Mundo) -> None:
    quien = mundo.personas["fotografia"]
    original = OriginalFactory()
    DerivadoFactory(original=original, hecho=True)
    palabras = {"pie": "La obra terminada", "texto_alternativo": "Cancha techada", "credito": "Comunicación Social"}
    mundo.cosas["foto"] = EvidenciaFactory(
        original=original, dependencia=mundo.dependencia, evento=mundo.evento, subida_por=quien, **palabras
    )
    mundo.cosas["baja"] = BajaDocumental.objects.create(
        dictamen="AM-3/2026", serie="CS.3 Memoria fotográfica", motivo="Venció su plazo", relacion=[],
        hecha_por=mundo.personas["directora"], hecha_en=timezone.now(),
    )  # fmt: skip
    audio = OriginalFactory(clase="audio", tipo="audio/mpeg", duracion=30)
    DerivadoFactory(original=audio, hecho=True, receta="a128.mp3")
    grabacion = EvidenciaFactory(
        original=audio, pie="Entrevista a Obras", dependencia=mundo.dependencia, subida_por=quien, credito="Oficina"
    )
    mundo.cosas |= {"grabacion": grabacion, "corte": CorteFactory(evidencia=grabacion, transcripcion="Dijo que sí.")}
    Subtitulos.objects.create(
        evidencia=grabacion, texto=SRT, modificado_por=quien, modificado_en=timezone.now(), version=1
    )
    mundo.cosas["subida"] = SubidaFactory(persona=quien)
    huella = hashlib.sha256(TOKEN.encode()).hexdigest()
    mundo.cosas["paquete"] = PaqueteFactory(creado_por=quien, huella=huella)
    mundo.paquete.evidencias.add(mundo.foto)
    mundo.cosas["etiqueta"] = Etiqueta.objects.create(nombre="Obra pública", clave="obra publica")
    mundo.etiqueta.evidencias.add(mundo.foto)
    mundo.cosas["album"] = Album.objects.create(nombre="Lo mejor", creado_por=quien, creado_en=timezone.now())
    mundo.album.evidencias.add(mundo.foto)
    mundo.cosas["buzon"] = BuzonFactory(dependencia=mundo.dependencia, creado_por=quien, huella=huella)
    mundo.cosas["aporte"] = SubidaFactory(persona=None, buzon=mundo.buzon)
    mundo.cosas["aportada"] = EvidenciaFactory(
        buzon=mundo.buzon, dependencia=mundo.dependencia, subida_por=quien, original__dhash=1, original__nitidez=50
    )
    mundo.cosas["foto_ajena"] = EvidenciaFactory(  # casi la misma toma: en la cuadrícula van juntas
        dependencia=mundo.evento_ajeno.dependencia, subida_por=quien, original__dhash=3
    )
    _de_derechos(mundo, quien)


def _de_derechos(mundo: Mundo, quien: Any) -> None:
    """Una foto con su carta y otra difuminada, con una versión que no se pudo hacer."""
    mundo.cosas["carta"] = ConsentimientoFactory(creado_por=quien)
    mundo.foto.consentimientos.add(mundo.carta)
    mundo.cosas["borrosa"] = EvidenciaFactory(
        pie="El desfile", dependencia=mundo.dependencia, subida_por=quien, difuminado="hecho", zonas=[[30, 30, 20, 20]],
        difuminado_por=quien, difuminado_en=timezone.now(), original__thumbhash=bytes(range(20)),
    )  # fmt: skip
    for receta in (DEL_VISOR[0], mundo.borrosa.receta_publica(DEL_VISOR[0])):
        DerivadoFactory(original=mundo.borrosa.original, hecho=True, receta=receta)
    DerivadoFactory(original=mundo.borrosa.original, estado="fallido", receta="ancha-1-1.jpg", error="Se detuvo.")


def _de_medios(mundo: Mundo) -> None:
    medio = MedioFactory(nombre="Radio Sierra")
    contacto = ContactoFactory(medio=medio)
    evento = mundo.evento
    convocatoria = ConvocatoriaFactory(
        evento=evento,
        titulo=evento.titulo,
        inicio=evento.inicio,
        creada_por=mundo.personas["directora"],
        creada_en=timezone.now(),
    )
    invitacion = InvitacionFactory(convocatoria=convocatoria, contacto=contacto, token=TOKEN)
    ContactoFactory(medio=medio)
    por_llamar = InvitacionFactory(convocatoria=convocatoria, contacto__sin_correo=True, canal="telefono")
    mundo.cosas["aviso_de_cambio"] = AvisoDeCambioFactory(invitacion=por_llamar)
    mundo.cosas["por_llamar"] = por_llamar
    mundo.cosas["llamada"] = LlamadaFactory(invitacion=por_llamar, hecha_por=mundo.personas["redaccion"])
    cancelado = EventoFactory(titulo="Feria", dependencia=mundo.dependencia, cancelado=True, alcance="medios")
    InvitacionFactory(convocatoria=convocatoria_de(cancelado), token=f"{TOKEN}-cancelado", vence_en=evento.fin)
    mundo.cosas["cancelado"] = cancelado
    mundo.cosas["anotacion"] = AnotacionFactory(evento=evento, recibida_en=timezone.now())
    for canal in ("whatsapp", "impresa"):
        quien = ContactoFactory(medio=medio, tiene_whatsapp=True, telefono="+523312345678;ext=1")
        mundo.cosas["por_mandar"] = InvitacionFactory(convocatoria=convocatoria, contacto=quien, canal=canal)
        EntregaFactory(invitacion=mundo.por_mandar, canal=canal)
    mundo.cosas["parecido"] = ContactoFactory(medio=medio, nombre=f"{contacto.nombre}0")
    unidos = (ContactoFactory(medio=medio), ContactoFactory(medio=medio, activo=False))
    mundo.cosas["fusion"] = FusionFactory(queda=unidos[0], se_fue=unidos[1], hecha_por=mundo.personas["redaccion"])
    importacion = ImportacionFactory(subida_por=mundo.personas["redaccion"], subida_en=timezone.now())
    mundo.cosas |= {"importacion": importacion, "fila": importacion.filas.first()}
    mundo.cosas |= {"medio": medio, "contacto": contacto, "convocatoria": convocatoria, "invitacion": invitacion}


def _de_pmd(mundo: Mundo) -> None:
    """Un plan municipal y lo que lleva su línea."""
    linea = plan_sencillo(mundo.personas["directora"])
    for cosa in (mundo.evento, mundo.publicado, mundo.actividad, mundo.diseno, mundo.reunion):
        cosa.lineas.add(linea)


def _de_cronograma(mundo: Mundo) -> None:
    hoy = timezone.localdate()
    actividad = ActividadFactory(
        ejercicio=hoy.year,
        numero=1,
        nombre="Generar boletines informativos",
        nombre_corto="Boletines",
        regla="boletines",
    )
    for mes in range(1, 13):
        MetaFactory(actividad=actividad, mes=mes, programado=4)
    manual = EvidenciaManualFactory(
        actividad=actividad, fecha=hoy.replace(day=1), agregada_por=mundo.personas["directora"]
    )
    fuera = NoCuenta.objects.create(
        clase="a_mano",
        cosa=EvidenciaManualFactory(actividad=actividad, fecha=manual.fecha).pk,
        actividad=actividad,
        mes=hoy.month,
        titulo="Cartel repetido",
        motivo="Ya contaba",
        quitada_en=timezone.now(),
        quitada_por=mundo.personas["directora"],
    )
    cierre = CierreMensual.objects.create(
        ejercicio=hoy.year - 1,
        mes=12,
        version=1,
        programado=0,
        cuenta=0,
        pruebas=0,
        huella="0" * 64,
        sellado=True,
        firmado_en=timezone.now(),
        firmado_por=mundo.personas["directora"],
    )
    mundo.cosas |= {"actividad": actividad, "manual": manual, "fuera": fuera, "cierre": cierre}


def _de_informes(mundo: Mundo) -> None:
    """Un informe y unas láminas."""
    informe = InformeFactory(creado_por=mundo.personas["directora"], ejercicio=timezone.localdate().year)
    mundo.cosas["informe"] = informe
    # Sólo se agregan: nadie puede ponerles después el canario de `tests/matriz/test_nada_de_html.py`.
    canario = "<b>canario\"><img src=x onerror=alert(1)>'><script>"
    lamina = ImagenDeLaminaFactory(titulo=canario, version__nombre=canario, version__nota=canario)
    # Otra versión, de unas láminas que no se pudieron dibujar: con la primera se comparan.
    otra = VersionDeLaminasFactory(reunion=lamina.version.reunion, numero=2, nombre=canario, nota=canario)
    ImagenDeLaminaFactory(version=otra, numero=1, titulo=canario, png=b"")
    mundo.cosas |= {"lamina": lamina, "laminas": lamina.version, "reunion": lamina.version.reunion}
