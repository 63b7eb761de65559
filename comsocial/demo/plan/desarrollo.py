"""El plan municipal de la demostración: ejes genéricos, de ejemplo. No cita el plan publicado de ningún municipio."""

from datetime import datetime

from boletines.models import Boletin
from comsocial.demo.plan.elenco import Elenco
from cronograma.models import Actividad
from personas.estados import Tema
from pmd.dominio.lectura import leer
from pmd.dominio.plan import guardar_plan, poner_lineas
from pmd.models import ElementoDelPMD
from produccion.models import Diseno, Reunion

NOMBRE = "Plan municipal de ejemplo"
# Eje, objetivo, estrategia y sus líneas, cada una con su tema.
ARBOL = (
    (
        "Municipio ordenado y con servicios",
        "Que los servicios lleguen a todas las comunidades",
        "Mejorar lo que ya se tiene",
        (("Rehabilitar calles y caminos", Tema.OBRA), ("Atender agua, alumbrado y limpieza", Tema.SERVICIOS)),
    ),
    (
        "Bienestar de las familias",
        "Que nadie se quede sin atención",
        "Acercar los programas a quien los necesita",
        (
            ("Cuidar la salud", Tema.SALUD),
            ("Apoyar la educación", Tema.EDUCACION),
            ("Acompañar a las familias", Tema.DESARROLLO),
        ),
    ),
    (
        "Cultura, deporte y convivencia",
        "Que haya actividades cerca de cada quien",
        "Llevarlas a las comunidades",
        (("Promover la cultura y las tradiciones", Tema.CULTURA), ("Fomentar el deporte", Tema.DEPORTE)),
    ),
    (
        "Economía local y turismo",
        "Que quien visita encuentre qué hacer",
        "Promover lo propio",
        (("Difundir los atractivos del municipio", Tema.TURISMO),),
    ),
    (
        "Medio ambiente y protección",
        "Cuidar el bosque y a la gente",
        "Prevenir antes que lamentar",
        (("Conservar el bosque", Tema.AMBIENTE), ("Prevenir riesgos", Tema.PROTECCION)),
    ),
    (
        "Gobierno abierto",
        "Que se sepa en qué se trabaja",
        "Informar a tiempo",
        (("Rendir cuentas", Tema.GOBIERNO),),
    ),
)


def cargar_plan_de_ejemplo(elenco: Elenco, ahora: datetime) -> None:
    """Carga el árbol y dice a qué línea sirve lo publicado y su evento, cada diseño y reunión, y cada actividad."""
    renglones = [
        "\t".join([eje, objetivo, estrategia, linea, "", str(tema.label)])
        for eje, objetivo, estrategia, lineas in ARBOL
        for linea, tema in lineas
    ]
    guardar_plan(
        leer("\n".join(renglones)),
        nombre=NOMBRE,
        desde=2024,
        hasta=2027,
        es_ejemplo=True,
        por=elenco["directora"],
        ahora=ahora,
    )
    por_tema = dict(ElementoDelPMD.objects.lineas().del_que_rige().values_list("tema", "pk"))
    boletines = Boletin.objects.con_su_hora(ahora).select_related("evento").order_by("pk")
    reuniones = Reunion.objects.select_related("evento").order_by("pk")
    cosas = [
        *((boletin, boletin.tema) for boletin in boletines),
        *((boletin.evento, boletin.tema) for boletin in boletines if boletin.evento),
        *((diseno, diseno.tema) for diseno in Diseno.objects.order_by("pk")),
        *((reunion, reunion.evento.tema if reunion.evento else Tema.GOBIERNO) for reunion in reuniones),
    ]
    for cosa, tema in cosas:
        if linea := por_tema.get(tema):
            poner_lineas(cosa, lineas=[linea], por=elenco["redactora"], ahora=ahora)
    for actividad in Actividad.objects.order_by("pk"):  # informar es de «Gobierno abierto»
        poner_lineas(actividad, lineas=[por_tema[Tema.GOBIERNO]], por=elenco["directora"], ahora=ahora)
