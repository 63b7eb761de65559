import pytest

from boletines.dominio.redaccion.borrador import crear_boletin
from boletines.dominio.revision.aprobacion import aprobar_boletin, enviar_a_revision
from boletines.dominio.revision.huella import huella_mostrada
from tests.boletines.textos import TRES
from tests.fabricas.boletines import CUERPO


@pytest.fixture
def redactar(redactora, directora, dependencia, ahora):
    """Lleva un boletín por los actos de verdad hasta donde se pida: borrador, en_revision o aprobado."""

    def _redactar(hasta="aprobado", *, por=redactora, revisa=directora, **campos):
        datos = {
            "titulo": "Inicia rehabilitación de la red de agua", "sumario": "La obra beneficia a 120 familias.",
            "cuerpo": CUERPO, "dependencia": dependencia, "lugar": "Mazamitla, Jalisco",
        }  # fmt: skip
        boletin = crear_boletin(por=por, ahora=ahora, **(datos | campos))
        if hasta == "borrador":
            return boletin
        boletin = enviar_a_revision(boletin, huella_vista=huella_mostrada(boletin), por=por, ahora=ahora)
        return (
            boletin
            if hasta == "en_revision"
            else aprobar_boletin(boletin, huella_vista=huella_mostrada(boletin), por=revisa, ahora=ahora)
        )

    return _redactar


@pytest.fixture
def borrador(redactar):
    return redactar("borrador", cuerpo=TRES)
