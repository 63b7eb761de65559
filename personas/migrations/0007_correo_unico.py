import django.db.models.functions.text
from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [("personas", "0006_correos_sin_repetir")]

    operations = [
        migrations.AddConstraint(
            model_name="persona",
            constraint=models.UniqueConstraint(
                django.db.models.functions.text.Lower("email"),
                condition=~Q(email=""),
                name="persona_correo_unico",
                violation_error_message="Ya hay una cuenta con ese correo.",
            ),
        )
    ]
