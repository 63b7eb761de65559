from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("boletines", "0006_cuerpo_en_html"),
    ]

    operations = [
        migrations.AddField(
            model_name="boletin",
            name="plantilla",
            field=models.CharField(
                blank=True, editable=False, max_length=20, verbose_name="plantilla de la que partió"
            ),
        ),
    ]
