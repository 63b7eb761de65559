import django.contrib.postgres.indexes
import django.contrib.postgres.search
from django.contrib.postgres.search import SearchVector
from django.db import migrations, models

VECTOR = (
    SearchVector("titulo", config="spanish", weight="A")
    + SearchVector("sumario", "cuerpo", config="spanish", weight="B")
    + SearchVector("busqueda", config="spanish", weight="C")
)


class Migration(migrations.Migration):
    dependencies = [("boletines", "0003_busqueda_en_espanol")]

    operations = [
        migrations.RemoveIndex(model_name="boletin", name="boletin_vector"),
        migrations.RemoveField(model_name="boletin", name="vector"),
        migrations.AddField(
            model_name="boletin",
            name="vector",
            field=models.GeneratedField(
                db_persist=True,
                expression=VECTOR,
                output_field=django.contrib.postgres.search.SearchVectorField(),
                editable=False,
            ),
        ),
        migrations.AddIndex(
            model_name="boletin",
            index=django.contrib.postgres.indexes.GinIndex(fields=["vector"], name="boletin_vector"),
        ),
    ]
