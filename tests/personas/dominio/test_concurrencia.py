import threading

from django.db import connection, transaction

from nucleo.dominio.impedimentos import NoSePuede
from personas.dominio import personas as cuentas
from personas.models import Persona
from tests.fabricas.personas import PersonaFactory
from tests.personas.conftest import AHORA


def test_dos_directoras_que_se_dan_de_baja_a_la_vez_no_dejan_la_oficina_sola(transactional_db):
    directora = PersonaFactory()
    otra = PersonaFactory()
    negativas = []

    def baja():
        try:
            cuentas.desactivar_persona(directora, por=otra, ahora=AHORA)
        except NoSePuede as negativa:
            negativas.append(str(negativa))
        finally:
            connection.close()

    with transaction.atomic():
        # La primera baja ya apartó la fila de la otra directora y todavía no se confirma.
        list(Persona.objects.filter(papeles__contains=["directora"]).select_for_update(no_key=True))
        hilo = threading.Thread(target=baja)
        hilo.start()
        hilo.join(timeout=0.5)
        assert hilo.is_alive()
        Persona.objects.filter(pk=otra.pk).update(is_active=False)
    hilo.join(timeout=5)

    assert negativas == ["La oficina se quedaría sin nadie que la dirija."]
