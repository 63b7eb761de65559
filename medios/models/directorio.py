"""El directorio: los medios y sus contactos."""

from datetime import time

from django.contrib.postgres.fields import ArrayField
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower

from medios.estados import (
    CanalDeInvitacion,
    Cobertura,
    TipoDeMedio,
)
from nucleo.texto.correos import CampoDeCorreo, correo_legible
from nucleo.texto.formato import clave_orden, plegar
from nucleo.texto.validadores import SIN_CONTROL, UN_RENGLON, telefono_valido
from personas.estados import Tema


class MedioQuerySet(models.QuerySet["Medio"]):
    def activos(self) -> "MedioQuerySet":
        return self.filter(activo=True)

    def que_digan(self, texto: str) -> "MedioQuerySet":
        """Los medios cuyo nombre o contactos contienen el texto, con o sin acentos."""
        plegado = plegar(texto)
        return self.filter(Q(busqueda__contains=plegado) | Q(contactos__busqueda__contains=plegado)).distinct()


class Medio(models.Model):
    """Un medio de comunicación (radio, periódico, portal…); nunca un archivo."""

    nombre = models.CharField(max_length=120, validators=[UN_RENGLON])
    tipo = models.CharField(max_length=20, choices=TipoDeMedio)
    cobertura = models.CharField("cobertura geográfica", max_length=12, choices=Cobertura)
    municipio = models.CharField(max_length=80, blank=True, validators=[UN_RENGLON])
    sitio = models.URLField("página", blank=True)
    frecuencia = models.CharField(
        "frecuencia, canal o periodicidad",
        max_length=60,
        blank=True,
        validators=[UN_RENGLON],
        help_text="98.1 FM, canal 8, semanal…",
    )
    horario = models.CharField(
        "horario del programa",
        max_length=120,
        blank=True,
        validators=[UN_RENGLON],
        help_text="Lunes a viernes, 7:00 a 9:00.",
    )
    en_padron = models.BooleanField("está en el padrón de medios", default=False)
    fecha_convenio = models.DateField("convenio vigente hasta", null=True, blank=True)
    notas = models.TextField(blank=True, max_length=2000, validators=[SIN_CONTROL])
    activo = models.BooleanField(default=True)
    orden = models.CharField(max_length=200, editable=False, default="")
    busqueda = models.CharField(max_length=400, editable=False, default="")

    objects = MedioQuerySet.as_manager()

    class Meta:
        verbose_name = "medio"
        ordering = ["orden", "pk"]
        indexes = [models.Index(fields=["orden", "id"], name="medio_orden")]
        constraints = [
            models.UniqueConstraint(
                Lower("nombre"), name="medio_nombre_unico", violation_error_message="Ya hay un medio con ese nombre."
            )
        ]

    def __str__(self) -> str:
        return self.nombre

    def ordenar(self) -> None:
        """Cómo se ordena y por qué palabras se halla; lo llama quien guarda muchos de una vez."""
        self.orden = clave_orden(self.nombre)
        self.busqueda = plegar(f"{self.nombre} {self.municipio}")[:400]

    def clean(self) -> None:
        self.ordenar()


class ContactoQuerySet(models.QuerySet["Contacto"]):
    def invitables(self) -> "ContactoQuerySet":
        return self.filter(activo=True, medio__activo=True)

    def con_datos(self) -> "ContactoQuerySet":
        """Los que no pidieron que se borraran los suyos."""
        return self.filter(borrado_en=None).select_related("medio")

    def del_buzon(self, correo: str) -> "ContactoQuerySet":
        """Quienes reciben en esa dirección; ninguno si está vacía."""
        return self.filter(correo__iexact=correo) if correo else self.none()


class Contacto(models.Model):
    """Una persona de un medio. Se guarda lo mínimo para invitarla (LGPDPPSO art. 14)."""

    medio = models.ForeignKey(Medio, on_delete=models.PROTECT, related_name="contactos")
    tratamiento = models.CharField(
        max_length=12, blank=True, validators=[UN_RENGLON], help_text="Lic., Ing., Mtra.: cómo se le saluda."
    )
    nombre = models.CharField(max_length=120, validators=[UN_RENGLON])
    cargo = models.CharField(max_length=80, blank=True, validators=[UN_RENGLON])
    fuentes = ArrayField(models.CharField(max_length=20, choices=Tema), default=list, blank=True)
    correo = CampoDeCorreo(blank=True)
    telefono = models.CharField("teléfono", max_length=32, blank=True, validators=[telefono_valido])
    tiene_whatsapp = models.BooleanField("tiene WhatsApp en ese número", default=False)
    whatsapp = models.CharField("WhatsApp, si es otro número", max_length=32, blank=True, validators=[telefono_valido])
    otros_telefonos = ArrayField(
        models.CharField(max_length=32, validators=[telefono_valido]), size=4, default=list, blank=True
    )
    canal_preferido = models.CharField(
        "por dónde prefiere que se le invite", max_length=12, choices=CanalDeInvitacion, blank=True
    )
    no_llamar_de = models.TimeField("no llamar de", null=True, blank=True)
    no_llamar_a = models.TimeField("a", null=True, blank=True)
    comparte_buzon = models.BooleanField(
        "comparte ese correo con otra persona",
        default=False,
        help_text="Como el de una redacción: a cada quien le llega su invitación, y el boletín una sola vez.",
    )
    equivocado_en = models.DateTimeField("se dijo que ese teléfono no es suyo", null=True, blank=True, editable=False)
    no_enviar_correos = models.BooleanField(default=False)
    recibe_boletines = models.BooleanField(default=True)
    notas = models.CharField(max_length=500, blank=True, validators=[SIN_CONTROL])
    origen = models.CharField(
        "de dónde salieron sus datos",
        max_length=160,
        blank=True,
        validators=[UN_RENGLON],
        help_text="Los dio en persona, venían en la lista de la administración anterior…",
    )
    borrado_en = models.DateTimeField("pidió que se borraran sus datos", null=True, blank=True, editable=False)
    fecha_consentimiento = models.DateField("aceptó que lo guardemos el", null=True, blank=True)
    activo = models.BooleanField(default=True)
    orden = models.CharField(max_length=200, editable=False, default="")
    busqueda = models.CharField(max_length=400, editable=False, default="")

    objects = ContactoQuerySet.as_manager()

    class Meta:
        verbose_name = "contacto"
        ordering = ["orden", "pk"]
        constraints = [
            models.UniqueConstraint(
                Lower("correo"),
                condition=~Q(correo="") & Q(comparte_buzon=False),
                name="contacto_correo_unico",
                violation_error_message="Ya hay un contacto con ese correo.",
            )
        ]

    def __str__(self) -> str:
        return self.nombre

    def ordenar(self) -> None:
        """Cómo se ordena y por qué palabras se halla; lo llama quien guarda muchos de una vez."""
        self.orden = clave_orden(self.nombre)
        numeros = " ".join([self.telefono, self.whatsapp, *self.otros_telefonos])
        self.busqueda = plegar(f"{self.nombre} {self.correo} {correo_legible(self.correo)} {numeros}")[:400]

    @property
    def enlace_de_whatsapp(self) -> str:
        """Abre su conversación; la extensión de una central no sirve ahí."""
        numero = self.numero_de_whatsapp.partition(";")[0].removeprefix("+")
        return f"https://wa.me/{numero}" if numero else ""

    @property
    def fuentes_dichas(self) -> str:
        return ", ".join(str(Tema(f).label) for f in self.fuentes)

    def no_se_llama(self, hora: time) -> bool:
        """Si a esa hora pidió que no se le llame; de 22:00 a 6:00 cruza la medianoche."""
        de, a = self.no_llamar_de, self.no_llamar_a
        if de is None or a is None:
            return False
        return de <= hora < a if de <= a else hora >= de or hora < a

    @property
    def numero_de_whatsapp(self) -> str:
        """Al que se le escribe por WhatsApp, si tiene."""
        if self.whatsapp:
            return self.whatsapp
        return self.telefono if self.tiene_whatsapp else ""

    def clean(self) -> None:
        self.ordenar()
        if (self.no_llamar_de is None) != (self.no_llamar_a is None):
            raise ValidationError({"no_llamar_a": "Di desde qué hora y hasta qué hora no se le llama."})
        if self.comparte_buzon:
            return
        for otro in Contacto.objects.del_buzon(self.correo).exclude(pk=self.pk).select_related("medio")[:1]:
            frase = f"Ese correo ya es de {otro} ({otro.medio}). Si es el de toda la redacción, marca que lo comparten."
            raise ValidationError({"correo": frase})
