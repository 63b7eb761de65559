"""De qué está hecha la demostración: dependencias, medios (inventados), comunidades y clases de evento.

No hay personas: sólo cargos. El domicilio y los teléfonos son los del Plan Operativo Anual 2021.
"""

from dataclasses import dataclass

OFICINA = {
    "nombre": "Comunicación Social",
    "municipio": "Mazamitla",
    "entidad": "Jalisco",
    "entidad_corta": "Jal.",
    "domicilio": "Portal 5 de Mayo No. 4, Col. Centro, Mazamitla, Jalisco",
    "telefonos": ["+523825380149", "+523825380450"],
    "correo": "comunicacion@mazamitla.invalid",
    "sitio": "www.mazamitla.gob.mx",
    "administracion": "2018-2021",
}
DEPENDENCIAS = {
    "presidencia": "Presidencia Municipal", "obras": "Obras Públicas", "servicios": "Servicios Públicos", "cultura": "Cultura",
    "deporte": "Deportes", "educacion": "Educación", "salud": "Salud", "dif": "DIF Municipal", "turismo": "Turismo",
    "ambiente": "Ecología y Medio Ambiente", "proteccion": "Protección Civil y Bomberos", "cabildo": "Secretaría General",
}  # fmt: skip
# usuario, nombre en palabras, cargo, papel, dependencia
CUENTAS = (
    ("directora", "Directora", "Dirección de Comunicación Social", "directora", ""),
    ("redactora", "Redactora", "Redacción", "redaccion", ""),
    ("fotografo", "Fotógrafo", "Fotografía y video", "fotografia", ""),
    ("redes", "Redes", "Redes sociales", "redes", ""),
    ("consulta", "Contraloría", "Consulta del plan", "consulta", ""),
    ("enlace.obras", "Enlace de Obras", "Enlace de Obras Públicas", "enlace", "obras"),
    ("enlace.cultura", "Enlace de Cultura", "Enlace de Cultura", "enlace", "cultura"),
)
# nombre, tipo, cobertura, municipio, contactos (nombre, cargo, correo, teléfono, recibe boletines)
MEDIOS = (
    ("Radio Sierra del Tigre", "radio", "regional", "Mazamitla",
     (("Cabina", "Noticiero matutino", "cabina@radiosierra.example", "+523825380010", True), ("Producción", "Producción", "", "+523825380011", False))),
    ("La Voz de la Sierra", "impreso", "regional", "Mazamitla", (("Redacción", "Jefatura de información", "redaccion@lavozdelasierra.example", "", True),)),
    ("Canal Sierra", "television", "regional", "Zapotlán el Grande",
     (("Mesa de información", "Asignaciones", "mesa@canalsierra.example", "+523414120020", True), ("Reporteros", "Corresponsalía", "", "+523414120021", False))),
    ("Noticias del Sureste", "portal", "regional", "Tamazula", (("Edición web", "Edición", "web@noticiasdelsureste.example", "", True),)),
    ("Mazamitla Informa", "facebook", "local", "Mazamitla", (("Administración", "Administración de la página", "", "+523825380030", False),)),
    ("El Pino", "impreso", "local", "Mazamitla", (("Dirección", "Dirección", "direccion@elpino.example", "+523825380040", False),)),
    ("Radio Ribera", "radio", "regional", "Jocotepec", (("Noticias", "Noticiero", "noticias@radioribera.example", "+523877630050", False),)),
    ("Semanario del Sur", "impreso", "regional", "Zapotlán el Grande", (("Redacción", "Redacción", "redaccion@semanariodelsur.example", "", False),)),
    ("Agencia Occidente", "agencia", "estatal", "Guadalajara", (("Mesa", "Mesa central", "mesa@agenciaoccidente.example", "+523336150060", False),)),
    ("Diario Tapatío", "impreso", "estatal", "Guadalajara", (("Municipios", "Edición de municipios", "municipios@diariotapatio.example", "", False),)),
    ("TV Occidente", "television", "estatal", "Guadalajara", (("Asignaciones", "Asignaciones", "asignaciones@tvoccidente.example", "+523336150070", False),)),
    ("Ruta Pueblos Mágicos", "portal", "nacional", "Ciudad de México", (("Redacción", "Redacción", "hola@rutapueblos.example", "", False),)),
)  # fmt: skip
COMUNIDADES = (
    "Epenche Chico",
    "Epenche Grande",
    "La Cofradía",
    "Puerta del Zapatero",
    "Corral Falso",
    "Dos Aguas",
    "la cabecera municipal",
)


@dataclass(frozen=True)
class Clase:
    """Una clase de evento con el boletín que produce. `{c}` es la comunidad y `{n}`, `{m}` cifras."""

    dependencia: str
    tipo: str
    categoria: str
    evento: str
    lugar: str
    cabeza: str
    sumario: str
    cuerpo: tuple[str, ...]
    cifras: tuple[int, int] = (20, 180)
    preside: str = "Presidencia Municipal"
    en_veda: bool = False  # excepción de ley: salud, educación y protección civil (Const. 41 III-C)
    alcance: str = "publico"
    fotos: tuple[str, ...] = ("bosque", "muelle", "pastizal")


CIERRE = "La dependencia atiende dudas y reportes en su oficina y en los teléfonos de la Presidencia Municipal, en días hábiles."
CLASES = (
    Clase(
        "obras", "obra", "obra-publica", "Arranque de empedrado en {c}", "Calle principal de {c}",
        "Arranca el empedrado de {n} metros en {c}", "La obra lleva drenaje y banquetas, y se termina en {m} semanas.",
        (
            "Obras Públicas inició el empedrado de {n} metros de la calle principal de {c}. Los trabajos incluyen la sustitución de la línea de"
            " drenaje, tomas domiciliarias y banquetas con rampas para personas con discapacidad.",
            "La obra se hace por etapas para que las familias puedan entrar a sus casas. El paso de vehículos se cierra en el tramo donde se trabaja y"
            " la desviación queda señalada día y noche. El plazo es de {m} semanas si el temporal lo permite.",
        ), (120, 480), fotos=("tormenta-carretera", "pastizal"),
    ),
    Clase(
        "obras", "obra", "obra-publica", "Entrega de la línea de agua potable en {c}", "Tanque de {c}",
        "Entra en servicio la línea de agua potable de {c}", "El servicio llega a {n} viviendas con presión regular.",
        (
            "La nueva línea de agua potable de {c} entró en servicio después de las pruebas de presión y de cloración. Llega a {n} viviendas que"
            " recibían el agua por tandeo.",
            "Obras Públicas sustituyó {m} tramos de tubería que tenían fugas e instaló válvulas para cerrar por sectores sin dejar sin agua a toda la"
            " comunidad. Se pide a los usuarios revisar sus instalaciones interiores durante la primera semana.",
        ), (40, 210), fotos=("agua", "muelle"),
    ),
    Clase(
        "servicios", "obra", "servicios-publicos", "Rehabilitación del alumbrado en {c}", "Plaza de {c}",
        "Rehabilitan {n} luminarias en {c}", "Las lámparas nuevas consumen menos y alumbran calles que estaban a oscuras.",
        (
            "Servicios Públicos rehabilitó {n} luminarias en {c}. La cuadrilla cambió lámparas, fotoceldas y cableado en los puntos que los vecinos"
            " reportaron y revisó los circuitos que se apagaban con la lluvia.",
            "Los reportes se reciben por teléfono con la calle y el número más cercano. El tiempo de atención es de {m} días hábiles en la cabecera y"
            " un poco más en las comunidades alejadas.",
        ), (12, 90), fotos=("cielo-cometa", "tormenta-carretera"),
    ),
    Clase(
        "ambiente", "gira", "medio-ambiente", "Reforestación en {c}", "Ladera de {c}",
        "Plantan {n} pinos en {c}", "Brigadas y vecinos reforestaron la ladera con árboles del vivero municipal.",
        (
            "Brigadas de Ecología y vecinos plantaron {n} pinos en {c}, en una ladera que perdió cubierta vegetal. Los árboles salieron del vivero"
            " municipal y son de especies propias de la Sierra del Tigre.",
            "El cuidado es lo que decide si un árbol vive: la brigada regresará cada {m} semanas a deshierbar y a reponer los que no prendan. Quien"
            " quiera adoptar un tramo puede inscribirse en la oficina de Ecología.",
        ), (150, 900), fotos=("bosque", "vivero", "otono"),
    ),
    Clase(
        "proteccion", "reunion", "proteccion-civil", "Brigada de vigilancia forestal en {c}", "Brecha de {c}",
        "Brigadas vigilan el bosque de {c} por la temporada de incendios", "Se recorren {n} kilómetros de brechas y se limpian los accesos.",
        (
            "Protección Civil y Bomberos recorre {n} kilómetros de brechas cortafuego en {c} durante la temporada de estiaje. Las brigadas limpian"
            " accesos, revisan tomas de agua y orientan a quienes hacen quemas agrícolas.",
            "Si ve humo en el bosque, llame al 911 y diga el paraje y el camino de acceso. No deje fogatas encendidas ni tire colillas: {m} de cada diez"
            " incendios empiezan por descuido.",
        ), (6, 40), en_veda=True, fotos=("bosque", "otono", "tormenta-carretera"),
    ),
    Clase(
        "salud", "social", "salud", "Jornada de vacunación en {c}", "Casa de salud de {c}",
        "Aplican vacunas en {c}: qué llevar y en qué horario", "La jornada atiende sin cita a {n} personas por día.",
        (
            "La jornada de vacunación llega a la casa de salud de {c}. Se atiende sin cita, por orden de llegada, y hay lugar para {n} personas por"
            " día. Hay que llevar identificación, comprobante de domicilio y la cartilla.",
            "El módulo abre a las 9:00 y cierra a las 15:00 horas. Quien tenga fiebre o haya tenido contacto con una persona enferma debe esperar y"
            " avisar por teléfono. La siguiente jornada será en {m} semanas.",
        ), (60, 200), en_veda=True, fotos=("flores-amarillas", "lluvia-hojas"),
    ),
    Clase(
        "educacion", "social", "educacion", "Entrega de becas y útiles en {c}", "Escuela de {c}",
        "Entregan becas a {n} estudiantes de {c}", "El apoyo cubre útiles y transporte durante el ciclo escolar.",
        (
            "Educación entregó becas a {n} estudiantes de {c} que van a primaria y secundaria. El apoyo cubre útiles y transporte, y se deposita cada"
            " dos meses a nombre de la madre, el padre o quien tenga la tutela.",
            "Las solicitudes se revisaron por promedio y por ingreso de la familia. Quedaron {m} solicitudes en lista de espera, que se atienden si"
            " alguien cambia de domicilio o de escuela.",
        ), (18, 120), en_veda=True, fotos=("cielo-cometa", "pastizal"),
    ),
    Clase(
        "cultura", "cultural", "cultura", "Domingo cultural en la plaza", "Plaza principal",
        "La plaza recibe el domingo cultural con {n} participantes", "Música, danza y lectura para todas las edades, sin costo.",
        (
            "El domingo cultural reunió en la plaza principal a {n} participantes de los talleres de música, danza y teatro de la Casa de la Cultura."
            " El programa empezó a las doce y terminó con una lectura para niñas y niños.",
            "Los talleres siguen abiertos. La inscripción no tiene costo y hay {m} lugares disponibles en guitarra, ballet folclórico y pintura.",
        ), (30, 140), preside="", fotos=("flores-rojas", "flores-amarillas"),
    ),
    Clase(
        "deporte", "cultural", "deporte", "Torneo de futbol en {c}", "Cancha de {c}",
        "Arranca en {c} el torneo con {n} equipos", "Los partidos son los sábados y domingos; la entrada es libre.",
        (
            "El torneo municipal de futbol arrancó en {c} con {n} equipos en las ramas femenil, varonil e infantil. Los partidos se juegan sábados y"
            " domingos y el rol se publica cada jueves.",
            "Deportes revisó porterías y gradas, y llevará agua y botiquín a cada jornada. La final será en {m} semanas en la unidad deportiva.",
        ), (8, 24), preside="", fotos=("pastizal", "cielo-cometa"),
    ),
    Clase(
        "dif", "social", "desarrollo-social", "Entrega de apoyos alimentarios en {c}", "Salón ejidal de {c}",
        "DIF entrega {n} apoyos alimentarios en {c}", "Los reciben familias inscritas, personas mayores y con discapacidad.",
        (
            "El DIF Municipal entregó {n} apoyos alimentarios en {c} a familias inscritas, personas mayores y personas con discapacidad. La entrega se"
            " hizo por turnos y, a quien no pudo acudir, se le llevó a su casa.",
            "Este programa es público, ajeno a cualquier partido político. Queda prohibido el uso para fines distintos al desarrollo social. El"
            " padrón se revisa cada {m} meses y puede consultarse en las oficinas del DIF.",
        ), (25, 160), fotos=("vivero", "flores-amarillas"),
    ),
    Clase(
        "turismo", "rueda", "turismo", "Presentación de actividades de temporada", "Presidencia Municipal",
        "Presentan las actividades de temporada en Mazamitla", "Habrá {n} actividades y un módulo de información en la plaza.",
        (
            "Turismo presentó las actividades de temporada: {n} entre recorridos guiados, muestras gastronómicas y exposiciones de artesanía de"
            " madera. El módulo de información estará en la plaza principal.",
            "Se acordó con prestadores de servicios reforzar la limpieza y los accesos. Los estacionamientos quedan a {m} cuadras de la plaza y hay"
            " lugares reservados para personas con discapacidad.",
        ), (8, 30), fotos=("embarcadero-atardecer", "otono", "muelle"),
    ),
    Clase(
        "cabildo", "sesion", "gobierno", "Sesión ordinaria de Cabildo", "Sala de Cabildo",
        "El Ayuntamiento aprueba {n} acuerdos en sesión ordinaria", "Los acuerdos tratan de obra, servicios y reglamentos.",
        (
            "El Ayuntamiento aprobó {n} acuerdos en sesión ordinaria. Entre ellos están la lista de obras de la siguiente etapa, la actualización de"
            " un reglamento y la firma de un convenio de colaboración.",
            "El acta, con el sentido de cada voto, se publica en el portal de transparencia dentro de los {m} días hábiles siguientes. Las sesiones son"
            " públicas y pueden seguirse en la sala de Cabildo.",
        ), (4, 14), fotos=("embarcadero-atardecer", "lluvia-hojas"),
    ),
    Clase(
        "presidencia", "civico", "gobierno", "Honores a la Bandera en {c}", "Escuela de {c}",
        "Escuela de {c} rinde Honores a la Bandera", "Participaron {n} estudiantes con escolta y banda de guerra.",
        (
            "La escuela de {c} rindió Honores a la Bandera con la participación de {n} estudiantes, la escolta y la banda de guerra. Al terminar, el"
            " personal docente expuso las necesidades del plantel.",
            "Obras Públicas y Educación revisarán en los próximos {m} días los techos y los baños del plantel para programar su arreglo.",
        ), (60, 240), en_veda=True, fotos=("cielo-cometa", "flores-rojas"),
    ),
)  # fmt: skip
INTERNAS = (
    ("presidencia", "reunion", "Reunión de directores", "Presidencia Municipal"),
    ("obras", "gira", "Supervisión de obra en {c}", "{c}"),
    ("turismo", "reunion", "Reunión con prestadores de servicios", "Casa de la Cultura"),
    ("dif", "reunion", "Reunión de seguimiento del padrón", "Oficinas del DIF"),
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
