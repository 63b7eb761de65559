"""El plan municipal de desarrollo: un árbol de ejes, objetivos, estrategias y líneas de acción."""

from collections.abc import Iterable

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from nucleo.texto.validadores import UN_RENGLON
from personas.estados import Tema
from personas.models import Dependencia
from pmd.estados import Nivel

LARGO_DEL_TEXTO = 600
LARGO_DE_LA_CLAVE = 20


class PlanMunicipal(models.Model):
    """Un plan con su periodo. Uno solo rige; los de antes se conservan con lo que llevaba sus líneas."""

    nombre = models.CharField(max_length=160, validators=[UN_RENGLON])
    desde = models.PositiveSmallIntegerField("primer año")
    hasta = models.PositiveSmallIntegerField("último año")
    es_ejemplo = models.BooleanField("es un ejemplo, no el plan publicado", default=False)
    rige = models.BooleanField(default=True)
    cargado_en = models.DateTimeField()
    cargado_por = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "plan municipal"
        verbose_name_plural = "planes municipales"
        ordering = ["-desde", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["rige"], condition=Q(rige=True), name="plan_municipal_uno_rige"),
            models.CheckConstraint(
                name="plan_municipal_en_orden",
                condition=Q(hasta__gte=F("desde"), desde__gte=1990, hasta__lte=2100),
                violation_error_message="El último año va después del primero.",
            ),
        ]

    def __str__(self) -> str:
        return self.nombre


class ElementoQuerySet(models.QuerySet["ElementoDelPMD"]):
    def del_que_rige(self) -> "ElementoQuerySet":
        return self.filter(plan__rige=True)

    def ejes(self) -> "ElementoQuerySet":
        return self.filter(nivel=Nivel.EJE)

    def lineas(self) -> "ElementoQuerySet":
        """Lo que una cosa puede llevar."""
        return self.filter(nivel=Nivel.LINEA)

    def propuestas_para(self, *, dependencia: int | None, tema: str) -> "ElementoQuerySet":
        """Las líneas que el plan le da a esa dependencia o a ese tema; sin ninguno de los dos, nada."""
        de_quien = Q(pk__in=[])
        if dependencia:
            de_quien |= Q(dependencia=dependencia)
        if tema:
            de_quien |= Q(tema=tema)
        return self.lineas().del_que_rige().filter(de_quien)


class ElementoDelPMD(models.Model):
    """Un eje, objetivo, estrategia o línea. Cada línea dice, si se sabe, a qué dependencia y tema toca."""

    plan = models.ForeignKey(PlanMunicipal, on_delete=models.PROTECT, related_name="elementos")
    nivel = models.CharField(max_length=10, choices=Nivel)
    padre = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="hijos")
    eje = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="de_este_eje")
    clave = models.CharField(max_length=LARGO_DE_LA_CLAVE, validators=[UN_RENGLON])
    texto = models.CharField(max_length=LARGO_DEL_TEXTO, validators=[UN_RENGLON])
    orden = models.PositiveIntegerField(default=0)
    dependencia = models.ForeignKey(
        Dependencia, null=True, blank=True, on_delete=models.PROTECT, related_name="lineas_del_pmd"
    )
    tema = models.CharField(max_length=20, choices=Tema, blank=True)

    objects = ElementoQuerySet.as_manager()

    class Meta:
        verbose_name = "elemento del PMD"
        verbose_name_plural = "elementos del PMD"
        ordering = ["plan", "orden", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["plan", "clave"], name="elemento_del_pmd_unico"),
            models.CheckConstraint(
                name="elemento_del_pmd_cuelga_de_algo",
                condition=Q(nivel=Nivel.EJE, padre__isnull=True, eje__isnull=True)
                | ~Q(nivel=Nivel.EJE) & Q(padre__isnull=False, eje__isnull=False),
            ),
            models.CheckConstraint(name="elemento_del_pmd_nivel", condition=Q(nivel__in=Nivel.values)),
            models.CheckConstraint(name="elemento_del_pmd_tema", condition=Q(tema__in=["", *Tema.values])),
            models.CheckConstraint(name="elemento_del_pmd_con_texto", condition=~Q(texto="") & ~Q(clave="")),
        ]

    def __str__(self) -> str:
        return f"{self.clave} {self.texto}"


def ejes_de(lineas: Iterable[ElementoDelPMD]) -> set[int]:
    """Los ejes de esas líneas."""
    return {linea.eje_id for linea in lineas if linea.eje_id}
