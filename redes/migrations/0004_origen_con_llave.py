"""El origen deja de ser un texto: lo dice la composición, con llave, y la base repite las reglas."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("redes", "0003_llenar_composiciones"),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="publicacion",
            name="publicacion_una_por_red_y_origen",
        ),
        migrations.RemoveField(
            model_name="publicacion",
            name="origen",
        ),
        migrations.AlterField(
            model_name="publicacion",
            name="composicion",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="publicaciones", to="redes.composicion"
            ),
        ),
        migrations.AddConstraint(
            model_name="publicacion",
            constraint=models.UniqueConstraint(fields=("composicion", "red"), name="publicacion_una_por_red"),
        ),
        migrations.AddConstraint(
            model_name="publicacion",
            constraint=models.UniqueConstraint(
                condition=models.Q(("id_remoto", ""), _negated=True),
                fields=("red", "id_remoto"),
                name="publicacion_id_de_la_red_unico",
            ),
        ),
        migrations.AddConstraint(
            model_name="publicacion",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "estado__in",
                        [
                            "borrador",
                            "por_aprobar",
                            "por_publicar",
                            "programada",
                            "saliendo",
                            "publicada",
                            "fallida",
                            "por_verificar",
                            "retenida",
                            "bloqueada",
                            "vencida",
                            "descartada",
                        ],
                    )
                ),
                name="publicacion_estado_conocido",
            ),
        ),
        migrations.AddConstraint(
            model_name="publicacion",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("estado", "por_aprobar"), _negated=True),
                    models.Q(("pedida_por__isnull", False), ("pedida_en__isnull", False)),
                    _connector="OR",
                ),
                name="publicacion_por_aprobar_pedida",
            ),
        ),
        migrations.AddConstraint(
            model_name="publicacion",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("estado__in", ("programada", "saliendo", "por_verificar")), _negated=True),
                    models.Q(
                        ("aprobada_por__isnull", False),
                        ("aprobada_en__isnull", False),
                        ("sale_en__isnull", False),
                        ("envio__isnull", False),
                        models.Q(("huella", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="publicacion_aprobada_con_huella",
            ),
        ),
        migrations.AddConstraint(
            model_name="publicacion",
            constraint=models.CheckConstraint(
                condition=models.Q(("aprobada_por", models.F("pedida_por")), _negated=True),
                name="publicacion_la_aprueba_otra",
            ),
        ),
    ]
