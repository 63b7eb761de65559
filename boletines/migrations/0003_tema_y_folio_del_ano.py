"""El boletín tiene tema; el número de folio no se repite en el año aunque cambie la serie."""

from django.core.validators import RegexValidator
from django.db import migrations, models
from django.db.models import Q

TEMAS = [
    ("obra-publica", "Obra pública"),
    ("servicios-publicos", "Servicios públicos"),
    ("educacion", "Educación"),
    ("salud", "Salud"),
    ("cultura", "Cultura"),
    ("deporte", "Deporte"),
    ("desarrollo-social", "Desarrollo social"),
    ("medio-ambiente", "Medio ambiente"),
    ("proteccion-civil", "Protección civil"),
    ("turismo", "Turismo"),
    ("gobierno", "Gobierno"),
]
EMITIDOS = ("publicado", "retirado")
CON_FOLIO = Q(estado__in=EMITIDOS, ejercicio__isnull=False, consecutivo__isnull=False, publicado_en__isnull=False)
SIN_FOLIO = ~Q(estado__in=EMITIDOS) & Q(consecutivo__isnull=True, publicado_en__isnull=True)


class Migration(migrations.Migration):
    dependencies = [("boletines", "0002_correccion_envio")]

    operations = [
        # Los índices y las reglas se rehacen: el estado de las migraciones guarda el nombre de la columna.
        migrations.RemoveIndex("boletin", "boletin_categoria_emit"),
        migrations.RenameField("boletin", "categoria", "tema"),
        migrations.AddIndex(
            "boletin",
            models.Index(
                fields=["tema", "-publicado_en", "-id"], condition=Q(estado__in=EMITIDOS), name="boletin_tema_emit"
            ),
        ),
        migrations.AlterField("boletin", "tema", models.CharField(choices=TEMAS, default="gobierno", max_length=20)),
        migrations.AlterField(
            "boletin",
            "lugar",
            models.CharField(
                blank=True,
                max_length=80,
                validators=[
                    RegexValidator(
                        "^[^\\x00-\\x1f\\x7f\\u2028\\u2029]*\\Z",
                        "Escribe el texto en un solo renglón, sin caracteres de control.",
                        code="control",
                    )
                ],
                verbose_name="lugar de emisión",
            ),
        ),
        migrations.AlterField("boletin", "serie", models.CharField(blank=True, max_length=4)),
        migrations.RemoveConstraint("boletin", "folio_unico"),
        migrations.AddConstraint(
            "boletin", models.UniqueConstraint(fields=["ejercicio", "consecutivo"], name="folio_unico")
        ),
        migrations.RemoveConstraint("boletin", "boletin_emitido_con_folio"),
        migrations.AddConstraint(
            "boletin",
            models.CheckConstraint(
                condition=(CON_FOLIO & ~Q(slug="") & ~Q(serie="")) | SIN_FOLIO, name="boletin_emitido_con_folio"
            ),
        ),
    ]
