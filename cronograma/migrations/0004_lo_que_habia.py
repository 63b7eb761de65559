"""Lo anulado pasa a «No cuenta»; cada ejercicio con su plan; diapositivas y diseños con su regla."""

from django.db import migrations

LLEVAR = """
INSERT INTO cronograma_nocuenta (clase, cosa, actividad_id, mes, titulo, motivo, quitada_en, quitada_por_id)
SELECT 'a_mano', e.id, actividad_id, mes, titulo, coalesce(nullif(motivo_de_anulacion, ''), 'Sin motivo escrito'),
       anulada_en, coalesce(quien.id, agregada_por_id)
FROM cronograma_evidenciamanual e
LEFT JOIN LATERAL (
    SELECT p.id FROM nucleo_asiento a JOIN personas_persona p ON a.por_ref = 'personas.persona:' || p.id
    WHERE a.accion = 'anular evidencia' AND a.detalle->>'evidencia' = e.id::text ORDER BY a.numero LIMIT 1
) quien ON true
WHERE anulada_en IS NOT NULL;

INSERT INTO cronograma_plananual (ejercicio, administracion, parcial_desde, sobrecumplido_desde, dias_que_suspenden,
                                  cierra_hasta_el, pide_segunda_firma)
SELECT DISTINCT ejercicio, '', 70, 110, 15, 5, false FROM cronograma_actividad;

UPDATE cronograma_actividad SET regla = 'diapositivas'
WHERE regla = 'manual' AND nombre = 'Generar diapositivas informativas para diferentes reuniones, etc.';
UPDATE cronograma_actividad SET regla = 'disenos'
WHERE regla = 'manual' AND nombre = 'Diseñar carteles y volantes, así como espectaculares.';
"""


class Migration(migrations.Migration):
    dependencies = [("cronograma", "0003_cuenta_y_cierre"), ("nucleo", "0002_bitacora_encadenada")]

    operations = [migrations.RunSQL(LLEVAR, migrations.RunSQL.noop)]
