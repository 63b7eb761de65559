"""Una corrección guarda lo que el boletín decía antes, para enseñarlo mientras espera salir."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("boletines", "0019_no_aprueba_quien_envio"),
    ]

    operations = [
        migrations.AddField(
            model_name="correccion",
            name="antes",
            field=models.JSONField(blank=True, default=dict, verbose_name="lo que decía antes"),
        ),
    ]
