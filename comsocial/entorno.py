"""Lee las variables de entorno y, si una está mal, detiene el arranque con una frase en español."""

import fcntl
import secrets
import sys
from ipaddress import ip_network
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import environ

from nucleo.archivos import escribir_entero

SECRETO_CORTO = 40  # menos caracteres se adivinan


class VariableMalEscrita(SystemExit):
    """El arranque no puede seguir: una variable de entorno falta o no se entiende."""

    def __init__(self, nombre: str, problema: str) -> None:
        super().__init__(
            f"La variable {nombre} {problema}. Corrígela (la tabla está en README.md) y vuelve a arrancar."
        )


class Entorno:
    """Un método por tipo de dato; ninguno adivina: lo que no se entiende se rechaza."""

    def __init__(self) -> None:
        self._env = environ.Env()

    def texto(self, nombre: str, defecto: str) -> str:
        valor = self._env.str(nombre, default=defecto)
        if any(ord(c) < 32 for c in valor):  # noqa: PLR2004 - 32 es el primer carácter imprimible de ASCII
            raise VariableMalEscrita(nombre, "tiene caracteres de control")
        return valor

    def entero(self, nombre: str, defecto: int) -> int:
        try:
            return self._env.int(nombre, default=defecto)
        except ValueError:
            raise VariableMalEscrita(nombre, "debe ser un número entero") from None

    def si_no(self, nombre: str, *, defecto: bool) -> bool:
        valor = self._env.str(nombre, default="").strip().lower()
        if not valor:
            return defecto
        if valor not in {"1", "0", "si", "sí", "no", "true", "false"}:
            raise VariableMalEscrita(nombre, f"vale «{valor}» y sólo puede ser 1 o 0")
        return valor in {"1", "si", "sí", "true"}

    def opcion(self, nombre: str, defecto: str, opciones: tuple[str, ...]) -> str:
        valor = self.texto(nombre, defecto)
        if valor not in opciones:
            raise VariableMalEscrita(nombre, f"vale «{valor}» y sólo puede ser {', '.join(opciones)}")
        return valor

    def lista(self, nombre: str, defecto: list[str]) -> list[str]:
        return self._env.list(nombre, default=defecto)

    def url(self, nombre: str, defecto: str) -> str:
        valor = self.texto(nombre, defecto)
        partes = urlsplit(valor)
        if partes.scheme not in {"http", "https"} or not partes.hostname:
            raise VariableMalEscrita(nombre, f"vale «{valor}» y debe empezar con http:// o https://")
        return valor

    def anfitriones(self, base_url: str) -> list[str]:
        """El anfitrión de BASE_URL y, si es esta máquina, sus otros nombres."""
        anfitrion = urlsplit(base_url).hostname or ""
        locales = ["localhost", "127.0.0.1", "[::1]"]
        return [anfitrion, *locales] if anfitrion in locales else [anfitrion]

    def redes(self, nombre: str, defecto: list[str]) -> list[str]:
        """Redes como «10.0.0.0/8»."""
        redes = self.lista(nombre, defecto)
        for red in redes:
            try:
                ip_network(red)
            except ValueError:
                raise VariableMalEscrita(nombre, f"trae «{red}», que no es una red como 10.0.0.0/8") from None
        return redes

    def redes_locales(self, base_url: str) -> list[str]:
        """Si el portal se sirve en esta misma máquina, su propia dirección se puede leer."""
        return ["127.0.0.0/8", "::1/128"] if len(self.anfitriones(base_url)) > 1 else []

    def carpeta(self, nombre: str, defecto: Path) -> Path:
        carpeta = Path(self.texto(nombre, str(defecto))).expanduser().resolve()
        try:
            carpeta.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise VariableMalEscrita(nombre, f"apunta a {carpeta}, que no se puede crear ({error.strerror})") from None
        return carpeta

    def carpeta_opcional(self, nombre: str) -> Path | None:
        """La carpeta dada, o nada si la variable está vacía."""
        return self.carpeta(nombre, Path()) if self.texto(nombre, "") else None

    def secreto(self, nombre: str, archivo: Path, *, exigir: bool) -> str:
        """El secreto dado; sin él, uno propio de esta instalación, guardado con permiso 0600."""
        valor = self.texto(nombre, "")
        if valor:
            if len(valor) < SECRETO_CORTO:
                raise VariableMalEscrita(nombre, "es muy corta: usa al menos 40 caracteres al azar")
            return valor
        if exigir:
            raise VariableMalEscrita(nombre, "es obligatoria en producción")
        return _secreto_guardado(archivo)

    def base_de_datos(self, nombre: str) -> dict | None:
        """La base de DATABASE_URL, que sólo puede ser PostgreSQL; `None` si no se dio."""
        if not self._env.str(nombre, default=""):
            return None
        try:
            config = self._env.db(nombre)
        except (environ.ImproperlyConfigured, ValueError):
            raise VariableMalEscrita(
                nombre, "no se entiende; el formato es postgres://usuario:clave@host:puerto/base"
            ) from None
        if "postgresql" not in config.get("ENGINE", ""):
            raise VariableMalEscrita(nombre, "debe ser de PostgreSQL")
        return dict(config)

    def base_del_dueno(self, nombre: str, aplicacion: dict) -> dict | None:
        """La misma base, vista por el papel dueño de las tablas; `None` si sólo hay un papel."""
        dueno = self.base_de_datos(nombre)
        if dueno is None:
            return None
        if not self._env.str("DATABASE_URL", default=""):
            raise VariableMalEscrita(nombre, "sólo sirve junto con DATABASE_URL")
        if dueno["NAME"] != aplicacion["NAME"]:
            raise VariableMalEscrita(nombre, "debe ser de la misma base que DATABASE_URL")
        if not aplicacion["USER"] or aplicacion["USER"] == dueno["USER"]:
            raise VariableMalEscrita(
                nombre, "debe entrar con otro usuario que DATABASE_URL, y las dos deben decir cuál"
            )
        return dueno


def _secreto_guardado(archivo: Path) -> str:
    """El secreto del archivo; si no hay o está vacío (así nunca sirvió), uno nuevo. Uno dañado detiene el arranque."""
    try:
        guardado = archivo.read_text().strip() if archivo.exists() else ""
        if not guardado:
            guardado = _secreto_nuevo(archivo)
    except (OSError, ValueError) as error:
        razon = error.strerror if isinstance(error, OSError) else "no es texto"
        raise SystemExit(f"No se puede leer o escribir {archivo}: {razon}. Corrígelo y vuelve a arrancar.") from None
    if len(guardado) < SECRETO_CORTO or not guardado.isprintable():
        raise SystemExit(
            f"El archivo {archivo} está dañado: repón el de tu copia o, si no la tienes, bórralo y vuelve a arrancar"
            " (se crea otro y cada quien entra otra vez)."
        )
    return guardado


def _secreto_nuevo(archivo: Path) -> str:
    """Lo crea uno solo aunque arranquen varios a la vez; los demás leen ése."""
    with archivo.with_name(f".{archivo.name}.candado").open("w") as turno:
        fcntl.flock(turno, fcntl.LOCK_EX)
        if archivo.exists() and (puesto := archivo.read_text().strip()):
            return puesto
        if archivo.exists():
            avisar(f"{archivo} estaba vacío: se creó otro secreto y cada quien entra otra vez.")
        nuevo = secrets.token_urlsafe(48)
        escribir_entero(archivo, nuevo, modo=0o600)
        return nuevo


def avisar(frase: str) -> None:
    """Escribe una frase para quien arranca el sistema."""
    sys.stderr.write(frase + "\n")


def almacen(carpeta: str, ajuste: str, bucket: str, direccion: str, env: Entorno) -> dict[str, Any]:
    """La entrada de `STORAGES` para originales o derivados: el disco, o un almacén compatible con S3."""
    if not bucket:
        return {"BACKEND": "media_library.clientes.almacen.Disco", "OPTIONS": {"carpeta": ajuste, "interna": carpeta}}
    opciones = {
        "bucket_name": bucket,
        "endpoint_url": direccion,
        "access_key": env.texto("S3_CLAVE", ""),
        "secret_key": env.texto("S3_SECRETO", ""),
        "region_name": env.texto("S3_REGION", "us-east-1"),
        "location": carpeta,
        "default_acl": None,  # privado
        "file_overwrite": True,  # el nombre es la huella: el mismo nombre es el mismo contenido
        "querystring_expire": 300,
        "signature_version": "s3v4",
        "addressing_style": "path",
    }
    return {"BACKEND": "storages.backends.s3.S3Storage", "OPTIONS": opciones}
