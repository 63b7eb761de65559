from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [("personas", "0004_catalogo_de_comunidades")]

    operations = [
        migrations.AlterField(
            model_name="invitaciondepersona", name="correo", field=models.EmailField(blank=True, max_length=254)
        ),
        migrations.AddConstraint(
            model_name="invitaciondepersona",
            constraint=models.CheckConstraint(
                condition=~Q(correo="") | Q(creada_por__isnull=True),
                name="invitacion_con_correo",
                violation_error_message="Escribe el correo de quien invitas.",
            ),
        ),
    ]
