"""La bitácora la encadena PostgreSQL; cambiarla o borrarla es un error (docs/fiabilidad.md, «La bitácora»)."""

from django.db import migrations

CREAR = """
CREATE FUNCTION nucleo_asiento_encadenar() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE ultimo record;
BEGIN
    PERFORM pg_advisory_xact_lock(20211);
    SELECT numero, huella INTO ultimo FROM nucleo_asiento ORDER BY numero DESC LIMIT 1;
    NEW.numero := coalesce(ultimo.numero, 0) + 1;
    NEW.previo := coalesce(ultimo.huella, '');
    NEW.registrado_en := clock_timestamp();
    NEW.huella := encode(sha256(convert_to(jsonb_build_array(
        NEW.previo, NEW.numero, to_char(NEW.ocurrio_en at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US'),
        to_char(NEW.registrado_en at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US'),
        NEW.accion, NEW.objeto, NEW.por_ref, NEW.por_nombre, NEW.detalle)::text, 'UTF8')), 'hex');
    RETURN NEW;
END $$;
CREATE FUNCTION nucleo_asiento_intocable() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'La bitácora no se cambia ni se borra' USING ERRCODE = 'insufficient_privilege';
END $$;
CREATE TRIGGER encadenar BEFORE INSERT ON nucleo_asiento FOR EACH ROW EXECUTE FUNCTION nucleo_asiento_encadenar();
CREATE TRIGGER intocable BEFORE UPDATE OR DELETE ON nucleo_asiento
    FOR EACH ROW EXECUTE FUNCTION nucleo_asiento_intocable();
CREATE TRIGGER sin_vaciar BEFORE TRUNCATE ON nucleo_asiento
    FOR EACH STATEMENT EXECUTE FUNCTION nucleo_asiento_intocable();
"""
QUITAR = """
DROP TRIGGER sin_vaciar ON nucleo_asiento;
DROP TRIGGER intocable ON nucleo_asiento;
DROP TRIGGER encadenar ON nucleo_asiento;
DROP FUNCTION nucleo_asiento_intocable();
DROP FUNCTION nucleo_asiento_encadenar();
"""


class Migration(migrations.Migration):
    dependencies = [("nucleo", "0001_inicial")]

    operations = [migrations.RunSQL(CREAR, QUITAR)]
