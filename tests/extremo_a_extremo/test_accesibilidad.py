"""axe-core en cada pantalla × {1280, 390} × {claro, oscuro}: cero hallazgos, nada se sale, nada falla."""

import pytest
from django.core.management import call_command
from django.utils import timezone

from personas.models import Persona
from portal.dominio.escritura.todo import construir_todo
from tests.extremo_a_extremo.conftest import AXE
from tests.fabricas.boletines import VistoBuenoFactory
from tests.fabricas.mundo import TOKEN, crear_mundo

pytestmark = [pytest.mark.navegador, pytest.mark.lento]


FIJAS = [
    "/oficina/",
    "/oficina/agenda/",
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
    "/oficina/portal/publico/",
    "/oficina/redes/",
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
        "/oficina/cronograma/plan/pegar/",
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
        *(f"/oficina/produccion/disenos/{d.pk}/" for d in (m.diseno, m.diseno_aprobado, m.diseno_pedido)),
        f"/oficina/produccion/disenos/nuevo/?evento={m.evento.pk}",
        f"/oficina/produccion/disenos/{m.diseno.pk}/suspension/",
    ]


def _de_medios(m):
    return [
        f"/oficina/medios/{m.medio.pk}/",
        f"/oficina/medios/contactos/{m.contacto.pk}/",
        f"/oficina/medios/contactos/{m.contacto.pk}/borrar-datos/",
        f"/oficina/medios/importar/{m.importacion.pk}/",
        f"/oficina/medios/importar/{m.importacion.pk}/confirmar/",
        f"/oficina/agenda/{m.evento.pk}/medios/llamadas/",
        f"/oficina/agenda/{m.evento.pk}/medios/llamadas/imprimir/",
        f"/oficina/agenda/llamada/{m.por_llamar.pk}/",
    ]


def _de_oficina(m):
    del_evento = [
        f"/oficina/agenda/{m.evento.pk}/{resto}" for resto in ("", "editar/", "memoria/", "medios/", "medios/invitar/")
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
        f"/oficina/redes/{m.publicacion.pk}/",
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


def _publicas(m):
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


def _sin_cuenta():
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
        f"/r/fotos/{TOKEN}/",
        "/r/buzon/desconocido/",
        "/acceso/login/",
        "/acceso/password/reset/",
    ]


def _revisar(pagina, sitio, rutas, *, oscuro):
    faltas = []
    for ruta in rutas:
        respuesta = pagina.goto(f"{sitio}{ruta}")
        faltas += _estorbos(pagina, ruta, oscuro=oscuro)
        if respuesta.status >= 500:
            faltas.append(f"{ruta} contestó {respuesta.status}")
    return faltas


def _estorbos(pagina, nombre, *, oscuro):
    pagina.evaluate("(tema) => { document.documentElement.dataset.tema = tema }", "oscuro" if oscuro else "claro")
    pagina.evaluate(AXE)
    hallazgos = pagina.evaluate("axe.run(document, {resultTypes: ['violations']}).then(r => r.violations)")
    faltas = [f"{nombre} axe {h['id']}: {h['nodes'][0]['html'][:160]}" for h in hallazgos]
    if pagina.evaluate("document.documentElement.scrollWidth > innerWidth"):
        faltas.append(f"{nombre} se sale de la pantalla a {pagina.viewport_size['width']} px")
    return faltas


def _preguntas(pagina, sitio, m, *, oscuro):
    """Lo que sólo se ve al mandar un formulario: la página que pregunta antes de seguir."""
    VistoBuenoFactory(
        boletin=m.en_revision, huella="f" * 64, pedido_por=m.personas["redaccion"], vence_en=timezone.now(),
        respuesta="corregir", correcciones="Son 110 metros.", version_respondida=1, respondido_en=timezone.now(),
    )  # fmt: skip
    pagina.goto(f"{sitio}/oficina/boletines/{m.en_revision.pk}/")
    pagina.locator("form[action$='/aprobar/']").evaluate("f => f.requestSubmit()")
    pagina.wait_for_selector("h1:text('Hay correcciones pedidas')")
    return _estorbos(pagina, "correcciones pedidas", oscuro=oscuro)


@pytest.mark.parametrize("oscuro", [False, True], ids=["claro", "oscuro"])
@pytest.mark.parametrize("ancho", [1280, 390])
def test_ninguna_pantalla_estorba(entrar, sitio, settings, ancho, oscuro):
    mundo = crear_mundo()
    construir_todo_sin_fotos(mundo)

    directora = entrar("directora", ancho=ancho, oscuro=oscuro)
    de_oficina = _revisar(directora, sitio, _de_oficina(mundo), oscuro=oscuro)
    de_oficina += _preguntas(directora, sitio, mundo, oscuro=oscuro)
    publicas = _revisar(
        entrar("", ancho=ancho, oscuro=oscuro), sitio, [*_publicas(mundo), *_sin_cuenta()], oscuro=oscuro
    )

    assert "\n".join(de_oficina + publicas) == ""


def construir_todo_sin_fotos(mundo):
    """El árbol entero; las fotos de fábrica no tienen archivo, así que el boletín público va sin ellas."""
    mundo.publicado.fotos.all().delete()
    construir_todo(timezone.now(), lambda *_: None)


def test_los_demas_papeles_ven_su_hoy_sin_estorbos(entrar, sitio):
    mundo = crear_mundo()

    faltas = []
    for papel in ("redaccion", "fotografia", "redes", "consulta", "enlace"):
        pagina = entrar(papel, ancho=390)
        faltas += _revisar(
            pagina,
            sitio,
            ["/oficina/", "/oficina/agenda/", f"/oficina/agenda/{mundo.evento.pk}/", "/oficina/ajustes/"],
            oscuro=False,
        )

    assert faltas == []


def test_una_oficina_nueva_recibe_a_su_directora(entrar, sitio):
    persona = Persona.objects.create(username="primera", first_name="Dirección", papeles=["directora"])
    persona.set_password("una-clave-larga-9")
    persona.save()
    call_command("check")

    pagina = entrar_sin_esperar(entrar, sitio, "primera")

    assert pagina.url.endswith("/oficina/bienvenida/")
    assert (
        _revisar(
            pagina,
            sitio,
            ["/oficina/bienvenida/", "/oficina/agenda/", "/oficina/boletines/", "/oficina/cronograma/", "/"],
            oscuro=False,
        )
        == []
    )


def entrar_sin_esperar(entrar, sitio, usuario):
    pagina = entrar("")
    pagina.goto(f"{sitio}/acceso/login/")
    pagina.fill("#id_login", usuario)
    pagina.fill("#id_password", "una-clave-larga-9")
    pagina.click("main button[type=submit]")
    pagina.wait_for_load_state()
    return pagina
