"""Estados de lo que sale de la oficina."""

from django.db.models import TextChoices


class Canal(TextChoices):
    CORREO = "correo", "Correo"
    PORTAL = "portal", "Portal"
    FACEBOOK = "facebook", "Facebook"


class MotivoDeEnvio(TextChoices):
    """Qué es lo que sale. La lista es cerrada: lo que se decide de un envío se decide por aquí y por su objeto."""

    PUBLICAR = "publicar", "Publicar"
    CORREGIR = "corregir", "Publicar la corrección"
    RETIRAR = "retirar", "Retirar"
    DERECHOS = "derechos", "Lo que puede verse cambió"
    SUSPENSION = "suspension", "Lo decidido en la suspensión"
    VERSIONES = "versiones", "Fotos y videos ya procesados"
    DOCUMENTOS = "documentos", "Tarjeta, PDF y Word"
    DOCUMENTOS_DEL_ARCHIVO = "documentos_del_archivo", "Tarjetas, PDF y Word del archivo"
    AGENDA = "agenda", "Agenda pública"
    PAGINAS = "paginas", "Páginas del portal"
    DIA = "dia", "El portal al empezar el día"
    POA = "poa", "POA, cronograma y ejes del PMD"
    BOLETIN = "boletin", "Boletín"
    FE_DE_ERRATAS = "fe_de_erratas", "Fe de erratas"
    INVITACION = "invitacion", "Invitación"
    AVISO_DE_CAMBIO = "aviso_de_cambio", "Aviso de cambio"
    VISTO_BUENO = "visto_bueno", "Visto bueno"
    CUENTA = "cuenta", "Enlace de la cuenta"
    CREDENCIAL = "credencial", "Cambió con qué se entra"
    APORTACION = "aportacion", "Llegó material"
    CONFIRMAR_SUSCRIPCION = "confirmar_suscripcion", "Confirmar la suscripción"
    SUSCRIPCION = "suscripcion", "Boletines a suscriptores"
    ACUSE = "acuse", "Acuse de recibo"
    TRANSPARENCIA = "transparencia", "Solicitud a Transparencia"
    APROBAR_DISENO = "aprobar_diseno", "Aprobación de un diseño"
    RESUMEN_SEMANAL = "resumen_semanal", "Resumen semanal del tablero"
    CAMBIO_EN_LA_AGENDA = "cambio_en_la_agenda", "Cambio en la agenda"
    SOLICITUD = "solicitud", "Respuesta a una dependencia"
    SIN_NOTICIAS = "sin_noticias", "Recordatorio a una dependencia"
    EN_RED = "en_red", "Publicación en redes"


# Llevan un enlace personal: lo que lo dice va en `Envio.secreto` y se borra en cuanto ya no hace falta.
CON_ENLACE = (
    MotivoDeEnvio.INVITACION,
    MotivoDeEnvio.AVISO_DE_CAMBIO,
    MotivoDeEnvio.VISTO_BUENO,
    MotivoDeEnvio.APROBAR_DISENO,
    MotivoDeEnvio.CUENTA,
    MotivoDeEnvio.CONFIRMAR_SUSCRIPCION,
    MotivoDeEnvio.SUSCRIPCION,
    MotivoDeEnvio.SOLICITUD,
)


# Lo que el portal rehace sin que nadie haga nada: archivos derivados y el cambio de día.
DE_LA_MAQUINA = (
    MotivoDeEnvio.VERSIONES,
    MotivoDeEnvio.DOCUMENTOS,
    MotivoDeEnvio.DOCUMENTOS_DEL_ARCHIVO,
    MotivoDeEnvio.DIA,
)


class EstadoEnvio(TextChoices):
    PENDIENTE = "pendiente", "Pendiente"
    TOMADO = "tomado", "En curso"
    PUNTO = "punto", "Entregando"
    ENTREGADO = "entregado", "Entregado"
    FALLIDO = "fallido", "Fallido"
    POR_VERIFICAR = "por_verificar", "Por verificar"
    VENCIDO = "vencido", "Vencido"
    CANCELADO = "cancelado", "Cancelado"
    SUSPENDIDO = "suspendido", "Suspendido"


EN_CURSO = (EstadoEnvio.TOMADO, EstadoEnvio.PUNTO)
TERMINADOS = (
    EstadoEnvio.ENTREGADO,
    EstadoEnvio.FALLIDO,
    EstadoEnvio.VENCIDO,
    EstadoEnvio.CANCELADO,
    EstadoEnvio.SUSPENDIDO,
)
OLVIDAN_SU_SECRETO = (EstadoEnvio.ENTREGADO, EstadoEnvio.CANCELADO)


# De qué color se pinta cada uno (`nucleo.estados`).
TONOS: dict[str, str] = {
    EstadoEnvio.PENDIENTE: "bor",
    EstadoEnvio.TOMADO: "apr",
    EstadoEnvio.PUNTO: "apr",
    EstadoEnvio.ENTREGADO: "pub",
    EstadoEnvio.FALLIDO: "cam",
    EstadoEnvio.POR_VERIFICAR: "rev",
    EstadoEnvio.VENCIDO: "cam",
    EstadoEnvio.CANCELADO: "cam",
    EstadoEnvio.SUSPENDIDO: "prog",
}
