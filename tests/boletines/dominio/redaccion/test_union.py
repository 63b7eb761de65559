"""La unión de tres textos: nada de lo escrito por nadie se pierde (docs/fiabilidad.md, «Escribir a la vez»)."""

import random

from boletines.dominio.redaccion.union import resolver, unir
from boletines.dominio.redaccion.versiones import comparar
from boletines.models import VersionDeBoletin


def texto(*parrafos, **campos):
    base = {"titulo": "T", "sumario": "S", "balazos": [], "frase": "", "frase_de": ""}
    return base | {"cuerpo": "".join(f"<p>{p}</p>" for p in parrafos)} | campos


def cuerpo(union, **elecciones):
    return resolver(union, elecciones)["cuerpo"]


def test_cada_quien_su_parrafo_aunque_sean_vecinos():
    union = unir(texto("a", "b"), texto("A", "b"), texto("a", "B"))

    assert union.choques == []
    assert cuerpo(union) == "<p>A</p><p>B</p>"


def test_uno_cambia_y_otro_agrega_junto():
    assert cuerpo(unir(texto("a"), texto("A"), texto("a", "nuevo"))) == "<p>A</p><p>nuevo</p>"


def test_el_mismo_cambio_de_los_dos_no_choca():
    assert unir(texto("a"), texto("A"), texto("A")).choques == []


def test_agregar_distinto_en_el_mismo_lugar_choca_y_por_omision_quedan_los_dos():
    union = unir(texto("a", "z"), texto("a", "ella", "z"), texto("a", "yo", "z"))

    assert [(c.guardado, c.mio) for c in union.choques] == [(("<p>ella</p>",), ("<p>yo</p>",))]
    assert cuerpo(union) == "<p>a</p><p>ella</p><p>yo</p><p>z</p>"


def test_borrar_y_cambiar_el_mismo_parrafo_choca():
    union = unir(texto("a", "b", "c"), texto("a", "c"), texto("a", "B", "c"))

    assert len(union.choques) == 1
    assert cuerpo(union, **{union.choques[0].clave: "guardado"}) == "<p>a</p><p>c</p>"
    assert cuerpo(union, **{union.choques[0].clave: "mio"}) == "<p>a</p><p>B</p><p>c</p>"


def test_los_campos_de_un_renglon_se_unen_por_separado():
    union = unir(texto("a"), texto("a", titulo="De ella"), texto("a", sumario="Mío"))

    assert union.choques == []
    assert (resolver(union, {})["titulo"], resolver(union, {})["sumario"]) == ("De ella", "Mío")


def test_mil_ediciones_al_azar_y_ningun_parrafo_se_pierde():
    azar = random.Random(7)
    for vuelta in range(1000):
        base = [f"base {n}" for n in range(azar.randint(0, 7))]
        guardado, suyos = editar(base, azar, f"ella {vuelta}")
        mio, mios = editar(base, azar, f"yo {vuelta}")

        unido = cuerpo(unir(texto(*base), texto(*guardado), texto(*mio)))

        assert [p for p in suyos + mios if f"<p>{p}</p>" not in unido] == []


def editar(base, azar, quien):
    """Una edición al azar: cambia, quita y agrega; devuelve el texto y lo que escribió."""
    salida, escrito = [], []
    for lugar, parrafo in enumerate(base):
        suerte = azar.random()
        if suerte < 0.2:
            escrito.append(f"{quien} cambia {lugar}")
            salida.append(escrito[-1])
        elif suerte > 0.3:  # el resto lo quita
            salida.append(parrafo)
        if azar.random() < 0.2:
            escrito.append(f"{quien} agrega {lugar}")
            salida.append(escrito[-1])
    return salida, escrito


def test_comparar_marca_palabras_y_parrafos_enteros():
    antes = VersionDeBoletin(titulo="T", cuerpo="<p>La obra cuesta poco</p><p>Fin</p>")
    despues = VersionDeBoletin(titulo="T", cuerpo="<p>La obra cuesta mucho</p><p>Fin</p><p>Más</p>")

    [(nombre, cambios)] = comparar(antes, despues)

    assert nombre == "Cuerpo"
    assert [(c.clase, [(t.clase, t.texto.strip()) for t in c.tramos]) for c in cambios] == [
        ("cambiado", [("igual", "La obra cuesta"), ("quitado", "poco"), ("puesto", "mucho")]),
        ("igual", [("igual", "Fin")]),
        ("puesto", [("puesto", "Más")]),
    ]
