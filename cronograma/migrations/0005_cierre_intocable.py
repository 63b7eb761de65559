"""Un mes cerrado no lo cambia nadie, tampoco con SQL: ni sus cifras, ni sus pruebas, ni su documento."""

from django.db import migrations

CREAR = """
CREATE FUNCTION cronograma_lo_cerrado() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'INSERT' THEN
        IF EXISTS (SELECT 1 FROM cronograma_cierremensual WHERE id = NEW.cierre_id AND sellado) THEN
            RAISE EXCEPTION 'El mes ya está cerrado' USING ERRCODE = 'insufficient_privilege';
        END IF;
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'Lo cerrado no se cambia ni se borra' USING ERRCODE = 'insufficient_privilege';
END $$;
CREATE FUNCTION cronograma_cierre_intocable() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' THEN
        IF NOT OLD.sellado THEN
            RETURN NEW;
        END IF;
        -- Ya sellado sólo recibe, una vez cada una, la segunda firma y la reapertura.
        IF to_jsonb(NEW) - ARRAY['contrafirmado_en', 'contrafirmado_por_id', 'reabierto_en', 'reabierto_por_id',
                                 'motivo_de_reapertura']
           = to_jsonb(OLD) - ARRAY['contrafirmado_en', 'contrafirmado_por_id', 'reabierto_en', 'reabierto_por_id',
                                   'motivo_de_reapertura']
           AND (OLD.contrafirmado_en IS NULL OR (NEW.contrafirmado_en, NEW.contrafirmado_por_id)
                IS NOT DISTINCT FROM (OLD.contrafirmado_en, OLD.contrafirmado_por_id))
           AND (OLD.reabierto_en IS NULL OR (NEW.reabierto_en, NEW.reabierto_por_id, NEW.motivo_de_reapertura)
                IS NOT DISTINCT FROM (OLD.reabierto_en, OLD.reabierto_por_id, OLD.motivo_de_reapertura)) THEN
            RETURN NEW;
        END IF;
    END IF;
    RAISE EXCEPTION 'Un cierre no se cambia ni se borra' USING ERRCODE = 'insufficient_privilege';
END $$;
CREATE TRIGGER intocable BEFORE INSERT OR UPDATE OR DELETE ON cronograma_cifracerrada
    FOR EACH ROW EXECUTE FUNCTION cronograma_lo_cerrado();
CREATE TRIGGER intocable BEFORE INSERT OR UPDATE OR DELETE ON cronograma_pruebacerrada
    FOR EACH ROW EXECUTE FUNCTION cronograma_lo_cerrado();
CREATE TRIGGER intocable BEFORE INSERT OR UPDATE OR DELETE ON cronograma_documentodecierre
    FOR EACH ROW EXECUTE FUNCTION cronograma_lo_cerrado();
CREATE TRIGGER sellado BEFORE UPDATE OR DELETE ON cronograma_cierremensual
    FOR EACH ROW EXECUTE FUNCTION cronograma_cierre_intocable();
"""
QUITAR = """
DROP TRIGGER sellado ON cronograma_cierremensual;
DROP TRIGGER intocable ON cronograma_documentodecierre;
DROP TRIGGER intocable ON cronograma_pruebacerrada;
DROP TRIGGER intocable ON cronograma_cifracerrada;
DROP FUNCTION cronograma_cierre_intocable();
DROP FUNCTION cronograma_lo_cerrado();
"""


class Migration(migrations.Migration):
    dependencies = [("cronograma", "0004_lo_que_habia")]

    operations = [
        migrations.RemoveField("evidenciamanual", "anulada_en"),
        migrations.RemoveField("evidenciamanual", "motivo_de_anulacion"),
        migrations.RunSQL(CREAR, QUITAR),
    ]
