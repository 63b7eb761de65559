"""Lo que sale de la oficina: la bandeja (`Envio`), sus intentos y el freno."""

from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import Exists, Q

from difusion.estados import EN_CURSO, OLVIDAN_SU_SECRETO, Canal, EstadoEnvio, MotivoDeEnvio


class EnvioQuerySet(models.QuerySet["Envio"]):
    def por_salir(self, ahora: datetime) -> "EnvioQuerySet":
        return self.filter(estado=EstadoEnvio.PENDIENTE, no_antes_desde__lte=ahora)

    def sin_freno(self) -> "EnvioQuerySet":
        """Lo que puede avanzar: con el freno puesto, sólo lo que quita algo de la vista."""
        return self.filter(Q(quita=True) | ~Exists(Freno.objects.filter(puesto=True)))

    def de(self, referencia: str) -> "EnvioQuerySet":
        return self.filter(objeto=referencia)

    def por_decidir(self) -> "EnvioQuerySet":
        """Lo que espera a una persona: dudosos y fallidos."""
        return self.filter(estado__in=[EstadoEnvio.POR_VERIFICAR, EstadoEnvio.FALLIDO])

    def atorados(self) -> "EnvioQuerySet":
        """Del portal, lo que ya falló dos veces y lo que quedó en error: lo que alguien debe saber."""
        dos_veces = Q(estado=EstadoEnvio.PENDIENTE, intento__gte=2) | Q(estado__in=EN_CURSO, intento__gte=3)
        en_error = Q(estado__in=[EstadoEnvio.FALLIDO, EstadoEnvio.POR_VERIFICAR, EstadoEnvio.VENCIDO])
        return self.filter(dos_veces | en_error, canal=Canal.PORTAL)


class Envio(models.Model):
    """Una cosa que debe salir por un canal a un destino, exactamente una vez.

    Se escribe en la transacción del acto que la causó; la entrega `difusion.dominio.despacho`. Qué es lo dicen su
    motivo, su objeto y para quién; la `clave` sólo evita apuntarlo dos veces y nadie la lee.
    """

    canal = models.CharField(max_length=20, choices=Canal)
    motivo = models.CharField("qué es", max_length=30, choices=MotivoDeEnvio)
    clave = models.CharField(max_length=160, unique=True)
    objeto = models.CharField("de qué es", max_length=120, db_index=True)
    para = models.CharField("para quién", max_length=120, blank=True)
    destinatario = models.CharField("a qué dirección", max_length=254, blank=True)
    asunto = models.CharField(max_length=250, blank=True)
    carga = models.JSONField(default=dict)
    secreto = models.JSONField("lo que se borra al resolverse", default=dict, blank=True)
    estado = models.CharField(max_length=20, choices=EstadoEnvio, default=EstadoEnvio.PENDIENTE)
    prioridad = models.PositiveSmallIntegerField(default=5)
    # Quitar una foto sin permiso o retirar un boletín no espera al freno: detenerlo dejaría a la vista lo que no debe.
    quita = models.BooleanField("quita algo de la vista", default=False)
    no_antes_desde = models.DateTimeField("no antes de")
    vence_en = models.DateTimeField(null=True, blank=True)
    intento = models.PositiveIntegerField(default=0)
    ficha = models.UUIDField("ficha del arriendo", null=True, blank=True)
    arriendo_hasta = models.DateTimeField(null=True, blank=True)
    razon = models.CharField("por qué está así", max_length=500, blank=True)
    creado_en = models.DateTimeField()
    resuelto_en = models.DateTimeField(null=True, blank=True)
    creado_por = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")

    diario: "Intento"  # el intento en curso; lo pone el despacho al tomarlo

    objects = EnvioQuerySet.as_manager()

    class Meta:
        verbose_name = "envío"
        ordering = ["-creado_en", "-pk"]
        indexes = [
            models.Index(fields=["prioridad", "id"], condition=Q(estado=EstadoEnvio.PENDIENTE), name="envio_por_salir"),
            models.Index(fields=["estado", "-creado_en", "-id"], name="envio_por_estado"),
            models.Index(fields=["-creado_en", "-id"], name="envio_recientes"),
        ]
        constraints = [
            models.CheckConstraint(
                name="envio_que_quita_es_del_portal", condition=Q(quita=False) | Q(canal=Canal.PORTAL)
            ),
            models.CheckConstraint(name="envio_estado_conocido", condition=Q(estado__in=EstadoEnvio.values)),
            models.CheckConstraint(name="envio_motivo_conocido", condition=Q(motivo__in=MotivoDeEnvio.values)),
            models.CheckConstraint(
                name="envio_resuelto_sin_secreto", condition=~Q(estado__in=OLVIDAN_SU_SECRETO) | Q(secreto={})
            ),
            models.CheckConstraint(
                name="envio_en_curso_con_arriendo",
                condition=~Q(estado__in=EN_CURSO) | (Q(ficha__isnull=False) & Q(arriendo_hasta__isnull=False)),
            ),
            models.CheckConstraint(
                name="envio_entregado_con_fecha",
                condition=~Q(estado=EstadoEnvio.ENTREGADO) | Q(resuelto_en__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_canal_display()} a {self.destinatario or self.objeto}"


class Intento(models.Model):
    """Una vez que se intentó entregar un envío y lo que contestó el otro lado. Sólo crece."""

    envio = models.ForeignKey(Envio, on_delete=models.PROTECT, related_name="intentos")
    numero = models.PositiveIntegerField()
    empezo_en = models.DateTimeField()
    termino_en = models.DateTimeField(null=True, blank=True)
    resultado = models.CharField(max_length=20, blank=True)
    respuesta = models.CharField(max_length=1000, blank=True)

    class Meta:
        verbose_name = "intento"
        ordering = ["envio", "numero"]
        constraints = [models.UniqueConstraint(fields=["envio", "numero"], name="intento_unico")]

    def __str__(self) -> str:
        return f"{self.envio_id} · {self.numero}"


class FrenoManager(models.Manager["Freno"]):
    def actual(self) -> "Freno":
        """La única fila; si aún no existe, nace suelta."""
        return self.get_or_create(pk=1)[0]

    def esta_puesto(self) -> bool:
        """Si ahora no debe salir nada."""
        return self.filter(puesto=True).exists()

    def de_restauracion(self) -> bool:
        """Si se restauró un respaldo y nadie ha revisado todavía lo que saldría."""
        return self.filter(puesto=True, respaldado_en__isnull=False).exists()


class Freno(models.Model):
    """El freno de mano: una fila; mientras esté puesto no sale nada, pero sí se quita lo que deba quitarse."""

    puesto = models.BooleanField(default=False)
    motivo = models.CharField(max_length=200, blank=True)
    puesto_por = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    puesto_en = models.DateTimeField(null=True, blank=True)
    # De cuándo son los datos, si el freno se puso al restaurar un respaldo; se borra al soltarlo.
    respaldado_en = models.DateTimeField("de cuándo es el respaldo", null=True, blank=True)
    es_ensayo = models.BooleanField("copia de ensayo", default=False, db_default=False)

    objects = FrenoManager()

    class Meta:
        verbose_name = "freno de mano"
        constraints = [
            models.CheckConstraint(name="freno_uno_solo", condition=Q(pk=1)),
            models.CheckConstraint(
                name="freno_con_motivo", condition=Q(puesto=False) | (~Q(motivo="") & Q(puesto_en__isnull=False))
            ),
            models.CheckConstraint(
                name="freno_de_restauracion_puesto", condition=Q(puesto=True) | Q(respaldado_en__isnull=True)
            ),
            models.CheckConstraint(
                name="freno_de_ensayo_no_se_suelta",
                condition=Q(es_ensayo=False) | (Q(puesto=True) & Q(respaldado_en__isnull=False)),
            ),
        ]

    def __str__(self) -> str:
        return "puesto" if self.puesto else "suelto"
