"""El papel de Contraloría: mira el cronograma y pone la segunda firma de un mes cerrado."""

from django.contrib.postgres.fields import ArrayField
from django.db import migrations, models
from django.db.models import Q

PAPELES = [
    ("directora", "Dirección"),
    ("redaccion", "Redacción"),
    ("fotografia", "Fotografía y video"),
    ("redes", "Redes sociales"),
    ("contraloria", "Contraloría"),
    ("consulta", "Consulta"),
    ("enlace", "Enlace de dependencia"),
]


class Migration(migrations.Migration):
    dependencies = [("personas", "0002_colores_y_serie")]

    operations = [
        migrations.RemoveConstraint("persona", "persona_papeles_conocidos"),
        migrations.AlterField(
            "invitaciondepersona",
            "papeles",
            ArrayField(base_field=models.CharField(choices=PAPELES, max_length=20), size=None),
        ),
        migrations.AlterField(
            "persona",
            "papeles",
            ArrayField(
                base_field=models.CharField(choices=PAPELES, max_length=20), blank=True, default=list, size=None
            ),
        ),
        migrations.AddConstraint(
            "persona",
            models.CheckConstraint(
                name="persona_papeles_conocidos",
                condition=Q(papeles__contained_by=[clave for clave, _ in PAPELES]),
                violation_error_message="Uno de los papeles no existe.",
            ),
        ),
    ]
