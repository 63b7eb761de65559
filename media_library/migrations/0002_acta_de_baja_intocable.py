"""Un acta de baja documental no se cambia ni se borra: lo impide la base."""

from django.db import migrations

CREAR = """
CREATE FUNCTION baja_intocable() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION 'Un acta de baja documental no se cambia ni se borra.' USING ERRCODE = '23514'; END $$;
CREATE TRIGGER intocable BEFORE UPDATE OR DELETE ON media_library_bajadocumental
    FOR EACH ROW EXECUTE FUNCTION baja_intocable();
"""
QUITAR = "DROP TRIGGER intocable ON media_library_bajadocumental; DROP FUNCTION baja_intocable();"


class Migration(migrations.Migration):
    dependencies = [("media_library", "0001_inicial")]

    operations = [migrations.RunSQL(CREAR, QUITAR)]
