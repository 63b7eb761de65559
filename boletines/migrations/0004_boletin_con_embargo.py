"""Lo embargado se halla sin recorrer el archivo: es lo que falta por salir y lo que cuenta en otro mes."""

from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [("boletines", "0003_tema_y_folio_del_ano")]

    operations = [
        migrations.AddIndex(
            "boletin",
            models.Index(
                fields=["embargo_hasta"], condition=Q(embargo_hasta__isnull=False), name="boletin_con_embargo"
            ),
        ),
    ]
