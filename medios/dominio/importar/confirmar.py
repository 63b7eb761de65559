"""Meter al directorio las filas revisadas, todas o ninguna, y regresarlo a como estaba."""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db import connection, transaction
from django.db.models.functions import Lower

from medios.dominio.importar.revisar import DE_UNA_VEZ, cuantas
from medios.dominio.importar.revision import indice_del_directorio, revisar_filas
from medios.estados import ENTRAN, ClaseDeFila
from medios.models import Contacto, FilaImportada, Importacion, Medio
from nucleo.dominio.actos import exigir, rechazar_si
from nucleo.dominio.bitacora import asentar
from nucleo.dominio.choques import en_fila
from nucleo.dominio.impedimentos import Impedimento, NoSePuede, YaCambio
from nucleo.texto.formato import plegar, plural
from personas.models import Persona
from personas.permisos import EDITAR_MEDIOS

DEL_CONTACTO = ("tratamiento", "nombre", "cargo", "correo", "telefono", "whatsapp", "notas")
SE_GUARDAN = (*DEL_CONTACTO, "otros_telefonos", "tiene_whatsapp")


@transaction.atomic(durable=True)
def confirmar_importacion(
    importacion: Importacion,
    *,
    vistas: int,
    origen: str,
    fecha_consentimiento: date | None,
    por: Persona,
    ahora: datetime,
) -> Importacion:
    """Mete las filas que entran. `vistas` es cuántas eran en la pantalla: si el directorio cambió, se rechaza.

    Es todo o nada. No toca lo que tiene error, espera decisión, está repetido o se dejó fuera.
    """
    exigir(por, EDITAR_MEDIOS, frase="importar el directorio")
    en_fila("directorio de medios", 0)
    importacion = Importacion.objects.bloquear(importacion.pk)
    if importacion.confirmada_en:
        raise NoSePuede("Esta importación ya entró al directorio.")
    if not origen.strip():
        raise NoSePuede([Impedimento("Di de dónde salieron estos datos.", "origen")])
    filas = _otra_vez(importacion)
    if not filas or len(filas) != vistas:
        raise YaCambio("El directorio o la revisión cambiaron mientras los veías. Revisa otra vez antes de importar.")
    entrada = _Entrada(importacion, origen.strip(), fecha_consentimiento)
    entrada.meter(filas)
    importacion.confirmada_en = ahora
    importacion.medios_nuevos = [m.pk for m in entrada.nuevos]
    importacion.resumen = {k: v for k, v in cuantas(importacion).items() if k in ("entran_nueva", "entran_cambios")}
    importacion.resumen["medios"] = len(entrada.nuevos)
    importacion.save()
    asentar(
        "importar directorio", importacion, por=por, ahora=ahora, archivo=importacion.archivo, **importacion.resumen
    )
    return importacion


def _otra_vez(importacion: Importacion) -> list[FilaImportada]:
    """Las que entran, revisadas con el directorio de este momento; quien se dejó fuera sigue fuera."""
    filas = list(importacion.filas.order_by("renglon"))
    fuera = {f.pk for f in filas if f.clase in ENTRAN and not f.entra}
    revisar_filas(filas, indice_del_directorio())
    return [f for f in filas if f.clase in ENTRAN and f.pk not in fuera]


@dataclass
class _Entrada:
    """Lo común a las filas que entran: se arma una vez."""

    importacion: Importacion
    origen: str
    fecha_consentimiento: date | None
    nuevos: list[Medio] = field(default_factory=list)
    medios: dict[str, Medio] = field(default_factory=dict)

    def meter(self, filas: list[FilaImportada]) -> None:
        self._medios(filas)
        nuevas = [f for f in filas if f.clase == ClaseDeFila.NUEVA]
        contactos = [self._contacto(f) for f in nuevas]
        self._compartir(contactos)
        Contacto.objects.bulk_create(contactos, batch_size=DE_UNA_VEZ)
        for fila, contacto in zip(nuevas, contactos, strict=True):
            fila.contacto, fila.nacio = contacto, True
        por_renglon = {f.renglon: f.contacto for f in filas if f.contacto}
        for fila in filas:
            if fila.clase == ClaseDeFila.CAMBIOS:
                self._cambiar(fila, por_renglon)
        cambiadas = [f for f in filas if f.clase == ClaseDeFila.CAMBIOS]
        FilaImportada.objects.bulk_update(cambiadas, ["contacto", "antes", "hoy", "parecido"], batch_size=DE_UNA_VEZ)
        _apuntar_nacidos([(f.pk, contacto.pk) for f, contacto in zip(nuevas, contactos, strict=True)])

    def _medios(self, filas: list[FilaImportada]) -> None:
        self.medios = {plegar(m.nombre): m for m in Medio.objects.all()}
        for fila in filas:
            llave = plegar(fila.datos["medio"])
            if llave not in self.medios:
                datos = {c: fila.datos[c] for c in ("tipo", "cobertura", "municipio", "sitio")}
                medio = Medio(nombre=fila.datos["medio"], **datos)
                medio.ordenar()
                self.medios[llave] = medio
                self.nuevos.append(medio)
        Medio.objects.bulk_create(self.nuevos, batch_size=DE_UNA_VEZ)

    def _contacto(self, fila: FilaImportada) -> Contacto:
        contacto = Contacto(
            medio=self.medios[plegar(fila.datos["medio"])],
            origen=self.origen,
            fecha_consentimiento=self.fecha_consentimiento,
            **{c: fila.datos[c] for c in SE_GUARDAN},
        )
        contacto.ordenar()
        return contacto

    def _compartir(self, contactos: list[Contacto]) -> None:
        """Quien entra con el correo de otro comparte su buzón, y hereda su baja: vale para todo el buzón."""
        correos = {c.correo for c in contactos if c.correo}
        iguales = Contacto.objects.annotate(suyo=Lower("correo")).filter(suyo__in=correos)
        ya = {c.suyo: c.no_enviar_correos for c in iguales}
        for contacto in contactos:
            if contacto.correo in ya:
                contacto.comparte_buzon, contacto.no_enviar_correos = True, ya[contacto.correo]
            elif contacto.correo:
                ya[contacto.correo] = False

    def _cambiar(self, fila: FilaImportada, por_renglon: dict[int, Contacto]) -> None:
        contacto = fila.contacto
        if fila.parecido.get("que") == "unida":
            contacto = por_renglon.get(fila.parecido["pk"])
        if contacto is None:
            raise YaCambio(f"La fila {fila.renglon} se une a otra que ya no entra. Revísala.")
        nuevos = _valores(fila, contacto)
        if "medio" in fila.hoy:
            nuevos["medio_id"] = self.medios[plegar(fila.datos["medio"])].pk
        fila.antes = {c: getattr(contacto, c) for c in nuevos}
        fila.contacto = contacto
        for campo, valor in nuevos.items():
            setattr(contacto, campo, valor)
        if "telefono" in nuevos:
            contacto.equivocado_en = None
        contacto.ordenar()
        contacto.save()


def _apuntar_nacidos(pares: list[tuple[int, int]]) -> None:
    """De qué fila nació cada contacto, en una sola orden: con miles, `bulk_update` tarda medio minuto."""
    tabla = FilaImportada._meta.db_table
    with connection.cursor() as cursor:
        cursor.execute(
            f"UPDATE {tabla} SET nacio = true, contacto_id = p.contacto"  # noqa: S608 - el nombre es de la casa
            " FROM unnest(%s::bigint[], %s::bigint[]) AS p(fila, contacto) WHERE id = p.fila",
            [[fila for fila, _ in pares], [contacto for _, contacto in pares]],
        )


def _valores(fila: FilaImportada, contacto: Contacto) -> dict[str, Any]:
    """Lo que cambia en el contacto; los teléfonos se juntan, ninguno se pierde."""
    nuevos = {c: fila.datos[c] for c in fila.hoy if c in DEL_CONTACTO}
    if "tiene_whatsapp" in fila.hoy:
        nuevos["tiene_whatsapp"] = True
    if "otros_telefonos" in fila.hoy:
        todos = [*contacto.otros_telefonos, *fila.datos["otros_telefonos"]]
        nuevos["otros_telefonos"] = [*dict.fromkeys(todos)][:4]
    return nuevos


def impedimentos_para_deshacer(importacion: Importacion, ahora: datetime) -> list[Impedimento]:
    if importacion.se_deshace(ahora):
        return []
    if importacion.deshecha_en:
        return [Impedimento("Esta importación ya se deshizo.")]
    if importacion.confirmada_en is None:
        return [Impedimento("Esta importación no ha entrado al directorio.")]
    return [Impedimento("Ya pasaron 24 horas: corrige o archiva los contactos en el directorio.")]


@transaction.atomic(durable=True)
def deshacer_importacion(importacion: Importacion, *, por: Persona, ahora: datetime) -> str:
    """Quita lo que nació de la importación y regresa lo que cambió, salvo lo que alguien tocó después.

    A quien ya se invitó no se le borra: se archiva. Devuelve la frase que lo cuenta.
    """
    exigir(por, EDITAR_MEDIOS, frase="importar el directorio")
    importacion = Importacion.objects.bloquear(importacion.pk)
    rechazar_si(impedimentos_para_deshacer(importacion, ahora))
    filas = list(importacion.filas.filter(contacto__isnull=False).select_related("contacto").order_by("-renglon"))
    regresados = [_regresar(f) for f in filas if not f.nacio]
    nacidos = Contacto.objects.filter(pk__in=[f.contacto_id for f in filas if f.nacio])
    archivados = nacidos.filter(invitaciones__isnull=False).update(activo=False)
    nacidos.filter(invitaciones__isnull=True).delete()
    Medio.objects.filter(pk__in=importacion.medios_nuevos, contactos__isnull=True).delete()
    importacion.deshecha_en = ahora
    importacion.save(update_fields=["deshecha_en"])
    asentar("deshacer importación", importacion, por=por, ahora=ahora, archivo=importacion.archivo)
    return _que_se_deshizo(regresados, archivados, importacion)


def _regresar(fila: FilaImportada) -> bool:
    """El contacto como estaba, si nadie lo ha tocado desde entonces."""
    contacto = fila.contacto
    if contacto is None:
        return False
    puestos = _valores(fila, contacto)
    if any(getattr(contacto, c) != v for c, v in puestos.items() if c in DEL_CONTACTO):
        return False
    for campo, valor in fila.antes.items():
        setattr(contacto, campo, valor)
    contacto.ordenar()
    contacto.save()
    return True


def _que_se_deshizo(regresados: list[bool], archivados: int, importacion: Importacion) -> str:
    salieron = plural(importacion.resumen.get("entran_nueva", 0), "salió 1 contacto", "salieron {} contactos")
    partes = [f"Se deshizo la importación: {salieron}"]
    if sum(regresados):
        partes.append(plural(sum(regresados), "1 quedó como estaba", "{} quedaron como estaban"))
    frase = " y ".join(partes) + "."
    if archivados:
        frase += plural(archivados, " A 1 ya se le invitó: quedó archivado.", " A {} ya se les invitó: se archivaron.")
    if tocados := len(regresados) - sum(regresados):
        frase += plural(tocados, " 1 se cambió después y no se tocó.", " {} se cambiaron después y no se tocaron.")
    return frase


@transaction.atomic
def olvidar_importaciones(*, ahora: datetime) -> int:
    """Borra las filas de lo que ya no se deshace o nadie confirmó: llevan datos de personas que no hacen falta."""
    borradas, _ = FilaImportada.objects.filter(importacion__in=Importacion.objects.por_olvidar(ahora)).delete()
    return borradas
