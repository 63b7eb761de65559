"""Qué puede hacer en la base el papel de la aplicación: leer y escribir renglones, nunca cambiar las tablas.

No importa Django: el arranque de la base embebida y `migrate` corren las mismas órdenes, siempre como dueño
(docs/decisiones/0017-dos-papeles-en-la-base.md).
"""

# Lo que prueba qué pasó: el código nunca lo cambia ni lo borra. Una tabla nueva así se anota aquí.
SOLO_SE_AGREGAN = (
    "nucleo_asiento",
    "nucleo_ancla",
    "media_library_bajadocumental",
    "boletines_retirourgente",
    "boletines_captura",
    "portal_actadeedicion",
    "cronograma_cifracerrada",
    "cronograma_pruebacerrada",
    "cronograma_documentodecierre",
    "cronograma_archivodeinforme",
    "produccion_versiondelaminas",
    "produccion_imagendelamina",
    "produccion_entregadelaminas",
    "produccion_versiondediseno",
)

# Nada de TRUNCATE, TRIGGER, REFERENCES ni MAINTAIN, y lo que dice qué migraciones corrieron sólo se lee. Se quita todo
# y se vuelve a dar en una transacción: nadie ve el hueco.
# Sólo toca lo del dueño: una extensión puede haber puesto vistas suyas en `public`.
# Las tablas temporales se buscan antes que las verdaderas: quien las crea puede engañar a un disparador.
OTORGAR = """
DO $$
DECLARE
    quien CONSTANT text := {papel};
    cosa record;
BEGIN
    PERFORM pg_advisory_xact_lock(20212);
    IF pg_has_role((SELECT datdba FROM pg_database WHERE datname = current_database()), 'USAGE') THEN
        EXECUTE format('REVOKE CREATE, TEMPORARY ON DATABASE %I FROM PUBLIC, %I', current_database(), quien);
        EXECUTE format('GRANT CONNECT ON DATABASE %I TO %I', current_database(), quien);
    END IF;
    IF pg_has_role((SELECT nspowner FROM pg_namespace WHERE nspname = 'public'), 'USAGE') THEN
        EXECUTE format('REVOKE CREATE ON SCHEMA public FROM PUBLIC, %I', quien);
        EXECUTE format('GRANT USAGE ON SCHEMA public TO %I', quien);
    END IF;
    FOR cosa IN
        SELECT c.oid::regclass AS nombre,
            CASE
                WHEN c.relkind = 'S' THEN 'USAGE, SELECT'
                WHEN c.relname = 'django_migrations' THEN 'SELECT'
                WHEN c.relname IN ({solo_se_agregan}) THEN 'SELECT, INSERT'
                ELSE 'SELECT, INSERT, UPDATE, DELETE'
            END AS permisos,
            CASE c.relkind WHEN 'S' THEN 'SEQUENCE' ELSE 'TABLE' END AS clase
        FROM pg_class c
        WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p', 'S')
            AND pg_has_role(c.relowner, 'USAGE')
            AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = c.oid AND d.deptype = 'e')
    LOOP
        EXECUTE format('REVOKE ALL ON %s %s FROM PUBLIC, %I', cosa.clase, cosa.nombre, quien);
        EXECUTE format('GRANT %s ON %s %s TO %I', cosa.permisos, cosa.clase, cosa.nombre, quien);
    END LOOP;
    EXECUTE format('ALTER DEFAULT PRIVILEGES IN SCHEMA public REVOKE ALL ON TABLES FROM %I', quien);
    EXECUTE format('ALTER DEFAULT PRIVILEGES IN SCHEMA public'
        ' GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO %I', quien);
    EXECUTE format('ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT USAGE, SELECT ON SEQUENCES TO %I', quien);
END $$;
"""


def otorgar_a(papel: str) -> str:
    """Las órdenes que le dan al papel de la aplicación lo suyo y nada más; repetirlas no cambia nada."""
    return OTORGAR.format(papel=_texto(papel), solo_se_agregan=", ".join(map(_texto, SOLO_SE_AGREGAN)))


def _texto(valor: str) -> str:
    return "'" + valor.replace("'", "''") + "'"
