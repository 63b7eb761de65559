"""El papel de la aplicación escribe renglones y nada más (docs/decisiones/0017-dos-papeles-en-la-base.md)."""

from io import StringIO

import pytest
from django.conf import settings as ajustes
from django.core import checks
from django.core.management import call_command
from django.db import ProgrammingError, connection, transaction

from boletines.models import Captura, RetiroUrgente
from comsocial.embebido.permisos import SOLO_SE_AGREGAN, otorgar_a
from comsocial.entorno import Entorno, VariableMalEscrita
from comsocial.operacion.dueno import como_dueno, riesgos
from nucleo.dominio.bitacora import asentar
from nucleo.models import Ancla, Asiento
from portal.models import ActaDeEdicion
from tests.papeles import siendo_el_dueno
from tests.personas.conftest import AHORA

con_dos_papeles = pytest.mark.skipif(not ajustes.BASE_DEL_DUENO, reason="esta base tiene un solo papel")
DE_RENGLONES = {"SELECT", "INSERT", "UPDATE", "DELETE"}
# Llevan un disparador `intocable` que deja pasar algo: la segunda firma y la reapertura de un mes cerrado.
CON_SUS_CAMBIOS = {"cronograma_cierremensual"}
DE_TABLAS = ("SELECT", "INSERT", "UPDATE", "DELETE", "TRUNCATE", "REFERENCES", "TRIGGER")


def permisos_de(tabla):
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT p FROM unnest(%s::text[]) p WHERE has_table_privilege(%s, %s, p)",
            [list(DE_TABLAS), ajustes.PAPEL_DE_LA_APLICACION, tabla],
        )
        return {fila[0] for fila in cursor.fetchall()}


def esperados(tabla):
    if tabla == "django_migrations":
        return {"SELECT"}
    if tabla in SOLO_SE_AGREGAN:
        return {"SELECT", "INSERT"}
    return DE_RENGLONES


def columna(orden, *datos):
    with connection.cursor() as cursor:
        cursor.execute(orden, datos)
        return [fila[0] for fila in cursor.fetchall()]


def negado(orden):
    """El código con que PostgreSQL lo niega; la transacción sigue."""
    with pytest.raises(ProgrammingError) as negativa, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(orden)
    return negativa.value.__cause__.pgcode


SIN_PERMISO = "42501"
PROHIBIDO = (
    "ALTER TABLE nucleo_asiento DISABLE TRIGGER USER",
    "ALTER TABLE nucleo_asiento DISABLE TRIGGER intocable",
    "DROP TRIGGER intocable ON nucleo_asiento",
    "CREATE TRIGGER otro BEFORE INSERT ON nucleo_asiento FOR EACH ROW EXECUTE FUNCTION nucleo_asiento_encadenar()",
    "ALTER TABLE nucleo_asiento ADD COLUMN otra text",
    "ALTER TABLE nucleo_asiento OWNER TO CURRENT_USER",
    "DROP TABLE nucleo_asiento",
    "TRUNCATE nucleo_asiento",
    "TRUNCATE personas_persona CASCADE",
    "UPDATE nucleo_asiento SET accion = 'otra'",
    "UPDATE nucleo_asiento SET numero = numero + 1000",
    "DELETE FROM nucleo_asiento",
    "DELETE FROM nucleo_ancla",
    "UPDATE media_library_bajadocumental SET motivo = 'otro'",
    "DELETE FROM boletines_captura",
    "DELETE FROM django_migrations",
    "CREATE OR REPLACE FUNCTION nucleo_asiento_intocable() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN END $$",
    "CREATE OR REPLACE FUNCTION nucleo_asiento_encadenar() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN END $$",
    "CREATE OR REPLACE FUNCTION baja_intocable() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN END $$",
    "DROP FUNCTION nucleo_asiento_intocable() CASCADE",
    "CREATE FUNCTION mia() RETURNS int LANGUAGE sql AS 'SELECT 1'",
    "CREATE TABLE mia ()",
    "CREATE TEMPORARY TABLE nucleo_asiento (numero bigint)",
    "CREATE SCHEMA mio",
    "CREATE RULE calla AS ON INSERT TO nucleo_asiento DO INSTEAD NOTHING",
    "SET session_replication_role = replica",
    "CREATE ROLE mio",
    "COPY nucleo_asiento TO PROGRAM 'cat'",
)


@con_dos_papeles
class TestLoQueNoPuede:
    @pytest.mark.parametrize("orden", PROHIBIDO)
    def test_se_lo_niega_postgresql_y_no_un_disparador(self, db, orden):
        asentar("probar", "prueba:1", por=None, ahora=AHORA)

        assert negado(orden) == SIN_PERMISO
        assert Asiento.objects.count() == 1

    def test_no_se_da_permisos_a_si_mismo(self, db):
        with connection.cursor() as cursor:
            cursor.execute("GRANT DELETE ON nucleo_asiento TO CURRENT_USER")  # PostgreSQL sólo avisa

        assert permisos_de("nucleo_asiento") == {"SELECT", "INSERT"}

    def test_no_es_miembro_de_nadie_ni_manda_en_nada(self, db):
        papel = ajustes.PAPEL_DE_LA_APLICACION

        assert columna(
            "SELECT rolsuper OR rolcreaterole OR rolcreatedb OR rolreplication OR rolbypassrls FROM pg_roles"
            " WHERE rolname = %s",
            papel,
        ) == [False]
        assert columna("SELECT rolname FROM pg_roles WHERE pg_has_role(%s, oid, 'MEMBER')", papel) == [papel]
        assert columna("SELECT relname FROM pg_class WHERE pg_get_userbyid(relowner) = %s", papel) == []

    def test_la_prueba_corre_con_ese_papel(self, db):
        assert columna("SELECT current_user") == [ajustes.PAPEL_DE_LA_APLICACION]


@con_dos_papeles
class TestLaMatriz:
    def test_cada_tabla_tiene_los_permisos_esperados_y_ninguno_mas(self, db):
        tablas = connection.introspection.table_names()
        assert len(tablas) > 50

        assert {t: p for t in tablas if (p := permisos_de(t)) != esperados(t)} == {}

    def test_las_secuencias_se_usan_y_no_se_mueven(self, db):
        papel = ajustes.PAPEL_DE_LA_APLICACION
        secuencias = columna(
            "SELECT relname FROM pg_class WHERE relkind = 'S' AND relnamespace = 'public'::regnamespace"
        )
        assert len(secuencias) > 40

        assert [
            s for s in secuencias if columna("SELECT has_sequence_privilege(%s, %s, 'USAGE')", papel, s) != [True]
        ] == []
        assert [
            s for s in secuencias if columna("SELECT has_sequence_privilege(%s, %s, 'UPDATE')", papel, s) != [False]
        ] == []

    def test_lo_que_una_migracion_cree_nace_con_sus_permisos(self, db):
        with siendo_el_dueno() as cursor:
            cursor.execute("CREATE TABLE recien (id bigint GENERATED BY DEFAULT AS IDENTITY)")

        assert permisos_de("recien") == DE_RENGLONES
        with connection.cursor() as cursor:
            cursor.execute("INSERT INTO recien DEFAULT VALUES")


def test_lo_que_lleva_un_disparador_intocable_solo_se_agrega_o_dice_que_se_le_cambia(db):
    """Y lo que no lo lleva tampoco lo cambia el código: son las tablas cuyo modelo dice «sólo se inserta»."""
    con_disparador = set(
        columna(
            "SELECT DISTINCT c.relname FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid"
            " WHERE t.tgname = 'intocable' AND c.relnamespace = 'public'::regnamespace"
        )
    )
    sin_disparador = {m._meta.db_table for m in (Ancla, RetiroUrgente, Captura, ActaDeEdicion)}

    assert con_disparador - CON_SUS_CAMBIOS | sin_disparador == set(SOLO_SE_AGREGAN)


def test_el_nombre_del_papel_va_como_texto():
    assert "quien CONSTANT text := 'o''hara \"x'" in otorgar_a("o'hara \"x")


class TestLoQueDice:
    @con_dos_papeles
    def test_con_dos_papeles_no_hay_nada_que_decir(self, db):
        assert riesgos() == []

    def test_del_dueno_dice_que_lo_es(self, db):
        with siendo_el_dueno():
            (frase,) = riesgos()

        assert "es dueño de boletines_captura" in frase or "es superusuario" in frase

    @con_dos_papeles
    @pytest.mark.parametrize(
        ("permiso", "frase"),
        [
            ("GRANT DELETE ON nucleo_asiento TO {}", "cambiar o borrar lo de nucleo_asiento"),
            ("GRANT UPDATE (accion) ON nucleo_asiento TO {}", "cambiar o borrar lo de nucleo_asiento"),
            ("GRANT TRUNCATE ON personas_persona TO {}", "vaciar o poner disparadores en personas_persona"),
            ("GRANT TRIGGER ON nucleo_asiento TO {}", "vaciar o poner disparadores en nucleo_asiento"),
            ("GRANT CREATE ON SCHEMA public TO {}", "puede crear tablas"),
            ("ALTER FUNCTION nucleo_asiento_intocable() OWNER TO {}", "dueño de nucleo_asiento_intocable"),
            ("ALTER TABLE nucleo_ancla OWNER TO {}", "dueño de nucleo_ancla"),
        ],
    )
    def test_dice_cada_cosa_que_alguien_le_permita(self, db, permiso, frase):
        with siendo_el_dueno() as cursor:
            if "OWNER" in permiso:
                cursor.execute(f"GRANT CREATE ON SCHEMA public TO {ajustes.PAPEL_DE_LA_APLICACION}")
            cursor.execute(permiso.format(ajustes.PAPEL_DE_LA_APLICACION))

        assert [f for f in riesgos() if frase in f] != []

    def test_check_deploy_lo_avisa(self, db):
        salida = StringIO()
        with siendo_el_dueno():
            call_command("check", deploy=True, stderr=salida, stdout=salida)

        assert "comsocial.W001" in salida.getvalue()
        assert "docs/operacion.md" in salida.getvalue()

    @con_dos_papeles
    def test_check_deploy_no_dice_nada_si_no_hay_de_que(self, db):
        avisos = checks.run_checks(tags=[checks.Tags.security], include_deployment_checks=True)

        assert [a for a in avisos if a.id == "comsocial.W001"] == []


@con_dos_papeles
class TestVerificar:
    def test_con_dos_papeles_lo_que_pueda_de_mas_es_una_falta(self, oficina, capsys):
        with siendo_el_dueno() as cursor:
            cursor.execute(f"GRANT DELETE ON nucleo_asiento TO {ajustes.PAPEL_DE_LA_APLICACION}")

        with pytest.raises(SystemExit):
            call_command("verificar")
        assert "  - El papel «" in capsys.readouterr().out

    def test_con_uno_solo_se_avisa_y_no_se_da_por_roto(self, oficina, settings, capsys):
        settings.BASE_DEL_DUENO = None
        with siendo_el_dueno():
            call_command("verificar")

        dicho = capsys.readouterr().out
        assert "  AVISO: El papel «" in dicho
        assert "Todo está como se guardó." in dicho

    def test_un_disparador_apagado_es_una_falta(self, oficina, capsys):
        with siendo_el_dueno() as cursor:
            cursor.execute("ALTER TABLE nucleo_asiento DISABLE TRIGGER sin_vaciar")

        with pytest.raises(SystemExit):
            call_command("verificar")
        assert "El disparador «sin_vaciar» de nucleo_asiento está apagado." in capsys.readouterr().out


@con_dos_papeles
@pytest.mark.django_db(transaction=True)
class TestComoDueno:
    def test_mientras_dura_es_el_dueno_y_despues_ya_no(self):
        with como_dueno():
            dentro = columna("SELECT current_user")
            with como_dueno():
                assert columna("SELECT current_user") == dentro
        assert dentro == [ajustes.BASE_DEL_DUENO["USER"]]
        assert columna("SELECT current_user") == [ajustes.PAPEL_DE_LA_APLICACION]

    def test_a_media_transaccion_no_se_cambia(self):
        with transaction.atomic(), pytest.raises(RuntimeError, match="media transacción"), como_dueno():
            pass

    def test_migrar_repone_los_permisos(self):
        with siendo_el_dueno() as cursor:
            cursor.execute(f"GRANT ALL ON nucleo_asiento TO {ajustes.PAPEL_DE_LA_APLICACION}")
        assert riesgos() != []

        call_command("migrate", verbosity=0, interactive=False)

        assert riesgos() == []
        assert columna("SELECT current_user") == [ajustes.PAPEL_DE_LA_APLICACION]


class TestElegirlos:
    APLICACION = "postgres://app:x@servidor:5432/oficina"

    def leer(self, monkeypatch, dueno, aplicacion=APLICACION):
        monkeypatch.setenv("DATABASE_URL", aplicacion)
        monkeypatch.setenv("DATABASE_URL_DUENO", dueno)
        env = Entorno()
        return env.base_del_dueno("DATABASE_URL_DUENO", env.base_de_datos("DATABASE_URL") or {})

    def test_sin_la_segunda_hay_un_solo_papel(self, monkeypatch):
        assert self.leer(monkeypatch, "") is None

    def test_la_segunda_puede_ir_a_otro_puerto_de_la_misma_base(self, monkeypatch):
        base = self.leer(monkeypatch, "postgres://dueno:y@servidor:6432/oficina")

        assert (base["USER"], base["PORT"]) == ("dueno", 6432)

    @pytest.mark.parametrize(
        ("dueno", "aplicacion", "frase"),
        [
            ("postgres://dueno:y@servidor/otra", APLICACION, "la misma base"),
            ("postgres://app:x@servidor/oficina", APLICACION, "otro usuario"),
            ("postgres://dueno:y@servidor/oficina", "postgres://servidor/oficina", "otro usuario"),
            ("postgres://dueno:y@servidor/oficina", "", "sólo sirve junto con DATABASE_URL"),
            ("mysql://dueno:y@servidor/oficina", APLICACION, "debe ser de PostgreSQL"),
        ],
    )
    def test_mal_escritas_detienen_el_arranque_con_una_frase(self, monkeypatch, dueno, aplicacion, frase):
        with pytest.raises(VariableMalEscrita, match=frase):
            self.leer(monkeypatch, dueno, aplicacion)
