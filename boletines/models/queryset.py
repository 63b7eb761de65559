"""Los filtros con nombre de los boletines: qué es público, qué deja ver una suspensión, qué sigue en el trabajo."""

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Greatest

from boletines.estados import CERRADOS, EMITIDOS, EstadoBoletin
from boletines.models.suspension import SuspensionDeBoletines
from personas.models import Persona

if TYPE_CHECKING:
    from boletines.models.boletin import Boletin

SALIO_EN = Greatest("publicado_en", "embargo_hasta")  # PostgreSQL no mira lo nulo
NUNCA_FUERA = (EstadoBoletin.RETIRADO, EstadoBoletin.DESCARTADO)


class BoletinQuerySet(models.QuerySet["Boletin"]):
    def publicos(self, ahora: datetime) -> "BoletinQuerySet":
        """Lo único que el público puede ver: publicado, sin embargo y, si corre una suspensión, permitido en ella."""
        return self.emitidos_al(ahora).permitidos_en(SuspensionDeBoletines.en(ahora))

    def emitidos_al(self, ahora: datetime) -> "BoletinQuerySet":
        """Lo publicado con su hora cumplida, sin embargo vigente y con su página, corra o no una suspensión.

        Lo que aún no se escribe en el portal tampoco se ve en ningún otro lado.
        """
        return self.con_su_hora(ahora).filter(en_portal_desde__isnull=False)

    def esperan_su_pagina(self, ahora: datetime) -> "BoletinQuerySet":
        """Los que ya podrían verse y el portal aún no escribe, esté su envío como esté."""
        return self.con_su_hora(ahora).filter(en_portal_desde__isnull=True)

    def apuntar_en_portal(self, boletin: "Boletin", ahora: datetime) -> None:
        """Su página ya está escrita. La primera vez es la que cuenta."""
        self.filter(pk=boletin.pk, en_portal_desde__isnull=True).update(en_portal_desde=ahora)

    def con_su_hora(self, ahora: datetime) -> "BoletinQuerySet":
        """Lo publicado con su hora cumplida y sin embargo vigente, esté o no escrito en el portal."""
        publicados = self.filter(estado=EstadoBoletin.PUBLICADO, publicado_en__lte=ahora)
        return publicados.filter(Q(embargo_hasta__isnull=True) | Q(embargo_hasta__lte=ahora))

    def con_embargo(self, ahora: datetime) -> "BoletinQuerySet":
        """Lo publicado, con folio, que todavía no sale."""
        return self.filter(estado=EstadoBoletin.PUBLICADO, embargo_hasta__gt=ahora)

    def salidos_entre(self, desde: datetime, hasta: datetime, ahora: datetime) -> "BoletinQuerySet":
        """Lo que salió en ese tramo: cuenta el día en que se hizo público, no el día en que recibió su folio.

        Trae `salio_en`. Lo que sigue embargado no ha salido; lo retirado, antes o después de su hora, no cuenta.
        """
        despues = Q(publicado_en__gte=desde) | Q(embargo_hasta__gte=desde)
        antes = Q(publicado_en__lt=hasta) & (Q(embargo_hasta__isnull=True) | Q(embargo_hasta__lt=hasta))
        return self.con_su_hora(ahora).filter(despues, antes).annotate(salio_en=SALIO_EN)

    def con_direccion(self, ahora: datetime) -> "BoletinQuerySet":
        """Aquellos cuya dirección existe para el público: lo emitido y lo retirado después de haberse visto."""
        se_vio = Q(embargo_hasta__isnull=True) | Q(embargo_hasta__lte=F("retirado_en"))
        retirados = Q(se_vio, estado=EstadoBoletin.RETIRADO)
        return self.filter(retirados | Q(pk__in=self.emitidos_al(ahora).values("pk")))

    def mostrables(self, ahora: datetime) -> "BoletinQuerySet":
        """Lo que puede enseñarse fuera de la oficina por un enlace personal, esté o no publicado.

        Ni retirado, ni descartado, ni oculto por la suspensión que corra.
        """
        return self.exclude(estado__in=NUNCA_FUERA).permitidos_en(SuspensionDeBoletines.en(ahora))

    def permitidos_en(self, suspension: SuspensionDeBoletines | None) -> "BoletinQuerySet":
        """Los que pueden verse mientras corre esa suspensión; sin suspensión, todos."""
        if suspension:
            return self.filter(suspension.condicion())
        return self

    def suspendidos_por(self, suspension: SuspensionDeBoletines | None) -> "BoletinQuerySet":
        """Los que esa suspensión oculta."""
        if suspension:
            return self.exclude(suspension.condicion())
        return self.none()

    def visibles_para(self, persona: Persona) -> "BoletinQuerySet":
        if persona.es_solo_enlace:
            return self.none()
        return self

    def sin_visto_bueno(self) -> "BoletinQuerySet":
        """La deuda: lo que salió de urgencia y nadie más ha firmado."""
        return self.filter(estado__in=EMITIDOS, urgencia_por__isnull=False, aprobado_por__isnull=True)

    def con_correcciones_por_atender(self) -> "BoletinQuerySet":
        """Los que siguen en el trabajo y alguien de la dependencia pidió corregir, sin que se diga qué se hizo."""
        abiertas = Q(vistos_buenos__respuesta="corregir", vistos_buenos__atendido_en__isnull=True)
        return self.filter(abiertas).exclude(estado__in=CERRADOS).distinct()

    def que_tocan(self, ahora: datetime) -> "BoletinQuerySet":
        """Los programados cuya hora ya llegó, en el orden en que debían salir."""
        return self.filter(estado=EstadoBoletin.PROGRAMADO, publicar_en__lte=ahora).order_by("publicar_en", "pk")

    def correcciones_abiertas(self) -> "BoletinQuerySet":
        return self.filter(corrige__isnull=False).exclude(estado__in=CERRADOS)

    def del_trabajo(self) -> "BoletinQuerySet":
        """Los que nacieron como boletín y siguen en pie: ni descartados ni copias para corregir otro."""
        return self.filter(corrige__isnull=True).exclude(estado=EstadoBoletin.DESCARTADO)

    def bloquear(self, pk: int) -> "Boletin":
        return self.select_for_update(of=("self",), no_key=True).get(pk=pk)
