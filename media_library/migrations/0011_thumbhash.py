from django.db import migrations, models
from django.db.models.functions import Length
from django.db.models.lookups import LessThanOrEqual


class Migration(migrations.Migration):
    dependencies = [
        ("media_library", "0010_zonas_difuminadas"),
    ]

    operations = [
        migrations.AddField(
            model_name="original",
            name="thumbhash",
            field=models.BinaryField(blank=True, max_length=30, null=True, verbose_name="mancha de color (ThumbHash)"),
        ),
        migrations.AddConstraint(
            model_name="original",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("thumbhash__isnull", True), LessThanOrEqual(Length("thumbhash"), 30), _connector="OR"
                ),
                name="original_thumbhash_corto",
            ),
        ),
    ]
