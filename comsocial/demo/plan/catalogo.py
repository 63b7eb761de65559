"""De qué está hecha la demostración: dependencias, medios (inventados), comunidades y fotografías.

No hay personas: sólo cargos. El domicilio y los teléfonos son los del Plan Operativo Anual 2021.
"""

from datetime import datetime, time

from nucleo.texto.formato import CENTRO

OFICINA = {
    "nombre": "Comunicación Social",
    "municipio": "Mazamitla",
    "entidad": "Jalisco",
    "entidad_corta": "Jal.",
    "domicilio": "Portal 5 de Mayo No. 4, Col. Centro, Mazamitla, Jalisco",
    "telefonos": ["+523825380149", "+523825380450"],
    "correo": "comunicacion@mazamitla.invalid",
    "sitio": "www.mazamitla.gob.mx",
    "administracion": "2024-2027",
}
ADMINISTRACION_DE_2021 = "2018-2021"
DEPENDENCIAS = {
    "presidencia": "Presidencia Municipal",
    "obras": "Obras Públicas",
    "servicios": "Servicios Públicos",
    "cultura": "Cultura",
    "deporte": "Deportes",
    "educacion": "Educación",
    "salud": "Salud",
    "dif": "DIF Municipal",
    "turismo": "Turismo",
    "ambiente": "Ecología y Medio Ambiente",
    "proteccion": "Protección Civil y Bomberos",
    "cabildo": "Secretaría General",
}
# usuario, nombre en palabras, cargo, papel, dependencia
CUENTAS = (
    ("directora", "Directora", "Dirección de Comunicación Social", "directora", ""),
    ("redactora", "Redactora", "Redacción", "redaccion", ""),
    ("fotografo", "Fotógrafo", "Fotografía y video", "fotografia", ""),
    ("redes", "Redes", "Redes sociales", "redes", ""),
    ("consulta", "Síndico", "Consulta del plan", "consulta", ""),
    ("contraloria", "Contraloría", "Segunda firma del cronograma", "contraloria", ""),
    ("enlace.obras", "Enlace de Obras", "Enlace de Obras Públicas", "enlace", "obras"),
    ("enlace.cultura", "Enlace de Cultura", "Enlace de Cultura", "enlace", "cultura"),
)
# nombre, tipo, cobertura, municipio, contactos (nombre, cargo, correo, teléfono, recibe boletines)
# Por dónde prefiere cada quien que se le invite, y sus horas: medio, contacto y lo que se sabe de él.
PREFIEREN = {
    ("Radio Sierra del Tigre", "Producción"): {"canal_preferido": "whatsapp", "tiene_whatsapp": True},
    ("Canal Sierra", "Reporteros"): {"canal_preferido": "whatsapp", "tiene_whatsapp": True},
    ("La Voz de la Sierra", "Redacción"): {"canal_preferido": "impresa", "fuentes": ["obra-publica", "gobierno"]},
    ("Radio Sierra del Tigre", "Cabina"): {
        "no_llamar_de": time(7),
        "no_llamar_a": time(9),
        "origen": "Los dio la emisora al acreditarse",
    },
}
MEDIOS = (
    (
        "Radio Sierra del Tigre",
        "radio",
        "regional",
        "Mazamitla",
        (
            ("Cabina", "Noticiero matutino", "cabina@radiosierra.example", "+523825380010", True),
            ("Producción", "Producción", "", "+523825380011", False),
            ("Corresponsalía", "Comunidades", "corresponsal@radiosierra.example", "", False),
        ),
    ),
    (
        "La Voz de la Sierra",
        "impreso",
        "regional",
        "Mazamitla",
        (
            ("Redacción", "Jefatura de información", "redaccion@lavozdelasierra.example", "+523825380015", True),
            ("Fotografía", "Fotografía", "foto@lavozdelasierra.example", "", False),
        ),
    ),
    (
        "Canal Sierra",
        "television",
        "regional",
        "Zapotlán el Grande",
        (
            ("Mesa de información", "Asignaciones", "mesa@canalsierra.example", "+523414120020", True),
            ("Reporteros", "Corresponsalía", "", "+523414120021", False),
        ),
    ),
    (
        "Noticias del Sureste",
        "portal",
        "regional",
        "Tamazula",
        (
            ("Edición web", "Edición", "web@noticiasdelsureste.example", "", True),
            ("Reporteros", "Región", "region@noticiasdelsureste.example", "", False),
        ),
    ),
    (
        "Mazamitla Informa",
        "facebook",
        "local",
        "Mazamitla",
        (
            ("Administración", "Administración de la página", "", "+523825380030", False),
            ("Transmisiones", "En vivo", "envivo@mazamitlainforma.example", "", False),
        ),
    ),
    (
        "El Pino",
        "impreso",
        "local",
        "Mazamitla",
        (("Dirección", "Dirección", "direccion@elpino.example", "+523825380040", False),),
    ),
    (
        "La Sierra Comunitaria",
        "radio",
        "local",
        "Valle de Juárez",
        (("Cabina", "Cabina", "cabina@sierracomunitaria.example", "+523825380045", False),),
    ),
    (
        "Radio Ribera",
        "radio",
        "regional",
        "Jocotepec",
        (
            ("Noticias", "Noticiero", "noticias@radioribera.example", "+523877630050", False),
            ("Cabina", "Cabina", "", "+523877630051", False),
        ),
    ),
    (
        "Semanario del Sur",
        "impreso",
        "regional",
        "Zapotlán el Grande",
        (("Redacción", "Redacción", "redaccion@semanariodelsur.example", "", False),),
    ),
    (
        "Ecos de Michoacán",
        "portal",
        "regional",
        "Jiquilpan",
        (("Redacción", "Redacción", "redaccion@ecosmich.example", "", False),),
    ),
    (
        "Agencia Occidente",
        "agencia",
        "estatal",
        "Guadalajara",
        (("Mesa", "Mesa central", "mesa@agenciaoccidente.example", "+523336150060", False),),
    ),
    (
        "Diario Tapatío",
        "impreso",
        "estatal",
        "Guadalajara",
        (("Municipios", "Edición de municipios", "municipios@diariotapatio.example", "", False),),
    ),
    (
        "TV Occidente",
        "television",
        "estatal",
        "Guadalajara",
        (
            ("Asignaciones", "Asignaciones", "asignaciones@tvoccidente.example", "+523336150070", False),
            ("Cultura", "Sección de cultura", "cultura@tvoccidente.example", "", False),
        ),
    ),
    (
        "Ruta Pueblos Mágicos",
        "portal",
        "nacional",
        "Ciudad de México",
        (("Redacción", "Redacción", "hola@rutapueblos.example", "", False),),
    ),
)
COMUNIDADES = (
    "Epenche Chico",
    "Loma Alta",
    "El Encinal",
    "Los Fresnos",
    "Llano Grande",
    "Ojo de Agua",
    "la cabecera municipal",
)
CIERRE = (
    "La dependencia atiende dudas y reportes en su oficina y en los teléfonos de la Presidencia Municipal, en días"
    " hábiles de 9:00 a 15:00 horas."
)
INTERNAS = (
    ("presidencia", "reunion", "Reunión de directores", "Presidencia Municipal"),
    ("obras", "gira", "Supervisión de obra en {c}", "{c}"),
    ("turismo", "reunion", "Reunión con prestadores de servicios", "Casa de la Cultura"),
    ("dif", "reunion", "Reunión de seguimiento del padrón", "Oficinas del DIF"),
)
# Suspensión de propaganda gubernamental: elección local y federal, y consulta popular (INE/CG695/2020, INE/CG351/2021).
PERIODOS = (
    (
        "eleccion",
        "Proceso electoral 2020-2021",
        datetime(2021, 4, 4, tzinfo=CENTRO),
        datetime(2021, 6, 6, 23, 59, tzinfo=CENTRO),
        "Const. 41 III-C; LGIPE 209; LGCS 21",
    ),
    (
        "consulta",
        "Consulta popular 2021",
        datetime(2021, 7, 15, tzinfo=CENTRO),
        datetime(2021, 8, 1, 23, 59, tzinfo=CENTRO),
        "Const. 35 VIII; LFCP 40",
    ),
)
MOTIVOS = (
    "Se pospone por la lluvia; la nueva fecha se avisará por teléfono.",
    "Se cancela: la dependencia cambió el programa.",
    "Se pospone a petición de la comunidad.",
    "Se cancela para evitar que se junte la gente.",
)
# Lo que se agrega a mano: (actividad del plan, título, foto). Sale un PDF de verdad por cada uno.
PRESENTACIONES = (
    ("Avance de obra para la reunión de directores", "tormenta-carretera"),
    ("Resultados del plan de trabajo", "embarcadero-atardecer"),
    ("Temporada de incendios: prevención", "bosque"),
    ("Servicios públicos: rutas y horarios", "otono"),
)
PERIFONEO = (
    ("Perifoneo: corte de agua programado", "lluvia-hojas"),
    ("Perifoneo: jornada de vacunación", "otono"),
)
FOTOS = {
    "agua": ("Gotas que caen sobre agua quieta.", "Gota de agua que cae y levanta ondas", "Charles Barbin"),
    "bosque": ("Sendero entre pinos.", "Sendero que entra en un bosque de pinos altos", "KDE Visual Design Group"),
    "cielo-cometa": ("Un papalote contra el cielo.", "Papalote de colores en un cielo azul", "KDE Visual Design Group"),
    "embarcadero-atardecer": (
        "Embarcadero al atardecer.",
        "Lanchas de madera en la orilla de un lago al atardecer",
        "KDE Visual Design Group",
    ),
    "flores-amarillas": ("Flores amarillas.", "Flor amarilla de cerca sobre fondo oscuro", "Charles Barbin"),
    "flores-rojas": ("Flores rojas en un jardín.", "Flor roja y amarilla de cempasúchil", "Charles Barbin"),
    "lluvia-hojas": ("Hojas después de la lluvia.", "Hojas verdes con gotas de lluvia", "blackcombwhistler07"),
    "muelle": ("Muelle de madera.", "Tablas de un muelle de madera junto al agua", "KDE Visual Design Group"),
    "otono": ("Árboles en otoño.", "Árboles con hojas amarillas y rojas", "KDE Visual Design Group"),
    "pastizal": ("Pastizal con pasto alto.", "Pasto verde alto con luz de día", "Marco Cogoni y Hylke Bons"),
    "tormenta-carretera": (
        "Carretera antes de la tormenta.",
        "Carretera recta bajo nubes de tormenta",
        "Sergey Nazarov",
    ),
    "vivero": ("Plantas pequeñas en un vivero.", "Brotes verdes de plantas en un vivero", "KDE Visual Design Group"),
}
