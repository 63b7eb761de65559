"""Lo que la base no deja hacer porque alguien se adelantó, dicho como lo diría el formulario."""

from threading import Thread

import pytest
from django.db import DatabaseError, IntegrityError, OperationalError, connection, transaction
from django.urls import reverse
from django.utils import timezone

from boletines.models import Titular
from medios.dominio import directorio
from medios.models import Contacto, Medio
from nucleo.dominio.choques import ESTA_OCUPADO, SE_ADELANTARON, SE_BORRO, en_fila, negativa_de_la_base
from personas.models import Comunidad, Dependencia
from tests.fabricas.medios import ContactoFactory, InvitacionFactory, MedioFactory
from tests.fabricas.personas import ComunidadFactory, DependenciaFactory, PersonaFactory


def negativa(hacer):
    with pytest.raises(DatabaseError) as caida, transaction.atomic():
        hacer()
    return negativa_de_la_base(caida.value)


@pytest.mark.django_db
class TestLaFrase:
    def test_es_la_de_la_regla_y_senala_su_campo(self):
        contacto = ContactoFactory()
        otro = Contacto(medio=contacto.medio, nombre="Otra", correo=contacto.correo.upper())

        (impedimento,) = negativa(otro.save).impedimentos

        assert (impedimento.texto, impedimento.campo) == ("Ya hay un contacto con ese correo.", "correo")

    @pytest.mark.parametrize("fabrica", [MedioFactory, ComunidadFactory])
    def test_tambien_si_la_regla_es_una_expresion(self, fabrica):
        uno = fabrica()

        (impedimento,) = negativa(type(uno)(nombre=uno.nombre.upper()).save).impedimentos

        assert impedimento.campo == "nombre"
        assert "con ese nombre" in impedimento.texto

    def test_sin_frase_propia_es_la_de_django(self):
        (impedimento,) = negativa(Dependencia(nombre=DependenciaFactory().nombre).save).impedimentos

        assert (impedimento.campo, "Ya existe" in impedimento.texto) == ("nombre", True)

    def test_una_regla_de_varios_campos_dice_que_se_adelantaron(self):
        una = InvitacionFactory()

        def otra():
            InvitacionFactory(convocatoria=una.convocatoria, evento=una.evento, contacto=una.contacto)

        assert str(negativa(otra)) == SE_ADELANTARON
        Titular.objects.create(nombre="Rosa", cargo="Regidora")
        repetido = negativa(lambda: Titular.objects.create(nombre="Rosa", cargo="Regidora"))
        assert str(repetido) == "Ese nombre ya está con ese cargo."

    def test_lo_que_otra_persona_borro(self):
        def colgado():
            Contacto.objects.create(medio_id=9_999_999, nombre="Nadie")
            with connection.cursor() as cursor:
                cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")

        assert str(negativa(colgado)) == SE_BORRO

    def test_lo_que_no_es_un_choque_sigue_siendo_un_error(self):
        assert negativa(lambda: Comunidad.objects.filter(pk=ComunidadFactory().pk).update(nombre="")) is None
        assert negativa_de_la_base(IntegrityError("sin causa")) is None
        assert negativa_de_la_base(OperationalError("server closed the connection unexpectedly")) is None


def _con_el_medio_tomado(medio_pk, hacer):
    """Hace algo mientras otra conexión tiene tomada la fila; nadie espera más de una décima."""
    with transaction.atomic():
        Medio.objects.select_for_update().get(pk=medio_pk)

        def en_otro_hilo():
            try:
                with connection.cursor() as cursor:
                    cursor.execute("SET lock_timeout = '100ms'")
                hacer()
            finally:
                connection.close()

        hilo = Thread(target=en_otro_hilo)
        hilo.start()
        hilo.join(10)


@pytest.mark.lento
class TestUnCandadoOcupado:
    def test_no_se_anuncia_como_base_caida_y_no_pierde_lo_escrito(self, transactional_db, client):
        medio, directora = MedioFactory(), PersonaFactory(papeles=["directora"])
        client.force_login(directora)
        datos = {"nombre": "Otro nombre", "tipo": "radio", "cobertura": "local"}
        respuestas = []
        direccion = reverse("medios:editar", args=[medio.pk])
        _con_el_medio_tomado(medio.pk, lambda: respuestas.append(client.post(direccion, datos)))
        direccion = reverse("medios:archivar", args=[medio.pk])
        _con_el_medio_tomado(medio.pk, lambda: respuestas.append(client.post(direccion)))

        formulario, boton = respuestas
        assert (formulario.status_code, boton.status_code) == (422, 409)
        assert ESTA_OCUPADO in formulario.text
        assert 'value="Otro nombre"' in formulario.text
        assert ESTA_OCUPADO in boton.text
        assert "La base de datos no responde" not in boton.text

    def test_dos_actos_iguales_hacen_fila(self, transactional_db):
        pasos = []

        def segundo():
            with transaction.atomic():
                en_fila("acto", 7)
                pasos.append("segundo")
            connection.close()

        with transaction.atomic():
            en_fila("acto", 7)
            hilo = Thread(target=segundo)
            hilo.start()
            hilo.join(0.2)
            pasos.append("primero")
        hilo.join(5)

        assert pasos == ["primero", "segundo"]


@pytest.mark.django_db
def test_repetir_el_mismo_contacto_da_la_frase_del_formulario(client):
    """La validación pasa y el INSERT choca: lo mismo que dos pestañas a la vez."""
    medio, directora = MedioFactory(), PersonaFactory(papeles=["directora"])
    primero = Contacto(medio=medio, nombre="Luz", correo="luz@radio.invalid")
    directorio.guardar_contacto(primero, por=directora, ahora=timezone.now())
    client.force_login(directora)

    def sin_mirar(correr, sql, parametros, muchos, contexto):
        if sql.startswith("SELECT") and "medios_contacto" in sql:
            return correr("SELECT 1 WHERE false", None, muchos, contexto)
        return correr(sql, parametros, muchos, contexto)

    datos = {"nombre": "Luz", "correo": "LUZ@radio.invalid"}
    with connection.execute_wrapper(sin_mirar):
        respuesta = client.post(reverse("medios:crear_contacto", args=[medio.pk]), datos)

    assert respuesta.status_code == 422
    assert "Ya hay un contacto con ese correo." in respuesta.text
    assert Contacto.objects.count() == 1
