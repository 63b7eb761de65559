"""Personas, dependencias y la oficina (identidad, calendario, periodos de suspensión)."""

from datetime import datetime
from functools import cached_property

from django.contrib.auth.models import AbstractUser, UserManager
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import OuterRef, Q, Subquery
from django.db.models.functions import JSONObject, Lower

from nucleo.texto.correos import CampoDeCorreo
from nucleo.texto.formato import clave_orden
from nucleo.texto.validadores import COLOR, SERIE, SIN_CONTROL, UN_RENGLON, telefono_valido
from personas.permisos import NOMBRES_DE_PAPELES, PAPELES, capacidades_de, nombres_de


class RenglonDeCatalogo(models.Model):
    """Un nombre que la oficina agrega, renombra y desactiva; nunca se borra. Va en orden español."""

    nombre = models.CharField(max_length=120, unique=True, validators=[UN_RENGLON])
    orden = models.CharField(max_length=200, editable=False, default="")
    activa = models.BooleanField(default=True)

    class Meta:
        abstract = True
        ordering = ["orden", "pk"]

    def __str__(self) -> str:
        return self.nombre

    def clean(self) -> None:
        self.orden = clave_orden(self.nombre)


class Dependencia(RenglonDeCatalogo):
    """Un área del H. Ayuntamiento."""

    siglas = models.CharField(max_length=20, blank=True, validators=[UN_RENGLON])

    class Meta(RenglonDeCatalogo.Meta):
        verbose_name = "dependencia"


class ComunidadQuerySet(models.QuerySet["Comunidad"]):
    def para_escoger(self, actual: int | None = None) -> "ComunidadQuerySet":
        """Las activas, y la que ya tenía lo que se edita aunque se haya desactivado."""
        return self.filter(Q(activa=True) | Q(pk=actual))


class Comunidad(RenglonDeCatalogo):
    """Un lugar habitado del municipio: la cabecera, una delegación, una ranchería."""

    objects = ComunidadQuerySet.as_manager()

    class Meta(RenglonDeCatalogo.Meta):
        verbose_name = "comunidad"
        verbose_name_plural = "comunidades"
        constraints = [
            models.UniqueConstraint(
                Lower("nombre"),
                name="comunidad_nombre_unico",
                violation_error_message="Ya hay una comunidad con ese nombre.",
            ),
            models.CheckConstraint(name="comunidad_con_nombre", condition=~Q(nombre="")),
        ]


class PersonaQuerySet(models.QuerySet["Persona"]):
    def activas(self) -> "PersonaQuerySet":
        return self.filter(is_active=True)

    def con_papel(self, *papeles: str) -> "PersonaQuerySet":
        return self.filter(papeles__overlap=list(papeles))


class PersonaManager(UserManager.from_queryset(PersonaQuerySet)):
    pass


class Persona(AbstractUser):
    """Quien entra al sistema, con uno o varios papeles."""

    class Colores(models.TextChoices):
        SISTEMA = "sistema", "Como el equipo"
        CLARO = "claro", "Claro"
        OSCURO = "oscuro", "Oscuro"

    cargo = models.CharField(max_length=120, blank=True, validators=[UN_RENGLON])
    telefono = models.CharField("teléfono", max_length=32, blank=True, validators=[telefono_valido])
    papeles = ArrayField(models.CharField(max_length=20, choices=NOMBRES_DE_PAPELES), default=list, blank=True)
    dependencia = models.ForeignKey(
        Dependencia, null=True, blank=True, on_delete=models.PROTECT, related_name="personas"
    )
    colores = models.CharField(max_length=10, choices=Colores, default=Colores.SISTEMA)
    usa_atajos = models.BooleanField("usar atajos de teclado", default=True)

    objects = PersonaManager()

    class Meta:
        verbose_name = "persona"
        ordering = ["first_name", "pk"]
        constraints = [
            models.CheckConstraint(
                name="persona_papeles_conocidos",
                condition=Q(papeles__contained_by=list(PAPELES)),
                violation_error_message="Uno de los papeles no existe.",
            ),
            models.CheckConstraint(
                name="persona_enlace_con_dependencia",
                condition=~Q(papeles__contains=["enlace"]) | Q(dependencia__isnull=False),
                violation_error_message="El enlace de dependencia necesita su dependencia.",
            ),
            # Dos cuentas con un correo: «Olvidé mi contraseña» no sabría de quién habla.
            models.UniqueConstraint(
                Lower("email"),
                name="persona_correo_unico",
                condition=~Q(email=""),
                violation_error_message="Ya hay una cuenta con ese correo.",
            ),
        ]

    def __str__(self) -> str:
        return self.get_full_name() or self.cargo or self.username

    @cached_property
    def capacidades(self) -> frozenset[str]:
        return capacidades_de(self.papeles)

    def puede(self, capacidad: str) -> bool:
        """Si alguno de sus papeles le da la capacidad."""
        return self.is_active and capacidad in self.capacidades

    @property
    def es_solo_enlace(self) -> bool:
        """Ve únicamente lo de su dependencia."""
        return set(self.papeles) == {"enlace"}

    @property
    def nombres_de_papeles(self) -> list[str]:
        return nombres_de(self.papeles)


class InvitacionDePersonaQuerySet(models.QuerySet["InvitacionDePersona"]):
    def por_estrenar(self, ahora: datetime) -> "InvitacionDePersonaQuerySet":
        return self.filter(usada_en__isnull=True, vence_en__gt=ahora)


class InvitacionDePersona(models.Model):
    """Una cuenta por estrenar: enlace personal de un solo uso; sólo se guarda su SHA-256."""

    correo = CampoDeCorreo(blank=True)  # vacío: sólo la primera cuenta, que lo escribe al estrenar
    nombre = models.CharField(max_length=150, validators=[UN_RENGLON])
    usuario = models.CharField("usuario propuesto", max_length=150, blank=True, validators=[UN_RENGLON])
    papeles = ArrayField(models.CharField(max_length=20, choices=NOMBRES_DE_PAPELES))
    dependencia = models.ForeignKey(Dependencia, null=True, blank=True, on_delete=models.PROTECT)
    huella = models.CharField(max_length=64, unique=True)
    vence_en = models.DateTimeField()
    usada_en = models.DateTimeField(null=True, blank=True)
    # Vacío: la primera cuenta, que invita quien instala (`manage.py crear_directora`).
    creada_por = models.ForeignKey(Persona, null=True, blank=True, on_delete=models.PROTECT)

    objects = InvitacionDePersonaQuerySet.as_manager()

    class Meta:
        verbose_name = "invitación de persona"
        verbose_name_plural = "invitaciones de personas"
        constraints = [
            models.CheckConstraint(
                name="invitacion_con_correo",
                condition=~Q(correo="") | Q(creada_por__isnull=True),
                violation_error_message="Escribe el correo de quien invitas.",
            ),
        ]

    def __str__(self) -> str:
        return self.correo or self.nombre

    @property
    def nombres_de_papeles(self) -> list[str]:
        return nombres_de(self.papeles)


class OficinaManager(models.Manager["Oficina"]):
    def actual(self) -> "Oficina":
        """La única oficina de esta instalación, con su juego de identidad; sin llenar, una en blanco sin guardar."""
        suyo = JuegoDeIdentidad.objects.filter(administracion=OuterRef("administracion"))
        como = suyo.values(como=JSONObject(**{campo: campo for campo in JuegoDeIdentidad.DE_LO_QUE_SE_VE}))
        return self.filter(pk=1).annotate(se_presenta=Subquery(como)).first() or Oficina(pk=1)


class Oficina(models.Model):
    """Identidad de la oficina. Una sola fila."""

    nombre = models.CharField(max_length=120, default="Comunicación Social", validators=[UN_RENGLON])
    municipio = models.CharField(max_length=80, default="", validators=[UN_RENGLON])
    entidad = models.CharField("estado de la república", max_length=60, default="", validators=[UN_RENGLON])
    entidad_corta = models.CharField(
        "abreviatura del estado", max_length=20, default="", blank=True, validators=[UN_RENGLON]
    )
    domicilio = models.CharField(max_length=200, default="", blank=True, validators=[UN_RENGLON])
    telefonos = ArrayField(
        models.CharField(max_length=32, validators=[telefono_valido]),
        default=list,
        blank=True,
        verbose_name="teléfonos",
    )
    correo = CampoDeCorreo(default="", blank=True)
    sitio = models.CharField("página oficial", max_length=200, default="", blank=True)
    url_transparencia = models.URLField("enlace a Transparencia", default="", blank=True)
    lema = models.CharField(max_length=160, default="", blank=True, validators=[UN_RENGLON])
    escudo = models.FileField(upload_to="oficina/", blank=True)
    logotipo = models.FileField(upload_to="oficina/", blank=True)
    zona_horaria = models.CharField(max_length=60, default="America/Mexico_City")
    es_unipersonal = models.BooleanField(
        "oficina unipersonal: una misma persona puede aprobar lo que escribió", default=False
    )
    administracion = models.CharField(
        "administración", max_length=20, default="", blank=True, help_text="Por ejemplo 2024-2027"
    )
    serie = models.CharField(
        "serie del folio", max_length=4, default="CS", validators=[SERIE], help_text="Como en CS/045/2026"
    )
    configurada_en = models.DateTimeField(null=True, blank=True)

    objects = OficinaManager()

    class Meta:
        verbose_name = "oficina"
        constraints = [
            models.CheckConstraint(name="oficina_una_sola", condition=Q(pk=1)),
            models.CheckConstraint(name="oficina_serie_valida", condition=Q(serie__regex=r"^(?!MP$)[A-Z0-9]{1,4}$")),
        ]

    def __str__(self) -> str:
        return self.nombre

    @property
    def localidad(self) -> str:
        """«Mazamitla, Jalisco»; vacía mientras la oficina no diga su municipio."""
        return f"{self.municipio}, {self.entidad}" if self.municipio else ""


class DiaInhabil(models.Model):
    """Un día en que la oficina no trabaja, además de los de ley."""

    fecha = models.DateField(unique=True)
    motivo = models.CharField(max_length=120, validators=[UN_RENGLON])

    class Meta:
        verbose_name = "día inhábil"
        verbose_name_plural = "días inhábiles"
        ordering = ["fecha"]

    def __str__(self) -> str:
        return f"{self.fecha}: {self.motivo}"


class JuegoDeIdentidad(models.Model):
    """Con qué colores y letras se presenta una administración, y qué no hacer con ellos. Uno por administración."""

    DE_LO_QUE_SE_VE = ("color_principal", "color_de_acento", "letra")

    class Letra(models.TextChoices):
        CASA = "casa", "Faustina y Public Sans"
        SOBRIA = "sobria", "Sólo Public Sans"

    administracion = models.CharField("administración", max_length=20, unique=True, validators=[UN_RENGLON])
    color_principal = models.CharField(max_length=7, validators=[COLOR])
    color_de_acento = models.CharField(max_length=7, validators=[COLOR])
    letra = models.CharField("tipografía", max_length=8, choices=Letra, default=Letra.CASA)
    que_no = models.CharField("qué no hacer", max_length=1000, blank=True, validators=[SIN_CONTROL])
    guardado_en = models.DateTimeField()
    guardado_por = models.ForeignKey(Persona, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "juego de identidad"
        verbose_name_plural = "juegos de identidad"
        ordering = ["-administracion"]
        constraints = [
            models.CheckConstraint(
                name="identidad_colores_en_hexadecimal",
                condition=Q(color_principal__regex=r"^#[0-9A-F]{6}$", color_de_acento__regex=r"^#[0-9A-F]{6}$"),
            ),
        ]

    def __str__(self) -> str:
        return self.administracion
