"""Lo que sale a las redes también es un envío: un canal y un motivo más."""

from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("difusion", "0007_solicitudes"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AlterField(
            model_name="envio",
            name="canal",
            field=models.CharField(
                choices=[("correo", "Correo"), ("portal", "Portal"), ("facebook", "Facebook")], max_length=20
            ),
        ),
        migrations.RemoveConstraint(
            model_name="envio",
            name="envio_motivo_conocido",
        ),
        migrations.AlterField(
            model_name="envio",
            name="motivo",
            field=models.CharField(
                choices=[
                    ("publicar", "Publicar"),
                    ("corregir", "Publicar la corrección"),
                    ("retirar", "Retirar"),
                    ("derechos", "Lo que puede verse cambió"),
                    ("suspension", "Lo decidido en la suspensión"),
                    ("versiones", "Fotos y videos ya procesados"),
                    ("documentos", "Tarjeta, PDF y Word"),
                    ("documentos_del_archivo", "Tarjetas, PDF y Word del archivo"),
                    ("agenda", "Agenda pública"),
                    ("paginas", "Páginas del portal"),
                    ("dia", "El portal al empezar el día"),
                    ("poa", "POA, cronograma y ejes del PMD"),
                    ("boletin", "Boletín"),
                    ("fe_de_erratas", "Fe de erratas"),
                    ("invitacion", "Invitación"),
                    ("aviso_de_cambio", "Aviso de cambio"),
                    ("visto_bueno", "Visto bueno"),
                    ("cuenta", "Enlace de la cuenta"),
                    ("credencial", "Cambió con qué se entra"),
                    ("aportacion", "Llegó material"),
                    ("confirmar_suscripcion", "Confirmar la suscripción"),
                    ("suscripcion", "Boletines a suscriptores"),
                    ("acuse", "Acuse de recibo"),
                    ("transparencia", "Solicitud a Transparencia"),
                    ("aprobar_diseno", "Aprobación de un diseño"),
                    ("resumen_semanal", "Resumen semanal del tablero"),
                    ("cambio_en_la_agenda", "Cambio en la agenda"),
                    ("solicitud", "Respuesta a una dependencia"),
                    ("sin_noticias", "Recordatorio a una dependencia"),
                    ("en_red", "Publicación en redes"),
                ],
                max_length=30,
                verbose_name="qué es",
            ),
        ),
        migrations.AddConstraint(
            model_name="envio",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "motivo__in",
                        [
                            "publicar",
                            "corregir",
                            "retirar",
                            "derechos",
                            "suspension",
                            "versiones",
                            "documentos",
                            "documentos_del_archivo",
                            "agenda",
                            "paginas",
                            "dia",
                            "poa",
                            "boletin",
                            "fe_de_erratas",
                            "invitacion",
                            "aviso_de_cambio",
                            "visto_bueno",
                            "cuenta",
                            "credencial",
                            "aportacion",
                            "confirmar_suscripcion",
                            "suscripcion",
                            "acuse",
                            "transparencia",
                            "aprobar_diseno",
                            "resumen_semanal",
                            "cambio_en_la_agenda",
                            "solicitud",
                            "sin_noticias",
                            "en_red",
                        ],
                    )
                ),
                name="envio_motivo_conocido",
            ),
        ),
    ]
