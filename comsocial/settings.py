"""Ajustes: un solo archivo, sólo variables de entorno, estricto.

Una variable ausente o mal escrita detiene el arranque con una frase (`comsocial.entorno`).
La tabla de variables está en README.md.
"""

from pathlib import Path
from shutil import which

from csp.constants import NONCE, NONE, SELF
from django.urls import reverse_lazy

from comsocial.embebido import direccion
from comsocial.embebido.rutas import DUENO, config_postgres, url_broker, url_redis
from comsocial.entorno import Entorno, almacen
from comsocial.reloj.horario import HORARIO
from nucleo.casa import APPS, ARMA

BASE_DIR = Path(__file__).resolve().parent.parent
env = Entorno()

# --- Entorno -------------------------------------------------------------------------------------------------------
DIR_DATOS = env.carpeta("DIR_DATOS", BASE_DIR / "var")
BASE_URL = env.url("BASE_URL", direccion.vigente()).rstrip("/")
DEBUG = False
EN_PRODUCCION = env.si_no("PRODUCCION", defecto=False)
SECRET_KEY = env.secreto("SECRET_KEY", DIR_DATOS / "secreto.txt", exigir=EN_PRODUCCION)
SECRET_KEY_FALLBACKS = env.lista("SECRET_KEY_ANTERIORES", [])
ALLOWED_HOSTS = env.lista("ALLOWED_HOSTS", env.anfitriones(BASE_URL))
CSRF_TRUSTED_ORIGINS = env.lista("CSRF_TRUSTED_ORIGINS", [BASE_URL])
MODO_DEMO = env.si_no("DEMO", defecto=False)

# --- Aplicaciones: de abajo (nucleo) hacia arriba (comsocial) --------------------------------------------------------
INSTALLED_APPS = [
    *APPS,
    ARMA,
    "django_linear_migrations",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.messages",
    "django.contrib.postgres",
    "django.contrib.sessions",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.forms",  # TemplatesSetting busca aquí las plantillas de los campos
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "crispy_forms",
    "crispy_bootstrap5",
    "csp",
    "template_partials",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "nucleo.pantallas.middleware.TextoLimpio",
    "nucleo.pantallas.middleware.SinCache",
    "nucleo.pantallas.middleware.PaginaSinVista",
    "nucleo.pantallas.middleware.BaseDeDatosAusente",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
]

ROOT_URLCONF = "comsocial.urls"
WSGI_APPLICATION = "comsocial.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "csp.context_processors.nonce",
                "comsocial.contexto.marco",
            ],
            "builtins": [
                "nucleo.templatetags.componentes",
                "nucleo.templatetags.en_vivo",
                "nucleo.templatetags.formatos",
            ],
        },
    },
]
CRISPY_ALLOWED_TEMPLATE_PACKS = CRISPY_TEMPLATE_PACK = "bootstrap5"
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

# --- Base de datos, caché, cola --------------------------------------------------------------------------------------
LIMITES_DE_SESION = (
    # docs/fiabilidad.md, «La base»: nadie espera un candado más de 3 s ni una consulta más de 15 s.
    "-c lock_timeout=3s",
    "-c statement_timeout=15s",
    "-c idle_in_transaction_session_timeout=30s",
)
# Dos papeles (docs/decisiones/0017): `default` es el de la aplicación, que no es dueño de nada; el otro sólo entra a
# migrar y a restaurar (`comsocial.operacion.dueno`). Con un DATABASE_URL a solas, el mismo hace las dos cosas.
DATABASES = {"default": env.base_de_datos("DATABASE_URL") or config_postgres()}
BASE_DEL_DUENO = env.base_del_dueno("DATABASE_URL_DUENO", DATABASES["default"])
if not env.texto("DATABASE_URL", ""):
    BASE_DEL_DUENO = config_postgres(DUENO)
PAPEL_DE_LA_APLICACION = DATABASES["default"]["USER"]
DATABASES["default"].update(CONN_MAX_AGE=60, CONN_HEALTH_CHECKS=True, ATOMIC_REQUESTS=False)
for _base in filter(None, (DATABASES["default"], BASE_DEL_DUENO)):
    _base["OPTIONS"] = _base.get("OPTIONS", {}) | {"connect_timeout": 5, "options": " ".join(LIMITES_DE_SESION)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
REDIS_URL = env.texto("REDIS_URL", "") or url_redis()
CACHES = {
    "default": {
        "BACKEND": "comsocial.servidor.memoria.RedisOMemoria",
        "LOCATION": REDIS_URL,
        "OPTIONS": {"socket_timeout": 0.5, "socket_connect_timeout": 0.5},
    }
}

CELERY_BROKER_URL = env.texto("BROKER_URL", "") or env.texto("REDIS_URL", "") or url_broker()
CELERY_TIMEZONE = "America/Mexico_City"
CELERY_TASK_DEFAULT_QUEUE = "urgente"
CELERY_TASK_ROUTES = {"media_library.tasks.*": {"queue": "pesado"}}
CELERY_BEAT_SCHEDULE = HORARIO

# --- Personas --------------------------------------------------------------------------------------------------------
AUTH_USER_MODEL = "personas.Persona"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = reverse_lazy("account_login")
LOGIN_REDIRECT_URL = "/oficina/"
ACCOUNT_LOGOUT_REDIRECT_URL = reverse_lazy("account_login")
ACCOUNT_ADAPTER = "personas.adaptadores.SinRegistroPublico"
ACCOUNT_LOGIN_METHODS = {"username", "email"}
ACCOUNT_FORMS = {
    "reauthenticate": "personas.forms.acceso.ConfirmarForm",
    "change_password": "personas.forms.acceso.CambiarForm",
    "reset_password": "personas.forms.acceso.RestablecerForm",
    "reset_password_from_key": "personas.forms.acceso.ElegirForm",
}
ACCOUNT_SIGNUP_FIELDS = ["username*", "email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"  # las cuentas nacen de una invitación enviada a ese correo
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False  # a quien no tiene cuenta no se le escribe: tampoco hay registro que ofrecerle
ACCOUNT_REAUTHENTICATION_TIMEOUT = 900
ACCOUNT_RATE_LIMITS = {"login": "60/m/ip", "login_failed": "10/m/ip,5/5m/key", "reset_password": "10/m/ip,3/m/key"}
ALLAUTH_TRUSTED_PROXY_COUNT = env.entero("PROXIES_DE_CONFIANZA", 0)
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_ADAPTER = "personas.adaptadores.SegundoPaso"
MFA_FORMS = {
    "authenticate": "personas.forms.acceso.SegundoPasoForm",
    "reauthenticate": "personas.forms.acceso.ConfirmarCodigoForm",
    "activate_totp": "personas.forms.acceso.ActivarForm",
    "add_webauthn": "personas.forms.acceso.AgregarLlaveForm",
    "edit_webauthn": "personas.forms.acceso.NombrarLlaveForm",
}
MFA_TOTP_ISSUER = "Comunicación Social"
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = BASE_URL.startswith("http://")
USERSESSIONS_TRACK_ACTIVITY = False  # cuesta cinco consultas por petición; basta saber cuándo entró
SESSION_COOKIE_AGE = 60 * 60 * 24 * 14
SESSION_COOKIE_SAMESITE = "Lax"

# --- Correo y redes: se eligen por variables; el código no sabe si habla con un doble ---------------------------------
SMTP_HOST = env.texto("SMTP_HOST", "")
SMTP_PORT = env.entero("SMTP_PORT", 25)
SMTP_USUARIO = env.texto("SMTP_USUARIO", "")
SMTP_CLAVE = env.texto("SMTP_CLAVE", "")
SMTP_TLS = env.opcion("SMTP_TLS", "no", ("no", "starttls", "tls"))
EMAIL_TIMEOUT = env.entero("EMAIL_TIMEOUT", 20)
CORREO_ESPERA_FINAL = 600  # segundos tras el punto final; RFC 5321 §4.5.3.2.6
CORREO_REMITENTE = env.texto("CORREO_REMITENTE", "Comunicación Social <comunicacion@mazamitla.invalid>")
CORREO_RITMO_POR_DOMINIO = env.entero("CORREO_RITMO_POR_DOMINIO", 20)  # mensajes por minuto a un mismo dominio
DEFAULT_FROM_EMAIL = SERVER_EMAIL = CORREO_REMITENTE
# Los correos de la cuenta (restablecer contraseña) también van por la bandeja de salida.
EMAIL_BACKEND = "difusion.adaptadores.PorLaBandeja"
# Con él se ven las láminas que se suben; sin él, sus títulos.
LIBREOFFICE = env.texto("LIBREOFFICE", which("soffice") or which("libreoffice") or "")
FACEBOOK_BASE_URL = env.texto("FACEBOOK_BASE_URL", "https://graph.facebook.com").rstrip("/")
FACEBOOK_SITIO = env.texto("FACEBOOK_SITIO", "https://www.facebook.com").rstrip("/")  # donde se abre lo publicado
FACEBOOK_APP_ID = env.texto("FACEBOOK_APP_ID", "")
FACEBOOK_APP_SECRET = env.texto("FACEBOOK_APP_SECRET", "")
GRAPH_VERSION = env.texto("GRAPH_VERSION", "v26.0")
CLAVE_DE_CUENTAS = env.texto("CLAVE_DE_CUENTAS", "")  # cifra las llaves de las redes; vacía: la de la casa
REDES_ESPERA = 30.0  # segundos sin oír nada de la red
REDES_PLAZO = 60.0  # segundos para que termine de contestar
REDES_SEGUNDOS_ENTRE_PUBLICACIONES = env.entero("REDES_SEGUNDOS_ENTRE_PUBLICACIONES", 60)

# --- Páginas oficiales: qué sitios de fuera puede leer este servidor -------------------------------------------------
PAGINAS_PERMITIDAS = env.lista("PAGINAS_PERMITIDAS", [])
PAGINAS_REDES_PRIVADAS = env.redes("PAGINAS_REDES_PRIVADAS", env.redes_locales(BASE_URL))

# --- Archivos --------------------------------------------------------------------------------------------------------
DIR_ORIGINALES = DIR_DATOS / "originales"
DIR_DERIVADOS = DIR_DATOS / "derivados"
DIR_SUBIDAS = env.carpeta("DIR_SUBIDAS", DIR_DATOS / "subidas")
DIR_PUBLICO = env.carpeta("DIR_PUBLICO", DIR_DATOS / "publico")
MEDIA_ROOT = DIR_DATOS / "archivos"
STATIC_URL = "/static/"
STATIC_ROOT = DIR_DATOS / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
S3_BUCKET = env.texto("S3_BUCKET", "")  # vacío: originales y derivados en el disco de este equipo
S3_DIRECCION = env.url("S3_DIRECCION", "https://s3.amazonaws.com").rstrip("/")
DEL_ALMACEN = [S3_DIRECCION] if S3_BUCKET else []
STORAGES = {
    "originales": almacen("originales", "DIR_ORIGINALES", S3_BUCKET, S3_DIRECCION, env),
    "derivados": almacen("derivados", "DIR_DERIVADOS", S3_BUCKET, S3_DIRECCION, env),
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "comsocial.estaticos.ConHuella"},
}
NGINX_ACCEL = env.texto(
    "NGINX_ACCEL", ""
)  # prefijo interno de nginx para entregar originales; vacío: los entrega Django
SUBIDA_MAXIMA_BYTES = env.entero("SUBIDA_MAXIMA_MB", 8192) * 1024 * 1024
BIBLIOTECA_CUOTA_GB = env.entero("BIBLIOTECA_CUOTA_GB", 0)  # 0: lo que dé el disco
DISCO_RESERVA_GB = env.entero("DISCO_RESERVA_GB", 2)  # lo que siempre debe quedar libre para la base y lo demás
DIR_RESPALDO = env.carpeta_opcional("DIR_RESPALDO")  # de ahí se reponen en la noche los originales dañados
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FILES = 100
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000
FILE_UPLOAD_TEMP_DIR = str(DIR_SUBIDAS)

# --- Idioma ----------------------------------------------------------------------------------------------------------
LANGUAGE_CODE = "es-mx"
LOCALE_PATHS = [BASE_DIR / "locale"]  # lo que Django y allauth dicen de fábrica, de tú
TIME_ZONE = "America/Mexico_City"
USE_TZ = True
USE_THOUSAND_SEPARATOR = True

# --- Seguridad -------------------------------------------------------------------------------------------------------
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "script-src": [SELF, NONCE],
        "style-src": [SELF, NONCE],
        "img-src": [SELF, "data:", "blob:", *DEL_ALMACEN],
        "media-src": [SELF, "blob:", *DEL_ALMACEN],
        "font-src": [SELF],
        "connect-src": [SELF],
        "object-src": [NONE],
        "base-uri": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "comsocial.errores.formulario_vencido"
_CIFRADO = BASE_URL.startswith("https://")
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = _CIFRADO
SECURE_SSL_REDIRECT = env.si_no("FORZAR_HTTPS", defecto=_CIFRADO)
SECURE_HSTS_SECONDS = env.entero("HSTS_SEGUNDOS", 31_536_000 if _CIFRADO else 0)
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = _CIFRADO
if env.si_no("TRAS_PROXY", defecto=False):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"json": {"()": "nucleo.registro.FormatoJson"}},
    "handlers": {"consola": {"class": "logging.StreamHandler", "formatter": "json"}},
    "root": {"handlers": ["consola"], "level": "INFO"},
    "loggers": {"django.server": {"level": "WARNING"}, "fontTools": {"level": "WARNING"}},
}
