"""Cada acto que crea algo, dos veces al mismo tiempo y en conexiones de verdad: ni error interno ni dos de lo mismo.

Los dos se detienen en su primera escritura de cada tabla hasta que el otro llega a la suya: leer y luego crear, sin
candado, siempre choca. Un acto nuevo falla aquí hasta que se dice con qué datos corre o que no crea nada.
"""

from collections import Counter
from threading import Barrier, BrokenBarrierError, Thread

import pytest
from django.apps import apps
from django.db import connection, models
from django.test import Client
from django.urls import reverse

from nucleo.casa import APPS
from tests.fabricas.mundo import crear_mundo
from tests.matriz.carreras import CREAN, NO_CREAN, REPETIBLES
from tests.matriz.direcciones import direccion, propias

ESCRIBE = ("INSERT INTO", "UPDATE", "DELETE FROM")
NO_IMPORTAN = ("django_session", "usersessions_usersession", "nucleo_asiento")
SE_ESPERAN = 0.12  # segundos; quien espera más es porque el otro hace fila detrás de un candado


def metodos(vista):
    """Los métodos que admite, leídos de su decorador; sin uno, ninguno que escriba."""
    while vista is not None:
        libres = getattr(getattr(vista, "__code__", None), "co_freevars", ())
        for nombre, celda in zip(libres, getattr(vista, "__closure__", None) or (), strict=True):
            if nombre == "request_method_list":
                return set(celda.cell_contents)
        vista = getattr(vista, "__wrapped__", None)
    return set()


class _Encuentro:
    """Detiene a cada hilo en su primera escritura de cada tabla hasta que el otro llega a la suya."""

    def __init__(self):
        self.puertas = {}

    def __call__(self):
        vistas = set()

        def detenido(correr, sql, parametros, muchos, contexto):
            tabla = sql.split('"')[1] if sql.startswith(ESCRIBE) and '"' in sql else ""
            if tabla and tabla not in vistas and tabla not in NO_IMPORTAN:
                vistas.add(tabla)
                self.esperar(tabla)
            return correr(sql, parametros, muchos, contexto)

        return detenido

    def esperar(self, tabla):
        if any(p.broken for p in self.puertas.values()):
            return
        try:
            self.puertas.setdefault(tabla, Barrier(2, timeout=SE_ESPERAN)).wait()
        except BrokenBarrierError:
            return


def correr_a_la_vez(clientes, direccion, datos):
    encuentro, codigos, cabeceras = _Encuentro(), [], datos.pop("_cabeceras", {})

    def uno(cliente):
        try:
            with connection.execute_wrapper(encuentro()):
                codigos.append(cliente.post(direccion, datos, headers=cabeceras).status_code)
        finally:
            connection.close()

    hilos = [Thread(target=uno, args=(c,)) for c in clientes]
    for hilo in hilos:
        hilo.start()
    for hilo in hilos:
        hilo.join(30)
    return sorted(codigos)


def modelos():
    propios = (m for m in apps.get_models() if m._meta.app_label in APPS and m._meta.managed)
    return [m for m in propios if isinstance(m._meta.pk, models.AutoField)]


def ultimos():
    """Hasta qué llave llega cada tabla, en una sola consulta."""
    partes = [f"SELECT '{m._meta.label}', max({m._meta.pk.column}) FROM {m._meta.db_table}" for m in modelos()]  # noqa: S608 - nombres propios
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(partes))
        return dict(cursor.fetchall())


def lo_nuevo(antes):
    ahora, nuevos = ultimos(), {}
    for modelo in modelos():
        clave = modelo._meta.label
        if ahora[clave] != antes[clave]:
            nuevos[clave] = list(modelo._base_manager.filter(pk__gt=antes[clave] or 0))
    return nuevos


def lo_mismo(filas):
    """Cuántas veces está lo mismo: iguales salvo en la llave, en lo que no se repite y en la hora."""

    def retrato(fila):
        return str(
            {
                c.attname: getattr(fila, c.attname)
                for c in fila._meta.fields
                if not (c.primary_key or c.unique or isinstance(c, models.DateTimeField))
            }
        )

    return max(Counter(map(retrato, filas)).values(), default=0)


def direccion_de(nombre, patron, mundo, datos):
    en = datos.pop("_en", None)
    if en is None:
        return direccion(nombre, patron, mundo)
    return reverse(nombre, args=en if isinstance(en, list) else [en.pk])


def quejas(codigos, nuevo):
    """Lo que salió mal en una carrera."""
    correos = Counter(
        (e.motivo, e.destinatario, e.asunto) for e in nuevo.get("difusion.Envio", []) if e.canal == "correo"
    )
    repetidos = {
        clave: lo_mismo(filas) for clave, filas in nuevo.items() if clave not in {*REPETIBLES, "difusion.Envio"}
    }
    return [
        *(f"contestó {c}" for c in codigos if c >= 500),
        *(["no contestaron los dos"] if len(codigos) < 2 else []),
        *([] if nuevo else ["no creó nada: la carrera no prueba nada"]),
        *(f"mandó {n} veces el mismo correo a {cual[1]}" for cual, n in correos.items() if n > 1),
        *(f"dejó {n} iguales de {clave}" for clave, n in repetidos.items() if n > 1),
    ]


def test_cada_acto_que_recibe_algo_corre_a_la_vez_o_dice_que_no_crea():
    con_post = {nombre for nombre, patron in propias() if "POST" in metodos(patron.callback)}

    assert con_post == CREAN.keys() | NO_CREAN
    assert not CREAN.keys() & NO_CREAN


@pytest.mark.lento
def test_dos_a_la_vez_ni_fallan_ni_hacen_lo_mismo_dos_veces(transactional_db):
    mundo, patrones, malas = crear_mundo(), dict(propias()), {}
    clientes = [Client(raise_request_exception=False) for _ in range(2)]
    for cliente in clientes:
        cliente.force_login(mundo.personas["directora"])

    for nombre, con_que in CREAN.items():
        datos = con_que(mundo)
        direccion = direccion_de(nombre, patrones[nombre], mundo, datos)
        antes = ultimos()
        codigos = correr_a_la_vez(clientes, direccion, datos)
        if mal := quejas(codigos, lo_nuevo(antes)):
            malas[nombre] = mal

    assert malas == {}
