from django.db import migrations

# El texto sencillo se vuelve párrafos de HTML, igual que `nucleo.texto_rico.de_texto`.
A_HTML = r"""'<p>' || replace(regexp_replace(
    replace(replace(replace(btrim(replace(cuerpo, E'\r', ''), E' \n'), '&', '&amp;'), '<', '&lt;'), '>', '&gt;'),
    E'\n\\s*\n', '</p><p>', 'g'), E'\n', '<br>') || '</p>'"""
ADELANTE = f"""
SET LOCAL statement_timeout = 0;
UPDATE boletines_boletin SET cuerpo = {A_HTML} WHERE btrim(cuerpo, E' \\r\\n') <> '' AND cuerpo NOT LIKE '<p>%';
UPDATE boletines_versiondeboletin SET cuerpo = {A_HTML} WHERE btrim(cuerpo, E' \\r\\n') <> '' AND cuerpo NOT LIKE '<p>%';
UPDATE boletines_versiondeboletin SET iniciada_en = guardada_en;
"""  # noqa: S608 - SQL propio, sin datos ajenos
A_TEXTO = r"""replace(replace(replace(regexp_replace(replace(regexp_replace(cuerpo, '</(p|h2|h3|li|blockquote)>\s*', E'\n\n', 'g'),
    '<br>', E'\n'), '<[^>]+>', '', 'g'), '&lt;', '<'), '&gt;', '>'), '&amp;', '&')"""
ATRAS = f"""
SET LOCAL statement_timeout = 0;
UPDATE boletines_boletin SET cuerpo = btrim({A_TEXTO}, E' \\n');
UPDATE boletines_versiondeboletin SET cuerpo = btrim({A_TEXTO}, E' \\n');
"""  # noqa: S608 - SQL propio, sin datos ajenos


class Migration(migrations.Migration):
    dependencies = [("boletines", "0005_redaccion_y_revision")]

    operations = [migrations.RunSQL(ADELANTE, ATRAS)]
