"""Datos en volumen para medir: renglones de verdad en la base, sin archivos. Nunca en una oficina en uso."""

from dataclasses import dataclass

from django.db import connection, transaction


@dataclass(frozen=True)
class Perfil:
    """Cuántos renglones de cada cosa."""

    boletines: int
    eventos: int
    fotos: int
    envios: int
    anios: int


# docs/rendimiento.md: un pueblo en veinte años y una ciudad grande.
PERFILES = {
    "minimo": Perfil(boletines=20, eventos=30, fotos=100, envios=200, anios=1),
    "mil-fotos": Perfil(boletines=20, eventos=30, fotos=1_000, envios=200, anios=1),
    "fototeca": Perfil(boletines=20, eventos=20_000, fotos=2_000_000, envios=200, anios=20),
    "mil-evidencias": Perfil(boletines=2_000, eventos=2_000, fotos=1_000, envios=1_000, anios=20),
    "cien-mil-evidencias": Perfil(boletines=2_000, eventos=2_000, fotos=100_000, envios=1_000, anios=20),
    "pueblo": Perfil(boletines=3_000, eventos=4_000, fotos=60_000, envios=90_000, anios=20),
    "dos-mil": Perfil(boletines=2_000, eventos=2_000, fotos=1_000, envios=1_000, anios=20),
    "veinte-mil": Perfil(boletines=20_000, eventos=20_000, fotos=100_000, envios=200_000, anios=20),
    "cuarenta-mil": Perfil(boletines=40_000, eventos=20_000, fotos=1_000, envios=1_000, anios=20),
    "doscientos-mil": Perfil(boletines=200_000, eventos=20_000, fotos=1_000, envios=1_000, anios=20),
    "ciudad": Perfil(boletines=40_000, eventos=60_000, fotos=2_000_000, envios=16_000_000, anios=20),
}

DEPENDENCIA = "INSERT INTO personas_dependencia (nombre, siglas, orden, activa) VALUES ('Volumen', '', 'volumen', true) RETURNING id"
PERSONA = """INSERT INTO personas_persona (username, first_name, last_name, email, password, is_superuser, is_staff, is_active, date_joined,
    cargo, telefono, papeles, colores, usa_atajos)
    VALUES ('volumen', 'Volumen', '', '', '!', false, false, true, now(), '', '', '{redaccion}', 'sistema', true) RETURNING id"""
PALABRAS = (
    "ARRAY['empedrado','escuela','agua potable','deportiva','becas','reforestación','carretera','salud','cultura','mercado',"
    "'alumbrado','drenaje','biblioteca','festival','vacunación','incendio','parque','turismo','seguridad','cosecha']"
)
EVENTOS = """INSERT INTO agenda_evento (clave, titulo, tipo, inicio, fin, lugar, dependencia_id, alcance, prioridad, preside, objetivo,
    requerimientos, tema, estado, motivo, busqueda, version, creado_en, creado_por_id)
    SELECT gen_random_uuid(), 'Evento ' || n, 'obra', t, t + interval '1 hour', 'Plaza ' || n %% 50, %(dependencia)s, 'publico', 'B', '', '', '',
    'obra-publica', 'realizado', '', 'evento ' || n, 1, t, %(persona)s
    FROM (SELECT n, now() - n * (%(anios)s * interval '1 year') / %(eventos)s AS t FROM generate_series(1, %(eventos)s) n) s"""
BOLETINES = f"""INSERT INTO boletines_boletin (titulo, sumario, cuerpo, lugar, tema, dependencia_id, contacto, estado, autor_id, creado_en,
    modificado_en, version, motivo_de_cambios, aprobado_por_id, aprobado_en, huella_aprobada, es_unipersonal, serie, ejercicio, consecutivo,
    publicado_en, publicado_por_id, slug, clave, motivo_de_retiro, administracion, busqueda, balazos, frase, frase_de, tipo, programa,
    no_salio_porque, urgencia_motivo, nota_de_correccion, plantilla)
    SELECT titulo, 'Sumario del boletín', cuerpo, 'Mazamitla, Jalisco', 'obra-publica', %(dependencia)s, '', 'publicado', %(persona)s, t, t, 1, '',
    %(otra)s, t, repeat('0', 64), false, 'VO', extract(year FROM t)::int, n, t, %(otra)s, 'boletin-' || n, md5('b' || n), '', '',
    lower(titulo || ' ' || cuerpo), '{{}}', '', '', 'boletin', 'no', '', '', '', ''
    FROM (SELECT n, now() - n * (%(anios)s * interval '1 year') / %(boletines)s AS t,
        'Inicia obra de ' || ({PALABRAS})[1 + n %% 20] || ' en la comunidad ' || n %% 300 AS titulo,
        '<p>' || repeat('El municipio informa sobre ' || ({PALABRAS})[1 + (n / 20) %% 20] || ' y ' || ({PALABRAS})[1 + (n / 400) %% 20]
            || ' en beneficio de las familias de la sierra. ', 12) || '</p>' AS cuerpo
        FROM generate_series(1, %(boletines)s) n) s"""
ORIGINALES = """INSERT INTO media_library_original (huella, octetos, tipo, clase, ancho, alto, metadatos, guardado_en, dano)
    SELECT encode(sha256(('v' || n)::bytea), 'hex'), 2000000, 'image/jpeg', 'foto', 4000, 3000, '{}', now(), '' FROM generate_series(1, %(fotos)s) n"""
EVIDENCIAS = """INSERT INTO media_library_evidencia (original_id, evento_id, nombre_de_archivo, capturada_en, pie, texto_alternativo, credito,
    foco_x, foco_y, calificacion, subida_por_id, subida_en, version)
    SELECT o.id, (SELECT min(id) FROM agenda_evento) + o.id %% %(eventos)s, 'foto-' || o.id || '.jpg',
    now() - o.id * (%(anios)s * interval '1 year') / %(fotos)s, 'Pie', 'Texto', 'Crédito', 50, 50, 0, %(persona)s, now(), 1
    FROM media_library_original o WHERE o.octetos = 2000000"""
ENVIOS = """INSERT INTO difusion_envio (canal, motivo, clave, objeto, para, destinatario, asunto, carga, secreto, estado, prioridad,
    no_antes_desde, intento, razon, quita, creado_en, resuelto_en)
    SELECT 'correo', 'boletin', 'vol:' || n, 'volumen', '', 'r' || n %% 300 || '@medio.invalid', 'Boletín', '{}', '{}',
    'entregado', 5, t, 1, '', false, t, t
    FROM (SELECT n, now() - n * (%(anios)s * interval '1 year') / %(envios)s AS t FROM generate_series(1, %(envios)s) n) s"""


@transaction.atomic
def cargar(perfil: Perfil) -> None:
    """Inserta los renglones del perfil en una base vacía. Rechaza con `ValueError` una base que ya tenga boletines."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL statement_timeout = 0")
        cursor.execute("SELECT EXISTS (SELECT 1 FROM boletines_boletin)")
        if cursor.fetchone()[0]:
            raise ValueError("La base ya tiene boletines: el volumen sólo se carga en una base vacía.")
        cursor.execute(DEPENDENCIA)
        dependencia = cursor.fetchone()[0]
        cursor.execute(PERSONA)
        persona = cursor.fetchone()[0]
        cursor.execute(PERSONA.replace("'volumen', 'Volumen'", "'volumen2', 'Volumen'"))
        datos = vars(perfil) | {"dependencia": dependencia, "persona": persona, "otra": cursor.fetchone()[0]}
        for orden in (EVENTOS, BOLETINES, ORIGINALES, EVIDENCIAS, ENVIOS):
            cursor.execute(orden, datos)
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL statement_timeout = 0")
        cursor.execute("ANALYZE")
