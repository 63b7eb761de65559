"""Lo que el directorio guarda de un medio y de sus contactos: canales, horas, origen y consentimiento."""

import django.contrib.postgres.fields
import django.core.validators
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import nucleo.texto.validadores


class Migration(migrations.Migration):
    dependencies = [
        ("medios", "0004_llamadas"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="contacto",
            name="fecha_consentimiento",
            field=models.DateField(blank=True, null=True, verbose_name="aceptó que lo guardemos el"),
        ),
        migrations.AddField(
            model_name="contacto",
            name="fuentes",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.CharField(
                    choices=[
                        ("obra-publica", "Obra pública"),
                        ("servicios-publicos", "Servicios públicos"),
                        ("educacion", "Educación"),
                        ("salud", "Salud"),
                        ("cultura", "Cultura"),
                        ("deporte", "Deporte"),
                        ("desarrollo-social", "Desarrollo social"),
                        ("medio-ambiente", "Medio ambiente"),
                        ("proteccion-civil", "Protección civil"),
                        ("turismo", "Turismo"),
                        ("gobierno", "Gobierno"),
                    ],
                    max_length=20,
                ),
                blank=True,
                default=list,
                size=None,
            ),
        ),
        migrations.AddField(
            model_name="contacto",
            name="no_llamar_a",
            field=models.TimeField(blank=True, null=True, verbose_name="a"),
        ),
        migrations.AddField(
            model_name="contacto",
            name="no_llamar_de",
            field=models.TimeField(blank=True, null=True, verbose_name="no llamar de"),
        ),
        migrations.AddField(
            model_name="contacto",
            name="notas",
            field=models.CharField(
                blank=True,
                max_length=500,
                validators=[
                    django.core.validators.RegexValidator(
                        "^[^\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f\\x7f]*\\Z",
                        "El texto trae caracteres de control; pégalo como texto sencillo.",
                        code="control",
                    )
                ],
            ),
        ),
        migrations.AddField(
            model_name="contacto",
            name="origen",
            field=models.CharField(
                blank=True,
                help_text="Los dio en persona, venían en la lista de la administración anterior…",
                max_length=160,
                validators=[
                    django.core.validators.RegexValidator(
                        "^[^\\x00-\\x1f\\x7f\\u2028\\u2029]*\\Z",
                        "Escribe el texto en un solo renglón, sin caracteres de control.",
                        code="control",
                    )
                ],
                verbose_name="de dónde salieron sus datos",
            ),
        ),
        migrations.AddField(
            model_name="contacto",
            name="otros_telefonos",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.CharField(max_length=32, validators=[nucleo.texto.validadores.telefono_valido]),
                blank=True,
                default=list,
                size=4,
            ),
        ),
        migrations.AddField(
            model_name="contacto",
            name="tratamiento",
            field=models.CharField(
                blank=True,
                help_text="Lic., Ing., Mtra.: cómo se le saluda.",
                max_length=12,
                validators=[
                    django.core.validators.RegexValidator(
                        "^[^\\x00-\\x1f\\x7f\\u2028\\u2029]*\\Z",
                        "Escribe el texto en un solo renglón, sin caracteres de control.",
                        code="control",
                    )
                ],
            ),
        ),
        migrations.AddField(
            model_name="contacto",
            name="whatsapp",
            field=models.CharField(
                blank=True,
                max_length=32,
                validators=[nucleo.texto.validadores.telefono_valido],
                verbose_name="WhatsApp, si es otro número",
            ),
        ),
        migrations.AddField(
            model_name="medio",
            name="en_padron",
            field=models.BooleanField(default=False, verbose_name="está en el padrón de medios"),
        ),
        migrations.AddField(
            model_name="medio",
            name="fecha_convenio",
            field=models.DateField(blank=True, null=True, verbose_name="convenio vigente hasta"),
        ),
        migrations.AddField(
            model_name="medio",
            name="frecuencia",
            field=models.CharField(
                blank=True,
                help_text="98.1 FM, canal 8, semanal…",
                max_length=60,
                validators=[
                    django.core.validators.RegexValidator(
                        "^[^\\x00-\\x1f\\x7f\\u2028\\u2029]*\\Z",
                        "Escribe el texto en un solo renglón, sin caracteres de control.",
                        code="control",
                    )
                ],
                verbose_name="frecuencia, canal o periodicidad",
            ),
        ),
        migrations.AddField(
            model_name="medio",
            name="horario",
            field=models.CharField(
                blank=True,
                help_text="Lunes a viernes, 7:00 a 9:00.",
                max_length=120,
                validators=[
                    django.core.validators.RegexValidator(
                        "^[^\\x00-\\x1f\\x7f\\u2028\\u2029]*\\Z",
                        "Escribe el texto en un solo renglón, sin caracteres de control.",
                        code="control",
                    )
                ],
                verbose_name="horario del programa",
            ),
        ),
    ]
