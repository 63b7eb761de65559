"""Todas las pantallas que se revisan una por una, con los objetos del mundo de prueba."""

from django.utils import timezone

from portal.dominio.escritura.todo import construir_todo
from tests.fabricas.mundo import TOKEN

FIJAS = [
    "/oficina/",
    "/oficina/agenda/",
    "/oficina/agenda/dia/",
    "/oficina/agenda/semana/",
    "/oficina/agenda/mes/",
    "/oficina/biblioteca/espacio/",
    "/oficina/biblioteca/bajas/",
    "/oficina/biblioteca/bajas/nueva/",
    "/oficina/agenda/nuevo/",
    "/oficina/medios/",
    "/oficina/medios/nuevo/",
    "/oficina/medios/importar/",
    "/oficina/medios/exportar/",
    "/oficina/medios/repetidos/",
    "/oficina/biblioteca/",
    "/oficina/biblioteca/subir/",
    "/oficina/biblioteca/papelera/",
    "/oficina/biblioteca/cartas/",
    "/oficina/biblioteca/buzones/",
    "/oficina/biblioteca/buzones/nuevo/",
    "/oficina/biblioteca/enlaces/",
    "/oficina/biblioteca/?q=obra",
    "/oficina/biblioteca/subir/sin-senal/",
    "/oficina/biblioteca/cartas/nueva/",
    "/oficina/boletines/",
    "/oficina/boletines/nuevo/",
    "/oficina/boletines/?deuda=1",
    "/oficina/boletines/nombres/",
    "/oficina/boletines/nombres/nuevo/",
    "/oficina/boletines/suspension/",
    "/oficina/portal/ediciones/",
    "/oficina/boletines/retiro/",
    "/oficina/boletines/retiro/?tema=gobierno",
    "/oficina/portal/",
    "/oficina/portal/avisos/",
    "/oficina/portal/paginas/",
    "/oficina/portal/paginas/privacidad/",
    "/oficina/portal/paginas/contacto/1/",
    "/oficina/portal/publico/",
    "/oficina/redes/",
    "/oficina/redes/semana/",
    "/oficina/redes/por-verificar/",
    "/oficina/redes/cuenta/",
    "/oficina/salidas/",
    "/oficina/paginas/",
    "/oficina/paginas/nueva/",
    "/oficina/paginas/solicitudes/",
    "/oficina/produccion/disenos/",
    "/oficina/produccion/disenos/nuevo/",
    "/oficina/ajustes/identidad/",
    "/oficina/buscar/?q=obra",
    "/oficina/pmd/",
    "/oficina/pmd/cargar/",
    "/oficina/tablero/?p=2026",
    "/oficina/tablero/lista/eventos/?p=2026",
    "/oficina/tablero/cada-lunes/",
    "/oficina/avisos/",
    "/oficina/ayuda/",
    "/oficina/perfil/",
    "/oficina/ajustes/",
    "/oficina/ajustes/oficina/",
    "/oficina/ajustes/personas/",
    "/oficina/ajustes/dependencias/",
    "/oficina/ajustes/comunidades/",
    "/oficina/ajustes/calendario/",
    "/oficina/ajustes/bitacora/",
    "/oficina/bienvenida/",
    "/acceso/2fa/",
    "/acceso/sessions/",
    "/acceso/password/change/",
    "/acceso/logout/",
    "/no-existe/",
    "/oficina/sin-conexion/",
]


def _del_cronograma(m):
    ano = m.actividad.ejercicio
    return [
        "/oficina/cronograma/reglas/",
        "/oficina/cronograma/pegar/",
        "/oficina/cronograma/informes/",
        f"/oficina/cronograma/informes/{m.informe.pk}/",
        f"/oficina/cronograma/informes/{m.informe.pk}/fotos/",
        "/oficina/produccion/diapositivas/",
        "/oficina/produccion/diapositivas/nueva/",
        f"/oficina/produccion/diapositivas/{m.reunion.pk}/",
        f"/oficina/cronograma/{ano}/",
        f"/oficina/cronograma/{ano}/plan/",
        f"/oficina/cronograma/{ano}/plan/nueva/",
        f"/oficina/cronograma/{ano}/3/cierre/",
        f"/oficina/cronograma/{ano - 1}/12/cierre/",
        f"/oficina/cronograma/actividades/{m.actividad.pk}/",
        f"/oficina/cronograma/celda/{m.actividad.pk}/3/",
    ]


def _de_produccion(m):
    return [
        f"/oficina/pmd/lineas/evento/{m.evento.pk}/",
        f"/oficina/pmd/lineas/actividad/{m.actividad.pk}/",
        *(f"/oficina/produccion/disenos/{d.pk}/" for d in (m.diseno, m.diseno_aprobado, m.diseno_pedido)),
        f"/oficina/produccion/disenos/nuevo/?evento={m.evento.pk}",
        f"/oficina/produccion/disenos/{m.diseno.pk}/suspension/",
        f"/oficina/produccion/disenos/{m.diseno.pk}/lineas/",
        f"/oficina/produccion/diapositivas/{m.reunion.pk}/lineas/",
        f"/oficina/produccion/disenos/{m.diseno.pk}/?comparar=1",
        f"/oficina/produccion/diapositivas/{m.reunion.pk}/?comparar=1",
    ]


def _de_medios(m):
    return [
        f"/oficina/medios/{m.medio.pk}/",
        f"/oficina/medios/contactos/{m.contacto.pk}/",
        f"/oficina/medios/contactos/{m.contacto.pk}/borrar-datos/",
        f"/oficina/medios/importar/{m.importacion.pk}/",
        f"/oficina/medios/importar/{m.importacion.pk}/confirmar/",
        f"/oficina/agenda/{m.evento.pk}/medios/invitar/?lista=todos",
        f"/oficina/agenda/{m.evento.pk}/medios/llamadas/",
        f"/oficina/agenda/{m.evento.pk}/medios/llamadas/imprimir/",
        f"/oficina/agenda/llamada/{m.por_llamar.pk}/",
    ]


def _de_solicitudes(m):
    return [
        "/oficina/solicitudes/",
        "/oficina/solicitudes/?ver=cerrada&lista=1",
        "/oficina/solicitudes/?q=nada",
        "/oficina/solicitudes/mandar/",
        "/oficina/solicitudes/puertas/",
        "/oficina/solicitudes/plazos/",
        "/oficina/solicitudes/participacion/",
        f"/oficina/solicitudes/{m.preguntada.pk}/",
        f"/oficina/solicitudes/{m.semana.pk}/urgente/",
        f"/r/puerta/{TOKEN}/{m.preguntada.pk}/",
    ]


def de_oficina(m):
    del_evento = [
        f"/oficina/agenda/{m.evento.pk}/{resto}"
        for resto in ("", "editar/", "hora/", "reprogramar/", "repetir/", "memoria/", "medios/", "medios/invitar/")
    ] + [f"/oficina/agenda/{m.cancelado.pk}/", f"/oficina/agenda/{m.cancelado.pk}/medios/"]
    boletines = (
        m.publicado, m.en_revision, m.con_cambios, m.retirado, m.programado, m.urgente, m.correccion,
    )  # fmt: skip
    de_boletines = [f"/oficina/boletines/{b.pk}/" for b in boletines]
    del_borrador = [
        f"/oficina/boletines/{m.boletin.pk}/{resto}"
        for resto in ("", "editar/", "editar/?falta=1", "fotos/", "cortes/", "versiones/")
    ]
    de_salidas = [f"/oficina/boletines/{b.pk}/salidas/" for b in (m.publicado, m.programado)]
    de_nombres = [f"/oficina/boletines/nombres/{m.titular.pk}/", f"/oficina/boletines/{m.correccion.pk}/editar/"]
    otras = [
        f"/oficina/boletines/{m.publicado.pk}/suspension/",
        f"/oficina/boletines/usar-fotos/?evidencias={m.foto.pk}&evidencias={m.borrosa.pk}&evidencias={m.grabacion.pk}",
        f"/oficina/portal/actas/{m.acta.pk}/",
        f"/oficina/portal/previa/{m.boletin.pk}/",
        f"/oficina/portal/mensajes/{m.mensaje.pk}/",
        f"/oficina/boletines/retiro/{m.retiro.pk}/",
        f"/oficina/paginas/{m.pagina.pk}/",
        f"/oficina/paginas/{m.pagina.pk}/solicitar/",
        f"/oficina/paginas/solicitudes/{m.solicitud.pk}/",
        *_de_medios(m),
        *_de_produccion(m),
        *_de_solicitudes(m),
        f"/oficina/redes/{m.publicacion.pk}/",
        f"/oficina/redes/componer/{m.composicion.pk}/",
        f"/oficina/salidas/{m.envio.pk}/",
        *_de_ajustes(m),
        f"/oficina/boletines/suspension/evento/{m.evento.pk}/",
        "/oficina/salidas/?estado=suspendido",
    ]
    de_boletines += [*del_borrador, *de_salidas, *de_nombres]
    return [*FIJAS, *del_evento, *de_boletines, *_de_biblioteca(m), *_del_cronograma(m), *otras]


def _de_ajustes(m):
    return [
        f"/oficina/ajustes/personas/{m.personas['consulta'].pk}/",
        f"/oficina/ajustes/dependencias/{m.dependencia.pk}/",
        f"/oficina/ajustes/comunidades/{m.comunidad.pk}/",
    ]


def _de_biblioteca(m):
    return [
        f"/oficina/biblioteca/{m.foto.pk}/",
        f"/oficina/biblioteca/{m.borrosa.pk}/",
        f"/oficina/biblioteca/{m.borrosa.pk}/?sin_difuminar=1",
        f"/oficina/biblioteca/subir/?evento={m.evento.pk}",
        f"/oficina/biblioteca/{m.grabacion.pk}/",
        f"/oficina/biblioteca/{m.grabacion.pk}/cortes/",
        f"/oficina/biblioteca/{m.grabacion.pk}/subtitulos/",
        f"/oficina/biblioteca/cortes/{m.corte.pk}/",
        f"/oficina/biblioteca/{m.foto.pk}/derechos/",
        f"/oficina/biblioteca/{m.foto.pk}/difuminar/",
        f"/oficina/biblioteca/elegir/?evento={m.evento.pk}",
        "/oficina/biblioteca/?filtros=si",
        "/oficina/biblioteca/albumes/",
        f"/oficina/biblioteca/albumes/{m.album.pk}/",
        f"/oficina/biblioteca/cartas/{m.carta.pk}/",
        f"/oficina/biblioteca/buzones/{m.buzon.pk}/",
    ]


BUSQUEDAS = (
    "/buscar?q=inexistente&tema=salud",
    "/buscar",
    "/buscar?q=agua",
    "/buscar?q=boletin&desde=2020-01-01&mes=x",
    "/buscar?tema=gobierno",
)


def publicas(m):
    return [
        *BUSQUEDAS,
        "/",
        "/boletines/",
        m.publicado.ruta_publica,
        m.retirado.ruta_publica,
        "/agenda/",
        "/galeria/",
        "/sala-de-prensa/",
        "/contacto/",
        "/accesibilidad/",
        "/privacidad/",
        "/temas/gobierno/",
        "/temas/",
        "/dependencias/",
        "/comunidades/",
        f"/boletines/{m.publicado.ejercicio}/",
        f"{m.publicado.ruta_publica}prensa/",
        "/suscripcion/",
        "/mapa/",
        "/datos/",
        "/transparencia/poa/",
        "/plan-municipal/",
        "/videos/",
        "/correcciones/",
        "/suscripcion/baja/incompleta/",
        "/suscripcion/confirmar/incompleta/",
    ]


def sin_cuenta():
    return [
        f"/r/{TOKEN}/",
        f"/r/{TOKEN}-cancelado/",
        "/r/desconocido/",
        f"/r/visto-bueno/{TOKEN}/",
        f"/r/adelanto/{TOKEN}/",
        f"/r/diseno/{TOKEN}/",
        "/r/diseno/desconocido/",
        "/r/adelanto/desconocido/",
        f"/r/buzon/{TOKEN}/",
        f"/r/puerta/{TOKEN}/",
        f"/r/puerta/{TOKEN}/?tipo=cobertura",
        f"/r/puerta/{TOKEN}/?tipo=diseno",
        "/r/puerta/desconocida/",
        f"/r/fotos/{TOKEN}/",
        "/r/buzon/desconocido/",
        "/acceso/login/",
        "/acceso/password/reset/",
    ]


def construir_todo_sin_fotos(mundo):
    """El árbol entero; las fotos de fábrica no tienen archivo, así que el boletín público va sin ellas."""
    mundo.publicado.fotos.all().delete()
    construir_todo(timezone.now(), lambda *_: None)
