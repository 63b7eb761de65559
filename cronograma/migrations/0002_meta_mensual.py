"""La meta es de un mes: `MetaMensual`."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("cronograma", "0001_inicial")]

    operations = [
        migrations.RenameModel("Meta", "MetaMensual"),
    ]
