from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("media_library", "0011_thumbhash"),
    ]

    operations = [
        migrations.AddField(
            model_name="original",
            name="recetario",
            field=models.PositiveSmallIntegerField(
                db_default=0, default=0, verbose_name="hasta qué recetario está completo"
            ),
        ),
        migrations.AddIndex(
            model_name="original",
            index=models.Index(fields=["recetario", "id"], name="original_por_completar"),
        ),
        migrations.AddIndex(
            model_name="derivado",
            index=models.Index(condition=models.Q(("estado", "fallido")), fields=["id"], name="derivado_fallido"),
        ),
    ]
