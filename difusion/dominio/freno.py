"""El freno de mano: un botón que detiene todo lo que sale (docs/entrega.md)."""

from datetime import datetime

from django.db import transaction

from difusion.models import Freno
from nucleo.dominio.actos import exigir, motivo_escrito
from nucleo.dominio.bitacora import asentar
from nucleo.dominio.impedimentos import Impedimento, NoSePuede
from nucleo.enlaces.personales import EnlaceQueNoVale
from personas.models import Persona
from personas.permisos import FRENAR

DETENIDO = "difusion/enlace_detenido.html"
FRENADO = "El freno de mano está puesto: no sale nada. Se podrá cuando se suelte."
# Los datos están puestos y falta apartar lo que pudo haber salido: soltarlo así lo enviaría otra vez.
LARGO_DEL_MOTIVO = 200
SIN_TERMINAR = "La restauración no terminó: hay que repetirla."


def poner_freno(*, motivo: str, por: Persona, ahora: datetime) -> Freno:
    """Detiene todas las salidas en lo que termina el mensaje en curso. Exige un motivo."""
    exigir(por, FRENAR)
    motivo = motivo_escrito(motivo, "Escribe por qué se detienen las salidas.", maximo=LARGO_DEL_MOTIVO)
    return _mover(puesto=True, motivo=motivo, por=por, ahora=ahora)


def soltar_freno(*, por: Persona, ahora: datetime, ya_revise: bool = False) -> Freno:
    """Todo sigue donde se quedó; nada se perdió.

    El de una restauración exige haber revisado lo que saldría; el de una copia de ensayo no se suelta.
    """
    exigir(por, FRENAR)
    return _mover(puesto=False, motivo="", por=por, ahora=ahora, ya_revise=ya_revise)


@transaction.atomic(durable=True)
def _mover(*, puesto: bool, motivo: str, por: Persona, ahora: datetime, ya_revise: bool = False) -> Freno:
    Freno.objects.actual()
    freno = Freno.objects.select_for_update(of=("self",)).get(pk=1)
    campos = {"puesto": puesto, "motivo": motivo, "puesto_por": por, "puesto_en": ahora}
    if not puesto:
        _rechazar_si_no_se_suelta(freno, ya_revise=ya_revise)
        campos["respaldado_en"] = None
    elif freno.respaldado_en:
        raise NoSePuede("Ya está puesto: se restauró un respaldo.")
    Freno.objects.filter(pk=freno.pk).update(**campos)
    asentar("poner el freno" if puesto else "soltar el freno", freno, por=por, ahora=ahora, motivo=motivo)
    freno.refresh_from_db()
    return freno


def _rechazar_si_no_se_suelta(freno: Freno, *, ya_revise: bool) -> None:
    if freno.es_ensayo:
        raise NoSePuede("Es una copia de ensayo: de aquí no sale nada y el freno no se suelta.")
    if freno.motivo == SIN_TERMINAR:
        raise NoSePuede(f"{SIN_TERMINAR} Lo hace quien cuida el servidor, con «manage.py restaurar».")
    if freno.respaldado_en and not ya_revise:
        raise NoSePuede("Se restauró un respaldo: revisa lo que saldría y marca «Ya lo revisé» para soltar el freno.")


def impedimentos_del_freno() -> list[Impedimento]:
    """Lo que sale sin pasar por la bandeja (un enlace que se comparte) pregunta aquí: el freno también lo detiene."""
    if Freno.objects.esta_puesto():
        return [Impedimento(FRENADO)]
    return []


def cerrar_si_esta_puesto() -> None:
    """Un enlace ya compartido no abre mientras el freno esté puesto, y su página lo dice."""
    if Freno.objects.esta_puesto():
        raise EnlaceQueNoVale(DETENIDO)
