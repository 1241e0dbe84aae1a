"""All configuration, read from the environment (12-factor); `.env.example` lists every variable.

Two ways to run with one code path: without DATABASE_URL and REDIS_URL, the embedded default (SQLite in
WAL mode, files on disk, local cache, jobs in this process); with them, PostgreSQL, Redis and Celery workers.
"""

from pathlib import Path

import environ
from django.contrib.messages import constants as messages
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _

from pal_portal.cimientos.almacen import en_disco, en_s3

BASE_DIR = Path(__file__).resolve().parent.parent
env = environ.Env()
env.read_env(BASE_DIR / ".env", overwrite=False)

# --- Identity and safety -------------------------------------------------------------------------
DEBUG = env.bool("DEBUG", default=False)
_CLAVE_DE_DESARROLLO = "clave-de-desarrollo-no-usar-en-servicio-0123456789abcdefghijklmnopqrstuv"
SECRET_KEY = env("SECRET_KEY", default="") or _CLAVE_DE_DESARROLLO
SITIO_URL = env("SITIO_URL", default="http://127.0.0.1:8000").rstrip("/")
SERVIDO = env.bool("SERVIDO", default=False)
"""True behind a TLS proxy: secure cookies, HSTS, and a real secret key are then required."""
if SERVIDO and SECRET_KEY == _CLAVE_DE_DESARROLLO:
    raise ImproperlyConfigured("Define SECRET_KEY: con SERVIDO=1 no se acepta la clave de desarrollo.")
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["127.0.0.1", "localhost", "[::1]"])
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])
if SERVIDO:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_SSL_REDIRECT = True
    SECURE_REDIRECT_EXEMPT = [r"^salud/"]
    SECURE_HSTS_SECONDS = env.int("HSTS_SEGUNDOS", default=31_536_000)
    SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    SECURE_HSTS_PRELOAD = True
    SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = True
PROXIES = int(env("PROXIES", default="") or (1 if SERVIDO else 0))
"""Trusted proxies in front: how far X-Forwarded-For is believed, by the API's throttle and by the log-in's."""
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CSRF_FAILURE_VIEW = "pal_portal.paginas.csrf"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = LANGUAGE_COOKIE_SAMESITE = "Lax"
LANGUAGE_COOKIE_HTTPONLY = True
_PROPIO = "'self'"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": [_PROPIO],
        "style-src": [_PROPIO],
        "img-src": [_PROPIO, "data:"],
        "font-src": [_PROPIO],
        "connect-src": [_PROPIO],
        "manifest-src": [_PROPIO],
        "frame-src": [_PROPIO],
        "form-action": [_PROPIO],
        "base-uri": ["'none'"],
        "frame-ancestors": ["'none'"],
    }
}
INCRUSTAR_EN = env.list("INCRUSTAR_EN", default=["*"])
"""Who may frame the card of a commitment (CSP frame-ancestors). Nothing else of the portal can be framed."""

# --- What is installed ---------------------------------------------------------------------------
INSTALLED_APPS = [
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.postgres",
    "django.contrib.sitemaps",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "rest_framework",
    "django_filters",
    "django_htmx",
    "rules.apps.AutodiscoverRulesConfig",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "csp",
    "secretariado",
    "compromisos",
    "consultas",
    "pal_portal",
]
MIDDLEWARE = [
    "pal_portal.cimientos.paginas_guardadas.renovar_al_escribir",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "pal_portal.cimientos.intermedios.abrir_lecturas",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "secretariado.intermedios.exigir_segundo_factor",
    "django_htmx.middleware.HtmxMiddleware",
    "pal_portal.cimientos.recepcion.limitar_cuerpo",
]
ROOT_URLCONF = "pal_portal.urls"
WSGI_APPLICATION = "pal_portal.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "DIRS": [BASE_DIR / "templates"],
        "OPTIONS": {"environment": "pal_portal.plantillas.entorno"},
    },
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ]
        },
    },
]

# --- Data ----------------------------------------------------------------------------------------
DATOS_DIR = Path(env("DATOS_DIR", default=str(BASE_DIR / "datos")))
"""Where the embedded database and the stored files live; outside the code in served mode."""
DATABASES = {
    "default": env.db_url_config(env("DATABASE_URL", default="") or f"sqlite:///{DATOS_DIR / 'portal.sqlite3'}")
}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATOS_DIR.mkdir(parents=True, exist_ok=True)
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON;",
    }
else:
    DATABASES["default"]["CONN_MAX_AGE"] = 0
    DATABASES["default"]["OPTIONS"] = {
        "pool": {"min_size": 1, "max_size": env.int("DATABASE_POOL", default=4), "timeout": 10}
    }
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
ARCHIVOS_DIR = DATOS_DIR / "archivos"
S3_BUCKET = env("S3_BUCKET", default="")
STORAGES = {
    "default": en_s3(
        bucket=S3_BUCKET,
        endpoint=env("S3_ENDPOINT", default=""),
        region=env("S3_REGION", default=""),
        llave=env("S3_LLAVE", default=""),
        secreto=env("S3_SECRETO", default=""),
    )
    if S3_BUCKET
    else en_disco(ARCHIVOS_DIR),
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
SUBIDA_MAXIMA_MB = env.int("SUBIDA_MAXIMA_MB", default=25)
ENVIO_MAXIMO_MB = env.int("ENVIO_MAXIMO_MB", default=60)
"""A whole request, with all its files; more is refused unread."""
FILE_UPLOAD_HANDLERS = ["pal_portal.cimientos.recepcion.SubidaVigilada"]
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
CLAMAV_SOCKET = env("CLAMAV_SOCKET", default="")

ENLACES_REVISAR = (env("ENLACES_REVISAR", default="") or str(SERVIDO)).lower() in env.BOOLEAN_TRUE_STRINGS
"""Whether the portal visits the links offered as evidence; by default, only in service."""
ENLACES_PUERTOS = env.list("ENLACES_PUERTOS", cast=int, default=[80, 443])
ENLACES_MAXIMO_MB = env.int("ENLACES_MAXIMO_MB", default=10)

FIRMA_P12 = env("FIRMA_P12", default="")
"""PKCS#12 file with which reports are signed; empty: they are not."""
FIRMA_P12_CLAVE = env("FIRMA_P12_CLAVE", default="")
DATOS_ABIERTOS_DIAS = env.int("DATOS_ABIERTOS_DIAS", default=30)
"""How long a daily dump of the open data is kept; the newest one always is."""

REDIS_URL = env("REDIS_URL", default="")
if REDIS_URL:
    CACHES = {"default": {"BACKEND": "pal_portal.cimientos.cache.RedisTolerante", "LOCATION": REDIS_URL}}
else:
    CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
PAGINAS_GUARDADAS = env.int("PAGINAS_GUARDADAS", default=60)
"""Seconds that a public page is kept for who has no session, unless something is written before; 0: never."""

# --- Jobs ----------------------------------------------------------------------------------------
COLA = env("COLA", default="") or ("celery" if REDIS_URL else "hilo")
"""Where background work runs: `celery` (workers), `hilo` (a thread of this process) or `inmediata`."""
CELERY_BROKER_URL = REDIS_URL or "memory://"
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_TASK_IGNORE_RESULT = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_MAX_TASKS_PER_CHILD = 100
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_TRANSPORT_OPTIONS = {"visibility_timeout": 3600, "socket_connect_timeout": 2}
CELERY_TIMEZONE = "America/Mexico_City"

# --- Accounts ------------------------------------------------------------------------------------
AUTH_USER_MODEL = "secretariado.Usuario"
AUTHENTICATION_BACKENDS = [
    "rules.permissions.ObjectPermissionBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
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
ACCOUNT_ADAPTER = "secretariado.cuentas.AdaptadorDeCuentas"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_USER_MODEL_EMAIL_FIELD = "correo"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_FORMS = {"add_email": "secretariado.forms.CorreoNuevoForm"}
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = "Portal PAL: "
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_DEFAULT_HTTP_PROTOCOL = "https" if SERVIDO else "http"
ACCOUNT_RATE_LIMITS = {
    "login_failed": "20/m/ip,5/15m/key",
    "reset_password": "20/m/ip,5/15m/key",
    "consulta_enlace": "200/h/ip,5/h/key",  # a classroom behind one address can still take part
    "consulta_aportar": "100/h/ip,10/h/key",
    "evento_registro": "200/h/ip,20/h/key",
}
"""Five wrong passwords close an address for a quarter of an hour (see the message in secretariado.cuentas)."""
ALLAUTH_TRUSTED_PROXY_COUNT = PROXIES
MFA_ADAPTER = "secretariado.cuentas.AdaptadorDeSegundoFactor"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "Portal PAL"
MFA_TOTP_TOLERANCE = 1
MFA_FORMS = {
    "activate_totp": "secretariado.forms_factor.ActivarForm",
    "authenticate": "secretariado.forms_factor.EntrarForm",
    "reauthenticate": "secretariado.forms_factor.ConfirmarForm",
}
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not SERVIDO
MFA_ALLOW_UNVERIFIED_EMAIL = True
"""Safe because nobody signs up alone and nobody logs in with an address not yet verified; without it, whoever
has a second factor could not change their address."""
MFA_OBLIGATORIA = env.bool("MFA_OBLIGATORIA", default=SERVIDO)
"""Whether facilitation, verification, moderation, coordination and administration need a second factor to work."""
OIDC_SERVIDOR = env("OIDC_SERVIDOR", default="").rstrip("/")
OIDC_NOMBRE = env("OIDC_NOMBRE", default="Llave MX")
SOCIALACCOUNT_ADAPTER = "secretariado.cuentas.AdaptadorDeIdentidades"
SOCIALACCOUNT_PROVIDERS = {}
if OIDC_SERVIDOR:
    SOCIALACCOUNT_PROVIDERS["openid_connect"] = {
        "OAUTH_PKCE_ENABLED": True,
        "APPS": [
            {
                "provider_id": "oidc",
                "name": OIDC_NOMBRE,
                "client_id": env("OIDC_CLIENTE", default=""),
                "secret": env("OIDC_SECRETO", default=""),
                "settings": {"server_url": OIDC_SERVIDOR},
            }
        ],
    }
    # Chromium applies form-action to the redirect that follows the button "Entrar con …".
    CONTENT_SECURITY_POLICY["DIRECTIVES"]["form-action"].append(
        env("OIDC_ORIGEN", default="") or "/".join(OIDC_SERVIDOR.split("/")[:3])
    )
INVITACION_DIAS = 14
PARTICIPACION_CLAVE = env("PARTICIPACION_CLAVE", default="") or SECRET_KEY
"""Key of the hashes that tell who already took part. Changing it while a consultation is open lets people take
part twice."""
MESSAGE_TAGS = {messages.SUCCESS: "exito", messages.WARNING: ""}
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "mesa"
ACCOUNT_LOGOUT_REDIRECT_URL = "inicio"
EMAIL_CONFIG = env.email_url("EMAIL_URL", default="consolemail://")
vars().update(EMAIL_CONFIG)
if EMAIL_CONFIG["EMAIL_BACKEND"].endswith("filebased.EmailBackend"):  # filemail:///carpeta
    EMAIL_BACKEND = "pal_portal.cimientos.correo.CarpetaDeCorreos"
    EMAIL_FILE_PATH = str(Path("/") / EMAIL_CONFIG["EMAIL_FILE_PATH"])
EMAIL_TIMEOUT = 30
"""Well under the time after which a notice that is being sent is taken as abandoned (registro/avisos.py)."""
DEFAULT_FROM_EMAIL = env("CORREO_REMITENTE", default="Portal PAL <no-responder@localhost>")

# --- Language and time ---------------------------------------------------------------------------
LANGUAGE_CODE = "es-mx"
LANGUAGES = [("es-mx", _("Español")), ("en", _("Inglés"))]
LOCALE_PATHS = [BASE_DIR / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "America/Mexico_City"
PAL_HOY = env("PAL_HOY", default="")
"""ISO date that the portal takes as today (demonstration and tests); empty in service."""

# --- API -----------------------------------------------------------------------------------------
REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": [
        "secretariado.api.llaves.PorLlave",  # first: its challenge is what a 401 carries
        "secretariado.api.llaves.PorSesion",
    ],
    "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.AllowAny"],
    "EXCEPTION_HANDLER": "pal_portal.cimientos.problemas.errores",
    "DEFAULT_THROTTLE_CLASSES": [
        "rest_framework.throttling.AnonRateThrottle",
        "rest_framework.throttling.UserRateThrottle",
    ],
    "DEFAULT_THROTTLE_RATES": {
        "anon": env("API_LIMITE_ANONIMO", default="120/min"),
        "user": env("API_LIMITE_CUENTA", default="600/min"),
        "escritura": env("API_LIMITE_ESCRITURA", default="120/min"),
        "lote": env("API_LIMITE_LOTE", default="12/min"),
        "datos": env("DATOS_ABIERTOS_LIMITE", default="120/min"),
    },
    "UNAUTHENTICATED_USER": "django.contrib.auth.models.AnonymousUser",
    "NUM_PROXIES": PROXIES,
}
# --- Static files and logs -----------------------------------------------------------------------
STATIC_URL = "/static/"
STATIC_ROOT = Path(env("STATIC_ROOT", default=str(DATOS_DIR / "static")))
STATICFILES_DIRS = [BASE_DIR / "static"]
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"json": {"()": "pal_portal.cimientos.bitacora_tecnica.formato", "json": not DEBUG and SERVIDO}},
    "handlers": {"salida": {"class": "logging.StreamHandler", "formatter": "json"}},
    "root": {"handlers": ["salida"], "level": env("NIVEL_DE_LOG", default="WARNING")},
}
SILENCED_SYSTEM_CHECKS: list[str] = []
