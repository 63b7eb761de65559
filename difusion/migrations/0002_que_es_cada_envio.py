"""Un envío dice qué es en sus columnas: motivo, para quién y lo secreto. Es la última vez que se lee su clave."""

from django.db import migrations, models

MOTIVOS = {
    "publicar": "Publicar",
    "corregir": "Publicar la corrección",
    "retirar": "Retirar",
    "derechos": "Lo que puede verse cambió",
    "suspension": "Lo decidido en la suspensión",
    "versiones": "Fotos y videos ya procesados",
    "documentos": "Tarjeta, PDF y Word",
    "documentos_del_archivo": "Tarjetas, PDF y Word del archivo",
    "agenda": "Agenda pública",
    "paginas": "Páginas del portal",
    "dia": "El portal al empezar el día",
    "boletin": "Boletín",
    "fe_de_erratas": "Fe de erratas",
    "invitacion": "Invitación",
    "aviso_de_cambio": "Aviso de cambio",
    "visto_bueno": "Visto bueno",
    "cuenta": "Enlace de la cuenta",
    "credencial": "Cambió con qué se entra",
    "aportacion": "Llegó material",
    "confirmar_suscripcion": "Confirmar la suscripción",
    "suscripcion": "Boletines a suscriptores",
    "acuse": "Acuse de recibo",
    "transparencia": "Solicitud a Transparencia",
}
DECIR_QUE_ES = """
    UPDATE difusion_envio SET motivo = CASE
        WHEN objeto = 'agenda' THEN 'agenda'
        WHEN clave LIKE 'portal:fijas:dia:%' THEN 'dia'
        WHEN objeto = 'fijas' THEN 'paginas'
        WHEN objeto = 'despues' THEN 'documentos_del_archivo'
        WHEN canal = 'portal' AND clave LIKE '%:corregir:%' THEN 'corregir'
        WHEN canal = 'portal' AND clave LIKE '%:retirar' THEN 'retirar'
        WHEN canal = 'portal' AND clave LIKE '%:derechos:%' THEN 'derechos'
        WHEN canal = 'portal' AND clave LIKE '%:decision:%' THEN 'suspension'
        WHEN canal = 'portal' AND clave LIKE '%:versiones:%' THEN 'versiones'
        WHEN canal = 'portal' AND clave LIKE '%:despues:%' THEN 'documentos'
        WHEN canal = 'portal' THEN 'publicar'
        WHEN clave LIKE 'erratas:%' THEN 'fe_de_erratas'
        WHEN clave LIKE 'inv:%' THEN 'invitacion'
        WHEN clave LIKE 'aviso:%' THEN 'aviso_de_cambio'
        WHEN clave LIKE 'visto-bueno:%' THEN 'visto_bueno'
        WHEN clave LIKE 'cuenta:%' THEN 'cuenta'
        WHEN clave LIKE 'credencial:%' THEN 'credencial'
        WHEN clave LIKE 'buzon:%' THEN 'aportacion'
        WHEN clave LIKE 'suscripcion:%:alta:%' THEN 'confirmar_suscripcion'
        WHEN clave LIKE 'suscripcion:%' THEN 'suscripcion'
        WHEN clave LIKE 'acuse:%' THEN 'acuse'
        WHEN clave LIKE 'solicitud:%' THEN 'transparencia'
        ELSE 'boletin' END
"""
DECIR_PARA_QUIEN = """
    UPDATE difusion_envio SET para = 'medios.contacto:' || substring(clave FROM '[0-9]+$')
    WHERE motivo IN ('boletin', 'fe_de_erratas') AND clave ~ ':[0-9]+$'
"""
APARTAR_LO_SECRETO = """
    UPDATE difusion_envio SET
        secreto = CASE WHEN estado IN ('entregado', 'cancelado') THEN '{}'::jsonb
            ELSE jsonb_strip_nulls(jsonb_build_object('texto', carga -> 'texto', 'html', carga -> 'html')) END,
        carga = carga - 'texto' - 'html'
    WHERE motivo IN ('invitacion', 'aviso_de_cambio', 'visto_bueno', 'cuenta')
"""
NADA = migrations.RunSQL.noop


class Migration(migrations.Migration):
    dependencies = [("difusion", "0001_inicial")]

    operations = [
        # En una bandeja de años tarda más que los 15 s que espera una consulta de la web.
        migrations.RunSQL("SET LOCAL statement_timeout = 0", migrations.RunSQL.noop),
        migrations.RenameField("envio", "motivo", "razon"),
        migrations.AddField(
            "envio",
            "motivo",
            models.CharField("qué es", choices=list(MOTIVOS.items()), default="boletin", max_length=30),
            preserve_default=False,
        ),
        migrations.AddField("envio", "para", models.CharField("para quién", blank=True, default="", max_length=120)),
        migrations.AddField(
            "envio", "secreto", models.JSONField("lo que se borra al resolverse", blank=True, default=dict)
        ),
        migrations.AlterField("envio", "destinatario", models.CharField("a qué dirección", blank=True, max_length=254)),
        migrations.AlterField("envio", "objeto", models.CharField("de qué es", db_index=True, max_length=120)),
        migrations.RunSQL(DECIR_QUE_ES, NADA),
        migrations.RunSQL(DECIR_PARA_QUIEN, NADA),
        migrations.RunSQL(APARTAR_LO_SECRETO, NADA),
        # Las llaves foráneas se comprueban aquí: con revisiones pendientes, la tabla ya no admite otro cambio.
        migrations.RunSQL("SET CONSTRAINTS ALL IMMEDIATE", NADA),
        migrations.AlterField("envio", "para", models.CharField("para quién", blank=True, max_length=120)),
        migrations.AddConstraint(
            "envio",
            models.CheckConstraint(name="envio_motivo_conocido", condition=models.Q(motivo__in=list(MOTIVOS))),
        ),
        migrations.AddConstraint(
            "envio",
            models.CheckConstraint(
                name="envio_resuelto_sin_secreto",
                condition=~models.Q(estado__in=("entregado", "cancelado")) | models.Q(secreto={}),
            ),
        ),
    ]
